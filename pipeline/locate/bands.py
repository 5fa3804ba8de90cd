"""Rows that name the bodies of the tasks below them, in a table without a column of bodies.

    序号 | 工作任务 | 时限
    市公安局 (merged over all columns)
    1    | 整治噪声。 | 6月          owner 市公安局
    市民政局 (merged over all columns)
    2    | 规范殡葬。 | 8月          owner 市民政局

The rows are read as one more column, whose cells are merged over the tasks that they head.
Evidence: the rows that print one cell alone name bodies and nothing else; there are two or more,
and each has tasks below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import OWNERS
from pipeline.locate.shapes import kind_of
from pipeline.records import Cell, Column, TaskTable

_EVIDENCE = "rows with one cell alone name bodies"


def with_bands(found: TaskTable) -> TaskTable | None:
    """``found`` with its rows of bodies as a column, ``None`` where it has none.

    ``origins`` of the result say where the moved cells are printed.
    """
    if found.origins or any(column.meaning in OWNERS for column in found.columns):
        return None
    rows: dict[int, list[Cell]] = {}
    for cell in found.table.cells:
        if cell.row >= found.header_rows:
            rows.setdefault(cell.row, []).append(cell)
    width = found.table.columns
    alone = {row: _alone(cells, width) for row, cells in rows.items()}
    bands = {row: cell for row, cell in alone.items() if cell}
    if len(bands) < 2 or min(bands) != min(rows):
        return None
    if not all(_names_bodies(cell.text) for cell in bands.values()):
        return None
    stops = [*sorted(bands), found.table.rows]
    if any(stop - start < 2 for start, stop in pairwise(stops)):
        return None
    return _widened(found, bands, stops)


def _names_bodies(text: str) -> bool:
    """Names alone; a label before them (责任单位：市公安局) makes a note, which repair reads."""
    return kind_of(text) == "bodies" and not set("：:") & set(text)


def _alone(cells: Sequence[Cell], width: int) -> Cell | None:
    """The cell of a row that prints nothing else, over all columns or before blank ones."""
    first, *others = cells
    if any(cell.row_span > 1 for cell in cells) or any(ink(cell.text) for cell in others):
        return None
    whole = sum(cell.column_span for cell in cells) == width
    return first if whole and first.column == 0 and ink(first.text) else None


def _widened(found: TaskTable, bands: dict[int, Cell], stops: Sequence[int]) -> TaskTable:
    """The table with one column more; a row that moved there leaves no cell behind."""
    width = found.table.columns
    kept = [cell for cell in found.table.cells if cell.row not in bands]
    aside = [cell for cell in found.table.cells if cell.row in bands and cell.column > 0]
    moved = [
        replace(bands[row], row=row + 1, column=width, row_span=stop - row - 1, column_span=1)
        for row, stop in pairwise(stops)
    ]
    cells = sorted((*kept, *moved), key=lambda cell: (cell.row, cell.column))
    return replace(
        found,
        table=replace(found.table, columns=width + 1, cells=tuple(cells)),
        columns=(*found.columns, Column(width, "owner", "", evidence=_EVIDENCE)),
        origins={(cell.row, width): (cell.row - 1, 0) for cell in moved},
        aside=(*found.aside, *aside),
    )
