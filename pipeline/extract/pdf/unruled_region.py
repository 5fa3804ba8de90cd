"""Where a table without column lines stands, and where it begins and ends. Pure; in points."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import (
    Piece,
    Strip,
    crosses,
    cut_at_strips,
    left_end,
    middle_of,
    right_end,
    type_size,
)
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_spanners import is_one_text
from pipeline.extract.pdf.unruled_strips import is_section_heading

_BEFORE_END = 2.5  # lines of a cell: white within a row above the line that ends it
FAR = 2.6  # character sizes of white between two rows of one table
_NEAR = 1.8  # of a character's size: two lines of one cell are nearer
_MORE_THAN_USUAL = 1.1  # times the distance of two lines of one cell
_SAME_SIZE = 0.18  # by which the size of type may differ within a table
EDGE = 2.0  # points from the text to the outer edge of the table


@dataclass(frozen=True, slots=True)
class Region:
    """Where a table without column lines stands: its pieces, and the white between columns.

    ``before``: the part of the same table on the page before.
    """

    pieces: tuple[Piece, ...]
    strips: tuple[Strip, ...]
    before: Region | None = None

    @property
    def edges(self) -> tuple[float, ...]:
        """Left edge, the edges between columns, right edge."""
        left = min(piece.line.x0 for piece in self.pieces) - EDGE
        right = max(piece.line.x1 for piece in self.pieces) + EDGE
        if self.before is not None:  # a rest may have text in some columns alone
            left = min(left, self.before.edges[0])
            right = max(right, self.before.edges[-1])
        return (left, *(strip.middle for strip in self.strips), right)


def region_of(
    rows: Sequence[Sequence[Piece]], strips: tuple[Strip, ...], over: Collection[int] = ()
) -> Region:
    """The table of these rows, with this white between its columns.

    A text alone on one of the lines that run ``over`` columns is left whole.
    """
    pieces: list[Piece] = []
    for number, row in enumerate(rows):
        if number in over and is_one_text(row) and len({piece.source for piece in row}) == 1:
            pieces.append(_abreast(row))
        else:
            pieces += [cut for piece in row for cut in cut_at_strips(piece, strips)]
    return Region(tuple(pieces), strips)


def _abreast(row: Sequence[Piece]) -> Piece:
    """The words of one text, cut at their blanks, as one piece."""
    first, last = row[0].line, row[-1].line
    line = Line(
        " ".join(piece.line.text for piece in row),
        first.x0,
        min(piece.line.top for piece in row),
        last.x1,
        max(piece.line.bottom for piece in row),
        first.size,
        last.spaced,
    )
    return Piece(line, np.concatenate([piece.marks for piece in row]), row[0].source)


def begins_above(
    rows: Sequence[Sequence[Piece]], start: int, region: Region, rulings: Sequence[Ruling]
) -> int:
    """The first row: a cell of the header may have more lines than those beside it.

    What stands above the uppermost line from side to side is no row.
    """
    near = _usual_step(region)
    top = min((one.at for one in rulings if _is_across(one, region)), default=-math.inf)
    while start and _belongs(rows[start - 1], rows[start], region, near):
        if middle_of(rows[start - 1][0]) < top < middle_of(rows[start][0]):
            break
        start -= 1
    return start


def _is_across(ruling: Ruling, region: Region) -> bool:
    """Whether a line goes from the first column to the last."""
    return ruling.start <= region.strips[0].x0 and ruling.end >= region.strips[-1].x1


def ends_below(
    rows: Sequence[Sequence[Piece]], end: int, region: Region, rulings: Sequence[Ruling]
) -> int:
    """The row after the last: one cell may have more lines than those beside it.

    Or the page edge leaves one cell of a row, below a line that does not close the table.
    """
    near = _usual_step(region)
    while end < len(rows):
        beside = rows[end - 1]
        reach = near
        if any(_parts_rows(one, beside, rows[end], region) for one in rulings):
            reach = math.inf
        elif any(_is_under(one, rows[end], region, rulings, near) for one in rulings):
            reach = _BEFORE_END * near
        if not _belongs(rows[end], beside, region, reach):
            break
        end += 1
    return end


def _parts_rows(
    ruling: Ruling, above: Sequence[Piece], below: Sequence[Piece], region: Region
) -> bool:
    """Whether a line between two rows leaves out the first column and goes on to the last.

    That column has a cell which goes on below it.
    """
    first, last = region.strips[0], region.strips[-1]
    return (
        middle_of(above[0]) < ruling.at < middle_of(below[0])
        and ruling.start >= first.x0 - 1
        and ruling.end >= last.x1
    )


def _is_under(
    ruling: Ruling,
    row: Sequence[Piece],
    region: Region,
    rulings: Sequence[Ruling],
    near: float,
) -> bool:
    """Whether a line not far below a row is like one across the table: it ends what is above."""
    top = min(piece.line.top for piece in region.pieces)
    return 0 < ruling.at - middle_of(row[0]) < _BEFORE_END * near and any(
        top < one.at < middle_of(row[0])
        and abs(one.start - ruling.start) <= 1
        and abs(one.end - ruling.end) <= 1
        and one.start <= region.strips[0].x0
        and one.end >= region.strips[-1].x1
        for one in rulings
    )


def _usual_step(region: Region) -> float:
    """The distance of two lines of one cell: that of the closest quarter; 0 where none follow."""
    middles = [strip.middle for strip in region.strips]
    columns: dict[int, list[float]] = {}
    for piece in region.pieces:
        columns.setdefault(bisect_right(middles, left_end(piece)), []).append(middle_of(piece))
    steps = sorted(
        below - above
        for heights in columns.values()
        for above, below in pairwise(sorted(heights))
        if below - above > 1
    )
    return steps[len(steps) // 4] if steps else 0.0


def _belongs(row: Sequence[Piece], beside: Sequence[Piece], region: Region, usual: float) -> bool:
    """Whether a row stands in the columns, right beside a row of the table, in its type."""
    edges = region.edges
    one, other = row[0].line, beside[0].line
    size = max(one.size, other.size)
    near = max(_NEAR * size, min(_MORE_THAN_USUAL * usual, FAR * size))
    return (
        abs(middle_of(row[0]) - middle_of(beside[0])) < near
        and is_like(type_size(row), type_size(beside))
        and all(edges[0] - 1 <= p.line.x0 and p.line.x1 <= edges[-1] + 1 for p in row)
        and not any(crosses(piece, region.strips) for piece in row)
    )


def is_like(one: float, other: float) -> bool:
    """Whether two sizes of type are of one table; 0 stands for one that is not known."""
    return not one or not other or abs(one - other) <= _SAME_SIZE * max(one, other)


def with_wrapped(region: Region) -> Region:
    """The table with each number and section name of its first column on one line.

    A narrow column parts them (1|8, 一、推|动产业): what is joined stands in the middle of its
    lines. Digits are joined where they then count on, as they do not by themselves; a name
    where no other text stands beside any of its lines.
    """
    if region.before is not None:
        region = replace(region, before=with_wrapped(region.before))
    edge = region.strips[0]
    first: list[Piece] = []
    others: list[Piece] = []
    for piece in region.pieces:
        (first if right_end(piece) < edge.x1 else others).append(piece)
    texts: list[list[Piece]] = []
    for piece in sorted(first, key=middle_of):
        above = texts[-1][-1] if texts else None
        if above is None or not _is_wrapped(above, piece):
            texts.append([])
        texts[-1].append(piece)
    names = [
        text
        for text in texts
        if len(text) > 1
        and is_section_heading(_text_of(text))
        and not any(text[0].line.top < middle_of(o) < text[-1].line.bottom for o in others)
    ]
    numbers = [text for text in texts if all(piece.line.text.isdecimal() for piece in text)]
    values = [int(_text_of(text)) for text in numbers]
    if len(values) < 2 or any(below - above != 1 for above, below in pairwise(values)):
        numbers = []
    joined = [text for text in (*names, *numbers) if len(text) > 1]
    if not joined:
        return region
    gone = {id(piece) for text in joined for piece in text}
    kept = [piece for piece in region.pieces if id(piece) not in gone]
    return replace(region, pieces=(*kept, *map(_joined, joined)))


def _text_of(text: Sequence[Piece]) -> str:
    return "".join(piece.line.text for piece in text)


def _is_wrapped(above: Piece, below: Piece) -> bool:
    """Whether a text may go on from one line to the other: no number or name begins."""
    step = middle_of(below) - middle_of(above)
    return (
        step < _NEAR * max(above.line.size, below.line.size)
        and above.line.text.isdigit() == below.line.text.isdigit()
        and not is_section_heading(below.line.text)
    )


def _joined(text: Sequence[Piece]) -> Piece:
    first, last = text[0].line, text[-1].line
    line = Line(
        _text_of(text),
        min(piece.line.x0 for piece in text),
        first.top,
        max(piece.line.x1 for piece in text),
        last.bottom,
        first.size,
        last.spaced,
    )
    return Piece(line, np.concatenate([piece.marks for piece in text]), text[0].source)
