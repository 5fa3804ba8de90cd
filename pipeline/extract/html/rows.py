"""Rows of an HTML table before they are laid out on its grid, as columns of values.

A large table has tens of thousands of cells; what holds for all of them is done for whole
columns at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

WIDEST = 100  # columns that a cell may span and be taken at its word
# Columns and rows; 0 rows are all that are left.
Span: TypeAlias = tuple[int, int]
ONE: Span = (1, 1)
_NUMBER = re.compile(r"\s*\+?([0-9]{1,7})")


@dataclass(slots=True)
class Rows:
    """Rows that follow upon each other.

    Of each cell an element of the tree, or the text of a plain one; its span; and the line in
    the file. Of each row the ``counts`` of its cells.
    """

    cells: list[etree._Element | str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    lines: list[int | None] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def begin(self) -> None:
        """Begin a row."""
        self.counts.append(0)

    def add(self, cell: etree._Element) -> None:
        """Go on with the last row."""
        self.cells.append(cell)
        self.spans.append(read_span(cell.get("colspan"), cell.get("rowspan")))
        self.lines.append(cell.sourceline)
        self.counts[-1] += 1

    def extend(self, rows: Rows) -> None:
        """Add other rows."""
        self.cells += rows.cells
        self.spans += rows.spans
        self.lines += rows.lines
        self.counts += rows.counts

    def __iter__(self) -> Iterator[list[etree._Element | str]]:
        """The cells of each row."""
        end = 0
        for count in self.counts:
            end += count
            yield self.cells[end - count : end]


def read_span(across: str | None, down: str | None) -> Span:
    """Columns and rows that a cell spans, as a browser reads it: 1 for what is no number."""
    if across is None and down is None:
        return ONE
    width = None if across is None else _NUMBER.match(across)
    height = None if down is None else _NUMBER.match(down)
    return (int(width[1]) or 1) if width else 1, int(height[1]) if height else 1
