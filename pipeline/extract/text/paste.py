"""A tab-separated paste: one line for each row, as a spreadsheet or Word copies a table.

A spreadsheet puts a cell of several lines in quotes (and doubles the quotes in it). Word
does not: a cell's further paragraphs are lines of their own, so that one row is several
lines. Such rows are put together at least cost, ``N`` being the most common number of
cells in a line, or that of the first line where this explains the whole table better:

    a line of N cells                                                          0
    lines that together have N cells, the first with a tab, each one going
    on in the last cell of the line before                                     1 a join
    a line without a tab that goes on in the last cell of a full row whose
    text ends as an open list (、 or ，)                                        1 a join
    a line of another number of cells                                          3

A line without a tab that stands alone is a heading across all columns. Lines without a
tab before the table, after it, or after a blank line are outside it. After such lines a
new table begins where the first row of the last one is printed again, or where the lines
have another number of cells.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from pipeline.extract.text.rows import cheapest_rows, listed
from pipeline.records import Cell, Part, Place, Removal, Table

_JOIN, _RAGGED = 1.0, 3.0
_MOST_LINES = 40  # of one row
_OPEN_ENDS = ("、", "，", ",")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the paste (several physical lines where a quoted cell has line ends)."""

    number: int
    fields: tuple[str, ...]
    after_blank: bool
    quotes: str  # the quote characters that stood around or were doubled in fields


def read_paste(
    lines: list[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...], tuple[str, ...]]:
    """Tables, text outside, quotes taken off, and notes. ``lines[0]`` is line 1."""
    tables: list[Table] = []
    outside: list[Part] = []
    notes: list[str] = []
    parsed = _parse("\n".join(lines))
    removed = tuple(
        Removal("quoting", line.quotes, Place(name, line=line.number))
        for line in parsed
        if line.quotes
    )
    blocks, loose = _blocks(parsed)
    outside = [Part(line.fields[0].strip(), Place(name, line=line.number)) for line in loose]
    for block in _joined(blocks):
        table, odd = _table(block, len(tables), name)
        tables.append(table)
        if odd:
            notes.append(f"{len(odd)} rows have not as many cells as the table ({listed(odd)})")
    return tuple(tables), tuple(outside), removed, tuple(notes)


def _parse(text: str) -> list[_Line]:
    """Lines of fields; blank lines are left out and remembered in ``after_blank``."""
    parsed: list[_Line] = []
    at, number, after_blank = 0, 1, False
    while at < len(text):
        fields: list[str] = []
        quotes = ""
        start = number
        while True:
            quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
            field = quoted or _BARE.match(text, at)
            assert field is not None  # _BARE matches the empty string
            content = field.group(field.lastindex or 0)
            if quoted:
                quotes += '"' * (2 + content.count('""'))
                number += content.count("\n")
                content = content.replace('""', '"')
            fields.append(content)
            at = field.end()
            if not text.startswith("\t", at):
                break
            at += 1
        at += 1
        number += 1
        if len(fields) == 1 and not fields[0].strip() and not quotes:
            after_blank = True
            continue
        parsed.append(_Line(start, tuple(fields), after_blank, quotes))
        after_blank = False
    return parsed


def _blocks(parsed: list[_Line]) -> tuple[list[list[_Line]], list[_Line]]:
    """Runs of lines that belong to one table, and the lines outside them."""
    blocks: list[list[_Line]] = []
    loose: list[_Line] = []
    pending: list[_Line] = []
    for line in parsed:
        if len(line.fields) > 1:
            if not blocks or any(left.after_blank for left in pending):
                loose += pending
                blocks.append([line])
            else:
                blocks[-1] += [*pending, line]
            pending = []
        else:
            pending.append(line)
    if blocks:
        while pending and _open([blocks[-1][-1], pending[0]]):
            blocks[-1].append(pending.pop(0))
    return blocks, loose + pending


def _open(pair: list[_Line]) -> bool:
    """Whether the first of two lines ends as a list that the second goes on with."""
    before, line = pair
    return before.fields[-1].rstrip().endswith(_OPEN_ENDS) and not line.after_blank


def _joined(blocks: list[list[_Line]]) -> list[list[_Line]]:
    """Blocks parted by a running head or a page number are one table again."""
    tables: list[list[_Line]] = []
    for block in blocks:
        if (
            tables
            and block[0].fields != tables[-1][0].fields
            and _columns(block) == _columns(tables[-1])
        ):
            tables[-1] = tables[-1] + block
        else:
            tables.append(block)
    return tables


def _columns(block: list[_Line]) -> int:
    widths = Counter(len(line.fields) for line in block if len(line.fields) > 1)
    return widths.most_common(1)[0][0]


def _rows(block: list[_Line], columns: int) -> tuple[float, list[tuple[int, int]]]:
    """The rows of a table of so many columns, and what they cost."""
    tabs = [0, *accumulate(len(line.fields) - 1 for line in block)]  # before each line

    def cost(start: int, end: int) -> float | None:
        joins = end - start - 1
        if tabs[end] - tabs[start] != columns - 1:
            return None if joins else _RAGGED
        was_full = tabs[end] == tabs[end - 1]
        if joins and (
            len(block[start].fields) == 1 or (was_full and not _open(block[end - 2 : end]))
        ):
            return None
        return _JOIN * joins

    return cheapest_rows(len(block), _MOST_LINES, cost)


def _table(block: list[_Line], index: int, name: str) -> tuple[Table, list[int]]:
    candidates = dict.fromkeys([_columns(block), len(block[0].fields)])
    readings = [(columns, _rows(block, columns)) for columns in candidates]
    columns, (_, rows) = min(readings, key=lambda reading: reading[1][0])
    cells: list[Cell] = []
    odd: list[int] = []
    for row, (start, end) in enumerate(rows):
        fields = _fields(block[start:end])
        if len(fields) != columns:
            odd.append(block[start].number)
        # A line without a tab amid the rows is a heading across all columns.
        spread = columns if len(fields) == 1 else 1
        for column, pieces in enumerate(fields):
            parts = tuple(
                Part(text, Place(name, table=index, row=row, column=column, line=line))
                for line, text in pieces
            )
            text = "\n".join(part.text for part in parts if part.text)
            cells.append(Cell(row, column, 1, spread, text, parts))
        if spread == 1:
            padding = range(len(fields), columns)
            cells += (Cell(row, column, 1, 1, "", ()) for column in padding)
    width = max(cell.column + cell.column_span for cell in cells)
    return Table(index=index, rows=len(rows), columns=width, cells=tuple(cells)), odd


def _fields(group: list[_Line]) -> list[list[tuple[int, str]]]:
    """The cells of a row, each as its paragraphs: (line number, text)."""
    fields: list[list[tuple[int, str]]] = []
    for line in group:
        first, *rest = (_paragraphs(field, line.number) for field in line.fields)
        if fields:
            fields[-1] = fields[-1] + first
        else:
            fields.append(first)
        fields += rest
    return fields


def _paragraphs(field: str, number: int) -> list[tuple[int, str]]:
    return [(number, piece.strip()) for piece in field.split("\n")]
