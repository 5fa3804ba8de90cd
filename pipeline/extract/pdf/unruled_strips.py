"""White between the columns of a table without column lines. Pure; points of the upright page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.extract.pdf.pieces import (
    NARROWEST,
    Piece,
    Strip,
    crossed_by,
    crosses,
    left_end,
    middle_of,
    right_end,
)

BESIDE = 0.8  # of a character's size between the heights of texts side by side
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])[^。；;]*$"
)
_NUMBERED = re.compile(r"(\d{1,3})(?:[^\W\d_年月日]|[“《（]|$)")
_NARROW = 0.2  # of a character: white between two columns of small print
_FEWEST_STEPS, _MOST_STEPS = 2, 0.75  # from numbers to the next, and the share of all
_NEAR_NUMBERS = 2.0  # of a character: a label that stands beside the numbers below it
_AT_ONE = 0.75  # points by which what stands at one place may differ
_LONGEST_SECTION = 30  # characters
_HEADS_APART = 2.0  # characters of white beside a header with nothing below it
_CROSSING = 0.12  # of the lines of a table may run across a column edge: section rows


class _Number(NamedTuple):
    """A number that begins a text or is all of it: its row, its value, its left and right end."""

    row: int
    value: int
    x0: float
    x1: float


class _Text(NamedTuple):
    """Where a text begins and ends, with a mark that hangs over (``x0``, ``x1``) and without."""

    x0: float
    start: float
    end: float
    x1: float


def number_edges(rows: Sequence[Sequence[Piece]]) -> tuple[Strip, ...]:
    """White between numbers set to the right of their column and texts set to the left of theirs.

    It may be no wider than that in a text. What tells are numbers that count on, all of which
    end at one place while the texts behind them begin at one. They are a column of their own if
    some are wider than others, so that they do not begin at one place too, or if texts of the
    header stand on both sides.
    """
    before: list[tuple[float, _Number]] = []
    alone: list[_Number] = []
    for row, piece in ((row, piece) for row, pieces in enumerate(rows) for piece in pieces):
        if not (match := _NUMBERED.match(piece.line.text)):
            continue
        count = len(match[1])
        number = _Number(row, int(match[1]), piece.marks[0, 0], piece.marks[count - 1, 2])
        if count < len(piece.marks):
            before.append((piece.marks[count, 0], number))
        else:
            alone.append(number)
    before.sort()
    edges: list[Strip] = []
    start = 0
    for end in range(1, len(before) + 1):
        if end < len(before) and before[end][0] - before[end - 1][0] <= _AT_ONE:
            continue
        numbers = [number for _, number in before[start:end]]
        edge = Strip(max(number.x1 for number in numbers), before[start][0])
        start = end
        numbers += [number for number in alone if abs(number.x1 - edge.x0) <= _AT_ONE]
        if _are_column(sorted(numbers), edge, rows):
            edges.append(edge)
    return tuple(edges)


def _are_column(numbers: Sequence[_Number], edge: Strip, rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether numbers in the order of their rows are a column that ends at an edge."""
    at, values, lefts, rights = zip(*numbers, strict=True)
    within = [row for row in rows[at[0] : at[-1] + 1] if not is_section(row)]
    return (
        max(rights) - min(rights) <= _AT_ONE
        and edge.x1 - edge.x0 >= NARROWEST / 2
        and _count_on(values)
        and (max(lefts) - min(lefts) > _AT_ONE or _is_headed(edge, min(lefts), rows, at[0]))
        and not any(crosses(piece, (edge,)) for row in within for piece in row)
    )


def _count_on(values: Sequence[int]) -> bool:
    """Whether most are one more than the number before: that of 12 12345热线 is not seen."""
    steps = [below - above for above, below in pairwise(values)]
    return steps.count(1) >= max(_FEWEST_STEPS, _MOST_STEPS * len(steps))


def _is_headed(edge: Strip, left: float, rows: Sequence[Sequence[Piece]], first: int) -> bool:
    """Whether a row above the ``first`` has a text over the numbers, and one beside it.

    The numbers begin at ``left``; a text near it has none but them below it.
    """
    is_outermost = not any(piece.line.x1 <= left for row in rows[first:] for piece in row)
    return any(
        one.line.x0 < edge.x0
        and left - _NEAR_NUMBERS * one.line.size * is_outermost < one.line.x1 < edge.x1
        and edge.x0 < other.line.x0
        for row in rows[:first]
        for one, other in pairwise(row)
    )


