"""Rows cut by a page edge whose rest stands on a page without any whole row."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced

XS = (50.0, 90.0, 285.0, 500.0)
HEAD = [["序号"], ["任务"], ["责任单位"]]
ROWS = [
    [[str(n)], ["推进一件事集成服务改革落地见效，压减", f"第{n}类办理环节。"], ["市公安局"]]
    for n in range(1, 12)
]
LAST = [["12"], ["开工建设一批重点项目，优化企业登记、"], ["市财政局"]]
REST = "公章刻制、税务登记等环节。"
TRUTH = [
    ["序号", "任务", "责任单位"],
    *(["".join(lines) for lines in row] for row in ROWS),
    ["12", "开工建设一批重点项目，优化企业登记、公章刻制、税务登记等环节。", "市财政局"],
]


def rows_of(path: Path) -> list[list[str | None]]:
    (table,) = read_balanced(path).tables
    return blank_is_none(grid(table))


def first_page(hand: Hand) -> None:
    """Lines between the rows alone, and none below the last."""
    for number, row in enumerate((HEAD, *ROWS, LAST)):
        y = 26.0 + 37 * number
        hand.across(y - 3, XS[0], XS[-1])
        hand.row(y, XS, *row)


def test_the_rest_in_one_column_above_the_line_that_ends_the_table(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand)
    hand.turn()
    hand.text(XS[1] + 4, 30, REST)
    hand.across(50, XS[0], XS[-1])
    assert rows_of(hand.save()) == TRUTH


def test_the_rest_in_one_column_below_the_header_again(tmp_path: Path) -> None:
    """No line ends the table, and the text stands far below the header."""
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand)
    hand.turn()
    hand.row(30, XS, *HEAD)
    hand.across(26, XS[0], XS[-1])
    hand.across(46, XS[0], XS[-1])
    hand.text(XS[1] + 4, 54, REST)
    assert rows_of(hand.save()) == TRUTH


def test_a_header_cell_of_two_lines_is_no_running_head(tmp_path: Path) -> None:
    """Its upper line stands higher than all others of the header, on each page."""
    hand = Hand(tmp_path / "a.pdf")
    for page in range(2):
        if page:
            hand.turn()
        hand.text(XS[0] + 4, 30, "序", "号")
        hand.text(XS[1] + 4, 37.5, "任务")
        hand.text(XS[2] + 4, 37.5, "责任单位")
        for number in range(2 + page * 4, 6 + page * 4):
            hand.row(number % 5 * 40 + 70, XS, [str(number)], ["健全机制。"], ["市公安局"])
    hand.save()
    extraction = read_balanced(hand.path)
    assert not extraction.removed or {one.rule for one in extraction.removed} == {"repeated_header"}
    assert not extraction.outside


def test_text_below_a_table_is_no_rest(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand)
    hand.across(497, XS[0], XS[-1])
    hand.turn()
    hand.text(XS[0] + 4, 30, "附件：任务清单")
    extraction = read_balanced(hand.save())
    assert [part.text for part in extraction.outside] == ["附件：任务清单"]


def three_line(hand: Hand, rows: list[list[list[str]]], *, top: float, closed: bool) -> None:
    """A header between two lines, and rows at the pitch of lines without any."""
    hand.across(top - 4, XS[0], XS[-1])
    hand.row(top, XS, *HEAD)
    hand.across(top + 15, XS[0], XS[-1])
    y = top + 17
    for row in rows:
        hand.row(y, XS, *row)
        y += 15 * max(map(len, row))
    if closed:
        hand.across(y + 2, XS[0], XS[-1])


def test_a_rest_below_the_header_of_a_table_without_lines_between_its_rows(
    tmp_path: Path,
) -> None:
    """Header, rest and rows follow each other at the pitch of lines."""
    owners = ["市财政局、市水务局、市司法局、市公安", "局、市教育局"]
    rows = [
        [[str(n)], ["健全考核机制，定期组织演练并开展评估", "工作。"], owners] for n in range(1, 15)
    ]
    hand = Hand(tmp_path / "a.pdf")
    cut = [["15"], ["完善应急预案。"], owners[:1]]
    three_line(hand, [*rows, cut], top=18, closed=False)
    hand.turn()
    rest = [[], [], owners[1:]]
    last = [
        [["16"], ["推进改革。"], owners],
        [["17"], ["优化服务，定期组织演练并开展评估工作", "。"], owners],
    ]
    three_line(hand, [rest, *last], top=30, closed=True)
    truth = [["序号", "任务", "责任单位"], *(["".join(lines) for lines in row] for row in rows)]
    truth += [["15", "完善应急预案。", "".join(owners)]]
    truth += [["".join(lines) for lines in row] for row in last]
    assert rows_of(hand.save()) == truth


def test_the_number_of_the_last_row_is_no_page_number(tmp_path: Path) -> None:
    """It stands near the foot, and the texts beside it are one line with no white between."""
    hand = Hand(tmp_path / "a.pdf")
    for page in range(2):
        if page:
            hand.turn()
        hand.across(26, XS[0], XS[-1])
        hand.row(30, XS, *HEAD)
        hand.across(45, XS[0], XS[-1])
        for n in range(21):
            number = 21 * page + n + 1
            hand.text(XS[0] + 4, 50 + 20 * n, str(number))
            hand.text(XS[1] + 4, 50 + 20 * n, "推进一件事集成服务改革落地见效压减环")
            hand.text(XS[2] - 2, 50 + 20 * n, "市公安局")
        hand.text(290, 480, str(page + 1))
    extraction = read_balanced(hand.save())
    assert [one.text for one in extraction.removed if one.rule == "page_number"] == ["1", "2"]


def test_lines_of_one_column_at_both_sides_of_a_page_edge(tmp_path: Path) -> None:
    """The lines of a cell stand far apart, and no header repeats."""
    hand = Hand(tmp_path / "a.pdf")
    lines = [
        "推进一件事集成服务改革落地见效，压减",
        "办理环节，定期组织演练并开展评估，完",
        "善应急预案。",
    ]
    hand.across(26, XS[0], XS[-1])
    hand.row(30, XS, *HEAD)
    hand.across(45, XS[0], XS[-1])
    y = 50.0
    for n in range(1, 8):
        hand.row(y, XS, [str(n)], [], ["市公安局"])
        for text in lines if n < 7 else lines[:2]:
            hand.text(XS[1] + 4, y, text)
            y += 20
    hand.turn()
    hand.text(XS[1] + 4, 30, lines[2])
    hand.row(50, XS, ["8"], ["健全机制。"], ["市民政局"])
    hand.across(66, XS[0], XS[-1])
    truth = [["序号", "任务", "责任单位"]]
    truth += [[str(n), "".join(lines), "市公安局"] for n in range(1, 8)]
    assert rows_of(hand.save()) == [*truth, ["8", "健全机制。", "市民政局"]]


def test_the_long_cells_of_a_row_stand_on_the_next_page_alone(tmp_path: Path) -> None:
    """One of them is in a column that is empty in other rows, so that it alone says nothing."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 250.0, 340.0, 500.0)
    tasks = ["推进集成服务改革，", "压减办理环节。"]
    bodies = [
        ["市公安局、市民政局、", "市司法局"],
        [],
        ["市税务局"],
        [],
        ["市民政局"],
        ["市司法局"],
    ]
    bodies.append(["市统计局、市林业局、", "市财政局"])
    y, ys = 60.0, [60.0]
    for number, support in enumerate(bodies[:-1], 1):
        hand.row(y + 3, xs, [str(number)], tasks, ["市教育局"], support)
        y += 36
        ys.append(y)
    hand.row(y + 3, xs, ["7"], [], ["市教育局"])
    hand.grid(xs, ys)
    for x in xs:
        hand.down(x, y, y + 20)
    hand.turn()
    hand.row(63, xs, [], tasks, [], bodies[-1])
    hand.grid(xs, (60, 96))
    truth = [
        [str(n), "".join(tasks), "市教育局", "".join(support)]
        for n, support in enumerate(bodies, 1)
    ]
    assert rows_of(hand.save()) == blank_is_none(truth)


