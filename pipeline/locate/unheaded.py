"""Tables whose header no list knows, or that print none, read by their cells.

    专班 | 攻坚点 | 打法 | 兜底方 | 刻度            no word of it is known
    1 | 储备融雪剂。 | 市城管局 | 10月底前          no header at all

Evidence asked for: a column of bodies and one of acts (or one of them known by its header).
Without any header also numbers that run, times or persons, and two rows. Contacts, budgets
and tables of data have no column that says what is to be done, and stay outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import OWNERS, meaning_of
from pipeline.locate.content import asks_nothing, by_content, given_columns
from pipeline.locate.given import Given
from pipeline.locate.headers import known_meanings, labels_of, read_columns, rows_of_pieces
from pipeline.locate.shapes import Shape, kind_of, shapes_of
from pipeline.records import Cell, Column, Table, TaskTable

_SEARCH_ROWS = 6
_LONGEST_LABEL = 14
_DEEPEST = 3
_YEAR = re.compile(
    r"(?:19|20)\d\d年?度?.{0,6}|第?[一二三四1-4]季度|[上下]半年|\d{1,2}月|[一-九十]+月"
)
_NO_HEADER = "no header is printed, and the cells alone tell the columns"
_OFFICIAL = re.compile(r".{2,}[局委办厅府]$|[省市县区].+[部会队院]$")


def read_unheaded(table: Table, synonyms: Mapping[str, str]) -> TaskTable | None:
    """``table`` with its columns told by their cells, ``None`` where these do not suffice."""
    top = [cell for cell in table.cells if cell.row < _SEARCH_ROWS + _DEEPEST]
    for row in range(min(table.rows - 1, _SEARCH_ROWS)):
        printed = [cell for cell in top if cell.row == row and ink(cell.text)]
        width = sum(cell.column_span for cell in printed)
        if len(printed) < 2 or (2 * width < table.columns and len(printed) < 3):
            continue
        if not _are_labels(printed, synonyms):
            return _read_headless(table, row)
        depth = max(_depth(top, row), rows_of_pieces(top, row, synonyms))
        labels = labels_of(top, table.columns, row, row + depth - 1, synonyms)
        shapes = shapes_of(table, row + depth)
        columns = _read(labels, synonyms, shapes)
        if columns:
            first, given = row + depth, given_columns(labels, synonyms)
            return TaskTable(table, first, by_content(columns, table, first, given))
    return None


def _are_labels(printed: Sequence[Cell], synonyms: Mapping[str, str]) -> bool:
    """Whether the cells of a row can head columns: short, no sentence, no number, time or body."""
    named = [meaning_of(cell.text, synonyms) for cell in printed]
    texts = [
        ink(cell.text)
        for cell, meaning in zip(printed, named, strict=True)
        if not isinstance(meaning, Given)
    ]
    if any(len(text) > _LONGEST_LABEL or set("。；;") & set(text) for text in texts):
        return False
    if sum(map(bool, named)) >= max(2, len(named) / 2):
        return True
    unknown = [cell.text for cell, meaning in zip(printed, named, strict=True) if not meaning]
    kinds = [(kind_of(text), ink(text)) for text in unknown]
    kinds = [(kind, text) for kind, text in kinds if not _YEAR.fullmatch(text)]
    return not any(
        kind in ("time", "figure") or (kind == "bodies" and _OFFICIAL.match(text))
        for kind, text in kinds
    )


def _depth(top: Sequence[Cell], row: int) -> int:
    """As many rows as its tallest cell has, since the cells beside it are named again below."""
    tallest = max(cell.row_span for cell in top if cell.row == row)
    return tallest if tallest <= _DEEPEST else 1


def _read(
    labels: Sequence[tuple[str, ...]], synonyms: Mapping[str, str], shapes: Sequence[Shape]
) -> tuple[Column, ...] | None:
    known = known_meanings(labels, synonyms)
    columns = read_columns(labels, synonyms, shapes)
    given = given_columns(labels, synonyms)
    if columns is None or (not given and asks_nothing(columns, shapes)):
        return None
    told = [column for column in columns if not known[column.index]]
    told = [column for column in told if column.meaning in ("task", *OWNERS)]
    if any(shapes[column.index].printed < 2 for column in told) and len(told) > 1:
        return None
    return columns


def _read_headless(table: Table, row: int) -> TaskTable | None:
    shapes = shapes_of(table, row)
    columns = read_columns([()] * table.columns, {}, shapes)
    if columns is None:
        return None
    meanings = {column.meaning for column in columns}
    tasks = [shapes[column.index] for column in columns if column.meaning == "task"]
    if not meanings & {"number", "deadline", "person"} or any(each.printed < 2 for each in tasks):
        return None
    read = by_content(columns, table, row)
    return TaskTable(table, row, tuple(replace(column, doubt=_NO_HEADER) for column in read))
