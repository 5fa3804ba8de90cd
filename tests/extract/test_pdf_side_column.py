"""A first column without any lines beside rows that are all ruled."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

XS = (50.0, 150.0, 290.0, 400.0)
TASKS = ["市民政局", "市公安局", "市教育局", "市财政局", "市住房城乡建设局", "市水务局"]


def ruled(path: Path, names: list[str], first: float, pitch: float) -> list[list[str | None]]:
    """Six ruled rows of two columns beside texts that no line parts, between two long lines."""
    hand = Hand(path)
    ys = [80.0 + 20 * n for n in range(7)]
    hand.grid(XS[1:], [60, *ys])
    hand.down(XS[0], 60, ys[-1])
    for y in (60, ys[0], ys[-1]):
        hand.across(y, XS[0], XS[1])
    hand.row(63, XS, ["单位"], ["金额"], ["比重"])
    for number, y in enumerate(ys[:-1]):
        hand.row(y + 5, XS, [], [f"{number + 1},200"], [f"{number + 11}.5"])
    for number, name in enumerate(names):
        hand.text(XS[0] + 4, first + pitch * number, name)
    (found,) = read_balanced(hand.save()).tables
    return grid(found)


def test_a_column_whose_lines_stand_level_with_the_rows_beside_it(tmp_path: Path) -> None:
    rows = ruled(tmp_path / "a.pdf", TASKS, 85, 20)
    assert [row[0] for row in rows] == ["单位", *TASKS]
    assert [row[1] for row in rows[1:]] == [f"{n},200" for n in range(1, 7)]


def test_a_merged_cell_with_lines_of_its_own_stays(tmp_path: Path) -> None:
    """Its text is as long as all rows together, but its lines stand between theirs."""
    rows = ruled(tmp_path / "a.pdf", TASKS, 88, 18.5)
    assert [row[0] for row in rows[2:]] == [None] * 5


def test_characters_set_below_each_other_in_a_merged_cell_stay(tmp_path: Path) -> None:
    rows = ruled(tmp_path / "a.pdf", list("组织保障措施"), 85, 20)
    assert rows[1][0] is not None
    assert rows[1][0].replace("\n", "") == "组织保障措施"
