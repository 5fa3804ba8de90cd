"""Bodies that head columns: what the marks below them mean."""

from __future__ import annotations

import pytest

from pipeline.labels.ticks import legend
from tables import repaired

LEAD, SUPPORT = ("牵头", "lead"), ("配合", "support")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("注：★牵头 ▲配合", {"★": LEAD, "▲": SUPPORT}),
        ("★为牵头单位，▲为配合单位", {"★": LEAD, "▲": SUPPORT}),
        ("牵头单位（★）、配合单位（▲）", {"★": LEAD, "▲": SUPPORT}),
        ("牵头★ 配合▲ 负责人签字", {"★": LEAD, "▲": SUPPORT}),
        ("责任单位（●牵头 ○配合）", {"●": LEAD, "○": SUPPORT}),
        ("●、▲为牵头", {"●": LEAD, "▲": LEAD}),
        ("“√”表示责任部门", {"√": ("责任", "owner")}),
        ("★市委书记点题任务", {}),
        ("责任单位", {}),
    ],
)
def test_a_legend_may_stand_before_or_behind_its_marks(
    text: str, told: dict[str, tuple[str, str]]
) -> None:
    assert legend([text]) == told


def test_a_mark_that_is_explained_twice_and_differently_is_not_explained() -> None:
    assert legend(["★牵头 ▲配合", "★为配合单位"]) == {"▲": SUPPORT}


def test_a_tick_merged_over_rows_holds_for_each_and_the_marks_are_removals() -> None:
    header = ("序号", "工作任务", "市教育局", "市公安局")
    result = repaired([("1", "整治校园周边。", "牵头", ""), ("2", "检查网吧。", None, "√")], header)
    assert [task.owner_text for task in result.tasks] == [
        "牵头：市教育局",
        "牵头：市教育局；责任单位：市公安局",
    ]
    assert [removal.text for removal in result.removed if removal.rule == "owner_tick"] == [
        "牵头",
        "√",
    ]
    assert [r.rule for r in result.repairs if r.field == "owner_text"] == ["owner_ticks"] * 2


def test_a_legend_may_stand_in_a_column_of_remarks() -> None:
    header = ("序号", "工作任务", "市教育局", "市公安局", "备注")
    rows = [("1", "整治校园周边。", "★", "▲", "★牵头 ▲配合"), ("2", "检查网吧。", "", "★", "")]
    tasks = repaired(rows, header).tasks
    assert [task.owner_text for task in tasks] == [
        "牵头：市教育局；配合：市公安局",
        "牵头：市公安局",
    ]
    assert [task.review_reasons for task in tasks] == [(), ()]


def test_blanks_part_names_of_bodies_and_no_word() -> None:
    header = ("序号", "工作任务", "责任单位")
    result = repaired([("1", "一", "市水务局 垦利区政府、市 财政局")], header)
    (task,) = result.tasks
    assert (task.owner_text, task.owner_breaks) == ("市水务局垦利区政府、市财政局", (4,))
