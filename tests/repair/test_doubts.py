"""What recognition doubts in a cell is a doubt of every task of its rows."""

from __future__ import annotations

from dataclasses import replace

from pipeline.locate import locate
from pipeline.records import Extraction, Repaired, Table
from pipeline.repair import repair
from tables import HEADER, extraction, synonyms, table

ROWS = (
    ("1．落实宣告。", "公告宣贯。", "市公安局、市消防救援支队"),
    (None, "规范服务。", "市民政局"),
)


def _doubted(made: Table, row: int, column: int, *doubts: tuple[int, float]) -> Table:
    cells = tuple(
        replace(
            cell,
            parts=(replace(cell.parts[0], confidence=min(c for _, c in doubts), doubts=doubts),),
        )
        if (cell.row, cell.column) == (row, column)
        else cell
        for cell in made.cells
    )
    return replace(made, cells=cells)


def _read(made: Table) -> Repaired:
    read: Extraction = extraction(made)
    return repair(locate(read, synonyms()))


def _table() -> Table:
    return table([HEADER, *ROWS])


def test_a_text_without_doubt_is_as_before() -> None:
    assert [task.review_reasons for task in _read(_table()).tasks] == [(), ()]


def test_a_doubtful_character_flags_its_task_and_says_where() -> None:
    found = _read(_doubted(_table(), 1, 1, (2, 0.41)))
    assert found.tasks[0].review_reasons == ("recognition_doubtful: text: 公告[宣]贯。 0.41",)
    assert found.tasks[0].grade == "C"
    assert found.tasks[1].review_reasons == ()


def test_signs_that_nobody_prints_amid_chinese_flag_their_task() -> None:
    """A font that tells ¯ and a control code for 政, as some programs leave it behind."""
    rows = (
        ("1．落实宣告。", "公告宣贯。", "市财¯局、市\x80府办公室"),
        (None, "规范服务。", "市民政局"),
    )
    found = _read(table([HEADER, *rows]))
    reasons = [task.review_reasons for task in found.tasks]
    assert reasons[0][0].startswith("recognition_doubtful: owner_text: 市财[¯]局、市 0.00")
    assert reasons[1] == ()


def test_texts_that_make_no_words_flag_their_tasks() -> None:
    """A font of the tasks that names other common characters; the owners' font is true."""
    text = "进一步完善公共服务体系，加强基层组织建设，推动经济社会发展，保障人民群众生活。"
    true = [(f"{n}．落实。", f"第{n}项：{text}", "市民政局") for n in range(1, 7)]
    used = sorted(set(text) - set("，。"))
    other = str.maketrans(dict(zip(used, used[5:] + used[:5], strict=True)))
    false = [(number, said.translate(other), owner) for number, said, owner in true]
    assert {task.review_reasons for task in _read(table([HEADER, *true])).tasks} == {()}
    for task in _read(table([HEADER, *false])).tasks:
        assert [reason.split(":")[0] for reason in task.review_reasons] == ["text_doubtful"]
        assert task.grade == "C"


def test_a_cell_of_which_it_is_doubtful_what_belongs_to_it_flags_its_task() -> None:
    made = _table()
    cells = [replace(c, doubt="why") if (c.row, c.column) == (2, 1) else c for c in made.cells]
    found = _read(replace(made, cells=tuple(cells)))
    assert [task.review_reasons for task in found.tasks] == [(), ("layout_doubtful: text: why",)]
    assert found.tasks[1].grade == "C"


def test_a_merged_cell_flags_all_its_rows() -> None:
    found = _read(_doubted(_table(), 1, 0, (3, 0.6)))
    assert [task.review_reasons for task in found.tasks] == [
        ("recognition_doubtful: item_title: 1．落[实]宣告。 0.60",)
    ] * 2


def test_owner_doubts_count_the_characters_of_the_owner_text() -> None:
    found = _read(_doubted(_table(), 1, 2, (8, 0.3)))
    assert found.tasks[0].owner_text is not None
    [(at, confidence)] = found.tasks[0].owner_doubts
    assert (found.tasks[0].owner_text[at], confidence) == ("救", 0.3)


