"""Several tables in one grid, as a spreadsheet holds them one below the other.

    序号 | 任务 | 责任单位            a table of tasks
    1    | 甲   | 市公安局
    附表                              its own title
    序号 | 措施 | 时限 | 牵头单位     another one, with columns of its own
    联系人名单
    单位 | 姓名 | 电话                none: its cells are outside text

Evidence: a row of nothing but known labels that are not those of the header above. Where
they head no tasks, it also takes a title or a blank row before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import fold, meaning_of
from pipeline.records import Cell, Column, TaskTable

_LONGEST_LABEL = 14
# Of the rows of a grid: the cells that begin in each one.
Rows = Mapping[int, Sequence[Cell]]
# The columns under the labels of a row, and how many rows its header has.
ReadHeader = Callable[[int, Rows], tuple[tuple[Column, ...], int] | None]


def parted(
    found: TaskTable, synonyms: Mapping[str, str], read_header: ReadHeader
) -> tuple[TaskTable, ...]:
    """``found`` cut where another table begins in its grid; rows keep their numbers."""
    rows: dict[int, list[Cell]] = {}
    for cell in found.table.cells:
        rows.setdefault(cell.row, []).append(cell)
    covered = _covered(found)
    cuts: list[tuple[int, int, tuple[Column, ...] | None]] = [(0, found.header_rows, found.columns)]
    header = _labels(rows, range(found.header_rows))
    for row in sorted(rows):
        _, end, _ = cuts[-1]
        if row < end or not _is_header(rows[row], header, synonyms):
            continue
        start = _start(rows, row, end)
        read = read_header(row, rows)
        if start in covered or (read is None and start == row):
            continue
        columns, depth = read or (None, 1)
        cuts.append((start, row + depth, columns))
        header = _labels(rows, range(row, row + depth))
    return _pieces(found, rows, cuts) if len(cuts) > 1 else (found,)


def _printed(rows: Rows, row: int) -> list[Cell]:
    return [cell for cell in rows.get(row, ()) if ink(cell.text)]


def _labels(rows: Rows, span: range) -> frozenset[tuple[int, str]]:
    return frozenset((cell.column, fold(cell.text)) for row in span for cell in _printed(rows, row))


def _is_header(
    cells: Sequence[Cell], header: frozenset[tuple[int, str]], synonyms: Mapping[str, str]
) -> bool:
    """Whether a row prints nothing but labels, and not those of the header above again."""
    if any(len(cell.text) > _LONGEST_LABEL for cell in cells):
        return False
    printed = [cell for cell in cells if ink(cell.text)]
    if len(printed) < 2:
        return False
    folded = [(cell.column, fold(cell.text)) for cell in printed]
    if sum(label in synonyms for _, label in folded) < 2 or header.issuperset(folded):
        return False
    return all(meaning_of(cell.text, synonyms) for cell in printed)


def _start(rows: Rows, row: int, end: int) -> int:
    """The first of the blank rows and titles right above a header."""
    start = row
    while start > end and _is_title(_printed(rows, start - 1)):
        start -= 1
    return start


def _is_title(printed: Sequence[Cell]) -> bool:
    return not printed or (len(printed) == 1 and printed[0].column == 0)


def _covered(found: TaskTable) -> frozenset[int]:
    """The rows that a cell from above hangs over."""
    return frozenset(
        row
        for cell in found.table.cells
        if cell.row_span > 1
        for row in range(cell.row + 1, cell.row + cell.row_span)
    )


def _pieces(
    found: TaskTable,
    rows: Rows,
    cuts: Sequence[tuple[int, int, tuple[Column, ...] | None]],
) -> tuple[TaskTable, ...]:
    pieces: list[TaskTable] = []
    bounds = pairwise([*(start for start, *_ in cuts), found.table.rows])
    for (start, stop), (_, header_rows, columns) in zip(bounds, cuts, strict=True):
        cells = tuple(cell for row in range(start, stop) for cell in rows.get(row, ()))
        if columns is None:
            pieces[-1] = replace(pieces[-1], aside=pieces[-1].aside + cells)
        else:
            table = replace(found.table, cells=cells)
            pieces.append(TaskTable(table, header_rows, columns))
    return tuple(pieces)
