"""Tables whose cells end with bars each, and whose merged cells are left out.

    工作任务 | 具体要求 | 责任单位 | 时限 | ||           办公室
    一、公开 | 1 | 公开决策信息。 | 各部门 | 年底前 |     |
    2 | 解读政策文件。 | 各部门 | 年底前 | ||             ||

So text extractors write what stood on a page: a row a line, or a cell a line with the bar behind
it or on a line of its own. A row is filled up with bars at its end, wherever its cells were merged
with those above, and a label that heads two columns is printed once. So the cells of a row stand
in the columns that they look like (``bar_rows``); columns
left out go on from above. A row that fits no columns, or several ways as well, is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ink import ink
from pipeline.labels import meaning_of
from pipeline.locate.bar_rows import (
    GONE,
    LEFT_OUT,
    MOST_COLUMNS,
    Columns,
    columns_of_rows,
    is_named,
    meant_by,
    placing,
    styles_of,
)
from pipeline.locate.lines import meanings_of, with_lines
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Cell, Extraction, Part, Removal, Table

_BAR = re.compile(r"[|｜]")
_LONE = re.compile(r"[\s|｜]*[|｜][\s|｜]*")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_HEADING = 40  # characters
_MOST_COST = 2.5  # of a row, on average
_ADDED = 2.0  # a column whose label heads the next one too
_ROW = 0.5
_UNREAD = "bars part its cells, and those that are merged are left out; where they stood is unsure"


@dataclass(slots=True)
class _Text:
    """A cell before a bar: the paragraphs by their index, and the texts."""

    pieces: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.pieces)


def with_bars(extraction: Extraction, synonyms: Mapping[str, str]) -> Extraction | None:
    """The extraction with its text set as the table that it was; ``None`` where it is none such.

    The table comes behind the others, its merged cells merged again; bars are removals by rule
    ``drawing``. What only ``with_lines`` reads of such a text is doubted.
    """
    parts = extraction.outside
    drawn = [at for at, part in enumerate(parts) if _BAR.search(part.text)]
    if not _is_barred([parts[at].text for at in drawn]):
        return None
    rows = _rows(parts, drawn[0], drawn[-1])
    read = _read(extraction, rows, synonyms)
    if read is None and (read := with_lines(extraction, synonyms)):
        table = read.tables[-1]
        cells = tuple(replace(cell, doubt=cell.doubt or _UNREAD) for cell in table.cells)
        read = replace(read, tables=(*read.tables[:-1], replace(table, cells=cells)))
    return read


def _is_barred(lines: Sequence[str]) -> bool:
    """Whether bars stand on lines of their own, or end rows of other numbers of cells."""
    if sum(1 for line in lines if _LONE.fullmatch(line)) >= _FEWEST_ROWS:
        return True
    filled = [sum(1 for each in _BAR.split(line) if ink(each)) for line in lines]
    return max(filled, default=0) > _FEWEST_COLUMNS and len(set(filled)) > 1


def _rows(parts: Sequence[Part], first: int, last: int) -> list[list[_Text]]:
    """The cells before each bar, by row; one row of all where nothing shows where rows end."""
    lone = [at for at in range(first, last + 1) if _LONE.fullmatch(parts[at].text)]
    closers = {at for at in lone if len(_BAR.findall(parts[at].text)) > 1}
    begin = first - 1 if first and first in lone else first
    rows: list[list[_Text]] = [[]]
    open_ = _Text()
    for at in range(begin, last + 1):
        line = parts[at].text.strip()
        framed = not lone and bool(_BAR.match(line))
        *ended, rest = _BAR.split(line[1:] if framed else line)
        for text in ended:
            if ink(text):
                open_.pieces.append((at, text.strip()))
            rows[-1].append(open_)
            open_ = _Text()
        if ink(rest):
            open_.pieces.append((at, rest.strip()))
        if (not lone) or at in closers:
            if open_.pieces:
                rows[-1].append(open_)
                open_ = _Text()
            rows.append([])
    if open_.pieces:
        rows[-1].append(open_)
    return [row for row in rows if any(cell.pieces for cell in row)]


def _trimmed(row: Sequence[_Text]) -> list[_Text]:
    """A row without the blank cells that fill it up."""
    filled = [i for i, cell in enumerate(row) if cell.pieces]
    return list(row[: filled[-1] + 1])


def _read(
    extraction: Extraction, rows: Sequence[list[_Text]], synonyms: Mapping[str, str]
) -> Extraction | None:
    most = max(map(len, rows), default=0)
    rows = [_trimmed(row) for row in rows]
    if len(rows) > 1:
        for at, row in enumerate(rows):
            meanings = _headed(row, synonyms)
            if meanings:
                body = [each for each in rows[at + 1 :] if not _same(each, row)]
                body = _without_signature(body)
                columns = columns_of_rows(
                    meanings, [[cell.text for cell in each] for each in body], most
                )
                return _built(extraction, row, columns, body) if columns and body else None
        return None
    cells = rows[0] if rows else []
    for at in range(len(cells)):
        for stop in range(min(len(cells), at + MOST_COLUMNS), at + _FEWEST_COLUMNS - 1, -1):
            header = cells[at:stop]
            meanings = _headed(header, synonyms)
            if meanings and meaning_of(header[-1].text, synonyms):
                return _stream(extraction, header, meanings, cells[stop:])
    return None


def _without_signature(rows: Sequence[list[_Text]]) -> list[list[_Text]]:
    """The rows without those of labels below them: 索引号：, 成文日期：."""
    kept = list(rows)
    while kept and any(cell.text.endswith(("：", ":")) for cell in kept[-1]):
        kept.pop()
    return kept


def _texts(rows: Sequence[list[_Text]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _headed(row: Sequence[_Text], synonyms: Mapping[str, str]) -> tuple[str, ...] | None:
    labels = [cell.text for cell in row]
    if not _FEWEST_COLUMNS <= len(labels) <= MOST_COLUMNS:
        return None
    if any(leading_number(label) or whole_number(label) for label in labels):
        return None
    return meanings_of(labels, synonyms)


def _same(row: Sequence[_Text], header: Sequence[_Text]) -> bool:
    return [ink(cell.text) for cell in row] == [ink(cell.text) for cell in header]


def _is_heading(row: Sequence[_Text]) -> bool:
    if len(row) != 1:
        return False
    text = ink(row[0].text)
    return is_named(text) and len(text) <= _HEADING


# --- a cell a line, rows unparted ------------------------------------------------------


def _stream(
    extraction: Extraction,
    header: Sequence[_Text],
    meanings: Sequence[str],
    cells: Sequence[_Text],
) -> Extraction | None:
    """The table of cells in order: of the columns that the labels may head the cheapest."""
    plain: Columns = tuple((meant_by(meaning), i) for i, meaning in enumerate(meanings))
    tried: list[Columns] = [plain]
    texts = [c for c, (class_, _) in enumerate(plain) if class_ == "text"]
    for added in ("number", "text"):
        tried += [(*plain[:c], (added, c), *plain[c:]) for c in texts]
    tried += [
        (*plain[:a], ("text", a), *plain[a:b], ("number", b), *plain[b:])
        for a in texts
        for b in texts
        if a <= b
    ]
    best: tuple[float, Columns, list[list[_Text]]] | None = None
    for columns in tried:
        price, rows = _cut(cells, columns, [frozenset()] * len(columns))
        price += _ADDED * (len(columns) - len(plain))
        if best is None or price < best[0]:
            best = (price, columns, rows)
    if best is None or not best[2] or best[0] > _MOST_COST * len(best[2]):
        return None
    _, columns, rows = best
    _, rows = _cut(cells, columns, styles_of(_texts(rows), len(columns)))
    return _built(extraction, header, columns, rows)


def _cut(
    cells: Sequence[_Text], columns: Columns, styles: Sequence[frozenset[str]]
) -> tuple[float, list[list[_Text]]]:
    """The rows of least cost, and that cost."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(cells) + 1):
        ways = []
        for start in range(max(0, end - len(columns)), end):
            row = list(cells[start:end])
            if _is_heading(row):
                price = LEFT_OUT
            else:
                price = placing([cell.text for cell in row], columns, styles).cost
            ways.append((best[start][0] + price + _ROW, start))
        best.append(min(ways))
    rows: list[list[_Text]] = []
    end = len(cells)
    while end:
        rows.append(list(cells[best[end][1] : end]))
        end = best[end][1]
    return best[-1][0], rows[::-1]


