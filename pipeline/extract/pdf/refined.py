"""Grids whose lines part less than their texts do. Pure; points of the upright page.

Some tools leave out the lines between columns in single rows. Only what the texts say beyond
doubt is parted: texts that keep to the columns of the other rows. Rows without lines between
are the matter of ``refined_rows``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid, GridCell, made_grid
from pipeline.extract.pdf.page import Glyphs
from pipeline.extract.pdf.text import Line
from pipeline.records import Box

_REACH = 0.1  # of a character's height by which a text may touch an edge
_APART = 0.4  # of a character's height: least white at an edge where no line is drawn
_FAR_APART = 2.0  # the same where the cell spans but some of the columns: a header, mostly
_LESS_APART = 0.8  # the same in rows like others, or where each column has several lines
_AT_LEFT = 0.7  # of a character's height by which the ends of a column's texts may differ
_FEWEST_ALIKE = 2  # other rows without lines between columns that show where texts stand
_LOWEST_LINE = 9.0  # points: no line of print has room in a lower row
_HANGS = 1.5  # heights of a character from the last rule to the middle of a line below it


def part_columns(grid: Grid, glyphs: Glyphs) -> Grid:
    """The grid with cells over several columns parted, where their texts keep to the columns.

    They do if nothing runs over the edges between, more than one column has a text, and each
    text begins where those of its column begin in other rows. Where lines between columns are
    drawn in few rows, all others show together where texts begin, end, or have their middle.
    """
    spanning = [cell for cell in grid.cells if cell.column_span > 1]
    if not spanning:
        return grid
    inked = np.array([not character.isspace() for character in glyphs.text], dtype=np.bool_)
    boxes = glyphs.boxes[inked]
    ends = _text_ends(grid, boxes)
    usual = Counter((cell.column, cell.column_span) for cell in spanning)
    texts = {
        cell: parts
        for cell in spanning
        if (parts := _texts(grid, cell, boxes, usual[cell.column, cell.column_span]))
    }
    among = _text_ends_among(texts.values())
    parted = [cell for cell, parts in texts.items() if _keep_to_columns(grid, parts, ends, among)]
    if not parted:
        return grid
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell not in parted:
            cells.append(cell)
            continue
        _, top, _, bottom = cell.box
        for column in range(cell.column, cell.column + cell.column_span):
            box = (grid.xs[column], top, grid.xs[column + 1], bottom)
            cells.append(
                GridCell(cell.row, column, cell.row_span, 1, box, cell.open_top, cell.open_bottom)
            )
    return made_grid(grid.xs, grid.ys, cells)


def with_room_below(grid: Grid, glyphs: Glyphs) -> Grid:
    """The grid with its last row as deep as the line of print that hangs below it.

    The page edge leaves too little of a row for its number and title, which are printed all the
    same. The cells are as deep as before: no line has room in them.
    """
    *_, upper, lower = grid.ys
    if lower - upper > _LOWEST_LINE:
        return grid
    last = [cell for cell in grid.cells if cell.row + cell.row_span == len(grid.ys) - 1]
    if not all(cell.open_bottom for cell in last):
        return grid
    inked = np.array([not character.isspace() for character in glyphs.text], dtype=np.bool_)
    x0, top, x1, bottom = glyphs.boxes[inked].T
    middle = (top + bottom) / 2
    below = (middle > upper) & (x0 > grid.xs[0]) & (x1 < grid.xs[-1])
    if not below.any():
        return grid
    first = middle[below].min()
    line = below & (np.abs(middle - first) < (bottom - top) / 2)
    edges = np.array(grid.xs[1:-1])
    is_crossed = edges.searchsorted(x0[line]) != edges.searchsorted(x1[line])
    high = float(np.median((bottom - top)[line]))
    if first - upper > _HANGS * high or is_crossed.any():
        return grid
    return replace(grid, ys=(*grid.ys[:-1], max(float(bottom[line].max()), lower)))


def _inside(box: Box, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return (x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])


class _Text(NamedTuple):
    """What a cell over several columns has of text in one of them."""

    column: int
    left: float
    right: float
    height: float

    @property
    def ends(self) -> tuple[float, float, float]:
        """Where it begins, where its middle is, and where it ends."""
        return self.left, (self.left + self.right) / 2, self.right


_Ends = Mapping[int, Sequence[tuple[float, float, float]]]


def _text_ends(grid: Grid, boxes: NDArray[np.float64]) -> _Ends:
    """For each column where the texts of its own cells begin."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    for cell in grid.cells:
        if cell.column_span == 1:
            own = boxes[_inside(cell.box, boxes)]
            if len(own):
                left = float(own[:, 0].min())
                found.setdefault(cell.column, []).append((left, nan, nan))
    return found


