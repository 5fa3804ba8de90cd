"""Find the blocks of a DOCX: paragraphs, tables, rows and cells, whatever stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.extract.docx.names import W
from pipeline.extract.docx.revisions import State
from pipeline.extract.docx.text import alternative

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CONTENT = frozenset({PARAGRAPH, TABLE})
_WRAPPERS = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "footnote", "endnote")
)
# Block elements without printed text.
_SILENT = frozenset(
    f"{W}{tag}"
    for tag in (
        *("sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("customXmlPr", "bookmarkStart", "bookmarkEnd", "proofErr"),
    )
)


# What holds text in a line, and paragraphs only in a text box.
_INLINE = frozenset(
    f"{W}{tag}"
    for tag in ("r", "hyperlink", "fldSimple", "ruby", "bdo", "dir", "pict", "txbxContent")
)


def blocks(element: etree._Element, state: State) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls and alternatives.

    What is none of these but may hold text (a formula, a stray run, text moved away) is
    given as it is, to be read as a paragraph.
    """
    for child in element:
        tag = child.tag
        if tag in _CONTENT:
            yield child
        elif tag in _SILENT:
            continue
        elif tag in _WRAPPERS or tag in state.kept:
            yield from blocks(child, state)
        elif tag == _ALTERNATIVES:
            for chosen in alternative(child):
                yield from blocks(chosen, state)
        elif tag not in _INLINE and tag not in state.rules and _holds_blocks(child):
            yield from blocks(child, state)
        else:
            yield child


def _holds_blocks(element: etree._Element) -> bool:
    """Whether an element of some other kind, perhaps of a later version, holds paragraphs."""
    return next(element.iterdescendants(*_CONTENT), None) is not None


def through(element: etree._Element, wanted: str, state: State) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, through content controls."""
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS or tag in state.kept:
            yield from through(child, wanted, state)
        elif tag == _ALTERNATIVES:
            for chosen in alternative(child):
                yield from through(chosen, wanted, state)
