"""Doubts of a whole table's columns, carried to its tasks."""

from __future__ import annotations

from pipeline.repair.sheet import Sheet


def doubt_columns(sheet: Sheet) -> Sheet:
    """Flag every line of a table whose columns are in doubt (no header, headers exchanged).

    Evidence: ``Column.doubt``, said when the table was located.
    """
    lines = []
    for line in sheet.lines:
        for doubt in dict.fromkeys(column.doubt for column in line.columns if column.doubt):
            line = line.flag(f"columns_doubtful: {doubt}")
        lines.append(line)
    return sheet.after(lines)
