"""Task cards as forms: label and value side by side, a card below or beside another."""

from __future__ import annotations

import pytest

from pipeline.locate import locate
from pipeline.records import Repaired, Table
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms, table

PROJECT = [
    ["项目名称", "城北水厂扩建", "责任领导", "张帆"],
    ["责任单位", "市水务集团", "配合单位", "市住建局"],
    ["建设内容", "新增供水能力5万吨/日", "完成时限", "2023年10月"],
]


def _read(*tables: Table) -> Repaired:
    result = repair(locate(extraction(*tables), synonyms()))
    assert balance(result).balanced
    return result


def test_a_table_for_each_task_with_two_pairs_a_row() -> None:
    second = [["项目名称", "体育公园", "责任领导", "李牧"], *PROJECT[1:]]
    result = _read(table(PROJECT), table(second, index=1))
    assert [(t.item_title, t.text, t.deadline_text, t.persons) for t in result.tasks] == [
        ("城北水厂扩建", "新增供水能力5万吨/日", "2023年10月", ("张帆",)),
        ("体育公园", "新增供水能力5万吨/日", "2023年10月", ("李牧",)),
    ]
    assert {t.owner_text for t in result.tasks} == {"责任单位：市水务集团；配合单位：市住建局"}


def test_cards_one_below_the_other_in_one_table() -> None:
    """任务1 counts the cards and stands before the title; a label may be missing later."""
    result = _read(
        table([
            ["任务1", "壮大产业集群", "", ""],
            ["工作内容", "推行承诺制。", "", ""],
            ["责任单位", "市发改委", "完成时限", "6月底"],
            ["任务2", "优化园区布局", "", ""],
            ["工作内容", "清理闲置土地。", "", ""],
            ["责任单位", "市自然资源局", "", ""],
        ])
    )  # fmt: skip
    assert [(t.task_no, t.item_title, t.text, t.owner_text) for t in result.tasks] == [
        ("1.1", "壮大产业集群", "推行承诺制。", "市发改委"),
        ("2.1", "优化园区布局", "清理闲置土地。", "市自然资源局"),
    ]
    assert [t.deadline_text for t in result.tasks] == ["6月底", None]


@pytest.mark.parametrize(
    "rows",
    [
        # a header, whose words are all labels
        [["序号", "重点任务", "责任单位", "完成时限"], ["1", "推行承诺制。", "市司法局", "6月"]],
        # labels in the first column alone: a turned table
        [["重点任务", "推行承诺制。"], ["责任单位", "市司法局"], ["完成时限", "6月"]],
    ],
)
def test_other_tables_are_read_as_before(rows: list[list[str]]) -> None:
    (task,) = _read(table(rows)).tasks
    assert (task.text, task.owner_text, task.deadline_text) == ("推行承诺制。", "市司法局", "6月")
