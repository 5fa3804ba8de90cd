"""Heads of several lines, with spanners, of tables without column lines. Pure; points of the page.

    Group A      Group B    Total        Group A and Group B over two columns each, by the short
    ─────────   ─────────                lines or by where they stand; State and territory one
    2010  2011  2010  2011               cell, beside both lines

The head is taken off the body, set into cells by itself, and put on top of the body's grid.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.pdf.grid import GridCell, made_grid
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_breaks import heights_of, middle_of
from pipeline.extract.pdf.unruled_grid import SetGrid
from pipeline.extract.pdf.unruled_labels import (
    Label,
    Rule,
    drawn_rules,
    labels_of,
    one_text,
    text_spans,
    whole_texts,
)
from pipeline.extract.pdf.unruled_ranges import Text, over_columns
from pipeline.extract.pdf.unruled_region import EDGE, Region
from pipeline.extract.pdf.unruled_spanners import are_years
from pipeline.extract.pdf.unruled_values import is_figure

_FEWEST_ROWS = 3  # with figures in half the columns
_FEWEST_FIGURES = 2  # of such a row
_MOST_LINES = 10  # of a head
_EDGE = 0.25  # of a character's size: a text that reaches further over a row edge is of both rows


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a region: its row edges and cells, and the region without it."""

    ys: tuple[float, ...]
    cells: tuple[tuple[GridCell, tuple[Line, ...]], ...]
    body: Region


def find_head(region: Region, rulings: Sequence[Ruling]) -> Head | None:
    """The head of a table of figures if a label in it stands over several columns."""
    edges = _edges(region)
    every = sorted((piece.line for piece in region.pieces), key=middle_of)
    heights = heights_of(every)
    count = len(edges) - 1
    first = _first_figures(heights, edges)
    if count < 3 or not first:
        return None
    rules = drawn_rules(rulings, edges, heights)
    end = _end_of_head(heights, first, rules, region)
    if not 2 <= end <= _MOST_LINES:
        return None
    bottom = max(middle_of(line) for line in heights[end - 1])
    below = min(middle_of(line) for line in heights[end])
    own = [rule for rule in rules if middle_of(heights[0][0]) < rule.at < bottom]
    spans = text_spans(heights[end - 1 :], edges)
    texts = [whole_texts(row, region.strips, spans) for row in heights[: end - 1]]
    texts.append([one_text([line]) for line in heights[end - 1]])  # of one column each
    cells = labels_of(texts, own, edges, spans)
    if cells is None or not any(1 < b - a < count for (a, b), _ in cells):
        return None
    inner = _row_edges(cells, [rule.at for rule in own])
    full = [r.at for r in rules if bottom < r.at < below]
    ys = (heights[0][0].top, *inner, full[0] if full else (bottom + below) / 2)
    placed = _placed(cells, ys, edges)
    head = {id(line) for row in heights[:end] for line in row}
    pieces = tuple(piece for piece in region.pieces if id(piece.line) not in head)
    return Head(ys, placed, replace(region, pieces=pieces)) if placed else None


def below_head(head: Head, rulings: Sequence[Ruling]) -> list[Ruling]:
    """The lines of the body of a table, without that which parts it from the head."""
    first = min(middle_of(piece.line) for piece in head.body.pieces)
    return [ruling for ruling in rulings if ruling.at > first]


def on_top(head: Head, body: SetGrid) -> SetGrid | None:
    """The grid of a table of its head and that of its body; ``None`` if columns differ."""
    grid = body.grid
    if len(grid.xs) - 1 != max(cell.column + cell.column_span for cell, _ in head.cells):
        return None
    rows = len(head.ys) - 1
    cells: list[tuple[GridCell, tuple[Line, ...]]] = []
    for cell, lines in head.cells:
        left, right = grid.xs[cell.column], grid.xs[cell.column + cell.column_span]
        lower = grid.ys[0] if cell.row + cell.row_span == rows else cell.box[3]
        cells.append((replace(cell, box=(left, cell.box[1], right, lower)), lines))
    cells += [
        (replace(cell, row=cell.row + rows), lines)
        for cell, lines in zip(grid.cells, body.lines, strict=True)
    ]
    cells.sort(key=lambda one: (one[0].row, one[0].column))
    whole = made_grid(grid.xs, (*head.ys[:-1], *grid.ys), [cell for cell, _ in cells])
    return SetGrid(whole, tuple(lines for _, lines in cells), body.is_sure, body.doubts)


