"""Cells merged over rows that lines part in other columns: texts in the middle. Pure; points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_breaks import Column, middle_of

_CENTRED = 0.45  # of a character's size by which a text may stand off the middle of its cell
_NEARLY = 0.58  # the same where a page edge may have cut the cell
_ONE_TEXT = 2.2  # of a character's size from one line of a text to the next


def merged_over_rows(
    column: Column,
    ys: Sequence[float],
    bars: Collection[int],
    beside: Sequence[int] | None = None,
    *,
    goes_on: bool,
) -> list[int] | None:
    """The rows at which the cells of a column begin, each with its text in the middle.

    ``None`` where the rows between the edges ``ys`` are not filled by such cells in one way only,
    or where each text stands in the middle of its own row as well: those without may then go
    on from above, but not below a section, nor where cells ``beside`` begin at the same rows.
    ``bars`` are rows of one text over all columns; ``goes_on``: first rows without text may belong
    to the page before.
    """
    rows = range(len(ys) - 1)
    texts = [_within(column, ys, row, row + 1) for row in rows]
    is_told = any(
        (text and not _is_centred(text, *ys[row : row + 2]))
        or (not text and row - 1 in bars and row not in bars)
        for row, text in enumerate(texts)
    )
    if all(texts) or not (is_told or beside):
        return None
    filled = [row for row in rows if texts[row] and (row or not goes_on)]
    if not filled:
        return None
    begins = filled[0] if goes_on else 0
    for is_cut in (False, True):
        # For each row the ways to fill those above it: two are as good as many.
        ways: list[list[tuple[int, ...]]] = [[] for _ in ys]
        ways[0] = [()]
        for begin in rows:
            for end in range(begin + 1, len(ys)):
                if not ways[begin]:
                    break
                text = _within(column, ys, begin, end)
                is_cell = _is_one(text) and (
                    _is_centred(text, ys[begin], ys[end])
                    or (is_cut and (end == len(rows) or _may_be_cut(begin, texts, goes_on)))
                )
                is_alone = begin in bars or begin == 0 or begin < begins or begin > filled[-1]
                if is_cell or (end == begin + 1 and is_alone):
                    ways[end] = [*ways[end], *((*way, end) for way in ways[begin])][:2]
                if begin in bars or end in bars:
                    break
        if ways[-1]:
            found = [0, *ways[-1][0]]
            cells = [
                (_within(column, ys, *ends), ys[ends[0]], ys[ends[1]])
                for ends in pairwise(found)
                if ends[1] - ends[0] > 1
            ]
            is_sure = any(_is_centred(*cell) for cell in cells) or all(
                _is_centred(*cell, within=_NEARLY) for cell in cells
            )
            is_told = (is_told and is_sure) or found == beside
            return found if len(ways[-1]) == 1 and is_told else None
    return None


def _within(column: Column, ys: Sequence[float], begin: int, end: int) -> Sequence[Line]:
    low = bisect_right(column.lines, ys[begin], key=middle_of)
    return column.lines[low : bisect_right(column.lines, ys[end], key=middle_of)]


def _may_be_cut(begin: int, texts: Sequence[Sequence[Line]], goes_on: bool) -> bool:
    """Whether a cell may have its upper part on the page before: no header stands above it."""
    return (begin == 0 and not texts[0]) or (goes_on and begin <= 1)


def _is_one(text: Sequence[Line]) -> bool:
    return bool(text) and all(
        middle_of(below) - middle_of(above) < _ONE_TEXT * above.size
        for above, below in pairwise(text)
    )


def _is_centred(
    text: Sequence[Line], top: float, bottom: float, *, within: float = _CENTRED
) -> bool:
    """Whether lines stand in the middle between two heights."""
    first, last = middle_of(text[0]), middle_of(text[-1])
    return abs(first + last - top - bottom) < 2 * within * text[0].size
