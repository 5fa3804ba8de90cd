"""Columns of a ruled table without a line between them on any row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced

XS = (50.0, 90.0, 285.0, 400.0, 545.0)
DRAWN = (XS[0], XS[1], XS[3], XS[4])
HEAD = (["序号"], ["任务"], ["牵头单位"], ["配合单位"])
ROWS = (
    (["1"], ["推进一件事集成服务改革落地见效，压减", "办理环节。"], ["市公安局"], ["市民政局"]),
    (["2"], ["建立联席会议制度，定期研究解决有关的", "问题。"], ["市住房城乡建设局"], ["市教育局"]),
    (["3"], ["完善应急预案，定期组织演练并开展评估", "工作。"], ["市应急管理局"], []),
    (["4"], ["健全考核机制，严格落实责任制并开展督", "查。"], ["市统计局"], ["市财政局"]),
)


def draw(hand: Hand, rows: Sequence[Sequence[Sequence[str]]], top: float = 40) -> None:
    """The rows between the lines of a grid that lacks one."""
    ys = [top + 36 * n for n in range(len(rows) + 1)]
    for y in ys:
        hand.across(y, XS[0], XS[-1])
    for x in DRAWN:
        hand.down(x, ys[0], ys[-1])
    for y, row in zip(ys, rows, strict=False):
        hand.row(y + 3, XS, *row)


def texts(rows: Sequence[Sequence[Sequence[str]]]) -> list[list[str]]:
    return [["".join(lines) for lines in row] for row in rows]


def test_white_below_two_texts_of_the_header_parts_columns(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    draw(hand, (HEAD, *ROWS))
    extraction = read_balanced(hand.save())
    (table,) = extraction.tables
    assert grid(table) == texts((HEAD, *ROWS))
    assert any("the white tells them apart" in note for note in extraction.notes)


def test_a_page_without_a_header_is_parted_by_wrapped_texts(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    draw(hand, (HEAD, *ROWS))
    hand.turn()
    more = tuple((["5"], *row[1:3], ["市教育局"]) for row in ROWS)
    draw(hand, more)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == texts((HEAD, *ROWS, *more))


def test_names_set_apart_under_one_header_stay_one_column(tmp_path: Path) -> None:
    """Two names a line, the second always at one place: the header stands across."""
    hand = Hand(tmp_path / "a.pdf")
    head = (["序号"], ["任务"], [], [])
    hand.text(360, 43, "责任单位和人员")
    names = [(row[0], ["健全机制。"], ["市公安局"], ["市民政局"]) for row in ROWS]
    ys = [40 + 36 * n for n in range(len(names) + 2)]
    hand.grid((XS[0], XS[1], XS[2], XS[4]), ys)
    for y, row in zip(ys, (head, *names), strict=False):
        hand.row(y + 3, XS, *row)
    (table,) = read_balanced(hand.save()).tables
    assert table.columns == 3


def test_letters_of_a_name_set_apart_are_one_text(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 285.0, 400.0)
    ys = [40 + 36 * n for n in range(4)]
    hand.grid(xs, ys)
    for y, row in zip(
        ys, (["序号", "任务", "姓"], ["1", "甲", "张"], ["2", "乙", "王"]), strict=False
    ):
        hand.row(y + 3, xs, *([text] for text in row))
        hand.text(330, y + 3, "名" if row[0] == "序号" else "三")
    (table,) = read_balanced(hand.save()).tables
    assert table.columns == 3


def test_two_columns_lack_their_line(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    ys = [40 + 36 * n for n in range(len(ROWS) + 2)]
    for y in ys:
        hand.across(y, XS[0], XS[-1])
    for x in (XS[0], XS[1], XS[-1]):
        hand.down(x, ys[0], ys[-1])
    for y, row in zip(ys, (HEAD, *ROWS), strict=False):
        hand.row(y + 3, XS, *row)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == texts((HEAD, *ROWS))
