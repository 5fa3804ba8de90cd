"""Tables without lines between their columns: columns from the white between texts. Pure.

    lines of print ─ pieces ─ texts abreast ─ white from top to bottom ─ columns ─ rows ─▶ Fragment

A column edge is a strip that no text of the table crosses. Prose fills its lines, so that no
such strip runs through it; a table has one between each two columns. Where rows part is the
matter of ``unruled_rows``. Lengths are points of the upright page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.closed import prose_below
from pipeline.extract.pdf.list_marks import is_mark
from pipeline.extract.pdf.no_table import contents, why_no_table, without_rivers
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import (
    Piece,
    Strip,
    crosses,
    cut_at_strips,
    cut_at_white,
    left_end,
    middle_of,
    print_rows,
    type_size,
)
from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.unruled_region import (
    EDGE,
    FAR,
    Region,
    begins_above,
    ends_below,
    is_like,
    region_of,
)
from pipeline.extract.pdf.unruled_spanners import figure_rows, is_one_text, lone_rows, spanner_rows
from pipeline.extract.pdf.unruled_strips import BESIDE, find_strips, is_section, number_edges

_ABREAST_GAP = 0.9  # of a character: white that says that two texts stand in two columns
_FEWEST_ABREAST = 3  # lines of print with texts side by side
_FAR_ABREAST = 4.5  # where texts stand side by side below as above
_MOST_ROWS = 300  # lines of print on a page; one with more is no page of print
_MOST_ALONE = 40  # lines of one cell while the cells beside it have ended
_CLOSING = 0.9  # of its width is ruled at the end of a table
_CAPTION = re.compile(r"(?:续?表|Table|Tab\.)\s*[A-Z]?\d")
_LONGEST_CAPTION = 4  # lines
_BELOW_RULE = 1.5  # times as far below a line as above one, a caption stands at least
_CAPTION_GAP = 2.0  # characters from its number to its text


def find_regions(lines: Sequence[SetLine], rulings: Sequence[Ruling] = ()) -> list[Region]:
    """The tables among lines of print that stand in no ruled table, from the top down."""
    rows = print_rows(cut_at_white(lines))
    regions: list[Region] = []
    if len(rows) > _MOST_ROWS:
        return regions
    abreast = _abreast(rows)
    known = number_edges(rows) if any(abreast) else ()
    if known:
        rows = [[cut for piece in row for cut in cut_at_strips(piece, known)] for row in rows]
    captions = _captions(rows, abreast, rulings) | contents(rows)
    captions |= prose_below(rows, abreast, rulings, captions)
    figures = figure_rows(rows) if any(abreast) else []
    start = taken = 0
    while start < len(rows):
        if start in captions:
            taken = start + 1
        if start in captions or not abreast[start]:
            start += 1
            continue
        limit = min([len(rows), *(number for number in captions if number > start)])
        end = _end_of_stretch(rows[:limit], abreast, start)
        told = abreast[start:end], figures[start:end]
        region, used = _settle(rows[start:end], told, known, rulings)
        if region is None:
            start += 1
            continue
        first = max(begins_above(rows, start, region, rulings), taken)
        start = taken = ends_below(rows[:limit], start + used, region, rulings)
        over = spanner_rows(rows[first:start], figures[first:start]).rows
        regions.append(region_of(rows[first:start], region.strips, over))
    return regions


def _captions(
    rows: Sequence[Sequence[Piece]], abreast: Sequence[bool], rulings: Sequence[Ruling]
) -> set[int]:
    """The rows with the number and name of a table, above the line from side to side over it.

    They are one text, without the white of columns. The texts of a row, too, may stand above
    such a line, but then no further below the one above them. Without a line it is the row right
    above texts side by side, if none stand side by side above it.
    """
    found: set[int] = set()
    for number, row in enumerate(rows):
        if not _CAPTION.match("".join(piece.line.text for piece in row)):
            continue
        is_above = number + 1 < len(rows) and not _is_one_text(rows[number + 1])
        if is_above and _is_one_text(row) and not (number and abreast[number - 1]):
            found.add(number)
            continue
        for below in range(number + 1, min(number + 1 + _LONGEST_CAPTION, len(rows))):
            if not _is_one_text(rows[below - 1]):
                break
            lines = _lines_between(rows[below - 1], rows[below], rows[below], rulings)
            if lines:
                above = (
                    _lines_between(rows[number - 1], row, rows[below], rulings) if number else []
                )
                high = min(lines) - middle_of(rows[below - 1][0])
                if all(middle_of(row[0]) - y > _BELOW_RULE * high for y in above):
                    found |= set(range(number, below))
                break
    return found


def _is_one_text(row: Sequence[Piece]) -> bool:
    return all(
        after.line.x0 - before.line.x1 < _CAPTION_GAP * after.line.size
        for before, after in pairwise(row)
    )


def _lines_between(
    above: Sequence[Piece],
    below: Sequence[Piece],
    over: Sequence[Piece],
    rulings: Sequence[Ruling],
) -> list[float]:
    """The heights of lines between two rows that are as long as one of the rows at least."""
    left, right = over[0].line.x0 + EDGE, max(piece.line.x1 for piece in over) - EDGE
    low, high = middle_of(above[0]), middle_of(below[0])
    return [
        one.at for one in rulings if low < one.at < high and one.start <= left and one.end >= right
    ]


def go_on(
    lines: Sequence[SetLine], before: Region, rulings: Sequence[Ruling] = ()
) -> Region | None:
    """The rest of a table of the page before at the top of this one, in the same columns.

    Its last row may have text in one column alone, as the rest of a row does: below a header
    that is printed again, or above a line that closes the table.
    """
    strips, edges = before.strips, before.edges
    taken: list[Piece] = []
    rows = print_rows(cut_at_white(lines))
    abreast = _abreast(rows)
    middles = [strip.middle for strip in strips]
    count = reached = 0
    for number, row in enumerate(rows):
        within = all(edges[0] - 6 <= p.line.x0 and p.line.x1 <= edges[-1] + 6 for p in row)
        if not within or (not is_section(row) and any(crosses(piece, strips) for piece in row)):
            break
        if taken and (
            row[0].line.top - max(p.line.bottom for p in taken) > _near(rows, abreast, number)
            or not is_like(type_size(taken), type_size(row))
        ):
            break
        taken += row
        reached = number + 1
        columns = {bisect_right(middles, left_end(piece)) for piece in row}
        if abreast[number] or len(columns) > 1:
            count = number + 1
    if not taken:
        return None
    closed = [
        number + 1
        for number in range(count, reached)
        if any(_closes(ruling, rows[number], edges) for ruling in rulings)
    ]
    if count and _is_printed_again(rows[:count], before):
        closed.append(reached)
    count = max([count, *closed])
    region = region_of(rows[: max(count, 1)], strips)
    whole = region_of(rows[: ends_below(rows, max(count, 1), region, rulings)], strips)
    return replace(whole, before=replace(before, before=None))


def _closes(ruling: Ruling, row: Sequence[Piece], edges: Sequence[float]) -> bool:
    """Whether a line right below a row goes from side to side of the table."""
    covered = min(ruling.end, edges[-1]) - max(ruling.start, edges[0])
    below = ruling.at - middle_of(row[0])
    return covered > _CLOSING * (edges[-1] - edges[0]) and 0 < below < FAR * row[0].line.size


def _is_printed_again(rows: Sequence[Sequence[Piece]], before: Region) -> bool:
    """Whether rows are the first ones of the page before again."""
    count = sum(map(len, rows))
    first = sorted(before.pieces, key=lambda piece: piece.line.top)[:count]
    return {p.line.text for row in rows for p in row} == {p.line.text for p in first}


def _abreast(rows: Sequence[Sequence[Piece]]) -> list[bool]:
    """For each row whether texts stand side by side, with more white between than words have.

    Texts set to the middle of their cells may stand half a line apart.
    """
    found = []
    for number, row in enumerate(rows):
        beside = [
            piece
            for other in rows[max(number - 1, 0) : number + 2]
            for piece in other
            if abs(middle_of(piece) - middle_of(row[0])) < BESIDE * row[0].line.size
        ]
        beside.sort(key=lambda piece: piece.line.x0)
        right = beside[0].line.x1 if beside else 0.0  # type without height has nothing beside it
        is_abreast = False
        for piece in beside[1:]:
            is_abreast |= piece.line.x0 - right > _ABREAST_GAP * piece.line.size
            right = max(right, piece.line.x1)
        found.append(is_abreast)
    return found


def _end_of_stretch(rows: Sequence[Sequence[Piece]], abreast: Sequence[bool], start: int) -> int:
    """The row after the last one that may belong to a table that begins with row ``start``."""
    last, bottom = start, max(piece.line.bottom for piece in rows[start])
    size = type_size(rows[start])
    for number in range(start + 1, len(rows)):
        row = rows[number]
        near = _near(rows, abreast, number)
        if min(p.line.top for p in row) - bottom > near or not is_like(size, type_size(row)):
            break
        size = type_size(row) or size
        bottom = max(bottom, *(piece.line.bottom for piece in row))
        if abreast[number]:
            last = number
        elif number - last > _MOST_ALONE:
            break
    return last + 1


def _near(rows: Sequence[Sequence[Piece]], abreast: Sequence[bool], number: int) -> float:
    """How far from the one above a row of the same table may stand."""
    row = rows[number]
    far = _FAR_ABREAST if any(abreast[number : number + 3]) else FAR
    return far * (type_size(row) or row[0].line.size)


def _settle(
    rows: Sequence[list[Piece]],
    told: tuple[Sequence[bool], Sequence[bool]],
    known: Sequence[Strip],
    rulings: Sequence[Ruling],
) -> tuple[Region | None, int]:
    """The table with which a stretch of rows begins, and how many rows it takes.

    ``told``: for each row whether texts stand side by side, and whether they are figures.
    Rows are added from the top as long as the white between the columns stays; a row that
    runs across an edge is a section row if the table goes on below it, else its end.
    """
    abreast, figures = told
    for end in range(len(rows), 0, -1):
        stretch = rows[:end]
        if end < len(rows) and not abreast[end - 1]:
            continue
        over, white = spanner_rows(stretch, figures[:end])
        counted = [row for n, row in enumerate(stretch) if n not in over]
        strips = without_rivers(find_strips(counted, known), stretch)
        if over and len(strips) < len(white):  # more than spanners runs over the columns
            over = ()
            strips = without_rivers(find_strips(stretch, known), stretch)
        lone = () if white else lone_rows(stretch, rulings)
        if lone:
            within = [row for n, row in enumerate(stretch) if n not in lone]
            more = without_rivers(find_strips(within, known), within)
            lone, strips = (lone, more) if len(more) > len(strips) else ((), strips)
        if not strips:
            continue
        across = [
            n
            for n, row in enumerate(stretch)
            if any(crosses(p, strips) for p in row)
            and not (is_section(row) or n in lone or (n in over and not is_one_text(row)))
        ]
        if any(later - earlier == 1 for earlier, later in pairwise(across)):
            continue
        if end - 1 in across and is_mark(stretch[-1][0].line.text):
            continue  # a note below the table
        region = region_of(stretch, strips)
        fewest = 2 if rulings else _FEWEST_ABREAST
        if sum(abreast[:end]) >= fewest and not why_no_table(region, stretch):
            return region, end
    return None, 0
