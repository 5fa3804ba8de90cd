"""What the properties of a DOCX row or cell say: spans, merges, and whether it is gone."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx.grid import Merge
from pipeline.extract.docx.names import W
from pipeline.extract.docx.revisions import State
from pipeline.extract.docx.styles import is_on
from pipeline.extract.docx.text import HIDDEN
from pipeline.extract.format import MOST_COLUMNS, damaged

_VAL = f"{W}val"


@dataclass(frozen=True, slots=True)
class RowProperties:
    """Grid columns skipped before and after; ``gone`` is the rule that takes the row out."""

    before: int = 0
    after: int = 0
    header: bool = False
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class CellProperties:
    """Span, vertical and legacy horizontal merge; ``gone`` is the rule that takes it out."""

    span: int = 1
    merge: Merge = "none"
    across: Merge = "none"
    gone: str | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the cell is marked as the rest of another one."""
        return "continue" in (self.merge, self.across)


def row_properties(row: etree._Element, state: State, name: str) -> RowProperties:
    """Read ``w:trPr``. Raises ``SourceError``: ``damaged`` for an absurd number of columns."""
    before = after = 0
    header = False
    gone: str | None = None
    for outer in row.iterchildren(f"{W}trPr"):
        for mark in outer.iterchildren(*state.rows):
            gone = state.rows[mark.tag]
        for child in state.properties(outer):
            tag = child.tag
            if tag == f"{W}gridBefore":
                before = _count(child, 0, name)
            elif tag == f"{W}gridAfter":
                after = _count(child, 0, name)
            elif tag == f"{W}tblHeader":
                header = is_on(child)
            elif tag == f"{W}hidden" and is_on(child):
                gone = gone or HIDDEN
    return RowProperties(before, after, header, gone)


def cell_properties(cell: etree._Element, state: State, name: str) -> CellProperties:
    """Read ``w:tcPr``. Raises ``SourceError``: ``damaged`` for an absurd span."""
    span = 1
    merge: Merge = "none"
    across: Merge = "none"
    gone: str | None = None
    # Of a tracked merge the attribute says what holds, before or after it.
    attribute = f"{W}vMerge" if state.revisions == "final" else f"{W}vMergeOrig"
    for outer in cell.iterchildren(f"{W}tcPr"):
        for mark in outer.iterchildren(*state.cells):
            gone = state.cells[mark.tag]
        for child in state.properties(outer):
            tag = child.tag
            if tag == f"{W}gridSpan":
                span = max(1, _count(child, 1, name))
            elif tag == f"{W}vMerge":
                merge = _merge(child.get(_VAL))
            elif tag == f"{W}hMerge":
                across = _merge(child.get(_VAL))
        for change in outer.iterchildren(f"{W}cellMerge"):
            if change.get(attribute):
                merge = "continue" if change.get(attribute) == "cont" else "restart"
    return CellProperties(span, merge, across, gone)


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


def is_silent(cell: etree._Element, properties: CellProperties) -> bool:
    """Whether a cell shows nothing of itself: the empty rest of a merged one.

    Its paragraphs keep the numbering of their column, but are neither shown nor counted.
    A table in it speaks for itself.
    """
    if not properties.is_covered:
        return False
    walk = etree.iterwalk(cell, events=("start",), tag=(f"{W}t", f"{W}tbl"))
    for _, element in walk:
        if element.tag == f"{W}tbl":
            walk.skip_subtree()
        elif element.text and element.text.strip():
            return False
    return True
