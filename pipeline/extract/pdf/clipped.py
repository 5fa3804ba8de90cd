"""Text that is drawn but not to be seen where it stands: it was clipped to a part of the page.

A text too long for its cell is clipped to the cell; a merged cell cut by the page edge is drawn
whole on both pages and clipped to the part that the page has. Such text belongs to what it is
clipped to. The page is open.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.lines import Drawn, object_box
from pipeline.extract.pdf.page import Clipped, Doubled, Frame, Glyphs
from pipeline.records import Box

_PAGE = 0.8  # of the page's width and height: what is clipped to so much is so to the page


def part_clipped(
    text: int, glyphs: Glyphs, index: NDArray[np.intp], drawn: Drawn, frame: Frame
) -> tuple[Glyphs, NDArray[np.intp], tuple[Clipped, ...]]:
    """The glyphs that are seen with their index, and those that are not.

    ``text`` is the open text page; ``index`` the place of each glyph in pdfium's count. Text in
    forms is left as it is.
    """
    if max(drawn.clips, default=0) <= 0:
        return glyphs, index, ()
    objects: dict[int, tuple[Box, Box]] = {}
    for handle, count in zip(drawn.texts, drawn.clips, strict=True):
        clip = calls.clip_box(handle, count)
        if handle in drawn.forms or clip is None:
            continue
        box, seen = object_box(handle, None, frame), frame.upright(*clip)
        if not _holds_middle(seen, box) or box[1] < seen[1] or box[3] > seen[3]:
            objects[handle] = (box, seen)
    if not objects:
        return glyphs, index, ()
    found = calls.text_objects(text, index.tolist())
    clips: dict[int, Box] = {}
    for handle, (box, seen) in objects.items():
        _, tops, _, bottoms = glyphs.boxes[found == handle].T
        if len(tops):  # a mark at the foot of its line is seen where the line is
            box = (box[0], float(tops.mean()), box[2], float(bottoms.mean()))
        if not _holds_middle(seen, box):
            clips[handle] = seen
    middle = (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    for seen in {home for home in clips.values() if _is_page(home, frame)}:
        # Marks of the lines that the page cuts off, whose ink is on the side that is seen.
        beyond = set(found[(middle <= seen[1]) | (middle >= seen[3])].tolist())
        clips |= dict.fromkeys(beyond - clips.keys() - drawn.forms.keys(), seen)
    homes = [clips.get(handle) for handle in found.tolist()]
    hidden = np.array([home is not None for home in homes], dtype=np.bool_)
    clipped = tuple(
        Clipped(pick(glyphs, np.array([home == box for home in homes], dtype=np.bool_)), box)
        for box in sorted(set(clips.values()))
    )
    seen_glyphs = pick(glyphs, ~hidden)
    return seen_glyphs, index[~hidden], tuple(one for one in clipped if len(one.glyphs))


def part_cut_off(
    clipped: Sequence[Clipped], frame: Frame
) -> tuple[tuple[Clipped, ...], tuple[Doubled, ...]]:
    """The clipped texts, and those that the edge of the page cuts off.

    A line on the edge of two pages is drawn on both: it is one of the page that has more of it.
    """
    cells: list[Clipped] = []
    cut: list[Doubled] = []
    for one in clipped:
        if not _is_page(one.seen, frame):
            cells.append(one)
            continue
        left, upper, right, lower = one.glyphs.boxes.T
        box = (float(left.min()), float(upper.min()), float(right.max()), float(lower.max()))
        cut.append(Doubled(one.glyphs.text, box))
    return tuple(cells), tuple(cut)


def _is_page(seen: Box, frame: Frame) -> bool:
    """Whether what is clipped to a box is clipped to the page."""
    width, height = frame.size
    return seen[2] - seen[0] >= _PAGE * width and seen[3] - seen[1] >= _PAGE * height


def _holds_middle(seen: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return seen[0] < x < seen[2] and seen[1] < y < seen[3]
