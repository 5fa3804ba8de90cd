"""Row and column edges at which no line is drawn, told by where lines are pieced together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced
from pipeline.extract.pdf.joints import edges_at_joints
from pipeline.extract.pdf.page import Glyph, Glyphs, Ruling

XS = (50.0, 130.0, 250.0, 330.0, 500.0)
HEAD = ("行业", "指标", "单位", "大型")
BODY = (
    ("工业", ("从业人员", "人", "X≥1000"), ("营业收入", "万元", "Y≥40000")),
    ("建筑业", ("营业收入", "万元", "Y≥80000"), ("资产总额", "万元", "Z≥80000")),
    ("零售业", ("从业人员", "人", "X≥300"), ("营业收入", "万元", "Y≥20000")),
)


def rows_of(path: Path) -> list[list[str | None]]:
    (table,) = read_balanced(path).tables
    return blank_is_none(grid(table))


def test_no_line_between_the_rows_of_a_group(tmp_path: Path) -> None:
    """The upright lines are drawn row by row; the name of the group stands over two of them."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, *([text] for text in HEAD))
    for number, (name, *rows) in enumerate(BODY):
        top = 70 + 40 * number
        hand.text(54, top + 13, name)
        for y, row in zip((top, top + 20), rows, strict=True):
            hand.row(y + 3, XS[1:], *([text] for text in row))
    for y in (50, 70, 110, 150, 190):
        hand.across(y, 50, 500)
    for top, bottom in pairwise(range(50, 191, 20)):
        for x in XS:
            hand.down(x, top, bottom)
    assert rows_of(hand.save()) == [
        [*HEAD],
        *([name if place == 0 else None, *row] for name, *rows in BODY
          for place, row in enumerate(rows)),
    ]  # fmt: skip


def test_lines_that_are_drawn_for_each_line_of_print(tmp_path: Path) -> None:
    """Rows are ruled, and the sides of their cells are pieced together within wrapped texts."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, *([text] for text in HEAD))
    for number in range(5):
        texts = ["推进一件事集成", "改革"], [f"事项{number}"], ["个"], ["市公安局"]
        hand.row(70 + 30 * number, XS, *texts)
    for y in (50, *range(70, 221, 30)):
        hand.across(y, 50, 500)
    for x in XS:
        for top, bottom in pairwise([50, *range(70, 221, 15)]):
            hand.down(x, top, bottom)
    found = rows_of(hand.save())
    assert len(found) == 6
    assert found[1] == ["推进一件事集成改革", "事项0", "个", "市公安局"]


def test_a_header_of_three_rows_without_lines(tmp_path: Path) -> None:
    """Spreadsheets set the words of a header one below the other; all other rows are ruled."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, [], ["工作", "任务"], ["牵头", "单位"], ["完成", "时限"])
    hand.text(54, 53 + 15, "序号")
    for number in range(5):
        hand.row(93 + 20 * number, XS, [str(number + 1)], ["落实责任"], ["市公安局"], ["6月"])
    for y in (50, *range(90, 191, 20)):
        hand.across(y, 50, 500)
    for x in XS:
        for top, bottom in pairwise([50, 66, *range(90, 191, 20)]):
            hand.down(x, top, bottom)
    assert rows_of(hand.save())[:2] == [
        ["序号", "工作任务", "牵头单位", "完成时限"], ["1", "落实责任", "市公安局", "6月"],
    ]  # fmt: skip


def test_lines_between_columns_in_the_header_alone(tmp_path: Path) -> None:
    """Each row is ruled off, and its texts stand as those of the other rows do."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, *([text] for text in HEAD))
    truth: list[list[str | None]] = [[*HEAD]]
    for number, (name, *rows) in enumerate(BODY * 2):
        y = 70 + 20 * number
        hand.text(54, y + 3, name)
        for x, text in zip(XS[2:], rows[0], strict=True):
            hand.text(x - 6 - 10 * len(text), y + 3, text)
        truth.append([name, *rows[0]])
    for y in range(50, 191, 20):
        hand.across(y, 50, 500)
    for x in (50, 500):
        hand.down(x, 50, 190)
    for x in XS:
        hand.down(x, 50, 70)
    assert rows_of(hand.save()) == truth


def test_a_note_over_all_columns_of_such_a_table_is_whole(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, *([text] for text in HEAD))
    for number, (name, row, _) in enumerate(BODY):
        hand.row(73 + 20 * number, XS, [name], *([text] for text in row))
    hand.text(54, 133, "注：大型、中型和小型企业须同时满足所列指标的下限，否则下划一档。")
    for y in range(50, 151, 20):
        hand.across(y, 50, 500)
    for x in (50, 500):
        hand.down(x, 50, 150)
    for x in XS:
        hand.down(x, 50, 70)
    assert rows_of(hand.save())[-1][1:] == [None, None, None]


def test_a_frame_and_level_lines_pieced_together_at_the_columns(tmp_path: Path) -> None:
    """A heading whose characters meet at such a place runs over all columns."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(53, XS, *([text] for text in HEAD))
    hand.text(60, 73, "一、重点企业划分标准")
    for number, (name, row, _) in enumerate(BODY):
        hand.row(93 + 20 * number, XS, [name], *([text] for text in row))
    for y in range(50, 151, 20):
        for left, right in pairwise(XS):
            hand.across(y, left - 1, right + 1)
    for x in (50, 500):
        hand.down(x, 50, 150)
    (table,) = read_balanced(hand.save()).tables
    assert blank_is_none(grid(table)) == [
        [*HEAD],
        ["一、重点企业划分标准", None, None, None],
        *([name, *row] for name, row, _ in BODY),
    ]
    assert next(cell for cell in table.cells if cell.row == 1).column_span > 1


_PLACES = st.integers(0, 8).map(lambda n: 20.0 * n)
_RULINGS = st.lists(
    st.builds(lambda at, start, long: Ruling(at, start, start + long), _PLACES, _PLACES, _PLACES),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(_RULINGS, _RULINGS, st.lists(st.tuples(_PLACES, _PLACES), max_size=12))
def test_edges_lie_within_the_lines_whatever_they_are(
    across: list[Ruling], down: list[Ruling], texts: list[tuple[float, float]]
) -> None:
    glyphs = Glyphs.of([Glyph("改", x + 5, y + 5, x + 15, y + 15) for x, y in texts])
    rows, columns = edges_at_joints(across, down, glyphs)
    for edges, sides in ((rows, down), (columns, across)):
        ends = [end for line in sides for end in (line.start, line.end)]
        assert all(min(ends) <= edge.at <= max(ends) for edge in edges)
