"""The cells between level lines alone: a table without lines between its columns. Pure, pixels.

Texts set to the middle of their cells stand half a line apart, so that no row of pixels is
free of ink between them. The white between the columns runs through all rows of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.text import Region

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.extract.scan.picture import Picture

_LONG = 0.4  # of the width of the page
_ALIGNED = 0.15  # inches by which the ends of the lines of one table may differ
_FEWEST = 2  # rows
_MANY = 4  # rows; white through fewer may be chance
_CROSSED = 0.15  # of the rows: those that run over several columns
_WHITE = 0.04  # inches: between the characters of a text set in squares there is less
_WIDE_WHITE = 0.08  # inches: through few rows
_INSET = 0.01  # inches: what is left of a line is not looked at


def part_bands(ink: Picture, rulings: Sequence[Ruling], dots_per_inch: float) -> list[Region]:
    """The cells of tables with level lines alone, row by row; ``rulings`` in pixels."""
    return [
        cell
        for table in _tables(rulings, ink.shape[1], dots_per_inch)
        for cell in _cells(ink, table, dots_per_inch)
    ]


def _tables(rulings: Sequence[Ruling], wide: int, dots_per_inch: float) -> list[list[Ruling]]:
    """Lines below each other that begin and end alike, enough of them for a table.

    What is shorter parts the rows of one item, beside a cell that is merged over them.
    """
    near = _ALIGNED * dots_per_inch
    tables: list[list[Ruling]] = []
    for line in sorted(rulings):
        if line.end - line.start < _LONG * wide:
            continue
        above = tables[-1][-1] if tables else line
        begins, ends = abs(line.start - above.start) <= near, abs(line.end - above.end) <= near
        if tables and begins and ends:
            tables[-1].append(line)
        elif not (tables and line.start > above.start - near and line.end < above.end + near):
            tables.append([line])
    return [table for table in tables if len(table) > _FEWEST]


def _cells(ink: Picture, table: Sequence[Ruling], dots_per_inch: float) -> list[Region]:
    import numpy as np

    inset = max(1, round(_INSET * dots_per_inch))
    left = max(0, round(min(line.start for line in table)))
    right = min(ink.shape[1], round(max(line.end for line in table)))
    bands = [
        (top, bottom)
        for top, bottom in (
            (round(above.at) + inset, round(below.at) - inset) for above, below in pairwise(table)
        )
        if bottom > top and ink[top:bottom, left:right].any()
    ]
    if len(bands) < _FEWEST:
        return []
    covered = np.array([(ink[top:bottom, left:right] != 0).any(axis=0) for top, bottom in bands])
    is_white = covered.sum(axis=0) <= _CROSSED * len(bands)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_white, [False])).astype(np.int8)))
    least = (_WHITE if len(bands) >= _MANY else _WIDE_WHITE) * dots_per_inch
    strips = [
        (int(x0), int(x1))
        for x0, x1 in edges.reshape(-1, 2)
        if x1 - x0 >= least and x0 > 0 and x1 < right - left
    ]
    cells = []
    for (top, bottom), row in zip(bands, covered, strict=True):
        found = (_cut(row[x0:x1], least) for x0, x1 in strips)
        cuts = [left + x0 + at for (x0, _), at in zip(strips, found, strict=True) if at is not None]
        cells += [Region(x0, top, x1, bottom) for x0, x1 in pairwise([left, *cuts, right])]
    return cells


def _cut(covered: NDArray[np.bool_], least: float) -> int | None:
    """The middle of the white in one row's stretch of a strip; ``None`` where text runs across.

    A text may reach a little into the strip that the other rows leave white.
    """
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([True], covered, [True])).astype(np.int8)))
    runs = [(int(x1 - x0), int(x0 + x1) // 2) for x0, x1 in edges.reshape(-1, 2)]
    widest, middle = max(runs, default=(0, 0))
    return middle if widest >= min(least, len(covered) / 2) else None