def test_rows_that_come_again_below_their_header_are_no_header(tmp_path: Path) -> None:
    """A list printed twice in one file: only the header is taken out, not the rows below it."""
    hand = Hand(tmp_path / "a.pdf")
    ys = [26.0, 48, 70, 92, 114]
    for page in range(2):
        if page:
            hand.turn()
        hand.grid(XS, ys[:2])
        hand.grid((XS[0], XS[-1]), ys[1:3])
        hand.grid(XS, ys[2:])
        hand.row(30, XS, *HEAD)
        hand.text(XS[0] + 4, 52, "一、优化服务")
        hand.row(74, XS, ["1"], ["健全工作机制。"], ["市公安局"])
        hand.row(96, XS, ["2"], ["完善配套制度。"], ["市财政局"])
    extraction = read_balanced(hand.save())
    assert [one.text for one in extraction.removed] == ["序号", "任务", "责任单位"]
    (table,) = extraction.tables
    rows = [None, "健全工作机制。", "完善配套制度。"]
    assert [row[1] for row in grid(table)] == ["任务", *rows, *rows]


def test_a_row_drawn_whole_on_both_of_its_pages(tmp_path: Path) -> None:
    """It runs past the page edge, which cuts through one line of print; the number is below."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [*(ROWS[number % 11] for number in range(10)), LAST]
    ys = [30.0 + 41 * number for number in range(len(rows) + 1)]
    ys = [8.0, *ys[:-1], 560]
    lines = [
        "加快推进重点项目建设落地，进一步优化企业",
        "登记、公章刻制等各个环节的办理流程，扎实",
        "做好要素保障，确保压缩办理各类事项所需的",
        "时限。",
    ]
    for page in range(2):
        if page:
            hand.turn()
        clip = hand.canvas.beginPath()
        clip.rect(0, 0, 595, 500)
        hand.canvas.clipPath(clip, stroke=0)
        shift = -500.0 * page
        hand.grid(XS, [y + shift for y in ys] if not page else [440 + shift, 560 + shift])
        for number, row in enumerate((HEAD, *rows[:-1]) if not page else ()):
            hand.row(ys[number] + 4, XS, *row)
        for number, line in enumerate(lines):
            y = 464.0 + 15 * number
            if (y + 10 > 500) if page else (y < 500):
                hand.text(XS[1] + 4, y + shift, line)
        if page:
            hand.row(510 + shift, XS, ["12"], [], ["市财政局"])
    hand.save()
    extraction = read_balanced(hand.path)
    assert [one.text for one in extraction.removed] == [lines[2]]
    (table,) = extraction.tables
    assert grid(table)[-1] == ["12", "".join(lines), "市财政局"]


def test_a_number_that_hangs_below_the_last_rule(tmp_path: Path) -> None:
    """The page edge leaves the padding of a row and its number; the text is on the next page."""
    hand = Hand(tmp_path / "a.pdf")
    ys = [26.0 + 37 * number for number in range(13)]
    hand.grid(XS, ys)
    for x in XS:
        hand.down(x, ys[-1], ys[-1] + 5)
    for y, row in zip(ys, (HEAD, *ROWS), strict=False):
        hand.row(y + 3, XS, *row)
    hand.row(ys[-1] + 7, XS, ["12"])
    hand.turn()
    hand.grid(XS, [66])
    for x in XS:
        hand.down(x, 26, 66)
    hand.row(29, XS, [], [*LAST[1], REST], LAST[2])
    assert rows_of(hand.save()) == TRUTH


def test_a_last_page_of_a_table_that_looks_like_prose_in_columns(tmp_path: Path) -> None:
    """The rest of a row, and one more under the same item, with lines from side to side."""
    xs = (50.0, 80.0, 145.0, 330.0, 400.0, 490.0, 545.0)
    hand = Hand(tmp_path / "a.pdf")
    what = "（2）对照条例和国家、省有关规定，"
    y = 26.0
    hand.row(y, xs, ["序号"], ["工作任务"], ["工作内容"], ["牵头单位"], ["配合单位"], ["时限"])
    for number in range(1, 10):
        hand.across(y := y + 20 if number == 1 else y + 50, xs[0], xs[-1])
        lines = [what, "修订完善配套制度，做到有章", "可循。"]
        bodies = ["区残联、区", "妇联"]
        hand.row(y + 3, xs, [str(number)], ["优化服务"], lines, ["区民政局"], bodies, ["年底前"])
    hand.turn()
    hand.text(
        xs[2] + 4,
        30,
        "关规定，修订完善配套制度二项",
        "（含管理办法三项），做到有章可",
        "循、于法有据。",
    )
    hand.across(80, xs[2], xs[-1])
    rest = [what] * 4 + ["推动跨部门、跨层级、跨区域业务"] * 8 + ["填报。"]
    hand.row(84, xs, [], [], rest, ["区民政局"], ["区残联、区妇", "联、区团委"], ["2025年", "底前"])
    hand.across(290, xs[0], xs[-1])
    extraction = read_balanced(hand.save())
    assert len(extraction.tables) == 1
    assert not extraction.outside


def test_the_title_of_a_new_number_is_no_rest_of_the_title_before(tmp_path: Path) -> None:
    """A title that fills its line ends one page, a title over two rows begins the next."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 80.0, 138.0, 400.0, 545.0)
    hand.grid(xs, [40 + 18 * n for n in range(9)])
    one_line = (*"食药工农商文教", "社会面管控")
    for n, title in enumerate(one_line, start=1):
        hand.row(20 + 18 * n, xs, [str(n)], [title], [f"完成第{n}项工作"], ["市公安局"])
    hand.turn()
    for n in range(4):
        hand.row(43 + 22 * n, xs[2:], [f"完成第{n + 9}项工作"], ["市民政局"])
    hand.grid(xs[2:], [40 + 22 * n for n in range(5)])
    hand.grid(xs[:3], (40.0, 84.0, 128.0))
    for n, lines in enumerate((["维护公平竞", "争秩序"], ["质量强市建", "设行动"])):
        hand.row(48 + 44 * n, xs, [str(9 + n)], lines)
    (table,) = read_balanced(hand.save()).tables
    titles = [(cell.row, cell.row_span, cell.text) for cell in table.cells if cell.column == 1]
    assert titles[7:] == [
        (7, 1, "社会面管控"),
        (8, 2, "维护公平竞争秩序"),
        (10, 2, "质量强市建设行动"),
    ]


