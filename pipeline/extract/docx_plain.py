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
from pipeline.extract.format import MOST_COLUMNS

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


def plain_rows(
    table: etree._Element, rows: list[etree._Element], reading: Reading
) -> Iterator[tuple[list[Read], int] | None]:
    """For each of the table's own ``rows``: its cells and the grid columns that it covers.

    ``None`` for a row that needs care. One iteration over the whole table: to set one up
    for each row takes longer than to read the row.
    """
    styles = reading.styles
    care = _NEED_CARE if reading.state.revisions == "final" else (*_NEED_CARE, *_ORIGINAL)
    named = _STYLES if styles.hidden or styles.numbered else ()
    ahead = iter(rows)
    coming = next(ahead, None)
    row: list[Read] = []
    column, span = 0, 1
    merge: Merge = "none"
    paragraphs: list[str] = []
    pieces: list[str] = []
    careful = styles.default_matters
    in_cell = in_paragraph = False
    for element in table.iterdescendants(*_PLAIN, *care, *named):
        tag = element.tag
        if tag == _TR and element is coming:
            if in_cell:
                row.append((column, span, merge, _text(paragraphs, pieces)))
                column += span
            if element is not rows[0]:
                yield None if careful else (row, column)
            coming = next(ahead, None)
            row, column = [], 0
            careful = styles.default_matters
            in_cell = in_paragraph = False
        elif careful:
            continue
        elif tag == _T and in_paragraph:
            pieces.append(element.text or "")
        elif tag == _P and in_cell:
            if in_paragraph:
                paragraphs.append("".join(pieces))
                pieces = []
            in_paragraph = True
        elif tag == _TC:
            if in_cell:
                row.append((column, span, merge, _text(paragraphs, pieces)))
                column += span
            span, merge = 1, "none"
            paragraphs, pieces = [], []
            in_cell, in_paragraph = True, False
            careful = column > MOST_COLUMNS
        elif tag == _V_MERGE:
            merge = "restart" if element.get(_VAL) == "restart" else "continue"
        elif tag == _BR and in_paragraph:
            pieces.append("\n")
        elif tag == _SPAN:
            span = _span(element)
            careful = not span
        else:
            careful = True
    if rows:
        if in_cell:
            row.append((column, span, merge, _text(paragraphs, pieces)))
            column += span
        yield None if careful else (row, column)


def _span(element: etree._Element) -> int:
    """A span of ordinary width; 0 for any other, which needs care."""
    value = element.get(_VAL, "")
    return int(value) if value.isdecimal() and len(value) <= 2 else 0


def _text(paragraphs: list[str], pieces: list[str]) -> str:
    """The text of a cell: its paragraphs so far, and the pieces of the last one."""
    if not paragraphs:
        return "".join(pieces).strip()
    paragraphs.append("".join(pieces))
    return "\n".join(filter(None, map(str.strip, paragraphs)))
