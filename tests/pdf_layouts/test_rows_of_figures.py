"""Statistical tables without lines: each height with figures is a row, labels may be wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

XS = (50.0, 190.0, 290.0, 390.0)
HEAD = ("指标", "上年", "本年", "增长")


def figures(number: int) -> list[str]:
    return [
        f"{number},{number * 37 + 101}.{number}",
        f"{number * 3 + 20}.5",
        f"{number}.{9 - number}%",
    ]


def table_of(tmp_path: Path, rows: Sequence[tuple[float, Sequence[str]]]) -> list[list[str | None]]:
    """A line above, below the header and at the end, and nothing between the rows."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    y = 44.0
    for step, texts in rows:
        y += step
        hand.row(y, XS, *([text] if text else [] for text in texts))
    for height in (38, 54, y + 14):
        hand.across(height, 48, 480)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[0] == [*HEAD]
    return [[text or "" for text in row] for row in grid(table)[1:]]


def test_labels_as_wide_as_their_column_are_a_row_each(tmp_path: Path) -> None:
    labels = [
        "规模以上工业企业增加值",
        "社会消费品零售总额情况",
        "城镇居民人均可支配收入",
        "一般公共预算收入的总额",
    ]
    rows = [[label, *figures(n)] for n, label in enumerate(labels, 1)]
    assert table_of(tmp_path, [(14, row) for row in rows]) == rows


def test_headings_of_groups_stay_apart(tmp_path: Path) -> None:
    rows = [["城镇", "", "", ""], ["就业人数", *figures(1)], ["失业人数", *figures(2)]]
    rows += [["农村", "", "", ""], ["就业人数", *figures(3)], ["外出人数", *figures(4)]]
    assert table_of(tmp_path, [(14, row) for row in rows]) == rows


def test_a_label_of_more_lines_about_its_figures(tmp_path: Path) -> None:
    """The lines of one label are nearer to each other than rows are."""
    rows = [["工业增加值", *figures(1)], ["零售总额", *figures(2)]]
    drawn = [(22.0, row) for row in rows]
    drawn += [
        (22, ["居民人均可支配", "", "", ""]),
        (6, ["", *figures(3)]),
        (6, ["收入", "", "", ""]),
    ]
    drawn += [(22, ["公共预算收入", *figures(4)]), (22, ["税收收入", *figures(5)])]
    truth = [*rows, ["居民人均可支配收入", *figures(3)]]
    truth += [["公共预算收入", *figures(4)], ["税收收入", *figures(5)]]
    assert table_of(tmp_path, drawn) == truth


def test_as_many_lines_in_each_cell_are_doubted(tmp_path: Path) -> None:
    """Texts that fill their columns may be rows, though nothing says that they are none."""
    rows = [("Lowest", "$9,594 or less", "$22,400 or less")]
    rows += [("Lower middle", "$9,595–$17,992", "$22,401–$29,992")]
    rows += [("Upper middle", "$17,993–$25,771", "$29,993–$40,888")]
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, ["Quarter"], ["1994"], ["1997"])
    for number, row in enumerate(rows):
        hand.row(58 + 12 * number, XS, *([text] for text in row))
    for height in (38, 54, 100):
        hand.across(height, 48, 380)
    (table,) = read_balanced(hand.save()).tables
    assert all(cell.doubt for cell in table.cells if cell.row)
