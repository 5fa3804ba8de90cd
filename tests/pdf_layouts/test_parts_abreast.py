"""One table on pieces of paper that lie side by side: wide tables, two columns of print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pytest

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

LEFT, RIGHT = (50.0, 90.0, 250.0), (50.0, 180.0, 330.0, 420.0)
HEIGHTS = (20, 35, 20, 50, 20, 35)
ROWS = [
    [str(n), f"第{n}项任务。", f"落实第{n}项措施。", "市公安局", f"{n}月底前"] for n in range(1, 11)
]
HEAD = ["序号", "任务", "措施", "责任单位", "时限"]


def sheet(hand: Hand, xs: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """A page with a ruled table of rows of different heights."""
    y = 60
    ys = [y]
    for row, high in zip(rows, HEIGHTS, strict=False):
        hand.row(y + 3, xs, *([text] for text in row))
        y += high
        ys.append(y)
    hand.grid(xs, ys)
    hand.turn()


@pytest.mark.parametrize("down_first", [True, False])
def test_a_table_wider_than_the_paper(tmp_path: Path, down_first: bool) -> None:
    """The last columns on pages of their own; the header is printed on the first of each."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [HEAD, *ROWS]
    left, right = ([row[:2] for row in rows], [row[2:] for row in rows])
    parts = [(LEFT, left[:6]), (LEFT, left[6:]), (RIGHT, right[:6]), (RIGHT, right[6:])]
    for number in (0, 1, 2, 3) if down_first else (0, 2, 1, 3):
        sheet(hand, *parts[number])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows
    pages = {cell.column: cell.parts[0].place.page for cell in table.cells if cell.row == 1}
    assert pages == dict(enumerate((1, 1, 3, 3, 3) if down_first else (1, 1, 2, 2, 2)))


def test_the_last_column_ends_in_a_single_cell(tmp_path: Path) -> None:
    """The last row of the last column stands alone on its page: a box, elsewhere no table."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [[*row[:2], row[3]] for row in (HEAD, *ROWS[:6])]
    for xs, columns in ((LEFT, slice(0, 2)), ((50.0, 180.0), slice(2, 3))):
        for part in (rows[:6], rows[6:]):
            sheet(hand, xs, [row[columns] for row in part])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


@pytest.mark.parametrize(("first", "second"), [(2, 3), (1, 3)])
def test_section_rows_over_all_sheets(tmp_path: Path, first: int, second: int) -> None:
    """They have sides at the ends of the table only, and their text is printed on each sheet."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [HEAD, ["一、重点项目"], ROWS[0], ROWS[1], ["二、重点改革"], ROWS[2]]
    xs = (50.0, 110.0, 250.0, 400.0, 480.0, 550.0)
    ys = list(accumulate(HEIGHTS, initial=60))
    for begins, ends in ((0, first), (first, second), (second, 5)):
        own = [x - xs[begins] + 50 for x in xs[begins : ends + 1]]
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            for y in (top, bottom):
                hand.across(y, own[0], own[-1])
            texts = row if len(row) == 1 else row[begins:ends]
            hand.row(top + 3, own, *([text] for text in texts))
            sides = own[1:-1] if len(row) > 1 else []
            sides += own[:1] if len(row) > 1 or begins == 0 else []
            sides += own[-1:] if len(row) > 1 or ends == 5 else []
            for x in sides:
                hand.down(x, top, bottom)
        hand.turn()
    (table,) = read_balanced(hand.save()).tables
    merged = [[*row, *[None] * (5 - len(row))] for row in rows]
    assert grid(table) == merged


def test_tables_of_equal_rows_are_two_tables(tmp_path: Path) -> None:
    """Rows of one height are alike by chance."""
    hand = Hand(tmp_path / "a.pdf")
    for xs, cut in ((LEFT, slice(0, 2)), (RIGHT, slice(2, 5))):
        hand.grid(xs, range(60, 161, 20))
        for number, row in enumerate([HEAD, *ROWS[:4]]):
            hand.row(63 + 20 * number, xs, *([text] for text in row[cut]))
        hand.turn()
    assert [table.columns for table in read_balanced(hand.save()).tables] == [2, 3]


def test_two_columns_of_print(tmp_path: Path) -> None:
    """The right one stands higher than the left, which has the title above it."""
    hand = Hand(tmp_path / "a.pdf")
    right = tuple(x + 250 for x in LEFT)
    rows = [row[:2] for row in ROWS]
    hand.text(60, 40, "任务分解表")
    for xs, top, part in ((LEFT, 70, rows[:4]), (right, 50, rows[4:8])):
        hand.grid(xs, range(top, top + 101, 20))
        for number, row in enumerate([HEAD[:2], *part]):
            hand.row(top + 3 + 20 * number, xs, *([text] for text in row))
    hand.turn()
    hand.grid(LEFT, (50, 70, 90, 110))
    for number, row in enumerate([HEAD[:2], *rows[8:]]):
        hand.row(53 + 20 * number, LEFT, *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [HEAD[:2], *rows]
