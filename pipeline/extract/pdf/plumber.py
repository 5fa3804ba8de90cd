"""pdfplumber as a second opinion on single pages; the count of characters decides."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pipeline.extract.lookalikes import as_shown
from pipeline.extract.pdf.compose import compose_page
from pipeline.extract.pdf.fragments import PageRead
from pipeline.extract.pdf.lines import SLANT, STROKE_OF_PRINT, THIN
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Printed, Ruling
from pipeline.ink import ink

Engine: TypeAlias = Literal["pdfium", "pdfplumber"]


def is_balanced(page: PageRead) -> bool:
    """Whether as many characters stand on the page as its text has as a whole."""
    texts = [line.text for one in page.fragments for cell in one.cells for line in cell.block.lines]
    texts += [line.text for line in page.outside]
    texts += [one.text for one in (*page.doubled, *(text for _, text in page.aside))]
    return len(ink("".join(texts))) == page.printed


def weigh_readings(
    path: Path, ours: PageRead, printed: Printed, *, preferred: Engine
) -> tuple[PageRead, str | None]:
    """The reading of a page to go by, and a note where that is not as expected.

    Characters and tables of pdfplumber are counted against the same census of the page: where
    only one of the two balances, it is taken, whichever is preferred. Where both do and yet
    read different cells, the preferred one is taken and the note says in how many.
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
        if not is_balanced(ours):
            note = f"page {number}: characters do not balance by pdfium; read by pdfplumber"
            return other, note
        differing = _differing(ours, other)
        chosen = other if preferred == "pdfplumber" else ours
        if not differing:
            return chosen, None
        return chosen, (
            f"page {number}: pdfium and pdfplumber differ in {differing} cells, and all characters"
            f" balance by both; read by {preferred}, which is asked first"
        )
    if is_balanced(ours):
        note = f"page {number}: characters do not balance by pdfplumber; read by pdfium"
        return ours, note
    return ours, f"page {number}: characters do not balance by pdfium nor by pdfplumber"


def _differing(ours: PageRead, other: PageRead) -> int:
    """How many cells, at most, one reading has and the other has not."""
    one, two = (
        Counter(
            (index, cell.row, cell.column, cell.row_span, cell.column_span, cell.ink)
            for index, fragment in enumerate(read.fragments)
            for cell in fragment.cells
        )
        for read in (ours, other)
    )
    return max((one - two).total(), (two - one).total())


def _plumbed(path: Path, printed: Printed) -> Printed:
    """The characters, the lines and the borders of the tables that pdfplumber finds on a page.

    Its places are those of the page as shown, so that the frame is not turned. Signs of radicals
    are read as what they show, as pdfium does where the file says so (``/ActualText``). Filled
    areas, whose sides are lines to pdfplumber, are those of pdfium, which knows their colours.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks upon each odd font
    with pdfplumber.open(path, pages=[printed.number]) as document:
        page = document.pages[0].filter(lambda found: not _is_no_border(found))
        left, top = page.bbox[:2]
        glyphs = [
            Glyph(character, one["x0"] - left, one["top"] - top, one["x1"] - left,
                  one["bottom"] - top)
            for one in page.chars
            for character in as_shown(one["text"])
        ]  # fmt: skip
        borders = [
            side
            for table in page.find_tables()
            for x0, y0, x1, y1 in table.cells
            for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        ]
        borders += [(one["x0"], one["top"], one["x1"], one["bottom"]) for one in page.edges]
        width, height = float(page.width), float(page.height)
    return Printed(
        number=printed.number,
        frame=Frame(0.0, 0.0, width, height, 0, 0),
        glyphs=Glyphs.of(glyphs),
        horizontal=tuple(
            Ruling(y0 - top, x0 - left, x1 - left) for x0, y0, x1, y1 in borders if y1 - y0 <= SLANT
        ),
        vertical=tuple(
            Ruling(x0 - left, y0 - top, y1 - top) for x0, y0, x1, y1 in borders if x1 - x0 <= SLANT
        ),
        shades=tuple(map(printed.frame.as_shown, printed.shades)),
        characters=printed.characters,
        unreadable=printed.unreadable,
        notes=printed.notes,
    )


def _is_no_border(found: Mapping[str, Any]) -> bool:
    """Whether an object of the page is a filled area, or an outline of print."""
    short, long = sorted((found["width"], found["height"]))
    if found["object_type"] == "curve":
        return bool(long <= STROKE_OF_PRINT)
    is_filled = found["object_type"] == "rect" and found["fill"] and not found["stroke"]
    return bool(is_filled and short > THIN)
