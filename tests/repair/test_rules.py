"""The repair rules on the smallest tables that show each."""

from __future__ import annotations

import pytest

from pipeline.locate import locate
from pipeline.records import Repaired, Task
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import HEADER, extraction, repaired, synonyms, table


def _numbers(result: Repaired) -> list[str | None]:
    return [task.task_no for task in result.tasks]


def _rules(result: Repaired) -> set[str]:
    return {record.rule for record in result.repairs}


def _balanced(result: Repaired) -> bool:
    return balance(result).balanced


def test_heading_is_taken_apart() -> None:
    """Number and closing mark leave the title; the ledger still counts them."""
    result = repaired([("1．落实取消资质。", "宣贯。", "市公安局")])
    (task,) = result.tasks
    assert (task.item_no, task.item_title, task.text) == (1, "落实取消资质", "宣贯。")
    assert task.grade == "A"
    assert _balanced(result)


def test_merged_title_is_certain_and_blank_title_is_inferred() -> None:
    """A merged cell is not a blank that is filled down, and the records say so."""
    merged = repaired([("1．甲。", "一", "市公安局"), (None, "二", "市民政局")])
    blank = repaired([("1．甲。", "一", "市公安局"), ("", "二", "市民政局")])
    assert [task.item_title for task in merged.tasks + blank.tasks] == ["甲"] * 4
    assert _rules(merged) == {"merged_cell"}
    assert _rules(blank) == {"fill_down"}
    assert (merged.tasks[1].grade, blank.tasks[1].grade) == ("A", "B")


def test_orphan_begins_the_lost_item_and_takes_the_rows_below() -> None:
    """Blank titles below a lost heading are on the lost item, not on the one above."""
    rows = [
        ("19．甲。", "一", "市公安局"),
        ("", "", "市民政局、\n市财政局"),
        ("", "二", "市财政局"),
        ("21．乙。", "三", "市公安局"),
    ]
    result = repaired(rows)
    assert _numbers(result) == ["19.1", "20.1", "20.2", "21.1"]
    orphan, below = result.tasks[1:3]
    assert (orphan.item_title, orphan.text, orphan.text_lost) == (None, None, True)
    assert (below.item_title, below.item_title_lost, below.text) == (None, True, "二")
    assert "item_title_lost" in below.review_reasons
    assert orphan.owner_text == "市民政局、市财政局"
    assert "lost_number" in _rules(result)
    assert _balanced(result)


def test_orphan_without_missing_number_is_a_further_subtask() -> None:
    """12, orphan, 13: the orphan keeps the title of 12, its text is lost."""
    result = repaired(
        [("12．甲。", "一", "市公安局"), ("", "", "市民政局"), ("13．乙。", "二", "市公安局")]
    )
    assert _numbers(result) == ["12.1", "12.2", "13.1"]
    assert result.tasks[1].item_title == "甲"
    assert result.tasks[1].text_lost


def test_undecided_orphan_is_kept_flagged_and_lists_both_readings() -> None:
    """Two orphans and one missing number: the value stays empty, both readings are listed."""
    result = repaired(
        [
            ("15．甲。", "一", "市公安局"),
            ("", "", "市民政局"),
            ("", "", "市财政局"),
            ("17．乙。", "二", "市公安局"),
        ]
    )
    first, second = result.tasks[1:3]
    assert (first.item_no, first.task_no, first.item_title) == (None, None, None)
    assert any("goes on item 15 or begins item 16" in reason for reason in first.review_reasons)
    assert (second.item_no, second.subtask_no) == (16, None)
    assert [task.owner_text for task in result.tasks[1:3]] == ["市民政局", "市财政局"]
    assert _balanced(result)


def test_rest_of_an_owner_cell_behind_a_page_edge() -> None:
    """An orphan on a new page below an open 、 is the rest of that cell, not a row."""
    rows = [("66．甲。", "一", "市公安局、"), ("", "", "市民政局"), ("67．乙。", "二", "市公安局")]
    result = repaired(rows, seams=(2,))
    assert _numbers(result) == ["66.1", "67.1"]
    assert result.tasks[0].owner_text == "市公安局、市民政局"
    assert "owner_rest" in _rules(result)
    assert _balanced(result)


