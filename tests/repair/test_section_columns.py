"""Sections that stand in a column of their own."""

from __future__ import annotations

from tables import repaired


def test_a_blank_section_over_several_rows_is_not_that_above() -> None:
    """A merged cell without text lost it; a single blank cell goes on with the section above."""
    header = ("类别", "序号", "项目", "任务", "责任单位")
    rows: list[tuple[str | None, ...]] = [
        ("稳增长", "1", "甲", "一", "市公安局"),
        ("", "2", "乙", "二", "市公安局"),
        ("", "3", "丙", "三", "市公安局"),
        (None, "4", "丁", "四", "市公安局"),
        ("促改革", "5", "戊", "五", "市公安局"),
    ]
    tasks = repaired(rows, header=header).tasks
    assert [task.section for task in tasks] == [("稳增长",), ("稳增长",), (), (), ("促改革",)]
    assert [bool(task.review_reasons) for task in tasks] == [False, False, True, True, False]
