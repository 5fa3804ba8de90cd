"""The rows of a table without column lines, and its grid. Pure; points of the upright page.

A row edge is where most columns begin anew. What says so, the strongest first: a line or the
edge of a shaded area from side to side; more white than between the lines of one cell; a text
that begins beside cells that go on from above in no column. The column with the most
such breaks gives the rows; a text of another column that runs across one of them spans both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf.grid import Grid, GridCell, find_grids
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.text import Line, begins_with_number
from pipeline.extract.pdf.unruled import Region
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    line_pitch,
    middle_of,
    numbers_at_top,
    row_breaks,
    sub_rows,
    text_starts,
)
from pipeline.extract.pdf.unruled_rules import (
    cuts_around,
    drawn_across,
    levels,
    merged_cuts,
    ruled_heights,
    several_numbers,
)
from pipeline.records import Box

_RULED_ROWS = 2  # inner lines from side to side that say that all rows are ruled
_SET_IN = 1.5  # of a character's size: a heading begins further right than the texts of a column
_CLEAR = 0.25  # of a character's size above and below a heading without any text
_FEW_NUMBERS = 2  # do not say that numbers stand at the top of their rows
_CENTRED = 0.45  # of a character's height by which a text may stand off the middle of its cell


@dataclass(frozen=True, slots=True)
class SetGrid:
    """A grid and the lines of each of its cells."""

    grid: Grid
    lines: tuple[tuple[Line, ...], ...]


def set_rows(region: Region, rulings: Sequence[Ruling]) -> SetGrid:
    """Part the region into rows and cells; ``rulings`` are the horizontal lines near it."""
    edges = region.edges
    headings = _headings(region)
    columns = _columns(region, headings)
    crossing = [p.line for p in region.pieces if _column_of(p.line, edges) is None]
    crossing += headings
    every = sorted((p.line for p in region.pieces), key=middle_of)
    top, bottom = every[0].top, max(line.bottom for line in every)
    ruled = ruled_heights(rulings, edges, top, bottom, every)
    inner = [y for y in ruled if every[0].bottom < y < every[-1].top]
    at_top = _is_known_at_top(region, columns)
    breaks = row_breaks(columns, every, at_top=at_top)
    if len(inner) >= _RULED_ROWS and not several_numbers(columns[0], inner):
        header = _below_header(columns[0], breaks, inner[0])
        parted = [(y, list(range(len(columns)))) for y in header]
        parted += sub_rows(columns, [*ruled, *header])
        return _ruled_grid(rulings, ruled, region, crossing, parted)
    cuts = merged_cuts(ruled, breaks, every)
    cuts = cuts_around(crossing, cuts, every)
    ys = [min(top, *ruled) if ruled else top, *(y for y in cuts if top < y < bottom)]
    ys.append(max(bottom, *ruled) if ruled else bottom)
    drawn = [drawn_across(rulings, ruled, left, right) for left, right in pairwise(edges)]
    starts = text_starts(columns, every, at_top=at_top)
    return _grid(edges, ys, columns, crossing, (starts, drawn))


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
    cuts = [(low + high) / 2 for low, high in row_breaks(columns, every)]
    ys = [top, *(y for y in cuts if top < y < bottom), bottom]
    edges = [*(box[0] for box in boxes), boxes[-1][2]]
    nothing: list[list[float]] = [[] for _ in columns]
    return _grid(edges, ys, columns, [], (text_starts(columns, every), nothing))


def _margin(lines: Sequence[Line], left: float) -> float:
    return max(min((line.x0 for line in lines), default=left) - left, 0.0)


def _below_header(
    first: Column, breaks: Sequence[tuple[float, float]], inner: float
) -> list[float]:
    """Where the first row parts from the header above it: shading may do so from then on only."""
    numbers = [middle_of(line) for line in first.lines if begins_with_number(line.text)]
    if not numbers or numbers[0] > inner or middle_of(first.lines[0]) >= numbers[0]:
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
    crossing: Sequence[Line],
    parted: Sequence[tuple[float, Sequence[int]]],
) -> SetGrid:
    """Rows as the lines part them, spans among them, between columns as the white parts them.

    ``parted``: heights at which some columns are parted though no line is drawn there.
    """
    every = sorted((p.line for p in region.pieces), key=middle_of)
    top, bottom = every[0].top, max(line.bottom for line in every)
    edges = [*region.edges]
    near = [r for r in rulings if ruled[0] - 3 <= r.at <= ruled[-1] + 3]
    edges[0] = min(edges[0], *(r.start for r in near))
    edges[-1] = max(edges[-1], *(r.end for r in near))
    first = ruled[0] if ruled[0] < every[0].bottom else top
    last = ruled[-1] if ruled[-1] > every[-1].top else bottom
    across = [r for r in rulings if first - 3 <= r.at <= last + 3]
    across += [Ruling(y, edges[0], edges[-1]) for y in (first, last)]
    across += [Ruling(y, edges[n], edges[n + 1]) for y, numbers in parted for n in numbers]
    # A line that ends in the white between two columns ends at the edge.
    level = levels((r.at for r in across), every[0].size)
    across = [
        Ruling(level[r.at], _snapped(r.start, region), _snapped(r.end, region)) for r in across
    ]
    bounds = sorted({first, last, *ruled, *(y for y, _ in parted)})
    down = []
    for number, x in enumerate(edges):
        for low, high in pairwise(bounds):
            runs_over = any(
                line.x0 < x < line.x1 and low < middle_of(line) < high for line in crossing
            )
            if not (runs_over and 0 < number < len(edges) - 1):
                down.append(Ruling(x, low, high))
    grid = max(find_grids(across, down), key=lambda grid: len(grid.cells))
    texts: list[list[Line]] = [[] for _ in grid.cells]
    for line in every:
        column = bisect_right(grid.xs[1:-1], (line.x0 + line.x1) / 2)
        row = bisect_right(grid.ys[1:-1], middle_of(line))
        texts[grid.owner[row][column]].append(line)
    return SetGrid(grid, tuple(map(tuple, texts)))


def _snapped(x: float, region: Region) -> float:
    for strip in region.strips:
        if strip.x0 - 1 <= x <= strip.x1 + 1:
            return strip.middle
    return x


def _column_of(line: Line, edges: Sequence[float]) -> int | None:
    """The column a line stands in; ``None`` where it runs over more than one."""
    middle = (line.x0 + line.x1) / 2
    column = max(0, min(sum(edge < middle for edge in edges) - 1, len(edges) - 2))
    reach = line.size / 2
    if line.x0 < edges[column] - reach or line.x1 > edges[column + 1] + reach:
        return None
    return column


def _headings(region: Region) -> list[Line]:
    """Lines in the middle of the table that have no other beside, above or below them.

    A short one stands between two column edges as the text of a cell does, but not at the
    left of its column.
    """
    lines = [piece.line for piece in region.pieces]
    edges = region.edges
    lefts: dict[int | None, float] = {}
    for line in lines:
        column = _column_of(line, edges)
        lefts[column] = min(lefts.get(column, line.x0), line.x0)
    return [
        line
        for line in lines
        if (column := _column_of(line, edges)) is not None
        and abs(line.x0 + line.x1 - edges[0] - edges[-1]) < 2 * line.size
        and line.x0 - lefts[column] > _SET_IN * line.size
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


def _grid(
    edges: Sequence[float],
    ys: Sequence[float],
    columns: Sequence[Column],
    crossing: Sequence[Line],
    parted: tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]],
) -> SetGrid:
    """Each column's texts to rows; a text that runs over a row edge spans both rows.

    ``parted``: for each column the heights at which texts begin, and those of lines through it.
    """
    count = len(ys) - 1
    owner = [[-1] * len(columns) for _ in range(count)]
    placed: list[tuple[int, int, int, int, list[Line]]] = []
    whole: dict[int, list[Line]] = {}
    for line in crossing:
        whole.setdefault(_row_of(line, ys), []).append(line)
    is_pitched = line_pitch(columns) is not None
    below = _white_below(columns, ys)
    for number, (column, starts, drawn) in enumerate(zip(columns, *parted, strict=True)):
        for first, end, lines in _spans(column, ys, (starts, drawn, below), is_pitched=is_pitched):
            placed.append((first, number, end, number + 1, lines))
    for row, lines in whole.items():
        beside = [one for one in placed if one[0] <= row < one[2]]
        if beside:
            # Something stands beside it after all: it is part of the leftmost cell.
            min(beside, key=lambda one: one[1])[4].extend(lines)
        else:
            placed.append((row, 0, row + 1, len(columns), lines))
    for number, (first, left, end, right, _) in enumerate(placed):
        for row in range(first, end):
            owner[row][left:right] = [number] * (right - left)
    for row in range(count):
        for column_number in range(len(columns)):
            if owner[row][column_number] < 0:
                owner[row][column_number] = len(placed)
                placed.append((row, column_number, row + 1, column_number + 1, []))
    order = sorted(range(len(placed)), key=lambda number: placed[number][:2])
    rank = {number: place for place, number in enumerate(order)}
    cells = [
        GridCell(
            first, left, end - first, right - left, (edges[left], ys[first], edges[right], ys[end])
        )
        for first, left, end, right, _ in (placed[number] for number in order)
    ]
    return SetGrid(
        Grid(
            tuple(edges),
            tuple(ys),
            tuple(cells),
            tuple(tuple(rank[number] for number in row) for row in owner),
        ),
        tuple(tuple(placed[number][4]) for number in order),
    )


def _row_of(line: Line, ys: Sequence[float]) -> int:
    return max(0, min(bisect_right(ys, middle_of(line)) - 1, len(ys) - 2))


def _spans(
    column: Column,
    ys: Sequence[float],
    told: tuple[Sequence[float], Sequence[float], float],
    *,
    is_pitched: bool,
) -> list[tuple[int, int, list[Line]]]:
    """The cells of one column as (first row, end row, lines), those without text left out.

    Lines at line pitch are one text. One that runs over several rows spans them; one that
    stands in the middle of its cell says how many rows without a text of their own it spans.
    ``told``: heights at which texts begin, those of lines, and the white below the last row.
    """
    starts, drawn, below = told
    texts: list[list[Line]] = []
    for line in column.lines:
        core = middle_of(line) - LINE_CORE / 2 * line.size
        is_new = not texts or any(abs(core - start) < line.size / 2 for start in starts)
        if is_new and texts and abs(middle_of(line) - middle_of(texts[-1][-1])) < line.size / 2:
            is_new = False
        if texts and any(middle_of(texts[-1][-1]) < y < middle_of(line) for y in drawn):
            is_new = True
        if is_new or (not is_pitched and _row_of(line, ys) != _row_of(texts[-1][-1], ys)):
            texts.append([])
        texts[-1].append(line)
    rows = [(_row_of(text[0], ys), _row_of(text[-1], ys) + 1) for text in texts]
    if any(before[1] > after[0] for before, after in pairwise(rows)):
        # Two texts in one row, or texts that follow each other at line pitch.
        by_row: dict[int, list[Line]] = {}
        for line in column.lines:
            by_row.setdefault(_row_of(line, ys), []).append(line)
        return [(row, row + 1, lines) for row, lines in by_row.items()]
    bounds = [*ys[:-1], ys[-1] + below]
    return [
        (first, end, text)
        for (first, end), text in zip(_centred(rows, texts, bounds), texts, strict=True)
    ]


def _white_below(columns: Sequence[Column], ys: Sequence[float]) -> float:
    """How much further than its text the last row goes, which no line closes: as others do."""
    bottoms = sorted(line.bottom for column in columns for line in column.lines)
    if not bottoms or ys[-1] > bottoms[-1]:
        return 0.0
    white = sorted(y - bottoms[place - 1] for y in ys[1:-1] if (place := bisect_right(bottoms, y)))
    return max(white[len(white) // 2], 0.0) if white else 0.0


def _centred(
    rows: Sequence[tuple[int, int]], texts: Sequence[Sequence[Line]], ys: Sequence[float]
) -> list[tuple[int, int]]:
    """The rows of each text, widened over empty ones where it then stands in their middle."""
    found: list[tuple[int, int]] = []
    for number, ((first, end), text) in enumerate(zip(rows, texts, strict=True)):
        upper = found[-1][1] if found else 0
        lower = rows[number + 1][0] if number + 1 < len(rows) else len(ys) - 1
        middle = (middle_of(text[0]) + middle_of(text[-1])) / 2
        near = (text[-1].bottom - text[-1].top) * _CENTRED
        choices = [
            (abs((ys[a] + ys[b]) / 2 - middle), a, b)
            for a in (upper,)
            for b in range(end, lower + 1)
        ]
        best = min(choices, default=(near, first, end))
        own = abs((ys[first] + ys[end]) / 2 - middle)
        found.append(best[1:] if best[0] < near < own else (first, end))
    # Where rows are left over, or it is so but once, it was chance: what is empty stays so.
    widened = sum(after != before for after, before in zip(found, rows, strict=True))
    is_whole = sum(end - first for first, end in found) == len(ys) - 1
    return found if is_whole and widened > 1 else list(rows)
