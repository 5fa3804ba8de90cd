"""A table wider than the paper: its columns are printed on several pages, to be laid abreast.

A spreadsheet prints them down, then over, or over, then down. What tells is that two pages have
the same row edges and other columns. Rows of one height would say nothing, and do not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, compress, pairwise

from pipeline.extract.pdf.fragments import Fragment, PageCell, PageRead
from pipeline.extract.pdf.page import Doubled
from pipeline.extract.pdf.text import Block

_SAME = 1.5  # points by which the edges of one row may differ from page to page
_FEWEST_EDGES = 4  # of rows that two pages have in common


def lay_abreast(pages: Sequence[PageRead]) -> list[PageRead]:
    """The pages, with the parts of wide tables joined on the page of their first columns."""
    done: list[PageRead] = []
    printed, pages = pages, [_with_single_cell(page) for page in pages]
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


def _with_single_cell(page: PageRead) -> PageRead:
    """The page with the text between its only two lines as a table of one cell.

    One such box is no table by itself; here it may be the last row of the last column.
    """
    if page.fragments or len(page.rulings) != 2:
        return page
    upper, lower = sorted(page.rulings)
    if abs(upper.start - lower.start) > _SAME or abs(upper.end - lower.end) > _SAME:
        return page
    is_inside = [
        upper.start < line.x0 and line.x1 < upper.end and upper.at < line.top < lower.at
        for line in page.outside
    ]
    lines = tuple(compress(page.outside, is_inside))
    block = Block(lines, (upper.start, upper.at, upper.end, lower.at))
    cell = PageCell(0, 0, 1, 1, block)
    is_beyond = [not inside for inside in is_inside]
    return replace(
        page,
        fragments=(Fragment(page.number, (upper.start, upper.end), (upper.at, lower.at), (cell,)),),
        outside=tuple(compress(page.outside, is_beyond)),
        marks=tuple(compress(page.marks, is_beyond)),
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
    shift = other.xs[0] - one.xs[0]
    return len(one.xs) == len(other.xs) and all(
        abs(there - shift - here) <= 2 * _SAME for here, there in zip(one.xs, other.xs, strict=True)
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
            replace(
                cell,
                row=rows[cell.row],
                row_span=rows[cell.row + cell.row_span] - rows[cell.row],
                column=first + cell.column,
                page=part.number,
            )
            for cell in fragment.cells
        ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Fragment(parts[0].number, tuple(xs), ys, tuple(cells), ends=last)


def _with_whole_rows(whole: Fragment) -> tuple[Fragment, list[tuple[int, Doubled]]]:
    """The fragment with cells merged over columns of several pages as one, and their repeats.

    A section row is printed on each page that its columns are on, with or without its text. What
    is printed again comes with its page.
    """
    cells: list[PageCell] = []
    again: list[tuple[int, Doubled]] = []
    for cell in whole.cells:
        left = cells[-1] if cells else None
        if (
            left is not None
            and cell.page != left.page
            and (left.row, left.row_span) == (cell.row, cell.row_span)
            and left.column == 0 < left.column_span - 1
            and left.column_span == cell.column
            and cell.ink in ("", left.ink)
            and _ends_its_page(cell, whole)
        ):
            cells[-1] = replace(left, column_span=left.column_span + cell.column_span)
            if cell.ink:
                again.append((cell.page or whole.page, Doubled(cell.block.text, cell.block.box)))
        else:
            cells.append(cell)
    return replace(whole, cells=tuple(cells)), again


def _ends_its_page(cell: PageCell, whole: Fragment) -> bool:
    """Whether a cell takes all columns that its page has of the row."""
    others = [each for each in whole.cells if each.page == cell.page and each.row == cell.row]
    return others == [cell]
