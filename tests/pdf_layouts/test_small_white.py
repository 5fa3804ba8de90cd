"""Columns and rows that small white, shades and the texts themselves tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_layouts.by_hand import HIGH, PITCH, Hand
from pdf_layouts.truth import Row, blank_is_none, grid, read_balanced, sentence

XS = (50.0, 90.0, 285.0, 500.0)
HEAD = [["序号"], ["任务"], ["责任单位"]]
TRUTH: list[Row] = [
    ["序号", "任务", "责任单位"],
    ["1", "推进集成服务改革，压减环节。", "市公安局、市民政局"],
    ["2", "建立联席会议制度。", "市财政局、市水务局"],
    ["3", "完善应急预案，定期评估。", "市应急管理局"],
    ["4", "健全考核机制。", "市统计局"],
]


NUMBERED_HEAD = ("任务名称", "任务内容", "责任单位")


@pytest.mark.parametrize("first", [8, 1])
def test_numbers_set_close_before_titles(tmp_path: Path, first: int) -> None:
    """No border, the numbers to the right of their column, the titles to the left: 2 points."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [[f"第{n}项任务", sentence(n, 12), "市公安局"] for n in range(first, first + 4)]
    hand.row(40, (50, 110, 250, 420), ["序号"], *([text] for text in NUMBERED_HEAD))
    for place, row in enumerate(rows):
        y = 70 + 24 * place
        hand.canvas.drawRightString(84, HIGH - y - 10, str(first + place))
        hand.row(y, (82, 210, 420), *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    numbered = [[str(first + place), *row] for place, row in enumerate(rows)]
    assert grid(table) == [["序号", *NUMBERED_HEAD], *numbered]


def test_numbers_of_titles_stay_with_them(tmp_path: Path) -> None:
    """The same white between a number and its title in one column, under one label."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [[f"第{n}项任务", sentence(n, 12), "市公安局"] for n in range(1, 5)]
    hand.row(40, (50, 210, 420), *([text] for text in NUMBERED_HEAD))
    for place, row in enumerate(rows):
        y = 70 + 24 * place
        hand.text(54, y, str(1 + place))
        hand.row(y, (58, 206, 416), *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[0] == [*NUMBERED_HEAD]


def test_section_rows_of_a_table_without_sides(tmp_path: Path) -> None:
    """The lines between columns end above each of them; the last one ends the page."""
    hand = Hand(tmp_path / "a.pdf")
    sections = {1: "一、重点改革", 3: "（一）重点项目", 6: "二、民生实事"}
    body = iter(TRUTH[1:])
    rows = [[sections[n]] if n in sections else next(body) for n in range(1, 7)]
    rows.insert(0, TRUTH[0])
    for number, row in enumerate(rows):
        y = 60 + 24 * number
        hand.row(y + 5, XS, *([text] for text in row))
        hand.across(y, XS[0], XS[-1])
        for x in XS[1:-1] if number not in sections else ():
            hand.down(x, y, y + 24)
    hand.across(60 + 24 * len(rows), XS[0], XS[-1])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*row, *[None] * (3 - len(row))] for row in rows]


def test_a_line_of_text_between_two_tables_without_sides(tmp_path: Path) -> None:
    """White around it says that they are two."""
    hand = Hand(tmp_path / "a.pdf")
    for top in (60, 200):
        for number, row in enumerate(TRUTH):
            y = top + 20 * number
            hand.row(y + 3, XS, *([text] for text in row))
            hand.across(y, XS[0], XS[-1])
        hand.across(top + 100, XS[0], XS[-1])
        for x in XS[1:-1]:
            hand.down(x, top, top + 100)
    hand.text(60, 175, "表二 民生实事")
    assert [table.rows for table in read_balanced(hand.save()).tables] == [5, 5]


def test_bodies_right_above_those_of_the_next_row(tmp_path: Path) -> None:
    """Rows follow each other at the pitch of lines; some have no body: none spans two rows."""
    hand = Hand(tmp_path / "a.pdf")
    bodies = [
        [],
        ["市公安局、市民政局、", "市总工会"],
        ["市司法局、市数据", "局、市税务局"],
        ["市财政局"],
    ]
    bodies += [[], ["市林业局"], [], ["市总工会"]]
    xs, y = (50.0, 90.0, 300.0, 420.0), 60.0
    hand.row(y, xs, ["序号"], ["任务内容"], ["配合单位"], ["时限"])
    rows = []
    for number, lines in enumerate(bodies, 1):
        y += PITCH * (2 if number > 1 else 1)
        task = [sentence(number, 17)[:-1], sentence(number + 9, 5)]
        hand.row(y, xs, [str(number)], task, lines, ["年底前"])
        rows.append([str(number), "".join(task), "".join(lines), "年底前"])
    hand.across(58, xs[0], 450)
    hand.across(74, xs[0], 450)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == rows


def centred(hand: Hand, y: float, text: str) -> None:
    """A line in the middle between the first and the last column edge."""
    x0, x1 = XS[0], XS[-1]
    hand.text((x0 + x1) / 2 - 5 * len(text), y, text)


def test_section_rows_between_rows_without_lines(tmp_path: Path) -> None:
    """No cell reaches into them, though it would stand in the middle of its row and theirs."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *HEAD)
    truth = [TRUTH[0]]
    y = 66.0
    for number in range(1, 7):
        if number in (1, 4):
            section = "一、经济发展" if number == 1 else "二、民生保障"
            centred(hand, y, section)
            truth.append([section, None, None])
            y += 20
        task = [sentence(number, 17)[:-1], sentence(number + 9, 16)[:-1], sentence(number, 5)]
        hand.row(y + PITCH, XS, [str(number)])
        hand.row(y, XS, [], task)
        lines = ["市公安局、市民政局、", "市司法局"] if number % 3 == 1 else ["市财政局"]
        hand.row(y + PITCH - 7.5 * (len(lines) - 1), XS, [], [], lines)
        truth.append([str(number), "".join(task), "".join(lines)])
        y += 3 * PITCH + 10
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == truth


def test_a_section_row_that_begins_a_page(tmp_path: Path) -> None:
    """Level lines alone: it stands in the middle column, but is no part of the task before."""
    hand = Hand(tmp_path / "a.pdf")
    rows = [[str(n), sentence(n, 9 + 3 * n % 9), "市公安局"] for n in range(1, 9)]
    texts = [TRUTH[0], *rows[:4], "二、民生保障", *rows[4:]]
    for page in (texts[:5], texts[5:]):
        for number, row in enumerate(page):
            hand.across(60 + 22 * number, XS[0], XS[-1])
            if isinstance(row, str):
                centred(hand, 65 + 22 * number, row)
            else:
                hand.row(65 + 22 * number, XS, *([text] for text in row))
        hand.across(60 + 22 * len(page), XS[0], XS[-1])
        hand.turn()
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[row, None, None] if isinstance(row, str) else row for row in texts]


