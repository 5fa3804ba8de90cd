"""A text dump of a table: one line or more for each cell, and the row's edges lost.

The mechanics. A cell ends at a line that begins with a tab; the tab stands before the
cell's last paragraph, and lines without a tab before it are the cell's earlier
paragraphs. Blank lines are layout: one before a row, none between the cells of a row,
one more before a cell of several paragraphs. Where a cell has several paragraphs, the dump
may have lost the cells before it in the row; what is left is called an orphan here.

Rows are found by cutting the sequence of cells at least cost, ``N`` being the number of
columns (of the first run of cell lines, or of the most common one if that explains the
whole dump better):

    a row of N cells                                                      0
    an orphan: one cell of several paragraphs                             1
    an orphan with the cells after it, up to N - 1                        1.5
    one cell of one paragraph (a heading across the row)                  3
    any other number of cells n                                           5 + |N - n|
    for each cell of several paragraphs, other than an orphan            +1
        after a blank line within a row                                  +1.5
        as the Nth cell                                                  +1
    for each cell of one paragraph after a blank line within a row       +4
    a row that no blank line sets off from the row before                +1

An orphan is the row's last cell (or cells); the cells before it are given as printed
empty, because the dump shows nothing else, and are for repair to judge.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.extract.text.rows import cheapest_rows, listed
from pipeline.records import Cell, Part, Place, Table

_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 12  # tried where no blank line shows the rows
_WIDEST = 50  # columns; a longer run of cells is a table whose rows cannot be told apart
_EXTRA_CELLS = 2  # a row may have so many cells more than the table has columns

_ORPHAN, _ORPHAN_TAIL, _LONE, _ODD = 1.0, 1.5, 3.0, 5.0
_MANY, _MANY_AFTER_BLANK, _ONE_AFTER_BLANK, _NOT_SET_OFF = 1.0, 2.5, 4.0, 1.0


@dataclass(frozen=True, slots=True)
class _DumpCell:
    """``paragraphs`` are (line number, text); ``blanks`` counts blank lines before the first.

    ``several``: it has several paragraphs, or the extra blank line that goes with them.
    """

    paragraphs: tuple[tuple[int, str], ...]
    blanks: int
    several: bool


def read_dump(
    lines: list[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[str, ...]]:
    """The table of a dump, the text outside it, and notes. ``lines[0]`` is line 1."""
    cells, outside = _cells(lines)
    if not cells:
        return (), _parts(outside, name), ()
    columns, rows = _rows(cells)
    built: list[Cell] = []
    notes: dict[str, list[int]] = {}
    for row, (start, end) in enumerate(rows):
        printed, finding = _row(cells[start:end], columns, row, name)
        built += printed
        if finding:
            notes.setdefault(finding, []).append(cells[end - 1].paragraphs[-1][0])
    width = max(cell.column + cell.column_span for cell in built)
    table = Table(index=0, rows=len(rows), columns=width, cells=tuple(built))
    told = [f"{len(at)} rows of the dump: {kind} ({listed(at)})" for kind, at in notes.items()]
    if columns < _FEWEST_COLUMNS or len(rows) == 1:
        told.append("nothing in the dump shows where its rows begin")
    return (table,), _parts(outside, name), tuple(told)


def _row(
    group: list[_DumpCell], columns: int, row: int, name: str
) -> tuple[list[Cell], str | None]:
    """The cells of one row, and what is not as it should be with it."""
    missing = columns - len(group)
    if missing > 0 and len(group) == 1 and not group[0].several:
        return [_cell(group[0], name, row, 0, columns)], "one cell across all columns"
    before, after, finding = 0, max(missing, 0), None
    if missing > 0 and group[0].several:
        before, after, finding = missing, 0, "only the last cells are left"
    elif missing:
        finding = "cells are missing" if missing > 0 else "more cells than columns"
    printed = [
        *(Cell(row, column, 1, 1, "", ()) for column in range(before)),
        *(_cell(cell, name, row, before + at, 1) for at, cell in enumerate(group)),
        *(Cell(row, len(group) + at, 1, 1, "", ()) for at in range(after)),
    ]
    return printed, finding


def _parts(paragraphs: list[tuple[int, str]], name: str) -> tuple[Part, ...]:
    return tuple(Part(text, Place(name, line=line)) for line, text in paragraphs)


def _cell(cell: _DumpCell, name: str, row: int, column: int, column_span: int) -> Cell:
    parts = tuple(
        Part(text, Place(name, table=0, row=row, column=column, line=line))
        for line, text in cell.paragraphs
    )
    text = "\n".join(part.text for part in parts if part.text)
    return Cell(row, column, 1, column_span, text, parts)


def _cells(lines: list[str]) -> tuple[list[_DumpCell], list[tuple[int, str]]]:
    """The cells in order, and the paragraphs before the first and after the last of them."""
    cells: list[_DumpCell] = []
    outside: list[tuple[int, str]] = []
    earlier: list[tuple[int, str]] = []
    blanks = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if line.startswith("\t"):
            if not cells:  # what stands before the first cell is the title
                outside, earlier = earlier, []
                blanks = 0
            cells.append(_DumpCell((*earlier, (number, text)), blanks, bool(earlier)))
            earlier, blanks = [], 0
        elif text:
            earlier.append((number, text))
        elif not earlier:
            blanks += 1
    return _marked(cells), outside + earlier


def _marked(cells: list[_DumpCell]) -> list[_DumpCell]:
    before_rows = Counter(cell.blanks for cell in cells if cell.blanks and not cell.several)
    if not before_rows:
        return cells
    usual = before_rows.most_common(1)[0][0]
    return [replace(cell, several=cell.several or cell.blanks > usual) for cell in cells]


def _rows(cells: list[_DumpCell]) -> tuple[int, list[tuple[int, int]]]:
    runs = _runs(cells)
    common = Counter(runs).most_common(1)[0][0]
    candidates = dict.fromkeys([runs[0], common])
    if len(runs) > 1 and not any(cell.blanks for cell in cells[1:]):
        # Blank lines were stripped: only the places of the orphans tell the columns.
        candidates = dict.fromkeys(range(_MOST_COLUMNS, _FEWEST_COLUMNS - 1, -1))
    usable = [columns for columns in candidates if _FEWEST_COLUMNS <= columns <= _WIDEST]
    readings = [(columns, _segment(cells, columns)) for columns in usable or [1]]
    columns, (_, rows) = min(readings, key=lambda reading: reading[1][0])
    return columns, rows


def _runs(cells: list[_DumpCell]) -> list[int]:
    """How many cells stand together with no blank line or earlier paragraph between."""
    runs: list[int] = []
    for cell in cells:
        if runs and not cell.blanks and not cell.several:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def _segment(cells: list[_DumpCell], columns: int) -> tuple[float, list[tuple[int, int]]]:
    edge = _NOT_SET_OFF if any(cell.blanks for cell in cells) else 0.0

    def cost(start: int, end: int) -> float:
        group = cells[start:end]
        first, rest = group[0], group[1:]
        length = end - start
        price = 0.0 if start == 0 or first.blanks else edge
        price += sum(_within_row(cell) for cell in rest)
        if length == columns:
            return price + _MANY * (first.several + group[-1].several)
        if first.several and length < columns:
            return price + (_ORPHAN if length == 1 else _ORPHAN_TAIL)
        if length == 1:
            return price + _LONE
        return price + _MANY * first.several + _ODD + abs(columns - length)

    return cheapest_rows(len(cells), columns + _EXTRA_CELLS, cost)


def _within_row(cell: _DumpCell) -> float:
    if cell.several:
        return _MANY_AFTER_BLANK if cell.blanks else _MANY
    return _ONE_AFTER_BLANK if cell.blanks else 0.0
