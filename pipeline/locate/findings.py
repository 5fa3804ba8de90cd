"""How the columns of the task tables were read, in words for the run report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.ink import ink
from pipeline.labels import fold
from pipeline.records import TaskTable


def columns_read(found: Sequence[TaskTable]) -> tuple[str, ...]:
    """A line for each task table: every column's label and what it is taken for."""
    return tuple(
        f"columns of table {each.table.index + 1}"
        f"{_manner(each)}: "
        + ", ".join(
            f"{ink(column.label) or '(no label)'} = {column.meaning}" for column in each.columns
        )
        for each in found
    )


def _printed(found: TaskTable) -> set[str]:
    """The folded labels of a table's columns, those above them included."""
    head = [cell for cell in found.table.cells if cell.row < found.header_rows]
    return {fold(column.label) for column in found.columns} | {fold(cell.text) for cell in head}


def told_by_cells(found: Sequence[TaskTable]) -> Iterator[str]:
    """A line for each table with columns that their cells told, and one for each doubt of them."""
    for each in found:
        told = [
            f"{ink(column.label) or f'column {column.index + 1}'} is {column.meaning}"
            f" ({column.evidence})"
            for column in each.columns
            if column.evidence
        ]
        if told:
            yield f"table {each.table.index + 1}, read by its cells: {', '.join(told)}"
        doubts = dict.fromkeys(column.doubt for column in each.columns if column.doubt)
        yield from (f"table {each.table.index + 1}: {doubt}" for doubt in doubts)


def _manner(found: TaskTable) -> str:
    if found.transposed:
        return " (turned)"
    abreast = found.origins and len(found.origins) == len(found.table.cells)
    return " (lists side by side)" if abreast else ""


def mapping_used(
    found: Sequence[TaskTable], given: Mapping[str, str], synonyms: Mapping[str, str]
) -> Iterator[str]:
    """What document.toml said of the columns, and whether it was of use.

    ``given`` and ``synonyms`` are folded labels with meanings.
    """
    for label, meaning in given.items():
        tables = [str(each.table.index + 1) for each in found if label in _printed(each)]
        usual = synonyms.get(label)
        instead = f" instead of {usual}" if usual and usual != meaning else ""
        if tables:
            where = f"table {', '.join(tables)}"
            yield f"column {label} is {meaning}{instead}: given in document.toml, used in {where}"
        else:
            yield f"column {label} is {meaning}: given in document.toml, but no table prints it"
