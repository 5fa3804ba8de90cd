"""Text that the edge of a page leaves beside a table, in one of its columns. Pure; points.

Below a table it is the rest of the last row, or the head of one that goes on overleaf: that
nothing tells which is a doubt of both rows. So it is with text above a table that goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.pdf.fragments import Fragment, PageRead
from pipeline.extract.pdf.text import Line

_NEAR = 3.0  # of a character's size: white between the table and the text
_SHOWN = 12  # characters
_ABOVE = "below it stands “{}” in no row"
_OVERLEAF = "at the end of page {} stands “{}” in no row"
_BELOW = "above it stands “{}” in no row"
_BEFORE = "at the top of page {} stands “{}” in no row"


def doubt_left_below(
    pages: Sequence[PageRead], outside: Mapping[int, Sequence[Line]]
) -> list[PageRead]:
    """The pages with a doubt in the cells that text below or above a table may belong to.

    ``outside``: by page the lines in no table, page furniture left out.
    """
    done = list(pages)
    for number, page in enumerate(done):
        if not page.fragments or not outside[page.number]:
            continue
        last = page.fragments[-1]
        found = _left_below(last, outside[page.number])
        if found is None:
            continue
        text, column = found
        doubted = _doubted(last, last.rows - 1, column, _ABOVE.format(text))
        done[number] = replace(page, fragments=(*page.fragments[:-1], doubted))
        if number + 1 < len(done) and done[number + 1].fragments:
            first, *others = done[number + 1].fragments
            if len(first.xs) == len(last.xs):
                words = _OVERLEAF.format(page.number, text)
                first = _doubted(first, 0, column, words)
                done[number + 1] = replace(done[number + 1], fragments=(first, *others))
    for number in range(1, len(done)):
        above, page = done[number - 1], done[number]
        if not above.fragments or not page.fragments or not outside[page.number]:
            continue
        last, first = above.fragments[-1], page.fragments[0]
        rest = _left_above(first, outside[page.number])
        if rest is None or len(first.xs) != len(last.xs):
            continue
        text, column = rest
        first = _doubted(first, 0, column, _BELOW.format(text))
        last = _doubted(last, last.rows - 1, column, _BEFORE.format(page.number, text))
        done[number] = replace(page, fragments=(first, *page.fragments[1:]))
        done[number - 1] = replace(above, fragments=(*above.fragments[:-1], last))
    return done


def _left_above(table: Fragment, lines: Sequence[Line]) -> tuple[str, int] | None:
    """The text right above a table that begins where those of a column do, and the column."""
    above = [line for line in lines if line.bottom < table.ys[0] + line.size / 2]
    line = max(above, key=lambda one: one.bottom, default=None)
    if line is None or table.ys[0] - line.bottom > _NEAR * line.size:
        return None
    column = _column_of(line, table)
    return None if column is None else (line.text[:_SHOWN], column)


def _left_below(table: Fragment, lines: Sequence[Line]) -> tuple[str, int] | None:
    """The text right below a table that begins where those of a column do, and the column."""
    below = [line for line in lines if line.top > table.ys[-1] - line.size / 2]
    line = min(below, key=lambda one: one.top, default=None)
    if line is None or line.top - table.ys[-1] > _NEAR * line.size:
        return None
    column = _column_of(line, table)
    return None if column is None else (line.text[:_SHOWN], column)


def _column_of(line: Line, table: Fragment) -> int | None:
    """The column in which a line outside a table begins where the texts of the column do."""
    for column in range(1, len(table.xs) - 1):
        if not (table.xs[column] - 1 <= line.x0 and line.x1 <= table.xs[column + 1] + 1):
            continue
        begins = [
            own.x0
            for cell in table.cells
            if cell.column == column and cell.column_span == 1
            for own in cell.block.lines
        ]
        if any(abs(x0 - line.x0) < line.size / 2 for x0 in begins):
            return column
    return None


def _doubted(table: Fragment, row: int, column: int, words: str) -> Fragment:
    """The table with a doubt in the cell at a place."""
    cells = tuple(
        replace(cell, doubt=cell.doubt or words)
        if cell.row <= row < cell.row + cell.row_span
        and cell.column <= column < cell.column + cell.column_span
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)
