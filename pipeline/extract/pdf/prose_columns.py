"""Prose set in two columns, as a gazette prints it: read down the left one, then the right. Pure.

Both columns are as wide, their lines fill them, and follow each other without the white that the
shorter cell of a table row has below it. What runs over both (a title) parts the page.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.extract.pdf.no_table import is_running
from pipeline.extract.pdf.pieces import Piece, Strip, cut_at_strips, middle_of
from pipeline.extract.pdf.runs import SetLine

_OPENING = frozenset("（《「『【〔〖“‘")
_CLOSING = frozenset("、，。；：！？）》」』】〕〗”’")
_WIDE = 0.7  # of a character: a mark as wide as one has half of that blank
_NARROWEST = 0.8  # of a character: the white between two columns
_CROSSING = 0.08  # of the lines may run over it
_FEWEST = 5  # lines of a column
_ALIKE = 0.15  # by which the widths of the columns may differ
_FULL = 0.85  # of its column's width is filled by a full line
_FULL_LINES = 0.5  # of the lines of a column are full
_STEP = 1.6  # times the usual one: a line further below stands below white
_PARAGRAPHS = 0.9  # of the steps are no wider than those between paragraphs
_APART = 1.25  # times those: the head or foot of a page
_MOST_ASIDE = 2  # lines of a page head or foot
_STEPS = 0.1  # of the lines may do so: headings
_MOST_STEPS = 0.25  # the same where white stands at other heights on the other side: paragraphs


class Columns(NamedTuple):
    """The lines of a page in the order in which two columns are read, and the white between."""

    lines: list[SetLine]
    gutter: Strip


def in_columns(lines: Sequence[SetLine], before: Strip | None = None) -> Columns | None:
    """The two columns in which a page is set; ``None``: it has none.

    ``before`` is the white between those of the page before: what stands on the last page may
    be too little to tell.
    """
    lines = list(map(_without_blank, lines))
    gutter = _gutter(lines)
    ordered = None if gutter is None else _ordered(lines, gutter)
    if gutter is not None and ordered is not None:
        return Columns(ordered, gutter)
    rest = None if before is None else _rest(lines, before)
    return None if before is None or rest is None else Columns(rest, before)


def _cut(lines: Sequence[SetLine], gutter: Strip) -> list[Piece]:
    return [
        piece
        for source, (line, marks) in enumerate(lines)
        for piece in cut_at_strips(Piece(line, marks, source), [gutter])
    ]


def _rest(lines: Sequence[SetLine], gutter: Strip) -> list[SetLine] | None:
    """The few lines of the last page, where all stand left or right of the white."""
    pieces = sorted(_cut(lines, gutter), key=middle_of)
    left = [piece for piece in pieces if piece.line.x1 <= gutter.x1]
    right = [piece for piece in pieces if piece.line.x0 >= gutter.x0]
    size = max((piece.line.size for piece in pieces), default=0.0)
    begins = min((piece.line.x0 for piece in right), default=0.0)
    if not left or len(left) + len(right) < len(pieces) or abs(begins - gutter.x1) > size:
        return None
    return [SetLine(piece.line, piece.marks) for piece in (*left, *right)]


def _ordered(lines: Sequence[SetLine], gutter: Strip) -> list[SetLine] | None:
    """The lines down the left column and then the right; ``None`` where they are no prose."""
    pieces = _cut(lines, gutter)
    left, *left_ends = _body([piece for piece in pieces if piece.line.x1 <= gutter.x1])
    right, *right_ends = _body([piece for piece in pieces if piece.line.x0 >= gutter.x0])
    heads, feet = ([*one, *other] for one, other in zip(left_ends, right_ends, strict=True))
    if left and len(right) < _FEWEST:
        heights = sorted(map(middle_of, (*left_ends[0], *left)))
        top = heights[bool(left_ends[0])] - left[0].line.size
        heads += [piece for piece in right if middle_of(piece) < top]
        right = [piece for piece in right if middle_of(piece) >= top]
    across = [piece for piece in pieces if piece.line.x0 < gutter.x0 and piece.line.x1 > gutter.x1]
    first = min(map(middle_of, across), default=float("inf"))
    # What stands below a title is no page head, but the heading of a section in its column.
    left += (begun := [piece for piece in left_ends[0] if middle_of(piece) > first])
    right += (beside := [piece for piece in right_ends[0] if middle_of(piece) > first])
    heads = [head for head in heads if not any(head is one for one in (*begun, *beside))]
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


def _without_blank(one: SetLine) -> SetLine:
    """A line whose marks stand where their ink does: the blank half of ， or （ is cut off.

    Typesetters let it hang into the margin, so that it would fill the white between columns.
    """
    inked = [character for character in one.line.text if not character.isspace()]
    opening = [n for n, character in enumerate(inked) if character in _OPENING]
    closing = [n for n, character in enumerate(inked) if character in _CLOSING]
    if len(inked) != len(one.marks) or not (opening or closing):
        return one
    marks = one.marks.copy()
    blank = marks[:, 2] - marks[:, 0]
    blank = np.where(blank > _WIDE * one.line.size, blank / 2, 0.0)
    marks[opening, 0] += blank[opening]
    marks[closing, 2] -= blank[closing]
    line = one.line._replace(x0=float(marks[:, 0].min()), x1=float(marks[:, 2].max()))
    return SetLine(line, marks)


def _body(side: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The lines of a column without those far above and far below it: page heads and feet."""
    lines = sorted(side, key=middle_of)
    steps = [middle_of(below) - middle_of(above) for above, below in pairwise(lines)]
    if len(steps) < _FEWEST:
        return lines, [], []
    white = sorted(steps)[int(_PARAGRAPHS * (len(steps) - 1))]  # as between paragraphs
    far = [n + 1 for n, step in enumerate(steps) if step > _APART * white]
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
    low, high = int(wide * 0.4), int(wide * 0.6)
    least = depth[low:high].min(initial=len(lines))
    size = statistics.median(one.line.size for one in lines)
    # Words of lines across leave white at other places: what is crossed by few may be wider.
    for most in (least, _CROSSING * len(lines)):
        is_white = depth <= most
        near = np.flatnonzero(is_white[low:high]) + low
        if least > _CROSSING * len(lines) or not len(near):
            return None
        start = end = int(near[np.argmin(np.abs(near - wide // 2))])
        while start > 0 and is_white[start - 1]:
            start -= 1
        while end < wide and is_white[end + 1]:
            end += 1
        if end - start >= _NARROWEST * size:
            return Strip(first + start, first + end + 1)
    return None


def _are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether both are prose of one width, or prose on the left ends at the head of the right."""
    width = _width(left)
    if not _is_filled(left, width):
        return False
    below = _below_white(left)
    if right and len(right) < _FEWEST:
        top = sorted(map(middle_of, left))[_FEWEST - 1]
        is_prose = len(below) <= max(1, _STEPS * len(left))
        return is_prose and len(left) >= 2 * _FEWEST and min(map(middle_of, right)) < top
    other = _width(right)
    if not _is_filled(right, other) or abs(width - other) > _ALIKE * max(width, other):
        return False
    beside = _below_white(right)
    size = left[0].line.size
    both = sum(any(abs(one - two) < size / 2 for two in beside) for one in below)
    most = _STEPS if both > min(len(below), len(beside)) / 2 else _MOST_STEPS
    return all(
        len(found) <= max(1, most * len(side)) for found, side in ((below, left), (beside, right))
    )


def _width(side: Sequence[Piece]) -> float:
    return max((p.line.x1 for p in side), default=0.0) - min((p.line.x0 for p in side), default=0.0)


def _is_filled(side: Sequence[Piece], width: float) -> bool:
    """Whether most lines fill the column, with running text."""
    full = sum(
        piece.line.x1 - piece.line.x0 >= _FULL * width and is_running(piece.line.text)
        for piece in side
    )
    return len(side) >= _FEWEST and full >= _FULL_LINES * len(side)


def _below_white(side: Sequence[Piece]) -> list[float]:
    """The heights of the lines that stand far below the one above."""
    heights = sorted(map(middle_of, side))
    usual = statistics.median(below - above for above, below in pairwise(heights))
    return [below for above, below in pairwise(heights) if below - above > _STEP * usual]
