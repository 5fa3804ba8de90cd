"""Grids: the cells of a table on one page, by row and column. In points of the upright page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from pipeline.records import Box

SNAP = 3.0  # points: lines nearer than this are one (double and thick-thin borders)
_HEADER_LINES = 5  # lines between rows, the outer ones among them, where only a header is ruled
_MOST_OF_IT = 0.6  # of its height


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of one page: position and spans in the grid, and its box.

    ``open_top`` and ``open_bottom``: no line is drawn there, the page edge cuts the cell.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: column edges, row edges and cells (row, then column).

    ``owner`` gives for each place of the grid, by row and column, the index of its cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def meets(self, other: Grid) -> bool:
        """Whether the outlines of two tables share some of the page."""
        return max(self.xs[0], other.xs[0]) < min(self.xs[-1], other.xs[-1]) and max(
            self.ys[0], other.ys[0]
        ) < min(self.ys[-1], other.ys[-1])


class _HasEdges(Protocol):
    @property
    def xs(self) -> tuple[float, ...]: ...

    @property
    def ys(self) -> tuple[float, ...]: ...


_Placed = TypeVar("_Placed", bound=_HasEdges)


def made_grid(xs: Sequence[float], ys: Sequence[float], cells: Sequence[GridCell]) -> Grid:
    """A grid of its edges and cells; no two cells overlap, and each place has one."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    owner = [[0] * (len(xs) - 1) for _ in ys[1:]]
    for number, cell in enumerate(ordered):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row][column] = number
    return Grid(tuple(xs), tuple(ys), tuple(ordered), tuple(map(tuple, owner)))


def in_reading_order(tables: Iterable[_Placed]) -> list[_Placed]:
    """From the top down; of those that stand side by side, from the left."""
    ordered: list[_Placed] = []
    for table in sorted(tables, key=lambda one: (one.ys[0], one.xs[0])):
        place = len(ordered)
        while place and is_beside(table, ordered[place - 1]):
            place -= 1
        ordered.insert(place, table)
    return ordered


def is_beside(left: _HasEdges, right: _HasEdges) -> bool:
    """Whether a table stands to the left of another, at the same height for the most part."""
    shared = min(left.ys[-1], right.ys[-1]) - max(left.ys[0], right.ys[0])
    lower = min(left.ys[-1] - left.ys[0], right.ys[-1] - right.ys[0])
    return left.xs[-1] <= right.xs[0] + SNAP and shared > lower / 2


def lacks_rows(grid: Grid) -> bool:
    """Whether a grid has at most one line between rows, which may be that below a header."""
    return len(grid.ys) <= 3


def is_one_band(grid: Grid) -> bool:
    """Whether a grid lacks lines between rows, or nearly all of it is one row below a header."""
    highest = max(below - above for above, below in pairwise(grid.ys))
    return lacks_rows(grid) or (
        len(grid.ys) <= _HEADER_LINES and highest > _MOST_OF_IT * (grid.ys[-1] - grid.ys[0])
    )
