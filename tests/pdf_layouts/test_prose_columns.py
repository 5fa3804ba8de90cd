"""Prose in two columns, as a gazette prints it, and tables that look like it."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import read_balanced, sentence

LEFT, RIGHT = 50.0, 310.0
WIDE = 22  # characters of a line of a column
PARAGRAPHS = [f"{n}．{sentence(n, 48 + 9 * n)}（市公安局负责）" for n in range(1, 13)]


def lines() -> list[tuple[int, str]]:
    """The printed lines of all paragraphs, the first of each set in by two characters."""
    found: list[tuple[int, str]] = []
    for text in PARAGRAPHS:
        found.append((2, text[: WIDE - 2]))
        rest = text[WIDE - 2 :]
        found += [(0, rest[i : i + WIDE]) for i in range(0, len(rest), WIDE)]
    return found


def draw(hand: Hand, *, head: bool = False) -> None:
    printed = lines()
    half = (len(printed) + 1) // 2
    if head:
        hand.text(LEFT, 10, "某市人民政府公报")
        hand.text(RIGHT + 150, 10, "2025年第3期")
    hand.text(200, 36, "某市重点任务分工方案")
    for number, (indent, text) in enumerate(printed):
        x = LEFT if number < half else RIGHT
        # The columns stand a little apart in height.
        y = 70 + 12 * (number % half) + (5 if number >= half else 0)
        hand.text(x + 10 * indent, y, text)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    draw(hand)
    extraction = read_balanced(hand.save())
    assert not extraction.tables
    assert [part.text for part in extraction.outside] == ["某市重点任务分工方案", *PARAGRAPHS]


def test_the_head_of_a_page_stands_in_no_column(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    draw(hand, head=True)
    texts = [part.text for part in read_balanced(hand.save()).outside]
    assert texts[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_prose_that_ends_at_the_head_of_the_right_column(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf", size=9)
    some = lines()[:34]
    hand.text(LEFT, 10, "某市人民政府公报")
    hand.text(RIGHT + 150, 10, "2025年第3期")
    for number, (indent, text) in enumerate(some):
        x, place = (LEFT, number) if number < 32 else (RIGHT, number - 32)
        hand.text(x + 9 * indent, 40 + 13 * place, text)
    texts = [part.text for part in read_balanced(hand.save()).outside]
    whole = "".join(text for _, text in some)
    assert "".join(texts[2:]) == whole
    assert texts[2:-1] == PARAGRAPHS[: len(texts) - 3]


def test_paragraphs_set_apart_by_white_below_a_title_over_both_columns(tmp_path: Path) -> None:
    """The white between paragraphs is that below no page head; marks hang into the gutter."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(200, 10, "某市重点任务分工方案")
    cuts = [[text[i : i + WIDE] for i in range(0, len(text), WIDE)] for text in PARAGRAPHS[:9]]
    cuts.insert(0, [sentence(3, WIDE + 6)[:WIDE], "本方案。"])
    column, y = 0, 40.0
    for cut in cuts:
        for line in cut:
            if y > 420:
                column, y = column + 1, 40.0
            x = (LEFT, LEFT + 10 * WIDE + 13)[column]
            hand.text(x, y, line + "，" if line is cut[0] and len(line) == WIDE else line)
            y += 13
        y += 8
    extraction = read_balanced(hand.save())
    assert not extraction.tables
    texts = ["".join(cut) for cut in cuts]
    marked = [f"{cut[0]}，{''.join(cut[1:])}" if len(cut[0]) == WIDE else t for cut, t in
              zip(cuts, texts, strict=True)]  # fmt: skip
    assert [part.text for part in extraction.outside] == ["某市重点任务分工方案", *marked]


def test_the_last_page_is_read_in_the_columns_of_the_one_before(tmp_path: Path) -> None:
    """Two lines in each column are too few to show them."""
    hand = Hand(tmp_path / "a.pdf")
    draw(hand)
    hand.turn()
    last = [
        "13．" + sentence(5, WIDE)[: WIDE - 5],
        "按期办结。",
        "14．" + sentence(7, WIDE)[: WIDE - 5],
        "办完。",
    ]
    for number, (indent, text) in enumerate(zip((2, 0, 2, 0), last, strict=True)):
        x = LEFT if number < 2 else RIGHT
        hand.text(x + 10 * indent, 70 + 12 * (number % 2), text)
    texts = [part.text for part in read_balanced(hand.save()).outside]
    assert texts[1:] == [*PARAGRAPHS, "".join(last[:2]), "".join(last[2:])]


def test_a_table_of_two_wide_columns_is_no_prose(tmp_path: Path) -> None:
    """The shorter cell of a row has white below it."""
    hand = Hand(tmp_path / "a.pdf")
    y = 40
    for number in range(1, 9):
        for x, length in ((LEFT, 50 if number % 2 else 100), (RIGHT, 100 if number % 2 else 50)):
            text = sentence(number + int(x), length)
            for place in range(0, len(text), WIDE):
                hand.text(x, y + 12 * (place // WIDE), text[place : place + WIDE])
        y += 12 * 6
        if y > 420:
            break
    assert read_balanced(hand.save()).tables
