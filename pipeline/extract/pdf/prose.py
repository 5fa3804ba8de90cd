"""The prose of a PDF without tables: printed lines put together to paragraphs.

A line goes on with the one above where that is filled to the right margin, so far that what
follows had no room on it, and nothing says that a paragraph begins: no first line is set in as
in the rest of the file, no wider white above, no number after the end of a sentence, not the
number that comes next, no label that begins lines elsewhere (牵头单位：). At the end or head of
a page nothing else holds.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.pdf.text import CANNOT_BEGIN, PAUSES, ends_sentence, first_unit, width_of
from pipeline.numbering import leading_number
from pipeline.records import Box, Part

_FARTHER = 1.3  # times the usual pitch: a gap between paragraphs
_INDENT = 0.8  # of a character
_DEEPEST = 4.5  # characters; what stands further right is centred, or no line of a paragraph
_FILLED = 0.6  # characters by which the room at the end of a full line may be misjudged
_RAGGED = 4.0  # characters by which some tools break a line too early, at most
_WHITE = 1.12  # times the usual pitch: white between paragraphs, where it parts them all
_LIKE = 0.2  # by which the heights of two lines of one paragraph may differ
_WIDE = 0.85  # of the width of full-width characters: a line that has them for the most part
_LONG = 10  # characters of a line that tells how wide one is
_FEWEST = 2  # of a kind, that are no accident
_FEWEST_ON_PAGE = 6  # lines, to tell the margins of a page by them
_REACHING = 0.25  # of the lines of a page end at the margin, where it is known by them
_LABEL = re.compile(r"\s*[【\[]?(?P<label>[\u4e00-\u9fff]{2,8})\s*[】\]]?[：:]")
_NUMERAL = re.compile(r"[\d〇一二三四五六七八九十百]")
_BRACKETS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; ``indent`` and ``room`` are what is free before and after it."""

    part: Part
    page: int | None
    top: float
    bottom: float
    indent: float
    room: float
    size: float


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the file sets its paragraphs: the distance of lines, and what shows a new one."""

    pitch: float
    first_is_set_in: bool
    rest_is_set_in: bool
    white_between: bool
    white_from: float | None
    begun_alike: bool
    labels: Collection[str]


def with_paragraphs(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The lines of a PDF as paragraphs; as they are where nothing shows that they are broken.

    A paragraph has the place of its first line.
    """
    boxes = [part.place.bbox for part in parts]
    placed = [box for box in boxes if box]
    if not parts or len(placed) < len(parts):
        return tuple(parts)
    lines = _measured(parts, placed)
    manner = _manner(lines)
    paragraphs: list[list[_Line]] = []
    last: dict[str, int] = {}  # of each style of numbers the one that began a paragraph last
    for line in lines:
        number = leading_number(line.part.text)
        if paragraphs and _goes_on(paragraphs[-1], line, manner, is_next=_is_next(line, last)):
            paragraphs[-1].append(line)
            continue
        paragraphs.append([line])
        if number is not None:
            last[number.style] = number.value
    if len(lines) - len(paragraphs) < _FEWEST:
        return tuple(parts)
    return tuple(
        replace(each[0].part, text="".join(line.part.text.strip() for line in each))
        for each in paragraphs
    )


