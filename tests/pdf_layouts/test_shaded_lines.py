"""White lines on shading are seen, and a shaded bar on top of a table is its first row."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced

XS = (50.0, 100.0, 300.0, 500.0)
HEAD = ("序号", "任务", "责任单位")


def rows_of(path: Path) -> list[list[str | None]]:
    (table,) = read_balanced(path).tables
    return blank_is_none(grid(table))


def shade(hand: Hand, x0: float, top: float, x1: float, bottom: float) -> None:
    hand.canvas.setFillGray(0.8)
    hand.canvas.rect(x0, HIGH - bottom, x1 - x0, bottom - top, 0, 1)
    hand.canvas.setFillGray(0)


def body(hand: Hand, top: float, count: int) -> list[list[str | None]]:
    rows = [[str(n), f"落实第{n}项责任", "市公安局、市民政局"] for n in range(1, count + 1)]
    for n, row in enumerate(rows):
        hand.row(top + 3 + 20 * n, XS, *([text] for text in row))
    return [[*row] for row in rows]


def test_white_lines_on_one_shaded_area(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    shade(hand, 50, 50, 500, 150)
    hand.row(53, XS, *([text] for text in HEAD))
    truth = [[*HEAD], *body(hand, 70, 4)]
    hand.canvas.setStrokeGray(1)
    for y in range(70, 131, 20):
        hand.across(y, 50, 500)
    for x in XS[1:-1]:
        hand.down(x, 50, 150)
    assert rows_of(hand.save()) == truth


def test_a_bar_of_one_area_for_each_cell_of_the_header(tmp_path: Path) -> None:
    """No line is drawn around them."""
    hand = Hand(tmp_path / "a.pdf")
    for left, right in pairwise(XS):
        shade(hand, left, 50, right, 70)
    hand.row(53, XS, *([text] for text in HEAD))
    truth = [[*HEAD], *body(hand, 70, 4)]
    hand.grid(XS, range(70, 151, 20))
    assert rows_of(hand.save()) == truth


def test_a_shaded_title_on_top_is_one_cell(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    shade(hand, 50, 30, 500, 50)
    hand.text(200, 33, "某县重点工作任务分解表")
    hand.row(53, XS, *([text] for text in HEAD))
    truth = [["某县重点工作任务分解表", None, None], [*HEAD], *body(hand, 70, 4)]
    hand.grid(XS, range(50, 151, 20))
    (table,) = read_balanced(hand.save()).tables
    assert blank_is_none(grid(table)) == truth
    assert table.cells[0].column_span == 3


def test_white_lines_where_every_other_row_is_shaded(tmp_path: Path) -> None:
    """They are not seen in the rows between, and part none."""
    hand = Hand(tmp_path / "a.pdf")
    for y in range(70, 211, 40):
        shade(hand, 50, y, 500, y + 20)
    hand.row(53, XS, *([text] for text in HEAD))
    truth = [[*HEAD], *body(hand, 70, 8)]
    hand.canvas.setStrokeGray(1)
    for y in range(50, 231, 20):
        hand.across(y, 50, 500)
    for x in XS:
        hand.down(x, 50, 230)
    assert rows_of(hand.save()) == truth


def test_a_dark_header_with_white_lines_above_rows_with_dark_ones(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    shade(hand, 50, 30, 500, 70)
    hand.text(350, 33, "责任")
    hand.row(53, (50, 100, 300, 400), ["序号"], ["任务"], ["牵头"], ["配合"])
    truth: list[list[str | None]] = [[None, None, "责任", None], ["序号", "任务", "牵头", "配合"]]
    for n, y in enumerate(range(70, 150, 20), 1):
        row = [str(n), f"落实第{n}项责任", "市公安局", "市民政局"]
        hand.row(y + 3, (50, 100, 300, 400), *([text] for text in row))
        truth.append([*row])
    hand.grid((50, 100, 300, 400, 500), range(70, 151, 20))
    hand.grid((50, 500), (30, 70))
    hand.canvas.setStrokeGray(1)
    hand.across(50, 50.5, 499.5)
    for x, top in ((100, 30.5), (300, 30.5), (400, 50)):
        hand.down(x, top, 69.5)
    (table,) = read_balanced(hand.save()).tables
    assert blank_is_none(grid(table)) == truth
    assert [cell.column_span for cell in table.cells[:3]] == [1, 1, 2]
