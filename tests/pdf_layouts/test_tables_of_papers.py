"""Tables as papers print them: lines around the header and below all, prose close by."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

LEFT, RIGHT = 110.0, 470.0
MIDDLES = (206.0, 290.0, 365.0, 440.0)
PARAGRAPH = (
    "outperforms all others in general knowledge and achieves improvements of several",
    "points each (5-shot).",
)
NEXT = (
    "of the largest model we compare it with others of all kinds, among them",
    "those of one expert and those of many. The results are in the table below, for which",
    "all were measured anew. In assessments of science it is superior to all of the others.",
)


def centred(hand: Hand, y: float, *texts: str) -> None:
    for middle, text in zip(MIDDLES, texts, strict=True):
        hand.text(middle - hand.canvas.stringWidth(text) / 2, y, text)


def model_table(hand: Hand, top: float, head: tuple[str, ...]) -> list[list[str]]:
    """Six rows of figures in narrow columns; the lines are as wide as all of it."""
    rows = [["Datasets", *head]]
    for number in range(6):
        figures = (f"{number + 50}.{number}", f"{number + 60}.4", "-", f"{number + 71}.9")
        rows.append([("MMLU", "GPQA", "BBH", "Theorem QA", "ARC-C", "MATH")[number], *figures])
    for number, row in enumerate(rows):
        y = top + 4 + 14 * number + (6 if number else 0)
        hand.text(LEFT + 4, y, row[0])
        centred(hand, y, *row[1:])
    for y in (top, top + 19, top + 24 + 14 * len(rows)):
        hand.across(y, LEFT, RIGHT)
    return [["".join(text.split()) for text in row] for row in rows]


def test_labels_far_wider_than_the_figures_below_them(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    head = ("Mixtral-8x22B", "Llama-3-70B", "Qwen1.5-72B", "Qwen2-72B")
    rows = model_table(hand, 60, head)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def prose(hand: Hand, x: float, y: float) -> None:
    """The end of a paragraph, and one that begins with a name set apart."""
    for number, line in enumerate(PARAGRAPH):
        hand.text(x, y + 12 * number, line)
    hand.text(x, y + 32, "Qwen2-72B")
    hand.text(x + hand.canvas.stringWidth("Qwen2-72B") + 12, y + 32, NEXT[0])
    for number, line in enumerate(NEXT[1:], 1):
        hand.text(x, y + 32 + 12 * number, line)


def test_prose_below_the_last_line_is_no_row(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    rows = model_table(hand, 60, ("7B", "14B", "34B", "72B"))
    prose(hand, LEFT, 190)
    read = read_balanced(hand.save())
    (table,) = read.tables
    assert grid(table) == rows


def test_a_heading_that_begins_left_of_the_last_line_is_no_row(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    rows = model_table(hand, 60, ("7B", "14B", "34B", "72B"))
    hand.text(LEFT - 20, 190, "5.2.3")
    hand.text(LEFT + 20, 190, "Long context capabilities")
    prose(hand, LEFT - 20, 210)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_names_beside_the_labels_of_groups(tmp_path: Path) -> None:
    """Each name has a row of figures, though lines part the groups alone."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (LEFT, 170.0, 280.0, 340.0, 400.0)
    rows = [
        ["Task", "Model", "AP", "AP50", "AR"],
        ["TD", "FasterR-CNN", "0.825", "0.985", "0.866"],
        ["", "DETR", "0.966", "0.995", "0.981"],
        ["TSR", "FasterR-CNN", "0.722", "0.815", "0.762"],
        ["", "DETR", "0.912", "0.971", "0.942"],
    ]
    for number, row in enumerate(rows):
        y = 64 + 13 * number + 8 * ((number + 1) // 2)
        hand.row(y, xs, *([text.replace("rR", "r R")] if text else [] for text in row))
    for y in (60, 81, 116, 151):
        hand.across(y, LEFT, 460)
    (table,) = read_balanced(hand.save()).tables
    assert [[text or "" for text in row] for row in grid(table)] == rows


def test_a_table_printed_anew_on_each_page(tmp_path: Path) -> None:
    """All rows come again, not those of a header: each page has a table of its own."""
    hand = Hand(tmp_path / "a.pdf")
    xs, ys = (50.0, 200.0, 350.0, 500.0), [40.0 + 30 * number for number in range(9)]
    rows = [[f"cell {row} {column}" for column in range(3)] for row in range(8)]
    for page in range(3):
        if page:
            hand.turn()
        hand.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            hand.row(y + 8, xs, *([text] for text in row))
    tables = read_balanced(hand.save()).tables
    truth = [["".join(text.split()) for text in row] for row in rows]
    assert [grid(table) for table in tables] == [truth] * 3


def test_the_foot_of_a_page_below_the_frame_of_its_rows(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 150.0, 250.0, 340.0, 430.0)
    rows = [["Apellido", "Nombre", "Matricula", "Fecha", "Importe"]]
    rows += [
        [f"PERSONA{n}", f"JUAN{n}", f"27.08{n}.460", "09/10/2013", f"10.{n}00,00"]
        for n in range(10)
    ]
    for number, row in enumerate(rows):
        hand.row(44 + 16 * number, xs, *([text] for text in row))
    hand.grid((44, 520), (40, 220))
    hand.row(223, xs, [], [], [], ["ANEXO I-A-1"], ["Página 12 de 14"])
    read = read_balanced(hand.save())
    (table,) = read.tables
    assert grid(table) == rows
    assert "".join(line.text for line in read.outside) == "ANEXO I-A-1Página 12 de 14"
