"""Lists set side by side in one table, to save paper: read one below the other.

    序号 | 任务 | 责任单位 | 序号 | 任务 | 责任单位
    1    | 甲   | 市公安局 | 3    | 丙   | 市财政局
    2    | 乙   | 市教育局 | 4    | 丁   | 市民政局

is read as 1, 2, 3, 4 in three columns. Evidence: the same labels, of a task and its bodies
among them, stand there twice or more, and no cell lies over two of the lists but rows over
the whole width, which part the table into bands. The lists are read band by band from left
to right, or row by row where the printed numbers run so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import fold
from pipeline.locate.headers import read_columns
from pipeline.numbering import whole_number
from pipeline.records import Cell, Column, Table, TaskTable


def stacked(
    found: TaskTable, labels: Sequence[tuple[str, ...]], synonyms: Mapping[str, str]
) -> TaskTable | None:
    """``found`` with its lists one below the other, ``None`` where it holds but one list.

    ``labels`` are those of its columns, top down. ``origins`` of the result say where each
    cell is printed.
    """
    lists = _lists(found.table, labels)
    columns = read_columns([labels[i] for i in lists[0]], synonyms) if lists else None
    if lists is None or columns is None:
        return None
    owner = {column: i for i, each in enumerate(lists) for column in each}
    across = [cell for cell in found.table.cells if _is_across(cell, owner)]
    if any(cell.column or cell.column_span < found.table.columns - 1 for cell in across):
        return None
    order, header_rows = _order(found, owner, len(lists), {cell.row for cell in across})
    rows = {key: row for row, keys in enumerate(order) for key in keys}
    width = max(map(len, lists))
    cells: list[Cell] = []
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in found.table.cells:
        at = owner[cell.column]
        row = rows[at, cell.row]
        if rows[at, cell.row + cell.row_span - 1] - row != cell.row_span - 1:
            return None
        column = cell.column - lists[at][0]
        span = width if cell in across else cell.column_span
        origins[row, column] = (cell.row, cell.column)
        cells.append(replace(cell, row=row, column=column, column_span=span))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    columns += tuple(Column(i, "note", "") for i in range(len(columns), width))
    table = Table(found.table.index, len(order), width, tuple(cells))
    return TaskTable(table, header_rows, columns, origins=origins)


def _lists(table: Table, labels: Sequence[tuple[str, ...]]) -> list[range] | None:
    """The columns of each list; a column that prints nothing belongs to the list before it."""
    folded = [tuple(map(fold, column)) for column in labels]
    if len(set(folded)) > len(folded) - 2:
        return None
    used = {cell.column for cell in table.cells if ink(cell.text)}
    named = [i for i in range(table.columns) if i in used or folded[i]]
    for period in range(2, len(named) // 2 + 1):
        if len(named) % period or not all(folded[i] for i in named[:period]):
            continue
        if all(folded[i] == folded[named[n % period]] for n, i in enumerate(named)):
            starts = [0, *named[period::period]]
            return [range(a, b) for a, b in pairwise([*starts, table.columns])]
    return None


def _is_across(cell: Cell, owner: Mapping[int, int]) -> bool:
    return owner[cell.column] != owner[cell.column + cell.column_span - 1]


def _order(
    found: TaskTable, owner: Mapping[int, int], lists: int, across: Collection[int]
) -> tuple[list[list[tuple[int, int]]], int]:
    """The rows of the stack, each as (list, printed row), and how many of them are header.

    A row across all lists is one row of the stack, and of each list.
    """
    by_rows = _run_by_rows(found, owner)
    order: list[list[tuple[int, int]]] = []
    header_rows = 0
    for band in _bands(found, across):
        is_header = band[0] < found.header_rows
        if band[0] in across:
            order.append([(i, band[0]) for i in range(lists)])
        elif by_rows and not is_header:
            order += [[(i, row)] for row in band for i in range(lists)]
        else:
            order += [[(i, row)] for i in range(lists) for row in band]
        header_rows = len(order) if is_header else header_rows
    return order, header_rows


def _bands(found: TaskTable, across: Collection[int]) -> list[list[int]]:
    """The printed rows in runs, parted by the header's end and by rows across all lists."""
    bands: list[list[int]] = [[]]
    for row in range(found.table.rows):
        if row == found.header_rows or row in across or row - 1 in across:
            bands.append([])
        bands[-1].append(row)
    return [band for band in bands if band]


def _run_by_rows(found: TaskTable, owner: Mapping[int, int]) -> bool:
    """Whether the printed numbers go up from left to right and not from top to bottom."""
    columns = {column.index for column in found.columns if column.meaning == "number"}
    body = [cell for cell in found.table.cells if cell.row >= found.header_rows]
    if any(cell.row_span > 1 for cell in body):
        return False
    numbers = [
        (cell.row, owner[cell.column], number.value)
        for cell in body
        if cell.column in columns
        if (number := whole_number(cell.text))
    ]
    by_rows = [value for *_, value in sorted(numbers)]
    by_lists = [value for *_, value in sorted(numbers, key=lambda each: (each[1], each[0]))]
    return _steps(by_rows) > _steps(by_lists)


def _steps(values: Sequence[int]) -> int:
    return sum(1 for one, two in pairwise(values) if two == one + 1)
