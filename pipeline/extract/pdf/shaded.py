"""Lines and rows of a ruled table that shading shows. Pure; points of the upright page.

White lines are seen where they lie on shading. A shaded bar right on top of a table, as wide as
it, is its first row: a title, or a header whose cells have no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.extract.pdf.grid import SNAP, Grid
from pipeline.extract.pdf.page import Glyphs, Printed, Ruling
from pipeline.records import Box

_COVERED = 0.7  # of a white line: it lies on shading
_SEEN = 0.85  # of all white lines: where every other row is shaded no line parts the others
_LEAST = 6.0  # points: no text fits into a lower bar, and no shorter line parts cells
_FEWEST_ROWS = 3  # fewer may be the shaded ones of a table whose other rows are not
_AS_WIDE = 0.95  # of a table's width is shaded by a bar on top of it
_MOST = 3000  # white lines; a page with more is a drawing

Lines = tuple[list[Ruling], list[Ruling]]


def lines_on_shades(white: Sequence[Box], shades: Sequence[Box]) -> Lines:
    """White lines as far as they lie on shading, level and upright, with the edges of that."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    if not shades or not white or len(white) > _MOST:
        return across, down
    areas = np.array(sorted(set(shades)), dtype=np.float64)
    below: set[int] = set()
    length = shown = 0.0
    for box in white:
        x0, top, x1, bottom = box
        if max(x1 - x0, bottom - top) < _LEAST:
            continue
        along, other = (0, 1) if x1 - x0 >= bottom - top else (1, 0)
        at = (box[other] + box[other + 2]) / 2
        near = (areas[:, other] - 1 <= at) & (at <= areas[:, other + 2] + 1)
        near &= (areas[:, along] < box[along + 2]) & (areas[:, along + 2] > box[along])
        touched = near.nonzero()[0].tolist()
        parts = [(areas[n, along], areas[n, along + 2]) for n in touched]
        begin, end = box[along], box[along + 2]
        covered = [(max(low, begin), min(high, end)) for low, high in _joined(parts)]
        seen = sum(high - low for low, high in covered)
        length, shown = length + end - begin, shown + seen
        if seen >= _COVERED * (end - begin):
            (across, down)[along].extend(Ruling(at, low, high) for low, high in covered)
            below.update(touched)
    if not (across and down) or shown < _SEEN * length:
        return [], []
    for x0, top, x1, bottom in areas[sorted(below)].tolist():
        across += [Ruling(top, x0, x1), Ruling(bottom, x0, x1)]
        down += [Ruling(x0, top, bottom), Ruling(x1, top, bottom)]
    return across, down


def lines_within(grids: Iterable[Grid], white: Lines) -> Lines:
    """Those of the white lines that part cells which run over columns, all at edges of these.

    A dark header has its lines in white, while those of the body are dark.
    """
    across: list[Ruling] = []
    down: list[Ruling] = []
    for grid in grids:
        for cell in grid.cells:
            if cell.column_span < 2:
                continue
            left, top, right, bottom = cell.box
            sides = [
                one
                for one in white[1]
                if left + SNAP < one.at < right - SNAP
                and top - SNAP <= one.start
                and one.end <= bottom + SNAP
            ]
            if not sides or any(min(abs(x - one.at) for x in grid.xs) > SNAP for one in sides):
                continue
            down += sides
            across += [
                one
                for one in white[0]
                if top + SNAP < one.at < bottom - SNAP
                and left - SNAP <= one.start
                and one.end <= right + SNAP
            ]
    return across, down


def is_whole(grid: Grid, printed: Printed, glyphs: Glyphs) -> bool:
    """Whether a grid of white lines is a table: it has a text in each column, and all its lines.

    Where dark ones go on beyond it the white ones are those of a part, a header mostly.
    """
    if len(grid.ys) - 1 < _FEWEST_ROWS:
        return False
    left, top, right, bottom = grid.box
    for lines, (begin, end), (low, high) in (
        (printed.horizontal, (left, right), (top, bottom)),
        (printed.vertical, (top, bottom), (left, right)),
    ):
        if any(
            low - SNAP <= one.at <= high + SNAP
            and one.start <= end + SNAP
            and one.end >= begin - SNAP
            and (one.start < begin - _LEAST or one.end > end + _LEAST)
            for one in lines
        ):
            return False
    x0, upper, x1, lower = glyphs.boxes[[not one.isspace() for one in glyphs.text]].T
    x, y = (x0 + x1) / 2, (upper + lower) / 2
    inside = x[(y > top) & (y < bottom) & (x > left) & (x < right)]
    filled = np.unique(np.searchsorted(grid.xs, inside))
    return len(filled) == len(grid.xs) - 1


def bars_on_top(grids: Iterable[Grid], shades: Sequence[Box], glyphs: Glyphs) -> Lines:
    """The lines of shaded bars right on top of tables, as wide as they.

    A bar of one area is parted into columns if it has a text in each of those of the table.
    """
    across: list[Ruling] = []
    down: list[Ruling] = []
    if not shades:
        return across, down
    x0, top, x1, bottom = glyphs.boxes[[not one.isspace() for one in glyphs.text]].T
    middle = (top + bottom) / 2
    for grid in grids:
        left, upper, right, _ = grid.box
        bar = [
            box
            for box in sorted(set(shades))
            if abs(box[3] - upper) <= SNAP
            and box[3] - box[1] >= _LEAST
            and box[0] >= left - SNAP
            and box[2] <= right + SNAP
        ]
        tops = [box[1] for box in bar]
        wide = sum(high - low for low, high in _joined([(box[0], box[2]) for box in bar]))
        if not bar or max(tops) - min(tops) > SNAP or wide < _AS_WIDE * (right - left):
            continue
        begin = min(tops)
        inside = (middle > begin) & (middle < upper) & (x0 > left - SNAP) & (x1 < right + SNAP)
        if not inside.any():
            continue
        edges = [x for x in grid.xs[1:-1] if not ((x0 - 1 < x) & (x1 + 1 > x) & inside).any()]
        filled = np.unique(np.searchsorted(grid.xs[1:-1], (x0 + x1)[inside] / 2))
        if len(bar) > 1:
            sides = [box[0] for box in bar]
            edges = [x for x in edges if any(abs(x - side) <= SNAP for side in sides)]
        elif len(edges) < len(grid.xs) - 2 or len(filled) <= len(edges):
            edges = []
        across.append(Ruling(begin, left, right))
        down += [Ruling(x, begin, upper) for x in (left, *edges, right)]
    return across, down


def _joined(parts: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches without their overlaps; those that touch are one."""
    found: list[tuple[float, float]] = []
    for low, high in sorted(parts):
        if found and low <= found[-1][1] + SNAP:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found
