"""What is printed on a page to its tables with the lines in their cells, and the lines outside.

Pure. Nothing of pdfium is kept, so that a page can be closed before the next is opened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.doubles import pick, split_doubled
from pipeline.extract.pdf.fragments import Fragment, PageRead, make_fragment
from pipeline.extract.pdf.grid import (
    Grid,
    find_grids,
    in_reading_order,
    is_one_band,
    lacks_rows,
    merged,
)
from pipeline.extract.pdf.line_numbers import LINE_NUMBER, split_line_numbers
from pipeline.extract.pdf.open_sides import with_section_rows
from pipeline.extract.pdf.overflow import crossings, hold_together
from pipeline.extract.pdf.page import Clipped, Doubled, Glyphs, Printed, Ruling, Turned
from pipeline.extract.pdf.refined import part_columns, part_numbered, part_spaced, with_room_below
from pipeline.extract.pdf.runs import PageLines, SetLine, read_all_lines, read_lines
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.tiles import tile_edges, without_marked_words
from pipeline.extract.pdf.turned import as_line
from pipeline.extract.pdf.underprint import WATERMARK, split_underprint
from pipeline.extract.pdf.unruled import find_regions
from pipeline.extract.pdf.unruled_rows import is_dense, set_rows
from pipeline.extract.pdf.white import part_at_white
from pipeline.ink import is_ink
from pipeline.records import Box

# A character whose centre lies this far beyond the outline of a table is still in it: in
# points sideways, as a share of its height up and down (text that hangs over the border).
_BESIDE = 2.0
_HANGS_OVER = 0.3
_TALLEST = 2.0  # mean widths that a height counts for, as some fonts tell boxes far too high
_NEXT_LINE = 0.8  # of a character: the most white between two lines of a cell
_WHITE = "page {}: no line is drawn between two columns of a table; the white tells them apart"
_FILLED_ROWS = 0.8  # of the rows of an unruled table have more than one text


def compose_page(printed: Printed) -> PageRead:
    """The tables of a page and the lines outside them."""
    [read] = compose_pages([printed])
    return read


def compose_pages(pages: Sequence[Printed]) -> list[PageRead]:
    """The tables of each page and the lines outside them.

    Pages go through each stage together: its code is then at hand in the processor's cache,
    without which all of it takes a third longer.
    """
    parted = split_doubled([printed.glyphs for printed in pages])
    counted = [
        (glyphs, ()) if printed.vertical else split_line_numbers(glyphs)
        for printed, (glyphs, _) in zip(pages, parted, strict=True)
    ]
    upper = [split_underprint(glyphs) for glyphs, _ in counted]
    pages = [
        replace(printed, shades=without_marked_words(printed.shades, glyphs))
        if printed.shades
        else printed
        for printed, (glyphs, _) in zip(pages, upper, strict=True)
    ]
    found = [_grids_of(printed, glyphs) for printed, (glyphs, _) in zip(pages, upper, strict=True)]
    ruled = [
        _tables_of(grids, printed, glyphs)
        for grids, printed, (glyphs, _) in zip(found, pages, upper, strict=True)
    ]
    placed = _placed(ruled, [glyphs for glyphs, _ in upper])
    lines = read_all_lines(
        [(glyphs, places) for (glyphs, _), (_, places, _) in zip(upper, placed, strict=True)]
    )
    whole = [
        _with_the_rest(own, grids, printed, glyphs)
        for own, (grids, *_), printed, (glyphs, _) in zip(lines, placed, pages, upper, strict=True)
    ]
    fragments = [
        _fragments(printed.number, *own) for printed, own in zip(pages, whole, strict=True)
    ]
    return [
        PageRead(
            number=printed.number,
            frame=printed.frame,
            fragments=shown,
            outside=tuple([one.line for one in own.outside]),
            marks=tuple([one.marks for one in own.outside]),
            rulings=_free_rulings(printed, grids),
            frames=tuple([grid for grid in found[n] if len(grid.xs) == 2]),
            doubled=(
                *printed.swallowed,
                *(Doubled(text, (x0, top, x1, bottom)) for text, x0, top, x1, bottom in twice),
            ),
            aside=(
                *((WATERMARK, one) for one in beneath),
                *((LINE_NUMBER, one) for one in counted[n][1]),
                *(("hidden_text", one) for one in printed.unseen),
                *(
                    ("slanted_text", Doubled(text, box))
                    for text, box, quarters in printed.turned
                    if quarters is None
                ),
            ),
            printed=len(printed.characters),
            unreadable=printed.unreadable,
            notes=(*printed.notes, *([_WHITE.format(printed.number)] if placed[n][-1] else [])),
        )
        for n, (printed, (_, twice), (_, beneath), (grids, own), shown) in enumerate(
            zip(pages, parted, upper, whole, fragments, strict=True)
        )
    ]


def _grids_of(printed: Printed, glyphs: Glyphs) -> Sequence[Grid]:
    """The grids that lines draw, and those of filled cells where no lines are."""
    drawn = with_section_rows(
        find_grids(printed.horizontal, printed.vertical),
        printed.horizontal,
        printed.vertical,
        glyphs,
    )
    across, down = tile_edges(printed.shades, glyphs.boxes)
    if not down:
        return drawn
    filled = [grid for grid in find_grids(across, down) if not any(map(grid.meets, drawn))]
    return in_reading_order([*drawn, *filled])


def _tables_of(found: Sequence[Grid], printed: Printed, glyphs: Glyphs) -> list[Grid]:
    """The grids of more than one column, with their columns as the texts keep to them."""
    return [
        part_columns(with_room_below(grid, glyphs), glyphs)
        for grid in found
        if len(grid.xs) > 2 and not (is_one_band(grid) and _has_more_rows(grid, printed, glyphs))
    ]


def _placed(
    ruled: Sequence[list[Grid]], glyphs: Sequence[Glyphs]
) -> list[tuple[list[Grid], NDArray[np.intp], bool]]:
    """The grids of each page, with for each glyph its cell, and whether white parted columns."""
    found = []
    for grids, own, places in zip(ruled, glyphs, _sort_all(ruled, glyphs), strict=True):
        parted = part_at_white(grids, own, places)
        if parted is None:
            found.append((grids, places, False))
        else:
            found.append((parted, _sort_into(parted, own), True))
    return found


def _with_the_rest(
    lines: PageLines, grids: list[Grid], printed: Printed, glyphs: Glyphs
) -> tuple[list[Grid], PageLines]:
    """The grids with rows parted by numbers; their lines with those that need another look."""
    finer = _with_more_rows(grids, lines)
    if finer != grids:
        grids = finer
        lines = read_lines(glyphs, _sort_into(grids, glyphs))
    if printed.turned:
        lines = _with_turned(lines, grids, [one for one in printed.turned if one.quarters])
    for clipped in printed.clipped:
        lines = _with_clipped(lines, grids, clipped)
    return grids, _with_hanging(lines, grids)


def _fragments(page: int, grids: Sequence[Grid], lines: PageLines) -> tuple[Fragment, ...]:
    first = 0
    fragments: list[Fragment] = []
    for grid in grids:
        fragments.append(_fragment(page, grid, lines.inside, first))
        first += len(grid.cells)
    return tuple(fragments)


def _fragment(page: int, grid: Grid, lines: Mapping[int, list[Line]], first: int) -> Fragment:
    texts = [lines.get(number, ()) for number in range(first, first + len(grid.cells))]
    return make_fragment(page, grid, texts)


def _sort_into(grids: Sequence[Grid], glyphs: Glyphs) -> NDArray[np.intp]:
    """For each glyph the cell that its text begins in, -1 for the text outside."""
    [places] = _sort_all([grids], [glyphs])
    return places


def _sort_all(grids: Sequence[Sequence[Grid]], glyphs: Sequence[Glyphs]) -> list[NDArray[np.intp]]:
    """The same for several pages."""
    boxes = np.concatenate([one.boxes for one in glyphs])
    middles = _Middles.of(boxes)
    ends = list(accumulate(map(len, glyphs), initial=0))
    cells = [
        _cells_at(own, middles.part(slice(*page)))
        for own, page in zip(grids, pairwise(ends), strict=True)
    ]
    crossed = crossings(np.concatenate(cells), boxes).tolist()
    for n in {bisect_right(ends, place) - 1 for place in crossed}:
        edges = [cell.box[2] for grid in grids[n] for cell in grid.cells]
        cells[n] = hold_together(cells[n], glyphs[n], edges)
    return cells


class _Middles(NamedTuple):
    """The middles of boxes, and how wide and high they are."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    wide: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def of(cls, boxes: NDArray[np.float64]) -> _Middles:
        x0, top, x1, bottom = boxes.T
        return cls((x0 + x1) / 2, (top + bottom) / 2, x1 - x0, bottom - top)

    def part(self, some: slice) -> _Middles:
        return _Middles(*[values[some] for values in self])