def test_a_line_feed_of_the_cell_is_no_character_of_the_owner_text() -> None:
    rows = (("1．落实宣告。", "公告宣贯。", "市公安局、\n市消防救援支队"),)
    found = _read(_doubted(table([HEADER, *rows]), 1, 2, (9, 0.3)))
    [(at, _)] = found.tasks[0].owner_doubts
    assert str(found.tasks[0].owner_text)[at] == "救"


def test_owners_of_two_columns_are_found_behind_their_labels() -> None:
    made = table([("任务", "牵头单位", "配合单位"), ("公告宣贯。", "市公安局", "市民政局")])
    found = _read(_doubted(made, 1, 2, (1, 0.5)))
    [(at, _)] = found.tasks[0].owner_doubts
    assert str(found.tasks[0].owner_text)[at - 1 : at + 2] == "市民政"


def test_print_that_was_not_recognised_is_a_doubt() -> None:
    """An empty cell with marks in it is not silently empty."""
    made = table([HEADER, ("1．落实宣告。", "", "市公安局")])
    [task] = _read(_doubted(made, 1, 1, (0, 0.0))).tasks
    assert "recognition_doubtful: text: [unread print] 0.00" in task.review_reasons


def test_many_doubts_are_counted() -> None:
    doubts = tuple((at, 0.5) for at in range(5))
    [first, _] = _read(_doubted(_table(), 1, 1, *doubts)).tasks
    assert first.review_reasons[0].endswith("and 1 more")


def test_a_doubtful_header_flags_no_task() -> None:
    assert not any(task.review_reasons for task in _read(_doubted(_table(), 0, 0, (0, 0.5))).tasks)


def _beside(*rows: tuple[str, ...]) -> Repaired:
    read = extraction(_table(), replace(table([("区县", "补助"), *rows]), index=1))
    return repair(locate(read, synonyms()))


def test_long_texts_in_a_table_that_is_none_of_tasks_flag_every_task() -> None:
    """Columns that were lost have such texts: who reads the rows must know of them."""
    lost = "完善消防安全责任体系并组织开展年度考核。"
    found = _beside(*[(f"{n}", f"{n}.{lost}") for n in range(3)])
    why = "66 of 66 characters of long cells are in no task (table 2)"
    assert [task.review_reasons[-1] for task in found.tasks] == [
        f"layout_doubtful: table: {why}"
    ] * 2
    assert {task.grade for task in found.tasks} == {"C"}
    assert why in found.located.findings


def test_short_texts_in_another_table_flag_nothing() -> None:
    found = _beside(*[(f"{n}区", "120万元") for n in range(9)])
    assert [task.review_reasons for task in found.tasks] == [(), ()]


def test_rows_of_long_texts_above_the_header_flag_every_task() -> None:
    """A title stands alone in its row; two texts longer than labels are a task that was lost."""
    lost = ("7．推进公立医院高质量发展。", "县域内就诊率稳定在百分之九十以上。", "市财政局")
    head = (("任务分解表：年度重点工作责任分工", "", ""), HEADER, *ROWS)
    assert [task.review_reasons for task in _read(table(head)).tasks] == [(), ()]
    found = _read(table([lost, HEADER, *ROWS]))
    why = "layout_doubtful: table: 1 rows with long texts are read as header (table 1)"
    assert {task.review_reasons for task in found.tasks if task.text != lost[1]} == {(why,)}


def test_a_doubt_of_a_section_is_one_of_all_its_tasks() -> None:
    """The section stands in a row above them, and so does a title that rows below go on with."""
    rows = [
        ("类别", "任务项目", "任务分解", "责任单位"),
        ("稳增长", "1．落实宣告。", "公告宣贯。", "市公安局"),
        ("", "", "规范服务。", "市民政局"),
        ("", "2．改善环境。", "拓宽道路。", "市民政局"),
        ("促改革", "3．简化办理。", "下放事项。", "市公安局"),
    ]
    section, title = (_read(_doubted(table(rows), 1, column, (1, 0.41))) for column in (0, 1))
    flagged = [
        [any("recognition_doubtful" in why for why in task.review_reasons) for task in each.tasks]
        for each in (section, title)
    ]
    assert flagged == [[True, True, True, False], [True, True, False, False]]
