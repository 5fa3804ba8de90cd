"""Prose set in two columns, as a gazette prints it: read down the left one, then the right. Pure.

Both columns are as wide, their lines fill them, and follow each other without the white that the
shorter cell of a table row has below it. What runs over both (a title) parts the page.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.extract.pdf.pieces import Piece, Strip, cut_at_strips, middle_of
from pipeline.extract.pdf.runs import SetLine

_NARROWEST = 0.8  # of a character: the white between two columns
_CROSSING = 0.08  # of the lines may run over it
_FEWEST = 5  # lines of a column
_ALIKE = 0.15  # by which the widths of the columns may differ
_FULL = 0.85  # of its column's width is filled by a full line
_FULL_LINES = 0.5  # of the lines of a column are full
_STEP = 1.6  # times the usual one: a line further below stands below white
_APART = 1.25  # the same for the head and foot of a page
_MOST_ASIDE = 2  # lines of a page head or foot
_STEPS = 0.1  # of the lines may do so: headings


def in_columns(lines: Sequence[SetLine]) -> list[SetLine] | None:
    """The lines of a page in the order in which two columns are read; ``None``: it has none."""
    gutter = _gutter(lines)
    if gutter is None:
        return None
    pieces = [
        piece
        for source, (line, marks) in enumerate(lines)
        for piece in cut_at_strips(Piece(line, marks, source), [gutter])
    ]
    left, *left_ends = _body([piece for piece in pieces if piece.line.x1 <= gutter.x1])
    right, *right_ends = _body([piece for piece in pieces if piece.line.x0 >= gutter.x0])
    heads, feet = ([*one, *other] for one, other in zip(left_ends, right_ends, strict=True))
    if left and len(right) < _FEWEST:
        heights = sorted(map(middle_of, (*left_ends[0], *left)))
        top = heights[bool(left_ends[0])] - left[0].line.size
        heads += [piece for piece in right if middle_of(piece) < top]
        right = [piece for piece in right if middle_of(piece) >= top]
    across = [piece for piece in pieces if piece.line.x0 < gutter.x0 and piece.line.x1 > gutter.x1]
    if not _are_columns(left, right):
        return None
    bounds = [float("-inf"), *sorted(map(middle_of, across)), float("inf")]
    ordered: list[Piece] = []
    for top, bottom in pairwise(bounds):
        ordered += [piece for piece in across if middle_of(piece) == top]
        for side in (left, right):
            within = [piece for piece in side if top <= middle_of(piece) < bottom]
            ordered += sorted(within, key=lambda piece: (middle_of(piece), piece.line.x0))
    return [SetLine(piece.line, piece.marks) for piece in (*heads, *ordered, *feet)]


def _body(side: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The lines of a column without those far above and far below it: page heads and feet."""
    lines = sorted(side, key=middle_of)
    steps = [middle_of(below) - middle_of(above) for above, below in pairwise(lines)]
    if len(steps) < _FEWEST:
        return lines, [], []
    far = [n + 1 for n, step in enumerate(steps) if step > _APART * statistics.median(steps)]
    first = max((n for n in far if n <= _MOST_ASIDE), default=0)
    end = min((n for n in far if n >= len(lines) - _MOST_ASIDE), default=len(lines))
    return lines[first:end], lines[:first], lines[end:]


def _gutter(lines: Sequence[SetLine]) -> Strip | None:
    """White from top to bottom near the middle, which few lines run over."""
    if len(lines) < 2 * _FEWEST:
        return None
    marks = np.concatenate([one.marks for one in lines])
    first, last = float(marks[:, 0].min()), float(marks[:, 2].max())
    wide = int(last - first) + 2
    begins = np.bincount((marks[:, 0] - first).astype(np.intp), minlength=wide + 1)
    ends = np.bincount(np.ceil(marks[:, 2] - first).astype(np.intp), minlength=wide + 1)
    depth = np.cumsum(begins - ends)
    least = depth[int(wide * 0.4) : int(wide * 0.6)].min(initial=len(lines))
    if least > _CROSSING * len(lines):
        return None
    is_white = depth <= least
    middle = wide // 2
    size = statistics.median(one.line.size for one in lines)
    near = np.flatnonzero(is_white[int(wide * 0.4) : int(wide * 0.6)]) + int(wide * 0.4)
    if not len(near):
        return None
    at = int(near[np.argmin(np.abs(near - middle))])
    start = end = at
    while start > 0 and is_white[start - 1]:
        start -= 1
    while end < wide and is_white[end + 1]:
        end += 1
    if end - start < _NARROWEST * size:
        return None
    return Strip(first + start, first + end + 1)


def _are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether both are prose of one width, or prose on the left ends at the head of the right."""
    width = _width(left)
    if not _is_prose(left, width):
        return False
    if right and len(right) < _FEWEST:
        top = sorted(map(middle_of, left))[_FEWEST - 1]
        return len(left) >= 2 * _FEWEST and min(map(middle_of, right)) < top
    other = _width(right)
    return _is_prose(right, other) and abs(width - other) <= _ALIKE * max(width, other)


def _width(side: Sequence[Piece]) -> float:
    return max((p.line.x1 for p in side), default=0.0) - min((p.line.x0 for p in side), default=0.0)


def _is_prose(side: Sequence[Piece], width: float) -> bool:
    """Whether most lines fill the column, and none stands far below the one above."""
    if len(side) < _FEWEST:
        return False
    full = sum(piece.line.x1 - piece.line.x0 >= _FULL * width for piece in side)
    heights = sorted(map(middle_of, side))
    steps = [below - above for above, below in pairwise(heights)]
    usual = statistics.median(steps)
    far = sum(step > _STEP * usual for step in steps)
    return full >= _FULL_LINES * len(side) and far <= max(1, _STEPS * len(side))
