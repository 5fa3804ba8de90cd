"""One PDF page as read: its tables with the lines in their cells, and the lines outside.

Nothing of pdfium is kept, so that a page can be closed before the next is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid
from pipeline.extract.pdf.page import Doubled, Frame, Ruling
from pipeline.extract.pdf.refined import without_strips
from pipeline.extract.pdf.text import Block, Line
from pipeline.numbering import whole_number
from pipeline.thaw import thawed

_TWO_ROWS = "the numbers of several rows stand in it, so that a line between them may be missing"
_LONGEST_NUMBER = 6  # characters: （十二）
_LOWEST_ROW = 5.0  # points; no text fits into a lower row


@dataclass(frozen=True, slots=True)
class PageCell:
    """What one page shows of a cell: its place in the page's grid and its lines.

    ``page`` is where it is printed, if not on the page of its fragment; ``doubt`` says why it is
    not sure what belongs to it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    block: Block
    open_top: bool = False
    open_bottom: bool = False
    page: int | None = None
    doubt: str = ""

    def __reduce__(self) -> tuple[type[PageCell], tuple[Any, ...]]:
        # Sent between processes by the thousand: field by field it takes twice as long.
        return PageCell, _FIELDS(self)

    @property
    def ink(self) -> str:
        """The text of the cell without white space, to compare cells by."""
        return "".join("".join(line.text.split()) for line in self.block.lines)


_FIELDS = attrgetter(*(field.name for field in fields(PageCell)))


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one page shows of a table. ``xs`` and ``ys`` are the edges of its grid.

    ``slack``: no line is drawn at the column edges, so that each may lie elsewhere by as
    much, in points. ``ends``: the last page that shows columns of it, if not ``page``.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PageCell, ...]
    slack: tuple[float, ...] = ()
    ends: int | None = None

    @property
    def rows(self) -> int:
        """Number of grid rows."""
        return len(self.ys) - 1

    @property
    def first_row(self) -> tuple[PageCell, ...]:
        """The cells that begin in the first row."""
        return tuple([cell for cell in self.cells if cell.row == 0])

    @property
    def last_row(self) -> tuple[PageCell, ...]:
        """The cells that end with the last row."""
        return tuple([cell for cell in self.cells if cell.row + cell.row_span == self.rows])


@dataclass(frozen=True, slots=True)
class PageRead:
    """All printed text of one page, each character in one place.

    ``marks`` are the boxes of the inked characters of each line outside;
    ``rulings`` the horizontal lines and shading edges that bound no cell;
    ``frames`` grids of one column, whose text is outside until it is known whether white
    parts it into more.
    ``aside`` are watermarks and the like, each with the rule that takes it out.
    ``printed`` counts its characters, ``unreadable`` those without certain meaning.
    """

    number: int
    frame: Frame
    fragments: tuple[Fragment, ...]
    outside: tuple[Line, ...]
    marks: tuple[NDArray[np.float64], ...]
    rulings: tuple[Ruling, ...]
    frames: tuple[Grid, ...]
    doubled: tuple[Doubled, ...]
    aside: tuple[tuple[str, Doubled], ...]
    printed: int
    unreadable: int
    notes: tuple[str, ...]


def make_fragment(
    page: int, grid: Grid, texts: Sequence[Sequence[Line]], slack: tuple[float, ...] = ()
) -> Fragment:
    """What a page shows of a table: a grid, and the lines in each of its cells.

    Rows at the upper and lower end without any text that no border closes, or that are too
    low for any, are no rows of the table: a frame stands a little off it, or runs on.
    """
    grid, texts = without_strips(grid, texts)
    cells: list[PageCell] = []
    thawed_cell, thawed_block = thawed(PageCell), thawed(Block)
    for placed, found in zip(grid.cells, texts, strict=True):
        # Made by assignments: the constructors take four times as long.
        block: Any = object.__new__(thawed_block)
        block.lines = tuple(found)
        block.box = placed.box
        block.margins = None
        block.__class__ = Block
        cell: Any = object.__new__(thawed_cell)
        cell.row = placed.row
        cell.column = placed.column
        cell.row_span = placed.row_span
        cell.column_span = placed.column_span
        cell.block = block
        cell.open_top = placed.open_top
        cell.open_bottom = placed.open_bottom
        cell.page = None
        cell.doubt = ""
        if placed.column == 0 and len(found) > 1 and _count_on(found):
            cell.doubt = _TWO_ROWS
        cell.__class__ = PageCell
        cells.append(cell)
    first, last = 0, len(grid.ys) - 1
    while first < last - 1 and _is_bare(cells, grid, first, (first, last), drawn=not slack):
        first += 1
    while last - 1 > first and _is_bare(cells, grid, last - 1, (first, last), drawn=not slack):
        last -= 1
    if (first, last) != (0, len(grid.ys) - 1):
        cells = [cut for one in cells if (cut := _within(one, grid, first, last)) is not None]
    return Fragment(page, grid.xs, grid.ys[first : last + 1], tuple(cells), slack)


def _count_on(lines: Sequence[Line]) -> bool:
    """Whether each line is a number, one more than that above it."""
    if any(len(line.text) > _LONGEST_NUMBER for line in lines):
        return False  # as in most cells
    numbers = [whole_number(line.text) for line in lines]
    return all(
        above and below and below.value == above.value + 1 for above, below in pairwise(numbers)
    )


def _is_bare(
    cells: Sequence[PageCell], grid: Grid, row: int, rows: tuple[int, int], *, drawn: bool
) -> bool:
    """Whether the row at an end has no text of its own and is no printed row."""
    first, last = rows
    is_low = grid.ys[row + 1] - grid.ys[row] < _LOWEST_ROW
    for cell in cells:
        if cell.row <= row < cell.row + cell.row_span:
            begins, ends = max(cell.row, first), min(cell.row + cell.row_span, last)
            if ends - begins == 1 and cell.block.lines:
                return False
            is_open = cell.open_top if row == first else cell.open_bottom
            if drawn and not is_low and not is_open:
                return False
    return True


def _within(cell: PageCell, grid: Grid, first: int, last: int) -> PageCell | None:
    """The cell without the rows before ``first`` and from ``last`` on."""
    begins, ends = max(cell.row, first), min(cell.row + cell.row_span, last)
    if begins >= ends:
        return None
    x0, _, x1, _ = cell.block.box
    return replace(
        cell,
        row=begins - first,
        row_span=ends - begins,
        block=Block(cell.block.lines, (x0, grid.ys[begins], x1, grid.ys[ends])),
        open_top=cell.open_top and begins == cell.row,
        open_bottom=cell.open_bottom and ends == cell.row + cell.row_span,
    )
