"""Tables of a single column: frames around text (专栏), whose paragraphs are read as prose."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ink import ink
from pipeline.records import Extraction, Part, Table


def without_frames(extraction: Extraction) -> Extraction:
    """The extraction with the paragraphs of each frame among its text outside tables.

    They stand where the frame does, if the reader says where, else behind the text. The other
    tables keep their index.
    """
    frames = [table for table in extraction.tables if is_frame(table)]
    if not frames:
        return extraction
    outside: list[Part] = []
    done = 0
    above: dict[int, int] = {}
    for table in extraction.tables:
        before = max(done, extraction.above.get(table.index, len(extraction.outside)))
        outside += extraction.outside[done:before]
        done = before
        if table in frames:
            outside += _paragraphs(table)
        elif table.index in extraction.above:
            above[table.index] = len(outside)
    outside += extraction.outside[done:]
    kept = tuple(table for table in extraction.tables if table not in frames)
    return replace(extraction, tables=kept, outside=tuple(outside), above=above)


def is_frame(table: Table) -> bool:
    """Whether each cell stands alone in its row."""
    return bool(table.cells) and all(cell.column_span >= table.columns for cell in table.cells)


def _paragraphs(table: Table) -> list[Part]:
    return [
        replace(part, text=line)
        for cell in table.cells
        for part in cell.parts
        for line in part.text.split("\n")
        if ink(line)
    ]