def test_open_owner_cell_without_page_edge_stays_apart() -> None:
    """The same rows without a page edge between them are two rows."""
    rows = [("66．甲。", "一", "市公安局、"), ("", "", "市民政局"), ("67．乙。", "二", "市公安局")]
    assert _numbers(repaired(rows)) == ["66.1", "66.2", "67.1"]


def test_number_needs_the_row_behind_the_page_edge() -> None:
    """Where a number is missing, the orphan below an open 、 is that item."""
    rows = [("66．甲。", "一", "市公安局、"), ("", "", "市民政局"), ("68．乙。", "二", "市公安局")]
    assert _numbers(repaired(rows, seams=(2,))) == ["66.1", "67.1", "68.1"]


def test_blank_row_leaves_a_record() -> None:
    """A row of blank cells is no task but is accounted for."""
    result = repaired([("1．甲。", "一", "市公安局"), ("", "", ""), ("2．乙。", "二", "市公安局")])
    assert _numbers(result) == ["1.1", "2.1"]
    assert "blank_row" in _rules(result)
    assert {d.name for d in result.destinations if d.row == 2} == {"blank_row"}


def test_repeated_header_is_removed() -> None:
    """The header printed again in the middle of the table is no task."""
    result = repaired([("1．甲。", "一", "市公安局"), HEADER, ("2．乙。", "二", "市公安局")])
    assert _numbers(result) == ["1.1", "2.1"]
    assert "repeated_header" in _rules(result)
    assert _balanced(result)


def test_a_repeated_header_under_a_seal_is_removed() -> None:
    """One cell has more print than the header, the others have its words."""
    under_seal = (*HEADER[:-1], f"{HEADER[-1]}某某县人民政府办公室")
    result = repaired([("1．甲。", "一", "市公安局"), under_seal, ("2．乙。", "二", "市公安局")])
    assert _numbers(result) == ["1.1", "2.1"]
    assert _balanced(result)


def test_neighbouring_orphans_are_flagged() -> None:
    """Two orphans that no number asks for may be one torn cell."""
    result = repaired(
        [
            ("36．甲。", "一", "市公安局"),
            ("", "", "市民政局"),
            ("", "", "市财政局"),
            ("37．乙。", "二", "市公安局"),
        ]
    )
    assert _numbers(result) == ["36.1", "36.2", "36.3", "37.1"]
    for task in result.tasks[1:3]:
        assert any(reason.startswith("may_be_one_row") for reason in task.review_reasons)


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((1, 2, 4), "number_missing"),
        ((1, 2, 2), "number_repeated"),
        ((1, 5, 3), "number_out_of_order"),
    ],
)
def test_faults_of_the_source_are_reported_not_renumbered(
    numbers: tuple[int, ...], code: str
) -> None:
    """A gap, a double or a step back stays as printed and is flagged."""
    result = repaired([(f"{n}．甲。", "一", "市公安局") for n in numbers])
    assert tuple(task.item_no for task in result.tasks) == numbers
    assert any(reason.startswith(code) for reason in result.tasks[-1].review_reasons)


def test_lost_number_is_given_where_the_sequence_proves_it() -> None:
    """A title without number between 15 and 17 is item 16."""
    result = repaired([(t, "一", "市公安局") for t in ("15．甲。", "乙。", "17．丙。")])
    assert _numbers(result) == ["15.1", "16.1", "17.1"]
    assert result.tasks[1].item_title == "乙"
    assert "lost_number" in _rules(result)


def test_table_without_numbers() -> None:
    """Where no number is printed, none is made up."""
    result = repaired(
        [("甲", "一", "市公安局"), (None, "二", "市公安局"), ("乙", "三", "市公安局")]
    )
    assert [(t.item_no, t.subtask_no, t.item_title) for t in result.tasks] == [
        (None, 1, "甲"),
        (None, 2, "甲"),
        (None, 1, "乙"),
    ]


