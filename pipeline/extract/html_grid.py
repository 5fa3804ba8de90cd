"""The rows and cells of an HTML table, laid out on its grid (HTML standard, 4.9.12).

A row span ends with its row group, and a span of 0 fills it. Where the standard lets cells
lie over each other, the later one is cut. A span of more columns than tables have is one
over the whole table; columns at the right edge that only a few rows reach, and none with a
cell of their own, are no columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.extract.format import MOST_COLUMNS, damaged
from pipeline.extract.html_fold import Folded
from pipeline.extract.html_plain import WIDEST, PlainCell, read_spans
from pipeline.extract.html_text import Lines, read_lines

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_BETWEEN_CELLS = etree.XPath("boolean(.//tr/text()[normalize-space()])")
Spanned: TypeAlias = "etree._Element | PlainCell"
# A cell; its row and column; the rows and columns that it spans.
Placed: TypeAlias = tuple[Spanned, int, int, int, int]
# Positions that spans may cover in all, beside four for each cell.
_MOST_COVERED = 5_000_000


@dataclass(slots=True)
class Group:
    """Rows that stand in one ``thead``, ``tbody`` or ``tfoot``, or in none of them (``""``)."""

    kind: str
    rows: list[Sequence[Spanned]] = field(default_factory=list)


def read_groups(
    table: etree._Element, skip: Collection[etree._Element], stray: Lines, folded: Folded
) -> list[Group]:
    """The rows of a table in printed order; text outside its cells goes to ``stray``.

    Other elements between table, row and cell (a form, say) are looked through.
    """
    groups: list[Group] = []
    group: Group | None = None
    row: list[etree._Element] | None = None
    has_stray = _BETWEEN_CELLS(table)
    stray.begin(table.sourceline)
    stray.add(table.text)
    path = [(table, table.iterchildren())]
    while path:
        parent, children = path[-1]
        child = next(children, None)
        if child is None:
            path.pop()
            if parent.tag == "tr" or parent.tag in _GROUPS:
                row = None
            if parent.tag in _GROUPS:
                group = None
            if path:
                stray.add(parent.tail)
            continue
        tag = child.tag
        if tag in _CELLS:
            if group is None:
                group = Group("")
                groups.append(group)
            if row is None:
                row = []
                group.rows.append(row)
            row.append(child)
            stray.add(child.tail)
            continue
        stray.begin(child.sourceline)
        if tag == "table":
            if child in skip:
                stray.name(child)
            else:
                read_lines(child, skip, stray)
            stray.add(child.tail)
            continue
        if tag in _GROUPS:
            group, row = Group(tag), None
            groups.append(group)
        elif tag == "tr":
            if group is None:
                group = Group("")
                groups.append(group)
            plain = folded.rows(child)
            if plain is not None:
                group.rows.extend(plain)
                row = None
                continue
            row = list(child)
            group.rows.append(row)
            if all(cell.tag in _CELLS for cell in row):  # nearly always
                for text in (child.text, *(cell.tail for cell in row)) if has_stray else ():
                    stray.add(text)
                stray.add(child.tail)
                row = None
                continue
            row.clear()
        stray.add(child.text)
        path.append((child, child.iterchildren()))
    stray.begin(None)
    return _as_printed(groups)


def _as_printed(groups: list[Group]) -> list[Group]:
    """The first head is printed above all, and the first foot below, wherever they stand."""
    heads = [group for group in groups if group.kind == "thead"][:1]
    feet = [group for group in groups if group.kind == "tfoot"][:1]
    moved = [id(group) for group in (*heads, *feet)]
    return [*heads, *(group for group in groups if id(group) not in moved), *feet]


def lay_out(groups: list[Group], name: str) -> tuple[list[Placed], int, int]:
    """The cells on their grid, in reading order, and its numbers of rows and columns.

    Raises ``SourceError`` ``damaged`` where the grid is larger than any table.
    """
    cells: list[Placed] = []
    reach: list[int] = []  # of each row: how many columns its cells cover
    covered = 0
    across = 0
    for group in groups:
        end = len(reach) + len(group.rows)
        free_from = [0] * (2 * MOST_COLUMNS + 1)
        last_covered = 0  # no cell comes down from above into this row or a later one
        for row, elements in enumerate(group.rows, start=len(reach)):
            column = 0
            for element in elements:
                while last_covered > row and free_from[column] > row:
                    column += 1
                width, height = _spans(element, end - row)
                if width > WIDEST:
                    across = across or _whole_width(groups)
                    width = min(width, across)
                if width > 1 and last_covered > row:
                    width = _room(free_from, row, column, width)
                covered += width * height
                if column >= MOST_COLUMNS or covered > _MOST_COVERED + 4 * len(cells):
                    raise damaged(name, f"A table has cells that span {covered} positions")
                cells.append((element, row, column, height, width))
                if height > 1:
                    last_covered = max(last_covered, row + height)
                    free_from[column : column + width] = [row + height] * width
                column += width
            while last_covered > row and free_from[column] > row:
                column += 1
            reach.append(column)
    columns = _columns(cells, reach)
    if max(reach, default=0) > columns:
        cells = [
            (element, row, column, height, min(width, columns - column))
            for element, row, column, height, width in cells
        ]
    return cells, len(reach), columns


def _whole_width(groups: list[Group]) -> int:
    """How many columns the widest row has without its spans beyond belief."""
    widest = 1
    for group in groups:
        for row in group.rows:
            spans = (_spans(cell, 1)[0] for cell in row)
            more = sum(span - 1 for span in spans if span <= WIDEST)
            widest = max(widest, len(row) + more)
    return min(widest, MOST_COLUMNS)


def _room(free_from: list[int], row: int, column: int, width: int) -> int:
    """How many of ``width`` positions are free before a cell that comes down from above."""
    for at in range(column, column + width):
        if free_from[at] > row:
            return at - column
    return width


def _columns(cells: list[Placed], reach: list[int]) -> int:
    if not cells:
        return 0
    usual = Counter(filter(None, reach)).most_common(1)[0][0]
    return max(usual, 1 + max(column for _, _, column, _, _ in cells))


def _spans(cell: Spanned, rows_left: int) -> tuple[int, int]:
    """Columns and rows that a cell spans."""
    if isinstance(cell, PlainCell):
        width, height = cell.columns, cell.rows
    else:
        width, height = read_spans(cell.get("colspan"), cell.get("rowspan"))
    return width, height if 0 < height < rows_left else rows_left
