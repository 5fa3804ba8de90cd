"""Tables whose borders were dragged: as many cells in each row, at other places of the grid.

    ┌──┬────────┬──────┐       rows of three cells each; the grid has five columns, since
    ├─┬┴──────┬─┴──────┤       the borders of the second row stand beside those of the first:
    └─┴───────┴────────┘       on paper it is a table of three columns

Evidence: most rows have the same number of cells, those merged from above counted, and the
cells of these rows do not begin at the same places. Then the first cell of a row is in the first
column, and so on; a row with other cells is put where the most usual borders are nearest.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median_low

from pipeline.records import Cell, Table, TaskTable

_MOST = 0.8  # of the rows
_FEWEST_CELLS = 3
_FEWEST_ROWS = 3


def aligned(table: Table) -> Table:
    """``table`` with a column for each cell of its usual row; itself where no border strays.

    The cells keep their order; time is linear in the cells that each row has.
    """
    if not any(1 < cell.column_span < table.columns for cell in table.cells):
        return table
    rows = _rows(table)
    width, usual = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    if not _FEWEST_CELLS <= width < table.columns or usual < _FEWEST_ROWS:
        return table
    if any(len(row) > width for row in rows):
        return table
    full = [row for row in rows if len(row) == width]
    several = [row for row in rows if len(row) > 1]
    starts = {tuple(cell.column for cell in row) for row in full}
    if len(full) < _MOST * len(several) or len(starts) < 2:
        return table
    borders = [median_low([row[i].column for row in full]) for i in range(width)]
    placed: dict[int, tuple[int, int]] = {}  # by the cell's identity: its column and span
    for row in sorted(rows, key=len, reverse=True):
        places = _nearest(row, borders, placed)
        for cell, place in zip(row, places, strict=True):
            if placed.setdefault(id(cell), place) != place:
                return table
    cells = (
        replace(cell, column=placed[id(cell)][0], column_span=placed[id(cell)][1])
        for cell in table.cells
    )
    return replace(table, columns=width, cells=tuple(cells))


def with_origins(found: TaskTable, printed: Table) -> TaskTable:
    """``found``, read from the aligned ``printed``, with where its cells are in the latter."""
    moved = {
        (new.row, new.column): (old.row, old.column)
        for new, old in zip(aligned(printed).cells, printed.cells, strict=True)
        if new.column != old.column
    }
    if found.transposed:
        moved = {(c, r): (old_c, old_r) for (r, c), (old_r, old_c) in moved.items()}
    led: Mapping[tuple[int, int], tuple[int, int]] = {
        place: moved.get(origin, origin) for place, origin in found.origins.items()
    }
    return replace(found, origins={**moved, **led})


def _rows(table: Table) -> list[list[Cell]]:
    """The cells of each row from left to right, with those that reach down into it."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            rows[row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows if row]


def _nearest(
    row: Sequence[Cell], borders: Sequence[int], placed: Mapping[int, tuple[int, int]]
) -> list[tuple[int, int]]:
    """The columns of cells whose sides stand nearest to these borders, or that have theirs."""
    firsts: list[int] = []
    for i, cell in enumerate(row):
        low = firsts[-1] + 1 if firsts else 0
        high = len(borders) - (len(row) - i)
        near, _ = placed.get(id(cell)) or (_side(cell.column, borders), 1)
        firsts.append(max(low, min(high, near)))
    last = row[-1].column + row[-1].column_span
    end = max(firsts[-1] + 1, len(borders) if last > borders[-1] else _side(last, borders))
    return [(a, b - a) for a, b in zip(firsts, [*firsts[1:], end], strict=True)]


def _side(column: int, borders: Sequence[int]) -> int:
    after = bisect(borders, column)
    near = [i for i in (after - 1, after) if 0 <= i < len(borders)]
    return min(near, key=lambda i: abs(borders[i] - column))
