"""What the cells below a header say about a column that its label leaves open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import fold
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Cell, Column, Meaning, Table

_LONGEST_UNIT = 5  # characters: 平方公里, μg/m³
_BODIES = frozenset("局委办部府会院处厅署社区县市镇乡街司团")


def by_content(columns: Sequence[Column], table: Table, header_rows: int) -> tuple[Column, ...]:
    """The columns with the meanings that their cells decide.

    - a column that holds nothing but numbers, without label or with that of the column to its
      right, is the number column, where no other is;
    - 单位 over units of measure (%, 张, 万元) names no bodies;
    - a number column behind titles that are numbered themselves (一、甲 | （1） | 乙) numbers
      no items, and is a note.
    """
    cells: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= header_rows and cell.column_span < table.columns:
            cells.setdefault(cell.column, []).append(cell)

    def texts(index: int) -> list[str]:
        return [cell.text for cell in cells.get(index, ()) if ink(cell.text)]

    numbered = any(column.meaning == "number" for column in columns)
    read: list[Column] = []
    for column in columns:
        meaning: Meaning = column.meaning
        following = next((each.label for each in columns if each.index == column.index + 1), "")
        is_free = not numbered and column.label in ("", following)
        if is_free and _are_numbers(texts(column.index)):
            meaning, numbered = "number", True
        elif (fold(column.label) == "单位" and _are_units(texts(column.index))) or (
            meaning == "number" and _is_second(column.index, columns, texts)
        ):
            meaning = "note"
        read.append(replace(column, meaning=meaning) if meaning != column.meaning else column)
    return tuple(read)


def _are_numbers(texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(whole_number, texts))


def _are_units(texts: Sequence[str]) -> bool:
    return bool(texts) and all(
        len(ink(text)) <= _LONGEST_UNIT and not _BODIES.intersection(text) for text in texts
    )


def _is_second(index: int, columns: Sequence[Column], texts: Callable[[int], list[str]]) -> bool:
    """Whether most titles left of a number column have a number of their own."""
    first = min(column.index for column in columns if column.meaning == "number")
    if index != first:
        return False
    titles = [
        leading_number(text) is not None
        for column in columns
        if column.meaning == "item" and column.index < index
        for text in texts(column.index)
    ]
    return 2 * sum(titles) > len(titles)
