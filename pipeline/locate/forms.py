"""Task cards as forms: label and value side by side, often two pairs a row.

    项目名称 | 城北水厂扩建 | 责任领导 | 张帆            任务1    | 壮大产业集群
    责任单位 | 市水务集团   | 配合单位 | 市住建局        工作内容 | 推行承诺制。
    建设内容 | 新增供水能力 | 完成时限 | 2023年10月      责任单位 | 市发改委 | 完成时限 | 6月
                                                        任务2    | …

is read as a table with a row of labels and a row of values for each card. Evidence: every row
is pairs of a known label and a value that is none; a card begins where the first label comes
again (or the next number: 任务2), and has no label that the first card lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import fold, meaning_of
from pipeline.locate.headers import read_columns
from pipeline.numbering import whole_number
from pipeline.records import Cell, Column, Table, TaskTable

_FEWEST_LABELS = 3
_NUMBER = "number"  # the key of a label that is a number: 任务1
_Pair: TypeAlias = tuple[Cell, Cell]
_Card: TypeAlias = dict[str, _Pair]


def read_form(table: Table, synonyms: Mapping[str, str]) -> TaskTable | None:
    """The cards of a form as rows, ``None`` where the table is none.

    ``origins`` of the result say where each cell is printed. The labels of later cards are
    repeated headers.
    """
    rows: list[list[_Pair]] = []
    printed = sorted(table.cells, key=attrgetter("row", "column"))
    for _, cells in groupby(printed, key=attrgetter("row")):
        pairs = _pairs(list(cells), synonyms)
        if pairs is None:
            return None
        rows.append(pairs)
    cards = _cards([pair for row in rows for pair in row])
    if not cards:
        return None
    if len(cards) == 1 and all(len(row) < 2 for row in rows):
        return None  # a turned table: labels in the first column alone
    columns = _columns(cards[0], synonyms)
    if columns is None:
        return None
    at = {key: i for i, key in enumerate(cards[0], start=_NUMBER in cards[0])}
    placed: list[Cell] = []
    origins: dict[tuple[int, int], tuple[int, int]] = {}

    def put(cell: Cell, row: int, column: int) -> None:
        origins[row, column] = (cell.row, cell.column)
        placed.append(replace(cell, row=row, column=column, row_span=1, column_span=1))

    for i, card in enumerate(cards):
        for key, (label, value) in card.items():
            is_number = key == _NUMBER
            put(label, 2 * i + is_number, 0 if is_number else at[key])
            put(value, 2 * i + 1, at[key])
    placed.sort(key=attrgetter("row", "column"))
    stacked = Table(table.index, 2 * len(cards), len(columns), tuple(placed))
    return TaskTable(stacked, 1, columns, origins=origins)


def _pairs(cells: list[Cell], synonyms: Mapping[str, str]) -> list[_Pair] | None:
    """The pairs of the cells of a row, ``None`` where it is no row of pairs."""
    while cells and not ink(cells[-1].text) and (len(cells) % 2 or not ink(cells[-2].text)):
        cells.pop()
    if len(cells) % 2:
        return None
    found = list(zip(cells[::2], cells[1::2], strict=True))
    for label, value in found:
        if not _is_label(label.text, synonyms) or meaning_of(value.text, synonyms):
            return None
    return found


def _is_label(text: str, synonyms: Mapping[str, str]) -> bool:
    return bool(meaning_of(text, synonyms)) or _is_number(text)


def _is_number(text: str) -> bool:
    number = whole_number(text)
    return number is not None and number.style == "named"


def _cards(pairs: Sequence[_Pair]) -> list[_Card]:
    """The pairs of each card by label; none where they do not come again in order."""
    cards: list[_Card] = []
    for label, value in pairs:
        key = _NUMBER if _is_number(label.text) else fold(label.text)
        if not cards or key == next(iter(cards[0])):
            cards.append({})
        elif key in cards[-1] or (len(cards) > 1 and key not in cards[0]):
            return []
        cards[-1][key] = (label, value)
    return cards if all(len(card) >= _FEWEST_LABELS for card in cards) else []


def _columns(card: _Card, synonyms: Mapping[str, str]) -> tuple[Column, ...] | None:
    """The columns of the labels; a number and its title come first."""
    labels = [(label.text,) for key, (label, _) in card.items() if key != _NUMBER]
    columns = read_columns(labels, synonyms)
    if columns is None or _NUMBER not in card:
        return columns
    shifted = (replace(column, index=column.index + 2) for column in columns)
    return (Column(0, "number", ""), Column(1, "item", ""), *shifted)