def _cells_at(grids: Sequence[Grid], middles: _Middles) -> NDArray[np.intp]:
    """For each box the cell that its centre lies in, -1 outside.

    The cells of all grids are counted on.
    """
    x, y, wide, high = middles
    found = np.full(len(x), -1, dtype=np.intp)
    if not grids or not len(x):
        return found
    over = np.minimum(high, _TALLEST * (np.add.reduce(wide) / len(wide))) * _HANGS_OVER
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


def _with_more_rows(grids: Sequence[Grid], lines: PageLines) -> list[Grid]:
    """The grids with rows parted by the numbers of their first column, or by white."""
    first, found = 0, []
    for grid in grids:
        finer = part_numbered(grid, lines.inside, first)
        found.append(finer if finer is not grid else part_spaced(grid, lines.inside, first))
        first += len(grid.cells)
    return found


def _with_turned(lines: PageLines, grids: Sequence[Grid], turned: Sequence[Turned]) -> PageLines:
    """The lines of each cell, and those outside, with turned text among them."""
    boxes = np.array([one.box for one in turned], dtype=np.float64).reshape(-1, 4)
    inside, outside = dict(lines.inside), list(lines.outside)
    by_cell: dict[int, list[Turned]] = {}
    for cell, one in zip(_cells_at(grids, _Middles.of(boxes)).tolist(), turned, strict=True):
        if cell >= 0:
            by_cell.setdefault(cell, []).append(one)
        else:
            line = as_line([one])
            count = sum(map(is_ink, line.text))
            outside.append(SetLine(line, np.array([line.box] * count, dtype=np.float64)))
    for cell, texts in by_cell.items():
        inside[cell] = sorted([*inside.get(cell, ()), as_line(texts)], key=lambda line: line.top)
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


