"""Margins and indents that the cells of a column show together."""

from __future__ import annotations

from pipeline.extract.pdf.column_margins import with_margins
from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.text import Block, Line


def column(*cells: list[tuple[float, str]], width: float) -> list[str]:
    """The texts of the cells of one column, each given by its lines: left edge and text."""
    made = tuple(
        PageCell(row, 0, 1, 1, Block(tuple(lines_of(cell)), (0.0, 0.0, width, 90.0)))
        for row, cell in enumerate(cells)
    )
    ys = tuple(90.0 * n for n in range(len(cells) + 1))
    (body,) = with_margins([Fragment(1, (0.0, width), ys, made)])
    return [cell.block.text for cell in body.cells]


def lines_of(cell: list[tuple[float, str]]) -> list[Line]:
    return [
        Line(text, x, 15.0 * n, x + 10 * len(text), 15.0 * n + 10, 10.0)
        for n, (x, text) in enumerate(cell)
    ]


def test_two_paragraphs_of_a_line_each_are_set_in_as_in_other_cells() -> None:
    """The first is full, so that only the indents of the column tell."""
    wrapped = [(22.0, "推进工程建设任"), (2.0, "务落实。")]
    both = [(22.0, "完成投资三亿。"), (22.0, "开工三处。")]
    texts = column(wrapped, wrapped, both, width=95)
    assert texts == ["推进工程建设任务落实。"] * 2 + ["完成投资三亿。\n开工三处。"]


def test_a_cell_in_which_nothing_is_set_in_is_read_by_itself() -> None:
    wrapped = [(22.0, "推进工程建设任"), (2.0, "务落实。")]
    names = [(2.0, "市公安局"), (2.0, "市民政局")]
    assert column(wrapped, wrapped, names, width=95)[2] == "市公安局\n市民政局"


def test_a_border_far_off_the_text_says_nothing_about_where_lines_are_broken() -> None:
    broken = [(2.0, "围绕主导产业编制图谱并且全年"), (2.0, "引进项目。")]
    ended = [(2.0, "围绕主导产业编制图谱。"), (2.0, "引进项目。")]
    texts = column(broken, broken, ended, width=190)
    assert texts[0] == "围绕主导产业编制图谱并且全年引进项目。"
    assert texts[2] == "围绕主导产业编制图谱。\n引进项目。"


def test_names_of_one_length_show_no_margin() -> None:
    names = [(2.0, "市公安局"), (2.0, "市民政局")]
    assert column(names, names, width=95) == ["市公安局\n市民政局"] * 2
