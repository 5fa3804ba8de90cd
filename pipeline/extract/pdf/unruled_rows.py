"""The rows of a table without column lines, and its grid. Pure; points of the upright page.

A row edge is where most columns begin anew. What says so, the strongest first: a line or the
edge of a shaded area from side to side; more white than between the lines of one cell; a text
that begins beside cells that go on from above in no column. The column with the most
such breaks gives the rows; a text of another column that runs across one of them spans both.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.ruled import find_grids
from pipeline.extract.pdf.text import CANNOT_BEGIN, Line, begins_with_number
from pipeline.extract.pdf.unruled_breaks import (
    Column,
    middle_of,
    numbers_at_top,
    row_breaks,
    sub_rows,
    text_starts,
)
from pipeline.extract.pdf.unruled_dense import ToldRows, dense_rows, level_rows
from pipeline.extract.pdf.unruled_grid import SetGrid, make_grid, runs_through
from pipeline.extract.pdf.unruled_heads import below_head, find_head, on_top
from pipeline.extract.pdf.unruled_middles import middle_rows
from pipeline.extract.pdf.unruled_region import Region, with_wrapped
from pipeline.extract.pdf.unruled_rules import (
    cut_out,
    cuts_around,
    drawn_across,
    is_on,
    levels,
    merged_cuts,
    number_cells,
    ruled_heights,
    several_numbers,
)
from pipeline.extract.pdf.unruled_spans import merged_over_rows
from pipeline.extract.pdf.unruled_strips import is_section_heading
from pipeline.extract.pdf.unruled_values import value_rows
from pipeline.extract.pdf.unruled_white import rows_between_white
from pipeline.records import Box

_RULED_ROWS = 2  # inner lines from side to side that say that all rows are ruled
_MANY_ROWS = 3  # breaks between two lines say that not all rows of one line are ruled
_SET_IN = 1.5  # of a character's size: a heading begins further right than the texts of a column
_CLEAR = 0.25  # of a character's size above and below a heading without any text
_FEW_NUMBERS = 2  # do not say that numbers stand at the top of their rows


def set_rows(region: Region, rulings: Sequence[Ruling]) -> SetGrid:
    """Part the region into rows and cells; ``rulings`` are the horizontal lines near it."""
    region = with_wrapped(region)
    head = find_head(region, rulings)
    whole = head and on_top(head, _set_body(head.body, below_head(head, rulings)))
    return whole or _set_body(region, rulings)


def _set_body(region: Region, rulings: Sequence[Ruling]) -> SetGrid:
    edges = region.edges
    headings = _headings(region)
    columns = _columns(region, headings)
    crossing = [p.line for p in region.pieces if _column_of(p.line, edges) is None]
    every = sorted((p.line for p in region.pieces), key=middle_of)
    top, bottom = every[0].top, max(line.bottom for line in every)
    ruled = ruled_heights(rulings, edges, top, bottom, every)
    inner = [y for y in ruled if middle_of(every[0]) < y < middle_of(every[-1])]
    at_top = _is_known_at_top(region, columns)
    figures = value_rows(columns, every)
    dense = figures or dense_rows(columns, every)
    over = [*crossing, *headings]
    clear = None if dense else rows_between_white(columns, over)
    is_top = at_top or bool(dense or clear) or numbers_at_top(columns, every)
    told = dense or clear or _about_numbers(region, columns, over)
    breaks = told.breaks if told else row_breaks(columns, every, at_top=at_top)
    level = [] if told else _level(columns, inner)
    if len(inner) >= _RULED_ROWS and not several_numbers(columns[0], inner):
        header = _below_header(columns[0], breaks, top, inner[0])
        if dense:
            bounds = [float("-inf"), *inner, float("inf")]
            for low, high in pairwise(bounds):
                within = [y for a, b in breaks if low < (y := (a + b) / 2) < high]
                header += within if figures or len(within) >= _MANY_ROWS else []
        header += [(low + high) / 2 for rows in level for low, high in rows.breaks]
        parted = [(y, list(range(len(columns)))) for y in header]
        parted += sub_rows(columns, [*ruled, *header])
        drawn = _drawn(rulings, ruled, columns, edges)
        parted += number_cells(columns, [*ruled, *header], drawn, at_top=is_top)
        texts = crossing, headings, columns
        return _ruled_grid(rulings, ruled, region, texts, parted, at_top=is_top)
    crossing += headings
    own = [one for rows in level for one in rows.breaks]
    breaks = [*(one for one in breaks if not any(_meet(one, new) for new in own)), *own]
    cuts = merged_cuts(ruled, breaks, every)
    cuts = cuts_around(crossing, cuts, every)
    ys = [min(top, *ruled) if ruled else top, *(y for y in cuts if top < y < bottom)]
    ys.append(max(bottom, *ruled) if ruled else bottom)
    drawn = _drawn(rulings, ruled, columns, edges)
    starts = told.starts if told else text_starts(columns, every, at_top=at_top)
    for rows in level:
        starts = [[*usual, *new] for usual, new in zip(starts, rows.starts, strict=True)]
    goes_on = region.before is not None
    parted_at = starts, drawn
    made = make_grid(
        edges,
        ys,
        columns,
        crossing,
        parted_at,
        at_top=is_top,
        is_told_top=told is not None and told.at_top,
        goes_on=goes_on,
    )
    numbers = [line for line in columns[0].lines if begins_with_number(line.text)]
    is_sure = is_top or told is not None or len(numbers) <= _FEW_NUMBERS
    doubts = () if clear else (*made.doubts, *(told.doubts if told else ()))
    return replace(made, is_sure=is_sure, doubts=doubts)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _level(columns: Sequence[Column], inner: Sequence[float]) -> list[ToldRows]:
    """The rows of one line each between the lines below the header."""
    bands = pairwise([*inner, math.inf])
    return [rows for low, high in bands if (rows := level_rows(columns, low, high))]


def _drawn(
    rulings: Sequence[Ruling],
    ruled: Sequence[float],
    columns: Sequence[Column],
    edges: Sequence[float],
) -> list[list[float]]:
    """For each column the ruled heights at which a line goes past all of its text."""
    return [
        [
            y
            for y in drawn_across(
                rulings, ruled, *((column.left, column.right) if column.lines else ends)
            )
            if not any(is_on(line, y) for line in column.lines)
        ]
        for column, ends in zip(columns, pairwise(edges), strict=True)
    ]


def is_dense(region: Region) -> bool:
    """Whether every line of print is a row, as in no prose set in columns."""
    region = with_wrapped(region)
    every = sorted((p.line for p in region.pieces), key=middle_of)
    columns = _columns(region, [])
    return (value_rows(columns, every) or dense_rows(columns, every)) is not None


def _about_numbers(
    region: Region, columns: Sequence[Column], over: Sequence[Line]
) -> ToldRows | None:
    """The rows of cells centred in height: one is enough where the page before is set so."""
    goes_on = region.before is not None
    found = middle_rows(columns, over, goes_on=goes_on)
    if found is None and (before := region.before) is not None:
        headings = _headings(before)
        above = middle_rows(_columns(before, headings), headings, goes_on=False)
        found = above and middle_rows(columns, over, goes_on=goes_on, fewest=1)
    return found


def _is_known_at_top(region: Region, columns: Sequence[Column]) -> bool:
    """Whether the page before says that numbers stand at the top, where this one has too few."""
    if region.before is None:
        return False
    own = sum(begins_with_number(line.text) for line in columns[0].lines)
    if own > _FEW_NUMBERS:
        return False
    before = region.before
    every = sorted((p.line for p in before.pieces), key=middle_of)
    return numbers_at_top(_columns(before, _headings(before)), every)


def set_band(texts: Sequence[Sequence[Line]], boxes: Sequence[Box]) -> SetGrid:
    """The rows of cells that stand side by side, ``boxes``, without lines between their rows."""
    every = sorted((line for lines in texts for line in lines), key=middle_of)
    columns = [
        Column(tuple(lines), min((li.x0 for li in lines), default=x0), x1 - _margin(lines, x0))
        for lines, (x0, _, x1, _) in zip(texts, boxes, strict=True)
    ]
    top, bottom = boxes[0][1], boxes[0][3]
    dense = value_rows(columns, every) or dense_rows(columns, every)
    breaks = dense.breaks if dense else row_breaks(columns, every)
    cuts = [(low + high) / 2 for low, high in breaks]
    ys = [top, *(y for y in cuts if top < y < bottom), bottom]
    edges = [*(box[0] for box in boxes), boxes[-1][2]]
    nothing: list[list[float]] = [[] for _ in columns]
    starts = dense.starts if dense else text_starts(columns, every)
    return make_grid(edges, ys, columns, [], (starts, nothing))


def _margin(lines: Sequence[Line], left: float) -> float:
    return max(min((line.x0 for line in lines), default=left) - left, 0.0)


def _below_header(
    first: Column, breaks: Sequence[tuple[float, float]], top: float, inner: float
) -> list[float]:
    """Where the first row parts from the header above it: shading may do so from then on only.

    ``inner``: the uppermost line below the ``top``. If the first number stands below it, its
    row may begin above all the same: the label of the numbers is then far above their middle.
    """
    numbers = [middle_of(line) for line in first.lines if begins_with_number(line.text)]
    if not numbers or (label := middle_of(first.lines[0])) >= numbers[0]:
        return []
    if numbers[0] > inner and (top + inner) / 2 - label < first.lines[0].size:
        return []
    above = max(middle_of(line) for line in first.lines if middle_of(line) < numbers[0])
    return [
        (low + high) / 2
        for low, high in breaks
        if above < (low + high) / 2 < numbers[0] and high < inner
    ][:1]


def _ruled_grid(
    rulings: Sequence[Ruling],
    ruled: Sequence[float],
    region: Region,
    texts: tuple[Sequence[Line], Sequence[Line], Sequence[Column]],
    parted: Sequence[tuple[float, Sequence[int]]],
    *,
    at_top: bool,
) -> SetGrid:
    """Rows as the lines part them, spans among them, between columns as the white parts them.

    ``texts``: the lines that run over column edges, those that stand alone over all columns,
    and those of each column.
    ``parted``: heights at which some columns are parted though no line is drawn there.
    """
    crossing, headings, columns = texts
    alone = [*headings, *(line for line in crossing if is_section_heading(line.text))]
    every = sorted((p.line for p in region.pieces), key=middle_of)
    top, bottom = every[0].top, max(line.bottom for line in every)
    edges = [*region.edges]
    near = [r for r in rulings if ruled[0] - 3 <= r.at <= ruled[-1] + 3]
    edges[0] = min(edges[0], *(r.start for r in near))
    edges[-1] = max(edges[-1], *(r.end for r in near))
    first = ruled[0] if ruled[0] < middle_of(every[0]) else top
    last = ruled[-1] if ruled[-1] > middle_of(every[-1]) else bottom
    across = [r for r in rulings if first - 3 <= r.at <= last + 3]
    across += [Ruling(y, edges[0], edges[-1]) for y in (first, last)]
    across += [Ruling(y, edges[n], edges[n + 1]) for y, numbers in parted for n in numbers]
    # A line that ends in the white between two columns ends at the edge.
    level = levels((r.at for r in across), every[0].size)
    across = [
        Ruling(level[r.at], _snapped(r.start, region), _snapped(r.end, region)) for r in across
    ]
    bounds = sorted({first, last, *ruled, *(y for y, _ in parted)})
    bounds = [min(level.values(), key=lambda known: abs(known - y)) for y in bounds]
    bars = {bisect_right(bounds, middle_of(line)) - 1 for line in alone}
    drawn = _drawn(rulings, ruled, columns, edges)
    before: list[int] | None = None
    for place, (left, right) in enumerate(pairwise(edges)):
        begun = None
        if not at_top:
            goes_on = region.before is not None
            begun = merged_over_rows(columns, place, bounds, bars, before, goes_on=goes_on)
        # Lines that stop short of merged cells elsewhere part this column; shading says nothing.
        through = drawn_across(rulings, ruled, columns[place].left, columns[place].right)
        parting = drawn[place] if len(through) < len(ruled) else ()
        if begun is not None and not any(runs_through(y, bounds, begun) for y in parting):
            before = begun
            across = cut_out(across, (left, right), across)
            across += [Ruling(bounds[row], left, right) for row in begun]
        elif gone := [r for r in across if any(is_on(line, r.at) for line in columns[place].lines)]:
            across = cut_out(across, (left, right), gone)
    down = []
    for number, x in enumerate(edges):
        for low, high in pairwise(bounds):
            within = [line for line in every if low < middle_of(line) < high]
            runs_over = (len(within) == 1 and within[0] in alone) or any(
                line.x0 < x < line.x1 for line in within if line in crossing
            )
            if not (runs_over and 0 < number < len(edges) - 1):
                down.append(Ruling(x, low, high))
    grid = max(find_grids(across, down), key=lambda grid: len(grid.cells))
    found: list[list[Line]] = [[] for _ in grid.cells]
    for line in every:
        place = bisect_right(grid.xs[1:-1], (line.x0 + line.x1) / 2)
        row = bisect_right(grid.ys[1:-1], middle_of(line))
        found[grid.owner[row][place]].append(line)
    return SetGrid(grid, tuple(map(tuple, found)))


def _snapped(x: float, region: Region) -> float:
    for strip in region.strips:
        if strip.x0 - 1 <= x <= strip.x1 + 1:
            return strip.middle
    return x


def _column_of(line: Line, edges: Sequence[float]) -> int | None:
    """The column a line stands in; ``None`` where it runs over more than one.

    A mark may hang over the end of a line, up to the text of the next column.
    """
    hangs = line.size if len(line.text) > 1 and line.text[-1] in CANNOT_BEGIN else 0.0
    middle = (line.x0 + line.x1 - hangs) / 2
    column = max(0, min(sum(edge < middle for edge in edges) - 1, len(edges) - 2))
    reach = line.size / 2
    if line.x0 < edges[column] - reach or line.x1 - hangs > edges[column + 1] + reach:
        return None
    return column


def _headings(region: Region) -> list[Line]:
    """Lines in the middle of the table that have no other beside, above or below them.

    A short one stands between two column edges as the text of a cell does, but not at the
    left of its column. The name of a section may stand in the first cell alone.
    """
    lines = [piece.line for piece in region.pieces]
    edges = region.edges
    lowest = max(line.top for line in lines)  # the page may cut a name that stands below all
    lefts: dict[int | None, float] = {}
    for line in lines:
        column = _column_of(line, edges)
        lefts[column] = min(lefts.get(column, line.x0), line.x0)
    return [
        line
        for line in lines
        if (column := _column_of(line, edges)) is not None
        and (
            (not column and is_section_heading(line.text) and line.bottom < lowest)
            or (
                abs(line.x0 + line.x1 - edges[0] - edges[-1]) < 2 * line.size
                and line.x0 - lefts[column] > _SET_IN * line.size
            )
        )
        and not any(
            other is not line
            and other.top < line.bottom + _CLEAR * line.size
            and other.bottom > line.top - _CLEAR * line.size
            for other in lines
        )
    ]


def _columns(region: Region, headings: Sequence[Line]) -> list[Column]:
    edges = region.edges
    found: list[list[Line]] = [[] for _ in edges[1:]]
    for piece in region.pieces:
        column = _column_of(piece.line, edges)
        if column is not None and piece.line not in headings:
            found[column].append(piece.line)
    columns = []
    for lines in found:
        lines.sort(key=lambda line: (middle_of(line), line.x0))
        columns.append(
            Column(
                tuple(lines),
                min((line.x0 for line in lines), default=0.0),
                max((line.x1 for line in lines), default=0.0),
            )
        )
    return columns
