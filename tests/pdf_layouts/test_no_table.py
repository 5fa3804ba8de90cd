"""Text in which white stands below white, and that is no table all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced, sentence

LEFT, RIGHT = 50.0, 310.0
WIDE = 22  # characters of a line of a column
WORDS = "the kernel of a machine that is to be steered must answer within one fixed span of time"


def outside(path: Path) -> list[str]:
    extraction = read_balanced(path)
    assert not extraction.tables
    return [part.text for part in extraction.outside]


def column(hand: Hand, x: float, y: float, text: str, step: float = 12) -> float:
    """Running text in lines of 22 characters; where the next line would stand."""
    for start in range(0, len(text), WIDE):
        hand.text(x, y, text[start : start + WIDE])
        y += step
    return y


def spread(hand: Hand, y: float, words: list[str], end: float) -> None:
    """Words set to both margins, with as much white between each two of them."""
    widths = [hand.canvas.stringWidth(word, hand.canvas._fontname, hand.size) for word in words]
    blank = (end - LEFT - sum(widths)) / (len(words) - 1)
    x = LEFT
    for word, wide in zip(words, widths, strict=True):
        hand.text(x, y, word)
        x += wide + blank


def test_rivers_in_text_set_to_both_margins(tmp_path: Path) -> None:
    """The blanks of every line stand below those of the line above."""
    hand = Hand(tmp_path / "a.pdf")
    words = WORDS.split()
    size = hand.canvas.stringWidth("".join(words), hand.canvas._fontname, hand.size)
    for number in range(6):
        spread(hand, 40 + 13 * number, words, LEFT + size + 6 * (len(words) - 1))
    assert "".join(outside(hand.save())).replace(" ", "") == 6 * WORDS.replace(" ", "")


def test_a_column_of_bullets(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    texts = [sentence(n, 30 + 7 * n) for n in range(5)]
    y = 40.0
    for text in texts:
        hand.text(LEFT, y, "•")
        y = column(hand, LEFT + 25, y, text, step=14)
    assert "".join(outside(hand.save())).replace("•", "") == "".join(texts)


def test_formulas_with_their_numbers(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    for n in range(4):
        hand.text(200, 40 + 15 * n, f"x={n}y+{n}")
        hand.text(500, 40 + 15 * n, f"(3.{n + 1})")
    assert "".join(outside(hand.save())) == "".join(f"x={n}y+{n}(3.{n + 1})" for n in range(4))


def test_labels_beside_each_other(tmp_path: Path) -> None:
    """Who answers for an account, and its unit, between two tables."""
    hand = Hand(tmp_path / "a.pdf")
    texts = [
        ("公司负责人：方立", "主管会计工作负责人：吴超", "会计机构负责人：姚凯"),
        ("2025年1—6月", "单位：元", "币种：人民币"),
    ]
    for number, row in enumerate(texts):
        for place, text in enumerate(row):
            hand.text(LEFT + 170 * place, 40 + 20 * number, text)
    hand.across(62 + 20, LEFT, 540)
    assert outside(hand.save()) == [text for row in texts for text in row]


ENTRIES = [
    ("一、总体要求", 1),
    ("（一）指导思想", 1),
    ("（二）工作目标", 2),
    ("二、重点任务", 2),
    ("（一）推动产业转型升级", 3),
    ("（二）全面推进乡村振兴", 11),
]


def entry(hand: Hand, y: float, title: str, number: int) -> None:
    x = LEFT + 20 * title.startswith("（")
    wide = hand.canvas.stringWidth(title, hand.canvas._fontname, hand.size)
    dots = "." * int((500 - x - wide) / hand.canvas.stringWidth(".", hand.canvas._fontname, 10))
    hand.text(x, y, title)
    hand.text(x + wide + 6, y, dots)
    hand.text(520 - 5 * (number > 9), y, str(number))


def test_a_contents_page_of_two_levels(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.text(270, 20, "目录")
    for n, (title, number) in enumerate(ENTRIES):
        entry(hand, 50 + 15 * n, title, number)
    hand.text(LEFT, 50 + 15 * len(ENTRIES), "附件")
    hand.text(515, 50 + 15 * len(ENTRIES), "12")
    text = "".join(outside(hand.save())).replace(".", "").replace(" ", "")
    assert text == "目录" + "".join(f"{title}{number}" for title, number in ENTRIES) + "附件12"


def test_leaders_before_figures_are_a_table(tmp_path: Path) -> None:
    """The figures rise and fall as no numbers of pages do."""
    hand = Hand(tmp_path / "a.pdf")
    for n, (title, _) in enumerate(ENTRIES):
        entry(hand, 50 + 15 * n, title[3:], (37 * n + 5) % 70)
    [table] = read_balanced(hand.save()).tables
    assert table.rows == len(ENTRIES)


def test_sections_begin_at_one_height_in_two_columns(tmp_path: Path) -> None:
    """Below a title over both, far from their tasks: they are no head of the page."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(215, 20, "某市2025年重点任务分工方案")
    sections: list[list[str]] = []
    for x, heading in ((LEFT, "一、产业升级"), (RIGHT, "二、乡村振兴")):
        tasks = [f"{n}．{sentence(n, 42 + 11 * n)}" for n in range(1, 6)]
        hand.text(x, 55, heading)
        y = 85.0
        for task in tasks:
            y = column(hand, x, y, task)
        sections.append([heading, *tasks])
    texts = outside(hand.save())
    assert "".join(texts[1:]) == "".join(text for section in sections for text in section)


