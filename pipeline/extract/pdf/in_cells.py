"""Which cell of the tables of a page each text of it stands in. Pure; in points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid
from pipeline.extract.pdf.overflow import crossings, hold_together
from pipeline.extract.pdf.page import Clipped, Glyphs, Turned
from pipeline.extract.pdf.runs import PageLines, SetLine, read_lines
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.turned import as_line
from pipeline.ink import is_ink
from pipeline.records import Box

# A character whose centre lies this far beyond the outline of a table is still in it: in
# points sideways, as a share of its height up and down (text that hangs over the border).
BESIDE = 2.0
_HANGS_OVER = 0.3
_TALLEST = 2.0  # mean widths that a height counts for, as some fonts tell boxes far too high
_TOUCHING = 0.2  # of a character: the most white between two parts of a clipped line
_NEXT_LINE = 0.8  # of a character: the most white between two lines of a cell


def sort_into(grids: Sequence[Grid], glyphs: Glyphs) -> NDArray[np.intp]:
    """For each glyph the cell that its text begins in, -1 for the text outside."""
    [places] = sort_all([grids], [glyphs])
    return places


def sort_all(grids: Sequence[Sequence[Grid]], glyphs: Sequence[Glyphs]) -> list[NDArray[np.intp]]:
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
            (x >= left - BESIDE) & (x <= right + BESIDE) & (y >= upper - over) & (y <= lower + over)
        )
        # Counted on the inner edges, so that what hangs over an outer one is inside.
        column = np.array(grid.xs[1:-1]).searchsorted(x, side="right")
        row = np.array(grid.ys[1:-1]).searchsorted(y, side="right")
        place = row * (len(grid.xs) - 1) + column
        owner = np.array(list(chain.from_iterable(grid.owner)))
        found = np.where(is_within, owner.take(place) + first, found)
    return found


def with_turned(lines: PageLines, grids: Sequence[Grid], turned: Sequence[Turned]) -> PageLines:
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


def with_hanging(lines: PageLines, grids: Sequence[Grid]) -> PageLines:
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


def with_clipped(lines: PageLines, grids: Sequence[Grid], clipped: Clipped) -> PageLines:
    """The lines with those of a clipped text in the cells nearest to it that it may be seen in."""
    x0, top, x1, bottom = clipped.seen
    low, high = np.array([x0, top, x0, top]) + 1, np.array([x1, bottom, x1, bottom]) - 1
    cells = _cells_at(grids, _Middles.of(np.clip(clipped.glyphs.boxes, low, high)))
    found = read_lines(clipped.glyphs, cells)
    outside = [*lines.outside, *found.outside]
    inside = dict(lines.inside)
    for place, more in found.inside.items():
        there = list(inside.get(place, ()))
        for rest in more:
            cut = next((n for n, line in enumerate(there) if _goes_on_beside(line, rest)), None)
            if cut is None:
                there.append(rest)
            else:
                there[cut] = _as_one(there[cut], rest)
        inside[place] = sorted(there, key=lambda line: line.top)
    return PageLines(inside, outside)


def _goes_on_beside(line: Line, rest: Line) -> bool:
    """Whether the seen part of a line and a clipped part of it touch."""
    apart = max(line.x0, rest.x0) - min(line.x1, rest.x1)
    level = abs(line.top + line.bottom - rest.top - rest.bottom) < line.size
    return level and abs(apart) < _TOUCHING * line.size


def _as_one(line: Line, rest: Line) -> Line:
    first, last = sorted((line, rest), key=lambda part: part.x0)
    return line._replace(text=first.text + last.text, x0=first.x0, x1=last.x1, spaced=last.spaced)
