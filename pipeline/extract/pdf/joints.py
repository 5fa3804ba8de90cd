"""Row edges at which no line is drawn, but the upright lines are pieced together. Pure; points.

Word, TeX and browsers draw the sides of cells row by row. Where those beside each other are
pieced together at one height a row ends there, whether or not a line is drawn between the rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from string import whitespace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import SNAP
from pipeline.extract.pdf.page import Glyphs, Ruling
from pipeline.extract.pdf.ruled import OVERHANG, bands, lines_that_meet, merged
from pipeline.extract.pdf.text import CANNOT_BEGIN

_ABUT = 1.5  # points between two pieces of one line
_OVERLAP = 2.5  # points by which they may lie over each other: the width of the line
_SHORTEST = 4.0  # points: shorter pieces are dots and dashes
_LEVEL = 2.0  # points by which the joints of one row may differ
_LOWEST = 0.9  # of a character's height: no line of print has room in a lower row
_MOST = 3000  # pieces; a page with more is a drawing
_FEWEST_LINES = 2  # with a joint at one height
_FEWEST_JOINTS = 6  # in a table: its lines are pieced together row by row
_INSIDE = 0.25  # of a character's height above and below: a height goes through it
_FEWEST_DRAWN = 5  # lines across a table whose rows below the header have lines between them
_HANGING = frozenset(CANNOT_BEGIN + whitespace + "\u3000\xa0")
_TOUCHING = 1.5  # points from an edge, or beside each other: two characters of one line
_FEWEST_CLEAR = 0.6  # of the cells below joints; through others goes a text
_FEWEST_PLACES = 3  # at which lines stand: a frame around paragraphs is no table


class _Joint(NamedTuple):
    """Where along a line two pieces of it meet, and where across the line stands."""

    along: float
    line: float


class _Side(NamedTuple):
    """Where characters stand along an edge, and begin and end across it.

    ``reads_across``: lines of print run across the edge.
    """

    middles: NDArray[np.float64]
    begins: NDArray[np.float64]
    ends: NDArray[np.float64]
    reads_across: bool


def edges_at_joints(
    horizontal: Sequence[Ruling], vertical: Sequence[Ruling], glyphs: Glyphs
) -> tuple[list[Ruling], list[Ruling]]:
    """The edges of rows that are not drawn, each between two upright lines, and those of columns.

    A cell with a text at that place goes on through it. Columns are parted so in tables alone
    that have upright lines too.
    """
    rows: list[Ruling] = []
    columns: list[Ruling] = []
    if max(len(vertical), len(horizontal)) > _MOST:
        return rows, columns
    across, down = _pieces(horizontal), _pieces(vertical)
    if not _are_pieced(down, across) and not (down and _are_pieced(across, down)):
        return rows, columns
    x0, top, x1, bottom = glyphs.boxes[[not one.isspace() for one in glyphs.text]].T
    upright = _Side((x0 + x1) / 2, top, bottom, reads_across=False)
    # A mark may hang over the end of its line.
    x0, top, x1, bottom = glyphs.boxes[[one not in _HANGING for one in glyphs.text]].T
    level = _Side((top + bottom) / 2, x0, x1, reads_across=True)
    joints = _joints(down), _joints(across)
    for levels, uprights in _tables(merged(across), merged(down)):
        own = _edges(levels, uprights, joints[0], upright)
        rows += own
        columns += _edges(uprights, levels, joints[1], level, [one.at for one in own])
    return rows, columns


def _pieces(rulings: Sequence[Ruling]) -> list[Ruling]:
    return [one for one in rulings if one.end - one.start >= _SHORTEST]


def _are_pieced(lines: Sequence[Ruling], across: Sequence[Ruling]) -> bool:
    """Whether pieces meet where no line is drawn across: a look that takes no time."""
    met = {round(one.end) for one in lines}
    met = {end + near for end in met for near in (-3, -2, -1, 0, 1, 2)}
    met &= {round(one.start) for one in lines}
    for at in {round(one.at) for one in across} if met else ():
        met -= {at - 3, at - 2, at - 1, at, at + 1, at + 2, at + 3}
    return len(met) > 0


def _joints(pieces: Sequence[Ruling]) -> tuple[list[_Joint], list[_Joint]]:
    """Where pieces of one line meet, in order, and where pieces begin or end at all.

    The cells on both sides may each draw the line: it has a joint where one of them is parted.
    """
    met: list[_Joint] = []
    touched: list[_Joint] = []
    for band in bands(pieces):
        line = band[0].at
        begins = sorted({piece.start for piece in band})
        ends = sorted({piece.end for piece in band})
        touched += [_Joint(along, line) for along in (*begins, *ends)]
        for end in ends:
            first = bisect_left(begins, end - _OVERLAP)
            if first < len(begins) and begins[first] <= end + _ABUT:
                met.append(_Joint((end + begins[first]) / 2, line))
    return sorted(met), sorted(touched)


def _tables(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[tuple[Sequence[Ruling], Sequence[Ruling]]]:
    """The whole lines of each table; those that no line crosses are one down to white."""
    tables = lines_that_meet(across, down)
    yield from tables
    taken = {one for _, own in tables for one in own}
    alone = sorted((one for one in down if one not in taken), key=attrgetter("start"))
    own: list[Ruling] = []
    for one in alone:
        if own and one.start > max(above.end for above in own) + SNAP:
            yield (), own
            own = []
        own.append(one)
    if own:
        yield (), own


def _edges(
    across: Sequence[Ruling],
    lines: Sequence[Ruling],
    joints: tuple[Sequence[_Joint], Sequence[_Joint]],
    text: _Side,
    parted: Sequence[float] = (),
) -> list[Ruling]:
    """The edges at the joints of some ``lines`` of a table, where none is drawn ``across``.

    They end where the lines stand, and at the places ``parted`` between them.
    """
    if not across and _is_beyond(lines, text):
        return []
    met, touched = ([one for one in some if _is_on(one, lines)] for some in joints)
    print_at = (text.begins + text.ends) / 2
    lowest = _LOWEST * float(np.median(text.ends - text.begins)) if len(print_at) else 0.0
    levels: list[list[_Joint]] = []
    for joint in met:
        before = levels[-1][-1].along if levels else float("-inf")
        if _is_one(before, joint.along, print_at, lowest):
            levels[-1].append(joint)
        else:
            levels.append([joint])
    levels = [level for level in levels if len({one.line for one in level}) >= _FEWEST_LINES]
    if sum(map(len, levels)) < _FEWEST_JOINTS:
        return []
    found: list[Ruling] = []
    count = 0
    for level in levels:
        at = sum(joint.along for joint in level) / len(level)
        if any(_is_one(one.at, at, print_at, lowest) for one in across):
            continue
        places = dict.fromkeys(sorted(_at(lines, at)), True)
        for joint in touched:
            if level[0].along - _LEVEL <= joint.along <= level[-1].along + _LEVEL:
                places |= {x: False for x in places if abs(x - joint.line) <= SNAP}
        ends = [*places]
        first = min((one.start for one in across), default=ends[0])
        last = max((one.end for one in across), default=ends[-1])
        if first < ends[0] - OVERHANG:
            ends.insert(0, first)
        if last > ends[-1] + OVERHANG:
            ends.append(last)
        bare = [pair for pair in pairwise(ends) if not any(places.get(x) for x in pair)]
        sides = [
            pair
            for low, high in bare
            for pair in pairwise([low, *(y for y in parted if low < y < high), high])
        ]
        crossing = _crossing(text, at)
        clear = [
            Ruling(at, low, high)
            for low, high in sides
            if not ((low < crossing) & (crossing < high)).any()
        ]
        if not clear:
            return []
        count += len(sides)
        found += clear
    if found and (_all_above(found, across) or _are_wrapped(found, across, text)):
        return []
    reached = {end for edge in found for end in (edge.start, edge.end)}
    is_table = len(reached) >= _FEWEST_PLACES and len(found) >= _FEWEST_CLEAR * count
    return found if is_table else []


def _is_beyond(lines: Sequence[Ruling], text: _Side) -> bool:
    """Whether texts stand beside lines that no line goes across: the outer columns, mostly."""
    places = [one.at for one in lines]
    level = (text.begins < max(one.end for one in lines)) & (
        text.ends > min(one.start for one in lines)
    )
    outside = (text.middles < min(places)) | (text.middles > max(places))
    return bool((level & outside).any())


def _all_above(found: Sequence[Ruling], across: Sequence[Ruling]) -> bool:
    """Whether edges were found in the header alone: lines are drawn between all other rows."""
    drawn = sorted({one.at for one in across})
    return len(drawn) >= _FEWEST_DRAWN and max(edge.at for edge in found) < drawn[1]


def _are_wrapped(found: Sequence[Ruling], across: Sequence[Ruling], text: _Side) -> bool:
    """Whether edges part lines of wrapped texts: few cells have a text on both sides of them.

    Some tools draw the sides of cells line by line of print. Asked where lines are drawn between
    many rows, for then the others have none.
    """
    if len({one.at for one in across}) < _FEWEST_DRAWN:
        return False
    levels = [-np.inf, *sorted({one.at for one in (*across, *found)}), np.inf]
    print_at = (text.begins + text.ends) / 2
    both = beside = 0
    for at, low, high in found:
        place = levels.index(at)
        inside = (low < text.middles) & (text.middles < high)
        above = inside & (levels[place - 1] < print_at) & (print_at < at)
        below = inside & (at < print_at) & (print_at < levels[place + 1])
        both += bool(above.any() and below.any())
        beside += bool(above.any() or below.any())
    return both < _FEWEST_CLEAR * beside


def _is_one(edge: float, other: float, print_at: NDArray[np.float64], lowest: float) -> bool:
    """Whether two edges are one: nothing is printed between them, and no line has room."""
    low, high = min(edge, other), max(edge, other)
    is_bare = high - low <= lowest and not ((low < print_at) & (print_at < high)).any()
    return is_bare or high - low <= _LEVEL


def _is_on(joint: _Joint, lines: Sequence[Ruling]) -> bool:
    return any(
        abs(one.at - joint.line) <= SNAP and one.start - 1 <= joint.along <= one.end + 1
        for one in lines
    )


def _at(lines: Sequence[Ruling], at: float) -> set[float]:
    """Where lines go through a place, or end there."""
    return {one.at for one in lines if one.start - _LEVEL <= at <= one.end + _LEVEL}


def _crossing(text: _Side, at: float) -> NDArray[np.float64]:
    """The middles of the characters through which an edge would go, or between two that touch."""
    reach = _INSIDE * (text.ends - text.begins)
    through = text.middles[(text.begins + reach < at) & (text.ends - reach > at)]
    if not text.reads_across:
        return through
    before = text.middles[np.abs(text.ends - at) <= _TOUCHING]
    after = text.middles[np.abs(text.begins - at) <= _TOUCHING]
    touching = before[(np.abs(before[:, None] - after) <= _TOUCHING).any(axis=1)]
    crossing: NDArray[np.float64] = np.concatenate([through, touching])
    return crossing
