"""The quick way through a DOCX row that holds nothing but text, spans and vertical merges.

Nearly all rows of real tables are such. One filtered iteration in C finds the few
elements that matter; as soon as one turns up that needs the careful walk (a tracked
change, a nested table, a style that hides text, ...), the row is left to that walk. Both
ways give the same cells: a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.extract.docx_grid import Merge, Read
from pipeline.extract.docx_package import W
from pipeline.extract.docx_text import Reading

_T, _P, _TC, _TR, _BR = f"{W}t", f"{W}p", f"{W}tc", f"{W}tr", f"{W}br"
_SPAN, _V_MERGE = f"{W}gridSpan", f"{W}vMerge"
_VAL = f"{W}val"
_PLAIN = (_T, _P, _TC, _TR, _BR, _SPAN, _V_MERGE)
_NEED_CARE = (
    *(
        f"{W}{tag}"
        for tag in (
            *("del", "moveFrom", "delText", "cr", "tab", "ptab", "noBreakHyphen", "sym", "rt"),
            *("tbl", "txbxContent", "vanish", "numPr", "fldChar", "hMerge", "cellDel"),
            *("cellMerge", "tcPrChange", "trPrChange", "gridBefore", "gridAfter", "tblHeader"),
            *("hidden", "footnoteReference", "endnoteReference"),
        )
    ),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)
_ORIGINAL = tuple(f"{W}{tag}" for tag in ("ins", "moveTo", "cellIns", "pPrChange", "rPrChange"))
_STYLES = (f"{W}pStyle", f"{W}rStyle")


def elements_by_row(
    table: etree._Element, rows: list[etree._Element], reading: Reading
) -> Iterator[list[etree._Element]]:
    """The elements that matter, for each of the table's own ``rows``, in order.

    One iteration over the whole table: setting up one for each row takes longer than
    reading the row. The rows of a nested table are elements of the row it stands in.
    """
    styles = reading.styles
    care = _NEED_CARE if reading.state.revisions == "final" else (*_NEED_CARE, *_ORIGINAL)
    named = _STYLES if styles.hidden or styles.numbered else ()
    ahead = iter(rows)
    coming = next(ahead, None)
    elements: list[etree._Element] | None = None
    for element in table.iterdescendants(*_PLAIN, *care, *named):
        if element is coming:
            if elements is not None:
                yield elements
            elements = []
            coming = next(ahead, None)
        elif elements is not None:
            elements.append(element)
    if elements is not None:
        yield elements


def read_plain(elements: list[etree._Element]) -> tuple[list[Read], int] | None:
    """The cells of a row and the grid columns it covers; ``None`` if it needs care."""
    cells: list[Read] = []
    column = 0
    span = 1
    merge: Merge = "none"
    paragraphs: list[str] = []
    pieces: list[str] = []
    in_cell = in_paragraph = False
    for child in elements:
        tag = child.tag
        if tag == _T:
            if not in_paragraph:
                return None
            pieces.append(child.text or "")
        elif tag == _P:
            if not in_cell:
                return None
            if pieces:
                paragraphs.append("".join(pieces))
                pieces = []
            in_paragraph = True
        elif tag == _TC:
            if in_cell:
                cells.append((column, span, merge, _text(paragraphs, pieces)))
                column += span
            span, merge = 1, "none"
            paragraphs, pieces = [], []
            in_cell, in_paragraph = True, False
        elif tag == _V_MERGE:
            merge = "restart" if child.get(_VAL) == "restart" else "continue"
        elif tag == _SPAN:
            value = child.get(_VAL, "")
            if not (value.isdecimal() and len(value) <= 2 and int(value)):
                return None
            span = int(value)
        elif tag == _BR and in_paragraph:
            pieces.append("\n")
        else:
            return None
    if in_cell:
        cells.append((column, span, merge, _text(paragraphs, pieces)))
        column += span
    return cells, column


def _text(paragraphs: list[str], pieces: list[str]) -> str:
    """The text of a cell: its paragraphs so far, and the pieces of the last one."""
    if not paragraphs:
        return "".join(pieces).strip()
    paragraphs.append("".join(pieces))
    return "\n".join(filter(None, map(str.strip, paragraphs)))
