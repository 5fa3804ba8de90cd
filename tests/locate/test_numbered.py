"""Categories that the printed numbers count are titles; those over numbered tasks are sections."""

from __future__ import annotations

import pytest

from pipeline.locate import locate
from pipeline.records import Task
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, repaired, synonyms, table

HEADER = ("序号", "任务类别", "工作任务", "责任单位")
Row = tuple[str | None, ...]


def _tasks(*rows: Row, header: tuple[str, ...] = HEADER) -> tuple[Task, ...]:
    result = repaired(rows, header=header)
    assert balance(result).balanced
    return result.tasks


def _read(tasks: tuple[Task, ...]) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(task.task_no, task.item_title, task.section) for task in tasks]


@pytest.mark.parametrize("below", [None, ""])
def test_a_category_that_the_number_counts(below: str | None) -> None:
    """Merged, and with the merges lost."""
    tasks = _tasks(
        ("1", "健全责任", "制定清单。", "市公安局"),
        (below, below, "组织培训。", "市教育局"),
        ("2", "消除隐患", "整改问题隐患。", "市民政局"),
    )
    assert _read(tasks) == [
        ("1.1", "健全责任", ()),
        ("1.2", "健全责任", ()),
        ("2.1", "消除隐患", ()),
    ]


@pytest.mark.parametrize(
    ("third", "fourth"),
    [
        (("3", None), (None, None)),  # a number of its own under the same category
        (("3", "甲类"), (None, None)),  # the category comes again with another number
        (("3", "城关镇"), ("4", None)),
        ((None, "乙类"), (None, None)),  # two categories under one number
    ],
)
def test_a_category_that_goes_over_numbers(third: Row, fourth: Row) -> None:
    """One number too many, or one too few, and the category is a section."""
    tasks = _tasks(
        ("1", "甲类", "制定清单。", "市公安局"),
        (None, None, "组织培训。", "市教育局"),
        (*third, "整改问题隐患。", "市民政局"),
        (*fourth, "开展督导检查。", "市财政局"),
    )
    assert {task.item_title for task in tasks} == {None}
    assert tasks[0].section == ("甲类",)


def test_places_are_no_titles() -> None:
    tasks = _tasks(
        ("1", "城关镇", "制定清单。", "市公安局"),
        (None, None, "组织培训。", "市教育局"),
        ("2", "李家镇", "整改问题隐患。", "市民政局"),
    )
    assert [task.section for task in tasks] == [("城关镇",), ("城关镇",), ("李家镇",)]


def test_a_column_of_titles_beside_it_stays_the_title() -> None:
    tasks = _tasks(
        ("1", "甲类", "健全责任", "制定清单。", "市公安局"),
        (None, None, None, "组织培训。", "市教育局"),
        ("2", "乙类", "消除隐患", "整改问题隐患。", "市民政局"),
        header=("序号", "类别", "重点任务", "工作内容", "责任单位"),
    )
    assert _read(tasks)[1:] == [("1.2", "健全责任", ("甲类",)), ("2.1", "消除隐患", ("乙类",))]


def test_what_a_person_gave_stays() -> None:
    rows: list[Row] = [
        HEADER,
        ("1", "健全责任", "制定清单。", "市公安局"),
        (None, None, "组织培训。", "市教育局"),
        ("2", "消除隐患", "整改问题隐患。", "市民政局"),
    ]
    source = extraction(table(rows))
    (found,) = locate(source, synonyms(), {"任务类别": "section"}).task_tables
    assert found.columns[1].meaning == "section"
    (found,) = locate(source, synonyms()).task_tables
    assert found.columns[1].meaning == "item"
    assert "the number beside it" in found.columns[1].evidence


def test_pages_with_a_header_each_are_judged_together() -> None:
    """On the second page each category has one task, which alone would tell nothing."""
    first: list[Row] = [
        HEADER,
        ("1", "健全责任", "制定清单。", "市公安局"),
        (None, None, "组织培训。", "市教育局"),
    ]
    second: list[Row] = [HEADER, ("2", "消除隐患", "整改问题隐患。", "市民政局")]
    result = repair(locate(extraction(table(first), table(second, index=1)), synonyms()))
    assert [task.item_title for task in result.tasks] == ["健全责任", "健全责任", "消除隐患"]
    assert balance(result).balanced
