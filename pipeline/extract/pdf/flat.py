"""What is printed on a page beyond its own content: filled-in fields, stamps and typed notes."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.lines import Objects, ask_objects

_PRINTED = frozenset((raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP))
_LOOKED_AT = 500  # annotations of a page; links and remarks are no print


class Opened(NamedTuple):
    """A page that is open, with its objects and its text; ``number`` counts from 1.

    ``text`` is pdfium's handle of the text, which has so many ``characters``.
    """

    page: pdfium.PdfPage
    objects: Objects
    text: int
    characters: int
    number: int

    def close(self) -> None:
        """Give all back; handles of pdfium are of no use after."""
        calls.close_text(self.text)
        self.page.close()


def open_page(document: pdfium.PdfDocument, index: int) -> Opened:
    """The page with what is printed over it made part of its content, in memory alone.

    Raises ``pdfium.PdfiumError`` where the page cannot be read.
    """
    page = _flat(document, index)
    handle = calls.address(page.raw)
    objects = ask_objects(calls.page_objects(handle))
    text = calls.open_text(handle)
    if text is None:
        page.close()
        raise pdfium.PdfiumError("the text of a page cannot be read")
    return Opened(page, objects, text, calls.count_characters(text), index + 1)


def _flat(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    page = document[index]
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0 or not any(_is_printed(page, n) for n in range(min(count, _LOOKED_AT))):
        return page
    done = raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
    if done != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _is_printed(page: pdfium.PdfPage, number: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        return raw.FPDFAnnot_GetSubtype(annotation) in _PRINTED
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
