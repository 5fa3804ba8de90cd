"""Is the first row of a page the rest of the row before it? Small rows, one trait each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.habits import Habits, learn_habits
from pipeline.extract.pdf.merged_seams import goes_on, merged_alike, merged_over_edge
from pipeline.extract.pdf.seams import Verdict, judge_row
from pipeline.extract.pdf.text import Block, Line, begins_with_number

SIZE, PITCH, PAD = 10.0, 15.0, 2.0
WIDTHS = (8, 12, 12)  # characters in a line of each column


def row(*texts: str, spans: tuple[int, ...] = (1, 1, 1), deep: int = 0) -> list[PageCell]:
    """A row as one page shows it: ``/`` parts its lines, ``deep`` adds room below."""
    lines = [text.split("/") if text else [] for text in texts]
    height = 2 * PAD + PITCH * (max(1, *map(len, lines)) + deep)
    cells = []
    x = 0.0
    for column, (column_lines, width) in enumerate(zip(lines, WIDTHS, strict=True)):
        right = x + width * SIZE + 2 * PAD
        set_lines = tuple(
            Line(
                text,
                x + PAD,
                PAD + PITCH * n,
                x + PAD + SIZE * len(text),
                PAD + PITCH * n + SIZE,
                SIZE,
            )
            for n, text in enumerate(column_lines)
        )
        block = Block(set_lines, (x, 0, right, height))
        cells.append(PageCell(0, column, spans[column], 1, block))
        x = right
    return cells


COMPLETE = [
    row("1．取消资质许可。", "落实国家关于取消消防技术/服务机构资质许可的规定。", "市消防救援支队"),
    row("2．发挥市场作用。", "鼓励入驻网上中介服务超市/。", "市政务服务数据管理局"),
    row("3．统一平台管理。", "执业情况纳入消防技术服务/系统。", "市消防救援支队、市民政局"),
    row("4．加强活动监管。", "办理登记后推送信息。", "市市场监督管理局"),
    row("5．先行承诺审批。", "全面推行告知承诺制，办理/营业执照即可开业。", "市住房城乡建设局"),
    row("6．压缩审批时限。", "检查时限压缩至五个工作日/。", "市消防救援支队、市公安局"),
    row("7．一网通办。", "依托一体化政务服务平台。", "市政务服务数据管理局"),
    row("8．监管检验机构。", "强化主体责任，严厉打击非/法认证行为。", "市市场监督管理局"),
]
HABITS = learn_habits([cell for cells in COMPLETE for cell in cells], COMPLETE)


def judge(
    upper: list[PageCell], lower: list[PageCell], habits: Habits = HABITS, room: float = 5
) -> Verdict:
    return judge_row(upper, lower, habits, room_on_page=room, border_is_open=False)


CUT = row("9．联合抽查。", "市场监管部门按照职责分工/依法依规对生产、流通领域", "市市场监督管理局")


def test_a_text_cut_in_mid_sentence_goes_on() -> None:
    verdict = judge(CUT, row("", "的产品实施监督管理。", ""))
    assert verdict.joined
    assert verdict.evidence


def test_only_the_owner_cell_goes_on_within_a_name() -> None:
    upper = row("9．联合抽查。", "开展抽查。", "市消防救援支队、市住房城")
    assert judge(upper, row("", "", "乡建设局")).joined


def test_the_item_cell_goes_on_too() -> None:
    upper = row("9．开展消防安全信", "依托信息信用共享平台相关", "市消防救援支队、市住房城")
    assert judge(upper, row("用评定。", "数据，建立信用体系。", "乡建设局、市民政局")).joined


def test_an_orphan_after_a_complete_row_is_a_row() -> None:
    upper = row("9．联合抽查。", "开展联合抽查。", "市消防救援支队")
    verdict = judge(upper, row("", "", "市应急管理局、/市消防救援支队"))
    assert not verdict.joined


def test_an_orphan_after_an_owner_cell_that_fills_its_line_is_a_row() -> None:
    """The line is full by chance: it ends as names do, and the next begins as names do."""
    upper = row("9．联合抽查。", "开展联合抽查。", "市消防救援支队、市公安局")
    assert not judge(upper, row("", "", "市市场监督管理局")).joined


def test_a_number_begins_a_row_whatever_else_is_said() -> None:
    verdict = judge(CUT, row("10．联合执法。", "的产品实施监督管理。", "市民政局"))
    assert (verdict.joined, verdict.decided) == (False, True)


def test_a_row_under_a_merged_item_is_a_row() -> None:
    upper = row("9．联合抽查。", "开展联合抽查。", "市消防救援支队", spans=(2, 1, 1))
    assert not judge(upper, row("", "落实联合整治。", "市民政局")).joined


def test_a_row_with_room_below_its_text_was_complete() -> None:
    upper = row("9．联合抽查。", "依法依规对生产、流通领域", "市民政局", deep=4)
    tight = row("9．联合抽查。", "依法依规对生产、流通领域", "市民政局")
    lower = row("", "的产品实施监督管理。", "")
    assert judge(upper, lower).score < judge(tight, lower).score - 2


def test_room_on_the_page_speaks_against_a_cut() -> None:
    lower = row("", "的产品实施监督管理。", "")
    assert judge(CUT, lower, room=100).score < judge(CUT, lower, room=5).score - 4


def test_a_mark_that_cannot_begin_a_cell_speaks_for_a_cut() -> None:
    plain, marked = row("", "产品实施监督管理。", ""), row("", "，产品实施监督管理。", "")
    assert judge(CUT, marked).score > judge(CUT, plain).score + 3


def test_a_bracket_that_closes_on_the_next_page_speaks_for_a_cut() -> None:
    opened = row("9．抽查。", "市场监管部门（含派出机构", "市民政局")
    assert judge(opened, row("", "在内）实施监督管理。", "")).score > (
        judge(opened, row("", "在内实施监督管理。", "")).score + 3
    )


def test_a_list_that_ends_in_a_pause_goes_on() -> None:
    upper = row("9．抽查。", "开展抽查。", "市消防救援支队、")
    assert judge(upper, row("", "", "市民政局")).score > (
        judge(row("9．抽查。", "开展抽查。", "市消防救援支队"), row("", "", "市民政局")).score + 2
    )


def test_rows_of_other_columns_are_never_joined() -> None:
    lower = row("", "的产品实施监督管理。", "")[:2]
    assert not judge(CUT, lower).joined


def test_a_row_of_which_no_cell_goes_on_is_not_cut() -> None:
    verdict = judge(row("9．抽查。", "开展抽查。", ""), row("", "", "市民政局"))
    assert (verdict.joined, verdict.decided) == (False, True)


def test_two_rows_with_the_cells_of_one_are_one() -> None:
    """The text had no room for a first line above the edge: nothing of it stands there."""
    verdict = judge(
        row("9．抽查。", "", "市民政局"), row("", "按照职责分工依法/依规监督管理。", "")
    )
    assert verdict.joined
    short = judge(row("9．抽查。", "", "市民政局"), row("", "监督管理。", ""))
    assert not short.joined


def test_two_lines_have_no_room_where_no_white_is_left_around_them() -> None:
    upper = row("9．抽查。", "", "市民政局", deep=1)
    assert judge(upper, row("", "按照职责分工依法/依规监督管理。", "")).joined


def test_what_is_not_decided_is_kept_apart_and_said() -> None:
    """A full last line and no word on how sentences end or which names there are."""
    upper = row("抽查", "开展抽查", "甲乙丙丁戊己庚辛壬癸子丑")
    verdict = judge(upper, row("", "落实整治", "寅卯"), learn_habits([], []))
    assert (verdict.joined, verdict.decided) == (False, False)


def test_rates_of_a_long_table_are_those_of_all_its_parts() -> None:
    """Of very many cells some are weighed, from the whole table; names are known from all."""
    plain, numbered = row("抽查。", "开展抽查", "甲局"), row("1．抽查。", "整治。", "乙局")
    last = row("抽查。", "开展抽查", "丙局")
    rows = [plain] * 3000 + [numbered] * 1000 + [last]
    habits = learn_habits([cell for cells in rows for cell in cells], rows)
    first, second, owners = (habits.columns[n, 1] for n in range(3))
    assert first.number == pytest.approx(0.25, abs=0.01)
    assert second.ends["sentence"] == pytest.approx(0.25, abs=0.01)
    assert "丙局" in habits.names
    assert "丙局" in owners.texts
    assert habits.rows == 4001


def test_a_merged_cell_goes_on_where_its_rest_is_empty_over_rows() -> None:
    item = row("9．联合抽查。", "甲。", "乙", spans=(3, 1, 1))[0]
    empty = row("", "", "")[0]
    merged = row("", "", "", spans=(2, 1, 1))[0]
    assert goes_on(item, merged, HABITS)
    assert not goes_on(item, empty, HABITS)
    assert not goes_on(empty, merged, HABITS)
    assert goes_on(empty, merged, HABITS, begun=True)


def test_a_merged_cell_goes_on_where_only_it_has_no_border() -> None:
    item, rest = row("9．抽查。", "甲。", "乙")[0], row("", "", "")[0]
    bare = PageCell(0, 0, 1, 1, item.block, open_bottom=True)
    assert goes_on(bare, rest, HABITS, border_beside=True)
    assert not goes_on(bare, rest, HABITS)


def test_the_next_item_is_no_rest_of_a_merged_one() -> None:
    item = row("9．开展消防安全信", "甲。", "乙", spans=(3, 1, 1))[0]
    assert not goes_on(item, row("10．评定。", "", "")[0], HABITS)


@pytest.mark.parametrize(
    "text",
    ["1．落实", "12. 落实", "3、落实", "一、落实", "（二）落实", "(3)落实", "①落实", "7", "第三条"],
)
def test_printed_numbers(text: str) -> None:
    assert begins_with_number(text)


@pytest.mark.parametrize("text", ["2021年底前", "1.5亿元", "100%以上", "一网通办", "落实1．"])
def test_what_is_no_printed_number(text: str) -> None:
    assert not begins_with_number(text)


def _merged(text: str, *, is_open: bool = False) -> PageCell:
    cell = row(text, "", "", spans=(2, 1, 1))[0]
    return PageCell(0, 0, 2, 1, cell.block, open_bottom=is_open)


def test_an_empty_merged_cell_that_nothing_closes_has_its_text_on_the_next_page() -> None:
    """A spreadsheet prints a centred text where the longer part of the cell is."""
    below = _merged("9．联合抽查。")
    assert goes_on(_merged("", is_open=True), below, HABITS, border_beside=True)
    assert not goes_on(_merged(""), below, HABITS, border_beside=True)


def test_texts_that_end_with_a_bracket_tell_one_that_does_not() -> None:
    """In each cell the bodies stand in a bracket at the end."""
    whole = [
        row(f"{n}．工作。", f"落实第{n}项改革任务并按期完成/。（市公安局）", "")
        for n in "一二三四五六七八"
    ]
    habits = learn_habits([cell for cells in whole for cell in cells], whole)
    upper = row("九．工作。", "推进农村宅基地制度改革规范/开展登记稳慎推进农村宅基地", "")
    assert judge(upper, row("", "改革。（市民政局）", ""), habits).joined


def test_a_list_that_counts_on_over_the_seam_is_one_cell() -> None:
    """1. above and 2. below: all lists of the column begin with 1."""
    whole = [row(f"{n}任务。", f"1．健全{n}类机制。/2．规范服务。", "市公安局") for n in "甲乙丙丁"]
    habits = learn_habits([cell for cells in whole for cell in cells], whole)
    upper = row("戊任务。", "1．健全工作机制。", "市公安局")
    assert judge(upper, row("", "2．规范服务。", ""), habits).joined
    assert not judge(upper, row("", "1．规范服务。", "市民政局"), habits).joined


def test_a_number_that_counts_from_row_to_row_begins_a_row() -> None:
    whole = [row("任务。", f"{n}．健全工作机制。", "市公安局") for n in range(1, 7)]
    habits = learn_habits([cell for cells in whole for cell in cells], whole)
    assert not judge(row("", "7．健全机制。", "市公安局"), row("", "8．规范。", ""), habits).joined


def in_the_middle(cells: list[PageCell]) -> list[PageCell]:
    """A row with each text as far from the upper border of its cell as from the lower."""
    moved = []
    for cell in cells:
        lines, box = cell.block.lines, cell.block.box
        down = (box[3] - lines[-1].bottom - lines[0].top) / 2 if lines else 0.0
        lines = tuple(
            line._replace(top=line.top + down, bottom=line.bottom + down) for line in lines
        )
        moved.append(replace(cell, block=Block(lines, box)))
    return moved


def test_an_owner_at_the_top_where_others_stand_in_the_middle_is_that_of_a_cut_row() -> None:
    """The row is cut between two paragraphs, and that each cell ends with 。 says nothing."""
    tall = [
        row(f"{n}．管理。", "开展执法。/开展检查。/开展培训。", "市公安局") for n in range(1, 9)
    ]
    upper = row("9．抽查。", "开展抽查。/公布结果。/限期整改。", "市公安局")
    lower = row("", "开展复查。", "")
    for rows, at_top in ((list(map(in_the_middle, tall)), True), (tall, False)):
        habits = learn_habits([cell for cells in rows for cell in cells], rows)
        said = any("at the top" in words for words in judge(upper, lower, habits).evidence)
        assert said == at_top
        verdict = judge(in_the_middle(upper), lower, habits)
        assert not any("at the top" in words for words in verdict.evidence)


def test_a_number_in_the_middle_of_a_cut_row_may_stand_below_the_cut() -> None:
    """No border is drawn at the seam, and no other row lacks a number."""
    upper = row("", "依法依规对生产、流通领域", "")
    lower = row("9．联合抽查。", "的产品实施监督管理。", "市市场监督管理局")

    headings = [row("一、总体要求", "", ""), row("二、主要任务", "", "")]
    for rows in (COMPLETE, COMPLETE + headings):
        habits = learn_habits([cell for cells in rows for cell in cells], rows)
        open_border = judge_row(upper, lower, habits, room_on_page=5, border_is_open=True)
        assert open_border.joined
        closed = judge(upper, lower, habits)
        assert (closed.joined, closed.decided) == (False, False)
    blanks = [row("", "落实整治。", "")] * 4
    habits = learn_habits([c for cells in COMPLETE + blanks for c in cells], COMPLETE + blanks)
    assert judge(upper, lower, habits).decided


def test_all_but_a_text_in_the_middle_of_a_cut_row_stands_below_the_cut() -> None:
    """The more columns, the less is it a row of its own that has one text."""
    whole = [row(f"{n}．", f"落实第{n}项改革任务。", f"{n}月底前") for n in range(1, 9)]
    wide = [[*cells, *(replace(c, column=c.column + 3) for c in cells[2:])] for cells in whole]
    habits = learn_habits([cell for cells in wide for cell in cells], wide)
    upper, lower = (
        row("", "依法依规对生产、流通领域", ""),
        row("9．", "的产品监督管理。", "9月底前"),
    )
    for cells in (upper, lower):
        cells.append(replace(cells[2], column=5))
    assert judge_row(upper, lower, habits, room_on_page=5, border_is_open=True).joined


def item_rows() -> list[list[PageCell]]:
    """Rows of a table in which each number and title is merged over two."""
    rows = []
    for number, title in enumerate(("取消许可", "统一平台", "压缩时限", "监管机构", "联合抽查"), 1):
        first = row(f"{number}", title, "落实取消许可的规定。", spans=(2, 2, 1))
        second = row("", "", "开展专项检查工作。")[2:]
        rows += [
            [replace(cell, row=2 * number - 1) for cell in first],
            [replace(cell, row=2 * number) for cell in second],
        ]
    return rows


def over_edge(upper: list[PageCell], lower: list[PageCell]) -> set[int]:
    """The columns in which the cells above and below an edge between items are one."""
    rows = item_rows()
    cells = tuple(cell for cells in rows for cell in cells)
    body = Fragment(1, (0, 84, 208, 332), tuple(20.0 * n for n in range(13)), cells)
    above = {(cell.column, cell.column_span): (cell, False) for cell in upper}
    habits = learn_habits(cells, rows)
    found = merged_over_edge(above, lower, habits, merged_alike([body]), border_beside=True)
    return {column for column, _ in found}


def test_a_number_and_its_title_below_the_edge_are_those_of_empty_cells_above_it() -> None:
    """The longer part of the merged cells is below, and their texts stand in the middle of it."""
    upper = row("", "", "落实规定。")
    assert over_edge(upper, row("6", "一网通办", "推进改革。", spans=(3, 3, 1))) == {0, 1}
    assert (
        over_edge(row("5", "联合抽查", "落实规定。"), row("6", "一网通办", "推进改革。")) == set()
    )


def test_a_title_goes_on_with_its_item_though_a_line_had_room_above_the_edge() -> None:
    upper = row("6", "一体化平台", "落实规定。", deep=2)
    assert over_edge(upper, row("", "建设运行", "推进改革。")) == {0, 1}
    assert over_edge(upper, row("7", "建设运行", "推进改革。")) == set()


def test_what_an_item_is_a_part_of_goes_on_with_it() -> None:
    """The column left of the numbers: its text breaks off nowhere."""
    rows = [[replace(c, column=c.column + 1) for c in cells] for cells in item_rows()]
    habits = learn_habits([cell for cells in rows for cell in cells], rows)
    upper, lower = (
        [*row(sort, "", "")[:1], *(replace(c, column=c.column + 1) for c in cells)]
        for sort, cells in (
            ("优化服务", row("6", "一网通办", "落实规定。")),
            ("能力", row("", "", "推进改革。", spans=(2, 2, 1))),
        )
    )
    above = {(cell.column, cell.column_span): (cell, False) for cell in upper}
    found = merged_over_edge(above, lower, habits, frozenset(), border_beside=True)
    assert {column for column, _ in found} >= {0, 1}