def test_a_number_below_a_line_is_not_that_of_the_rest_above_it(tmp_path: Path) -> None:
    """It stands in the middle of the rest and its own first row, but a line is drawn between."""
    task = "推进一件事集成服务改革落地见效，"
    rows = [HEAD, *([[str(n)], [task], ["市公安局"]] for n in range(1, 12)), LAST]
    hand = Hand(tmp_path / "a.pdf")
    for number, row in enumerate(rows):
        hand.across(23.0 + 22 * number, XS[0], XS[-1])
        hand.row(26.0 + 22 * number, XS, *row)
    hand.turn()
    hand.row(31, XS, *HEAD)
    for y in (27.0, 47.0, 81.0, 166.0):
        hand.across(y, XS[0], XS[-1])
    hand.text(XS[1] + 4, 50, "公章刻制、税务登记等环节，压减办理时限", "和材料。")
    hand.row(84, XS, ["13"], [task, task, "完善预案。"], ["市水务局"])
    hand.across(131, XS[1], XS[-1])
    hand.row(134, XS, [], [task, "压减材料。"], ["市民政局"])
    assert rows_of(hand.save())[-3:] == [
        ["12", LAST[1][0] + "公章刻制、税务登记等环节，压减办理时限和材料。", "市财政局"],
        ["13", task + task + "完善预案。", "市水务局"],
        [None, task + "压减材料。", "市民政局"],
    ]


