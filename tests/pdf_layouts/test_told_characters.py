"""Characters told apart from their glyphs, as browsers do with 月: pdfium gives the box of ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pdf_layouts.by_hand import Hand
from pdf_layouts.fonts import print_told
from pdf_layouts.truth import blank_is_none, grid, read_balanced
from pipeline.extract.pdf.ink_boxes import low_boxes, whole_boxes

XS = (50.0, 90.0, 300.0, 450.0, 520.0)
HEAD = (["序号"], ["任务"], ["责任单位"], ["时限"])


def month(hand: Hand, x: float, y: float, number: int) -> None:
    """The number of a month, and 月 as a browser prints it: with the text that is meant."""
    hand.text(x, y, str(number))
    hand.canvas._code.append("/Span <</ActualText <FEFF6708>>> BDC")
    hand.text(x + hand.canvas.stringWidth(str(number)), y, "月")
    hand.canvas._code.append("EMC")


def codes(text: str) -> np.ndarray:
    return np.array([ord(one) for one in text], dtype=np.uint32)


def test_rows_parted_by_level_lines_with_a_month_between_two_heights(tmp_path: Path) -> None:
    """Numbers and months stand in the middle of rows with an even count of lines."""
    hand = Hand(tmp_path / "a.pdf", size=11)
    y, truth = 40.0, [["序号", "任务", "责任单位", "时限"]]
    hand.across(y, XS[0], XS[-1])
    hand.row(y + 7, XS, *HEAD)
    y += 30
    for number in range(1, 6):
        lines = ["完善制度实施细则并修订议事规则，每", "月定期通报一次。"]
        hand.across(y, XS[0], XS[-1])
        hand.row(y + 7, XS, [], lines, ["市公安局、", "市民政局"])
        hand.text(XS[0] + 4, y + 14.5, str(number))
        month(hand, XS[3] + 4, y + 14.5, number)
        y += 45
        truth.append([str(number), "".join(lines), "市公安局、市民政局", f"{number}月"])
    hand.across(y, XS[0], XS[-1])
    extraction = read_balanced(hand.save())
    (table,) = extraction.tables
    assert blank_is_none(grid(table)) == truth
    assert extraction.outside == ()


def test_a_glyph_that_stands_for_two_equal_characters(tmp_path: Path) -> None:
    """A dash or a ligature (ff) whose font says both: they are no print over print."""
    path = tmp_path / "a.pdf"
    print_told(path, ["建立健全工作机制（建市公安局牵头）。"], (b"<5EFA>", b"<20142014>"))
    extraction = read_balanced(path)
    assert [part.text for part in extraction.outside] == ["——立健全工作机制（——市公安局牵头）。"]
    assert not extraction.removed


def test_a_hyphen_told_apart_from_its_glyph_is_a_hyphen(tmp_path: Path) -> None:
    """Its box is that of its ink, wider than high."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(50, 50, "落实编号")
    hand.canvas._code.append("/Span <</ActualText <FEFF002D>>> BDC")
    hand.text(90, 50, "-")
    hand.canvas._code.append("EMC")
    hand.text(96, 50, "2025的任务")
    assert [part.text for part in read_balanced(hand.save()).outside] == ["落实编号-2025的任务"]


def test_a_hyphen_turned_against_the_page_is_a_hyphen(tmp_path: Path) -> None:
    """Its box is as wide as its line is high, as that of a Chinese character."""
    hand = Hand(tmp_path / "a.pdf")
    hand.text(50, 50, "落实2012-13的任务")
    hand.canvas.saveState()
    hand.canvas.rotate(90)
    hand.canvas.drawString(300, -560, "2010-11")
    hand.canvas.restoreState()
    outside = {part.text for part in read_balanced(hand.save()).outside}
    assert outside == {"落实2012-13的任务", "2010-11"}


def test_a_glyph_that_stands_under_the_code_of_a_line_end_hyphen_is_unknown(
    tmp_path: Path,
) -> None:
    """The font says nothing of 建, its code 2; the hyphens beside it stay."""
    path = tmp_path / "a.pdf"
    print_told(path, ["市建立健全-工作机制，按年度目标责任落实"], (b"<02> <5EFA>", b"<9C> <5EFA>"))
    (line,) = read_balanced(path).outside
    assert line.text == "市\ufffd立健全-工作机制，按年度目标责任落实"


def test_a_box_of_ink_becomes_as_large_as_the_type_on_its_line() -> None:
    """It begins where the digit before it ends; a smaller type keeps its size."""
    boxes = np.array(
        [(0, 0, 10, 12), (10, 0, 20, 12), (30, 0, 36, 12), (36.5, 2, 44.5, 11), (50, 0, 58, 9)],
        dtype=np.float64,
    )
    sizes = [10, 10, 10, 10, 8]
    found = whole_boxes(boxes, codes("责任4月注"), lambda n: n == 3, lambda n: sizes[n])
    assert found[3].tolist() == [36, 0, 46, 12]
    assert np.delete(found, 3, 0).tolist() == np.delete(boxes, 3, 0).tolist()


def test_a_box_of_ink_stays_where_nothing_tells_the_size_of_its_type() -> None:
    boxes = np.array([(0, 0, 10, 12), (10, 0, 20, 12), (36, 2, 44, 11)], dtype=np.float64)
    found = whole_boxes(boxes, codes("责任月"), lambda n: n == 2, lambda n: [10, 10, 9][n])
    assert found.tolist() == boxes.tolist()


def test_boxes_far_higher_than_wide_become_as_high_as_the_type() -> None:
    """Those of letters and digits of the same font too, and none of another font."""
    boxes = np.array(
        [(0, 0, 10, 28), (10, 0, 20, 28.4), (20, 0, 25, 28), (25, 9, 35, 21), (35, 4, 38, 24)],
        dtype=np.float64,
    )
    found = low_boxes(boxes, codes("责任4月I"), lambda n: 15.0)
    assert found.tolist() == [
        [0, 9, 10, 21], [10, 9, 20, 21], [20, 9, 25, 21], [25, 9, 35, 21], [35, 4, 38, 24],
    ]  # fmt: skip
