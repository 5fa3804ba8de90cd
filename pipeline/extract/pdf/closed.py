"""Texts right below the line that closes a table without column lines. Pure; points of the page.

Such a table has lines from side to side: above and below its header, and below its last row.

    ─────────────────────────
    Model     Top-1    Top-5
    ─────────────────────────
    ResNet     76.1     92.9
    ─────────────────────────
    As the table shows, all of the models … (the first line of a paragraph, as wide as the table)

Or a frame is drawn around all rows of a page, and its number stands below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import Piece, middle_of

_FEWEST_LINES = 3
_OF_FRAME = 2
_MANY_ROWS = 8  # in a frame
_MOST_OF_FOOT = 2  # lines of print below it
_SAME_ENDS = 1.0  # points
_ALONE = 4  # lines of print without texts side by side: below a shade the table may go on
_AS_WIDE = 0.85  # of the lines' width, a first line of prose is at least
_USUAL = 0.9  # of a character's size: the widest blank between words
_BLANK = 2.0  # the same behind a name that is set apart


def prose_below(
    rows: Sequence[Sequence[Piece]],
    abreast: Sequence[bool],
    rulings: Sequence[Ruling],
    captions: Collection[int],
) -> set[int]:
    """The numbers of the rows that begin a text below the last line of a table, or its frame.

    ``abreast``: for each row whether texts stand side by side; ``captions``: the rows that part
    one table from the next.
    """
    if len(rulings) < _OF_FRAME or not any(abreast):
        return set()
    middles = [middle_of(row[0]) for row in rows]
    parts = sorted(middles[number] for number in captions)
    found: set[int] = set()
    for start, end, heights in _of_one_width(rulings):
        for _, own in groupby(heights, key=partial(bisect_right, parts)):
            table = list(own)
            first, last = bisect_right(middles, table[0]), bisect_right(middles, table[-1])
            if len(table) == _OF_FRAME and _is_foot(rows, abreast, first, last):
                found |= set(range(last, len(rows)))
            if (
                len(table) >= _FEWEST_LINES
                and any(abreast[first:last])
                and last < len(rows)
                and all(map(_is_one_text, rows[last + 1 : last + _ALONE]))
                and all(_is_within(row, start, end) for row in rows[first:last])
                and _is_prose(rows[last], start, end)
            ):
                found.add(last)
    return found


def _is_foot(
    rows: Sequence[Sequence[Piece]], abreast: Sequence[bool], first: int, last: int
) -> bool:
    """Whether the rows from ``first`` are all of a page but a last one or two below its frame.

    These have nothing in the first column.
    """
    within = rows[first:last]
    return (
        sum(abreast[first:last]) >= _MANY_ROWS
        and 0 < len(rows) - last <= _MOST_OF_FOOT
        and all(
            row[0].line.x0 > max(one[0].line.x1 for one in within[-_MANY_ROWS:])
            for row in rows[last:]
        )
    )


def _of_one_width(rulings: Sequence[Ruling]) -> Iterator[tuple[float, float, list[float]]]:
    """The left and right end of lines, and the heights of all that have them."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda one: (round(one.start), round(one.end), one.at)):
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and abs(last.start - ruling.start) <= _SAME_ENDS
            and abs(last.end - ruling.end) <= _SAME_ENDS
        ):
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    for group in groups:
        yield group[0].start, group[0].end, sorted({round(one.at, 1) for one in group})


def _is_prose(row: Sequence[Piece], start: float, end: float) -> bool:
    """Whether a line of print is one text, and as wide as the lines from ``start`` to ``end``.

    Or it begins left of them, as a heading does.
    """
    first = row[0].line
    is_wide = row[-1].line.x1 - first.x0 >= _AS_WIDE * (end - start)
    return first.x0 < start - first.size / 2 or (is_wide and _is_one_text(row))


def _is_one_text(row: Sequence[Piece]) -> bool:
    """Whether no wide white parts a line, but perhaps behind a name that begins it."""
    wide = [
        blank
        for before, after in pairwise(row)
        if (blank := after.line.x0 - before.line.x1) > _USUAL * after.line.size
    ]
    return not wide or (len(wide) == 1 and wide[0] < _BLANK * row[0].line.size)


def _is_within(row: Sequence[Piece], start: float, end: float) -> bool:
    reach = row[0].line.size
    return row[0].line.x0 > start - reach and row[-1].line.x1 < end + reach