def test_number_column_for_items() -> None:
    """A 序号 column that is merged with its item numbers the items."""
    result = repaired(
        [
            ("1", "甲", "一", "市公安局"),
            (None, None, "二", "市民政局"),
            ("2", "乙", "三", "市公安局"),
        ],
        header=("序号", "重点任务", "具体措施", "责任单位"),
    )
    assert [(t.task_no, t.item_title) for t in result.tasks] == [
        ("1.1", "甲"),
        ("1.2", "甲"),
        ("2.1", "乙"),
    ]
    assert _balanced(result)


def test_number_column_for_rows() -> None:
    """A 序号 column that numbers every row: each row is an item, the merged text its title."""
    result = repaired(
        [
            ("1", "甲", "一", "市公安局"),
            ("2", None, "二", "市民政局"),
            ("3", "乙", "三", "市公安局"),
        ],
        header=("序号", "重点任务", "具体措施", "责任单位"),
    )
    assert [(t.task_no, t.item_title) for t in result.tasks] == [
        ("1.1", "甲"),
        ("2.1", "甲"),
        ("3.1", "乙"),
    ]
    assert _balanced(result)


def test_numbers_of_two_levels() -> None:
    """1.1, 1.2, 2.1 in a number column are sub-tasks of items 1 and 2."""
    result = repaired(
        [("1.1", "一", "市公安局"), ("1.2", "二", "市民政局"), ("2.1", "三", "市公安局")],
        header=("序号", "工作任务", "责任单位"),
    )
    assert _numbers(result) == ["1.1", "1.2", "2.1"]
    assert _balanced(result)


def test_single_column_of_tasks() -> None:
    """Without a column of items the number goes off the task's text, and no title is lost."""
    result = repaired(
        [("1．完善机制。", "市公安局"), ("2．加强监管。", "市民政局")],
        header=("工作任务", "责任单位"),
    )
    assert [(t.task_no, t.item_title, t.text) for t in result.tasks] == [
        ("1.1", None, "完善机制。"),
        ("2.1", None, "加强监管。"),
    ]
    assert not any(task.item_title_lost for task in result.tasks)
    assert _balanced(result)


def test_lead_and_support_columns() -> None:
    """Several owner columns become one owner text with their labels."""
    result = repaired(
        [("1", "一", "市公安局", "市民政局、\n市财政局"), ("2", "二", "市公安局", "")],
        header=("序号", "工作任务", "牵头单位", "配合单位"),
    )
    assert [task.owner_text for task in result.tasks] == [
        "牵头单位：市公安局；配合单位：市民政局、市财政局",
        "牵头单位：市公安局",
    ]
    assert _balanced(result)


def test_owner_merged_over_rows_belongs_to_each() -> None:
    """A merged owner cell is repeated with its record; the ledger counts it once."""
    result = repaired([("1．甲。", "一", "市公安局"), (None, "二", None)])
    assert [task.owner_text for task in result.tasks] == ["市公安局", "市公安局"]
    assert _balanced(result)


def test_section_rows() -> None:
    """A heading over the whole width becomes the section; numbers may restart below it."""
    rows: list[tuple[str | None, ...]] = [
        ("一、总体", "", ""),
        ("1．甲。", "一", "市公安局"),
        ("2．乙。", "二", "市公安局"),
        ("二、保障", "", ""),
        ("1．丙。", "三", "市公安局"),
    ]
    result = repaired(rows)
    assert [task.section for task in result.tasks] == [("一、总体",), ("一、总体",), ("二、保障",)]
    assert _numbers(result) == ["一、1.1", "一、2.1", "二、1.1"]
    assert _balanced(result)


def test_ditto_marks() -> None:
    """同上 stands for the cell above it; the mark is accounted for."""
    result = repaired(
        [("1．甲。", "一", "市公安局"), ("同上", "二", "〃"), ("2．乙。", "三", "市民政局")]
    )
    assert [(t.task_no, t.item_title, t.owner_text) for t in result.tasks] == [
        ("1.1", "甲", "市公安局"),
        ("1.2", "甲", "市公安局"),
        ("2.1", "乙", "市民政局"),
    ]
    assert "ditto" in _rules(result)
    assert _balanced(result)


