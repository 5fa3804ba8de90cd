"""Drafts whose lines are counted in the margin, and lists that look like it."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced, sentence

PARAGRAPHS = [f"{n}．{sentence(n, 60 + 9 * n)}（市公安局负责）" for n in range(1, 6)]
WIDE = 26  # characters of a line


def test_numbers_of_lines_are_taken_out_by_name(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    number = 0
    for n, text in enumerate(PARAGRAPHS):
        indented = "　　" + text
        for at in range(0, len(indented), WIDE):
            number += 1
            y = 40 + 18 * number
            hand.text(90, y, indented[at : at + WIDE])
            hand.text(70 - 6 * (number > 9), y, str(number))
        if n == 2:
            hand.turn()
            number = 0
    extraction = read_balanced(hand.save())
    assert [part.text for part in extraction.outside] == PARAGRAPHS
    removed = [r.text for r in extraction.removed if r.rule == "line_number"]
    assert removed == [str(n) for n in (*range(1, 13), *range(1, 11))]


def test_numbers_of_rows_stay(tmp_path: Path) -> None:
    """A page without a header: every line is a row, and its number stands left of all."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [
        [str(n), sentence(n, 12 + n % 5), "市公安局、市民政局" if n % 3 else "市教育局"]
        for n in range(1, 15)
    ]
    xs = (50.0, 90.0, 320.0, 545.0)
    hand.grid(xs, [40 + 20 * n for n in range(len(rows) + 1)])
    for n, row in enumerate(rows):
        hand.row(43 + 20 * n, xs, *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows
