"""Ruling lines to grids: lines that meet form a table, its lines cut the plane into cells.

Pure functions over small arrays, in points of the upright page. The order is: pieces of a
line are merged; lines that cross are one table; the line positions of a table make an
elementary grid; two neighbours in it without a line between belong to one cell. Spans
follow from that and need no guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from pipeline.extract.pdf.page import Ruling
from pipeline.records import Box
from pipeline.thaw import thawed

_SNAP = 3.0  # points: lines nearer than this are one (double and thick-thin borders)
_DOUBLE = 5.5  # points between the lines of one border; no text fits between
_GAP = 3.0  # points: a gap in a line up to this is none (dashes, corners)
_SHORTEST = 6.0  # points: shorter strokes are ticks, underlines, or parts of characters
_OVERHANG = 6.0  # points a line goes past the last one across, where that border is not drawn
_CUT = 4.0  # the same below the last row, of which a page edge leaves the padding alone
_MOST_LINES = 3000  # of one direction; a page with more is a drawing
_MOST_PLACES = 40_000  # rows by columns; a grid with more is a drawing
_HEADER_LINES = 5  # lines between rows, the outer ones among them, where only a header is ruled
_MOST_OF_IT = 0.6  # of its height
_OPEN_SHARE = 0.1  # of a side that may be without a line and still divide


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of one page: position and spans in the grid, and its box.

    ``open_top`` and ``open_bottom``: no line is drawn there, the page edge cuts the cell.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: column edges, row edges and cells (row, then column).

    ``owner`` gives for each place of the grid, by row and column, the index of its cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def meets(self, other: Grid) -> bool:
        """Whether the outlines of two tables share some of the page."""
        return max(self.xs[0], other.xs[0]) < min(self.xs[-1], other.xs[-1]) and max(
            self.ys[0], other.ys[0]
        ) < min(self.ys[-1], other.ys[-1])


class _HasEdges(Protocol):
    @property
    def xs(self) -> tuple[float, ...]: ...

    @property
    def ys(self) -> tuple[float, ...]: ...


_Placed = TypeVar("_Placed", bound=_HasEdges)


def find_grids(horizontal: Iterable[Ruling], vertical: Iterable[Ruling]) -> list[Grid]:
    """The tables of a page from its rulings, from the top down.

    A single box is no table, nor is a drawing of thousands of lines. A grid that lies
    within one cell of another (a nested table) is part of that cell's text, unless the cell
    is a whole row: the outer lines are a frame then, and its other rows tables of their own.
    """
    across, down = merged(horizontal), merged(vertical)
    if max(len(across), len(down)) > _MOST_LINES:
        return []
    grids = [
        grid
        for group_across, group_down in _groups(across, down)
        if (grid := _grid(group_across, group_down)) is not None
    ]
    grids = in_reading_order(grids)
    if len(grids) > 1:
        grids = in_reading_order(_without_frames(grids))
    return [grid for grid in grids if not any(_holder(grid, other) for other in grids)]


def _without_frames(grids: Sequence[Grid]) -> list[Grid]:
    """The grids; one with a table in a whole row is cut into what is above and below that."""
    found: list[Grid] = []
    for grid in grids:
        rows = sorted(
            holder.row
            for other in grids
            if len(other.xs) > 2
            and (holder := _holder(other, grid)) is not None
            and (holder.column_span, holder.row_span) == (len(grid.xs) - 1, 1)
        )
        if not rows:
            found.append(grid)
            continue
        parts = pairwise([-1, *rows, len(grid.ys) - 1])
        found += [_rows_of(grid, above + 1, row) for above, row in parts if row > above + 1]
    return found


def _rows_of(grid: Grid, first: int, end: int) -> Grid:
    """Some whole rows of a grid; no cell goes on over their edges."""
    cells = [cell for cell in grid.cells if first <= cell.row < end]
    before = sum(cell.row < first for cell in grid.cells)
    return Grid(
        grid.xs,
        grid.ys[first : end + 1],
        tuple(replace(cell, row=cell.row - first) for cell in cells),
        tuple(tuple(n - before for n in row) for row in grid.owner[first:end]),
    )


def in_reading_order(tables: Iterable[_Placed]) -> list[_Placed]:
    """From the top down; of those that stand side by side, from the left."""
    ordered: list[_Placed] = []
    for table in sorted(tables, key=lambda one: (one.ys[0], one.xs[0])):
        place = len(ordered)
        while place and is_beside(table, ordered[place - 1]):
            place -= 1
        ordered.insert(place, table)
    return ordered


def is_beside(left: _HasEdges, right: _HasEdges) -> bool:
    """Whether a table stands to the left of another, at the same height for the most part."""
    shared = min(left.ys[-1], right.ys[-1]) - max(left.ys[0], right.ys[0])
    lower = min(left.ys[-1] - left.ys[0], right.ys[-1] - right.ys[0])
    return left.xs[-1] <= right.xs[0] + _SNAP and shared > lower / 2


def lacks_rows(grid: Grid) -> bool:
    """Whether a grid has at most one line between rows, which may be that below a header."""
    return len(grid.ys) <= 3


def is_one_band(grid: Grid) -> bool:
    """Whether a grid lacks lines between rows, or nearly all of it is one row below a header."""
    highest = max(below - above for above, below in pairwise(grid.ys))
    return lacks_rows(grid) or (
        len(grid.ys) <= _HEADER_LINES and highest > _MOST_OF_IT * (grid.ys[-1] - grid.ys[0])
    )


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines without their seams: pieces on one axis that touch become one ruling."""
    merged: list[Ruling] = []
    band: list[Ruling] = []
    for ruling in sorted(rulings):
        if band and ruling.at - band[0].at > _SNAP:
            merged += _joined(band)
            band = []
        band.append(ruling)
    return merged + _joined(band)


