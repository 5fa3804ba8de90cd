"""The rows and cells of an HTML table, laid out on its grid (HTML standard, 4.9.12).

A row span ends with its row group, and a span of 0 fills it. Where the standard lets cells
lie over each other, the later one is cut. A span of more columns than tables have is one
over the whole table; columns at the right edge that only a few rows reach, and none with a
cell of their own, are no columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain, islice, repeat

from lxml import etree

from pipeline.extract.format import MOST_COLUMNS, damaged
from pipeline.extract.html.fold import Folded
from pipeline.extract.html.rows import ONE, WIDEST, Rows, Span
from pipeline.extract.html.text import Lines, read_lines

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_BETWEEN_CELLS = etree.XPath("boolean(.//tr/text()[normalize-space()])")
# Positions that spans may cover in all, beside four for each cell.
_MOST_COVERED = 5_000_000


@dataclass(slots=True)
class Group:
    """Rows that stand in one ``thead``, ``tbody`` or ``tfoot``, or in none of them (``""``)."""

    kind: str
    rows: Rows = field(default_factory=Rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table in reading order, and of each its line, place and spans."""

    cells: list[etree._Element | str]
    lines: list[int | None]
    at_rows: list[int]
    at_columns: list[int]
    row_spans: list[int]
    column_spans: list[int]
    rows: int
    columns: int


def read_groups(
    table: etree._Element, skip: Collection[etree._Element], stray: Lines, folded: Folded
) -> list[Group]:
    """The rows of a table in printed order; text outside its cells goes to ``stray``.

    Other elements between table, row and cell (a form, say) are looked through.
    """
    groups: list[Group] = []
    group: Group | None = None
    in_row = False
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
                in_row = False
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
            if not in_row:
                group.rows.begin()
                in_row = True
            group.rows.add(child)
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
            group, in_row = Group(tag), False
            groups.append(group)
        elif tag == "tr":
            if group is None:
                group = Group("")
                groups.append(group)
            plain = folded.rows(child)
            if plain is not None:
                group.rows.extend(plain)
                in_row = False
                continue
            group.rows.begin()
            in_row = True
            if all(cell.tag in _CELLS for cell in child):  # nearly always
                for cell in child:
                    group.rows.add(cell)
                if has_stray:
                    for text in (child.text, *(cell.tail for cell in child)):
                        stray.add(text)
                stray.add(child.tail)
                in_row = False
                continue
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


def lay_out(groups: list[Group], name: str) -> Grid:
    """The cells on their grid, in reading order.

    Raises ``SourceError`` ``damaged`` where the grid is larger than any table.
    """
    placed = _Placed(groups, name)
    reach: list[int] = []  # of each row: how many columns its cells cover
    for group in groups:
        placed.begin(len(reach) + len(group.rows.counts))
        spans, end = group.rows.spans, 0
        spanning = (at for at, span in enumerate(spans) if span != ONE)
        next_spanning = next(spanning, len(spans))
        for row, count in enumerate(group.rows.counts, start=len(reach)):
            end += count
            if next_spanning < end or count > placed.room:
                reach.append(placed.spanning(row, spans[end - count : end]))
                while next_spanning < end:
                    next_spanning = next(spanning, len(spans))
            elif placed.covered_rows > row:
                reach.append(placed.between(row, count))
            else:
                placed.columns += range(count)
                reach.append(count)
    columns = _columns(placed.columns, reach)
    row_spans, column_spans = [1] * len(placed.columns), [1] * len(placed.columns)
    for at, (height, width) in placed.spans.items():
        row_spans[at], column_spans[at] = height, min(width, columns - placed.columns[at])
    counts = chain.from_iterable(group.rows.counts for group in groups)
    return Grid(
        list(chain.from_iterable(group.rows.cells for group in groups)),
        list(chain.from_iterable(group.rows.lines for group in groups)),
        list(chain.from_iterable(map(repeat, range(len(reach)), counts))),
        placed.columns,
        row_spans,
        column_spans,
        len(reach),
        columns,
    )


@dataclass(slots=True)
class _Placed:
    """The columns of the cells placed so far, and the spans of those that span."""

    groups: list[Group]
    name: str
    columns: list[int] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    last_row: int = 0
    covered_rows: int = 0  # no cell comes down from above into this row or a later one
    free_from: list[int] = field(default_factory=list)  # of each column: the row
    under: int = 0  # columns up to which cells have come down from above
    room: int = 0  # cells that find a place in a row for sure
    covered: int = 0  # positions, beside one for each cell
    across: int = 0

    def begin(self, last_row: int) -> None:
        """Begin a group of rows."""
        self.last_row, self.covered_rows = last_row, 0
        self.free_from = [0] * (2 * MOST_COLUMNS + 1)
        self.under, self.room = 0, MOST_COLUMNS

    def between(self, row: int, count: int) -> int:
        """Place cells of one position between those that come down from above."""
        until = self.free_from[: count + self.under + 1]
        free = [column for column, free_from in enumerate(until) if free_from <= row]
        self.columns += free[:count]
        return free[count]

    def spanning(self, row: int, spans: list[Span]) -> int:
        """Place cells some of which span more than one position."""
        column, free_from = 0, self.free_from
        is_covered = self.covered_rows > row
        for span in spans:
            while is_covered and free_from[column] > row:
                column += 1
            if span == ONE and column < MOST_COLUMNS:
                self.columns.append(column)
                column += 1
                continue
            width, height = self._span(span, row, column)
            self.covered += width * height - 1
            placed = len(self.columns)
            if column >= MOST_COLUMNS or self.covered > _MOST_COVERED + 3 * placed:
                message = f"A table has cells that span {self.covered + placed + 1} positions"
                raise damaged(self.name, message)
            self.columns.append(column)
            if width > 1 or height > 1:
                self.spans[placed] = height, width
            if height > 1:
                self.covered_rows = max(self.covered_rows, row + height)
                free_from[column : column + width] = [row + height] * width
                self.under = max(self.under, column + width)
                self.room = MOST_COLUMNS - self.under
            column += width
        while is_covered and free_from[column] > row:
            column += 1
        return column

    def _span(self, span: Span, row: int, column: int) -> Span:
        """Columns and rows that a cell spans where it stands."""
        width, height = span
        if width > WIDEST:
            self.across = self.across or _whole_width(self.groups)
            width = min(width, self.across)
        if width > 1 and self.covered_rows > row:
            width = _room(self.free_from, row, column, width)
        return width, height if 0 < height < self.last_row - row else self.last_row - row


def _whole_width(groups: list[Group]) -> int:
    """How many columns the widest row has without its spans beyond belief."""
    widest = 1
    for group in groups:
        spans = iter(group.rows.spans)
        for count in group.rows.counts:
            widths = (width for width, _ in islice(spans, count))
            widest = max(widest, sum(width if width <= WIDEST else 1 for width in widths))
    return min(widest, MOST_COLUMNS)


def _room(free_from: list[int], row: int, column: int, width: int) -> int:
    """How many of ``width`` positions are free before a cell that comes down from above."""
    for at in range(column, column + width):
        if free_from[at] > row:
            return at - column
    return width


def _columns(at_columns: list[int], reach: list[int]) -> int:
    if not at_columns:
        return 0
    usual = Counter(filter(None, reach)).most_common(1)[0][0]
    return max(usual, 1 + max(at_columns))
