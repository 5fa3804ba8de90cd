"""Tables without lines whose cells are centred in height: rows lie about their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pdf_layouts.by_hand import HIGH, PITCH, Hand
from pdf_layouts.truth import Row, grid, read_balanced, sentence

XS = (50.0, 90.0, 285.0, 470.0)
HEAD: Row = ("序号", "主要内容", "责任单位", "完成时限")
FULL = (  # as long as a line of its column
    "市公安局、市民政局、市司法局、市水",
    "务局、市教育局、市体育局、市统计局",
    "、市商务局、市审计局、市税务局、市",
)


def bodies(count: int) -> list[str]:
    return [*FULL[: count - 1], "务局、市总工会" if count > 1 else "市财政局"][:count]


def task(number: int, count: int) -> list[str]:
    return [*(sentence(number + n, 17)[:-1] for n in range(count - 1)), sentence(number, 6)]


def draw(hand: Hand, y: float, rows: Sequence[tuple[int, Sequence[int]]]) -> list[list[str]]:
    """Rows right below each other: a number, and the lines of its text and of its bodies."""
    truth = []
    for number, counts in rows:
        cells = [[str(number)], task(number, counts[0]), bodies(counts[1]), ["2025年6月底"]]
        high = PITCH * max(map(len, cells))
        for x, lines in zip(XS, cells, strict=True):
            if lines:
                hand.text(x + 4, y + (high - PITCH * len(lines)) / 2, *lines)
        truth.append(["".join(lines) for lines in cells])
        y += high
    return truth


COUNTS = (
    [(1, 2), (1, 1), (1, 2), (1, 1), (1, 2), (1, 1), (1, 1), (1, 2)],
    [(3, 1), (1, 2), (2, 1), (2, 4), (1, 3), (1, 1)],
    [(1, 2), (2, 0), (1, 2), (2, 0), (1, 1), (1, 3)],
)


@pytest.mark.parametrize("counts", COUNTS)
def test_no_more_white_between_rows_than_between_lines(
    tmp_path: Path, counts: Sequence[Sequence[int]]
) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    truth = draw(hand, 60, list(enumerate(counts, 1)))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*HEAD], *truth]


def test_one_row_on_the_next_page_is_set_as_those_before(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    truth = draw(hand, 60, list(enumerate(COUNTS[0], 1)))
    hand.turn()
    hand.row(40, XS, *([text] for text in HEAD))
    truth += draw(hand, 60, [(9, (1, 2))])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*HEAD], *truth]


def test_numbers_at_the_top_of_rows_as_long_as_if_centred(tmp_path: Path) -> None:
    """Two lines each: about every other number stand three, but their sentences end otherwise."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    truth = []
    for number in range(1, 7):
        cells = [[str(number)], task(number, 2), bodies(2), ["2025年6月底"]]
        hand.row(30 + 2 * PITCH * number, XS, *cells)
        truth.append(["".join(lines) for lines in cells])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [[*HEAD], *truth]


def test_numbers_in_the_middle_of_several_shaded_rows(tmp_path: Path) -> None:
    """Every other row is shaded from side to side, through the cells of the numbers too."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(43, XS, *([text] for text in HEAD))
    y, truth, tops = 60.0, [], []
    for number, heights in enumerate(((1, 2), (2,), (1, 3), (2, 1), (2, 1, 1), (1,)), 1):
        begin = y
        for count in heights:
            if len(truth) % 2:
                hand.canvas.setFillGray(0.9)
                hand.canvas.rect(50, HIGH - y - PITCH * count - 6, 500, PITCH * count + 6, 0, 1)
                hand.canvas.setFillGray(0)
            hand.row(y + 3, XS, [], task(len(truth), count))
            hand.text(XS[2] + 4, y + 3 + PITCH * (count - 1) / 2, "市公安局")
            tops.append(y)
            truth.append([None if y > begin else str(number), "".join(task(len(truth), count))])
            y += PITCH * count + 6
        hand.text(54, (begin + y) / 2 - 6, str(number))
    (table,) = read_balanced(hand.save()).tables
    assert [row[:2] for row in grid(table)[1:]] == truth


def test_a_row_that_the_page_edge_cuts_is_the_last(tmp_path: Path) -> None:
    """Its number stands in the middle of all its lines, or of those on the page."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    truth = draw(hand, 60, list(enumerate(COUNTS[1], 1)))
    y = 60 + PITCH * sum(map(max, COUNTS[1]))
    hand.row(y, XS, ["7"], task(7, 4), bodies(2), ["2025年6月底"])
    (table,) = read_balanced(hand.save()).tables
    last = ["7", "".join(task(7, 4)), "".join(bodies(2)), "2025年6月底"]
    assert grid(table) == [[*HEAD], *truth, last]


def test_a_text_of_several_rows_without_white_is_doubted(tmp_path: Path) -> None:
    """Its lines stand neither below the numbers nor about them."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    for number in range(1, 6):
        hand.row(80 + 55 * (number - 1), XS, [str(number)], [], ["市财政局"], ["年底前"])
    hand.row(72.5, XS, [], [sentence(n, 17)[:-1] for n in range(18)])
    (table,) = read_balanced(hand.save()).tables
    texts = [cell for cell in table.cells if cell.column == 1 and cell.row and cell.text]
    assert all(cell.doubt for cell in texts)