def _measured(parts: Sequence[Part], boxes: Sequence[Box]) -> list[_Line]:
    """The lines with the room around them, within the margins of their page."""
    stretches: list[list[Box]] = []
    last: tuple[int | None, float] | None = None
    for part, box in zip(parts, boxes, strict=True):
        # Where the next line stands higher on the page, another column begins.
        if last is None or last[0] != part.place.page or box[3] < last[1]:
            stretches.append([])
        stretches[-1].append(box)
        last = (part.place.page, box[1])
    widths = [
        (box[2] - box[0]) / width_of(part.text)
        for part, box in zip(parts, boxes, strict=True)
        if len(part.text) >= _LONG
    ] or [box[3] - box[1] for box in boxes]
    size = max(statistics.median(widths), 1.0)
    lines = []
    margins: list[tuple[float, float]] = []
    own = [
        _margins(near, size) if len(near) >= _FEWEST_ON_PAGE else _margins(boxes, size)
        for near in stretches
    ]
    told = [each for near, each in zip(stretches, own, strict=True) if len(near) >= _FEWEST_ON_PAGE]
    for near, (left, right) in zip(stretches, own, strict=True):
        if len(near) >= _FEWEST_ON_PAGE and not _reach(near, right, size):
            left, right = _around((left, right), told, size)
        first = min(box[0] for box in near)
        like = [each for each in told if abs(each[0] - first) < size]
        if len(near) < _FEWEST_ON_PAGE and like:
            left, right = like[-1]  # the rest of a column on the next page
        elif margins and len(near) < _FEWEST_ON_PAGE and first > margins[-1][1]:
            # The head of a column right of the one before is as wide as that.
            left, right = first, first + margins[-1][1] - margins[-1][0]
        margins += [(left, right)] * len(near)
    for part, box, (left, right) in zip(parts, boxes, margins, strict=True):
        indent, room = (box[0] - left) / size, (right - box[2]) / size
        lines.append(_Line(part, part.place.page, box[1], box[3], indent, room, size))
    return lines


def _margins(boxes: Sequence[Box], size: float) -> tuple[float, float]:
    """Where lines begin and end at most; what goes further but once does not count."""
    lefts = sorted(box[0] for box in boxes)
    rights = sorted((box[2] for box in boxes), reverse=True)
    left = next((a for a, b in pairwise(lefts) if b - a < size / 2), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < 2 * size), rights[0])
    return left, right


def _reach(boxes: Sequence[Box], right: float, size: float) -> bool:
    """Whether so many lines end at the right margin as do where paragraphs are broken at it."""
    return sum(right - box[2] < size for box in boxes) >= _REACHING * len(boxes)


def _around(
    own: tuple[float, float], others: Sequence[tuple[float, float]], size: float
) -> tuple[float, float]:
    """The margins of the page with the longest lines, if its own lie within them by far."""
    left, right = max(others, key=lambda each: each[1] - each[0])
    is_within = left - 1 <= own[0] and own[1] <= right - 2 * size
    return (left, right) if is_within else own


def _is_next(line: _Line, last: Mapping[str, int]) -> bool:
    """Whether a line begins with the number after the last one of its style, and not 2.3名."""
    number = leading_number(line.part.text)
    if number is None or number.value != last.get(number.style, 0) + 1 or number.value == 1:
        return False
    return not _is_decimal(line)


def _is_decimal(line: _Line) -> bool:
    """Whether the number that a line begins with goes on behind its point, as in 4.6个."""
    number = leading_number(line.part.text)
    return number is not None and bool(_NUMERAL.match(line.part.text, len(number.printed)))


def _label(line: _Line) -> str | None:
    found = _LABEL.match(line.part.text)
    return found["label"] if found else None


def _labels(lines: Sequence[_Line]) -> set[str]:
    """Labels with which lines begin though there was room on the line above."""
    begun = Counter(_label(line) for above, line in pairwise(lines) if not _is_filled(above, line))
    return {label for label, count in begun.items() if label and count >= _FEWEST}


