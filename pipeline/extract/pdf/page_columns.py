"""The columns in which a page is set, told by the lines that fill them. Pure; points.

    lines of print ─ pieces ─ those as long as each other, below each other ─ columns ─▶ streams

A page of a journal has titles, figures and tables over all columns or within one. What runs
over them parts the page; between, each column is read to its end, and a table that stands in
one of them is looked for among its lines alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.extract.pdf.no_table import is_running
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import (
    Piece,
    Strip,
    cut_apart,
    cut_at_strips,
    middle_of,
    print_rows,
)
from pipeline.extract.pdf.runs import SetLine
from pipeline.numbering import leading_number

_NARROWEST = 0.8  # of a character: the white between two columns
_BESIDE = 0.5  # of the height of the lines that fill a column has others beside it
_MOST_LINES = 1500  # on a page; one with more is no page of print
_MOST_WIDTHS = 50  # of lines alike on a page, the most frequent
_SHORTEST = 8.0  # characters of a line that tells how wide its column is
_FEWEST = 5  # such lines in each column
_SAME = 0.5  # of a character by which they may begin or end elsewhere
_DEEPEST = 4.5  # characters by which the first line of a paragraph is set in at most
_ALIKE = 0.15  # by which the widths of the columns may differ
_STEP = 1.6  # times the usual one: a line further below stands below white
_STEPS = 0.15  # of the lines of a column may stand below white: paragraphs, figures, tables
_ASIDE = 1.9  # characters from the head of a page to the line below it at least
_MOST_OF = 0.6  # of the width of a column has a line drawn across a table in it
_MOST_BEYOND = 2  # texts left of their column: numbers of rows stand there
_LEVEL = 2.0  # points by which texts on one height may stand apart
_TOGETHER = 0.7  # of the texts of a column begin on one height with those beside them
_FEWEST_LEVEL = 3  # lines of print with texts in several columns that fill none of them


class Stream(NamedTuple):
    """Lines that are read together: those of a column, or such as run over all of them."""

    lines: list[SetLine]
    left: float
    right: float


class _Column(NamedTuple):
    x0: float
    x1: float


def in_streams(lines: Sequence[SetLine], rulings: Sequence[Ruling]) -> list[Stream]:
    """What stands on a page set in two or more columns, in reading order; empty: it is in one."""
    if len(lines) > _MOST_LINES:
        return []
    pieces = [
        piece
        for source, (line, marks) in enumerate(lines)
        for piece in cut_apart(Piece(line, marks, source), _NARROWEST * line.size)
    ]
    columns = _columns(pieces)
    if len(columns) < 2:
        return []
    gutters = [Strip(one.x1, two.x0) for one, two in pairwise(columns)]
    pieces = [
        cut
        for source, (line, marks) in enumerate(lines)
        for cut in cut_at_strips(Piece(line, marks, source), gutters)
    ]
    pieces.sort(key=middle_of)
    across = _across(pieces, columns, gutters, rulings)
    sides: list[list[Piece]] = [[] for _ in columns]
    for piece, is_across in zip(pieces, across, strict=True):
        if not is_across:
            middle = (piece.line.x0 + piece.line.x1) / 2
            sides[sum(middle > gutter.middle for gutter in gutters)].append(piece)
    beyond = sum(
        column.x0 - p.line.x0 > 2 * p.line.size
        for side, column in zip(sides, columns, strict=True)
        for p in side
    )
    if beyond > _MOST_BEYOND or _begin_together(sides, columns):
        return []
    if not all(_is_prose(side, column) for side, column in zip(sides, columns, strict=True)):
        return []
    return list(_streams(pieces, across, sides, columns))


def _streams(
    pieces: Sequence[Piece],
    across: Sequence[bool],
    sides: Sequence[Sequence[Piece]],
    columns: Sequence[_Column],
) -> Iterator[Stream]:
    """What runs over the columns, and between that the columns one after the other."""
    left, right = columns[0].x0, columns[-1].x1
    begun = [0] * len(sides)
    over: list[Piece] = []
    for piece, is_across in zip([*pieces, None], [*across, True], strict=True):
        if not is_across:
            continue
        end = np.inf if piece is None else middle_of(piece)
        ends = [bisect_left(side, end, key=middle_of) for side in sides]
        if over and (ends != begun or piece is None):
            yield _stream(over, _Column(left, right))
            over = []
        for side, column, first, last in zip(sides, columns, begun, ends, strict=True):
            if first < last:
                yield _stream(side[first:last], column)
        begun = ends
        if piece is not None:
            over.append(piece)


def _stream(pieces: Sequence[Piece], column: _Column) -> Stream:
    ordered = [SetLine(p.line, p.marks) for row in print_rows(pieces) for p in row]
    return Stream(ordered, *column)


def _columns(pieces: Sequence[Piece]) -> list[_Column]:
    """Columns side by side, about as wide: several lines of running text fill each of them."""
    long = [
        p
        for p in pieces
        if p.line.x1 - p.line.x0 >= _SHORTEST * p.line.size and is_running(p.line.text)
    ]
    found = [full for near in _alike(long, 0) for full in _alike(near, 2) if len(full) >= _FEWEST]
    found = sorted(found, key=len, reverse=True)[:_MOST_WIDTHS]
    for base in found:
        width = _ends(base).x1 - _ends(base).x0
        beside: list[list[Piece]] = []
        for full in found:
            x0, x1 = _ends(full)
            if abs(x1 - x0 - width) <= _ALIKE * width and all(
                (x0 > _ends(other).x1 or x1 < _ends(other).x0) and _are_level(full, other)
                for other in beside
            ):
                beside.append(full)
        if len(beside) > 1:
            return sorted(map(_ends, beside))
    return []


def _alike(pieces: Sequence[Piece], side: int) -> Iterator[list[Piece]]:
    """Texts that begin (side 0) or end (side 2) at one place, together."""
    ordered = sorted(pieces, key=lambda piece: piece.line.box[side])
    start = 0
    for number in range(1, len(ordered) + 1):
        if (
            number == len(ordered)
            or ordered[number].line.box[side] - ordered[number - 1].line.box[side]
            > _SAME * ordered[number].line.size
        ):
            yield ordered[start:number]
            start = number


def _ends(full: Sequence[Piece]) -> _Column:
    return _Column(min(piece.line.x0 for piece in full), max(piece.line.x1 for piece in full))


def _are_level(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether the lines of two columns stand side by side, the most of the shorter one."""
    (top, bottom), (upper, lower) = (
        (min(map(middle_of, full)), max(map(middle_of, full))) for full in (one, other)
    )
    shared = min(bottom, lower) - max(top, upper)
    return shared >= _BESIDE * min(bottom - top, lower - upper)


