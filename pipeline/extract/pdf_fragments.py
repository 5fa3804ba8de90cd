"""One PDF page as read: its tables with the lines in their cells, and the lines outside.

Nothing of pdfium is kept, so that a page can be closed before the next is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.many import many
from pipeline.extract.pdf_doubles import pick, split_doubled
from pipeline.extract.pdf_grid import Grid, find_grids, lacks_rows, merged
from pipeline.extract.pdf_overflow import hold_together
from pipeline.extract.pdf_page import Clipped, Doubled, Frame, Glyphs, Printed, Ruling, Turned
from pipeline.extract.pdf_refined import part_columns, part_numbered, without_strips
from pipeline.extract.pdf_runs import PageLines, SetLine, read_lines
from pipeline.extract.pdf_text import Block, Line
from pipeline.extract.pdf_turned import as_line
from pipeline.extract.pdf_underprint import WATERMARK, split_underprint
from pipeline.extract.pdf_unruled import find_regions
from pipeline.extract.pdf_unruled_rows import set_rows
from pipeline.extract.pdf_white import part_at_white
from pipeline.ink import is_ink
from pipeline.records import Box

# A character whose centre lies this far beyond the outline of a table is still in it: in
# points sideways, as a share of its height up and down (text that hangs over the border).
_BESIDE = 2.0
_HANGS_OVER = 0.3
_NEXT_LINE = 0.8  # of a character: the most white between two lines of a cell
_LOWEST_ROW = 5.0  # points; no text fits into a lower row
_WHITE = "page {}: no line is drawn between two columns of a table; the white tells them apart"
_FILLED_ROWS = 0.8  # of the rows of an unruled table have more than one text


@dataclass(frozen=True, slots=True)
class PageCell:
    """What one page shows of a cell: its place in the page's grid and its lines.

    ``page`` is where it is printed, if not on the page of its fragment.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    block: Block
    open_top: bool = False
    open_bottom: bool = False
    page: int | None = None

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


def compose_page(printed: Printed) -> PageRead:
    """The tables of a page and the lines outside them."""
    glyphs, twice = split_doubled(printed.glyphs)
    glyphs, beneath = split_underprint(glyphs)
    found = find_grids(printed.horizontal, printed.vertical)
    frames = tuple(grid for grid in found if len(grid.xs) == 2)
    grids = [
        grid
        for grid in found
        if len(grid.xs) > 2 and not (lacks_rows(grid) and _has_more_rows(grid, printed, glyphs))
    ]
    grids = [part_columns(grid, glyphs) for grid in grids]
    places = _sort_into(grids, glyphs)
    parted = part_at_white(grids, glyphs, places)
    if parted is not None:
        grids = parted
        places = _sort_into(grids, glyphs)
    lines = read_lines(glyphs, places)
    finer = _with_more_rows(grids, lines)
    if finer != grids:
        grids = finer
        lines = read_lines(glyphs, _sort_into(grids, glyphs))
    if printed.turned:
        lines = _with_turned(lines, grids, [one for one in printed.turned if one.quarters])
    for clipped in printed.clipped:
        lines = _with_clipped(lines, grids, clipped)
    lines = _with_hanging(lines, grids)
    first = 0
    fragments: list[Fragment] = []
    for grid in grids:
        fragments.append(_fragment(printed.number, grid, lines.inside, first))
        first += len(grid.cells)
    return PageRead(
        number=printed.number,
        frame=printed.frame,
        fragments=tuple(fragments),
        outside=tuple(found.line for found in lines.outside),
        marks=tuple(found.marks for found in lines.outside),
        rulings=_free_rulings(printed, grids),
        frames=frames,
        doubled=(
            *printed.swallowed,
            *(Doubled(text, (x0, top, x1, bottom)) for text, x0, top, x1, bottom in twice),
        ),
        aside=(
            *((WATERMARK, one) for one in beneath),
            *(("hidden_text", one) for one in printed.unseen),
            *(
                ("slanted_text", Doubled(text, box))
                for text, box, quarters in printed.turned
                if quarters is None
            ),
        ),
        printed=len(printed.characters),
        unreadable=printed.unreadable,
        notes=(*printed.notes, *([_WHITE.format(printed.number)] if parted is not None else [])),
    )