# --- the table -------------------------------------------------------------------------


def _built(
    extraction: Extraction,
    header: Sequence[_Text],
    columns: Columns,
    rows: Sequence[list[_Text]],
) -> Extraction | None:
    parts, index, width = extraction.outside, len(extraction.tables), len(columns)
    styles = styles_of(_texts(rows), width)
    used = {at for row in (header, *rows) for cell in row for at, _ in cell.pieces}
    grid: list[Cell] = []
    for i, label in enumerate(header):
        under = [c for c, (_, of) in enumerate(columns) if of == i]
        grid.append(_cell(parts, index, 0, under[0], len(under), label))
    above: dict[int, int] = {}  # of each column the cell, by index in grid, that may go on
    price = 0.0
    for at, row in enumerate(rows, start=1):
        if _is_heading(row):
            grid.append(_cell(parts, index, at, 0, width, row[0]))
            above = {}
            continue
        found = placing([cell.text for cell in row], columns, styles)
        price += found.cost
        doubt = found.doubt
        for column in sorted(set(range(width)) - set(found.columns)):
            goes_on = column < found.columns[-1] or columns[column][0] not in ("any",)
            if column < found.columns[-1] and column in above:
                held = grid[above[column]]
                grid[above[column]] = replace(held, row_span=at + 1 - held.row)
                continue
            doubt = doubt or (GONE if goes_on else "")
            above[column] = len(grid)
            grid.append(Cell(at, column, 1, 1, "", ()))
        for cell, column in zip(row, found.columns, strict=True):
            above[column] = len(grid)
            grid.append(replace(_cell(parts, index, at, column, 1, cell), doubt=doubt))
    if len(rows) < _FEWEST_ROWS or price > _MOST_COST * len(rows):
        return None
    grid.sort(key=lambda cell: (cell.row, cell.column))
    lines = range(min(used), max(used) + 1)
    lines = range(lines.start, _behind(parts, lines.stop))
    bars = [(at, "".join(_BAR.findall(parts[at].text))) for at in lines]
    table = Table(index, len(rows) + 1, width, tuple(grid))
    note = f"bars part the cells of the table; its {len(rows)} rows are put together from them"
    return replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=tuple(part for at, part in enumerate(parts) if at not in lines),
        removed=extraction.removed
        + tuple(Removal("drawing", drawn, parts[at].place) for at, drawn in bars if drawn),
        notes=(*extraction.notes, note),
    )


def _behind(parts: Sequence[Part], end: int) -> int:
    """The end of the lines of bars alone behind the last row."""
    while end < len(parts) and _LONE.fullmatch(parts[end].text):
        end += 1
    return end


def _cell(parts: Sequence[Part], index: int, row: int, column: int, span: int, cell: _Text) -> Cell:
    printed = tuple(
        Part(text, replace(parts[at].place, table=index, row=row, column=column))
        for at, text in cell.pieces
    )
    return Cell(row, column, 1, span, cell.text, printed)
