"""Pages of the web as a browser prints them: frames for the layout, cells cut by the page."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced

XS = (60.0, 100.0, 190.0, 385.0, 530.0)
HEAD = (["序号"], ["重点任务"], ["具体措施"], ["责任单位"])
TITLE = "某市重点任务分解表"


def row(number: int) -> tuple[list[str], ...]:
    return ([str(number)], ["健全机制"], [f"定期组织第{number}次演练。"], ["市应急管理局"])


def draw(hand: Hand, top: float, *rows: tuple[list[str], ...]) -> float:
    """Rows of one line in a grid; its lower edge."""
    ys = [top + 24 * n for n in range(len(rows) + 1)]
    hand.grid(XS, ys)
    for y, cells in zip(ys, rows, strict=False):
        hand.row(y + 5, XS, *cells)
    return ys[-1]


def texts(*rows: tuple[list[str], ...]) -> list[list[str]]:
    return [["".join(lines) for lines in cells] for cells in rows]


def test_a_table_in_a_whole_row_of_another_is_a_table_of_its_own(tmp_path: Path) -> None:
    """The outer lines are a frame: data of the page above, the table below them."""
    hand = Hand(tmp_path / "a.pdf")
    hand.grid((50, 150, 300, 400, 540), (30, 54))
    hand.row(35, (50, 150, 300, 400), ["索引号"], ["A-001"], ["发文日期"], ["2025-03-01"])
    end = draw(hand, 70, HEAD, row(1), row(2))
    for x in (50, 540):
        hand.down(x, 54, end + 20)
    hand.across(end + 20, 50, 540)
    hand.turn()
    draw(hand, 30, HEAD, row(3))
    first, second = read_balanced(hand.save()).tables
    assert grid(first) == [["索引号", "A-001", "发文日期", "2025-03-01"]]
    assert grid(second) == texts(HEAD, row(1), row(2), row(3))


def test_a_header_that_repeats_without_the_title_above_it(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.grid((XS[0], XS[-1]), (20, 44))
    hand.text(230, 25, TITLE)
    draw(hand, 44, HEAD, row(1), row(2))
    hand.turn()
    draw(hand, 30, HEAD, row(3))
    extraction = read_balanced(hand.save())
    (table,) = extraction.tables
    assert blank_is_none(grid(table))[1:] == texts(HEAD, row(1), row(2), row(3))
    assert {one.rule for one in extraction.removed} == {"repeated_header"}


def test_the_text_of_a_merged_cell_below_the_last_row_of_a_page(tmp_path: Path) -> None:
    """The rows beside it end; the cell goes on on the next page, and nothing closes it."""
    hand = Hand(tmp_path / "a.pdf")
    end = draw(hand, 30, HEAD, row(1))
    for x in XS:
        hand.down(x, end, end + 40)
    for y in (end + 40,):
        hand.across(y, XS[2], XS[-1])
    hand.row(end + 5, XS, ["2"], ["抓好生态环境", "保护督察反馈", "问题整改"], *row(2)[2:])
    hand.turn()
    hand.grid(XS[2:], (30, 54))
    for x in XS[:2]:
        hand.down(x, 30, 54)
    hand.across(54, XS[0], XS[2])
    hand.row(35, XS, [], [], *row(3)[2:])
    extraction = read_balanced(hand.save())
    assert not extraction.outside
    (table,) = extraction.tables
    assert "抓好生态环境保护督察反馈问题整改" in [cell.text for cell in table.cells]
