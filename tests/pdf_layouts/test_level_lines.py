"""Tables with level lines alone, and strokes and boxes that look like more than they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import grid, read_balanced
from pipeline.locate import locate
from pipeline.repair import repair
from tables import synonyms

XS = (50.0, 100.0, 200.0, 380.0)
HEAD = ("序号", "项目名称", "年度目标", "责任单位")
ROWS = (
    ("1", "环城快速路三期", "完成路基工程60%。", "市交通运输局"),
    ("2", "城区排水防涝工程", "新建雨水管网28公里。", "市住房和城乡建设局"),
    ("3", "锂电材料产业园", "一期投产。", "高新区管委会"),
)
SECTIONS = {0: "一、基础设施项目", 2: "二、产业项目"}


def test_many_section_rows_run_across_the_first_columns(tmp_path: Path) -> None:
    """One section right below the header, one further down: columns and numbers stay apart."""
    hand = Hand(tmp_path / "a.pdf")
    y = 40.0
    hand.across(y, XS[0], 545)
    for number, row in enumerate((HEAD, *ROWS)):
        if section := SECTIONS.get(number - 1):
            hand.text(XS[0] + 4, y + 4, section)
            y += 22
            hand.across(y, XS[0], 545)
        hand.row(y + 4, XS, *([text] for text in row))
        y += 22
        hand.across(y, XS[0], 545)
    extraction = read_balanced(hand.save())
    tasks = repair(locate(extraction, synonyms())).tasks
    told = [(t.item_no, t.item_title, t.text, t.owner_text, t.section) for t in tasks]
    sections = [(SECTIONS[0],), (SECTIONS[0],), (SECTIONS[2],)]
    assert told == [
        (int(row[0]), *row[1:], section) for row, section in zip(ROWS, sections, strict=True)
    ]


@pytest.mark.parametrize("is_framed", [True, False])
def test_name_and_signature_hide_no_column_of_a_small_table(
    tmp_path: Path, *, is_framed: bool
) -> None:
    """They stand in rows of their own, or above the first line and below the last."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 86.0, 250.0, 400.0)
    lines = [("昆山市优化营商环境任务清单",), ("序号", "主要任务", "责任部门", "时间节点")]
    lines += [("1", "推行一照多址。", "市行政审批局", "2022年6月")]
    lines += [
        ("2", "设立企业服务专员。", "市工信局", "2022年9月"),
        ("填表人：王某", "", "审核人：李某"),
    ]
    for number, row in enumerate(lines):
        hand.row(44 + 22 * number, xs, *([text] for text in row))
    for number in range(6) if is_framed else range(1, 5):
        hand.across(40 + 22 * number, xs[0], 545)
    tasks = repair(locate(read_balanced(hand.save()), synonyms())).tasks
    told = [(t.item_no, t.text, t.owner_text, t.deadline_text) for t in tasks]
    assert told == [(int(row[0]), *row[1:]) for row in lines[2:4]]


def test_outlines_of_print_that_a_printer_strokes_are_no_lines(tmp_path: Path) -> None:
    """Bold type drawn as the outline of each character: curves and short strokes."""
    hand = Hand(tmp_path / "a.pdf")
    hand.grid((*XS, 545), [40 + 22 * n for n in range(5)])
    for number, row in enumerate((HEAD, *ROWS)):
        hand.row(44 + 22 * number, XS, *([text] for text in row))
    outline = hand.canvas.beginPath()
    for x in range(56, 500, 10):
        outline.moveTo(x, HIGH - 61)
        outline.lineTo(x, HIGH - 41)
        outline.lineTo(x + 9, HIGH - 41)
        outline.curveTo(x + 11, HIGH - 46, x + 11, HIGH - 56, x + 9, HIGH - 61)
        outline.close()
    hand.canvas.drawPath(outline, stroke=1, fill=0)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [list(HEAD), *map(list, ROWS)]


def test_a_mark_that_hangs_over_at_the_end_of_the_last_row(tmp_path: Path) -> None:
    """The last line stands alone at its height, its 。 in the white between two columns."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 100.0, 213.0, 330.0)
    hand.across(40, xs[0], 545)
    hand.row(44, xs, ["序号"], ["主要任务"], ["牵头单位"], ["完成时限"])
    hand.across(62, xs[0], 545)
    for number in range(3):
        top = 66 + 66 * number
        lines = [
            "农村生活污水治理达到",
            "分类制定整改方案明确",
            "责任严格落实到位见效",
            "确保任务按期全面完成。",
        ]
        hand.text(xs[1] + 4, top, *lines)
        hand.row(top + 22, xs, [str(number + 1)], [], ["市生态环境局"], ["12月"])
        hand.across(top + 62, xs[0], 545)
    tasks = repair(locate(read_balanced(hand.save()), synonyms())).tasks
    assert [task.text for task in tasks] == ["".join(lines)] * 3


def test_a_line_that_ends_before_a_text_on_its_height_parts_rows(tmp_path: Path) -> None:
    """The title in the middle of two rows has a line of print as high as the line between them."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 200.0, 400.0)
    for y in (62, 84, 150):
        hand.across(y, xs[0], 545)
    hand.across(110, xs[2], 545)
    hand.row(66, xs, *([text] for text in ROWS[0]))
    hand.row(103, xs, [], ["城区排水防涝", "提升工程"])
    hand.row(110, xs, ["2"])
    hand.row(88, xs, [], [], [ROWS[1][2]], [ROWS[1][3]])
    hand.row(123, xs, [], [], [ROWS[2][2]], [ROWS[2][3]])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == [
        ["2", "城区排水防涝提升工程", *ROWS[1][2:]],
        [None, None, *ROWS[2][2:]],
    ]


def test_a_body_alone_below_a_line_under_a_merged_item_at_the_page_end(tmp_path: Path) -> None:
    """Its task has no room above the page edge: it stands at the head of the next page."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 200.0, 400.0)
    hand.row(44, xs, *([text] for text in HEAD))
    y = 62
    for number in range(1, 7):
        hand.across(y, xs[0], 545)
        hand.row(y + 4, xs, [str(number)], ["环城快速路"], ["完成路基工程。"], ["市交通局"])
        y += 22
    hand.across(y, xs[0], 545)
    hand.row(y + 4, xs, [], [], ["排水管网开工，"], ["市水务局"])
    hand.row(y + 20, xs, ["7"], ["排水防涝"])
    hand.across(y + 30, xs[2], 545)
    hand.text(xs[3] + 4, y + 46, "市财政局")
    hand.turn()
    hand.text(xs[2] + 4, 30, "落实配套资金并建立", "长效管护机制，年底前", "完工。")
    for number in range(8, 11):
        hand.across(y := 84 + 22 * (number - 8), xs[0], 545)
        hand.row(y + 4, xs, [str(number)], ["环城快速路"], ["完成路基工程。"], ["市交通局"])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[7:9] == [
        ["7", "排水防涝", "排水管网开工，", "市水务局"],
        [None, None, "落实配套资金并建立长效管护机制，年底前完工。", "市财政局"],
    ]
