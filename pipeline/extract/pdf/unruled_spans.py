"""Cells merged over rows that lines part in other columns: texts in the middle. Pure; points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import pairwise

from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_breaks import Column, middle_of

_CENTRED = 0.45  # of a character's size by which a text may stand off the middle of its cell
_NEARLY = 0.58  # the same where a page edge may have cut the cell
LAST_KEY = 1  # numbers and titles, in the first columns, may be merged over rows
_ONE_TEXT = 2.2  # of a character's size from one line of a text to the next


def merged_over_rows(
    columns: Sequence[Column],
    place: int,
    ys: Sequence[float],
    bars: Collection[int],
    beside: Sequence[int] | None = None,
    *,
    goes_on: bool,
) -> list[int] | None:
    """The rows at which the cells of a column begin, each with its text in the middle.

    ``None`` where they do not fill the rows between the edges ``ys``, or where each text stands in
    the middle of its own row as well: those without may then go on from above, but not below a
    section, nor where cells ``beside`` begin at the same rows. ``place`` is the number of the
    column, ``bars`` are rows of one text over all columns; ``goes_on``: first rows without text
    may belong to the page before.
    """
    column = columns[place]
    size = max((line.size for line in column.lines), default=0.0)  # digits may be told smaller
    rows = range(len(ys) - 1)
    texts = [_within(column, ys, row, row + 1) for row in rows]
    is_told = any(
        (text and not _is_centred(text, ys[row], ys[row + 1], size))
        or (not text and row - 1 in bars and row not in bars)
        for row, text in enumerate(texts)
    )
    if place > LAST_KEY or all(texts) or not (is_told or beside):
        return None
    filled = [row for row in rows if texts[row] and (row or not goes_on)]
    if not filled:
        return None
    begins = filled[0] if goes_on else 0

    def is_cell(begin: int, end: int, *, is_cut: bool, is_known: bool) -> bool:
        if end == begin + 1 and (begin in bars or not begins <= begin <= filled[-1] or not begin):
            return True
        text = _within(column, ys, begin, end)
        return (
            _is_one(text)
            and (is_known or end == begin + 1 or not all(texts[begin:end]))
            and not any(begin <= bar < end for bar in bars)
            and (
                _is_centred(text, ys[begin], ys[end], size)
                or (is_cut and (end == len(rows) or _may_be_cut(begin, texts, goes_on=goes_on)))
            )
        )

    for is_cut in (False, True):
        if beside is not None and all(
            is_cell(*ends, is_cut=is_cut, is_known=True) for ends in pairwise(beside)
        ):
            return list(beside)
        if is_cut and place:
            return None
        found = _finest(len(rows), partial(is_cell, is_cut=is_cut, is_known=False))
        if found:
            cells = [
                (_within(column, ys, begin, end), ys[begin], ys[end])
                for begin, end in pairwise(found)
                if end - begin > 1
            ]
            is_sure = any(_is_centred(*cell, size) for cell in cells) or all(
                _is_centred(*cell, size, within=_NEARLY) for cell in cells
            )
            return found if is_told and is_sure else None
    return None


def _finest(count: int, is_cell: Callable[[int, int], bool]) -> list[int] | None:
    """The rows at which most cells begin that fill all of them; ``None`` where two ways do."""
    best: list[list[list[int]]] = [[[0]], *([] for _ in range(count))]
    for end in range(1, count + 1):
        ways = [
            [*way, end]
            for begin in range(end)
            if best[begin] and is_cell(begin, end)
            for way in best[begin]
        ]
        most = max(map(len, ways), default=0)
        best[end] = [way for way in ways if len(way) == most][:2]
    return best[count][0] if len(best[count]) == 1 else None


def _within(column: Column, ys: Sequence[float], begin: int, end: int) -> Sequence[Line]:
    low = bisect_right(column.lines, ys[begin], key=middle_of)
    return column.lines[low : bisect_right(column.lines, ys[end], key=middle_of)]


def _may_be_cut(begin: int, texts: Sequence[Sequence[Line]], *, goes_on: bool) -> bool:
    """Whether a cell may have its upper part on the page before: no header stands above it."""
    return (begin == 0 and not texts[0]) or (goes_on and begin <= 1)


def _is_one(text: Sequence[Line]) -> bool:
    return bool(text) and all(
        middle_of(below) - middle_of(above) < _ONE_TEXT * above.size
        for above, below in pairwise(text)
    )


def _is_centred(
    text: Sequence[Line], top: float, bottom: float, size: float, *, within: float = _CENTRED
) -> bool:
    """Whether lines stand in the middle between two heights."""
    first, last = middle_of(text[0]), middle_of(text[-1])
    return abs(first + last - top - bottom) < 2 * within * size
