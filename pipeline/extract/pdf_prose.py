"""The prose of a PDF without tables: printed lines put together to paragraphs.

A line that is indented, or that stands farther below the one above than lines of one paragraph
do, begins a paragraph; else the rules are those of a text broken at its margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.text_wrapped import unwrapped
from pipeline.records import Box, Part

_FARTHER = 1.3  # times the usual pitch: a gap between paragraphs
_INDENT = 0.8  # of the height of a line


def with_paragraphs(parts: Sequence[Part], name: str) -> tuple[Part, ...]:
    """The lines of a PDF as paragraphs; as they are where nothing shows that they are broken.

    A paragraph has the place of its first line.
    """
    boxes = [part.place.bbox for part in parts]
    placed = [box for box in boxes if box]
    if not parts or len(placed) < len(parts):
        return tuple(parts)
    pitch = _pitch(parts, placed)
    left = min(box[0] for box in placed)
    lines: list[str] = []
    sources: dict[int, Part] = {}
    for i, (part, box) in enumerate(zip(parts, placed, strict=True)):
        if i and _is_below(parts[i - 1], part) and box[1] - placed[i - 1][1] > _FARTHER * pitch:
            lines.append("")
        indent = "\u3000" if box[0] - left > _INDENT * (box[3] - box[1]) else ""
        lines.append(indent + part.text.strip())
        sources[len(lines)] = part
    joined = unwrapped(lines, name)
    if joined is None or joined[1]:
        return tuple(parts)
    return tuple(
        replace(sources[part.place.line], text=part.text)
        for part in joined[0]
        if part.place.line is not None
    )


def _pitch(parts: Sequence[Part], boxes: Sequence[Box]) -> float:
    """The distance of lines of one paragraph: that of the closest quarter of all."""
    steps = sorted(
        boxes[i][1] - boxes[i - 1][1]
        for i in range(1, len(parts))
        if _is_below(parts[i - 1], parts[i])
    )
    return steps[len(steps) // 4] if steps else 0.0


def _is_below(above: Part, part: Part) -> bool:
    """Whether a part stands below the one before it on the same page."""
    one, other = above.place, part.place
    return one.page == other.page and bool(one.bbox and other.bbox and one.bbox[1] < other.bbox[1])
