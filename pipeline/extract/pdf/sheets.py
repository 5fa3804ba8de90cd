"""A table wider than the paper: its columns are printed on several pages, to be laid abreast.

A spreadsheet prints them down, then over, or over, then down. What tells is that two pages have
the same row edges and other columns. Rows of one height would say nothing, and do not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from pipeline.extract.pdf.fragments import Fragment, PageCell, PageRead

_SAME = 1.5  # points by which the edges of one row may differ from page to page
_FEWEST_EDGES = 4  # of rows that two pages have in common


def lay_abreast(pages: Sequence[PageRead]) -> list[PageRead]:
    """The pages, with the parts of wide tables joined on the page of their first columns."""
    done: list[PageRead] = []
    alike = _alike_from(pages)
    telling = [0, *accumulate(_is_sheet(page) and _tells(page) for page in pages)]
    start = 0
    while start < len(pages):
        deep, wide = _sheets(pages, start, alike[start], telling)
        for row in range(deep):
            parts = [pages[start + column * deep + row] for column in range(wide)]
            last = parts[-1].number if deep == 1 else parts[0].number
            done.append(replace(parts[0], fragments=(_abreast(parts, last),)))
        done += [replace(page, fragments=()) for page in pages[start + deep : start + deep * wide]]
        if not wide:
            done.append(pages[start])
        start += max(deep * wide, 1)
    return sorted(done, key=lambda page: page.number)


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