@pytest.mark.parametrize("rules", [True, False], ids=["ruled", "bare"])
def test_a_table_within_one_of_two_columns(tmp_path: Path, *, rules: bool) -> None:
    """It is found among the lines of its column, and the prose stays in order."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [[f"任务{n}", f"{n}1", f"{3 * n}.5"] for n in range(1, 6)]
    y = column(hand, LEFT, 40, sentence(1, 180))
    xs = [LEFT + 10, LEFT + 90, LEFT + 160]
    if rules:
        for place in (y + 2, y + 18, y + 82):
            hand.across(place, LEFT, LEFT + 10 * WIDE)
    for number, row in enumerate([["名称", "数量", "金额"], *rows]):
        hand.row(y + 4 + 13 * number, xs, *([cell] for cell in row))
    column(hand, LEFT, y + 100, sentence(2, 150))
    column(hand, RIGHT, 40, sentence(3, 500), step=11.5)
    extraction = read_balanced(hand.save())
    [table] = extraction.tables
    assert grid(table) == [["名称", "数量", "金额"], *rows]
    text = "".join(part.text for part in extraction.outside)
    assert text == sentence(1, 180) + sentence(2, 150) + sentence(3, 500)


def test_three_columns_of_prose_below_a_title(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf", size=7)
    hand.text(150, 15, "某市人民政府办公室关于印发重点任务分工方案的通知及全文")
    texts = [sentence(n, 300) for n in range(3)]
    for place, text in enumerate(texts):
        column(hand, 50 + 170 * place, 40 + 3 * place, text, step=11)
    assert "".join(outside(hand.save())[1:]) == "".join(texts)


def test_a_table_over_both_columns_of_a_page(tmp_path: Path) -> None:
    """Its rows do not cross the white between the columns, but lines are drawn over it."""
    hand = Hand(tmp_path / "a.pdf")
    xs = [LEFT, LEFT + 120, RIGHT + 10, RIGHT + 130]
    rows = [
        ["区县", "项目", "数量", "金额"],
        *([f"第{n}区", f"{n}1", f"{n}2", f"{n}.3"] for n in range(4)),
    ]
    for place in (20, 34, 90):
        hand.across(place, LEFT, 530)
    for number, row in enumerate(rows):
        hand.row(22 + 13 * number, xs, *([cell] for cell in row))
    column(hand, LEFT, 110, sentence(1, 300))
    column(hand, RIGHT, 110, sentence(2, 300))
    extraction = read_balanced(hand.save())
    [table] = extraction.tables
    assert grid(table) == rows
    text = "".join(part.text for part in extraction.outside)
    assert text == sentence(1, 300) + sentence(2, 300)


def lattice(hand: Hand, texts: dict[tuple[int, int], str]) -> None:
    xs, ys = [50.0 + 40 * n for n in range(11)], [40.0 + 20 * n for n in range(11)]
    hand.grid(xs, ys)
    for (row, place), text in texts.items():
        hand.text(xs[place] + 3, ys[row] + 4, text)


def test_the_lines_of_a_chart(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    lattice(hand, {(2, 3): "甲", (7, 8): "乙"})
    assert outside(hand.save()) == ["甲", "乙"]


def test_an_empty_form_keeps_its_lines(tmp_path: Path) -> None:
    """Its head alone has texts: fewer than those of a chart may be."""
    hand = Hand(tmp_path / "a.pdf")
    lattice(hand, {(0, place): "项" for place in range(0, 10, 2)})
    [table] = read_balanced(hand.save()).tables
    assert (table.rows, table.columns) == (10, 10)
