"""A table whose columns are set by blanks, its cells wrapped: what ``pdftotext -layout`` writes.

    序号       重点任务           责任单位         完成时限
    1        开展“百企升级”行     市工业和信息化      12月底前
             动，技改投资增长     局、市统计局
             15%以上。
    2        新建农村公路300公      市交通运输局      11月底前
             里。

Evidence: below a line of three pieces or more runs white, in every line, between each two of
them; what stands left of the first white are numbers that count on. A character takes one place
or, if it is wide, two: the reading that fits is taken. A further page may be set otherwise, in as
many columns. ``spaced_rows`` tells the rows. A text whose lines do not fit is no such table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.extract.text.spaced_rows import SpacedLine, SpacedRow, rows_of
from pipeline.extract.text.wrapped import PAGE, starts_of
from pipeline.ink import ink
from pipeline.records import Cell, Part, Place, Removal, Table

_GAP = re.compile(r"[ \xa0]{2,}")
_FEWEST_COLUMNS = 3
_MOST_ACROSS = 20  # lines on end across all columns; more are the text below a table
_MOST_HEADERS = 5  # lines that are tried as the header
_SIGNED = re.compile(r"\s*[一-鿿 ]{2,12}[:：]")
# What one reading of the places makes of lines: where each character of one begins.
_Places = Callable[[str], list[int]]
_Whites = list[tuple[int, int]]


def read_spaced(
    lines: Sequence[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]] | None:
    """The table, the text outside, and page numbers; ``None`` where it is no such table.

    ``lines[0]`` is line 1.
    """
    headers = [i for i, line in enumerate(lines) if len(_pieces(line)) >= _FEWEST_COLUMNS]
    read = (
        (at, rows)
        for at in headers[:_MOST_HEADERS]
        for places in (_single, starts_of)
        if (cut := _cut(lines, at, places)) and (rows := rows_of(cut))
    )
    at, rows = next(read, (0, []))
    if not rows:
        return None
    end = max(line.number for row in rows for line in row.lines)
    pages = tuple(
        Removal("page_number", lines[i].strip(), Place(name, line=i + 1))
        for i in range(at, end)
        if PAGE.fullmatch(lines[i])
    )
    outside = tuple(
        Part(line.strip(), Place(name, line=i + 1))
        for i, line in enumerate(lines)
        if ink(line) and not at <= i < end
    )
    return (_table(rows, name),), outside, pages


def _single(line: str) -> list[int]:
    """Where each character of a line begins, with one place for each."""
    return list(range(len(line) + 1))


def _pieces(line: str) -> list[tuple[int, int]]:
    """The pieces of a line between blanks, by their first character and their end."""
    stripped = line.rstrip()
    first = len(line) - len(line.lstrip())
    gaps = [each.span() for each in _GAP.finditer(stripped, first)]
    starts = [first, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(stripped)]
    return list(zip(starts, ends, strict=True)) if stripped else []


def _cut(lines: Sequence[str], at: int, places: _Places) -> list[SpacedLine] | None:
    """The lines from a header on by its columns; ``None`` where further rows do not fit."""
    header = [lines[at][a:b] for a, b in _pieces(lines[at])]
    cut: list[SpacedLine] = []
    for page in _pages(lines, at):
        headed = [lines[page[0]][a:b] for a, b in _pieces(lines[page[0]])] == header
        whites = _between(lines[page[0]], places) if headed else _common(lines, page, places)
        found = _fitted(lines, page, whites, places)
        if found is None or len(whites) != len(header) - 1:
            return None
        kept, narrowed = found
        cut += [
            SpacedLine(i + 1, (lines[i].strip(),), across=True)
            if across
            else SpacedLine(i + 1, _texts(lines[i], places(lines[i]), [end for _, end in narrowed]))
            for i, across in kept
        ]
        if len(kept) < len(page):
            break
    return cut


def _common(lines: Sequence[str], page: Sequence[int], places: _Places) -> _Whites:
    """The white between columns that all lines of a page have in common."""
    printed = sorted(
        (places(lines[i])[a], places(lines[i])[b]) for i in page for a, b in _pieces(lines[i])
    )
    whites: _Whites = []
    reached = printed[0][1]
    for start, end in printed:
        if start > reached:
            whites.append((reached, start))
        reached = max(reached, end)
    return whites


def _pages(lines: Sequence[str], at: int) -> list[list[int]]:
    """The printed lines from a header on, by their pages, without page numbers."""
    pages: list[list[int]] = [[]]
    for i in range(at, len(lines)):
        if "\f" in lines[i] and pages[-1]:
            pages.append([])
        if ink(lines[i]) and not PAGE.fullmatch(lines[i]):
            pages[-1].append(i)
    return [page for page in pages if page]


def _between(header: str, places: _Places) -> _Whites:
    starts = places(header)
    pieces = [(starts[a], starts[b]) for a, b in _pieces(header)]
    return [(a[1], b[0]) for a, b in pairwise(pieces)]


def _fitted(
    lines: Sequence[str], page: Sequence[int], whites: _Whites, places: _Places
) -> tuple[list[tuple[int, bool]], _Whites] | None:
    """The lines of a page, with whether they stand across all columns, and the white left.

    A line of one piece that leaves no white, or one signed (填表人：…), ends the table, unless
    others follow: then the former stands across. ``None`` where another line does not fit.
    """
    kept: list[tuple[int, bool]] = []
    pending: list[tuple[int, bool]] = []
    for i in page:
        narrowed = [_narrowed(each, lines[i], places(lines[i])) for each in whites]
        if all(narrowed):
            if any(_SIGNED.match(lines[at]) for at, _ in pending):
                return None
            whites = [each for each in narrowed if each]
            kept += [*pending, (i, False)]
            pending = []
        elif len(_pieces(lines[i])) == 1 or _SIGNED.match(lines[i]):
            pending.append((i, True))
            if len(pending) > _MOST_ACROSS:
                break
        else:
            return None
    return kept, whites


def _narrowed(white: tuple[int, int], line: str, starts: list[int]) -> tuple[int, int] | None:
    """The widest part of some white that a line leaves white."""
    parts: list[tuple[int, int]] = []
    begin = white[0]
    for character, (start, end) in zip(line, pairwise(starts), strict=True):
        if not character.isspace() and start < white[1] and end > white[0]:
            parts.append((begin, start))
            begin = max(begin, end)
    parts.append((begin, white[1]))
    widest = max(parts, key=lambda part: part[1] - part[0])
    return widest if widest[1] > widest[0] else None


def _texts(line: str, starts: list[int], borders: Sequence[int]) -> tuple[str, ...]:
    texts = [""] * (len(borders) + 1)
    for character, start in zip(line, starts, strict=False):
        texts[sum(start >= border for border in borders)] += character
    return tuple(each.strip() for each in texts)


def _table(rows: Sequence[SpacedRow], name: str) -> Table:
    columns = len(rows[0].lines[0].texts)
    cells: list[Cell] = []
    for row, printed in enumerate(rows):
        across = printed.lines[0].across
        for column in range(1 if across else columns):
            parts = tuple(
                Part(text, Place(name, table=0, row=row, column=column, line=line))
                for line, text in printed.paragraphs(column)
            )
            text = "\n".join(part.text for part in parts)
            span = columns if across else 1
            cells.append(Cell(row, column, 1, span, text, parts, doubt=printed.doubt))
    return Table(0, len(rows), columns, tuple(cells))