def _text_ends_among(cells: Iterable[Sequence[_Text]]) -> _Ends:
    """For each column where the texts begin and end that cells over several have in it."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    for texts in cells:
        for text in texts:
            found.setdefault(text.column, []).append(text.ends)
    return found


def _texts(grid: Grid, cell: GridCell, boxes: NDArray[np.float64], alike: int) -> list[_Text]:
    """The texts that a cell has in its columns; none where they do not keep to those.

    ``alike`` is how many cells of the grid are over these columns.
    """
    own = boxes[_inside(cell.box, boxes)]
    if not len(own):
        return []
    height = float(np.median(own[:, 3] - own[:, 1]))
    is_whole_row = cell.column_span == len(grid.xs) - 1
    middles = (own[:, 0] + own[:, 2]) / 2
    texts: list[_Text] = []
    are_wrapped = True
    columns = range(cell.column, cell.column + cell.column_span)
    for column in columns:
        x0, x1 = grid.xs[column], grid.xs[column + 1]
        text = own[(middles > x0) & (middles < x1)]
        if not len(text):
            continue
        left, right = float(text[:, 0].min()), float(text[:, 2].max())
        reach = _REACH * height
        if (left < x0 - reach and column > columns[0]) or (
            right > x1 + reach and column < columns[-1]
        ):
            return []
        texts.append(_Text(column, left, right, height))
        are_wrapped &= float(np.ptp(text[:, 1])) > height / 2
    is_less = are_wrapped or alike > _FEWEST_ALIKE
    least = (_APART if is_whole_row else _LESS_APART if is_less else _FAR_APART) * height
    are_apart = all(after.left - before.right >= least for before, after in pairwise(texts))
    return texts if len(texts) > 1 and are_apart else []


def _keep_to_columns(grid: Grid, texts: Sequence[_Text], ends: _Ends, among: _Ends) -> bool:
    """Whether each text stands as those of its column do in other rows, or in the middle of it."""
    for text in texts:
        x0, x1 = grid.xs[text.column], grid.xs[text.column + 1]
        is_centred = abs((text.left - x0) - (x1 - text.right)) < text.height / 2
        if not (
            is_centred
            or _alike(text, ends.get(text.column, ())) > 0
            or _alike(text, among[text.column]) > _FEWEST_ALIKE
        ):
            return False
    return True


def _alike(text: _Text, others: Sequence[tuple[float, float, float]]) -> int:
    """How many texts of a column begin, end, or have their middle where a text does."""
    counts = [
        sum(abs(one - other[n]) < _AT_LEFT * text.height for other in others)
        for n, one in enumerate(text.ends)
    ]
    return max(counts)


def without_strips(
    grid: Grid, texts: Sequence[Sequence[Line]]
) -> tuple[Grid, Sequence[Sequence[Line]]]:
    """The grid and the texts of its cells without rows that are but a part of the one above.

    In such a row nothing is printed, and the cells of all columns that have most rows go on
    through it: the shade of a merged cell ends before those of the rows beside it.
    """
    if all(cell.row_span == 1 for cell in grid.cells):
        return grid, texts
    counts = [0] * (len(grid.xs) - 1)
    begins: dict[int, list[int]] = {}
    for number, cell in enumerate(grid.cells):
        counts[cell.column] += 1
        begins.setdefault(cell.row, []).append(number)
    finest = {column for column, count in enumerate(counts) if count == max(counts)}
    strips = [
        row
        for row, numbers in begins.items()
        if row
        and not any(texts[n] for n in numbers)
        and finest.isdisjoint(grid.cells[n].column for n in numbers)
    ]
    if not strips:
        return grid, texts
    place = [row - sum(strip < row for strip in strips) for row in range(len(grid.ys))]
    ys = [y for row, y in enumerate(grid.ys) if row not in strips]
    kept: list[tuple[GridCell, Sequence[Line]]] = []
    for cell, found in zip(grid.cells, texts, strict=True):
        start, end = place[cell.row], place[cell.row + cell.row_span]
        if cell.row in strips:
            start += 1
        if start < end:
            x0, _, x1, _ = cell.box
            box = (x0, ys[start], x1, ys[end])
            kept.append((replace(cell, row=start, row_span=end - start, box=box), found))
    kept.sort(key=lambda one: (one[0].row, one[0].column))
    return made_grid(grid.xs, ys, [cell for cell, _ in kept]), [found for _, found in kept]
