"""Running text that stands beside other text, and is no table with it. Pure; points.

Slides, notices and textbooks set text in columns of any width, with boxes, figures and notes in
the margin between. ``prose_columns`` and ``page_columns`` know columns of one width that fill
the page; what they leave looks like a table of few rows with very long cells. In a table each
cell begins beside another, and a column of its own says what a row is about; here

- several columns are of paragraphs, which begin where they like (``_begin_apart``); or
- one is, and beside it stand notes of a few lines, which begin within paragraphs (``_are_notes``).
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from pipeline.extract.pdf.no_table import is_running
from pipeline.extract.pdf.pieces import Piece, cut_at_strips, left_end, middle_of, print_rows
from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.text import begins_with_number
from pipeline.extract.pdf.unruled_region import Region

_FULL = 0.8  # of its column's width is filled by a full line
_SHORTEST = 12  # characters of a full line: a narrower column is none of prose
_STEP = 1.45  # times the usual one: a line further below begins another text
_FEWEST = 5  # lines of paragraphs in a column
_SHARE = 0.5  # of the lines of a column are of paragraphs
_MAIN = 0.75  # the same of text beside notes
_LEVEL = 0.4  # of a character by which two lines on one height may differ
_TOGETHER = 0.5  # of the texts of a column begin beside those of another: rows of a table
_BY_CHANCE = 1 / 3  # of the pairs of columns of prose begin so, where there are more than two
_FEWEST_NUMBERS, _NUMBERS = 3, 0.5  # and of the lines of a column that numbers rows
_MOST_NOTES = 2  # beside a column of prose
_FEWEST_BESIDE = 8  # lines of prose beside notes


class _Text(NamedTuple):
    """One line of a column: its ends, its middle, and whether it fills the column."""

    x0: float
    x1: float
    middle: float
    is_full: bool


class _Side(NamedTuple):
    """The lines of a column from the top down.

    ``begins`` are the heights of those that begin a text, ``blocks`` of those below white.
    ``prose``: so many lines belong to paragraphs. ``is_numbers``: they number rows.
    """

    lines: list[_Text]
    begins: list[float]
    blocks: list[float]
    prose: int
    size: float
    is_numbers: bool


def parted(region: Region, lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """The lines of each column, where texts in columns are prose beside others; else empty."""
    sides = [_side(pieces) for pieces in _columns(region.pieces, region) if pieces]
    if len(sides) < 2 or not (_begin_apart(sides) or _are_notes(sides)):
        return []
    pieces = [
        cut
        for source, (line, marks) in enumerate(lines)
        for cut in cut_at_strips(Piece(line, marks, source), region.strips)
    ]
    return [
        [SetLine(p.line, p.marks) for row in print_rows(column) for p in row]
        for column in _columns(pieces, region)
        if column
    ]


def _columns(pieces: Sequence[Piece], region: Region) -> list[list[Piece]]:
    middles = [strip.middle for strip in region.strips]
    columns: list[list[Piece]] = [[] for _ in range(len(middles) + 1)]
    for piece in pieces:
        columns[bisect_right(middles, left_end(piece))].append(piece)
    return columns


def _side(pieces: Sequence[Piece]) -> _Side:
    left, right = min(p.line.x0 for p in pieces), max(p.line.x1 for p in pieces)
    size = statistics.median(p.line.size for p in pieces)
    lines: list[_Text] = []
    for row in print_rows(pieces):
        x0, x1 = row[0].line.x0, max(p.line.x1 for p in row)
        text = " ".join(p.line.text for p in row)
        is_full = x1 - x0 >= _FULL * (right - left) and len(text) >= _SHORTEST and is_running(text)
        lines.append(_Text(x0, x1, middle_of(row[0]), is_full))
    steps = [below.middle - above.middle for above, below in pairwise(lines)]
    after_full = [step for step, above in zip(steps, lines, strict=False) if above.is_full]
    usual = statistics.median(after_full or steps or [size])
    begins, blocks, prose = [lines[0].middle], [lines[0].middle], 0
    in_block, full = 1, int(lines[0].is_full)
    for step, above, line in zip(steps, lines, lines[1:], strict=False):
        if step > _STEP * usual:
            blocks.append(line.middle)
            prose += in_block if 2 * full >= in_block > 1 else 0
            in_block = full = 0
        if step > _STEP * usual or not above.is_full:
            begins.append(line.middle)
        in_block += 1
        full += line.is_full
    prose += in_block if 2 * full >= in_block > 1 else 0
    numbers = sum(begins_with_number(p.line.text + "、") for p in pieces)
    is_numbers = numbers >= max(_FEWEST_NUMBERS, _NUMBERS * len(lines))
    return _Side(lines, begins, blocks, prose, size, is_numbers)


def _begin_apart(sides: Sequence[_Side]) -> bool:
    """Whether several columns are of paragraphs, few of which begin beside those of another."""
    prose = [side for side in sides if side.prose >= max(_FEWEST, _SHARE * len(side.lines))]
    if len(prose) < 2 or any(side.is_numbers for side in sides):
        return False
    pairs = list(combinations(prose, 2))
    return sum(_begin_together(one, other) for one, other in pairs) <= _BY_CHANCE * len(pairs)


def _begin_together(one: _Side, other: _Side) -> bool:
    """Whether the texts or the blocks of two columns begin at the same heights."""
    level = _LEVEL * one.size
    for pair in ((one.begins[1:], other.begins[1:]), (one.blocks[1:], other.blocks[1:])):
        few, many = sorted(pair, key=len)
        both = sum(any(abs(y - at) < level for at in many) for y in few)
        if few and both >= _TOGETHER * len(few):
            return True
    return False


def _are_notes(sides: Sequence[_Side]) -> bool:
    """Whether one column is of paragraphs, and a few notes stand beside them."""
    main = max(sides, key=lambda side: side.prose)
    if main.prose < max(_FEWEST_BESIDE, _MAIN * len(main.lines)):
        return False
    level = _LEVEL * main.size
    for side in sides:
        if side is main:
            continue
        is_text = 2 * sum(line.is_full for line in side.lines) >= len(side.lines) > 1
        beside = [y for y in side.begins[:1] if any(abs(y - at) < level for at in main.begins)]
        if len(side.blocks) > _MOST_NOTES or not is_text or beside:
            return False
    return True
