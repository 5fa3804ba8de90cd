"""What is printed again on the next page, told by small parts of tables."""

from __future__ import annotations

from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.repeated import count_repeated, header_rows
from pipeline.extract.pdf.text import Block, Line

XS = (0.0, 40.0, 80.0, 120.0)
FIRST = ("1", "健全机制。", "市公安局")


def part(*rows: tuple[str | tuple[str, int] | None, ...]) -> Fragment:
    """A part of a table; a text with a number spans so many rows, ``None`` stands below it."""
    cells = []
    for row, texts in enumerate(rows):
        for column, found in enumerate(texts):
            if found is None:
                continue
            text, span = (found, 1) if isinstance(found, str) else found
            box = (XS[column], 20.0 * row, XS[column + 1], 20.0 * (row + span))
            lines = (Line(text, box[0], box[1], box[2], box[3], 10),) if text else ()
            cells.append(PageCell(row, column, span, 1, Block(lines, box)))
    return Fragment(1, XS, tuple(20.0 * n for n in range(len(rows) + 1)), tuple(cells))


def test_a_header_that_one_page_parts_and_another_does_not() -> None:
    """Where white tells rows apart, two lines of one header cell may look like two rows."""
    heads = [header_rows(part(("序号", "任务", "责任单位"), FIRST))]
    again = part((("序号", 2), "任务", "责任单位"), (None, "", ""), FIRST)
    assert count_repeated(heads, again) == 2
    assert count_repeated(heads, part(("序号", "任务", "责任科室"), FIRST)) == 0


def test_a_header_with_a_speck_or_a_seal_on_one_cell() -> None:
    """What a scan reads more, less or otherwise in one cell of a header that repeats."""
    heads = [header_rows(part(("1i序号", "任务", "责任单位"), FIRST))]
    assert count_repeated(heads, part(("序号", "任务", "责任单位"), FIRST)) == 1
    assert count_repeated(heads, part(("1i序号", "任务", "责任单立"), FIRST)) == 1
    assert count_repeated(heads, part(("序号", "任务", "责任单立"), FIRST)) == 0


def test_another_title_is_not_the_header_again() -> None:
    """A text that differs is nearly equal only beside two equal ones in its own row."""
    signs = ("!", "#", "$")
    heads = [header_rows(part(("字体：宋体", "", ""), signs))]
    assert count_repeated(heads, part(("字体：宋体", "", ""), signs)) == 2
    assert count_repeated(heads, part(("字体：宋体B", "", ""), signs)) == 0
    heads = [header_rows(part(("序号", "任务", "责任单位（一）"), FIRST))]
    assert count_repeated(heads, part(("序号", "任务", "责任单位（二）"), FIRST)) == 0
    assert count_repeated(heads, part(("序号", "任务", "责任单位（一）"), FIRST)) == 1


def test_a_row_with_a_number_and_a_body_is_no_header() -> None:
    """A row of numbers alone counts the columns, and is one."""
    count = ("1", "2", "3")
    first = part(("序号", "任务", "责任单位"), count, FIRST)
    assert [len(texts) for texts in header_rows(first)] == [3, 3]
    assert count_repeated([header_rows(first)], first) == 2