def _sort_into(grids: Sequence[Grid], glyphs: Glyphs) -> NDArray[np.intp]:
    """For each glyph the cell that its text begins in, -1 for the text outside."""
    found = _cells_at(grids, glyphs.boxes)
    return hold_together(found, glyphs, [cell.box[2] for grid in grids for cell in grid.cells])


def _with_more_rows(grids: Sequence[Grid], lines: PageLines) -> list[Grid]:
    """The grids with rows parted by the numbers of their first column."""
    first, found = 0, []
    for grid in grids:
        found.append(part_numbered(grid, lines.inside, first))
        first += len(grid.cells)
    return found


def _with_turned(lines: PageLines, grids: Sequence[Grid], turned: Sequence[Turned]) -> PageLines:
    """The lines of each cell, and those outside, with turned text among them."""
    boxes = np.array([one.box for one in turned], dtype=np.float64).reshape(-1, 4)
    inside, outside = dict(lines.inside), list(lines.outside)
    by_cell: dict[int, list[Turned]] = {}
    for cell, one in zip(_cells_at(grids, boxes).tolist(), turned, strict=True):
        if cell >= 0:
            by_cell.setdefault(cell, []).append(one)
        else:
            line = as_line([one])
            count = sum(map(is_ink, line.text))
            outside.append(SetLine(line, np.array([line.box] * count, dtype=np.float64)))
    for cell, texts in by_cell.items():
        inside[cell] = sorted([*inside.get(cell, ()), as_line(texts)], key=lambda line: line.top)
    return PageLines(inside, outside)


def _with_clipped(lines: PageLines, grids: Sequence[Grid], clipped: Clipped) -> PageLines:
    """The lines with those of a clipped text in the cells nearest to it that it may be seen in."""
    x0, top, x1, bottom = clipped.seen
    low, high = np.array([x0, top, x0, top]) + 1, np.array([x1, bottom, x1, bottom]) - 1
    cells = _cells_at(grids, np.clip(clipped.glyphs.boxes, low, high))
    found = read_lines(clipped.glyphs, cells)
    outside = [*lines.outside, *found.outside]
    inside = dict(lines.inside)
    for place, more in found.inside.items():
        inside[place] = sorted([*inside.get(place, ()), *more], key=lambda line: line.top)
    return PageLines(inside, outside)


def _with_hanging(lines: PageLines, grids: Sequence[Grid]) -> PageLines:
    """The lines with those below a table that go on in a cell that nothing closes there.

    The last row of a page ends beside a merged cell whose text is longer.
    """
    inside, outside = dict(lines.inside), list(lines.outside)
    first = 0
    for grid in grids:
        for number, cell in enumerate(grid.cells, first):
            if not cell.open_bottom or cell.row + cell.row_span < len(grid.ys) - 1 or not outside:
                continue
            for one in sorted(outside, key=lambda found: found.line.top):
                above = inside.get(number, ())
                if above and _goes_on_below(above[-1], one.line, cell.box):
                    inside[number] = [*above, one.line]
                    outside = [other for other in outside if other is not one]
        first += len(grid.cells)
    return PageLines(inside, outside)


def _goes_on_below(last: Line, line: Line, box: Box) -> bool:
    x0, _, x1, bottom = box
    return (
        x0 < line.x0
        and line.x1 < x1
        and line.bottom > bottom
        and 0 < line.top - last.bottom < _NEXT_LINE * last.size
    )


