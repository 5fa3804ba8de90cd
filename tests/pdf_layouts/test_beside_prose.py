"""Running text beside other text: slides, notes in the margin, lists, and lone rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

WORDS = "the kernel of a machine that is to be steered must answer within one fixed span of time "
XS = (50.0, 110.0, 300.0)


def no_tables(hand: Hand) -> list[str]:
    extraction = read_balanced(hand.save())
    assert not extraction.tables
    return [part.text for part in extraction.outside]


def paragraphs(hand: Hand, x: float, y: float, wide: int, counts: Sequence[int]) -> list[str]:
    """Paragraphs of so many full lines and a short one, with white below each."""
    drawn: list[str] = []
    for number, count in enumerate(counts):
        text = (WORDS * 20)[number : number + wide * count + wide // 3]
        lines = [text[start : start + wide].strip() for start in range(0, len(text), wide)]
        for line in lines:
            hand.text(x, y, line)
            y += 12
        drawn += lines
        y += 8
    return drawn


def squeezed(lines: Sequence[str]) -> str:
    return "".join(lines).replace(" ", "")


def test_prose_in_columns_of_two_widths(tmp_path: Path) -> None:
    """As on a slide: read down the left one, then down the right."""
    hand = Hand(tmp_path / "a.pdf")
    left = paragraphs(hand, 50, 40, 52, (5, 3, 7, 2))
    right = paragraphs(hand, 360, 40, 36, (2, 6, 4, 6))
    assert squeezed(no_tables(hand)) == squeezed([*left, *right])


def test_a_table_within_a_narrow_column(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    paragraphs(hand, 50, 40, 52, (5, 3, 7, 2))
    paragraphs(hand, 360, 40, 36, (3, 4))
    rows = [["period", "sum"], *([f"month{n}", f"{n}31.40"] for n in range(1, 7))]
    for number, (name, value) in enumerate(rows):
        hand.text(360, 200 + 18 * number, name)
        hand.text(480, 200 + 18 * number, value)
    paragraphs(hand, 360, 345, 36, (3, 4))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_a_note_in_the_margin(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    paragraphs(hand, 200, 40, 60, (14, 9))
    for number in range(4):
        hand.text(50, 64 + 12 * number, WORDS[23 * number : 23 * number + 23].strip())
    no_tables(hand)


def test_prose_cells_that_begin_beside_each_other_are_a_table(tmp_path: Path) -> None:
    """Three rows of long texts without lines: what is wrong, and what is to be done."""
    hand = Hand(tmp_path / "a.pdf")
    y, truth = 40.0, []
    for counts in ((4, 2), (2, 5), (3, 3)):
        left = paragraphs(hand, 50, y, 40, counts[:1])
        right = paragraphs(hand, 320, y, 40, counts[1:])
        truth.append([squeezed(left), squeezed(right)])
        y += 12 * (max(counts) + 1) + 16
    (table,) = read_balanced(hand.save()).tables
    assert [[squeezed([cell or ""]) for cell in row] for row in grid(table)] == truth


def items(hand: Hand, marks: Sequence[str], y: float = 60.0) -> float:
    """A list; where the next line would stand."""
    for mark in marks:
        hand.text(70, y, mark)
        hand.text(100, y, WORDS[:60])
        hand.text(100, y + 14, WORDS[20:50])
        y += 30
    return y


def test_a_list_of_letters_below_running_text(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(70, 40, "Of such machines the following is asked:")
    y = items(hand, ("a)", "b)", "c)", "d)"))
    hand.text(70, y, "and whatever else the kernel has to do in time.")
    no_tables(hand)


def test_letters_that_stand_for_the_dots_of_a_symbol_font(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(70, 42, "Some machines are steered by:")
    items(hand, ("o", "o", "o"))
    no_tables(hand)


def test_numbers_under_a_header_are_a_table(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    truth = [["No.", "name", "seat"], *([f"{n}.", f"name{n}", f"seat{n}"] for n in range(1, 6))]
    for number, row in enumerate(truth):
        hand.row(40 + 20 * number, XS, *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == truth


def test_one_row_among_other_texts(tmp_path: Path) -> None:
    """A line of three texts, each of two lines, is no table by itself."""
    hand = Hand(tmp_path / "a.pdf")
    paragraphs(hand, 50, 40, 90, (3,))
    for x in (50, 230, 420):
        hand.text(x, 140, "signed by", "the mayor")
    hand.across(135, 50, 520)
    hand.across(175, 50, 520)
    paragraphs(hand, 50, 230, 90, (3,))
    no_tables(hand)


def test_contents_without_leaders_under_their_heading(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(50, 40, "目录")
    for number in range(8):
        hand.text(50, 80 + 20 * number, f"第{number + 1}章 控制系统")
        hand.text(500, 80 + 20 * number, str(3 + 11 * number))
    no_tables(hand)


def test_boxes_without_any_text(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.grid([50, 90, 200, 300], [100, 150, 200])
    hand.text(50, 260, "Figure 1")
    assert no_tables(hand) == ["Figure 1"]