def find_strips(rows: Sequence[Sequence[Piece]], known: Sequence[Strip] = ()) -> tuple[Strip, ...]:
    """White that runs through all rows but a few; ``known`` is such, however narrow.

    What few rows cross is looked for from none upwards: a column in which but few rows have a
    text, such as numbers beside long texts, is crossed by no more rows than the white beside it.
    A section row (一、基础设施) may run across any column.
    """
    rows = [row for row in rows if not is_section(row)] or rows
    texts = [[_Text(p.line.x0, left_end(p), right_end(p), p.line.x1) for p in row] for row in rows]
    ends: list[tuple[float, int]] = []
    for row in texts:
        right = -np.inf
        for text in row:
            # Overlapping texts of one row count once.
            x0, x1 = max(text.x0, right), text.end
            if x1 > x0:
                ends += [(x0, 1), (x1, -1)]
                right = x1
    ends.sort()
    found: list[Strip] = []
    sizes = sorted(piece.line.size for row in rows for piece in row)
    narrowest = min(NARROWEST, _NARROW * sizes[len(sizes) // 2])
    for most in range(int(_CROSSING * len(rows)) + 1):
        found += [
            strip
            for strip in _white(ends, most, narrowest)
            if not any(strip.x0 < other.x1 and other.x0 < strip.x1 for other in found)
            and (not most or _is_seldom_crossed(strip, found, texts))
        ]
    found = [
        strip
        for strip in _narrowed(sorted(found), texts, narrowest)
        if not any(strip.x0 < other.x1 and other.x0 < strip.x1 for other in known)
    ]
    return tuple(_of_columns(sorted([*found, *known]), rows))


def is_section(row: Sequence[Piece]) -> bool:
    """Whether a line is nothing but a heading with a number in Chinese: 一、… or （一）…."""
    return len(row) == 1 and is_section_heading(row[0].line.text)


def is_section_heading(text: str) -> bool:
    """Whether a text is short and begins with a number in Chinese: 一、… or （一）…."""
    return len(text) <= _LONGEST_SECTION and bool(_SECTION.match(text))


def _is_seldom_crossed(
    strip: Strip, others: Sequence[Strip], rows: Sequence[Sequence[_Text]]
) -> bool:
    """Whether few of the rows that have a text in the columns beside a strip cross it."""
    left = max((other.x1 for other in others if other.x1 <= strip.x0), default=-np.inf)
    right = min((other.x0 for other in others if other.x0 >= strip.x1), default=np.inf)
    middle = strip.middle
    near = across = 0
    for row in rows:
        near += any(text.x1 > left and text.x0 < right for text in row)
        across += any(text.start < middle < text.end for text in row)
    return across <= _CROSSING * near


def _white(ends: Sequence[tuple[float, int]], most: int, narrowest: float) -> list[Strip]:
    """What at most so many rows cover, between what more do; ``ends`` are those of the texts."""
    found: list[Strip] = []
    depth, begun = 0, None
    for x, step in ends:
        before, depth = depth, depth + step
        if before > most >= depth:
            begun = x
        elif depth > most >= before and begun is not None:
            if x - begun >= narrowest:
                found.append(Strip(begun, x))
            begun = None
    return found


def _narrowed(
    strips: Sequence[Strip], rows: Sequence[Sequence[_Text]], narrowest: float
) -> list[Strip]:
    """The strips without what texts of the columns beside them reach into."""
    kept: list[Strip] = []
    for x0, x1 in strips:
        left, right = x0, x1
        for row in rows:
            for _, start, end, _ in row:
                is_inside = x0 <= start and end <= x1
                if (start < x0 < end < x1) or (is_inside and x1 - end >= start - x0):
                    left = max(left, end)
                elif x0 < start < x1:
                    right = min(right, start)
        if right - left >= narrowest:
            kept.append(Strip(left, right))
    return kept


def _of_columns(strips: Sequence[Strip], rows: Sequence[Sequence[Piece]]) -> list[Strip]:
    """Strips with columns on both sides: texts in several rows, not single characters."""
    kept = list(strips)
    # What is asked of each text, for the strips are gone through again for each that goes.
    pieces = [(left_end(piece), crossed_by(piece, kept), piece) for row in rows for piece in row]
    while kept:
        middles = [strip.middle for strip in kept]
        columns: list[list[Piece]] = [[] for _ in range(len(kept) + 1)]
        for left, crossed, piece in pieces:
            if crossed.isdisjoint(kept):
                columns[bisect_left(middles, left)].append(piece)
        weak = next(
            (
                number
                for number, column in enumerate(columns)
                if (len(column) < 2 and not _is_head(column, columns))
                or (
                    number
                    and (
                        _one_character_each(columns[number - 1], column)
                        or _is_one_label(columns[number - 1], column)
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


def _is_one_label(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Two characters of one label set apart (序　号), over a column that has but one of them."""
    few, many = sorted((left, right), key=len)
    return len(few) == 1 and any(
        len(one.line.text) == len(few[0].line.text) == 1
        and not few[0].line.text.isdigit()
        and not one.line.text.isdigit()
        and abs(middle_of(one) - middle_of(few[0])) < one.line.size / 2
        for one in many
    )


def _is_head(column: Sequence[Piece], columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether a column's one text stands with the first of most, apart: all is empty below it."""
    level = middle_of(column[0]) if len(column) == 1 else np.inf
    firsts = [min(other, key=middle_of) for other in columns if other]
    beside = [p for p in firsts if abs(middle_of(p) - level) < p.line.size / 2]
    return 2 * len(beside) > len(columns) and all(
        max(p.line.x0 - column[0].line.x1, column[0].line.x0 - p.line.x1)
        >= _HEADS_APART * p.line.size
        for p in beside
        if p is not column[0]
    )


def _is_below(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether one has texts below all of the other alone: a head set off its own column."""
    if not left or not right:
        return False
    one, other = ([middle_of(piece) for piece in side] for side in (left, right))
    least = BESIDE * left[0].line.size
    return max(one) + least < min(other) or max(other) + least < min(one)