def test_a_label_of_two_characters_set_apart(tmp_path: Path) -> None:
    """One of them alone stands over the numbers: it is one column."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(54, 60, "序")
    hand.text(80, 60, "号")
    xs = (50.0, 100.0, 320.0, 500.0)
    hand.row(60, xs, [], ["任务"], ["责任单位"])
    for number in range(1, 6):
        hand.row(60 + 24 * number, xs, [str(number)], [sentence(number, 12)], ["市公安局"])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[0] == ["序号", "任务", "责任单位"]


def test_an_empty_cell_above_a_text_of_more_lines_than_its_row(tmp_path: Path) -> None:
    """Upright lines alone: cells stand in the middle, and a text begins where its row does."""
    hand = Hand(tmp_path / "a.pdf")
    bodies = [1, 0, 3, 2, 0, 3]
    y, truth = 80.0, []
    hand.row(60, XS, *HEAD)
    for number, count in enumerate(bodies, 1):
        lines = ["市公安局、市民政局、"] * (count - 1) + ["市财政局"] * min(count, 1)
        task = [sentence(number, 17)[:-1], sentence(number + 9, 5)][: 1 if count == 3 else 2]
        high = PITCH * max(count, len(task)) + 6
        for column, texts in enumerate(([str(number)], task, lines)):
            hand.text(XS[column] + 4, y + (high - PITCH * len(texts)) / 2, *texts)
        truth.append([str(number), "".join(task), "".join(lines)])
        y += high
    for x in XS:
        hand.down(x, 56, y)
    (table,) = read_balanced(hand.save()).tables
    assert blank_is_none(grid(table))[1:] == blank_is_none(truth)


@pytest.mark.parametrize("centred_cells", [False, True])
def test_every_other_row_is_shaded_and_merged_numbers_are_not(
    tmp_path: Path, centred_cells: bool
) -> None:
    """Shades part the tasks, and of the numbers those of shaded cells alone."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(60, XS, *HEAD)
    hand.canvas.setFillGray(0.9)
    y, at, truth = 76.0, [], []
    for number, rows in enumerate((2, 2, 1, 2), 1):
        at.append((y, rows))
        for row in range(rows):
            if len(truth) % 2:
                hand.canvas.rect(XS[1], HIGH - y - 36, XS[-1] - XS[1], 36, stroke=0, fill=1)
            task = [sentence(len(truth), 17)[:-1], sentence(number, 5)]
            truth.append([None if row else str(number), "".join(task), "市公安局"])
            y += 36
    hand.canvas.setFillGray(0)
    for number, (top, rows) in enumerate(at, 1):
        hand.row(top + 3 + (18 * rows - 10) * centred_cells, XS, [str(number)])
    for place, row in enumerate(truth):
        task = str(row[1])
        hand.row(79 + 36 * place, XS, [], [task[:17], task[17:]], ["市公安局"])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == truth


def test_marks_that_hang_over_a_small_gutter(tmp_path: Path) -> None:
    """Lines that end with a mark touch the texts beside them, one begins with a quotation mark."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, (50, 90, 234), *HEAD)
    rows = [TRUTH[0]]
    for number in range(1, 9):
        first = sentence(number, 14)[: 13 if number % 2 else 14]
        lines = [first + "，" * (number % 2), sentence(number + 9, 8)]
        if number == 8:
            lines[0] = "“" + lines[0]
        top = 40 + 24 + 40 * (number - 1)
        hand.row(top, (50, 90 - 10 * (number == 8)), [str(number)], lines[:1])
        hand.row(top + PITCH, (50, 90), [], lines[1:])
        hand.text(240, top, "市公安局、市民政局")
        rows.append([str(number), "".join(lines), "市公安局、市民政局"])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_a_label_over_an_empty_column(tmp_path: Path) -> None:
    """The first label has two lines, so that none stands on the highest line with all others."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 285.0, 420.0)
    hand.text(54, 30, "序", "号")
    hand.row(37.5, xs, [], ["任务"], ["责任单位"], ["备注"])
    rows = [[*TRUTH[0], "备注"]]
    for number in range(1, 5):
        task = [sentence(number, 17)[:-1], sentence(number + 9, 8)]
        hand.row(30 + 40 * number, xs, [str(number)], task, ["市公安局"])
        rows.append([str(number), "".join(task), "市公安局", ""])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows
