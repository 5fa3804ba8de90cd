"""Rows told by numbers that stand in the middle of their height. Pure; points of the page.

Where cells are centred in height, a number says where the middle of its row is, and every text
of the row lies about it. Rows may then follow each other without more white than lines do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.pdf.text import (
    CANNOT_BEGIN,
    PAUSES,
    Line,
    begins_with_number,
    ends_sentence,
)
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    is_forced,
    line_pitch,
    middle_of,
    white_breaks,
)
from pipeline.extract.pdf.unruled_dense import ToldRows

_FEWEST = 3  # numbers
_OFF = 0.13  # of the line pitch, by which a text may stand off the middle of its row
_BELOW_HEAD = 0.75  # of the line pitch from the label of the numbers to the end of a header
_UNFORCED = 0.2  # of the lines of one cell may end though what follows had had room

_Rows = list[list[Line]]  # what stands above all rows, and the lines of each


def middle_rows(
    columns: Sequence[Column], over: Sequence[Line], *, fewest: int = _FEWEST
) -> ToldRows | None:
    """The rows about the numbers of the first column; ``None`` where one text fits none of them.

    What stands above the first row, a header, is not parted, nor rows between which a line
    runs ``over`` all columns. ``fewest`` numbers are needed.
    """
    numbers = [line for line in columns[0].lines if begins_with_number(line.text)]
    pitch = line_pitch(columns)
    if pitch is None or len(numbers) < fewest:
        return None
    labels = columns[0].lines[: -len(numbers)]
    if numbers != [*columns[0].lines[len(labels) :]]:
        return None
    levels = [middle_of(line) for line in numbers]
    found = _told(columns, [_about(each, levels, pitch) for each in columns], levels, over)
    if found is None and labels:
        head = middle_of(labels[-1]) + _BELOW_HEAD * pitch
        rows = [_from_top(each, head, levels, pitch) for each in columns]
        found = _told(columns, rows, levels, over)
    return found


def _told(
    columns: Sequence[Column],
    rows: Sequence[_Rows | None],
    levels: Sequence[float],
    over: Sequence[Line],
) -> ToldRows | None:
    """The rows, if all texts fit them; where they part, and where texts begin."""
    if not all(rows):
        return None
    fitting = [found for found in rows if found is not None]
    bands = [
        [middle_of(line) for found in fitting for line in found[place]]
        for place in range(len(levels) + 1)
    ]
    if any(max(above) >= min(below, default=0.0) for above, below in pairwise(bands) if above):
        return None
    if not _holds(columns, fitting, line_pitch(columns)):
        return None
    others = _from_numbers(columns, levels)
    if (
        others is not None
        and all(a[0] == b[0] for a, b in zip(fitting, others, strict=True))
        and _merit(columns, others) >= _merit(columns, fitting)
    ):
        return None
    breaks = [(max(above), min(below)) for above, below in pairwise(bands) if above]
    breaks = [
        (low, high) for low, high in breaks if not any(low < middle_of(li) < high for li in over)
    ]
    starts = [
        [middle_of(row[0]) - LINE_CORE / 2 * row[0].size for row in found[1:] if row]
        for found in fitting
    ]
    return ToldRows(breaks, starts)


def _about(column: Column, levels: Sequence[float], pitch: float) -> _Rows:
    """The lines above all rows, then those of each row, as many as have its level in the middle."""
    left = list(column.lines)
    found: _Rows = []
    for level in reversed(levels):
        first = min(
            range(len(left)),
            key=lambda n: abs((middle_of(left[n]) + middle_of(left[-1])) / 2 - level),
            default=0,
        )
        off = abs((middle_of(left[first]) + middle_of(left[-1])) / 2 - level) if left else pitch
        count = len(left) - first if off <= _OFF * pitch else 0
        found.append(left[len(left) - count :])
        left = left[: len(left) - count]
    return [left, *reversed(found)]


def _from_top(column: Column, head: float, levels: Sequence[float], pitch: float) -> _Rows | None:
    """The same from below the header on; the page may cut the last row, which has the rest."""
    lines, within = column.lines, _OFF * pitch
    start = bisect_right(lines, head, key=middle_of)
    found: _Rows = [list(lines[:start])]
    for level in levels[:-1]:
        if start == len(lines) or middle_of(lines[start]) > level + within:
            found.append([])
            continue
        off, last = min(
            (abs((middle_of(lines[start]) + middle_of(lines[n])) / 2 - level), n)
            for n in range(start, len(lines))
        )
        if off > within:
            return None
        found.append(list(lines[start : last + 1]))
        start = last + 1
    return [*found, list(lines[start:])]


def _holds(columns: Sequence[Column], rows: Sequence[_Rows], pitch: float | None) -> bool:
    """Whether the texts of the rows hold together, and no better from number to number."""
    if any(white_breaks(Column(tuple(row), 0, 0), pitch) for found in rows for row in found[1:]):
        return False
    joined = [
        (pair, column)
        for found, column in zip(rows, columns, strict=True)
        for row in found[1:]
        for pair in pairwise(row)
    ]
    loose = sum(not _goes_on(*pair, column) for pair, column in joined)
    return bool(joined) and loose <= _UNFORCED * len(joined)


def _from_numbers(columns: Sequence[Column], levels: Sequence[float]) -> list[_Rows] | None:
    """The lines of each row from its number down; ``None`` where a text begins elsewhere."""
    found: list[_Rows] = []
    for column in columns:
        rows: _Rows = [[] for _ in range(len(levels) + 1)]
        for line in column.lines:
            place = bisect_right(levels, middle_of(line) + line.size / 2)
            if place and not rows[place] and middle_of(line) - levels[place - 1] > line.size / 2:
                return None
            rows[place].append(line)
        found.append(rows)
    return found


def _merit(columns: Sequence[Column], rows: Sequence[_Rows]) -> int:
    """How many lines go on where they are joined to the next, and end where they are not."""
    return sum(
        _goes_on(above, below, column) == (place == after)
        for column, found in zip(columns, rows, strict=True)
        for (place, above), (after, below) in pairwise(
            (place, line) for place, row in enumerate(found) for line in row
        )
    )


def _goes_on(above: Line, below: Line, column: Column) -> bool:
    if above.text[-1] in PAUSES or below.text[0] in CANNOT_BEGIN:
        return True
    return not ends_sentence(above.text) and is_forced(above, below, column.right - column.left)
