"""From the cells of a sheet to one table: hidden parts out, merged cells as spans.

    cells ─ hidden rows and columns ─ used range ─ merged ranges ─▶ Table

The table is the used range of what is shown: blank outer rows and columns are left out,
blank inner ones are rows and columns like all others. A merged range whose first cell is
hidden still shows its text in the rest; text in its other cells is never shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.extract.format import MOST_COLUMNS, damaged
from pipeline.extract.xlsx.sheet import Sheet, Span, column_letters
from pipeline.records import Cell, Part, Place, Removal, Table

HIDDEN_ROW, HIDDEN_COLUMN, COVERED = "hidden_row", "hidden_column", "covered_by_merge"
# Blank cells are written out up to this number; a sheet with more is put closer together.
_MOST_BLANKS = 2_000_000
_SINGLE = (1, 1)


@dataclass(slots=True)
class Placed:
    """The table of a sheet, if it shows anything, and what was taken out of it.

    ``rows`` and ``columns`` are the numbers in the sheet, from 1, of the table's own.
    """

    table: Table | None = None
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def place_cells(sheet: Sheet, index: int, title_rows: int, name: str) -> Placed:
    """Make table number ``index`` of a sheet; ``title_rows`` is its last header row, or 0.

    Raises ``SourceError`` ``damaged`` where the cells lie so far apart, or the merged
    ranges so much over each other, that no person made them.
    """
    placed = Placed()
    rows = _shown_merges(sheet)
    shown = _take_hidden_out(rows, sheet, placed, name)
    if not shown:
        return placed
    placed.rows, placed.columns = _used(shown, sheet, placed, name)
    spans = _grid_spans(sheet.merges, placed, name)
    placed.table = _table(shown, spans, placed, index, title_rows, name)
    return placed


def _shown_merges(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The texts, those in the hidden first cell of a merged range moved to where they show."""
    next_row, next_column = _next_shown(sheet.hidden_rows), _next_shown(sheet.hidden_columns)
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merges:
        row, column = next_row.get(top, top), next_column.get(left, left)
        if (row, column) != (top, left) and row <= bottom and column <= right:
            moved[(top, left)] = (row, column)
    if not moved:
        return sheet.rows
    rows = {row: dict(texts) for row, texts in sheet.rows.items()}
    for (top, left), (row, column) in moved.items():
        if left in rows.get(top, ()) and column not in rows.get(row, ()):
            rows.setdefault(row, {})[column] = rows[top].pop(left)
    return rows


def _next_shown(hidden: set[int]) -> dict[int, int]:
    """For each hidden row or column the next one that is not."""
    following: dict[int, int] = {}
    for number in sorted(hidden, reverse=True):
        following[number] = following.get(number + 1, number + 1)
    return following


def _take_hidden_out(
    rows: dict[int, dict[int, str]], sheet: Sheet, placed: Placed, name: str
) -> dict[int, dict[int, str]]:
    """The rows and columns that are shown; the others become removals."""
    shown: dict[int, dict[int, str]] = {}
    for row in sorted(rows):
        texts = rows[row]
        if row in sheet.hidden_rows:
            if texts:
                text = "\n".join(texts[column] for column in sorted(texts))
                placed.removed.append(Removal(HIDDEN_ROW, text, Place(name, line=row)))
            continue
        if not sheet.hidden_columns.isdisjoint(texts):
            out = sorted(sheet.hidden_columns.intersection(texts))
            text = "\n".join(texts[column] for column in out)
            placed.removed.append(Removal(HIDDEN_COLUMN, text, Place(name, line=row)))
            texts = {column: texts[column] for column in texts if column not in out}
        if texts:
            shown[row] = texts
    return shown


def _used(
    shown: dict[int, dict[int, str]], sheet: Sheet, placed: Placed, name: str
) -> tuple[list[int], list[int]]:
    """The numbers of the rows and columns of the table."""
    inked = sorted(set().union(*shown.values()))
    columns = [at for at in range(inked[0], inked[-1] + 1) if at not in sheet.hidden_columns]
    first, last = min(shown), max(shown)
    height = last - first + 1
    filled = sum(map(len, shown.values()))
    if height * len(columns) <= _MOST_BLANKS + filled and len(columns) <= MOST_COLUMNS:
        rows = [at for at in range(first, last + 1) if at not in sheet.hidden_rows]
        return rows, columns
    if len(shown) * len(inked) > _MOST_BLANKS + filled or len(inked) > MOST_COLUMNS:
        raise damaged(
            name,
            f"A sheet has {filled} cells spread over {len(shown)} rows and {len(inked)} columns",
        )
    placed.notes.append("its cells lie far apart: blank rows and columns are left out")
    return sorted(shown), inked


def _grid_spans(
    merges: Iterable[Span], placed: Placed, name: str
) -> dict[tuple[int, int], tuple[int, int]]:
    """Upper left cell of each merged range in the grid, to its rows and columns.

    Of ranges that overlap, which is against the format, the first in reading order holds.
    """
    on_grid: list[Span] = []
    work = 0
    for top, left, bottom, right in merges:
        first_row, first_column = (
            bisect_left(placed.rows, top),
            bisect_left(placed.columns, left),
        )
        height = bisect_right(placed.rows, bottom) - first_row
        width = bisect_right(placed.columns, right) - first_column
        if height > 0 and width > 0 and height * width > 1:
            on_grid.append((first_row, first_column, height, width))
            work += height * width
    if work > 4 * (len(placed.rows) * len(placed.columns) + 10_000):
        raise damaged(name, "The merged ranges of a sheet lie over each other many times")
    free_from = [0] * len(placed.columns)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column, height, width in sorted(on_grid):
        if any(free > row for free in free_from[column : column + width]):
            placed.notes.append(f"merged cells lie over each other in row {placed.rows[row]}")
            continue
        free_from[column : column + width] = [row + height] * width
        spans[(row, column)] = (height, width)
    return spans


def _table(
    shown: dict[int, dict[int, str]],
    spans: dict[tuple[int, int], tuple[int, int]],
    placed: Placed,
    index: int,
    title_rows: int,
    name: str,
) -> Table:
    covered_until = [0] * len(placed.columns)
    cells: list[Cell] = []
    blank: dict[int, str] = {}
    for row, number in enumerate(placed.rows):
        texts = shown.get(number, blank)
        for column, letter in enumerate(placed.columns):
            text = texts.get(letter)
            if text:
                place = Place(name, None, None, index, row, column, number)
                if covered_until[column] > row:
                    placed.removed.append(Removal(COVERED, text, place))
                    continue
                parts: tuple[Part, ...] = (Part(text, place),)
            elif covered_until[column] > row:
                continue
            else:
                text, parts = "", ()
            height, width = spans.get((row, column), _SINGLE) if spans else _SINGLE
            if height * width > 1:
                covered_until[column : column + width] = [row + height] * width
            cells.append(Cell(row, column, height, width, text, parts))
    return Table(
        index=index,
        rows=len(placed.rows),
        columns=len(placed.columns),
        cells=tuple(cells),
        header_rows=bisect_right(placed.rows, title_rows),
    )


def written_range(placed: Placed) -> str:
    """Where the table stands in its sheet, as Excel writes it: ``B3:F40``."""
    (top, bottom), (left, right) = (
        (numbers[0], numbers[-1]) for numbers in (placed.rows, placed.columns)
    )
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
