"""Grids whose lines part less than their texts do. Pure; points of the upright page.

Some tools leave out the lines between columns in single rows, or those between rows in parts
of a table. Only what the texts say beyond doubt is parted: texts that keep to the columns of
the other rows, and numbers of a number column, each of which begins a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid, GridCell
from pipeline.extract.pdf.page import Glyphs
from pipeline.extract.pdf.text import Block, Line, is_full
from pipeline.extract.pdf.unruled_breaks import middle_of
from pipeline.extract.pdf.unruled_grid import SetGrid
from pipeline.extract.pdf.unruled_rows import set_band
from pipeline.records import Box

_REACH = 0.1  # of a character's height by which a text may touch an edge
_APART = 0.4  # of a character's height: least white at an edge where no line is drawn
_FAR_APART = 2.0  # the same where the cell spans but some of the columns: a header, mostly
_AT_LEFT = 0.7  # of a character's height by which the left ends of a column's texts may differ
_MORE_WHITE = 0.3  # of a character's size, beyond the distance of two lines of one text
_MORE_PITCH = 1.1  # times that distance
_WIDE_PITCH = 1.9  # times the size of type: lines of one text are nearer
_LEVEL_COLUMNS, _LEVEL_ROWS = 3, 2  # of lines side by side that say that each is a row
_FEWEST_STEPS = 2  # from line to line, that tell the usual one
_LOWEST_LINE = 9.0  # points: no line of print has room in a lower row
_HANGS = 1.5  # heights of a character from the last rule to the middle of a line below it
_NUMBER = re.compile(r"[\d０-９]{1,3}[.．、]?")


def part_columns(grid: Grid, glyphs: Glyphs) -> Grid:
    """The grid with cells over several columns parted, where their texts keep to the columns.

    They do if nothing runs over the edges between, more than one column has a text, and each
    text begins where those of its column begin in other rows.
    """
    spanning = [cell for cell in grid.cells if cell.column_span > 1]
    if not spanning:
        return grid
    inked = np.array([not character.isspace() for character in glyphs.text], dtype=np.bool_)
    boxes = glyphs.boxes[inked]
    lefts = _left_ends(grid, boxes)
    parted = [cell for cell in spanning if _keeps_to_columns(grid, cell, boxes, lefts)]
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


def _left_ends(grid: Grid, boxes: NDArray[np.float64]) -> list[list[float]]:
    """For each column where the texts of its own cells begin."""
    found: list[list[float]] = [[] for _ in grid.xs[1:]]
    for cell in grid.cells:
        if cell.column_span == 1:
            own = boxes[_inside(cell.box, boxes)]
            if len(own):
                found[cell.column].append(float(own[:, 0].min()))
    return found


def _keeps_to_columns(
    grid: Grid, cell: GridCell, boxes: NDArray[np.float64], lefts: Sequence[Sequence[float]]
) -> bool:
    own = boxes[_inside(cell.box, boxes)]
    if not len(own):
        return False
    height = float(np.median(own[:, 3] - own[:, 1]))
    is_whole_row = cell.column_span == len(grid.xs) - 1
    texts: list[NDArray[np.float64]] = []
    columns = range(cell.column, cell.column + cell.column_span)
    for column in columns:
        x0, x1 = grid.xs[column], grid.xs[column + 1]
        middles = (own[:, 0] + own[:, 2]) / 2
        text = own[(middles > x0) & (middles < x1)]
        if not len(text):
            continue
        left, right = float(text[:, 0].min()), float(text[:, 2].max())
        reach = _REACH * height
        if (left < x0 - reach and column > columns[0]) or (
            right > x1 + reach and column < columns[-1]
        ):
            return False
        is_centred = abs((left - x0) - (x1 - right)) < height / 2
        begins = any(abs(left - other) < _AT_LEFT * height for other in lefts[column])
        if not is_centred and not begins:
            return False
        texts.append(text)
    least = (_APART if is_whole_row else _FAR_APART) * height
    return len(texts) > 1 and all(
        float(after[:, 0].min() - before[:, 2].max()) >= least for before, after in pairwise(texts)
    )


def part_numbered(grid: Grid, lines: Mapping[int, Sequence[Line]], first: int) -> Grid:
    """The grid with rows parted in which the number column holds several numbers.

    ``lines`` gives the lines of each cell; those of the grid are counted from ``first``.
    """
    bands: dict[int, SetGrid] = {}
    for number, cell in enumerate(grid.cells):
        texts = lines.get(first + number, ())
        if cell.column or cell.column_span > 1 or cell.row_span > 1 or len(texts) < 2:
            continue
        numbers = [line for line in texts if _NUMBER.fullmatch(line.text)]
        if len(numbers) < 2 or len(numbers) < len(texts) - 1:
            continue
        band = _band(grid, cell.row, lines, first)
        if band is not None and _one_each(band, numbers):
            bands[cell.row] = band
    return _with_bands(grid, bands)


def part_spaced(grid: Grid, lines: Mapping[int, Sequence[Line]], first: int) -> Grid:
    """The grid with rows parted at heights at which texts of two columns begin anew.

    Each stands there below more white than between two lines of one text, and no text runs
    past. Paragraphs of two cells may meet so too, but not where those above them differ in
    length: the grid must show one such place. A text that ends above all of these heights, or
    stands in the middle of the row, spans them all. Where lines stand as far apart as those of
    no text, rows are parted between the lines that all texts have at the same heights.
    """
    steps = sorted(
        middle_of(below) - middle_of(above)
        for number in range(first, first + len(grid.cells))
        for above, below in pairwise(lines.get(number, ()))
    )
    if len(steps) < _FEWEST_STEPS:
        return grid
    pitch = steps[len(steps) // 4]
    size = next(lines[number][0].size for number in lines if lines[number])
    is_wide = pitch > _WIDE_PITCH * size
    if steps[-1] < _MORE_PITCH * pitch and not is_wide:
        return grid
    rows: dict[int, list[tuple[GridCell, Sequence[Line]]]] = {}
    for number, cell in enumerate(grid.cells, first):
        if cell.row_span == 1:
            rows.setdefault(cell.row, []).append((cell, lines.get(number, ())))
    bands: dict[int, SetGrid] = {}
    is_certain = False
    for row, cells in rows.items():
        cuts, differ = _shared_starts([text for _, text in cells], pitch)
        if cuts:
            bands[row] = _spaced_band(cells, cuts)
            is_certain |= differ
    if not is_certain:
        level = {row: cuts for row, cells in rows.items() if (cuts := _level_cuts(cells))}
        is_certain = is_wide and len(level) >= _LEVEL_ROWS
        bands = {row: _spaced_band(rows[row], cuts) for row, cuts in level.items()}
    return _with_bands(grid, bands) if is_certain else grid


def _level_cuts(cells: Sequence[tuple[GridCell, Sequence[Line]]]) -> list[float]:
    """Heights between the lines of a row, where no text is wrapped and all have the same ones."""
    texts = [(cell, text) for cell, text in cells if len(text) > 1]
    count = len(texts[0][1]) if texts else 0
    if len(texts) < _LEVEL_COLUMNS or any(len(text) != count for _, text in texts):
        return []
    if any(
        is_full(above, below.text, Block(tuple(text), cell.box))
        for cell, text in texts
        for above, below in pairwise(text)
    ):
        return []
    found = [[text[number] for _, text in texts] for number in range(count)]
    for level in found:
        middles = [middle_of(line) for line in level]
        if max(middles) - min(middles) > level[0].size / 2:
            return []
    return [
        (max(line.bottom for line in above) + min(line.top for line in below)) / 2
        for above, below in pairwise(found)
    ]


def _shared_starts(texts: Sequence[Sequence[Line]], pitch: float) -> tuple[list[float], bool]:
    """The heights between texts of several cells of a row, and whether those above differ."""
    steps = [
        (above, below)
        for text in texts
        for above, below in pairwise(text)
        if middle_of(below) - middle_of(above)
        > max(pitch + _MORE_WHITE * below.size, _MORE_PITCH * pitch)
    ]
    steps.sort(key=lambda step: middle_of(step[1]))
    cuts: list[float] = []
    differ = False
    while steps:
        level = steps[0][1]
        alike = [s for s in steps if middle_of(s[1]) - middle_of(level) <= level.size / 4]
        steps = steps[len(alike) :]
        uppers = [middle_of(above) for above, _ in alike]
        cut = (max(above.bottom for above, _ in alike) + level.top) / 2
        is_crossed = any(
            middle_of(above) < cut < middle_of(below) and (above, below) not in alike
            for text in texts
            for above, below in pairwise(text)
        )
        if len(alike) > 1 and not is_crossed:
            cuts.append(cut)
            differ |= max(uppers) - min(uppers) > pitch / 2
    return cuts, differ


def _spaced_band(
    row_cells: Sequence[tuple[GridCell, Sequence[Line]]], cuts: Sequence[float]
) -> SetGrid:
    """The cells of one row as a table of their own, parted at the cuts."""
    left, top, _, bottom = row_cells[0][0].box
    ys = [top, *cuts, bottom]
    xs = [left, *(cell.box[2] for cell, _ in row_cells)]
    cells: list[GridCell] = []
    for column, (box, text) in enumerate((cell.box, text) for cell, text in row_cells):
        is_whole = all(middle_of(line) < cuts[0] for line in text) or (
            len(text) == 1 and abs(2 * middle_of(text[0]) - top - bottom) < text[0].size
        )
        rows = [(0, len(ys) - 1)] if is_whole else pairwise(range(len(ys)))
        cells += [
            GridCell(row, column, end - row, 1, (box[0], ys[row], box[2], ys[end]))
            for row, end in rows
        ]
    return SetGrid(made_grid(xs, ys, cells), ())


def _with_bands(grid: Grid, bands: Mapping[int, SetGrid]) -> Grid:
    """The grid with some of its rows as tables of their own."""
    if not bands:
        return grid
    ys: list[float] = [grid.ys[0]]
    places: list[int] = []
    for row in range(len(grid.ys) - 1):
        places.append(len(ys) - 1)
        ys += [*bands[row].grid.ys[1:-1]] if row in bands else []
        ys.append(grid.ys[row + 1])
    places.append(len(ys) - 1)
    cells: list[GridCell] = []
    for cell in grid.cells:
        start, end = places[cell.row], places[cell.row + cell.row_span]
        if cell.row in bands and cell.row_span == 1:
            count = end - start
            for part in bands[cell.row].grid.cells:
                if part.column == _rank(grid, cell):
                    row, below = start + part.row, start + part.row + part.row_span
                    x0, _, x1, _ = cell.box
                    cells.append(
                        GridCell(
                            row,
                            cell.column,
                            part.row_span,
                            cell.column_span,
                            (x0, ys[row], x1, ys[below]),
                            cell.open_top and part.row == 0,
                            cell.open_bottom and part.row + part.row_span == count,
                        )
                    )
        else:
            cells.append(
                GridCell(
                    start,
                    cell.column,
                    end - start,
                    cell.column_span,
                    cell.box,
                    cell.open_top,
                    cell.open_bottom,
                )
            )
    return made_grid(grid.xs, ys, cells)


def _row_cells(grid: Grid, row: int) -> list[tuple[int, GridCell]]:
    """The cells that stand in this row alone, from the left, each with its index."""
    return [
        (number, cell)
        for number, cell in enumerate(grid.cells)
        if cell.row == row and cell.row_span == 1
    ]


def _rank(grid: Grid, cell: GridCell) -> int:
    return [one for _, one in _row_cells(grid, cell.row)].index(cell)


def _band(grid: Grid, row: int, lines: Mapping[int, Sequence[Line]], first: int) -> SetGrid | None:
    """The cells of one row as a table of their own."""
    cells = _row_cells(grid, row)
    texts = [tuple(lines.get(first + number, ())) for number, _ in cells]
    boxes = [cell.box for _, cell in cells]
    if len(cells) < 2:
        return None
    return set_band(texts, boxes)


def _one_each(band: SetGrid, numbers: Sequence[Line]) -> bool:
    """Whether each number has a row of its own, and each row but a first one has a number."""
    ys = band.grid.ys
    held = [sum(low < middle_of(line) < high for line in numbers) for low, high in pairwise(ys)]
    return max(held) == 1 and all(held[1:])


def made_grid(xs: Sequence[float], ys: Sequence[float], cells: Sequence[GridCell]) -> Grid:
    """A grid of its edges and cells; no two cells overlap, and each place has one."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    owner = [[0] * (len(xs) - 1) for _ in ys[1:]]
    for number, cell in enumerate(ordered):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row][column] = number
    return Grid(tuple(xs), tuple(ys), tuple(ordered), tuple(map(tuple, owner)))


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