def _with_clipped(lines: PageLines, grids: Sequence[Grid], clipped: Clipped) -> PageLines:
    """The lines with those of a clipped text in the cells nearest to it that it may be seen in."""
    x0, top, x1, bottom = clipped.seen
    low, high = np.array([x0, top, x0, top]) + 1, np.array([x1, bottom, x1, bottom]) - 1
    cells = _cells_at(grids, _Middles.of(np.clip(clipped.glyphs.boxes, low, high)))
    found = read_lines(clipped.glyphs, cells)
    outside = [*lines.outside, *found.outside]
    inside = dict(lines.inside)
    for place, more in found.inside.items():
        inside[place] = sorted([*inside.get(place, ()), *more], key=lambda line: line.top)
    return PageLines(inside, outside)


def _has_more_rows(grid: Grid, printed: Printed, glyphs: Glyphs) -> bool:
    """Whether the texts of a grid without lines between its rows part it further.

    Where every line of print is a row, they may show more columns too.
    """
    inside = _sort_into([grid], glyphs) >= 0
    lines = read_lines(pick(glyphs, inside), np.full(int(inside.sum()), -1)).outside
    rulings = [*printed.horizontal, *_edges_of(printed.shades)]
    regions = find_regions(lines, rulings)
    if len(regions) != 1:
        return False
    (region,) = regions
    columns = len(region.strips) + 1
    is_same = columns == len(grid.xs) - 1 and lacks_rows(grid)
    if not is_same and not (columns >= len(grid.xs) - 1 and is_dense(region)):
        return False
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