def _edges(region: Region) -> tuple[float, ...]:
    """The column edges; the first at the end of the labels, for no spanner stands over these."""
    left, _, *others = region.edges
    return (left, region.strips[0].x0 + EDGE / 2, *others)


def _first_figures(heights: Sequence[Sequence[Line]], edges: Sequence[float]) -> int:
    """The first height with figures in half the columns, and a label before them; 0: none.

    Years above all other figures are labels.
    """
    found: list[int] = []
    for number, row in enumerate(heights):
        figures = [line for line in row if is_figure(line.text)]
        columns = {_first_column(line, edges) for line in figures} - {0}
        if 2 * len(columns) < len(edges) - 2 or len(columns) < _FEWEST_FIGURES:
            continue
        if found or not are_years([line.text for line in figures]):
            found.append(number)
    if len(found) < _FEWEST_ROWS:
        return 0
    labelled = [n for n in found if any(_first_column(line, edges) == 0 for line in heights[n])]
    return labelled[0] if labelled else found[0]


def _first_column(line: Line, edges: Sequence[float]) -> int:
    return over_columns(one_text([line]), edges)[0]


def _end_of_head(
    heights: Sequence[Sequence[Line]],
    first: int,
    rules: Sequence[Rule],
    region: Region,
) -> int:
    """The number of lines of print of the head.

    It ends at the last line from side to side above the first figures; or with the last text
    above them that stands right of the labels, and is not alone.
    """
    edges = _edges(region)
    level = min(middle_of(line) for line in heights[first])
    top = min(map(middle_of, heights[0]))
    full = [
        rule.at for rule in rules if rule.columns == (0, len(edges) - 1) and top < rule.at < level
    ]
    end = sum(middle_of(row[0]) < full[-1] for row in heights) if full else first
    spans = text_spans(heights[first:], edges)
    least = 2 if full else 1
    while end and _is_section(whole_texts(heights[end - 1], region.strips, spans), edges, least):
        end -= 1
    return end


def _is_section(texts: Sequence[Text], edges: Sequence[float], least: int) -> bool:
    """Whether a text stands alone, from the labels over as many columns at ``least``."""
    if len(texts) != 1:
        return False
    first, end = over_columns(texts[0], edges)
    return not first and end >= least


def _row_edges(cells: Sequence[Label], rules: Sequence[float]) -> list[float]:
    """The fewest heights that part each cell from the next below it, at lines where there are."""
    between: list[tuple[float, float]] = []
    for cell in cells:
        below = [
            one.top
            for one in cells
            if one.top > cell.bottom + cell.size / 2
            and one.columns[0] < cell.columns[1]
            and cell.columns[0] < one.columns[1]
        ]
        if below:
            between.append((cell.bottom, min(below)))
    between.sort(key=lambda one: one[1])
    found: list[tuple[float, float]] = []
    for low, high in between:
        if found and low < found[-1][1]:
            found[-1] = max(found[-1][0], low), found[-1][1]
        else:
            found.append((low, high))
    return [next((at for at in rules if low < at < high), (low + high) / 2) for low, high in found]


def _placed(
    cells: Sequence[Label], ys: Sequence[float], edges: Sequence[float]
) -> tuple[tuple[GridCell, tuple[Line, ...]], ...]:
    """The cells in their rows, and empty ones where no text stands; nothing where two meet."""
    inner, count = ys[1:-1], len(edges) - 1
    found: list[tuple[GridCell, tuple[Line, ...]]] = []
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        reach = _EDGE * cell.size
        first, end = bisect_left(inner, cell.top + reach - cell.size / 2), 0
        end = max(first, bisect_left(inner, cell.bottom - reach + cell.size / 2)) + 1
        low, high = cell.columns
        places = {(row, column) for row in range(first, end) for column in range(low, high)}
        if places & taken:
            return ()
        taken |= places
        box = (edges[low], ys[first], edges[high], ys[end])
        found.append((GridCell(first, low, end - first, high - low, box), cell.lines))
    for row in range(len(ys) - 1):
        for column in range(count):
            if (row, column) not in taken:
                box = (edges[column], ys[row], edges[column + 1], ys[row + 1])
                found.append((GridCell(row, column, 1, 1, box), ()))
    return tuple(sorted(found, key=lambda one: (one[0].row, one[0].column)))
