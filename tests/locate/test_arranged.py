"""Tables side by side, several in one grid, headings and bodies printed above them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.locate import locate
from pipeline.records import Extraction, Part, Place, Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms, table

TWICE = ("序号", "任务", "责任单位", "序号", "任务", "责任单位")
ONCE = ("序号", "任务", "责任单位")


def _tasks(result: Repaired) -> list[tuple[str | None, str | None, str | None]]:
    assert balance(result).balanced
    return [(task.task_no, task.text, task.owner_text) for task in result.tasks]


def _with_lines(source: Extraction, *lines: str, above: dict[int, int]) -> Extraction:
    parts = tuple(Part(text, Place("t", line=i)) for i, text in enumerate(lines, start=1))
    counted = extraction(*source.tables, outside=lines)
    return replace(counted, outside=parts, above=above)


def test_lists_side_by_side_go_on_below_each_other() -> None:
    """The right list is read after the left one, each cell with its printed place."""
    rows = [
        TWICE,
        ("1", "甲", "市公安局", "3", "丙", "市财政局"),
        ("2", "乙", "市教育局", "", "", ""),
    ]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _tasks(result) == [
        ("1.1", "甲", "市公安局"),
        ("2.1", "乙", "市教育局"),
        ("3.1", "丙", "市财政局"),
    ]
    sent = {(d.row, d.column): (d.name, d.row_no) for d in result.destinations}
    assert sent[1, 4] == ("text", 3)
    assert sent[2, 4] == ("blank_row", None)
    assert len(sent) == 18


def test_lists_side_by_side_that_run_row_by_row() -> None:
    """1 and 2 in one row: the numbers say that the lists are read across."""
    rows = [TWICE, ("1", "甲", "甲局", "2", "乙", "乙局"), ("3", "丙", "丙局", "4", "丁", "丁局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert [number for number, *_ in _tasks(result)] == ["1.1", "2.1", "3.1", "4.1"]


def test_labels_that_repeat_in_part_are_one_list() -> None:
    """责任单位 twice in one header is no second list."""
    rows = [("序号", "任务", "责任单位", "责任单位"), ("1", "甲", "甲局", "乙局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _tasks(result) == [("1.1", "甲", "责任单位：甲局；责任单位：乙局")]


def test_headings_above_tables_are_sections() -> None:
    """一、 right above a table heads its tasks; （一） above the next one is a level below."""
    first = table([ONCE, ("1", "甲", "甲局")])
    second = table([ONCE, ("2", "乙", "乙局")], index=1)
    lines = ("某市方案", "一、工业", "（一）装备")
    source = _with_lines(extraction(first, second), *lines, above={0: 2, 1: 3})
    result = repair(locate(source, synonyms()))
    assert [task.section for task in result.tasks] == [("一、工业",), ("一、工业", "（一）装备")]
    assert [part.text for part in result.outside] == ["某市方案"]
    assert balance(result).balanced


def test_headings_of_the_notice_are_no_sections() -> None:
    """Between the notice's 二、 and the table stands the title of the annex."""
    source = extraction(table([ONCE, ("1", "甲", "甲局")]))
    source = _with_lines(source, "一、总体要求", "二、工作要求", "任务分解表", above={0: 3})
    result = repair(locate(source, synonyms()))
    assert result.tasks[0].section == ()
    assert len(result.outside) == 3


def test_headings_by_their_places_alone() -> None:
    """Where the reader gives no order, page and height do."""
    body = table([ONCE, ("1", "甲", "甲局")])
    cells = tuple(
        replace(
            cell, parts=tuple(replace(p, place=Place("t", 1, (0, 50, 9, 60))) for p in cell.parts)
        )
        for cell in body.cells
    )
    above = Part("一、工业", Place("t", 1, (0, 10, 9, 20)))
    below = Part("二、农业", Place("t", 1, (0, 90, 9, 99)))
    source = extraction(replace(body, cells=cells), outside=("一、工业", "二、农业"))
    result = repair(locate(replace(source, outside=(above, below)), synonyms()))
    assert result.tasks[0].section == ("一、工业",)
    assert result.outside == (below,)


def test_bodies_named_above_a_table_own_its_tasks() -> None:
    """责任单位：… above a table that has no such column; two labels are two owners."""
    source = extraction(
        table([("序号", "任务", "完成时限"), ("1", "甲", "6月"), ("2", "乙", "7月")])
    )
    source = _with_lines(source, "牵头单位：甲局", "配合单位：乙局", above={0: 2})
    result = repair(locate(source, synonyms()))
    assert {owner for *_, owner in _tasks(result)} == {"牵头单位：甲局；配合单位：乙局"}


def test_second_table_in_one_grid_has_its_own_columns() -> None:
    """A row of other labels begins another table; the title above it goes with it."""
    rows = [
        ("序号", "任务", "责任单位", ""),
        ("1", "甲", "甲局", ""),
        ("二、项目", "", "", ""),
        ("序号", "项目名称", "完成时限", "牵头单位"),
        ("1", "乙", "6月", "乙局"),
    ]
    located = locate(extraction(table(rows)), synonyms())
    assert [each.header_rows for each in located.task_tables] == [1, 4]
    result = repair(located)
    assert [(task.text, task.owner_text, task.deadline_text) for task in result.tasks] == [
        ("甲", "甲局", None),
        ("乙", "乙局", "6月"),
    ]
    assert result.tasks[1].section == ("二、项目",)


def test_table_of_another_kind_in_the_grid_is_outside() -> None:
    """Contacts below a blank row are no tasks, and are counted as outside text."""
    rows = [
        ONCE,
        ("1", "甲", "甲局"),
        ("", "", ""),
        ("单位", "姓名", "电话"),
        ("甲局", "张某", "123"),
    ]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert len(_tasks(result)) == 1
    assert [part.text for part in result.outside if part.text] == [
        *("单位", "姓名", "电话"),
        *("甲局", "张某", "123"),
    ]


def test_tasks_without_bodies_need_a_time_or_a_person() -> None:
    """责任人 instead of bodies: tasks, flagged; a budget is none."""
    result = repair(locate(extraction(table([("任务", "责任人"), ("甲", "张某")])), synonyms()))
    assert (result.tasks[0].persons, result.tasks[0].owner_text) == (("张某",), None)
    assert "owner_missing" in result.tasks[0].review_reasons


def test_mapping_of_a_person_is_told() -> None:
    """What document.toml maps, what it replaces, and what no table prints."""
    source = extraction(table([("内容", "谁", "责任单位"), ("甲", "张某", "甲局")]))
    given = {"谁": "person", "内容": "task", "没有": "note"}
    located = locate(source, synonyms(), given)
    assert located.extraction.notes == (
        "column 谁 is person: given in document.toml, used in table 1",
        "column 内容 is task instead of duty: given in document.toml, used in table 1",
        "column 没有 is note: given in document.toml, but no table prints it",
    )
    assert located.findings == ("columns of table 1: 内容 = task, 谁 = person, 责任单位 = owner",)
