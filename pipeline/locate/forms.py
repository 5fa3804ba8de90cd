"""A form for one task: labels and values side by side, in several pairs a row.

    项目名称 | 体育公园     | 责任领导 | 李牧          as   项目名称 | 责任领导 | 责任单位 | …
    责任单位 | 市体育局     | 配合单位 | 市园林局           体育公园 | 李牧     | 市体育局 | …

Evidence: every row is pairs of cells, the first of each a known label, none of them twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import fold, meaning_of
from pipeline.locate.headers import read_columns
from pipeline.records import Cell, Table, TaskTable

_MOST_ROWS = 30
_FEWEST_LABELS = 3


def read_form(table: Table, synonyms: Mapping[str, str]) -> TaskTable | None:
    """``table`` as one row below its labels, ``None`` where it is no such form.

    Forms of one pair a row are turned tables, and not read here.
    """
    pairs = _pairs(table)
    labels = [label.text for label, _ in pairs]
    known = all(meaning_of(label, synonyms) for label in labels)
    if len(pairs) < _FEWEST_LABELS or not known or len(set(map(fold, labels))) < len(labels):
        return None
    if any(meaning_of(value.text, synonyms) for _, value in pairs if ink(value.text)):
        return None
    columns = read_columns([(label,) for label in labels], synonyms)
    if columns is None:
        return None
    moved = {(row, i): pair[row] for i, pair in enumerate(pairs) for row in (0, 1)}
    cells = tuple(
        replace(cell, row=row, column=column, column_span=1)
        for (row, column), cell in sorted(moved.items())
    )
    origins = {place: (cell.row, cell.column) for place, cell in moved.items()}
    return TaskTable(Table(table.index, 2, len(pairs), cells), 1, columns, origins=origins)


def _pairs(table: Table) -> list[tuple[Cell, Cell]]:
    """The cells two by two; none where a row has an odd number, or no row more than one pair."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row_span > 1:
            return []
        rows.setdefault(cell.row, []).append(cell)
    if table.rows > _MOST_ROWS or any(len(row) % 2 for row in rows.values()):
        return []
    if all(len(row) == 2 for row in rows.values()):
        return []
    return [pair for row in rows.values() for pair in zip(row[::2], row[1::2], strict=True)]
