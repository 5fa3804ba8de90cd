"""A column of categories that the printed numbers count: its cells are the items' titles.

    序号 | 任务类别     | 工作任务     | 责任单位
    1    | 健全责任体系 | 制定清单。   | 市应急局
    ^    | ^            | 组织培训。   | 市教育局
    2    | 消除隐患     | 挂牌督办。   | 市公安局

Evidence: every category begins with a number, in the row of that number and nowhere else, none
comes again with another number, and tasks stand below some of them; no other column names the
items. Cells may be merged or blank below. Where every row has a number of its own, the numbers
count the tasks, and the category is a section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import meaning_of
from pipeline.locate.given import Given
from pipeline.locate.shapes import shapes_of
from pipeline.records import Column, TaskTable

_FEWEST = 2  # categories
_EVIDENCE = "each of its cells stands over the same rows as the number beside it"
# For each row below the header the text that begins in each column.
_Rows: TypeAlias = list[dict[int, str]]


def with_numbered_categories(
    found: Sequence[TaskTable], synonyms: Mapping[str, str]
) -> list[TaskTable]:
    """The tables with the section that the numbers count as their item.

    Tables with the same columns (a header on each page) are judged together. What a person
    gave stays.
    """
    alike: dict[tuple[Column, ...], list[TaskTable]] = {}
    for each in found:
        alike.setdefault(_key(each), []).append(each)
    counted = {key: _category(tables, synonyms) for key, tables in alike.items()}
    return [
        each if (category := counted[_key(each)]) is None else _renamed(each, category)
        for each in found
    ]


def _key(found: TaskTable) -> tuple[Column, ...]:
    return tuple(Column(each.index, each.meaning, ink(each.label)) for each in found.columns)


def _renamed(found: TaskTable, category: int) -> TaskTable:
    columns = [
        replace(each, meaning="item", evidence=_EVIDENCE) if each.index == category else each
        for each in found.columns
    ]
    return replace(found, columns=tuple(columns))


def _category(tables: Sequence[TaskTable], synonyms: Mapping[str, str]) -> int | None:
    """The section right of the numbers that they count, by its index."""
    columns = {each.index: each for each in tables[0].columns}
    numbers = [i for i, each in columns.items() if each.meaning == "number"]
    tasks = [i for i, each in columns.items() if each.meaning == "task"]
    if len(numbers) != 1 or not tasks or any(e.meaning == "item" for e in columns.values()):
        return None
    number, category = numbers[0], numbers[0] + 1
    beside = columns.get(category)
    if beside is None or beside.meaning != "section":
        return None
    if isinstance(meaning_of(beside.label, synonyms), Given):
        return None
    rows = [row for each in tables for row in _rows(each)]
    rows = [row for row in rows if len(row) > 1 or not row.keys() & {number, category}]
    pairs = {(row.get(number), row.get(category)) for row in rows} - {(None, None)}
    named = {text for _, text in pairs}
    goes_on = any(row.keys() & set(tasks) and not row.keys() & {number, category} for row in rows)
    is_counted = (
        goes_on
        and len(pairs) == len(named) >= _FEWEST
        and not any(None in pair for pair in pairs)
        and not any(_names_places(each, category) for each in tables)
    )
    return category if is_counted else None


def _rows(found: TaskTable) -> _Rows:
    """The printed rows, without those that one cell fills: headings of sections, remarks."""
    rows: dict[int, dict[int, str]] = {}
    for cell in found.table.cells:
        wide = cell.column_span > 1 and cell.column_span >= found.table.columns - 1
        if cell.row >= found.header_rows and ink(cell.text) and not wide:
            rows.setdefault(cell.row, {})[cell.column] = ink(cell.text)
    return list(rows.values())


def _names_places(found: TaskTable, column: int) -> bool:
    return shapes_of(found.table, found.header_rows)[column].kind in ("places", "bodies")