def _joined(band: Sequence[Ruling]) -> list[Ruling]:
    lines: list[list[float]] = []  # start, end, sum of at * length, sum of lengths
    if len(band) > 1:
        band = sorted(band, key=attrgetter("start"))
    for at, start, end in band:
        weight = max(end - start, 0.1)
        if lines and start - lines[-1][1] <= _GAP:
            last = lines[-1]
            last[1] = max(last[1], end)
            last[2] += at * weight
            last[3] += weight
        else:
            lines.append([start, end, at * weight, weight])
    return [
        Ruling(moment / weight, start, end)
        for start, end, moment, weight in lines
        if end - start >= _SHORTEST
    ]


def _groups(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that meet, directly or through others, belong to one table.

    So does an upright line from its top to its bottom that meets none: a column of which one
    cell takes the whole page.
    """
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    uprights = [(j, x, y0 - _SNAP, y1 + _SNAP) for j, (x, y0, y1) in enumerate(down, len(across))]
    for i, (y, left, right) in enumerate(across):
        left, right, mine = left - _SNAP, right + _SNAP, root(i)
        for j, x, top, bottom in uprights:
            if left <= x <= right and top <= y <= bottom and parent[j] != mine:
                parent[mine] = mine = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(ruling)
    tables = [group for group in groups.values() if group[0] and group[1]]
    if len(tables) < len(groups):
        alone = [ruling for across, down in groups.values() if not across for ruling in down]
        for _, down in tables:
            top, bottom = min(one.start for one in down), max(one.end for one in down)
            down += [
                ruling
                for ruling in alone
                if abs(ruling.start - top) <= _SNAP and abs(ruling.end - bottom) <= _SNAP
            ]
    return tables


def _grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Grid | None:
    upright, level = _by_position(down), _by_position(across)
    # A border that is not drawn is where the lines across it end.
    _close(upright, min(r.start for r in across), max(r.end for r in across), _OVERHANG)
    _close(level, min(r.start for r in down), max(r.end for r in down), _CUT)
    xs, ys = [x for x, _ in upright], [y for y, _ in level]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    covers = [_drawn_between(lines, xs) for _, lines in level]
    divides = [_drawn_between(lines, ys) for _, lines in upright]
    areas, are_closed = _areas(len(ys) - 1, len(xs) - 1, covers, divides)
    if not are_closed and _close_corners(covers, divides, ys):
        areas, _ = _areas(len(ys) - 1, len(xs) - 1, covers, divides)
    if len(areas) < 2:
        return None
    # Only lines that bound a cell are edges of the grid: an underline is none.
    rows = sorted({edge for top_row, _, end_row, _ in areas for edge in (top_row, end_row)})
    columns = sorted({edge for _, first, _, end in areas for edge in (first, end)})
    row_of = {edge: index for index, edge in enumerate(rows)}
    column_of = {edge: index for index, edge in enumerate(columns)}
    owner = [[0] * (len(columns) - 1) for _ in range(len(rows) - 1)]
    is_drawn = list(map(all, covers))  # from side to side, as most lines are
    cells: list[GridCell] = []
    thawed_cell = thawed(GridCell)
    for number, (r0, c0, r1, c1) in enumerate(areas):
        # Made by assignments: the constructor takes four times as long.
        cell: Any = object.__new__(thawed_cell)
        cell.row = row = row_of[r0]
        cell.column = column = column_of[c0]
        cell.row_span = row_span = row_of[r1] - row
        cell.column_span = column_span = column_of[c1] - column
        cell.box = (xs[c0], ys[r0], xs[c1], ys[r1])
        cell.open_top = not is_drawn[r0] and not all(covers[r0][c0:c1])
        cell.open_bottom = not is_drawn[r1] and not all(covers[r1][c0:c1])
        cell.__class__ = GridCell
        cells.append(cell)
        if row_span == 1 == column_span:
            owner[row][column] = number
            continue
        for within in range(row, row + row_span):
            owner[within][column : column + column_span] = [number] * column_span
    return Grid(
        xs=tuple([xs[edge] for edge in columns]),
        ys=tuple([ys[edge] for edge in rows]),
        cells=tuple(cells),
        owner=tuple(map(tuple, owner)),
    )


def _by_position(rulings: Iterable[Ruling]) -> list[tuple[float, list[Ruling]]]:
    """The distinct positions of the lines in order, each with the lines that stand there."""
    bands: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if bands and ruling.at - bands[-1][0].at <= _DOUBLE:
            bands[-1].append(ruling)
        else:
            bands.append([ruling])
    return [(sum(ruling.at for ruling in band) / len(band), band) for band in bands]


def _close(
    positions: list[tuple[float, list[Ruling]]], first: float, last: float, least: float
) -> None:
    """Add the outermost positions where no line is drawn there; ``least`` goes past the last."""
    if positions[0][0] - first > _OVERHANG:
        positions.insert(0, (first, []))
    if last - positions[-1][0] > least:
        positions.append((last, []))


def _drawn_between(lines: Sequence[Ruling], edges: Sequence[float]) -> list[bool]:
    """For each two neighbouring edges, whether the lines run from one to the other."""
    if len(lines) == 1 and lines[0].start <= edges[0] and edges[-1] <= lines[0].end:
        return [True] * (len(edges) - 1)
    drawn: list[bool] = []
    for start, end in pairwise(edges):
        bare = end - start
        for _, begins, ends in lines:
            if begins <= start and end <= ends:
                bare -= end - start
            elif begins < end and ends > start:
                bare -= min(end, ends) - max(start, begins)
        drawn.append(bare <= _GAP + _OPEN_SHARE * (end - start))
    return drawn


def _close_corners(
    covers: Sequence[Sequence[bool]], divides: list[list[bool]], ys: Sequence[float]
) -> bool:
    """Draw on the upright lines that end where a level line ends; whether there are any.

    No cell has such a corner within: a cell over several rows lacks a part of its side. More of
    the line is drawn than is missing, or it is that of a box to be ticked.
    """
    rows, found = len(covers) - 1, False
    for column in range(1, len(divides) - 1):
        drawn = divides[column]
        ends = [y for y in range(1, rows) if covers[y][column - 1] != covers[y][column]]
        if not ends:
            continue
        high = sum(ys[y + 1] - ys[y] for y in range(rows) if drawn[y])
        for y in ends:
            if drawn[y - 1] and not drawn[y] and ys[y + 1] - ys[y] <= high:
                drawn[y] = found = True
        for y in reversed(ends):
            if drawn[y] and not drawn[y - 1] and ys[y] - ys[y - 1] <= high:
                drawn[y - 1] = found = True
    return found


def _areas(
    rows: int, columns: int, covers: list[list[bool]], divides: list[list[bool]]
) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Cells as (first row, first column, end row, end column) in order, from the open sides.

    What is joined by open sides but is no rectangle (a line is missing in part) is cut
    into the widest rectangles from the top, so that no place is without a cell. With them
    whether there is no such shape.
    """
    are_closed = True
    taken = [[False] * columns for _ in range(rows)]
    areas: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            end, below = column + 1, row + 1
            if divides[end][row] and covers[below][column]:  # as are most places
                areas.append((row, column, below, end))
                continue
            while end < columns and not divides[end][row] and not taken[row][end]:
                end += 1
            while (
                below < rows
                and not any(covers[below][column:end])
                and not any(divides[edge][below] for edge in range(column + 1, end))
                and not any(taken[below][column:end])
                and (column == 0 or divides[column][below])
                and (end == columns or divides[end][below])
            ):
                below += 1
            for area_row in range(row, below):
                taken[area_row][column:end] = [True] * (end - column)
            areas.append((row, column, below, end))
            are_closed &= below == rows or all(covers[below][column:end])
    return areas, are_closed


def _holder(inner: Grid, outer: Grid) -> GridCell | None:
    """The cell of the outer grid that the inner lies in."""
    if inner is outer:
        return None
    x0, top, x1, bottom = inner.box
    for cell in outer.cells:
        left, upper, right, lower = cell.box
        if left - 1 <= x0 and upper - 1 <= top and x1 <= right + 1 and bottom <= lower + 1:
            return cell
    return None
