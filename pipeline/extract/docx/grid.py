"""Lay the cells of a DOCX table out on its grid, and join merged ones.

A vertical merge is a cell marked ``restart`` and cells marked ``continue`` below it, all
from the same grid column. Where they are not equally wide (a border was dragged), the
merged cell covers the columns that all of them share. A continuing cell with no such cell
above it is kept as a cell of its own, for it may be all that is left of a merge. Text in
a continuing cell is never lost: it becomes a further part of the cell it continues, or where it
only says the same again (as programs write it), a removal by rule ``covered_by_merge``.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress, count, repeat
from typing import Literal, TypeAlias

from pipeline.extract.many import many
from pipeline.records import Cell, Part, Place, Removal

Merge: TypeAlias = Literal["none", "restart", "continue"]
# A cell as read: its first grid column, its column span, its vertical merge, its text.
Read: TypeAlias = tuple[int, int, Merge, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of rows, field by field in reading order.

    ``counts`` are the cells by row; ``width`` is how many grid columns the widest row covers.
    """

    counts: Sequence[int]
    columns: Sequence[int]
    spans: Sequence[int]
    merges: Sequence[Merge]
    texts: Sequence[str]
    width: int


@dataclass(slots=True)
class Grid:
    """The table so far. Its rows are added in order; ``cells`` gives the result.

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
    # All cells, field by field; which of them continue others, which of those say the same
    # again, and what others say further down; the merged cells that reach into the last row.
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _heights: list[int] = field(default_factory=list)
    _spans: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _covered: list[int] = field(default_factory=list)
    _copies: list[int] = field(default_factory=list)
    _further: dict[int, list[int]] = field(default_factory=dict)
    _open: dict[int, int] = field(default_factory=dict)

    def add_row(self, cells: Sequence[Read], width: int) -> None:
        """Add the cells of one row, which covers ``width`` grid columns."""
        columns, spans, merges, texts = zip(*cells, strict=True) if cells else ((), (), (), ())
        self.add_rows(Rows((len(cells),), columns, spans, merges, texts, width))

    def add_rows(self, rows: Rows) -> None:
        """Add rows that follow upon each other."""
        first, at_row = len(self._texts), self.rows
        self._rows += chain.from_iterable(map(repeat, count(at_row), rows.counts))
        self._columns += rows.columns
        self._heights += repeat(1, len(rows.texts))
        self._spans += rows.spans
        self._texts += rows.texts
        still_open: dict[int, int] = {}
        for cell, merge in enumerate(rows.merges, start=first):
            if merge == "none":
                continue
            row, column = self._rows[cell], self._columns[cell]
            if row != at_row:
                self._open = still_open if row == at_row + 1 else {}
                still_open, at_row = {}, row
            origin = self._open.get(column) if merge == "continue" else None
            if origin is not None:
                self._grow(origin, cell)
            elif merge == "continue":
                self.stray.append(row)
            still_open[column] = cell if origin is None else origin
        self.rows += len(rows.counts)
        self._open = still_open if at_row == self.rows - 1 else {}
        self.columns = max(self.columns, rows.width)

    def _grow(self, merged: int, cell: int) -> None:
        """Let a merged cell cover the cell that continues it."""
        self._covered.append(cell)
        self._heights[merged] += 1
        if self._spans[cell] != self._spans[merged]:
            self._spans[merged] = min(self._spans[cell], self._spans[merged])
            self.uneven.append(self._rows[cell])
        if self._texts[cell] and self._texts[cell] == self._texts[merged]:
            self._copies.append(cell)
        elif self._texts[cell]:
            self._further.setdefault(merged, []).append(cell)
            self.below.append(self._rows[cell])

    def cells(self) -> tuple[Cell, ...]:
        """The cells in reading order, with a part for each row that has text of its own."""
        own = bytearray(repeat(1, len(self._texts)))
        for cell in self._covered:
            own[cell] = 0
        number = sum(own)
        position = {
            "row": list(compress(self._rows, own)),
            "column": list(compress(self._columns, own)),
        }
        spans = {
            "row_span": compress(self._heights, own),
            "column_span": compress(self._spans, own),
        }
        texts = list(compress(self._texts, own))
        places = many(Place, number, file=repeat(self.file), table=repeat(self.table), **position)
        parts = zip(many(Part, number, text=texts, place=places))
        made = many(Cell, number, **position, **spans, text=texts, parts=parts)
        for merged, below in self._further.items():
            at = merged - bisect(self._covered, merged)
            made[at] = self._joined(made[at], below)
        return tuple(made)

    def removed(self) -> list[Removal]:
        """The texts of continuing cells that only say again what the cell above says."""
        places = [
            Place(self.file, table=self.table, row=self._rows[cell], column=self._columns[cell])
            for cell in self._copies
        ]
        texts = [self._texts[cell] for cell in self._copies]
        return list(map(Removal, repeat("covered_by_merge"), texts, places))

    def _joined(self, merged: Cell, below: list[int]) -> Cell:
        """A merged cell with the texts of the cells that continue it."""
        place = merged.parts[0].place
        more = (Part(self._texts[cell], replace(place, row=self._rows[cell])) for cell in below)
        parts = (*merged.parts, *more)
        text = "\n".join(part.text for part in parts if part.text)
        return replace(merged, text=text, parts=parts)
