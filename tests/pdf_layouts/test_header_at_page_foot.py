"""A header that stands alone at the foot of a page: the rows on the next page are its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced

XS = (50.0, 90.0, 285.0, 500.0)
HEAD = [["序号"], ["任务"], ["责任单位"]]
ROWS = [[[str(n)], [f"健全第{n}类工作机制。"], ["市公安局"]] for n in range(1, 4)]


def foot(hand: Hand, lines: int = 22) -> None:
    """Prose down to where the header stands."""
    for number in range(lines):
        hand.text(50, 26 + 19 * number, f"本报告期内第{number}项情况与上年同期相比没有重大变化。")


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("numbered", [False, True])
def test_a_header_alone_at_the_foot(tmp_path: Path, *, again: bool, numbered: bool) -> None:
    """Printed again above the rows or not, it is there once and no row is part of it."""
    first = 0 if numbered else 1
    xs = XS[first:]
    rows = [row[first:] for row in (HEAD, *ROWS)]
    hand = Hand(tmp_path / "a.pdf")
    foot(hand)
    hand.grid(xs, (450.0, 470.0))
    hand.row(453, xs, *rows[0])
    hand.turn()
    below = rows if again else rows[1:]
    hand.grid(xs, [26.0 + 20 * n for n in range(len(below) + 1)])
    for number, row in enumerate(below):
        hand.row(29.0 + 20 * number, xs, *row)
    extraction = read_balanced(hand.save())
    (table,) = extraction.tables
    assert blank_is_none(grid(table)) == [["".join(lines) for lines in row] for row in rows]
    assert bool(extraction.removed) == again
    assert not any(cell.doubt for cell in table.cells)


def test_the_one_row_of_figures_below_a_header_of_two_rows(tmp_path: Path) -> None:
    """Each label fills its cell as if it went on, and no other row tells what is usual."""
    xs = [50.0 + 60 * n for n in range(7)]
    hand = Hand(tmp_path / "a.pdf")
    foot(hand, 21)
    hand.grid((xs[0], xs[1], xs[2]), (440.0, 472.0))
    hand.grid(xs[2:6], (456.0, 472.0))
    hand.grid((xs[2], xs[5]), (440.0, 456.0))
    hand.grid(xs[5:], (440.0, 472.0))
    for x, lines in (
        (xs[0], ["可转换公司", "债券名称"]),
        (xs[1], ["本次变动前"]),
        (xs[5], ["本次变动后"]),
    ):
        hand.text(x + 4, 442.0 if len(lines) > 1 else 450.0, *lines)
    hand.text(xs[2] + 60, 443, "本次变动增减")
    for x, label in zip(xs[2:], ("转股", "赎回", "回售"), strict=False):
        hand.text(x + 20, 459, label)
    hand.turn()
    hand.grid(xs, (26.0, 46.0))
    hand.row(29, xs, ["神通转债"], ["576,771,000"], ["131,000"], [], [], ["576,640,000"])
    (table,) = read_balanced(hand.save()).tables
    assert table.rows == 3
    figures = ["神通转债", "576,771,000", "131,000", None, None, "576,640,000"]
    assert blank_is_none(grid(table))[2] == figures


def test_a_text_cut_in_each_cell_of_the_only_row_goes_on(tmp_path: Path) -> None:
    """No header stands above it; each cell that goes on is full and in mid sentence."""
    xs = (50.0, 110.0, 285.0, 500.0)
    hand = Hand(tmp_path / "a.pdf")
    foot(hand)
    hand.grid(xs, (450.0, 470.0))
    hand.row(453, xs, ["优化服务环"], ["推进一件事集成服务改革落地见效，"], ["市公安局"])
    hand.turn()
    hand.grid(xs, (26.0, 46.0, 66.0))
    hand.row(29, xs, ["境"], ["压减办理环节。"], [])
    hand.row(49, xs, ["压减材料"], ["完善应急预案。"], ["市民政局"])
    (table,) = read_balanced(hand.save()).tables
    assert blank_is_none(grid(table)) == [
        ["优化服务环境", "推进一件事集成服务改革落地见效，压减办理环节。", "市公安局"],
        ["压减材料", "完善应急预案。", "市民政局"],
    ]
