"""Items that go on over a page edge, with what names them printed again or not."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import HIGH, WIDE, Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced

XS = (50.0, 90.0, 190.0, 400.0, 530.0)
HEAD = [["序号"], ["事项"], ["任务"], ["责任单位"]]
TASK = ["推进一件事集成服务改革落地见效，压减各类", "办理环节。"]
REST = ["办理环节，定期组织演练。"]


def first_page(hand: Hand, *last: list[str]) -> None:
    """A header, ten rows of one item each, and the row above the edge."""
    hand.grid(XS, [20.0, 40, *(40.0 + 37 * n for n in range(1, 12))])
    hand.row(23, XS, *HEAD)
    for n in range(1, 11):
        hand.row(6.0 + 37 * n, XS, [str(n)], [f"第{n}类事项"], TASK, ["市公安局"])
    hand.row(413, XS, *last)
    hand.turn()


def rows_of(hand: Hand) -> list[list[str | None]]:
    (table,) = read_balanced(hand.save()).tables
    return blank_is_none(grid(table))[11:]


def test_a_cut_row_below_its_number_and_title_printed_again(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化服务"], [TASK[0]], ["市民政局、市住房城乡建"])
    hand.row(23, XS, ["11"], ["优化服务"], REST, ["设局"])
    hand.row(43, XS, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(XS, [20, 40, 77])
    assert rows_of(hand) == [
        ["11", "优化服务", TASK[0] + REST[0], "市民政局、市住房城乡建设局"],
        ["12", "健全机制", "".join(TASK), "市公安局"],
    ]
    extraction = read_balanced(hand.path)
    assert [(one.rule, one.text) for one in extraction.removed] == [
        ("repeated_cell", "11"),
        ("repeated_cell", "优化服务"),
    ]


def test_a_further_row_below_the_number_and_title_printed_again(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化服务"], TASK, ["市民政局"])
    hand.row(23, XS, ["11"], ["优化服务"], ["健全考核机制。"], ["市财政局"])
    hand.row(43, XS, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(XS, [20, 40, 77])
    assert rows_of(hand) == [
        ["11", "优化服务", "".join(TASK), "市民政局"],
        [None, None, "健全考核机制。", "市财政局"],
        ["12", "健全机制", "".join(TASK), "市公安局"],
    ]


def test_a_number_alone_that_comes_again_below_a_whole_row_stays(tmp_path: Path) -> None:
    """It is as likely misprinted, which is to be seen."""
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化服务"], TASK, ["市民政局"])
    hand.row(23, XS, ["11"], ["健全机制"], TASK, ["市财政局"])
    hand.grid(XS, [20, 57])
    assert rows_of(hand)[1] == ["11", "健全机制", "".join(TASK), "市财政局"]
    (table,) = read_balanced(hand.path).tables
    assert {cell.row for cell in table.cells if cell.doubt} == {11, 12}


def test_a_title_cut_by_the_edge_and_printed_whole_below_is_in_doubt(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化政务服务"], [TASK[0]], ["市民政局、市住房城乡建"])
    hand.row(23, XS, ["11"], ["优化政务服务", "环境"], REST, ["设局"])
    hand.row(60, XS, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(XS, [20, 57, 94])
    (table,) = read_balanced(hand.save()).tables
    assert [(cell.row, cell.column) for cell in table.cells if cell.doubt] == [(11, 1)]


def merged_pages(hand: Hand) -> None:
    """Items of two rows with one body each, the last of them cut between its rows."""
    ys = [20.0, 40, *(40.0 + 37 * n for n in range(1, 12))]
    whole = [ys[0], *ys[1::2]]
    hand.grid(XS[2:4], ys)
    for left, right in ((0, 3), (3, 5)):
        hand.grid(XS[left:right], [*whole, ys[-1]])
    hand.row(23, XS, *HEAD)
    for n in range(1, 12):
        hand.row(6.0 + 37 * n, XS, [], [], TASK)
        if n % 2:
            hand.row(6.0 + 37 * n, XS, [str(n // 2 + 1)], [f"第{n}类事项"], [], ["市公安局"])
    hand.turn()


def test_merged_cells_stay_empty_beside_the_last_row_of_their_item(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    merged_pages(hand)
    hand.row(23, XS, [], [], ["健全考核机制。"])
    hand.row(43, XS, ["7"], ["健全机制"], TASK, ["市民政局"])
    hand.grid(XS, [20, 40, 77])
    (table,) = read_balanced(hand.save()).tables
    merged = [(cell.column, cell.row_span) for cell in table.cells if cell.row == 11]
    assert merged == [(0, 2), (1, 2), (2, 1), (3, 2)]


def cut_row(hand: Hand) -> None:
    """Two pages; the last row of the first one goes on at the top of the other."""
    first_page(hand, ["11"], ["优化服务"], [TASK[0]], ["市民政局、市住房城乡建"])
    hand.row(23, XS, [], [], REST, ["设局"])
    hand.row(43, XS, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(XS, [20, 40, 77])


def test_a_note_at_the_foot_of_a_page_parts_no_row(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(XS[0], 455, "注：带*的为民生实事项目。")
    cut_row(hand)
    assert rows_of(hand)[0] == ["11", "优化服务", TASK[0] + REST[0], "市民政局、市住房城乡建设局"]
    assert [part.text for part in read_balanced(hand.path).outside] == ["注：带*的为民生实事项目。"]


def test_other_text_between_the_parts_of_a_row_is_a_doubt_of_both(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(XS[0], 455, "以上任务由督查室跟进。")
    cut_row(hand)
    above, below = read_balanced(hand.save()).tables
    assert {cell.row for cell in above.cells if cell.doubt} == {11}
    assert {cell.row for cell in below.cells if cell.doubt} == {0}


def test_a_row_goes_on_over_a_page_of_another_width(tmp_path: Path) -> None:
    """There the table is wider and further from the edge, all its columns alike."""
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化服务"], [TASK[0]], ["市民政局、市住房城乡建"])
    hand.canvas.setPageSize((WIDE + 300, HIGH))
    xs = [130 + 1.25 * (x - XS[0]) for x in XS]
    hand.row(23, xs, [], [], REST, ["设局"])
    hand.row(43, xs, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(xs, [20, 40, 77])
    assert rows_of(hand)[0] == ["11", "优化服务", TASK[0] + REST[0], "市民政局、市住房城乡建设局"]


def test_a_table_without_upright_lines_goes_on_over_a_page_of_another_width(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    for page, first in enumerate((1, 9)):
        xs = [x + 150 * page for x in XS]
        if page:
            hand.turn()
            hand.canvas.setPageSize((WIDE + 300, HIGH))
        hand.across(20, xs[0], xs[-1])
        hand.row(23, xs, *HEAD)
        hand.across(40, xs[0], xs[-1])
        for n in range(8):
            hand.row(43 + 37 * n, xs, [str(first + n)], ["优化服务"], TASK, ["市公安局"])
            hand.across(77 + 37 * n, xs[0], xs[-1])
    (table,) = read_balanced(hand.save()).tables
    assert [row[0] for row in grid(table)] == ["序号", *map(str, range(1, 17))]


def test_text_above_the_rest_of_a_table_is_a_doubt_of_both_rows(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    first_page(hand, ["11"], ["优化服务"], [TASK[0]], ["市民政局"])
    hand.text(XS[2] + 4, 23, *REST)
    hand.row(43, XS, ["12"], ["健全机制"], TASK, ["市公安局"])
    hand.grid(XS, [40, 77])
    extraction = read_balanced(hand.save())
    doubted = [cell.text for table in extraction.tables for cell in table.cells if cell.doubt]
    assert doubted == [TASK[0], "".join(TASK)]
