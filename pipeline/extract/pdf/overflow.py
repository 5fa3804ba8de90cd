"""Texts that run over the border of their cell. Pure; points of the upright page.

A mark hangs over the end of its line (。 behind the last character that fits), or a text is
longer than its cell is wide and was not wrapped. Texts of two cells have white between them,
so that characters that touch across a border are one text: that of the cell it begins in.
Letters of a word may lie over each other; they are one text where the other cell is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs
from pipeline.extract.pdf.text import CANNOT_BEGIN

_TOUCHING = 0.1  # of a character's height: nearer characters belong to one text
_KERNED = 0.3  # of it that two Latin letters of one word may lie over each other
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
    joined, kerned = _joined(glyphs.boxes, _TOUCHING), _joined(glyphs.boxes, _KERNED)
    alone = _alone(over, cells, glyphs, kerned)
    held = cells.copy()
    for first in over.tolist():
        cell = int(held[first - 1])
        edge, reach = right_edges[cell], _OVER * float(height[first - 1])
        is_mark = glyphs.text[first] in CANNOT_BEGIN
        # A blank that ends over the border is printed behind many a word.
        is_over = x1[first - 1] > edge + reach and not glyphs.text[first - 1].isspace()
        is_cut = x0[first] < edge - reach or is_over
        if is_cut and first in alone:
            held[first : alone[first]] = cell
            continue
        if not joined[first - 1]:
            continue
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
    found: NDArray[np.intp] = (goes_over & _joined(boxes, _KERNED)).nonzero()[0] + 1
    return found


def _alone(
    over: NDArray[np.intp], cells: NDArray[np.intp], glyphs: Glyphs, joined: NDArray[np.bool_]
) -> dict[int, int]:
    """The glyphs at which a text runs into a cell that is empty but for such texts, with its end.

    Latin text alone: a word is not broken where it is too long for its cell.
    """
    runs: dict[int, int] = {}
    for first in over.tolist():
        if glyphs.text[first - 1 : first + 1].isascii():
            into = (cells[first:] == cells[first]) | (cells[first:] < 0)
            ends = (~(into[1:] & joined[first:])).nonzero()[0]
            runs[first] = first + 1 + int(ends[0]) if len(ends) else len(cells)
    if not runs:
        return runs
    rest = np.array([not character.isspace() for character in glyphs.text], dtype=np.bool_)
    for first, end in runs.items():
        rest[first:end] = False
    filled = set(cells[rest].tolist())
    return {first: end for first, end in runs.items() if int(cells[first]) not in filled}


def _joined(boxes: NDArray[np.float64], over: float) -> NDArray[np.bool_]:
    """For each glyph but the first whether it touches the one before, on one line.

    ``over`` is by how much of its height it may lie over that.
    """
    x0, top, x1, bottom = boxes.T
    height = (bottom - top)[1:]
    joined: NDArray[np.bool_] = (
        (x0[1:] - x1[:-1] <= _TOUCHING * height)
        & (x1[:-1] - x0[1:] <= over * height)
        & (np.abs((top + bottom)[1:] - (top + bottom)[:-1]) <= 2 * _LEVEL * height)
    )  # fmt: skip
    return joined