def _is_full(piece: Piece, column: _Column) -> bool:
    """Whether a line goes to the end of its column; the first of a paragraph may be set in."""
    reach, size = _SAME * piece.line.size, piece.line.size
    begins, ends = piece.line.x0 - column.x0, piece.line.x1 - column.x1
    return -reach <= begins <= _DEEPEST * size and abs(ends) <= reach


def _across(
    pieces: Sequence[Piece],
    columns: Sequence[_Column],
    gutters: Sequence[Strip],
    rulings: Sequence[Ruling],
) -> list[bool]:
    """Which pieces, from the top down, run over columns, or stand in a table that does.

    Such a table has lines over the white between columns above and below it, or several
    lines of print with texts on both sides that fill no column. Of the head or foot of a page
    one tells; the headings of two sections are none.
    """
    over = [
        any(piece.line.x0 < gutter.x0 and piece.line.x1 > gutter.x1 for gutter in gutters)
        for piece in pieces
    ]
    full = [any(_is_full(piece, column) for column in columns) for piece in pieces]
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and not full[end] and not over[end]:
            end += 1
        block = pieces[start:end]
        level = _level(block, gutters)
        if len(level) >= _FEWEST_LEVEL and not _is_ruled_within(block, columns, rulings):
            over[start:end] = [True] * (end - start)
        elif level and start == 0 and _is_aside(pieces[: level[-1][1]], pieces[level[-1][1] :]):
            over[: level[-1][1]] = [True] * level[-1][1]
        elif level and end == len(pieces):
            first = start + level[0][0]
            if _is_aside(pieces[first:], pieces[:first]):
                over[first:] = [True] * (end - first)
        start = end + 1
    drawn = sorted(
        one.at
        for one in rulings
        if any(one.start < gutter.x0 and one.end > gutter.x1 for gutter in gutters)
    )
    for above, below in pairwise(drawn):
        within = [n for n, p in enumerate(pieces) if above < middle_of(p) < below]
        if not any(full[n] for n in within):
            for number in within:
                over[number] = True
    return over


def _is_ruled_within(
    block: Sequence[Piece], columns: Sequence[_Column], rulings: Sequence[Ruling]
) -> bool:
    """Whether lines as wide as one column are drawn among texts: a table stands within it."""
    reach = 2 * block[0].line.size
    top, bottom = middle_of(block[0]) - reach, middle_of(block[-1]) + reach
    return any(
        sum(
            top < at < bottom
            and column.x0 - reach < start
            and end < column.x1 + reach
            and end - start > _MOST_OF * (column.x1 - column.x0)
            for at, start, end in rulings
        )
        > 1
        for column in columns
    )


def _level(pieces: Sequence[Piece], gutters: Sequence[Strip]) -> list[tuple[int, int]]:
    """The first of the pieces and that after the last of each line with texts in two columns."""
    found: list[tuple[int, int]] = []
    end = 0
    for row in print_rows(pieces):
        start, end = end, end + len(row)
        if len({sum(p.line.x0 > gutter.middle for gutter in gutters) for p in row}) > 1:
            found.append((start, end))
    return found


def _is_aside(aside: Sequence[Piece], others: Sequence[Piece]) -> bool:
    """Whether texts are the head or foot of a page: far from the others, and no headings."""
    if not others or any(leading_number(piece.line.text) is not None for piece in aside):
        return False
    white = min(abs(middle_of(one) - middle_of(two)) for one in aside for two in others)
    return white > _ASIDE * others[0].line.size


def _begin_together(sides: Sequence[Sequence[Piece]], columns: Sequence[_Column]) -> bool:
    """Whether texts begin at one height in two columns time and again: they are rows."""
    begun = [
        [
            middle_of(piece)
            for above, piece in pairwise(side)
            if not _is_full(above, column) and _is_full(piece, column)
        ]
        for side, column in zip(sides, columns, strict=True)
    ]
    for one, other in pairwise(begun):
        few, many = sorted((one, other), key=len)
        both = sum(any(abs(y - at) < _LEVEL for at in many) for y in few)
        if both >= max(_FEWEST_LEVEL, _TOGETHER * len(few)):
            return True
    return False


def _is_prose(side: Sequence[Piece], column: _Column) -> bool:
    """Whether lines follow each other without the white that a shorter cell has below it."""
    steps = [
        (middle_of(below) - middle_of(above), _is_full(below, column))
        for above, below in pairwise(side)
        if middle_of(below) - middle_of(above) > 1
    ]
    full = [step for step, is_full in steps if is_full]
    if len(full) < _FEWEST:
        return False
    usual = float(np.median(full))
    far = sum(step > _STEP * usual for step in full)
    return far <= max(2, _STEPS * len(full))
