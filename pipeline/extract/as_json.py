"""What the reader saw before any repair, as JSON: the output of ``fenjie extract --tables``."""

from __future__ import annotations

from typing import Any

from pipeline.records import Box, Cell, Extraction, Part, Table


def tables_json(extraction: Extraction) -> dict[str, Any]:
    """Every table with its cells and spans, the text outside, and what was taken out.

    ``{"tables": [{"table", "page", "rows", "columns", "cells": [{"row", "column",
    "row_span", "column_span", "text", "page", "bbox"}]}], "outside": [{"text", "page"}],
    "removed": [{"rule", "text", "page"}]}``. Rows and columns count from 0, pages from 1;
    boxes are in points. A cell that spans pages has its pieces under ``parts``, with
    ``page``, ``bbox`` and ``text``; its own page and box are those of the first piece.
    """
    return {
        "tables": [_table(table) for table in extraction.tables],
        "outside": [{"text": part.text, "page": part.place.page} for part in extraction.outside],
        "removed": [
            {"rule": removal.rule, "text": removal.text, "page": removal.place.page}
            for removal in extraction.removed
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    pages = [part.place.page for cell in table.cells for part in cell.parts if part.place.page]
    return {
        "table": table.index,
        "page": min(pages, default=None),
        "rows": table.rows,
        "columns": table.columns,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    first = cell.parts[0].place.page if cell.parts else None
    fields: dict[str, Any] = {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "page": first,
        "bbox": _around([part for part in cell.parts if part.place.page == first]),
    }
    if len({part.place.page for part in cell.parts}) > 1:
        fields["parts"] = [
            {"page": part.place.page, "bbox": _listed(part.place.bbox), "text": part.text}
            for part in cell.parts
        ]
    return fields


def _around(parts: list[Part]) -> list[float] | None:
    """The smallest box around all parts of one page."""
    boxes = [part.place.bbox for part in parts if part.place.bbox is not None]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return [min(lefts), min(tops), max(rights), max(bottoms)]


def _listed(box: Box | None) -> list[float] | None:
    return None if box is None else list(box)
