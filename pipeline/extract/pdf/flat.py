"""What is printed on a page beyond its own content: filled-in fields, stamps and typed notes."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_PRINTED = frozenset((raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP))
_LOOKED_AT = 500  # annotations of a page; links and remarks are no print


class Opened(NamedTuple):
    """A page that is open, with its text; ``number`` counts from 1."""

    page: pdfium.PdfPage
    text: pdfium.PdfTextPage
    number: int

    def close(self) -> None:
        """Give both back; handles of pdfium are of no use after."""
        self.text.close()
        self.page.close()


def open_page(document: pdfium.PdfDocument, index: int) -> Opened:
    """The page with what is printed over it made part of its content, in memory alone.

    Raises ``pdfium.PdfiumError`` where the page cannot be read.
    """
    page = _flat(document, index)
    try:
        return Opened(page, page.get_textpage(), index + 1)
    except pdfium.PdfiumError:
        page.close()
        raise


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