def _cells_at(grids: Sequence[Grid], boxes: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each box the cell that its centre lies in, -1 outside.

    The cells of all grids are counted on.
    """
    found = np.full(len(boxes), -1, dtype=np.intp)
    if not grids:
        return found
    x0, top, x1, bottom = boxes.T
    x, y, over = (x0 + x1) / 2, (top + bottom) / 2, (bottom - top) * _HANGS_OVER
    first = sum(len(grid.cells) for grid in grids)
    for grid in reversed(grids):  # where two overlap, the first counts
        first -= len(grid.cells)
        left, upper, right, lower = grid.box
        is_within = (
            (x >= left - _BESIDE)
            & (x <= right + _BESIDE)
            & (y >= upper - over)
            & (y <= lower + over)
        )
        # Counted on the inner edges, so that what hangs over an outer one is inside.
        column = np.array(grid.xs[1:-1]).searchsorted(x, side="right")
        row = np.array(grid.ys[1:-1]).searchsorted(y, side="right")
        place = row * (len(grid.xs) - 1) + column
        owner = np.array(list(chain.from_iterable(grid.owner)))
        found = np.where(is_within, owner.take(place) + first, found)
    return found


def _has_more_rows(grid: Grid, printed: Printed, glyphs: Glyphs) -> bool:
    """Whether the texts of a grid without lines between its rows part it further."""
    inside = _sort_into([grid], glyphs) >= 0
    lines = read_lines(pick(glyphs, inside), np.full(int(inside.sum()), -1)).outside
    rulings = [*printed.horizontal, *_edges_of(printed.shades)]
    regions = find_regions(lines, rulings)
    columns = len(grid.xs) - 1
    if [len(region.strips) + 1 for region in regions] != [columns]:
        return False
    (region,) = regions
    rows = set_rows(region, rulings)
    filled = [
        sum(map(bool, rows.lines[first : first + columns]))
        for first in range(0, len(rows.lines), columns)
    ]
    return (
        len({piece.source for piece in region.pieces}) == len(lines)
        and len(filled) >= 2 * (len(grid.ys) - 1)
        and sum(count > 1 for count in filled) >= _FILLED_ROWS * len(filled)
    )


def _free_rulings(printed: Printed, grids: Sequence[Grid]) -> tuple[Ruling, ...]:
    """Horizontal lines and shading edges that are not within a grid."""
    edges = _beyond(grids, _edges_of(printed.shades))
    if len(grids) == 1 and not _beyond(grids, printed.horizontal):
        return tuple(edges)  # what holds all pieces of a line holds the line: as on most pages
    return (*_beyond(grids, merged(printed.horizontal)), *edges)


def _beyond(grids: Sequence[Grid], rulings: Iterable[Ruling]) -> list[Ruling]:
    outlines = [
        (left, top - _BESIDE, right, end + _BESIDE)
        for left, top, right, end in (grid.box for grid in grids)
    ]
    return [
        ruling
        for ruling in rulings
        if not any(
            upper <= ruling.at <= lower and ruling.start < right and ruling.end > left
            for left, upper, right, lower in outlines
        )
    ]


def _edges_of(shades: Sequence[Box]) -> list[Ruling]:
    return [Ruling(y, x0, x1) for x0, top, x1, bottom in shades for y in (top, bottom)]


def _fragment(page: int, grid: Grid, lines: Mapping[int, list[Line]], first: int) -> Fragment:
    texts = [lines.get(number, ()) for number in range(first, first + len(grid.cells))]
    return make_fragment(page, grid, texts)


def make_fragment(
    page: int, grid: Grid, texts: Sequence[Sequence[Line]], slack: tuple[float, ...] = ()
) -> Fragment:
    """What a page shows of a table: a grid, and the lines in each of its cells.

    Rows at the upper and lower end without any text that no border closes, or that are too
    low for any, are no rows of the table: a frame stands a little off it, or runs on.
    """
    grid, texts = without_strips(grid, texts)
    cells = many(
        PageCell,
        len(grid.cells),
        row=map(attrgetter("row"), grid.cells),
        column=map(attrgetter("column"), grid.cells),
        row_span=map(attrgetter("row_span"), grid.cells),
        column_span=map(attrgetter("column_span"), grid.cells),
        block=[
            Block(tuple(found), cell.box) for cell, found in zip(grid.cells, texts, strict=True)
        ],
        open_top=map(attrgetter("open_top"), grid.cells),
        open_bottom=map(attrgetter("open_bottom"), grid.cells),
    )
    first, last = 0, len(grid.ys) - 1
    while first < last and _is_bare(cells, grid, first, (first, last), drawn=not slack):
        first += 1
    while last - 1 > first and _is_bare(cells, grid, last - 1, (first, last), drawn=not slack):
        last -= 1
    if (first, last) != (0, len(grid.ys) - 1):
        cells = [cut for cell in cells if (cut := _within(cell, grid, first, last)) is not None]
    return Fragment(page, grid.xs, grid.ys[first : last + 1], tuple(cells), slack)


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
