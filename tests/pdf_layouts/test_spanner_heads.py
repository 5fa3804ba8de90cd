"""Heads of several lines in tables without column lines: labels over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import read_balanced
from pdf_press import FONT
from pipeline.records import Table

LABELS = 60.0  # where the texts of the first column begin
ENDS = (200.0, 260.0, 340.0, 400.0, 480.0)  # of the figures of each column
BODY = (
    ("合计", "412.0", "398.5", "77.1", "80.4", "9"),
    ("东城区", "101.2", "99.8", "20.7", "21.3", "2"),
    ("西城区", "140.6", "133.1", "25.0", "26.6", "3"),
    ("海淀区", "170.2", "165.6", "31.4", "32.5", "4"),
)
YEARS = ("2010年", "2011年", "2010年", "2011年")
LEAD = 15.0

Placed = dict[tuple[int, int, int, int], str]


def placed(table: Table) -> Placed:
    """The texts of a table by row, column, row span and column span."""
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span): cell.text
        for cell in table.cells
        if cell.text
    }


def right(hand: Hand, y: float, *texts: str) -> None:
    """Texts that end where the figures of their columns do."""
    for end, text in zip(ENDS, texts, strict=False):
        hand.canvas.drawRightString(end, HIGH - y - hand.size, text)


def centred(hand: Hand, y: float, x: float, *lines: str) -> None:
    for number, line in enumerate(lines):
        hand.canvas.drawCentredString(x, HIGH - y - LEAD * number - hand.size, line)


def body(hand: Hand, y: float, rows: Sequence[Sequence[str]] = BODY) -> float:
    """Rows of a label and figures, one line each; where the next would stand."""
    for label, *figures in rows:
        hand.text(LABELS, y, label)
        right(hand, y, *figures)
        y += LEAD
    return y


def body_at(first: int, rows: Sequence[Sequence[str]] = BODY) -> Placed:
    return {
        (first + number, column, 1, 1): text
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    }


HEAD: Placed = {
    (0, 1, 1, 2): "生产总值",
    (0, 3, 1, 2): "财政收入",
    (1, 0, 1, 1): "地区",
    **{(1, column, 1, 1): year for column, year in enumerate(YEARS, 1)},
    (1, 5, 1, 1): "排名",
}


def two_groups(hand: Hand) -> None:
    """A head of two lines, its upper labels over two columns each."""
    centred(hand, 44, 215, "生产总值")
    centred(hand, 44, 355, "财政收入")
    hand.text(LABELS, 61, "地区")
    right(hand, 61, *YEARS, "排名")


def three_lines(hand: Hand, end: float) -> None:
    """The lines above and below the head, and below the body."""
    for y in (41, 77, end + 2):
        hand.across(y, LABELS - 2, ENDS[-1] + 2)


@pytest.mark.parametrize("full", [True, False], ids=["three lines", "short lines alone"])
def test_short_lines_below_the_labels_of_several_columns(tmp_path: Path, full: bool) -> None:
    hand = Hand(tmp_path / "a.pdf")
    two_groups(hand)
    hand.across(59, 165, 262)
    hand.across(59, 305, 402)
    end = body(hand, 80)
    if full:
        three_lines(hand, end)
    (table,) = read_balanced(hand.save()).tables
    assert placed(table) == HEAD | body_at(2)


def test_one_line_below_the_labels_of_two_groups(tmp_path: Path) -> None:
    """The parts of the line touch: the labels that come again say where one group ends."""
    hand = Hand(tmp_path / "a.pdf")
    two_groups(hand)
    hand.across(59, 165, 402)
    end = body(hand, 80)
    three_lines(hand, end)
    (table,) = read_balanced(hand.save()).tables
    assert placed(table) == HEAD | body_at(2)


def test_labels_over_two_columns_without_any_line(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    two_groups(hand)
    body(hand, 80)
    (table,) = read_balanced(hand.save()).tables
    assert placed(table) == HEAD | body_at(2)


def test_a_blank_of_a_label_where_two_columns_meet(tmp_path: Path) -> None:
    """The words of ``Group A`` stand left and right of the column edge: it is one text."""
    hand = Hand(tmp_path / "a.pdf")
    hand.canvas.setFont("Helvetica", 10)
    centred(hand, 44, 215, "Group A")
    centred(hand, 44, 355, "Total number")
    hand.across(59, 165, 262)
    hand.across(59, 305, 402)
    right(hand, 61, "Mean", "SD", "Mean", "SD", "Rank")
    rows = [(f"State {n}", *row[1:]) for n, row in enumerate(BODY)]
    end = body(hand, 80, rows)
    three_lines(hand, end)
    (table,) = read_balanced(hand.save()).tables
    head: Placed = {(0, 1, 1, 2): "Group A", (0, 3, 1, 2): "Total number"}
    head |= {(1, 1 + n, 1, 1): text for n, text in enumerate(("Mean", "SD", "Mean", "SD", "Rank"))}
    assert placed(table) == head | body_at(2, rows)


def test_a_label_of_two_lines_beside_those_of_two_levels(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    centred(hand, 44, 215, "生产总值")
    centred(hand, 44, 355, "财政收入")
    hand.across(59, 165, 262)
    hand.across(59, 305, 402)
    hand.text(LABELS, 46, "地区或", "单位")
    right(hand, 61, *YEARS, "排名")
    end = body(hand, 80)
    three_lines(hand, end)
    (table,) = read_balanced(hand.save()).tables
    head = {place: text for place, text in HEAD.items() if place != (1, 0, 1, 1)}
    assert placed(table) == head | {(0, 0, 2, 1): "地区或单位"} | body_at(2)


def test_names_of_sections_wider_than_the_labels(tmp_path: Path) -> None:
    """Two names over the first columns, the first right below the head: columns stay apart."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(LABELS, 44, "地区")
    right(hand, 44, *YEARS, "排名")
    y = 64.0
    for name in ("按照行政区划分组的全部登记单位数", "按照登记类型分组的全部登记单位数"):
        hand.text(LABELS, y, name)
        y = body(hand, y + LEAD)
    hand.across(41, LABELS - 2, ENDS[-1] + 2)
    hand.across(61, LABELS - 2, ENDS[-1] + 2)
    hand.across(y + 2, LABELS - 2, ENDS[-1] + 2)
    (table,) = read_balanced(hand.save()).tables
    assert table.columns == 6
    found = {(row, column): text for (row, column, *_), text in placed(table).items()}
    assert {text for (_, column), text in found.items() if not column} == {
        "地区", "按照行政区划分组的全部登记单位数", "按照登记类型分组的全部登记单位数",
        *(row[0] for row in BODY),
    }  # fmt: skip
    assert [found[row, 1] for row in range(table.rows) if (row, 1) in found][1:] == [
        row[1] for row in (*BODY, *BODY)
    ]


