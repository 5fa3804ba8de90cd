"""Cells that are drawn as filled areas side by side, without lines between them. Pure; points.

A web page or a slide fills the box of each cell. Areas that abut in both directions and whose
sides stand in line are the cells of one table; shaded words and lines of text are not in line.
An area that ends where the words in it end marks the words, not a cell or row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs, Ruling
from pipeline.records import Box

_ABUT = 3.0  # points of white between two areas that abut
_LOWEST = 6.0  # points: no text fits into a lower area
_FEWEST_ROWS = 3  # a header and the shaded row below it are no whole table
_FEWEST = 6  # areas
_MOST = 1500  # areas of a page; one with more is a drawing
_FILLED = 0.7  # of its outline is filled by a table
_NEXT_LINE = 2.6  # of a character's height: further off stands another text
_IN_LINE = 0.5  # of its height is an edge between columns drawn in
_HUGS = 0.15  # of a character's height: the most between an area and its words at either end


def tile_edges(
    shades: Sequence[Box], text: NDArray[np.float64]
) -> tuple[list[Ruling], list[Ruling]]:
    """The edges of the areas that are cells, as horizontal and vertical lines.

    ``text`` are the boxes of the characters of the page: where those above or below the areas
    stand in the same columns, the areas are but some of the cells.
    """
    across: list[Ruling] = []
    down: list[Ruling] = []
    if len(shades) < _FEWEST:
        return across, down
    boxes = np.array(sorted(set(shades)), dtype=np.float64).reshape(-1, 4)
    boxes = boxes[(boxes[:, 2:] - boxes[:, :2]).min(axis=1, initial=np.inf) >= _LOWEST]
    if not _FEWEST <= len(boxes) <= _MOST:
        return across, down
    for group in _groups(boxes):
        tiles = boxes[group]
        if not _is_table(tiles) or _is_part(tiles, text):
            continue
        for x0, top, x1, bottom in tiles.tolist():
            across += [Ruling(top, x0, x1), Ruling(bottom, x0, x1)]
            down += [Ruling(x0, top, bottom), Ruling(x1, top, bottom)]
    return across, down


def without_marked_words(shades: Sequence[Box], glyphs: Glyphs) -> tuple[Box, ...]:
    """The areas but for those behind words: highlights, one for each line that they run over.

    Such a one is a line high and as wide as its words. A cell may be so too, where it has no
    margins and the longest text of its column, but then the cells beside it are wider.
    """
    if not shades:
        return ()
    is_ink = np.array([not character.isspace() for character in glyphs.text], dtype=np.bool_)
    text = glyphs.boxes[is_ink]
    marked = {box for box in set(shades) if _is_as_wide_as_words(box, text)}
    cells = [box for box in set(shades) if box not in marked]
    marked = {box for box in marked if not any(_is_next_to(box, cell) for cell in cells)}
    return tuple([box for box in shades if box not in marked])


def _is_as_wide_as_words(box: Box, text: NDArray[np.float64]) -> bool:
    left, top, right, bottom = box
    x, y = (text[:, 0] + text[:, 2]) / 2, (text[:, 1] + text[:, 3]) / 2
    is_inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    if not is_inside.any():
        return False
    inside, heights = text[is_inside], y[is_inside]
    high = float(np.median(inside[:, 3] - inside[:, 1]))
    return bool(
        heights.max() - heights.min() < high / 2
        and abs(inside[:, 0].min() - left) < _HUGS * high
        and abs(inside[:, 2].max() - right) < _HUGS * high
    )


def _is_next_to(box: Box, other: Box) -> bool:
    """Whether two areas of one height stand side by side."""
    is_level = abs(box[1] - other[1]) < _ABUT and abs(box[3] - other[3]) < _ABUT
    return is_level and min(abs(box[2] - other[0]), abs(other[2] - box[0])) < _ABUT


def _groups(boxes: NDArray[np.float64]) -> list[list[int]]:
    """The areas that abut, directly or through others."""
    x0, top, x1, bottom = boxes.T
    wide = np.minimum(x1[:, None], x1) - np.maximum(x0[:, None], x0)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    beside = (np.abs(x1[:, None] - x0) <= _ABUT) & (high > _ABUT)
    below = (np.abs(bottom[:, None] - top) <= _ABUT) & (wide > _ABUT)
    meets = beside | below
    meets |= meets.T
    left = set(range(len(boxes)))
    groups = []
    while left:
        group, found = [], [left.pop()]
        while found:
            one = found.pop()
            group.append(one)
            near = left.intersection(np.flatnonzero(meets[one]).tolist())
            left -= near
            found += near
        if len(group) >= _FEWEST:
            groups.append(group)
    return groups


def _is_table(tiles: NDArray[np.float64]) -> bool:
    """Whether areas fill their outline, in rows, and the edges between columns are in line."""
    left, top = tiles[:, :2].min(axis=0)
    right, bottom = tiles[:, 2:].max(axis=0)
    sizes = tiles[:, 2:] - tiles[:, :2]
    filled = sizes.prod(axis=1).sum() / ((right - left) * (bottom - top))
    if not _FILLED <= filled <= 1 + (1 - _FILLED) / 2:
        return False
    begins = tiles[:, 0] - left > _ABUT
    heights = sizes[begins, 1]
    columns = _levels(tiles[begins, 0])
    in_line = [heights[columns == one].sum() >= _IN_LINE * (bottom - top) for one in set(columns)]
    rows = len(set(_levels(tiles[:, 1])))
    return rows >= _FEWEST_ROWS and len(in_line) > 0 and all(in_line)


def _is_part(tiles: NDArray[np.float64], text: NDArray[np.float64]) -> bool:
    """Whether the text right above or below stands in columns that the areas have."""
    left, top = tiles[:, :2].min(axis=0)
    right, bottom = tiles[:, 2:].max(axis=0)
    x0, upper, x1, lower = text[(text[:, 2] > left) & (text[:, 0] < right)].T
    edges = np.unique(tiles[tiles[:, 0] - left > _ABUT, 0])
    middle, high = (upper + lower) / 2, lower - upper
    for beyond in (middle - bottom, top - middle):
        near = (beyond > 0) & (beyond < _NEXT_LINE * high)
        if not near.any():
            continue
        first = near & (beyond < beyond[near].min() + high / 2)
        inside = np.unique(edges.searchsorted((x0 + x1)[first] / 2))
        crossed = ((x0[first, None] < edges - 1) & (x1[first, None] > edges + 1)).any()
        if len(inside) > 1 and not crossed and _are_apart(x0[first], x1[first], edges):
            return True
    return False


def _are_apart(
    x0: NDArray[np.float64], x1: NDArray[np.float64], edges: NDArray[np.float64]
) -> bool:
    """Whether there is white at each edge that has text on both its sides."""
    gaps = [
        x0[x0 >= edge - 1].min() - x1[x1 <= edge + 1].max()
        for edge in edges
        if (x0 >= edge - 1).any() and (x1 <= edge + 1).any()
    ]
    return min(gaps, default=0.0) > _ABUT


def _levels(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each value the number of its level: values near each other are of one."""
    order = np.argsort(values, kind="stable")
    steps = [0, *(high - low > _ABUT for low, high in pairwise(values[order].tolist()))]
    found = np.empty(len(values), dtype=np.intp)
    found[order] = np.cumsum(steps)
    return found
