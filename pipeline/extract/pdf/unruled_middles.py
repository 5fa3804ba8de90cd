"""Rows told by the middles of their cells, which stand on one height. Pure; points of the page.

Where cells are centred in height, all texts of a row have their middle at one height, though
they begin and end at others. Rows may then follow each other without more white than lines do,
and numbers or titles may be merged over several of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.extract.pdf.text import CANNOT_BEGIN, PAUSES, Line, ends_sentence
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    heights_of,
    is_forced,
    line_pitch,
    middle_of,
    white_breaks,
)
from pipeline.extract.pdf.unruled_dense import ToldRows

_FEWEST = 3  # rows
_FEWEST_OFF = 2  # rows whose texts do not begin at one height
_OFF = 0.25  # of the line pitch, by which the middles of the texts of a row may differ
_BEGINS_OFF = 0.4  # of the line pitch: texts that do not begin at one height
_MOST_LINES = 40  # of a row
_LONGEST_HEAD = 4  # lines of print above the first row that fit none
_TORN = 3  # what it costs to part two lines in the middle of a list or sentence
_PARTED = 2  # or where what follows had no room
_JOINED = 1  # to join two lines though there was room
_EMPTY = 1  # to leave a cell empty
_NO_MIDDLE = 3  # a row whose texts have no one middle
_MOST_TORN = 0.34  # of the rows

_Way = tuple[int, tuple[int, ...]]  # what it costs, and the heights at which rows begin


def middle_rows(
    columns: Sequence[Column],
    over: Sequence[Line],
    *,
    goes_on: bool,
    fewest: int = _FEWEST,
) -> ToldRows | None:
    """The rows whose texts have one middle; ``None`` where they do not, or in two ways.

    The first columns may hold numbers and titles over several rows: they need not fit, nor
    what stands above all rows, a header, or in the last one, which the page may cut. No row
    goes on past a line that runs ``over`` all columns. ``fewest`` rows are needed. ``goes_on``:
    the first may be the rest of the last one on the page before.
    """
    pitch = line_pitch(columns)
    if pitch is None:
        return None
    longest = max(range(len(columns)), key=lambda place: len(columns[place].lines))
    levels = [middle_of(line) for line in over]
    found: list[tuple[int, int, _Body, tuple[int, ...]]] = []
    for first in range(min(longest, len(columns) - 2) + 1):
        body = _Body.of(columns[first:], longest - first, pitch, goes_on=goes_on)
        way = body.rows(levels, fewest)
        if way is not None:
            found.append((way[0] + first, first, body, way[1]))
    if not found:
        return None
    _, first, body, rows = min(found, key=lambda one: one[:2])
    return _told(columns, first, body, rows, over)


@dataclass(frozen=True, slots=True)
class _Body:
    """Columns of one text a row, and the heights of their lines.

    For each column, how many of its lines stand above each height, how often up to a line
    there is white above one, and what it costs to join each to that above, all summed up.
    """

    columns: Sequence[Column]
    levels: Sequence[float]
    above: Sequence[Sequence[int]]
    white: Sequence[Sequence[int]]
    joined: Sequence[Sequence[int]]
    longest: int
    pitch: float
    goes_on: bool

    @classmethod
    def of(cls, columns: Sequence[Column], longest: int, pitch: float, *, goes_on: bool) -> _Body:
        every = sorted((line for column in columns for line in column.lines), key=middle_of)
        heights = heights_of(every)
        place = {id(line): number for number, row in enumerate(heights) for line in row}
        above, white, joined = [], [], []
        for column in columns:
            counts = [0] * (len(heights) + 1)
            for line in column.lines:
                counts[place[id(line)] + 1] += 1
            above.append(list(accumulate(counts)))
            pairs = list(pairwise(column.lines))
            white.append(
                [0, *accumulate(bool(white_breaks(Column(pair, 0, 0), pitch)) for pair in pairs)]
            )
            joined.append(
                [0, *accumulate(_JOINED * (not _goes_on(*pair, column)) for pair in pairs)]
            )
        levels = [middle_of(row[0]) for row in heights]
        return cls(columns, levels, above, white, joined, longest, pitch, goes_on)

    def rows(self, over: Sequence[float], fewest: int) -> _Way | None:
        """The heights at which rows begin, and the end; ``None`` where nothing tells them."""
        count = len(self.levels)
        if count < fewest:
            return None
        torn = [self._torn(height) for height in range(count)]
        bars = {
            height
            for height in range(1, count)
            if any(self.levels[height - 1] < y < self.levels[height] for y in over)
        }
        fits: list[list[tuple[int, int]]] = [[] for _ in range(count + 1)]
        for begin in range(count):
            for end in range(begin + 1, min(begin + _MOST_LINES, count) + 1):
                if self._has_white(begin, end) or (end - 1 in bars and end - 1 > begin):
                    break
                cost = self._cost(begin, end)
                if cost is not None:
                    fits[end].append((begin, cost + torn[begin]))
        found = self._best(fits)
        return found if found and self._is_told(found[1], torn, fewest) else None

    def _best(self, fits: Sequence[Sequence[tuple[int, int]]]) -> _Way | None:
        """The cheapest way to fill all heights with rows, if it is the only one."""
        ways: list[list[_Way]] = [[(0, (0,))]]
        for end in range(1, len(fits)):
            every = [
                (before + cost, (*way, end))
                for begin, cost in fits[end]
                for before, way in ways[begin]
            ]
            ways.append(sorted(every)[:2])
        best = ways[-1]
        if not best or (len(best) > 1 and best[0][0] == best[1][0]):
            return None
        return best[0]

    def _is_told(self, rows: Sequence[int], torn: Sequence[int], fewest: int) -> bool:
        """Whether texts begin apart from each other in rows enough, and few are torn."""
        fitting = [ends for ends in pairwise(rows) if self._is_level(*ends)]
        off = sum(self._begins_off(*ends) for ends in fitting)
        cost = sum(torn[begin] for begin in rows[1:-1])
        return (
            len(fitting) >= fewest
            and off >= (_FEWEST_OFF if fewest == _FEWEST else 0)
            and cost <= _MOST_TORN * _PARTED * len(fitting)
        )

    def _texts(self, begin: int, end: int) -> list[Sequence[Line]]:
        return [
            column.lines[above[begin] : above[end]]
            for column, above in zip(self.columns, self.above, strict=True)
        ]

    def _has_white(self, begin: int, end: int) -> bool:
        return any(
            above[end] > above[begin] + 1 and white[above[end] - 1] > white[above[begin]]
            for above, white in zip(self.above, self.white, strict=True)
        )

    def _cost(self, begin: int, end: int) -> int | None:
        """What speaks against a row of these heights; ``None`` if there is none.

        A header, or the part of a row at the edge of a page, may have no one middle.
        """
        is_level = self._is_level(begin, end)
        is_head = not begin and end <= _LONGEST_HEAD
        is_rest = self.goes_on and begin < _LONGEST_HEAD
        if not (is_level or is_head or is_rest or end == len(self.levels)):
            return None
        cost = 0 if is_level else _NO_MIDDLE
        if is_level or not is_rest:
            cost += _EMPTY * sum(not text for text in self._texts(begin, end))
        for above, joined in zip(self.above, self.joined, strict=True):
            if above[end] > above[begin]:
                cost += joined[above[end] - 1] - joined[above[begin]]
        return cost

    def _is_level(self, begin: int, end: int) -> bool:
        """Whether the texts between two heights have one middle, the longest column among them."""
        texts = self._texts(begin, end)
        middles = [(middle_of(text[0]) + middle_of(text[-1])) / 2 for text in texts if text]
        return (
            bool(texts[self.longest])
            and len(middles) > 1
            and max(middles) - min(middles) <= _OFF * self.pitch
        )

    def _torn(self, height: int) -> int:
        """What speaks against a row that begins at a height."""
        cost = 0
        for column, above, white in zip(self.columns, self.above, self.white, strict=True):
            number = above[height]
            if not 0 < number < len(column.lines) or white[number] > white[number - 1]:
                continue
            before, after = column.lines[number - 1], column.lines[number]
            if before.text[-1] in PAUSES or after.text[0] in CANNOT_BEGIN:
                cost += _TORN
            elif _goes_on(before, after, column):
                cost += _PARTED
        return cost

    def _begins_off(self, begin: int, end: int) -> bool:
        tops = [middle_of(text[0]) for text in self._texts(begin, end) if text]
        return max(tops) - min(tops) > _BEGINS_OFF * self.pitch


def _told(
    columns: Sequence[Column],
    first: int,
    body: _Body,
    rows: Sequence[int],
    over: Sequence[Line],
) -> ToldRows:
    """Where the rows part, and where the texts of each column begin."""
    levels = body.levels
    breaks = [(levels[height - 1], levels[height]) for height in rows[1:-1]]
    breaks = [
        (low, high) for low, high in breaks if not any(low < middle_of(li) < high for li in over)
    ]
    starts = [[high for _, high in white_breaks(column, body.pitch)] for column in columns[:first]]
    starts += [
        [
            middle_of(column.lines[above[begin]]) - LINE_CORE / 2 * column.lines[above[begin]].size
            for begin, end in pairwise(rows)
            if above[end] > above[begin]
        ]
        for column, above in zip(body.columns, body.above, strict=True)
    ]
    return ToldRows(breaks, starts)


def _goes_on(above: Line, below: Line, column: Column) -> bool:
    if above.text[-1] in PAUSES or below.text[0] in CANNOT_BEGIN:
        return True
    return not ends_sentence(above.text) and is_forced(above, below, column.right - column.left)
