"""The tables without column lines on the pages of a file, before tables are joined. Pure.

Each is looked for in the text between ruled tables, page furniture left out. Where one ends
a page, the text at the top of the next is first read in the same columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.fragments import Fragment, PageRead, make_fragment
from pipeline.extract.pdf.grid import Grid, in_reading_order
from pipeline.extract.pdf.pieces import Strip
from pipeline.extract.pdf.prose_columns import in_columns
from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.text import Line, begins_with_number, is_latin
from pipeline.extract.pdf.unruled import EDGE, Region, find_regions, go_on
from pipeline.extract.pdf.unruled_dense import are_entries
from pipeline.extract.pdf.unruled_rows import is_dense, set_rows

_GUESSED = "page {}: no lines are drawn between the rows of a table; the white tells them apart"
_UNTOLD = "nothing parts the text from that of the next row: it is not told what belongs to which"
_MORE = 0.22  # of a character's size by which more white than between two lines is seen
_WORD_GAP = 0.4  # of a character's size: no two letters of one word are so far apart
_FILLS = 0.6  # of the height of a cell; a text of several rows may stand in the middle of them
_FEWEST_ENTRIES = 3  # in one cell, that may be rows
_COLUMNS = "page {}: prose in two columns, read down the left one and then the right"


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
    columns = None if page.fragments or is_rest else in_columns(free, gutter)
    if columns is not None and not any(map(is_dense, find_regions(free, page.rulings))):
        return _reordered(page, free, columns.lines), columns.gutter
    ruled = sorted((fragment.ys[0], fragment.ys[-1]) for fragment in page.fragments)
    found: list[Region] = []
    used: set[Line] = set()
    prose: list[SetLine] = []
    last: Region | None = None
    for number in range(len(ruled) + 1):
        top = ruled[number - 1][1] if number else float("-inf")
        bottom = ruled[number][0] if number < len(ruled) else float("inf")
        lines = [one for one in free if top < (one.line.top + one.line.bottom) / 2 < bottom]
        last = None
        if not number and before is not None and lines:
            rest = go_on(lines, before, page.rulings)
            begun = find_regions(lines, page.rulings)
            if rest is not None and not _is_better(begun, rest):
                found.append(rest)
                used |= {lines[piece.source].line for piece in rest.pieces}
                lines = [one for one in lines if one.line not in used]
                last = rest
        for region in find_regions(lines, page.rulings):
            own = [lines[source] for source in sorted({piece.source for piece in region.pieces})]
            used |= {one.line for one in own}
            columns = None if is_dense(region) else in_columns(own)
            if columns is None:
                found.append(region)
                last = region
            else:
                prose += columns.lines
        if last is not None:
            end = max(piece.line.bottom for piece in last.pieces)
            if any(one.line.top > end for one in lines):
                last = None
    fragments = [_fragment(page, region) for region in found]
    for grid in page.frames:
        inside = [one.line for one in free if one.line not in used and _is_inside(one.line, grid)]
        if inside:
            used |= set(inside)
            fragments.append(_one_column(page.number, grid, inside))
    if not fragments and not prose:
        return page, None
    kept = [n for n, line in enumerate(page.outside) if line not in used]
    read = replace(
        page,
        fragments=tuple(in_reading_order((*page.fragments, *fragments))),
        outside=(*(page.outside[n] for n in kept), *(one.line for one in prose)),
        marks=(*(page.marks[n] for n in kept), *(one.marks for one in prose)),
        notes=(
            *page.notes,
            *([_COLUMNS.format(page.number)] if prose else []),
            *(_GUESSED.format(page.number) for r in found if _lacks(page, r)),
        ),
    )
    return read, last


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
    doubts = _past_numbers(fragment) | _level_texts(fragment)
    if not set_grid.is_sure:
        doubts |= _without_white(fragment)
    cells = [
        replace(cell, doubt=_UNTOLD) if number in doubts else cell
        for number, cell in enumerate(fragment.cells)
    ]
    return replace(fragment, cells=tuple(cells))


def _past_numbers(fragment: Fragment) -> set[int]:
    """The cells with a text that is about as high as they are, past several printed numbers."""
    numbers = [
        cell.row
        for cell in fragment.cells
        if cell.column == 0 and cell.block.lines and begins_with_number(cell.block.lines[0].text)
    ]
    return {
        place
        for place, cell in enumerate(fragment.cells)
        if cell.column
        and sum(cell.row <= row < cell.row + cell.row_span for row in numbers) > 1
        and cell.block.lines
        and cell.block.lines[-1].bottom - cell.block.lines[0].top
        > _FILLS * (cell.block.box[3] - cell.block.box[1])
    }


def _level_texts(fragment: Fragment) -> set[int]:
    """The cells of rows that may be several: entries of the first column, others at their heights.

    Their texts have lines of print in common, but other columns may be wrapped.
    """
    rows: dict[int, list[int]] = {}
    for number, cell in enumerate(fragment.cells):
        if cell.row_span == 1 and cell.block.lines:
            rows.setdefault(cell.row, []).append(number)
    found: set[int] = set()
    for numbers in rows.values():
        first, *others = (fragment.cells[number] for number in numbers)
        entries = first.block.lines
        if first.column or len(entries) < _FEWEST_ENTRIES or not others:
            continue
        level = [
            all(
                any(abs(li.top + li.bottom - entry.top - entry.bottom) < entry.size for li in lines)
                for entry in entries
            )
            for lines in (cell.block.lines for cell in others)
        ]
        left, _, right, _ = first.block.box
        if 2 * sum(level) >= len(level) and are_entries(entries, right - left - 2 * EDGE):
            found |= set(numbers)
    return found


def _without_white(fragment: Fragment) -> set[int]:
    """The cells whose lines follow each other over a row edge as within a cell."""
    cells = fragment.cells
    steps = sorted(
        below.top - above.top
        for cell in cells
        for above, below in pairwise(cell.block.lines)
        if below.top - above.top > above.size / 2
    )
    if not steps:
        return set()
    usual = steps[len(steps) // 4]
    ends = {(c.column, c.row + c.row_span): n for n, c in enumerate(cells) if c.block.lines}
    found: set[int] = set()
    for number, cell in enumerate(cells):
        above = ends.get((cell.column, cell.row))
        if above is None or not cell.column or not cell.block.lines:
            continue
        last, first = cells[above].block.lines[-1], cell.block.lines[0]
        if first.top - last.top <= usual + _MORE * first.size:
            found |= {above, number}
    return found


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
