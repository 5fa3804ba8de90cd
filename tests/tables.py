"""Small tables built by hand: rows of texts, ``None`` where a cell is merged from above."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.ink import census
from pipeline.locate import locate
from pipeline.records import Cell, Extraction, Part, Place, Repaired, Table
from pipeline.repair import repair

HEADER = ("任务项目", "任务分解", "责任单位")
_HEADERS_CSV = Path(__file__).parents[1] / "dictionaries" / "headers.csv"


def synonyms() -> Mapping[str, str]:
    """The header synonyms that the project ships."""
    with _HEADERS_CSV.open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["meaning"] for row in csv.DictReader(file)}


def table(rows: Sequence[Sequence[str | None]], index: int = 0, **more: object) -> Table:
    """A table of one-column cells; ``None`` extends the cell above it by one row."""
    spans: dict[tuple[int, int], int] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text is not None:
                top = row
                spans[row, column] = 1
            else:
                top = max(r for r, c in spans if c == column)
                spans[top, column] += 1
    cells = [
        Cell(
            row,
            column,
            span,
            1,
            text,
            (Part(text, Place("t", table=index, row=row, column=column)),),
        )
        for (row, column), span in sorted(spans.items())
        if (text := rows[row][column]) is not None
    ]
    columns = max(len(texts) for texts in rows)
    return Table(index, len(rows), columns, tuple(cells), **more)  # type: ignore[arg-type]


def extraction(*tables: Table, outside: Sequence[str] = (), format: str = "text") -> Extraction:
    """A file that holds these tables and these lines outside them."""
    texts = [cell.text for each in tables for cell in each.cells] + list(outside)
    parts = tuple(Part(text, Place("t", line=1)) for text in outside)
    return Extraction("t", format, tables, parts, (), census(texts))


def repaired(
    rows: Sequence[Sequence[str | None]], header: Sequence[str] = HEADER, **more: object
) -> Repaired:
    """The tasks of one table with this header."""
    return repair(locate(extraction(table([tuple(header), *rows], **more)), synonyms()))
