"""Which tables are task tables, and what their columns mean."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.locate import locate
from pipeline.records import Cell, Part, Place, Table
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import HEADER, extraction, synonyms, table


def _meanings(*header: str) -> list[str]:
    located = locate(extraction(table([header, ["x"] * len(header)])), synonyms())
    return [column.meaning for column in located.task_tables[0].columns]


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (HEADER, ["item", "task", "owner"]),
        (("序号", "重点任务", "责任单位"), ["number", "task", "owner"]),
        (("序号", "重点任务", "具体措施", "责任部门"), ["number", "item", "task", "owner"]),
        (("责任单位", "工作任务", "序号"), ["owner", "task", "number"]),
        (
            ("类别", "重点任务", "工作内容", "牵头单位", "配合单位"),
            ["section", "item", "task", "lead", "support"],
        ),
        (
            ("序 号", "任 务\n分 解", "责任单位（部门）", "完成时限："),
            ["number", "task", "owner", "deadline"],
        ),
        (
            ("任务", "牵头领导", "牵头单位", "配合(责任)单位", "备注"),
            ["task", "person", "lead", "support", "note"],
        ),
        (("任务", "责任单位/部门", "天气"), ["task", "owner", "note"]),
        (
            ("2023年度任务", "市级牵头部门", "协同配合单位", "计划完成时间"),
            ["task", "lead", "support", "deadline"],
        ),
        (("民生实事", "牵头单位及责任单位", "分管市领导"), ["task", "owner", "person"]),
        (("改革任务", "我市工作措施", "市牵头单位", "责任处室"), ["item", "task", "lead", "note"]),
    ],
)
def test_column_meanings(header: tuple[str, ...], meanings: list[str]) -> None:
    """By label, in any order, never by position."""
    assert _meanings(*header) == meanings


def test_header_below_a_title_row() -> None:
    """The header need not be the first row."""
    located = locate(
        extraction(table([("附件2", "", ""), HEADER, ("1．甲", "一", "市公安局")])), synonyms()
    )
    assert located.task_tables[0].header_rows == 2


def test_header_of_two_rows() -> None:
    """责任单位 merged over 牵头 and 配合: the lower label decides."""
    cells = []
    for row, column, rows, columns, text in [
        (0, 0, 2, 1, "序号"),
        (0, 1, 2, 1, "工作任务"),
        (0, 2, 1, 2, "责任单位"),
        (1, 2, 1, 1, "牵头"),
        (1, 3, 1, 1, "配合"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "一"),
        (2, 2, 1, 1, "市公安局"),
        (2, 3, 1, 1, "市民政局"),
    ]:
        cells.append(Cell(row, column, rows, columns, text, (Part(text, Place("t")),)))
    located = locate(extraction(Table(0, 3, 4, tuple(cells))), synonyms())
    (found,) = located.task_tables
    assert found.header_rows == 2
    assert [column.meaning for column in found.columns] == ["number", "task", "lead", "support"]


def test_header_of_two_rows_without_vertical_merges() -> None:
    """The second row repeats no cell but names the owner columns more closely."""
    rows = [
        ("序号", "工作任务", "责任单位", ""),
        ("", "", "牵头", "配合"),
        ("1", "一", "甲局", "乙局"),
    ]
    located = locate(extraction(table(rows)), synonyms())
    (found,) = located.task_tables
    assert found.header_rows == 2
    assert [column.meaning for column in found.columns] == ["number", "task", "lead", "support"]


def test_repeated_header_below_the_header_is_no_second_row() -> None:
    """A header printed twice is a header and a repetition, which repair takes out by name."""
    located = locate(extraction(table([HEADER, HEADER, ("1．甲", "一", "市公安局")])), synonyms())
    assert [column.label for column in located.task_tables[0].columns] == list(HEADER)


def test_transposed_table() -> None:
    """Labels in the first column, a task in each further one: read with rows and columns turned."""
    rows = [("序号", "1", "2"), ("工作任务", "一", "二"), ("责任单位", "甲局", "乙局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert [(t.task_no, t.text, t.owner_text) for t in result.tasks] == [
        ("1.1", "一", "甲局"),
        ("2.1", "二", "乙局"),
    ]
    fields = {(d.row, d.column): d.name for d in result.destinations}
    assert fields[1, 2] == "text"
    assert fields[2, 0] == "header"
    assert balance(result).balanced


def test_other_tables_are_named_with_the_reason() -> None:
    """A table of contacts beside the task table is outside, and says why."""
    contacts = table([("姓名", "电话"), ("张三", "1234")], index=1)
    located = locate(extraction(table([HEADER, ("1．甲", "一", "市公安局")]), contacts), synonyms())
    assert [each.table.index for each in located.task_tables] == [0]
    assert "姓名 | 电话" in located.others[1]


def test_continuation_without_header() -> None:
    """A second table of as many columns that goes on with a number keeps the columns."""
    first = table([HEADER, ("1．甲", "一", "市公安局")])
    second = table([("2．乙", "二", "市民政局")], index=1)
    located = locate(extraction(first, second), synonyms())
    assert [each.header_rows for each in located.task_tables] == [1, 0]


def test_names_given_by_a_person_win() -> None:
    """A column that no synonym knows is named in document.toml."""
    odd = extraction(table([("要干啥", "谁来干"), ("一", "市公安局")]))
    located = locate(odd, synonyms(), {"要干啥": "task", "谁来干": "owner"})
    assert [column.meaning for column in located.task_tables[0].columns] == ["task", "owner"]


def test_no_table() -> None:
    """A file without any table says so."""
    with pytest.raises(SourceError) as error:
        locate(extraction(outside=["通知"]), synonyms())
    assert error.value.code == "no_table"


def test_no_task_table() -> None:
    """A file with other tables only shows their first rows."""
    with pytest.raises(SourceError, match="姓名") as error:
        locate(extraction(table([("姓名", "电话")])), synonyms())
    assert error.value.code == "no_task_table"


def test_shipped_synonyms_are_sound() -> None:
    """Every meaning of the shipped list is one that the code knows; no label stands twice."""
    known = {"number", "item", "duty", "task", "owner", "lead", "support", "deadline", "person"}
    known |= {"section", "note", "goal", "office", "problem"}
    assert set(synonyms().values()) <= known


def test_work_shared_out_beside_bodies_is_the_task() -> None:
    """工作分工 heads bodies, but what they do where 责任部门 stands beside it."""
    rows = [["工作分工", "责任部门"], ["灯会现场秩序维护。", "市公安局"]]
    (found,) = locate(extraction(table(rows)), synonyms()).task_tables
    assert [column.meaning for column in found.columns] == ["task", "owner"]
    rows = [["重点任务", "工作分工"], ["灯会现场秩序维护。", "市公安局"]]
    (found,) = locate(extraction(table(rows)), synonyms()).task_tables
    assert [column.meaning for column in found.columns] == ["task", "owner"]
