"""A table with its cells parted by commas (or semicolons), as a spreadsheet exports it.

A comma is a mark of punctuation as well, so a text is such a table only where nearly every
record has the same number of cells, three or more. Quotes and separators go to the removals
as ``quoting``.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ink import ink
from pipeline.records import Cell, Part, Place, Removal, Table

_SEPARATORS = ",;"
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_ALIKE = 0.9  # of the records that have more than one cell


@dataclass(frozen=True, slots=True)
class _Record:
    """The cells of a record and the line that it begins on; ``raw`` is what is printed."""

    line: int
    cells: tuple[str, ...]
    raw: str


def read_csv(
    lines: Sequence[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]] | None:
    """The table, the text outside, and the separators; ``None`` where it is no such table.

    Records of one cell before the first full one are text outside, later ones stand across
    all columns. ``lines[0]`` is line 1.
    """
    for separator in _SEPARATORS:
        records = _records(lines, separator)
        if records and (columns := _columns(records)):
            return _built(records, columns, name)
    return None


def _records(lines: Sequence[str], separator: str) -> list[_Record]:
    found: list[_Record] = []
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    last = 0
    try:
        for cells in reader:
            raw = "".join(lines[last : reader.line_num])
            if ink(raw):
                found.append(_Record(last + 1, tuple(each.strip() for each in cells), raw))
            last = reader.line_num
    except csv.Error:
        return []
    return found


def _columns(records: Sequence[_Record]) -> int | None:
    widths = Counter(len(each.cells) for each in records if len(each.cells) > 1)
    if not widths:
        return None
    columns, often = widths.most_common(1)[0]
    if 2 * sum(map(_is_torn, records)) > widths.total():
        return None
    alike = often >= max(_FEWEST_ROWS, _ALIKE * widths.total())
    return columns if columns >= _FEWEST_COLUMNS and alike else None


def _is_torn(record: _Record) -> bool:
    """Whether a separator stands in a bracket, as in prose: …(责任单位:县发改局,县财政局)."""
    return any(sum(map(each.count, "(（")) != sum(map(each.count, ")）")) for each in record.cells)


def _built(
    records: Sequence[_Record], columns: int, name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]]:
    first = next(i for i, each in enumerate(records) if len(each.cells) > 1)
    outside = tuple(Part(each.raw.strip(), Place(name, line=each.line)) for each in records[:first])
    rows = records[first:]
    width = max(columns, *(len(each.cells) for each in rows))
    cells: list[Cell] = []
    removed: list[Removal] = []
    for row, record in enumerate(rows):
        marks = Counter(ink(record.raw)) - Counter(ink("".join(record.cells)))
        if marks:
            printed = "".join(marks.elements())
            removed.append(Removal("quoting", printed, Place(name, line=record.line)))
        texts = [text for text in record.cells if ink(text)]
        alone = len(texts) == 1 and (len(record.cells) == 1 or record.cells[0] == texts[0])
        span = width if alone and row else 1
        for column, text in enumerate(texts if span > 1 else record.cells):
            place = Place(name, table=0, row=row, column=column, line=record.line)
            parts = tuple(Part(each.strip(), place) for each in text.split("\n"))
            kept = "\n".join(part.text for part in parts if part.text)
            cells.append(Cell(row, column, 1, span, kept, parts))
        if span == 1:
            blank = range(len(record.cells), width)
            cells += (Cell(row, column, 1, 1, "", ()) for column in blank)
    return (Table(0, len(rows), width, tuple(cells)),), outside, tuple(removed)
