"""Rows told by where the texts of their cells stand: on one height, or about one. Pure; points.

Where cells are set to the top, all texts of a row begin at one height; where they are centred,
all have their middle at one. Rows may then follow each other without more white than lines do,
and numbers or titles may be merged over several of them. Of all ways to part the lines of print
into such rows the one is taken against which least speaks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

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
    heights_of,
    is_forced,
    is_value,
    line_pitch,
    middle_of,
    white_breaks,
)
from pipeline.extract.pdf.unruled_dense import ToldRows

_FEWEST = 3  # rows
_FEWEST_OFF = 2  # rows whose texts do not begin, or end, at one height
_OFF = 0.25  # of the line pitch, by which the middles of the texts of a row may differ
_BEGINS_OFF = 0.4  # of the line pitch: texts that do not begin at one height
_MOST_LINES = 40  # of a row
_LONGEST_HEAD = 4  # lines of print above the first row that fit none
_TORN = 3  # what it costs to part two lines in the middle of a list or sentence
_PARTED = 2  # or where what follows had no room
_JOINED = 1  # to join two lines though there was room
_JOINED_VALUES = 3  # or though both are numbers or dates
_EMPTY = 1  # to leave a cell empty
_NO_VALUE = 2  # more, where others of its column hold numbers or dates
_NO_MIDDLE = 3  # a row whose texts have no one middle
_MOST_TORN = 0.34  # of the rows
_NARROW = 3.5  # characters; a narrower column says nothing by its full lines
_MOST_KEYS = 0.85  # of the rows have a line of a text that is merged over some of them
_FEWEST_VALUED = 2  # columns of values tell rows however full the lines beside them are
_VALUES = 0.7  # of the lines of a column of values are such

_NEVER = 1_000_000
_SURE = 1  # less the cheapest way must cost than any that parts the rows elsewhere
_MOST_OPEN = 0.34  # of the rows may be in doubt

# What it costs, the heights at which rows begin, and those of which that is in doubt.
_Way = tuple[int, tuple[int, ...], frozenset[int]]
_Fits = Sequence[Sequence[tuple[int, int]]]  # for each end, where a row begins, and its cost


def middle_rows(
    columns: Sequence[Column],
    over: Sequence[Line],
    *,
    goes_on: bool,
    fewest: int = _FEWEST,
) -> ToldRows | None:
    """The rows whose texts have one middle, or begin at one height; ``None`` where they do not.

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
    found: list[tuple[int, int, _Body, _Way]] = []
    for first in range(min(longest, len(columns) - 2) + 1):
        for at_top in (True, False):
            body = _Body.of(columns[first:], longest - first, pitch, goes_on, at_top)
            way = body.rows(levels, fewest)
            if way is not None and all(body.is_over(key, way[1]) for key in columns[:first]):
                found.append((way[0] + first, first, body, way))
    if not found:
        return None
    _, first, body, way = min(found, key=lambda one: one[:2])
    return _told(columns, first, body, way, over)


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
    at_top: bool
    valued: Sequence[bool]

    @classmethod
    def of(
        cls, columns: Sequence[Column], longest: int, pitch: float, goes_on: bool, at_top: bool
    ) -> _Body:
        every = sorted((line for column in columns for line in column.lines), key=middle_of)
        heights = heights_of(every)
        place = {id(line): number for number, row in enumerate(heights) for line in row}
        above, white, joined = [], [], []
        valued = [_are_values(column.lines) for column in columns]
        for column, is_valued in zip(columns, valued, strict=True):
            counts = [0] * (len(heights) + 1)
            for line in column.lines:
                counts[place[id(line)] + 1] += 1
            above.append(list(accumulate(counts)))
            pairs = list(pairwise(column.lines))
            white.append(
                [0, *accumulate(bool(white_breaks(Column(pair, 0, 0), pitch)) for pair in pairs)]
            )
            joined.append([0, *accumulate(_to_join(*pair, column, is_valued) for pair in pairs)])
        levels = [middle_of(row[0]) for row in heights]
        return cls(columns, levels, above, white, joined, longest, pitch, goes_on, at_top, valued)

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
        return found if found and self._is_told(found, torn, fewest) else None

    def _best(self, fits: _Fits) -> _Way | None:
        """The cheapest way to fill all heights with rows.

        With it the heights at which as cheap a way parts two rows while it does not, or the
        other way round.
        """
        count = len(fits) - 1
        down = [0, *([_NEVER] * count)]  # the least cost of what stands above a height
        came = [0] * (count + 1)
        for end in range(1, count + 1):
            for begin, cost in fits[end]:
                if down[begin] + cost < down[end]:
                    down[end], came[end] = down[begin] + cost, begin
        if down[count] >= _NEVER:
            return None
        rows = [count]
        while rows[-1]:
            rows.append(came[rows[-1]])
        rows.reverse()
        up = [*([_NEVER] * count), 0]
        for end in range(count, 0, -1):
            for begin, cost in fits[end]:
                up[begin] = min(up[begin], cost + up[end])
        limit = down[count] + _SURE
        open_ends = {n for n in range(1, count) if down[n] + up[n] < limit} - {*rows}
        for end in range(1, count + 1):
            for begin, cost in fits[end]:
                if end - begin > 1 and down[begin] + cost + up[end] < limit:
                    open_ends |= {n for n in rows if begin < n < end}
        return down[count], tuple(rows), frozenset(open_ends)

    def is_over(self, key: Column, rows: Sequence[int]) -> bool:
        """Whether the texts of a column are merged over rows: some have no line of it."""
        bounds = [self.levels[height] - self.pitch / 2 for height in rows[:-1]]
        met = {bisect_right(bounds, middle_of(line)) for line in key.lines}
        return len(met) <= _MOST_KEYS * (len(rows) - 1)

    def _is_told(self, way: _Way, torn: Sequence[int], fewest: int) -> bool:
        """Whether texts begin apart from each other in rows enough, and few are torn."""
        _, rows, open_ends = way
        fitting = [ends for ends in pairwise(rows) if self._is_level(*ends)]
        off = sum(self._are_unlike(*ends) for ends in fitting)
        cost = sum(torn[begin] for begin in rows[1:-1])
        return (
            len(fitting) >= fewest
            and off >= (_FEWEST_OFF if fewest == _FEWEST else 0)
            and (cost <= _MOST_TORN * _PARTED * len(fitting) or sum(self.valued) >= _FEWEST_VALUED)
            and len(open_ends) <= _MOST_OPEN * len(fitting)
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
            texts = self._texts(begin, end)
            cost += _EMPTY * sum(not text for text in texts)
            cost += _NO_VALUE * sum(
                is_valued and not text for is_valued, text in zip(self.valued, texts, strict=True)
            )
        for above, joined in zip(self.above, self.joined, strict=True):
            if above[end] > above[begin]:
                cost += joined[above[end] - 1] - joined[above[begin]]
        return cost

    def _is_level(self, begin: int, end: int) -> bool:
        """Whether the texts between two heights begin at one, or have one middle.

        The longest column is among them.
        """
        if self.at_top:
            begun = [
                above[begin] < above[begin + 1] for above in self.above if above[begin] < above[end]
            ]
            above = self.above[self.longest]
            return above[begin] < above[end] and len(begun) > 1 and all(begun)
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
        told = zip(self.columns, self.above, self.white, self.valued, strict=True)
        for column, above, white, is_valued in told:
            number = above[height]
            if above[height + 1] == number or not number or white[number] > white[number - 1]:
                continue
            before, after = column.lines[number - 1], column.lines[number]
            if before.text[-1] in PAUSES or after.text[0] in CANNOT_BEGIN:
                cost += _TORN
            elif _goes_on(before, after, column) and not (is_valued and _is_value(after)):
                cost += _PARTED
        return cost

    def _are_unlike(self, begin: int, end: int) -> bool:
        """Whether the texts of a row end at different heights, or begin so where centred."""
        place = -1 if self.at_top else 0
        tops = [middle_of(text[place]) for text in self._texts(begin, end) if text]
        return max(tops) - min(tops) > _BEGINS_OFF * self.pitch


def _told(
    columns: Sequence[Column],
    first: int,
    body: _Body,
    way: _Way,
    over: Sequence[Line],
) -> ToldRows:
    """Where the rows part, and where the texts of each column begin."""
    levels = body.levels
    _, rows, open_ends = way
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
    doubts = [(levels[height - 1], levels[height]) for height in sorted(open_ends)]
    return ToldRows(breaks, starts, tuple(doubts), body.at_top)


def _are_values(lines: Sequence[Line]) -> bool:
    return sum(map(_is_value, lines)) >= max(_FEWEST, _VALUES * len(lines))


def _is_value(line: Line) -> bool:
    return is_value(line.text) or begins_with_number(line.text)


def _to_join(above: Line, below: Line, column: Column, is_valued: bool) -> int:
    """What it costs to take two lines for one text; ``is_valued``: of a column of values."""
    if _is_value(below) and (is_valued or is_value(above.text)):
        return _JOINED_VALUES
    return 0 if _goes_on(above, below, column) else _JOINED


def _goes_on(above: Line, below: Line, column: Column) -> bool:
    if above.text[-1] in PAUSES or below.text[0] in CANNOT_BEGIN:
        return True
    width = column.right - column.left
    if width < _NARROW * above.size:
        return False
    return not ends_sentence(above.text) and is_forced(above, below, width)
