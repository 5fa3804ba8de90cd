"""The ledger finds any character that is lost, added or swapped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.locate import locate
from pipeline.records import Cell, Part, Place, Repaired, Table
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, repaired, synonyms

_ROWS = [
    ("一、总体", "", "", "", ""),
    ("1．甲乙。", "丙丁", "市公安局", "张三", "年底前"),
    (None, "戊己", "市民政局", None, None),
    ("", "", "市财政局", "", ""),
]
_HEADER = ("任务项目", "任务分解", "责任单位", "责任人", "完成时限")


def _damaged(result: Repaired, row: int, field: str) -> Repaired:
    tasks = list(result.tasks)
    value = getattr(tasks[row], field)
    shorter = (value[0][1:], *value[1:]) if isinstance(value, tuple) else value[1:]
    tasks[row] = replace(tasks[row], **{field: shorter})
    return replace(result, tasks=tuple(tasks))


def test_whole_table_balances() -> None:
    """Sections, merged cells and an orphan: every character is in one place."""
    ledger = balance(repaired(_ROWS, header=_HEADER))
    assert ledger.balanced
    assert (
        ledger.source_chars
        == ledger.in_fields + ledger.in_headers + ledger.outside + ledger.removed
    )


@pytest.mark.parametrize("row", [0, 1])
@pytest.mark.parametrize(
    "field", ["item_title", "text", "owner_text", "section", "persons", "deadline_text"]
)
def test_one_character_out_of_any_field_is_found(row: int, field: str) -> None:
    """Printed values and repeated ones alike."""
    assert not balance(_damaged(repaired(_ROWS, header=_HEADER), row, field)).balanced


def test_swapped_characters_are_found() -> None:
    """The same number of characters is not enough."""
    result = repaired(_ROWS, header=_HEADER)
    tasks = (replace(result.tasks[0], text="丙戊"), *result.tasks[1:])
    ledger = balance(replace(result, tasks=tasks))
    assert (ledger.balanced, ledger.lost, ledger.surplus) == (False, "丁", "戊")


def test_lost_header_is_found() -> None:
    """Headers and outside text are part of the count."""
    result = repaired(_ROWS, header=_HEADER)
    assert not balance(replace(result, headers=result.headers[1:])).balanced


def test_a_cell_of_bodies_and_time_that_reaches_out_of_the_header_counts_once() -> None:
    """It is in the header; the row below takes what it says, not its characters again."""
    texts = [
        *((0, 0, 2, "序号"), (0, 1, 2, "任务"), (0, 2, 1, "责任单位")),
        *((1, 2, 2, "责任单位：甲局 完成时限：6月"), (2, 0, 1, "1"), (2, 1, 1, "做事。")),
    ]
    cells = tuple(
        Cell(row, column, deep, 1, text, (Part(text, Place("t", row=row, column=column)),))
        for row, column, deep, text in texts
    )
    result = repair(locate(extraction(Table(0, 3, 3, cells)), synonyms()))
    ledger = balance(result)
    assert ledger.balanced, (ledger.lost, ledger.surplus)
