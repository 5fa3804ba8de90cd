"""What the properties of a DOCX row or cell say: spans, merges, and whether it is gone."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx_grid import Merge
from pipeline.extract.docx_package import W
from pipeline.extract.docx_text import DELETED, HIDDEN, is_on
from pipeline.extract.format import MOST_COLUMNS, damaged

_VAL = f"{W}val"


@dataclass(frozen=True, slots=True)
class RowProperties:
    """Grid columns skipped before and after; ``gone`` is the rule that takes the row out."""

    before: int = 0
    after: int = 0
    header: bool = False
    gone: str | None = None


def row_properties(row: etree._Element, name: str) -> RowProperties:
    """Read ``w:trPr``. Raises ``SourceError``: ``damaged`` for an absurd number of columns."""
    before = after = 0
    header = False
    gone: str | None = None
    for properties in row.iterchildren(f"{W}trPr"):
        for child in properties:
            tag = child.tag
            if tag == f"{W}gridBefore":
                before = _count(child, 0, name)
            elif tag == f"{W}gridAfter":
                after = _count(child, 0, name)
            elif tag == f"{W}tblHeader":
                header = is_on(child)
            elif tag == f"{W}del":
                gone = DELETED
            elif tag == f"{W}hidden" and is_on(child):
                gone = gone or HIDDEN
    return RowProperties(before, after, header, gone)


def cell_properties(cell: etree._Element, name: str) -> tuple[int, Merge, Merge, bool]:
    """Span, vertical merge, legacy horizontal merge, and whether the cell is deleted.

    Raises ``SourceError``: ``damaged`` for an absurd span.
    """
    span = 1
    merge: Merge = "none"
    across: Merge = "none"
    gone = False
    for properties in cell.iterchildren(f"{W}tcPr"):
        for child in properties:
            tag = child.tag
            if tag == f"{W}gridSpan":
                span = max(1, _count(child, 1, name))
            elif tag == f"{W}vMerge":
                merge = _merge(child.get(_VAL))
            elif tag == f"{W}hMerge":
                across = _merge(child.get(_VAL))
            elif tag == f"{W}cellDel":
                gone = True
            elif tag == f"{W}cellMerge" and child.get(f"{W}vMerge"):
                merge = "continue" if child.get(f"{W}vMerge") == "cont" else "restart"
    return span, merge, across, gone


def _merge(value: str | None) -> Merge:
    return "restart" if value == "restart" else "continue"


def _count(element: etree._Element, default: int, name: str) -> int:
    """A number of grid columns; what is no number counts as ``default``."""
    value = (element.get(_VAL) or "").strip()
    if not value.isdecimal():
        return default
    if len(value) > len(str(MOST_COLUMNS)):
        check_columns(MOST_COLUMNS + 1, name)
    return int(value)


def check_columns(columns: int, name: str) -> None:
    """Raise ``SourceError``: ``damaged`` where a row claims more columns than any table has."""
    if columns > MOST_COLUMNS:
        raise damaged(name, f"A table row claims more than {MOST_COLUMNS} grid columns")