def test_a_label_over_two_others_on_each_page_is_no_running_head(tmp_path: Path) -> None:
    """It stands alone at the top, but below the first of the lines of the table."""
    xs = (50.0, 90.0, 285.0, 390.0, 500.0)
    rows = [
        [[str(n)], ["健全考核机制，定期组织演练。"], ["市公安局"], ["市民政局"]]
        for n in range(1, 13)
    ]
    hand = Hand(tmp_path / "a.pdf")
    for page in range(3):
        if page:
            hand.turn()
        for y, left in ((20, xs[0]), (38, xs[2]), (56, xs[0])):
            hand.across(y, left, xs[-1])
        hand.text(370, 23, "责任单位")
        hand.row(32, xs, ["序号"], ["任务"])
        hand.row(41, xs, [], [], ["牵头单位"], ["配合单位"])
        for place, row in enumerate(rows[4 * page : 4 * page + 4]):
            hand.row(60.0 + 30 * place, xs, *row)
            hand.across(80.0 + 30 * place, xs[0], xs[-1])
    extraction = read_balanced(hand.save())
    assert {one.rule for one in extraction.removed} == {"repeated_header"}
    (table,) = extraction.tables
    assert [row[0] for row in blank_is_none(grid(table))[2:]] == [str(n) for n in range(1, 13)]
