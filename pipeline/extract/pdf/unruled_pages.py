"""The tables without column lines on the pages of a file, before tables are joined. Pure.

Each is looked for in the text between ruled tables, page furniture left out. Where one ends
a page, the text at the top of the next is first read in the same columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.fragments import Fragment, PageRead, make_fragment
from pipeline.extract.pdf.grid import Grid, in_reading_order
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.page_columns import Stream, in_streams
from pipeline.extract.pdf.pieces import Piece, Strip, left_of
from pipeline.extract.pdf.prose_beside import parted
from pipeline.extract.pdf.prose_columns import in_columns
from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.text import Line, is_latin
from pipeline.extract.pdf.unruled import find_regions, go_on
from pipeline.extract.pdf.unruled_doubts import (
    are_abreast,
    at_heights,
    level_texts,
    past_numbers,
    without_white,
)
from pipeline.extract.pdf.unruled_region import EDGE, Region
from pipeline.extract.pdf.unruled_rows import is_dense, set_rows

_GUESSED = "page {}: no lines are drawn between the rows of a table; the white tells them apart"
_UNTOLD = "nothing parts the text from that of the next row: it is not told what belongs to which"
_WORD_GAP = 0.4  # of a character's size: no two letters of one word are so far apart
_MOST_OF_ROW = 12  # lines of print that are one row
_COLUMNS = "page {}: prose in columns, read one after the other from the left"


def set_unruled(
    pages: Sequence[PageRead], furniture: Container[tuple[int, Line]]
) -> list[PageRead]:
    """The pages with their unruled tables as fragments, and what is left outside."""
    done: list[PageRead] = []
    before: Region | Strip | None = None
    for page in pages:
        read, before = _set_page(page, furniture, before)
        done.append(read)
    return done


def _set_page(
    page: PageRead, furniture: Container[tuple[int, Line]], before: Region | Strip | None
) -> tuple[PageRead, Region | Strip | None]:
    """One page, and the table that ends it if that is one without column lines.

    Or, where it is prose in two columns, the white between them.
    """
    free = [
        SetLine(line, marks)
        for line, marks in zip(page.outside, page.marks, strict=True)
        if (page.number, line) not in furniture
    ]
    if not free:
        return page, None
    gutter, before = (before, None) if isinstance(before, Strip) else (None, before)
    is_rest = before is not None and _goes_on(free, before, page)
    streams = [] if is_rest else in_streams(free, page.rulings)
    if streams:
        return _set_streams(page, free, streams), _white_between(streams)
    columns = None if page.fragments or is_rest else in_columns(free, gutter)
    if columns is not None and not any(map(is_dense, find_regions(free, page.rulings))):
        return _reordered(page, free, columns.lines), columns.gutter
    found = _found(page, free, page.rulings, before)
    return _with_tables(page, free, found), found.last


def _set_streams(page: PageRead, free: Sequence[SetLine], streams: Sequence[Stream]) -> PageRead:
    """A page set in columns: tables are looked for within each, and the text is left in order."""
    whole = _Found([], {}, [], None)
    ordered: list[SetLine] = []
    for stream in streams:
        own = _within(page.rulings, stream.lines, stream.left, stream.right)
        found = _found(page, stream.lines, own, None)
        whole.regions.extend(found.regions)
        whole.replaced.update(found.replaced)
        ordered += stream.lines
    return _with_tables(_reordered(page, free, ordered), ordered, whole)


def _within(
    rulings: Sequence[Ruling],
    lines: Sequence[SetLine],
    left: float = float("inf"),
    right: float = float("-inf"),
) -> list[Ruling]:
    """The lines drawn within a column of print, which may be wider than its texts."""
    reach = 2 * max(one.line.size for one in lines)
    left = min(left, *(one.line.x0 for one in lines)) - reach
    right = max(right, *(one.line.x1 for one in lines)) + reach
    return [ruling for ruling in rulings if left < ruling.start and ruling.end < right]


def _white_between(streams: Sequence[Stream]) -> Strip | None:
    """The white between two columns, for the page that follows; ``None`` where there are more."""
    ends = sorted({(stream.left, stream.right) for stream in streams}, key=lambda e: e[1] - e[0])
    (_, right), (left, _) = sorted(ends[:2])
    return Strip(right, left) if len(ends) < 4 and right < left else None


class _Found(NamedTuple):
    """The tables among some lines, what stands for the lines they take, and prose in columns.

    ``replaced``: mostly nothing, but what a table leaves of a line, or the ordered lines of
    prose in two columns. ``last``: the table with which the lines end.
    """

    regions: list[Region]
    replaced: dict[Line, list[SetLine]]
    prose: list[SetLine]
    last: Region | None


def _found(
    page: PageRead, free: Sequence[SetLine], rulings: Sequence[Ruling], before: Region | None
) -> _Found:
    """The tables among lines, those between two ruled ones by themselves."""
    left, right = min(one.line.x0 for one in free), max(one.line.x1 for one in free)
    ruled = sorted(
        (fragment.ys[0], fragment.ys[-1])
        for fragment in page.fragments
        if fragment.xs[0] < right and fragment.xs[-1] > left
    )
    found: list[Region] = []
    replaced: dict[Line, list[SetLine]] = {}
    prose: list[SetLine] = []
    last: Region | None = None
    for number in range(len(ruled) + 1):
        top = ruled[number - 1][1] if number else float("-inf")
        bottom = ruled[number][0] if number < len(ruled) else float("inf")
        lines = [one for one in free if top < (one.line.top + one.line.bottom) / 2 < bottom]
        last = None
        if not number and before is not None and lines:
            rest = go_on(lines, before, rulings)
            begun = find_regions(lines, rulings)
            if rest is not None and not _is_better(begun, rest):
                found.append(rest)
                taken = _taken(lines, rest, {})
                replaced |= taken
                lines = [one for one in lines if one.line not in taken]
                last = rest
        for region in find_regions(lines, rulings):
            if _is_lone_row(region, free, page, rulings):
                continue
            own = [lines[source] for source in sorted({piece.source for piece in region.pieces})]
            columns = None if is_dense(region) else in_columns(own)
            sides = parted(region, own) if columns is None and not is_dense(region) else []
            if sides:
                ordered = []
                for side in sides:
                    within = _found(page, side, _within(rulings, side), None)
                    found += within.regions
                    for one in side:
                        ordered += within.replaced.get(one.line, [one])
                replaced |= {one.line: [] for one in own}
                replaced[own[0].line] = ordered
                prose += ordered
            elif columns is None:
                found.append(region)
                replaced |= _taken(lines, region, replaced)
                last = region
            else:
                replaced |= {one.line: [] for one in own}
                replaced[own[0].line] = columns.lines
                prose += columns.lines
        if last is not None:
            end = max(piece.line.bottom for piece in last.pieces)
            if any(one.line.top > end for one in lines):
                last = None
    return _Found(found, replaced, prose, last)


def _is_lone_row(
    region: Region, free: Sequence[SetLine], page: PageRead, rulings: Sequence[Ruling]
) -> bool:
    """Whether a table has one row only, with texts above and below it on its page.

    So stand a date beside a place, two signatures, or the names at the axes of a chart. Where it
    begins or ends the page it may be a header, or the rest of a table.
    """
    if len({piece.source for piece in region.pieces}) > _MOST_OF_ROW:
        return False
    top = min(piece.line.top for piece in region.pieces)
    bottom = max(piece.line.bottom for piece in region.pieces)
    is_below = any(one.line.bottom <= top for one in free)
    is_above = any(one.line.top >= bottom for one in free)
    for fragment in page.fragments:
        is_below |= fragment.ys[-1] <= top
        is_above |= fragment.ys[0] >= bottom
    return is_below and is_above and len(set_rows(region, rulings).grid.ys) == 2


def _taken(
    lines: Sequence[SetLine], region: Region, before: Mapping[Line, list[SetLine]]
) -> dict[Line, list[SetLine]]:
    """The lines of a table, with what it and those before it leave of each.

    The pieces of a line may stand a little apart.
    """
    pieces: dict[int, list[Piece]] = {}
    for piece in region.pieces:
        pieces.setdefault(piece.source, []).append(piece)
    return {
        lines[n].line: [
            left for one in before.get(lines[n].line, [lines[n]]) for left in left_of(one, own)
        ]
        for n, own in pieces.items()
    }


def _with_tables(page: PageRead, free: Sequence[SetLine], found: _Found) -> PageRead:
    """The page with the tables found among its lines, those of one column in a frame too."""
    fragments = [_fragment(page, region) for region in found.regions]
    replaced = dict(found.replaced)
    for grid in page.frames:
        inside = [
            one.line for one in free if one.line not in replaced and _is_inside(one.line, grid)
        ]
        if inside:
            replaced |= {line: [] for line in inside}
            fragments.append(_one_column(page.number, grid, inside))
    if not fragments and not found.prose:
        return page
    every = map(SetLine, page.outside, page.marks)
    kept = [left for one in every for left in replaced.get(one.line, [one])]
    return replace(
        page,
        fragments=tuple(in_reading_order((*page.fragments, *fragments))),
        outside=tuple(one.line for one in kept),
        marks=tuple(one.marks for one in kept),
        notes=(
            *page.notes,
            *([_COLUMNS.format(page.number)] if found.prose else []),
            *(_GUESSED.format(page.number) for r in found.regions if _lacks(page, r)),
        ),
    )


def _goes_on(lines: Sequence[SetLine], before: Region, page: PageRead) -> bool:
    """Whether most lines of a page stand in the columns of the table that ends the one before."""
    rest = go_on(lines, before, page.rulings)
    return rest is not None and 2 * len({p.source for p in rest.pieces}) > len(lines)


def _reordered(page: PageRead, free: Sequence[SetLine], columns: Sequence[SetLine]) -> PageRead:
    """The page with its prose in the order of its columns, page furniture first."""
    taken = {one.line for one in free}
    kept = [
        SetLine(line, marks)
        for line, marks in zip(page.outside, page.marks, strict=True)
        if line not in taken
    ]
    every = [*kept, *columns]
    return replace(
        page,
        outside=tuple(one.line for one in every),
        marks=tuple(one.marks for one in every),
        notes=(*page.notes, _COLUMNS.format(page.number)),
    )


def _lacks(page: PageRead, region: Region) -> bool:
    """Whether at most one line, that below a header, is drawn between the rows of a table."""
    first = min(piece.line.bottom for piece in region.pieces)
    last = max(piece.line.top for piece in region.pieces)
    return len({round(line.at) for line in page.rulings if first < line.at < last}) <= 1


def _is_inside(line: Line, grid: Grid) -> bool:
    x0, top, x1, bottom = grid.box
    return x0 < (line.x0 + line.x1) / 2 < x1 and top < (line.top + line.bottom) / 2 < bottom


def _one_column(page: int, grid: Grid, lines: Sequence[Line]) -> Fragment:
    """A grid of one column whose texts are not parted further."""
    texts: list[list[Line]] = [[] for _ in grid.cells]
    for line in lines:
        row = bisect_right(grid.ys[1:-1], (line.top + line.bottom) / 2)
        texts[grid.owner[row][0]].append(line)
    return make_fragment(page, grid, [as_lines(text) for text in texts])


def _is_better(own: Sequence[Region], rest: Region) -> bool:
    """Whether the page by itself shows more columns from its top on, or more of the same."""
    if not own:
        return False
    first = own[0]
    begins = min(p.line.top for p in first.pieces) <= min(p.line.top for p in rest.pieces) + 1
    more = (len(first.strips), len(first.pieces)) > (len(rest.strips), len(rest.pieces))
    return begins and more and len(first.strips) >= len(rest.strips)


def _fragment(page: PageRead, region: Region) -> Fragment:
    set_grid = set_rows(region, page.rulings)
    texts = [as_lines(lines) for lines in set_grid.lines]
    tight = _tight(set_grid.grid, texts)
    fragment = make_fragment(page.number, tight, texts, _slack(region))
    doubts = past_numbers(fragment) | level_texts(fragment)
    doubts |= at_heights(fragment, set_grid.doubts)
    doubts |= {place for place, lines in enumerate(set_grid.lines) if are_abreast(lines)}
    if not set_grid.is_sure:
        doubts |= without_white(fragment)
    cells = [
        replace(cell, doubt=_UNTOLD) if number in doubts else cell
        for number, cell in enumerate(fragment.cells)
    ]
    return replace(fragment, cells=tuple(cells))


def _tight(grid: Grid, texts: Sequence[Sequence[Line]]) -> Grid:
    """The grid with each cell as wide as the texts of its column: that far a full line goes."""
    lefts, rights = list(grid.xs[1:]), list(grid.xs[:-1])
    for cell, lines in zip(grid.cells, texts, strict=True):
        if cell.column_span == 1 and lines:
            lefts[cell.column] = min(lefts[cell.column], *(line.x0 for line in lines))
            rights[cell.column] = max(rights[cell.column], *(line.x1 for line in lines))
    cells = []
    for cell in grid.cells:
        _, top, _, bottom = cell.box
        left, right = lefts[cell.column], rights[cell.column + cell.column_span - 1]
        box = (left - EDGE, top, right + EDGE, bottom) if left < right else cell.box
        cells.append(replace(cell, box=box))
    return replace(grid, cells=tuple(cells))


def _slack(region: Region) -> tuple[float, ...]:
    """How far each edge may lie elsewhere: half the white around it, outside as far as it goes."""
    widest = 2 * max((piece.line.size for piece in region.pieces), default=10.0)
    return (widest, *(_half(strip) for strip in region.strips), float("inf"))


def _half(strip: Strip) -> float:
    return (strip.x1 - strip.x0) / 2


def as_lines(pieces: Sequence[Line]) -> tuple[Line, ...]:
    """Pieces on one height joined again to one line, from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top + piece.bottom):
        middle = (piece.top + piece.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) <= piece.size / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(_joined(sorted(row, key=lambda piece: piece.x0)) for row in rows)


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = "".join(one.text + " " * _are_apart(one, two) for one, two in pairwise(row))
    return Line(
        text + row[-1].text,
        row[0].x0,
        min(piece.top for piece in row),
        max(piece.x1 for piece in row),
        max(piece.bottom for piece in row),
        max(piece.size for piece in row),
        row[-1].spaced,
    )


def _are_apart(piece: Line, following: Line) -> bool:
    """Whether a space is printed between two pieces, or white between two words or numbers."""
    is_wide = following.x0 - piece.x1 >= _WORD_GAP * piece.size
    return piece.spaced or (is_wide and is_latin(piece.text[-1]) and is_latin(following.text[0]))