def _manner(lines: Sequence[_Line]) -> _Manner:
    below = [(above, line) for above, line in pairwise(lines) if _is_below(above, line)]
    steps = sorted(line.top - above.top for above, line in below)
    labels = _labels(lines)
    pitch = steps[len(steps) // 4] if steps else 0.0
    set_in = [(above, line) for above, line in below if _is_set_in(line)]
    rests = sum(_is_filled(a, line) and not ends_sentence(a.part.text) for a, line in set_in)
    is_often = len(set_in) >= _FEWEST
    return _Manner(
        pitch,
        first_is_set_in=is_often and rests <= len(set_in) / 2,
        rest_is_set_in=is_often and rests > len(set_in) / 2,
        white_between=sum(step > _FARTHER * pitch for step in steps) >= _FEWEST,
        white_from=_white_from(below, steps, pitch),
        begun_alike=_are_alike([each for each in below if not _is_filled(*each)], labels),
        labels=labels,
    )


def _white_from(
    below: Sequence[tuple[_Line, _Line]], steps: Sequence[float], pitch: float
) -> float | None:
    """The distance from which on a line begins a paragraph, where white parts them all.

    Numbered lines tell, all of which stand further below than most others do.
    """
    begun = sorted(line.top - above.top for above, line in below if _begins_list(above, line))
    if len(begun) <= _FEWEST or begun[0] < _WHITE * pitch:
        return None
    least = (pitch + begun[0]) / 2
    return least if sum(step < least for step in steps) >= len(steps) / 3 else None


def _begins_list(above: _Line, line: _Line) -> bool:
    """Whether a line begins with a number although there was room for it above."""
    return leading_number(line.part.text) is not None and not _is_filled(above, line)


def _are_alike(begun: Sequence[tuple[_Line, _Line]], labels: Collection[str]) -> bool:
    """Whether all that certainly begins a paragraph says so: by a number, a label, a heading.

    ``begun`` are the lines below one with room, each with the one above it. What stands before
    the first number and behind the last is no list. A heading is a numbered line with room.
    """
    numbered = [n for n, (_, line) in enumerate(begun) if leading_number(line.part.text)]
    if len(numbered) <= _FEWEST:
        return False
    return all(
        leading_number(line.part.text) or _label(line) in labels or leading_number(above.part.text)
        for above, line in begun[numbered[0] : numbered[-1] + 1]
    )


def _is_below(above: _Line, line: _Line) -> bool:
    """Whether a line stands below the one before it on the same page."""
    return above.page == line.page and above.top < line.top


def _is_set_in(line: _Line) -> bool:
    return _INDENT < line.indent < _DEEPEST


def _is_filled(above: _Line, line: _Line) -> bool:
    """Whether what a line begins with had no room at the end of the one above."""
    return above.room < first_unit(line.part.text.strip(), at_most=True) + _FILLED


def _goes_on_early(above: _Line, line: _Line, manner: _Manner) -> bool:
    """Whether a line goes on with one that has some room left, as some tools break lines.

    Nothing ends a sentence, and no white parts the two where white parts all paragraphs, or the
    line is not set in where first lines are; or it begins with a mark that none can begin with.
    """
    if above.room >= _RAGGED or above.indent >= _DEEPEST or not _is_below(above, line):
        return False
    if line.part.text.lstrip()[0] in CANNOT_BEGIN:
        return True
    is_near = manner.white_from is not None and line.top - above.top < manner.white_from
    return (
        (is_near or (manner.first_is_set_in and abs(line.indent) < _INDENT))
        and not ends_sentence(above.part.text)
        and leading_number(line.part.text) is None
        and _label(line) not in manner.labels
    )


def _are_as_high(above: _Line, line: _Line) -> bool:
    """Whether two lines are of one size; letters and digits stand lower than characters."""
    if any(width_of(one.part.text) < _WIDE * len(one.part.text) for one in (above, line)):
        return True
    high, other = above.bottom - above.top, line.bottom - line.top
    return abs(high - other) <= _LIKE * max(high, other)


def _goes_on(paragraph: Sequence[_Line], line: _Line, manner: _Manner, *, is_next: bool) -> bool:
    above = paragraph[-1]
    if not _are_as_high(above, line) or line.indent >= _DEEPEST:
        return False
    if not _is_filled(above, line):
        return _goes_on_early(above, line, manner)
    step = line.top - above.top
    if above.page == line.page and line.bottom > above.top and step > _FARTHER * manner.pitch:
        return False
    if above.page == line.page and abs(step) < manner.pitch / 2:
        return False
    if _is_set_in(line) and manner.first_is_set_in:
        return False
    text = "".join(one.part.text for one in paragraph).strip()
    if any(text.count(opening) > text.count(closing) for opening, closing in _BRACKETS):
        return True
    if (is_next or _label(line) in manner.labels) and not text.endswith(tuple(PAUSES)):
        return False
    begins = leading_number(line.part.text) is not None
    if not ends_sentence(text):
        return (
            not begins
            or text[-1] in PAUSES
            or (manner.first_is_set_in and line.indent < _INDENT)
            or _is_decimal(line)
        )
    if begins:
        return False
    tells = manner.first_is_set_in or manner.rest_is_set_in or manner.white_between
    tells = tells or manner.begun_alike
    return tells or line.part.text.lstrip().startswith(tuple(a for a, _ in _BRACKETS))
