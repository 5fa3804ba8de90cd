"""Texts that run over the border of their cell. Pure; points of the upright page.

A mark hangs over the end of its line (。 behind the last character that fits), or a text is
longer than its cell is wide and was not wrapped. Texts of two cells have white between them,
so that characters that touch across a border are one text: that of the cell it begins in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs
from pipeline.extract.pdf.text import CANNOT_BEGIN

_TOUCHING = 0.1  # of a character's height: nearer characters belong to one text
_LEVEL = 0.25  # of a character's height by which two of one text may differ
_OVER = 0.05  # of a character's height that is clearly beyond a border


def hold_together(
    cells: NDArray[np.intp], glyphs: Glyphs, right_edges: Sequence[float]
) -> NDArray[np.intp]:
    """The cell of each glyph, where a text that runs over a border is kept whole.

    ``cells`` gives for each glyph the cell of its centre, -1 outside; ``right_edges`` the
    right border of each cell.
    """
    over = crossings(cells, glyphs.boxes)
    if not len(over):
        return cells
    x0, top, x1, bottom = glyphs.boxes.T
    height = (bottom - top)[1:]
    joined = _joined(glyphs.boxes)
    held = cells.copy()
    for first in over.tolist():
        cell = int(held[first - 1])
        edge, reach = right_edges[cell], _OVER * float(height[first - 1])
        is_mark = glyphs.text[first] in CANNOT_BEGIN
        is_cut = x0[first] < edge - reach or x1[first - 1] > edge + reach
        # A mark that hangs over may touch the text of the next cell.
        if not is_mark and (not is_cut or glyphs.text[first - 1] in CANNOT_BEGIN):
            continue
        place = first
        while place < len(held) and joined[place - 1] and held[place] != cell:
            if is_mark and glyphs.text[place] not in CANNOT_BEGIN:
                break
            held[place] = cell
            place += 1
    return held


def crossings(cells: NDArray[np.intp], boxes: NDArray[np.float64]) -> NDArray[np.intp]:
    """The glyphs that go on with a text of another cell than their own."""
    goes_over: NDArray[np.bool_] = (cells[1:] != cells[:-1]) & (cells[:-1] >= 0)
    found: NDArray[np.intp] = (goes_over & _joined(boxes)).nonzero()[0] + 1
    return found


def _joined(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For each glyph but the first whether it touches the one before, on one line."""
    x0, top, x1, bottom = boxes.T
    height = (bottom - top)[1:]
    joined: NDArray[np.bool_] = (
        (np.abs(x0[1:] - x1[:-1]) <= _TOUCHING * height)
        & (np.abs((top + bottom)[1:] - (top + bottom)[:-1]) <= 2 * _LEVEL * height)
    )  # fmt: skip
    return joined
