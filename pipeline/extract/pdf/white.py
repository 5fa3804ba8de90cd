"""Columns of a ruled table between which no line is drawn, told by white. Pure; points.

Texts of one column cross every place of it sooner or later. White that runs through all rows,
with texts on both sides of it, parts two columns if the header has a text on each side too; where
the page shows no header, if texts on the left are wrapped before it and those on the right begin
behind it on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid, GridCell, made_grid
from pipeline.extract.pdf.page import Glyphs

_NARROWEST = 4  # points of white
_LEAST = 0.6  # of a character's height: white between two columns
_HEADS_APART = 1.5  # of a character's height: white between two texts of a header
_FEWEST = 2  # rows with texts on both sides, below a header that has them too
_FEWEST_BARE = 4  # the same without a header
_WRAPPED = 2  # rows whose text on the left is wrapped before the white
_NEAR = 1.2  # of a character's height: the end of a full line is nearer to the white
_AT_LEFT = 0.5  # of a character's height by which texts on the right may begin apart

_Boxes = NDArray[np.float64]


def part_at_white(
    grids: Sequence[Grid], glyphs: Glyphs, places: NDArray[np.intp]
) -> list[Grid] | None:
    """The grids with columns parted; ``None`` where white parts none.

    ``places`` gives for each glyph its cell, those of all grids counted on, -1 outside.
    """
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), dtype="<u4")
    is_inked = (codes > 0x20) & (codes != 0xA0) & (codes != 0x3000)
    found: list[Grid] = []
    first = 0
    for grid in grids:
        inside = is_inked & (places >= first) & (places < first + len(grid.cells))
        own = places - first
        first += len(grid.cells)
        spanning = [number for number, cell in enumerate(grid.cells) if cell.column_span != 1]
        if spanning:
            inside &= ~np.isin(own, spanning)
        chosen = inside.nonzero()[0]
        boxes = glyphs.boxes.take(chosen, axis=0)
        parted = grid
        for left, right in reversed(list(_white(grid, boxes[:, 0], boxes[:, 2]))):
            column = int(np.searchsorted(grid.xs, left)) - 1
            if _parts_columns(grid, column, (left, right), own.take(chosen), boxes):
                parted = _parted(parted, column, (left + right) / 2)
        found.append(parted)
    return found if any(a is not b for a, b in zip(found, grids, strict=True)) else None


def _white(grid: Grid, lefts: _Boxes, rights: _Boxes) -> Iterator[tuple[float, float]]:
    """White through all texts of a grid between two of its column edges, left to right."""
    if not len(lefts):
        return
    left = grid.xs[0]
    wide = int(grid.xs[-1] - left) + 2
    begins = np.floor(lefts - left).clip(0, wide).astype(np.intp)
    ends = np.ceil(rights - left).clip(0, wide).astype(np.intp)
    depth = np.bincount(begins, minlength=wide + 1) - np.bincount(ends, minlength=wide + 1)
    covered = depth.cumsum() > 0
    steps = (covered[1:] != covered[:-1]).nonzero()[0] + 1
    for start, end in zip(steps[1::2].tolist(), steps[2::2].tolist(), strict=False):
        x0, x1 = left + start, left + end
        if end - start >= _NARROWEST and not any(x0 - 2 <= x <= x1 + 2 for x in grid.xs):
            yield x0, x1


def _parts_columns(
    grid: Grid, column: int, white: tuple[float, float], own: NDArray[np.intp], boxes: _Boxes
) -> bool:
    sides: list[tuple[GridCell, _Boxes, _Boxes]] = []
    for number, cell in enumerate(grid.cells):
        if cell.column == column and cell.column_span == 1:
            text = boxes[own == number]
            is_left = text[:, 0] < white[0]
            if len(text):
                sides.append((cell, text[is_left], text[~is_left]))
    if not sides:
        return False
    height = float(np.median(np.concatenate([b[:, 3] - b[:, 1] for _, *s in sides for b in s])))
    (head, *head_sides), *body = sides
    both = [(before, after) for _, before, after in body if len(before) and len(after)]
    if white[1] - white[0] < _LEAST * height or not body:
        return False
    # Single characters set apart (张　三) are one text.
    if not all(any(_longest(one[side], height) > 1 for one in both) for side in (0, 1)):
        return False
    if head.row == 0 and all(map(len, head_sides)):
        apart = head_sides[1][:, 0].min() - head_sides[0][:, 2].max()
        is_named = max(_longest(side, height) for side in head_sides) > 1
        if is_named and apart >= _HEADS_APART * height and len(both) >= max(_FEWEST, len(body) / 2):
            return True
    if all(map(len, head_sides)):
        both.append((head_sides[0], head_sides[1]))
    lefts = [float(after[:, 0].min()) for _, after in both]
    return (
        len(both) >= max(_FEWEST_BARE, len(sides) / 2)
        and sum(_is_wrapped(before, white[0], height) for before, _ in both) >= _WRAPPED
        and max(lefts) - min(lefts) <= _AT_LEFT * height
    )


def _longest(text: _Boxes, height: float) -> int:
    """How many characters the first line of a text has."""
    top = text[:, 1].min() if len(text) else 0.0
    return int((text[:, 1] < top + height / 2).sum())


def _is_wrapped(text: _Boxes, edge: float, height: float) -> bool:
    """Whether a text has a full line, and another below it."""
    full = text[text[:, 2] > edge - _NEAR * height]
    return len(full) > 0 and bool((text[:, 1] > full[:, 1].min() + height / 2).any())


def _parted(grid: Grid, column: int, x: float) -> Grid:
    cells: list[GridCell] = []
    for cell in grid.cells:
        x0, top, x1, bottom = cell.box
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span <= column:
            cells.append(cell)
        elif cell.column_span > 1:
            cells.append(replace(cell, column_span=cell.column_span + 1))
        else:
            cells.append(replace(cell, box=(x0, top, x, bottom)))
            cells.append(replace(cell, column=column + 1, box=(x, top, x1, bottom)))
    return made_grid((*grid.xs[: column + 1], x, *grid.xs[column + 1 :]), grid.ys, cells)
