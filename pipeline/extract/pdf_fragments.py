"""One PDF page as read: its tables with the lines in their cells, and the lines outside.

Nothing of pdfium is kept, so that a page can be closed before the next is opened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from pipeline.extract.pdf_chars import (
    Frame,
    Glyph,
    count_characters,
    count_unreadable,
    page_frame,
    read_glyphs,
    split_doubled,
)
from pipeline.extract.pdf_grid import Grid, find_grids
from pipeline.extract.pdf_lines import read_drawn
from pipeline.extract.pdf_text import Block, Line, read_lines
from pipeline.records import Box

# A character whose centre lies this far beyond the outline of a table is still in it: in
# points sideways, as a share of its height up and down (text that hangs over the border).
_BESIDE = 2.0
_HANGS_OVER = 0.3


@dataclass(frozen=True, slots=True)
class PageCell:
    """What one page shows of a cell: its place in the page's grid and its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    block: Block
    open_top: bool = False
    open_bottom: bool = False

    @property
    def ink(self) -> str:
        """The text of the cell without white space, to compare cells by."""
        return "".join("".join(line.text.split()) for line in self.block.lines)


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one page shows of a table. ``xs`` and ``ys`` are the edges of its grid."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PageCell, ...]

    @property
    def rows(self) -> int:
        """Number of grid rows."""
        return len(self.ys) - 1


@dataclass(frozen=True, slots=True)
class Doubled:
    """Text printed again over itself, and where."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageRead:
    """All printed text of one page, each character in one place.

    ``printed`` counts its characters, ``unreadable`` those without certain meaning.
    """

    number: int
    frame: Frame
    fragments: tuple[Fragment, ...]
    outside: tuple[Line, ...]
    doubled: tuple[Doubled, ...]
    printed: int
    unreadable: int


def read_page(page: pdfium.PdfPage, number: int) -> tuple[PageRead, Counter[str]]:
    """Read one page, and count its characters apart; ``number`` counts from 1.

    The page stays open.
    """
    text = page.get_textpage()
    try:
        frame = page_frame(page, text)
        glyphs, unmapped = read_glyphs(text, frame)
        drawn = read_drawn(page, text, frame)
        characters = count_characters(text)
    finally:
        text.close()
    unreadable = count_unreadable(glyphs, unmapped)
    swallowed = _swallowed(glyphs, drawn.swallowed)
    for doubled in swallowed:
        characters.update(doubled.text)
    glyphs, twice = split_doubled(glyphs)
    grids = find_grids(drawn.horizontal, drawn.vertical)
    inside, outside = _sort_into(grids, glyphs)
    read = PageRead(
        number=number,
        frame=frame,
        fragments=tuple(
            _fragment(number, grid, cells) for grid, cells in zip(grids, inside, strict=True)
        ),
        outside=tuple(read_lines(outside, split=True)),
        doubled=(
            *swallowed,
            *(Doubled(text, (x0, top, x1, bottom)) for text, x0, top, x1, bottom in twice),
        ),
        printed=characters.total(),
        unreadable=unreadable,
    )
    return read, characters


def _swallowed(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[Doubled, ...]:
    """The texts that pdfium left out as doubled: those that stand at the same place."""
    found: list[Doubled] = []
    for x0, top, x1, bottom in boxes:
        text = "".join(
            glyph.text
            for glyph in glyphs
            if x0 - 1 < (glyph.x0 + glyph.x1) / 2 < x1 + 1
            and glyph.top < (top + bottom) / 2 < glyph.bottom
        ).strip()
        if text:
            found.append(Doubled(text, (x0, top, x1, bottom)))
    return tuple(found)


def _sort_into(
    grids: Sequence[Grid], glyphs: Sequence[Glyph]
) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """Each glyph to the cell that its centre lies in, or to the text outside."""
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    outside: list[Glyph] = []
    # Places are counted on the inner edges, so that what hangs over an outer one is inside.
    places = [
        (*grid.box, grid.xs[1:-1], grid.ys[1:-1], grid.owner, cells)
        for grid, cells in zip(grids, inside, strict=True)
    ]
    for glyph in glyphs:
        _, left, upper, right, lower = glyph
        x, y, over = (left + right) / 2, (upper + lower) / 2, (lower - upper) * _HANGS_OVER
        for x0, top, x1, bottom, columns, rows, owner, cells in places:
            if x0 - _BESIDE <= x <= x1 + _BESIDE and top - over <= y <= bottom + over:
                cells[owner[bisect_right(rows, y)][bisect_right(columns, x)]].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _fragment(page: int, grid: Grid, glyphs: Sequence[Sequence[Glyph]]) -> Fragment:
    return Fragment(
        page=page,
        xs=grid.xs,
        ys=grid.ys,
        cells=tuple(
            PageCell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                block=Block(tuple(read_lines(inked)), cell.box),
                open_top=cell.open_top,
                open_bottom=cell.open_bottom,
            )
            for cell, inked in zip(grid.cells, glyphs, strict=True)
        ),
    )
