"""What is printed on a page to its tables with the lines in their cells, and the lines outside.

Pure. Nothing of pdfium is kept, so that a page can be closed before the next is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.doubles import pick, split_doubled
from pipeline.extract.pdf.fragments import Fragment, PageRead, make_fragment
from pipeline.extract.pdf.grid import (
    Grid,
    in_reading_order,
    is_one_band,
    lacks_rows,
)
from pipeline.extract.pdf.in_cells import (
    BESIDE,
    sort_all,
    sort_into,
    with_clipped,
    with_hanging,
    with_turned,
)
from pipeline.extract.pdf.joints import edges_at_joints
from pipeline.extract.pdf.line_numbers import LINE_NUMBER, split_line_numbers
from pipeline.extract.pdf.no_table import without_drawings
from pipeline.extract.pdf.open_sides import with_section_rows
from pipeline.extract.pdf.page import Doubled, Glyphs, Printed, Ruling
from pipeline.extract.pdf.refined import part_columns, with_room_below
from pipeline.extract.pdf.refined_rows import (
    merge_in_middle,
    part_level,
    part_numbered,
    part_spaced,
)
from pipeline.extract.pdf.ruled import find_grids, merged
from pipeline.extract.pdf.runs import PageLines, read_all_lines, read_lines
from pipeline.extract.pdf.shaded import bars_on_top, is_whole, lines_on_shades, lines_within
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.tiles import tile_edges, without_marked_words
from pipeline.extract.pdf.underprint import WATERMARK, split_underprint
from pipeline.extract.pdf.unruled import find_regions
from pipeline.extract.pdf.unruled_rows import is_dense, set_rows
from pipeline.extract.pdf.white import part_at_white
from pipeline.records import Box

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
    joints = [
        edges_at_joints(printed.horizontal, printed.vertical, glyphs)
        for printed, (glyphs, _) in zip(pages, upper, strict=True)
    ]
    found = [
        _grids_of(printed, glyphs, edges)
        for printed, (glyphs, _), edges in zip(pages, upper, joints, strict=True)
    ]
    ruled = [
        _tables_of(grids, printed, glyphs)
        for grids, printed, (glyphs, _) in zip(found, pages, upper, strict=True)
    ]
    placed = _placed(ruled, [glyphs for glyphs, _ in upper], pages)
    lines = read_all_lines(
        [(glyphs, places) for (glyphs, _), (_, places, _) in zip(upper, placed, strict=True)]
    )
    whole = [
        _with_the_rest(own, grids, printed, glyphs, rows)
        for own, (grids, *_), printed, (glyphs, _), (rows, _) in zip(
            lines, placed, pages, upper, joints, strict=True
        )
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


def _grids_of(
    printed: Printed, glyphs: Glyphs, edges: tuple[Sequence[Ruling], Sequence[Ruling]]
) -> Sequence[Grid]:
    """The grids that lines draw, and those of filled cells where no lines are.

    ``edges``: those of rows and columns that joints of lines show.
    """
    across, down = printed.horizontal, printed.vertical
    rows, columns = edges
    if rows or columns:
        across, down = (*across, *rows), (*down, *columns)
    found = with_section_rows(find_grids(across, down), across, down, glyphs)
    rows, columns = bars_on_top(found, printed.shades, glyphs)
    if rows:
        across, down = (*across, *rows), (*down, *columns)
        found = with_section_rows(find_grids(across, down), across, down, glyphs)
    if not printed.shades:
        return found
    white = lines_on_shades(printed.white, printed.shades)
    rows, columns = lines_within(found, white)
    if columns:
        across, down = (*across, *rows), (*down, *columns)
        found = with_section_rows(find_grids(across, down), across, down, glyphs)
    rows, columns = tile_edges(printed.shades, glyphs.boxes)
    filled = find_grids(rows, columns) if columns else []
    if white[1]:
        filled += [
            grid
            for grid in find_grids(*white)
            if not any(map(grid.meets, filled)) and is_whole(grid, printed, glyphs)
        ]
    more = [grid for grid in filled if not any(map(grid.meets, found))]
    return in_reading_order([*found, *more]) if more else found


def _tables_of(found: Sequence[Grid], printed: Printed, glyphs: Glyphs) -> list[Grid]:
    """The grids of more than one column, with their columns as the texts keep to them."""
    return [
        part_columns(with_room_below(grid, glyphs), glyphs)
        for grid in found
        if len(grid.xs) > 2 and not (is_one_band(grid) and _has_more_rows(grid, printed, glyphs))
    ]


def _placed(
    ruled: Sequence[list[Grid]], glyphs: Sequence[Glyphs], pages: Sequence[Printed]
) -> list[tuple[list[Grid], NDArray[np.intp], bool]]:
    """The grids of each page, with for each glyph its cell, and whether white parted columns."""
    found = []
    cells = sort_all(ruled, glyphs)
    for every, own, met, printed in zip(ruled, glyphs, cells, pages, strict=True):
        others = [*[one.seen for one in printed.clipped], *[one.box for one in printed.turned]]
        grids = without_drawings(every, met, others)
        places = met if grids == every else sort_into(grids, own)
        parted = part_at_white(grids, own, places)
        if parted is None:
            found.append((grids, places, False))
        else:
            found.append((parted, sort_into(parted, own), True))
    return found


def _with_the_rest(
    lines: PageLines,
    grids: list[Grid],
    printed: Printed,
    glyphs: Glyphs,
    rows: Sequence[Ruling],
) -> tuple[list[Grid], PageLines]:
    """The grids with rows parted by numbers; their lines with those that need another look.

    ``rows``: edges of rows that are not drawn.
    """
    finer = _with_more_rows(grids, lines, rows)
    if finer != grids:
        grids = finer
        lines = read_lines(glyphs, sort_into(grids, glyphs))
    if printed.turned:
        lines = with_turned(lines, grids, [one for one in printed.turned if one.quarters])
    for clipped in printed.clipped:
        lines = with_clipped(lines, grids, clipped)
    return grids, with_hanging(lines, grids)


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


def _with_more_rows(grids: Sequence[Grid], lines: PageLines, rows: Sequence[Ruling]) -> list[Grid]:
    """The grids with rows parted by the numbers of their first column, or by white.

    Where the edges of ``rows`` are known cells are merged instead.
    """
    first, found = 0, []
    for grid in grids:
        is_known = any(grid.ys[0] < one.at < grid.ys[-1] for one in rows)
        for part in (
            part_level,
            *([merge_in_middle] if is_known else [part_numbered, part_spaced]),
        ):
            finer = part(grid, lines.inside, first)
            if finer is not grid:
                break
        found.append(finer)
        first += len(grid.cells)
    return found


def _has_more_rows(grid: Grid, printed: Printed, glyphs: Glyphs) -> bool:
    """Whether the texts of a grid without lines between its rows part it further.

    Where every line of print is a row, they may show more columns too.
    """
    inside = sort_into([grid], glyphs) >= 0
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
        (left, top - BESIDE, right, end + BESIDE)
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
