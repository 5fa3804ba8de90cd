"""pdfplumber as a second opinion on single pages; the count of characters decides."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from pipeline.extract.pdf_fragments import PageRead, compose_page
from pipeline.extract.pdf_page import Frame, Glyph, Glyphs, Printed, Ruling
from pipeline.ink import ink

Engine: TypeAlias = Literal["pdfium", "pdfplumber"]


def is_balanced(page: PageRead) -> bool:
    """Whether as many characters stand on the page as its text has as a whole."""
    texts = [line.text for one in page.fragments for cell in one.cells for line in cell.block.lines]
    texts += [line.text for line in page.outside]
    texts += [doubled.text for doubled in page.doubled]
    return len(ink("".join(texts))) == page.printed


def weigh_readings(
    path: Path, ours: PageRead, printed: Printed, *, preferred: Engine
) -> tuple[PageRead, str | None]:
    """The reading of a page to go by, and a note where that is not the preferred one.

    Characters and tables of pdfplumber are counted against the same census of the page.
    """
    number = printed.number
    try:
        other = compose_page(_plumbed(path, printed))
    except Exception as error:  # whatever its parser meets in a damaged file
        told = f"pdfplumber cannot read it ({type(error).__name__})"
        if preferred == "pdfium" or not is_balanced(ours):
            told += "; characters are missing or surplus on it, see the ledger"
        return ours, f"page {number}: {told}; read by pdfium"
    if is_balanced(other):
        note = f"page {number}: characters do not balance by pdfium; read by pdfplumber"
        return other, None if preferred == "pdfplumber" else note
    if is_balanced(ours):
        note = f"page {number}: characters do not balance by pdfplumber; read by pdfium"
        return ours, note
    return ours, f"page {number}: characters do not balance by pdfium nor by pdfplumber"


def _plumbed(path: Path, printed: Printed) -> Printed:
    """The characters and the borders of the tables that pdfplumber finds on a page.

    Its places are those of the page as shown, so that the frame is not turned.
    """
    import pdfplumber

    with pdfplumber.open(path, pages=[printed.number]) as document:
        page = document.pages[0]
        left, top = page.bbox[:2]
        glyphs = [
            Glyph(character, one["x0"] - left, one["top"] - top, one["x1"] - left,
                  one["bottom"] - top)
            for one in page.chars
            for character in one["text"]
        ]  # fmt: skip
        boxes = [
            (x0 - left, y0 - top, x1 - left, y1 - top)
            for table in page.find_tables()
            for x0, y0, x1, y1 in table.cells
        ]
        width, height = float(page.width), float(page.height)
    return Printed(
        number=printed.number,
        frame=Frame(0.0, 0.0, width, height, 0, 0),
        glyphs=Glyphs.of(glyphs),
        horizontal=tuple(Ruling(y, x0, x1) for x0, y0, x1, y1 in boxes for y in (y0, y1)),
        vertical=tuple(Ruling(x, y0, y1) for x0, y0, x1, y1 in boxes for x in (x0, x1)),
        characters=printed.characters,
        unreadable=printed.unreadable,
        notes=printed.notes,
    )
