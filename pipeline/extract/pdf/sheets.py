"""A table wider than the paper: its columns are printed on several pages, to be laid abreast.

A spreadsheet prints them down, then over, or over, then down. What tells is that two pages have
the same row edges and other columns. Rows of one height would say nothing, and do not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, compress, groupby, pairwise

from pipeline.extract.pdf.fragments import Fragment, PageCell, PageRead
from pipeline.extract.pdf.page import Doubled
from pipeline.extract.pdf.text import Block, Line
from pipeline.extract.pdf.unruled_pages import as_lines

_SAME = 1.5  # points by which the edges of one row may differ from page to page
_FEWEST_EDGES = 4  # of rows that two pages have in common


def lay_abreast(pages: Sequence[PageRead]) -> list[PageRead]:
    """The pages, with the parts of wide tables joined on the page of their first columns."""
    done: list[PageRead] = []
    printed, pages = pages, [_as_sheet(page) for page in pages]
    alike = _alike_from(pages)
    telling = [0, *accumulate(_is_sheet(page) and _tells(page) for page in pages)]
    start = 0
    while start < len(pages):
        deep, wide = _sheets(pages, start, alike[start], telling)
        for row in range(deep):
            parts = [pages[start + column * deep + row] for column in range(wide)]
            last = parts[-1].number if deep == 1 else parts[0].number
            fragment, again = _with_whole_rows(_abreast(parts, last))
            own = [
                [("repeated_cell", text) for n, text in again if n == each.number] for each in parts
            ]
            done.append(replace(parts[0], fragments=(fragment,), aside=(*parts[0].aside, *own[0])))
            done += [
                replace(each, fragments=(), aside=(*each.aside, *more))
                for each, more in zip(parts[1:], own[1:], strict=True)
            ]
        if not wide:
            done.append(printed[start])
        start += max(deep * wide, 1)
    return sorted(done, key=lambda page: page.number)


def _as_sheet(page: PageRead) -> PageRead:
    """The page with all that stands between its level lines as one table.

    A section row that goes on over further pages has no lines at its sides on those between, so
    that what is above and below it looks like tables of their own, or like none: a single cell
    between two lines is no table by itself. What no box bounds is a cell over all columns.
    """
    parts = page.fragments
    if len(parts) + len(page.rulings) < 2 or any(part.slack for part in parts):
        return page
    xs = parts[0].xs if parts else (page.rulings[0].start, page.rulings[0].end)
    if any(
        not _is_near(ruling.start, xs[:1]) or not _is_near(ruling.end, xs[-1:])
        for ruling in page.rulings
    ) or any(not _is_moved(part.xs, xs, 0.0) for part in parts):
        return page
    ys: list[float] = []
    for y in sorted([*(y for part in parts for y in part.ys), *(one.at for one in page.rulings)]):
        if not ys or y - ys[-1] > _SAME:
            ys.append(y)
    cells: list[PageCell] = []
    for part in parts:
        rows = [bisect_left(ys, y - _SAME) for y in part.ys]
        cells += [_on_rows(cell, rows) for cell in part.cells]
    taken = {row for cell in cells for row in range(cell.row, cell.row + cell.row_span)}
    inside: set[Line] = set()
    for row, (above, below) in enumerate(pairwise(ys)):
        if row in taken:
            continue
        lines = [line for line in page.outside if above < (line.top + line.bottom) / 2 < below]
        inside.update(lines)
        block = Block(as_lines(lines), (xs[0], above, xs[-1], below))
        cells.append(PageCell(row, 0, 1, len(xs) - 1, block))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    is_left = [line not in inside for line in page.outside]
    return replace(
        page,
        fragments=(Fragment(page.number, tuple(xs), tuple(ys), tuple(cells)),),
        outside=tuple(compress(page.outside, is_left)),
        marks=tuple(compress(page.marks, is_left)),
    )


def _alike_from(pages: Sequence[PageRead]) -> list[int]:
    """For each page how many from it on have its columns: none of them is to be laid beside it.

    Most long tables are one such stretch, in which no page need be held against each other.
    """
    columns = [
        tuple(round(x - page.fragments[0].xs[0]) for x in page.fragments[0].xs)
        if _is_sheet(page)
        else None
        for page in pages
    ]
    alike = [1] * len(pages)
    for at in range(len(pages) - 2, -1, -1):
        if columns[at] is not None and columns[at] == columns[at + 1]:
            alike[at] = alike[at + 1] + 1
    return alike


def _sheets(
    pages: Sequence[PageRead], start: int, alike: int, telling: Sequence[int]
) -> tuple[int, int]:
    """How many pages from ``start`` on one part of the columns takes, and how many parts.

    ``alike`` pages from ``start`` on have the same columns; ``telling`` counts the pages before
    each whose rows tell something.
    """
    for deep in range(alike, (len(pages) - start) // 2 + 1):
        if not _is_sheet(pages[start + deep - 1]):
            break
        if telling[start + deep] == telling[start]:
            continue
        wide = 1
        while start + (wide + 1) * deep <= len(pages) and all(
            _are_abreast(pages[start + (wide - 1) * deep + row], pages[start + wide * deep + row])
            for row in range(deep)
        ):
            wide += 1
        if wide > 1:
            return deep, wide
    return 0, 0


def _tells(page: PageRead) -> bool:
    """Whether the rows of a page are such as no other page has by chance."""
    ys = page.fragments[0].ys
    heights = [below - above for above, below in pairwise(ys)]
    return len(ys) >= _FEWEST_EDGES and max(heights) - min(heights) > 2 * _SAME


def _is_sheet(page: PageRead) -> bool:
    return len(page.fragments) == 1 and not page.fragments[0].slack


def _are_abreast(left: PageRead, right: PageRead) -> bool:
    if not _is_sheet(left) or not _is_sheet(right):
        return False
    one, other = left.fragments[0], right.fragments[0]
    if abs(one.ys[0] - other.ys[0]) > _SAME or abs(one.ys[-1] - other.ys[-1]) > _SAME:
        return False
    few, many = sorted((one.ys, other.ys), key=len)
    return all(_is_near(y, many) for y in few) and not _has_same_columns(one, other)


def _is_near(y: float, edges: Sequence[float]) -> bool:
    place = bisect_left(edges, y - _SAME)
    return place < len(edges) and edges[place] <= y + _SAME


def _has_same_columns(one: Fragment, other: Fragment) -> bool:
    return _is_moved(other.xs, one.xs, other.xs[0] - one.xs[0])


def _is_moved(xs: Sequence[float], others: Sequence[float], shift: float) -> bool:
    return len(xs) == len(others) and all(
        abs(x - shift - other) <= 2 * _SAME for x, other in zip(xs, others, strict=True)
    )


def _abreast(parts: Sequence[PageRead], last: int) -> Fragment:
    """The fragments of some pages as one, with the rows of the one that has most."""
    fragments = [part.fragments[0] for part in parts]
    ys = max((fragment.ys for fragment in fragments), key=len)
    xs = [fragments[0].xs[0]]
    cells: list[PageCell] = []
    for part, fragment in zip(parts, fragments, strict=True):
        first, shift = len(xs) - 1, xs[-1] - fragment.xs[0]
        rows = [bisect_left(ys, y - _SAME) for y in fragment.ys]
        xs += [x + shift for x in fragment.xs[1:]]
        cells += [
            replace(_on_rows(cell, rows), column=first + cell.column, page=part.number)
            for cell in fragment.cells
        ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Fragment(parts[0].number, tuple(xs), ys, tuple(cells), ends=last)


def _on_rows(cell: PageCell, rows: Sequence[int]) -> PageCell:
    """The cell with its rows counted anew: ``rows`` is the place of each edge."""
    row = rows[cell.row]
    return replace(cell, row=row, row_span=rows[cell.row + cell.row_span] - row)


def _with_whole_rows(whole: Fragment) -> tuple[Fragment, list[tuple[int, Doubled]]]:
    """The fragment with cells merged over columns of several pages as one, and their repeats.

    A section row is printed on each page that its columns are on, with or without its text. What
    is printed again comes with its page.
    """
    cells: list[PageCell] = []
    again: list[tuple[int, Doubled]] = []
    for _, found in groupby(whole.cells, key=lambda cell: cell.row):
        row = list(found)
        if not _is_one_cell(row, len(whole.xs) - 1):
            cells += row
            continue
        first, *more = (cell for cell in row if cell.ink)
        cells.append(replace(first, column=0, column_span=len(whole.xs) - 1))
        again += [
            (cell.page or whole.page, Doubled(cell.block.text, cell.block.box)) for cell in more
        ]
    return replace(whole, cells=tuple(cells)), again


def _is_one_cell(row: Sequence[PageCell], columns: int) -> bool:
    """Whether the cells that begin in a row are one, with the same text on every page or on some.

    Each takes all columns of its page, on one page at least more than one: cells of single
    columns may be alike by chance, but not on all pages.
    """
    texts = {cell.ink for cell in row}
    return (
        1 < len(row) == len({cell.page for cell in row})
        and sum(cell.column_span for cell in row) == columns
        and len({cell.row_span for cell in row}) == 1
        and len(texts - {""}) == 1
        and ("" not in texts or any(cell.column_span > 1 for cell in row))
    )