def test_note_inside_the_task_of_a_table_without_owner_column() -> None:
    """（责任单位：…） goes to the owner text and out of the text."""
    result = repaired(
        [
            ("1", "完善机制。（责任单位：市公安局、市民政局）"),
            ("2", "加强监管。（牵头单位：市司法局；配合单位：市财政局）"),
        ],
        header=("序号", "工作任务"),
    )
    assert [(t.text, t.owner_text) for t in result.tasks] == [
        ("完善机制。", "市公安局、市民政局"),
        ("加强监管。", "牵头单位：市司法局；配合单位：市财政局"),
    ]
    assert "owner_note" in _rules(result)
    assert _balanced(result)


def test_note_beside_an_empty_owner_cell() -> None:
    """Where the owner column is blank, the note in the text is the owner."""
    result = repaired(
        [("1．甲。", "完善机制。（责任单位：市公安局）", ""), ("2．乙。", "二", "市民政局")]
    )
    assert [t.owner_text for t in result.tasks] == ["市公安局", "市民政局"]
    assert _balanced(result)


def test_row_that_names_the_bodies_of_the_rows_below() -> None:
    """责任单位：… over the whole width holds for each row down to the next one."""
    result = repaired(
        [
            ("责任单位：市公安局", ""),
            ("1", "一"),
            ("2", "二"),
            ("责任单位：市民政局", ""),
            ("3", "三"),
        ],
        header=("序号", "工作任务"),
    )
    assert [(t.task_no, t.text, t.owner_text) for t in result.tasks] == [
        ("1.1", "一", "市公安局"),
        ("2.1", "二", "市公安局"),
        ("3.1", "三", "市民政局"),
    ]
    assert _balanced(result)


def test_persons_are_a_list_apart_from_the_bodies() -> None:
    """张　三、李四 in a column of persons are two persons; a merged cell repeats them."""
    result = repaired(
        [("1．甲。", "一", "市公安局", "张　三、李四"), (None, "二", "市民政局", None)],
        header=(*HEADER, "责任领导"),
    )
    assert [task.persons for task in result.tasks] == [("张三", "李四"), ("张三", "李四")]
    assert _balanced(result)


def test_missing_owner_is_flagged() -> None:
    """A row without owner is kept and flagged; nothing is filled in."""
    result = repaired([("1．甲。", "一", "市公安局"), ("2．乙。", "二", "")])
    assert result.tasks[1].owner_text is None
    assert "owner_missing" in result.tasks[1].review_reasons


def test_columns_without_a_field_are_outside_text() -> None:
    """A remark column is declared outside, and each of its cells says where it went."""
    result = repaired([("1．甲。", "一", "市公安局", "试点")], header=(*HEADER, "备注"))
    assert "试点" in [part.text for part in result.outside]
    assert {d.name for d in result.destinations if d.column == 3 and d.row == 1} == {"note"}
    assert _balanced(result)


def test_rows_over_several_tables_count_on() -> None:
    """A second table with the same header goes on; row numbers run through the document."""
    first = table([HEADER, ("1．甲。", "一", "市公安局")])
    second = table([HEADER, ("2．乙。", "二", "市民政局")], index=1)
    result = repair(locate(extraction(first, second), synonyms()))
    assert [(task.row_no, task.task_no) for task in result.tasks] == [(1, "1.1"), (2, "2.1")]
    assert _balanced(result)


def test_every_cell_has_one_destination() -> None:
    """No cell of a task table is without a destination, and none has two."""
    rows: list[tuple[str | None, ...]] = [
        ("一、总体", "", ""),
        ("1．甲。", "一", "市公安局"),
        (None, "二", None),
        ("", "", "市民政局"),
        ("", "", ""),
        HEADER,
    ]
    result = repaired(rows)
    cells = result.located.extraction.tables[0].cells
    seen = sorted((d.row, d.column) for d in result.destinations)
    assert seen == sorted((cell.row, cell.column) for cell in cells)


def test_tasks_are_frozen_records() -> None:
    """Tasks carry the places of their printed cells."""
    result = repaired([("1．甲。", "一", "市公安局")])
    assert isinstance(result.tasks[0], Task)
    assert [place.column for place in result.tasks[0].places] == [0, 1, 2]
