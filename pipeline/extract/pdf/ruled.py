"""Ruling lines to grids: lines that meet form a table, its lines cut the plane into cells.

Pure functions over small arrays, in points of the upright page. The order is: pieces of a
line are merged; lines that cross are one table; the line positions of a table make an
elementary grid; two neighbours in it without a line between belong to one cell. Spans
follow from that and need no guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import Any

from pipeline.extract.pdf.grid import SNAP, Grid, GridCell, in_reading_order
from pipeline.extract.pdf.page import Ruling
from pipeline.thaw import thawed

_DOUBLE = 5.5  # points between the lines of one border; no text fits between
_GAP = 3.0  # points: a gap in a line up to this is none (dashes, corners)
_SHORTEST = 6.0  # points: shorter strokes are ticks, underlines, or parts of characters
OVERHANG = 6.0  # points a line goes past the last one across, where that border is not drawn
_CUT = 4.0  # the same below the last row, of which a page edge leaves the padding alone
_MOST_LINES = 3000  # of one direction; a page with more is a drawing
_MOST_PLACES = 40_000  # rows by columns; a grid with more is a drawing
_OPEN_SHARE = 0.1  # of a side that may be without a line and still divide


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
        for group_across, group_down in lines_that_meet(across, down)
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


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines without their seams: pieces on one axis that touch become one ruling."""
    return [line for band in bands(rulings) for line in _joined(band)]


def bands(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    """Rulings that lie on one axis, together."""
    found: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if found and ruling.at - found[-1][0].at <= SNAP:
            found[-1].append(ruling)
        else:
            found.append([ruling])
    return found


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


def lines_that_meet(
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

    uprights = [(j, x, y0 - SNAP, y1 + SNAP) for j, (x, y0, y1) in enumerate(down, len(across))]
    for i, (y, left, right) in enumerate(across):
        left, right, mine = left - SNAP, right + SNAP, root(i)
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
                if abs(ruling.start - top) <= SNAP and abs(ruling.end - bottom) <= SNAP
            ]
    return tables


def _grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Grid | None:
    upright, level = _by_position(down), _by_position(across)
    # A border that is not drawn is where the lines across it end.
    _close(upright, min(r.start for r in across), max(r.end for r in across), OVERHANG)
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
    if positions[0][0] - first > OVERHANG:
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
    the line is drawn than is missing, in all or where it ends.
    """
    rows, found = len(covers) - 1, False
    for column in range(1, len(divides) - 1):
        drawn = divides[column]
        ends = [y for y in range(1, rows) if covers[y][column - 1] != covers[y][column]]
        if not ends:
            continue
        missing = {y if drawn[y - 1] else y - 1 for y in ends if drawn[y - 1] != drawn[y]}
        high = sum(ys[y + 1] - ys[y] for y in range(rows) if drawn[y])
        is_most = sum(ys[y + 1] - ys[y] for y in missing) <= high
        for step, order in ((1, ends), (-1, ends[::-1])):
            for y in order:
                inner, outer = (y - 1, y) if step > 0 else (y, y - 1)
                if not drawn[inner] or drawn[outer]:
                    continue
                last = inner
                while not is_most and 0 <= last - step < rows and drawn[last - step]:
                    last -= step
                first, end = sorted((last, inner))
                most = high if is_most else ys[end + 1] - ys[first]
                if ys[outer + 1] - ys[outer] <= most:
                    drawn[outer] = found = True
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