def test_a_blank_between_sentences_above_the_table(tmp_path: Path) -> None:
    """It lies above white of the table that a label covers: the sentences are no row of it."""
    hand = Hand(tmp_path / "a.pdf")
    hand.canvas.setFont("Helvetica", 10)
    hand.text(60, 20, "Politics if discuss give machine turn the book.")
    hand.text(285, 20, "Entire available threat alone, and paint.")
    centred(hand, 44, 257, "Group A of all the states in here")
    centred(hand, 44, 430, "Total number")
    hand.across(59, 165, 342)
    hand.across(59, 375, 482)
    labels = ("Mean", "SD", "Mean", "SD", "Rank")
    right(hand, 61, *labels)
    rows = [(f"State {n}", *row[1:]) for n, row in enumerate(BODY)]
    end = body(hand, 80, rows)
    three_lines(hand, end)
    (table,) = read_balanced(hand.save()).tables
    head: Placed = {(0, 1, 1, 3): "Group A of all the states in here", (0, 4, 1, 2): "Total number"}
    head |= {(1, 1 + n, 1, 1): text for n, text in enumerate(labels)}
    assert placed(table) == head | body_at(2, rows)


def test_number_and_name_of_a_table_without_lines(tmp_path: Path) -> None:
    """Right above the first row: it is no text of the first column."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(LABELS, 26, "表3　各区主要指标")
    hand.text(LABELS, 44, "地区")
    right(hand, 44, *YEARS, "排名")
    body(hand, 62)
    extraction = read_balanced(hand.save())
    (table,) = extraction.tables
    assert [part.text for part in extraction.outside] == ["表3　各区主要指标"]
    head = {(0, n, 1, 1): text for n, text in enumerate(("地区", *YEARS, "排名"))}
    assert placed(table) == head | body_at(1)


def test_the_first_of_shaded_and_plain_rows_set_close(tmp_path: Path) -> None:
    """The shading of the second row begins within the height of the first row's type."""
    hand = Hand(tmp_path / "a.pdf")
    two_groups(hand)
    hand.across(59, 165, 262)
    hand.across(59, 305, 402)
    for y in (41, 75):
        hand.across(y, LABELS - 2, ENDS[-1] + 2)
    rows = [*BODY, *((f"{row[0]}（郊）", *row[1:]) for row in BODY)]
    pitch = 10.5
    for number in range(1, len(rows), 2):
        hand.canvas.setFillGray(0.85)
        top = 76 + pitch * number
        hand.canvas.rect(LABELS - 2, HIGH - top - pitch, 424, pitch, stroke=0, fill=1)
    hand.canvas.setFillGray(0)
    hand.canvas.setFont(FONT, 10)
    for number, (label, *figures) in enumerate(rows):
        y = 76 + pitch * number
        hand.text(LABELS, y, label)
        right(hand, y, *figures)
    (table,) = read_balanced(hand.save()).tables
    assert placed(table) == HEAD | body_at(2, rows)
