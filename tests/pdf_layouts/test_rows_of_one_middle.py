"""Tables without lines whose cells are centred in height: the texts of a row have one middle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pdf_layouts.by_hand import PITCH, Hand
from pdf_layouts.truth import Row, grid, read_balanced, sentence

XS = (50.0, 90.0, 180.0, 375.0, 485.0)
HEAD: Row = ("序号", "重点任务", "主要内容", "责任单位", "时限")
BODIES = ("市公安局、市民政局、", "市司法局、市教育局、", "市财政局")
ITEMS = (((3, 1), (2, 3)), ((2, 1),), ((1, 3), (3, 2)), ((4, 2),), ((3, 1), (3, 1), (2, 1)))


def lines_of(seed: int, count: int) -> list[str]:
    return [*(sentence(seed + n, 17)[:-1] for n in range(count - 1)), sentence(seed, 6)]


def centred(hand: Hand, x: float, top: float, high: float, lines: Sequence[str]) -> None:
    hand.text(x + 4, top + (high - PITCH * len(lines)) / 2, *lines)


def draw(hand: Hand, y: float, items: Sequence[tuple[int, Sequence[tuple[int, int]]]]) -> list[Row]:
    """Rows right below each other; number and title in the middle of all rows of their item."""
    truth: list[Row] = []
    for number, rows in items:
        begin, title = y, sentence(number, 8)[:-1]
        for one, (of_text, of_bodies) in enumerate(rows):
            high = PITCH * max(of_text, of_bodies)
            cells = lines_of(10 * number + one, of_text), BODIES[3 - of_bodies :], ["年底前"]
            for x, lines in zip(XS[2:], cells, strict=True):
                centred(hand, x, y, high, lines)
            key = (None, None) if one else (str(number), title)
            truth.append((*key, *("".join(lines) for lines in cells)))
            y += high
        centred(hand, XS[0], begin, y - begin, [str(number)])
        centred(hand, XS[1], begin, y - begin, [title])
    return truth


def test_titles_over_rows_that_touch_each_other(tmp_path: Path) -> None:
    """No white parts the texts, and titles stand beside none of them."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    truth = draw(hand, 60, list(enumerate(ITEMS, 1)))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*HEAD], *map(list, truth)]
    assert not any(cell.doubt for cell in table.cells)


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_section_names_in_the_narrow_first_cell(tmp_path: Path, is_wrapped: bool) -> None:
    names = (
        [["一、产", "业升级"], ["二、城", "市更新"]] if is_wrapped else [["一、产业"], ["二、城市"]]
    )
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    y, truth, items = 60.0, [], list(enumerate(ITEMS, 1))
    for name, part in zip(names, (items[:2], items[2:4]), strict=True):
        hand.text(XS[0] + 4, y, *name)
        y += PITCH * len(name)
        rows = draw(hand, y, part)
        truth += ["".join(name), *(row[2] for row in rows)]
        y += PITCH * sum(max(one) for _, counts in part for one in counts)
    (table,) = read_balanced(hand.save()).tables
    assert [row[2] or row[0] for row in grid(table)[1:]] == truth
    assert [row[0] for row in grid(table) if row[0] in truth] == ["".join(name) for name in names]


def test_numbers_wrapped_in_a_column_of_one_digit(tmp_path: Path) -> None:
    """1|8, 1|9, 2|0 count on; read line by line they are six numbers."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 70.0, 265.0, 400.0)
    hand.row(40, xs, ["序"], ["主要内容"], ["责任单位"], ["时限"])
    y, truth = 60.0, []
    for number, count in ((18, 4), (19, 3), (20, 5)):
        cells = [*str(number)], lines_of(number, count), BODIES[1:], ["年底前"]
        for x, lines in zip(xs, cells, strict=True):
            centred(hand, x, y, PITCH * count, lines)
        truth.append(["".join(lines) for lines in cells])
        y += PITCH * count
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == truth


def test_digits_of_rows_of_one_line_stay_apart(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    for number in range(1, 6):
        hand.row(40 + PITCH * number, XS, [str(number)], ["任务"], ["市财政局"], ["年底"], ["无"])
    (table,) = read_balanced(hand.save()).tables
    assert [row[0] for row in grid(table)] == ["序号", *map(str, range(1, 6))]


def test_a_rest_below_a_header_that_is_printed_again(tmp_path: Path) -> None:
    """The page cuts a row; its rest has text in one column, and no number."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    draw(hand, 60, list(enumerate(ITEMS[:4], 1)))
    y = 60 + PITCH * sum(max(one) for rows in ITEMS[:4] for one in rows)
    cut = lines_of(50, 5)
    hand.row(y, XS, ["5"], ["末项任务"], cut[:3], ["市财政局"], ["年底前"])
    hand.turn()
    hand.row(40, XS, *([text] for text in HEAD))
    hand.row(60, XS, [], [], cut[3:])
    truth = draw(hand, 60 + 2 * PITCH, [(6, ITEMS[0]), (7, ITEMS[1])])
    (table,) = read_balanced(hand.save()).tables
    rows = grid(table)
    assert rows[-len(truth) :] == [list(row) for row in truth]
    assert rows[-len(truth) - 1][2] == "".join(cut)
