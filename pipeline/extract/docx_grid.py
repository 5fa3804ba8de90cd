"""Lay the cells of a DOCX table out on its grid, and join merged ones.

A vertical merge is a cell marked ``restart`` and cells marked ``continue`` below it, all
from the same grid column. Where they are not equally wide (a border was dragged), the
merged cell covers the columns that all of them share. A continuing cell with no such cell
above it is kept as a cell of its own, for it may be all that is left of a merge. Text in
a continuing cell is never lost: it becomes a further part of the cell it continues.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Literal, TypeAlias

from pipeline.extract.many import many
from pipeline.records import Cell, Part, Place

Merge: TypeAlias = Literal["none", "restart", "continue"]
# A cell as read: its first grid column, its column span, its vertical merge, its text.
Read: TypeAlias = tuple[int, int, Merge, str]


@dataclass(slots=True)
class _Merged:
    """A vertically merged cell that may still grow; ``parts`` are its texts by row."""

    column: int
    span: int
    rows: int
    parts: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Plain:
    """The cells that are not merged vertically, field by field."""

    rows: list[int]
    columns: list[int]
    spans: list[int]
    texts: list[str]


@dataclass(slots=True)
class Grid:
    """The table so far. ``add_row`` takes the rows in order; ``cells`` gives the result.

    ``stray``, ``uneven`` and ``below`` are the rows with a continuing cell that continues
    nothing, is not as wide as the cell it continues, or has text of its own.
    """

    file: str
    table: int
    rows: int = 0
    columns: int = 0
    stray: list[int] = field(default_factory=list)
    uneven: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    _plain: _Plain = field(default_factory=lambda: _Plain([], [], [], []))
    _order: list[_Merged | None] = field(default_factory=list)  # None: the next plain one
    _open: dict[int, _Merged] = field(default_factory=dict)

    def add_row(self, cells: Iterable[Read], columns: int) -> None:
        """Add the cells of one row, which covers ``columns`` grid columns."""
        row, plain = self.rows, self._plain
        still_open: dict[int, _Merged] = {}
        for column, span, merge, text in cells:
            if merge == "none":
                plain.rows.append(row)
                plain.columns.append(column)
                plain.spans.append(span)
                plain.texts.append(text)
                self._order.append(None)
                continue
            merged = self._open.get(column) if merge == "continue" else None
            if merged is None:
                merged = _Merged(column, span, 1, [(row, text)])
                self._order.append(merged)
                if merge == "continue":
                    self.stray.append(row)
            else:
                self._grow(merged, span, text)
            still_open[column] = merged
        self._open = still_open
        self.rows += 1
        self.columns = max(self.columns, columns)

    def _grow(self, merged: _Merged, span: int, text: str) -> None:
        merged.rows += 1
        if span != merged.span:
            merged.span = min(span, merged.span)
            self.uneven.append(self.rows)
        if text:
            merged.parts.append((self.rows, text))
            self.below.append(self.rows)

    def cells(self) -> tuple[Cell, ...]:
        """The cells in reading order, with a part for each row that has text of its own."""
        plain = self._plain
        count = len(plain.rows)
        position = {"row": plain.rows, "column": plain.columns}
        places = many(Place, count, file=repeat(self.file), table=repeat(self.table), **position)
        parts = zip(many(Part, count, text=plain.texts, place=places))
        spans = {"row_span": repeat(1), "column_span": plain.spans}
        cells = iter(many(Cell, count, **position, **spans, text=plain.texts, parts=parts))
        return tuple(next(cells) if cell is None else self._joined(cell) for cell in self._order)

    def _joined(self, merged: _Merged) -> Cell:
        column = merged.column
        parts = tuple(
            Part(text, Place(self.file, None, None, self.table, row, column))
            for row, text in merged.parts
        )
        text = "\n".join(part.text for part in parts if part.text)
        return Cell(parts[0].place.row or 0, column, merged.rows, merged.span, text, parts)
