"""A table drawn with bars: ``| 序号 | 任务 | 责任单位 |``, with or without a rule below the header.

Every run of lines that begin with a bar is a table. Where all lines with bars stand in runs of
as many bars each, the outer ones may be missing (``序号 | 任务 | 责任单位``), and the bars may
be full-width ones (``序号｜任务｜责任单位``) where no other is in the file. A line of dashes
(``| --- | :-: |``) is its rule; rule and bars are drawing, no text, and go to the removals as
``drawing``.
``\\|`` is a bar of the text and ``<br>`` a line end, as Markdown writes them.
"""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.extract.text.rows import drawing_of
from pipeline.ink import ink
from pipeline.numbering import leading_number
from pipeline.records import Cell, Part, Place, Removal, Table

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_BAR = re.compile(r"(?<!\\)\|")
_WIDE_BAR = re.compile("｜")
_FEWEST_ROWS = 3  # with as many bars, where none stands at the begin
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_markdown(lines: list[str]) -> bool:
    """Whether two lines in a row are rows drawn with bars, and none holds a tab."""
    rows = _rows(lines)
    return any(at + 1 in rows for at in rows) and not any("\t" in line for line in lines)


def read_markdown(
    lines: list[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]]:
    """Tables, text outside, and the bars taken off. ``lines[0]`` is line 1."""
    tables: list[Table] = []
    outside: list[Part] = []
    removed: list[Removal] = []
    bar = _bar(lines)
    drawn_rows = _rows(lines)
    for drawn, run in groupby(enumerate(lines, start=1), lambda pair: pair[0] - 1 in drawn_rows):
        numbered = list(run)
        if not drawn:
            outside += [
                Part(line.strip(), Place(name, line=at)) for at, line in numbered if ink(line)
            ]
            continue
        framed = all(bar.match(line.lstrip()) for _, line in numbered)
        rows = [
            (at, _cells(line, bar, framed=framed))
            for at, line in numbered
            if not _RULE.fullmatch(line)
        ]
        if rows:
            tables.append(_table(rows, len(tables), name))
        for at, line in numbered:
            kept = "" if _RULE.fullmatch(line) else "".join(_cells(line, bar, framed=framed))
            removed.append(Removal("drawing", drawing_of(line, kept), Place(name, line=at)))
    return tuple(tables), tuple(outside), tuple(removed)


def is_filled_up(lines: list[str]) -> bool:
    """Whether rows end at other cells than the others, though bars end them all.

    Such lines stay text, of which ``locate.bars`` tells the columns. Where bars begin the lines
    too, a row must go beyond the header, or not all be numbered alike.
    """
    bar = _bar(lines)
    rows = [lines[at] for at in sorted(_rows(lines))]
    if not rows or any("\t" in line for line in lines) or any(_RULE.fullmatch(row) for row in rows):
        return False
    framed = all(bar.match(row.lstrip()) for row in rows)
    ended = all(row.rstrip().endswith(("|", "｜")) for row in rows)
    printed = [_cells(row, bar, framed=framed) for row in rows]
    ends = [max((i + 1 for i, text in enumerate(row) if text), default=0) for row in printed]
    if not ended or any(row and not row[0] for row in printed):
        return False
    if not framed:
        return len(set(ends)) > 1
    header = next((at for at, end in enumerate(ends) if end > 1), 0)
    below = range(header + 1, len(rows))
    lengths = {ends[at] for at in below}
    first = [printed[at][0] for at in below if ends[at] > 1]
    firsts = {(text.isdecimal(), n.style if (n := leading_number(text)) else "") for text in first}
    return len(lengths) > 1 and (max(lengths) > ends[header] > 1 or len(firsts) > 1)


def _bar(lines: list[str]) -> re.Pattern[str]:
    return _BAR if any("|" in line for line in lines) else _WIDE_BAR


def _rows(lines: list[str]) -> set[int]:
    """The lines, by index, that are rows drawn with bars."""
    bar = _bar(lines)
    bars = [len(bar.findall(line)) for line in lines]
    framed = {at for at, line in enumerate(lines) if bars[at] > 1 and bar.match(line.lstrip())}
    runs = [(count, list(run)) for count, run in groupby(range(len(lines)), bars.__getitem__)]
    drawn = [(count, run) for count, run in runs if count]
    alike = all(count > 1 and len(run) >= _FEWEST_ROWS for count, run in drawn)
    if framed and not (alike and any(not framed.issuperset(run) for _, run in drawn)):
        return framed
    return {at for _, run in drawn for at in run} if alike else set()


def _cells(line: str, bar: re.Pattern[str], *, framed: bool) -> list[str]:
    fields = bar.split(line.strip())
    if framed and not fields[0]:
        fields = fields[1:]
        if fields and not fields[-1].strip():
            fields.pop()
    return [_BREAK.sub("\n", field.replace("\\|", "|")).strip() for field in fields]


def _table(rows: list[tuple[int, list[str]]], index: int, name: str) -> Table:
    columns = max(len(cells) for _, cells in rows)
    cells = [
        Cell(
            row, column, 1, 1, text, (Part(text, Place(name, None, None, index, row, column, at)),)
        )
        for row, (at, texts) in enumerate(rows)
        for column, text in enumerate(texts + [""] * (columns - len(texts)))
    ]
    return Table(index, len(rows), columns, tuple(cells))
