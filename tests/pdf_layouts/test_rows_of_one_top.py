"""Tables without lines whose cells are set to the top: the texts of a row begin at one height."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf_layouts.by_hand import PITCH, Hand
from pdf_layouts.truth import Row, blank_is_none, grid, read_balanced, sentence

XS = (50.0, 130.0, 180.0, 240.0, 300.0)
HEAD: Row = ("指标名称", "单位", "基数", "目标", "责任单位")
NAMES = (
    ["服务平台覆盖", "率"], ["产业园数量"], ["绿色低碳改造", "完成比例"], ["企业营业收入"],
    ["培训人次"], ["示范项目总数"], ["政务事项网办", "率"], ["新增企业"],
)  # fmt: skip
BODIES = (
    ["市发展改革委、市教育局、市公安", "局、市民政局"], ["市司法局"], ["市财政局、市商务局"],
    ["市水务局、市总工会、市体育局、", "市税务局、市统计局、市林业局、", "市民政局"],
    ["市教育局"], ["市商务局、市水务局"], ["市公安局"], ["市统计局、市林业局"],
)  # fmt: skip


def draw(hand: Hand, y: float, xs: Sequence[float], rows: Sequence[Sequence[Sequence[str]]]) -> Row:
    """Rows right below each other, at the pitch of the lines of a cell."""
    truth: list[Row] = []
    for cells in rows:
        hand.row(y, xs, *cells)
        truth.append(["".join(lines) for lines in cells])
        y += PITCH * max(map(len, cells))
    return truth


def test_figures_beside_wrapped_texts(tmp_path: Path) -> None:
    """Neither white nor numbers part the rows, but each height with figures begins one."""
    hand = Hand(tmp_path / "a.pdf")
    figures = [[["个"], [f"{n}.5%"], [str(100 + n)]] for n in range(len(NAMES))]
    rows = [[name, *own, bodies] for name, own, bodies in zip(NAMES, figures, BODIES, strict=True)]
    hand.row(40, XS, *([text] for text in HEAD))
    truth = draw(hand, 40 + PITCH, XS, rows)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*HEAD], *truth]
    assert not any(cell.doubt for cell in table.cells)


def test_marks_that_hang_over_the_end_of_their_lines(tmp_path: Path) -> None:
    """A line with such a mark ends in the next column: it is no text over both."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 80.0, 269.5, 400.0)
    hand.row(40, xs, ["序号"], ["主要内容"], ["责任单位"], ["时限"])
    rows = []
    for number in range(1, 11):
        text = [sentence(number, 17)[:-1], sentence(number + 9, 6)]
        if number == 2:
            text[0] = sentence(number, 18)[:-1] + "，"
        bodies = ["市公安局"] if number % 2 else ["市民政局、", "市司法局、", "市总工会"]
        rows.append([[str(number)], text, bodies, ["年底前"]])
    truth = draw(hand, 40 + PITCH, xs, rows)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == truth
    assert not any(cell.doubt for cell in table.cells)


def test_titles_at_the_top_of_their_rows(tmp_path: Path) -> None:
    """That some stand in the middle of other rows too is chance: they begin where they stand."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 130.0, 160.0, 350.0, 480.0)
    hand.row(40, xs, ["类别"], ["序号"], ["主要内容"], ["责任单位"], ["时限"])
    y, titles = 66.0, []
    rows = ((3, 1), (2, 0), (1, 1), (2, 0), (2, 0), (2, 1), (1, 0), (3, 1), (2, 1), (1, 1))
    for number, (high, begins) in enumerate(rows, 1):
        title = [("科技创新", "城市建设", "民生保障")[number % 3]] if begins else []
        titles.append("".join(title))
        text = [sentence(number + n, 17)[:-1] for n in range(high - 1)] + [sentence(number, 5)]
        hand.row(y, xs, title, [str(number)], text, ["市公安局"], ["年底前"])
        y += PITCH * high + 6
    (table,) = read_balanced(hand.save()).tables
    assert [row[0] for row in blank_is_none(grid(table))[1:]] == [one or None for one in titles]
    assert not any(cell.doubt for cell in table.cells)


def test_titles_in_no_middle_of_rows_are_in_doubt(tmp_path: Path) -> None:
    """A title beside the edge of two rows, off the middle of all: nothing says whose it is."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 130.0, 160.0, 350.0, 480.0)
    hand.row(40, xs, ["类别"], ["序号"], ["主要内容"], ["责任单位"], ["时限"])
    y = 66.0
    for number, high in enumerate((3, 1, 2, 1, 3, 1, 2, 2), 1):
        text = [sentence(number + n, 17)[:-1] for n in range(high - 1)] + [sentence(number, 5)]
        hand.row(y, xs, [], [str(number)], text, ["市公安局"], ["年底前"])
        if number in (1, 5):
            hand.text(xs[0] + 4, y + PITCH * 2.4, "科技创新")
        y += PITCH * high + 6
    (table,) = read_balanced(hand.save()).tables
    beside = {cell.row for cell in table.cells if cell.doubt}
    assert {cell.row for cell in table.cells if cell.column == 0 and cell.text} - {0} <= beside


def test_two_columns_in_one_cell_are_in_doubt(tmp_path: Path) -> None:
    """Lines over both columns hide the white between them; no header word stands there."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 80.0, 270.0, 400.0)
    hand.row(40, xs, ["序号"], ["主要内容"], [], ["时限"])
    for number in range(1, 7):
        hand.row(40 + 36 * number, xs, [str(number)], [sentence(number, 17), "落实"], ["市局"], [])
        hand.text(xs[3] + 4, 40 + 36 * number, "年底前")
        if number in (2, 4, 5):
            hand.text(xs[1] + 4 + 10 * 18, 40 + 36 * number, "推进改革")
    tables = read_balanced(hand.save()).tables
    assert any(cell.doubt for table in tables for cell in table.cells)
