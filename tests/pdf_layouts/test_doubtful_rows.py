"""Text of which nothing tells to which row it belongs, and rows that a missing line fuses."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import read_balanced

XS = (50.0, 90.0, 320.0, 545.0)


def doubts(path: Path) -> list[tuple[int, int, int]]:
    """The table, row and column of each cell in doubt."""
    return [
        (table.index, cell.row, cell.column)
        for table in read_balanced(path).tables
        for cell in table.cells
        if cell.doubt
    ]


def draw(hand: Hand, below: str, x: float) -> Path:
    for first in (1, 4):
        hand.grid(XS, [40 + 30 * n for n in range(4)])
        for n in range(3):
            texts = ([str(first + n)], [f"完成第{first + n}类场所检查"], ["市公安局"])
            hand.row(45 + 30 * n, XS, *texts)
        if first == 1:
            hand.text(x, 140, below)
            hand.turn()
    return hand.save()


def test_a_text_in_a_column_below_the_last_row_is_a_doubt_of_both_rows(tmp_path: Path) -> None:
    path = draw(Hand(tmp_path / "a.pdf"), "开展督查并定期通报有关情况", XS[1] + 4)
    assert doubts(path) == [(0, 2, 1), (1, 0, 1)]


def test_a_remark_below_the_table_is_none(tmp_path: Path) -> None:
    path = draw(Hand(tmp_path / "a.pdf"), "注：本表由市政府办公室负责解释。", XS[0] + 4)
    assert doubts(path) == []


def test_numbers_of_two_rows_in_one_cell_are_a_doubt(tmp_path: Path) -> None:
    """The line between rows 2 and 3 is missing under their numbers."""
    hand = Hand(tmp_path / "a.pdf")
    ys = [40 + 30 * n for n in range(5)]
    hand.grid(XS[1:], ys)
    hand.grid(XS[:2], (ys[0], ys[1], ys[3], ys[4]))
    for n, y in enumerate(ys[:-1], start=1):
        hand.row(y + 5, XS, [str(n)], [f"完成第{n}类场所检查"], ["市公安局"])
    assert doubts(hand.save()) == [(0, 1, 0)]
