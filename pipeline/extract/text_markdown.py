"""A table drawn with bars: ``| 序号 | 任务 | 责任单位 |``, with or without a rule below the header.

Every run of lines that begin with a bar is a table. A line of dashes (``| --- | :-: |``) is
its rule; rule and bars are drawing, not text, and go to the removals as ``drawing``.
``\\|`` is a bar of the text and ``<br>`` a line end, as Markdown writes them.
"""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.extract.text_rows import drawing_of
from pipeline.ink import ink
from pipeline.records import Cell, Part, Place, Removal, Table

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_markdown(lines: list[str]) -> bool:
    """Whether two lines in a row are rows drawn with bars, and none holds a tab."""
    drawn = [_is_row(line) for line in lines]
    return any(map(lambda one, two: one and two, drawn, drawn[1:])) and not any(
        "\t" in line for line in lines
    )


def read_markdown(
    lines: list[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]]:
    """Tables, text outside, and the bars taken off. ``lines[0]`` is line 1."""
    tables: list[Table] = []
    outside: list[Part] = []
    removed: list[Removal] = []
    for drawn, run in groupby(enumerate(lines, start=1), lambda pair: _is_row(pair[1])):
        numbered = list(run)
        if not drawn:
            outside += [
                Part(line.strip(), Place(name, line=at)) for at, line in numbered if ink(line)
            ]
            continue
        rows = [(at, _cells(line)) for at, line in numbered if not _RULE.fullmatch(line)]
        if rows:
            tables.append(_table(rows, len(tables), name))
        for at, line in numbered:
            kept = "" if _RULE.fullmatch(line) else "".join(_cells(line))
            removed.append(Removal("drawing", drawing_of(line, kept), Place(name, line=at)))
    return tuple(tables), tuple(outside), tuple(removed)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and len(_BAR.findall(line)) > 1


def _cells(line: str) -> list[str]:
    fields = _BAR.split(line.strip())[1:]
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
