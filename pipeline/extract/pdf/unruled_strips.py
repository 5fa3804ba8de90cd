"""White between the columns of a table without column lines. Pure; points of the upright page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pipeline.extract.pdf.pieces import NARROWEST, Piece, Strip, crosses, middle_of, right_end

BESIDE = 0.8  # of a character's size between the heights of texts side by side
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])[^。；;]*$"
)
_LONGEST_SECTION = 30  # characters
_CROSSING = 0.12  # of the lines of a table may run across a column edge: section rows


def find_strips(rows: Sequence[Sequence[Piece]]) -> tuple[Strip, ...]:
    """White that runs through all rows but a few.

    What few rows cross is looked for from none upwards: a column in which but few rows have a
    text, such as numbers beside long texts, is crossed by no more rows than the white beside it.
    A section row (一、基础设施) may run across any column.
    """
    rows = [row for row in rows if not is_section(row)] or rows
    ends: list[tuple[float, int]] = []
    for row in rows:
        right = -np.inf
        for piece in row:
            # Overlapping pieces of one row count once.
            x0, x1 = max(piece.line.x0, right), right_end(piece)
            if x1 > x0:
                ends += [(x0, 1), (x1, -1)]
                right = x1
    ends.sort()
    found: list[Strip] = []
    for most in range(int(_CROSSING * len(rows)) + 1):
        found += [
            strip
            for strip in _white(ends, most)
            if not any(strip.x0 < other.x1 and other.x0 < strip.x1 for other in found)
            and (not most or _is_seldom_crossed(strip, found, rows))
        ]
    return tuple(_of_columns(_narrowed(sorted(found), rows), rows))


def is_section(row: Sequence[Piece]) -> bool:
    """Whether a line is nothing but a heading with a number in Chinese: 一、… or （一）…."""
    text = row[0].line.text
    return len(row) == 1 and len(text) <= _LONGEST_SECTION and bool(_SECTION.match(text))


def _is_seldom_crossed(
    strip: Strip, others: Sequence[Strip], rows: Sequence[Sequence[Piece]]
) -> bool:
    """Whether few of the rows that have a text in the columns beside a strip cross it."""
    left = max((other.x1 for other in others if other.x1 <= strip.x0), default=-np.inf)
    right = min((other.x0 for other in others if other.x0 >= strip.x1), default=np.inf)
    near = sum(any(p.line.x1 > left and p.line.x0 < right for p in row) for row in rows)
    across = sum(any(p.line.x0 < strip.middle < p.line.x1 for p in row) for row in rows)
    return across <= _CROSSING * near


def _white(ends: Sequence[tuple[float, int]], most: int) -> list[Strip]:
    """What at most so many rows cover, between what more do; ``ends`` are those of the texts."""
    found: list[Strip] = []
    depth, begun = 0, None
    for x, step in ends:
        before, depth = depth, depth + step
        if before > most >= depth:
            begun = x
        elif depth > most >= before and begun is not None:
            if x - begun >= NARROWEST:
                found.append(Strip(begun, x))
            begun = None
    return found


def _narrowed(strips: Sequence[Strip], rows: Sequence[Sequence[Piece]]) -> list[Strip]:
    """The strips without what texts of the columns beside them reach into."""
    kept: list[Strip] = []
    for x0, x1 in strips:
        left, right = x0, x1
        for row in rows:
            for piece in row:
                start, end = piece.line.x0, right_end(piece)
                is_inside = x0 <= start and end <= x1
                if (start < x0 < end < x1) or (is_inside and x1 - end >= start - x0):
                    left = max(left, end)
                elif x0 < start < x1:
                    right = min(right, start)
        if right - left >= NARROWEST:
            kept.append(Strip(left, right))
    return kept


def _of_columns(strips: Sequence[Strip], rows: Sequence[Sequence[Piece]]) -> list[Strip]:
    """Strips with columns on both sides: texts in several rows, not single characters."""
    kept = list(strips)
    pieces = [piece for row in rows for piece in row]
    while kept:
        edges = [-np.inf, *(strip.middle for strip in kept), np.inf]
        columns: list[list[Piece]] = [[] for _ in edges[1:]]
        for piece in pieces:
            if not crosses(piece, kept):
                columns[int(np.searchsorted(edges, piece.line.x0)) - 1].append(piece)
        whole = _headed(columns)
        weak = next(
            (
                number
                for number, column in enumerate(columns)
                if (len(column) < 2 and not whole)
                or (
                    number
                    and (
                        _one_character_each(columns[number - 1], column)
                        or _is_below(columns[number - 1], column)
                    )
                )
            ),
            None,
        )
        if weak is None:
            return kept
        goes_right = weak < len(kept) and _is_below(columns[weak], columns[weak + 1])
        goes_left = weak > 0 and _is_below(columns[weak - 1], columns[weak])
        kept.pop(weak if goes_right and not goes_left else min(max(weak - 1, 0), len(kept) - 1))
    return kept


def _one_character_each(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Letters of one text set apart (张　三), which stand below each other by chance."""
    return all(len(p.line.text) == 1 and not p.line.text.isdigit() for p in (*left, *right))


def _headed(columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether each column has a text on the uppermost line: one below which all is empty too."""
    heights = [middle_of(piece) for column in columns for piece in column]
    return all(
        any(middle_of(piece) - min(heights) < piece.line.size / 2 for piece in column)
        for column in columns
    )


def _is_below(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether one has texts below all of the other alone: a head set off its own column."""
    if not left or not right:
        return False
    one, other = ([middle_of(piece) for piece in side] for side in (left, right))
    least = BESIDE * left[0].line.size
    return max(one) + least < min(other) or max(other) + least < min(one)
