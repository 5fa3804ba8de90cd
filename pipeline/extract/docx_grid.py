"""Lay the cells of a DOCX table out on its grid, and join merged ones.

A vertical merge is a cell marked ``restart`` and cells marked ``continue`` below it, all
from the same grid column. Where they are not equally wide (a border was dragged), the
merged cell covers the columns that all of them share. A continuing cell with no such cell
above it is kept as a cell of its own, for it may be all that is left of a merge. Text in
a continuing cell is never lost: it becomes a further part of the cell it continues.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pipeline.records import Cell, Part, Place

Merge: TypeAlias = Literal["none", "restart", "continue"]


@dataclass(slots=True)
class GridCell:
    """A cell as read, with its row and first grid column, before merging."""

    row: int
    column: int
    span: int
    merge: Merge
    text: str
    rows: int = 1
    below: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class Grid:
    """The table so far. ``add_row`` takes the rows in order; ``cells`` gives the result.

    ``stray``, ``uneven`` and ``below`` are the rows with a continuing cell that continues
    nothing, is not as wide as the cell it continues, or has text of its own.
    """

    rows: int = 0
    columns: int = 0
    stray: list[int] = field(default_factory=list)
    uneven: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    _cells: list[GridCell] = field(default_factory=list)
    _open: dict[int, GridCell] = field(default_factory=dict)

    def add_row(self, cells: list[GridCell], columns: int) -> None:
        """Add the cells of one row, which covers ``columns`` grid columns."""
        still_open: dict[int, GridCell] = {}
        for cell in cells:
            if cell.merge == "none":
                self._cells.append(cell)
                continue
            above = self._open.get(cell.column) if cell.merge == "continue" else None
            if above is not None:
                above.rows += 1
                if cell.span != above.span:
                    above.span = min(cell.span, above.span)
                    self.uneven.append(cell.row)
                if cell.text:
                    above.below += ((cell.row, cell.text),)
                    self.below.append(cell.row)
                still_open[cell.column] = above
                continue
            self._cells.append(cell)
            still_open[cell.column] = cell
            if cell.merge == "continue":
                self.stray.append(cell.row)
        self._open = still_open
        self.rows += 1
        self.columns = max(self.columns, columns)

    def cells(self, file: str, table: int) -> tuple[Cell, ...]:
        """The cells in reading order, with a part for each row that has text of its own."""
        return tuple(_cell(cell, file, table) for cell in self._cells)


def _cell(cell: GridCell, file: str, table: int) -> Cell:
    own = Part(cell.text, Place(file, None, None, table, cell.row, cell.column))
    if not cell.below:
        return Cell(cell.row, cell.column, cell.rows, cell.span, cell.text, (own,))
    parts = (
        own,
        *(Part(text, Place(file, None, None, table, row, cell.column)) for row, text in cell.below),
    )
    text = "\n".join(part.text for part in parts if part.text)
    return Cell(cell.row, cell.column, cell.rows, cell.span, text, parts)
