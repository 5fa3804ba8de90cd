"""Rows of a grid parted where its texts begin anew though no line is drawn there. Pure.

Only what the texts say beyond doubt is parted: numbers of a number column, each of which
begins a row, and white at the same height in several columns. Points of the upright page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.grid import Grid, GridCell, made_grid
from pipeline.extract.pdf.text import Block, Line, is_full
from pipeline.extract.pdf.unruled_breaks import Column, middle_of
from pipeline.extract.pdf.unruled_grid import SetGrid
from pipeline.extract.pdf.unruled_rows import set_band
from pipeline.extract.pdf.unruled_spans import merged_over_rows
from pipeline.records import Box

_MORE_WHITE = 0.3  # of a character's size, beyond the distance of two lines of one text
_MORE_PITCH = 1.1  # times that distance
_WIDE_PITCH = 1.9  # times the size of type: lines of one text are nearer
_LEVEL_COLUMNS, _LEVEL_ROWS = 3, 2  # of lines side by side that say that each is a row
_FEWEST_LEVEL = 5  # rows whose texts stand level with the lines of a cell by no chance
_LEVEL = 0.15  # of a character's size by which they may be apart
_FEWEST_STEPS = 2  # from line to line, that tell the usual one
_NUMBER = re.compile(r"[\d０-９]{1,3}[.．、]?")


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


def merge_in_middle(grid: Grid, lines: Mapping[int, Sequence[Line]], first: int) -> Grid:
    """The grid with cells of its first columns merged over the rows that their texts centre on.

    For a grid whose rows end where no line is drawn: none says then which cells go on.
    """
    columns: list[list[Line]] = [[] for _ in grid.xs[1:]]
    for number, cell in enumerate(grid.cells, first):
        if cell.column_span == 1:
            columns[cell.column] += lines.get(number, ())
    bars = {cell.row for cell in grid.cells if cell.column_span == len(columns)}
    keys = [lines.get(first + row[0], ()) for row in grid.owner]
    # A row without number at the upper end, or below the header, may belong to the page before.
    head = int(bool(keys[0]) and len(keys) > 1)
    goes_on = not keys[head] and head not in bars
    head *= goes_on
    ys, below = grid.ys[head:], {row - head for row in bars}
    shown = [
        Column(tuple(sorted((li for li in own if middle_of(li) > ys[0]), key=middle_of)), x0, x1)
        for own, (x0, x1) in zip(columns, pairwise(grid.xs), strict=True)
    ]
    cells = [*grid.cells]
    begun: list[int] | None = None
    for column in range(len(columns)):
        begun = merged_over_rows(shown, column, ys, below, begun, goes_on=goes_on)
        if begun is None:
            break
        spans = {(start + head, end + head) for start, end in pairwise(begun)}
        cells = _merged(cells, column, sorted(spans | {(0, head)} - {(0, 0)}))
    return grid if len(cells) == len(grid.cells) else made_grid(grid.xs, grid.ys, cells)


def _merged(
    cells: Sequence[GridCell], column: int, spans: Sequence[tuple[int, int]]
) -> list[GridCell]:
    """The cells, those of a column joined from the first to the last row of each span."""
    found = [cell for cell in cells if (cell.column, cell.column_span) != (column, 1)]
    for start, end in spans:
        own = [
            cell
            for cell in cells
            if (cell.column, cell.column_span) == (column, 1) and start <= cell.row < end
        ]
        if own and own[-1].row + own[-1].row_span > end:
            return [*cells]
        if own:
            x0, top, x1, _ = own[0].box
            last = own[-1]
            found.append(
                replace(
                    own[0],
                    row_span=last.row + last.row_span - own[0].row,
                    box=(x0, top, x1, last.box[3]),
                    open_bottom=last.open_bottom,
                )
            )
    return found


def part_level(grid: Grid, lines: Mapping[int, Sequence[Line]], first: int) -> Grid:
    """The grid with cells over many rows parted that have one line on the height of each of them.

    The first column of a table may have no lines at all, beside rows that are all ruled. A text
    that runs down a merged cell keeps to the heights of so many rows where the type has no more
    room in them than in a text.
    """
    parted: dict[int, Sequence[Line]] = {}
    for number, cell in enumerate(grid.cells):
        if cell.row_span >= _FEWEST_LEVEL:
            texts = lines.get(first + number, ())
            if len(texts) == cell.row_span and not _is_running(texts, cell.box):
                parted[number] = texts
    level = {
        number
        for number, texts in parted.items()
        if all(
            any(
                abs(middle_of(line) - middle_of(other)) < _LEVEL * line.size
                for owner in grid.owner[row]
                if owner not in parted and grid.cells[owner].row_span == 1
                for other in lines.get(first + owner, ())[:1]
            )
            for row, line in enumerate(texts, grid.cells[number].row)
        )
    }
    if not level:
        return grid
    cells: list[GridCell] = []
    for number, cell in enumerate(grid.cells):
        if number not in level:
            cells.append(cell)
            continue
        x0, _, x1, _ = cell.box
        for row in range(cell.row, cell.row + cell.row_span):
            box = (x0, grid.ys[row], x1, grid.ys[row + 1])
            cells.append(GridCell(row, cell.column, 1, cell.column_span, box))
    return made_grid(grid.xs, grid.ys, cells)


def _is_running(texts: Sequence[Line], box: Box) -> bool:
    """Whether the lines of a cell are one text: wrapped, or characters set below each other."""
    block = Block(tuple(texts), box)
    full = sum(is_full(above, below.text, block) for above, below in pairwise(texts))
    return 2 * full >= len(texts) - 1 or max(len(line.text) for line in texts) == 1


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
