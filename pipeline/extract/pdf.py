"""Read a PDF with ruled tables: page by page, then tables and rows joined over the pages.

The characters, their boxes and the drawn lines come from pdfium; each page is closed
before the next is opened, and only lines of text and cells are kept of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.extract.pdf_chains import link_fragments, page_edges
from pipeline.extract.pdf_fragments import PageRead, read_page
from pipeline.extract.pdf_furniture import find_furniture
from pipeline.extract.pdf_tables import assemble
from pipeline.records import Box, Extraction, Part, Place, Removal

_PAGES_OPEN = 40  # pages read before the file is opened anew
_UNREADABLE_SHARE = 0.5  # of the characters of a file or page without certain meaning
_GIVE_TEXT = "Give a PDF with text or the DOCX; pictures of text are not read yet."


def read_pdf(path: Path, name: str) -> Extraction:
    """Read all ruled tables of a PDF and the text outside them.

    ``name`` is what stands in ``Place.file``. Boxes are in points on the page as a viewer
    shows it (rotation applied), origin at the upper left of its visible box. A page that
    cannot be read is left out and noted.

    Raises ``SourceError``: ``empty_file``, ``encrypted``, ``damaged``, ``no_text_layer``.
    """
    if path.stat().st_size == 0:
        raise SourceError("empty_file", name, "The file is empty (0 bytes).", "Get it again.")
    count, pages, characters, notes = _read_pages(path, name)
    notes = [*_refuse_without_text(pages, count, name), *notes]
    furniture = find_furniture([page_edges(page) for page in pages])
    by_number = {page.number: page for page in pages}

    def place(page: int, box: Box) -> Place:
        left, top, right, bottom = by_number[page].frame.as_shown(box)
        return Place(
            file=name,
            page=page,
            bbox=(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)),
        )

    body = {
        page.number: [line for line in page.outside if (page.number, line) not in furniture]
        for page in pages
    }
    room = _room_on_pages(pages, {n: [li.bottom for li in lines] for n, lines in body.items()})
    assembled = [
        assemble(chain, index, place, room)
        for index, chain in enumerate(link_fragments(pages, furniture))
    ]
    return Extraction(
        file=name,
        format="pdf",
        tables=tuple(one.table for one in assembled),
        outside=tuple(
            Part(line.text, place(number, line.box))
            for number, lines in body.items()
            for line in lines
        ),
        removed=(
            *(
                Removal(rule, line.text, place(number, line.box))
                for (number, line), rule in furniture.items()
            ),
            *(
                Removal("doubled_glyph", doubled.text, place(page.number, doubled.box))
                for page in pages
                for doubled in page.doubled
            ),
            *(removal for one in assembled for removal in one.removed),
        ),
        characters=characters,
        pages=count,
        notes=(*notes, *(note for one in assembled for note in one.notes)),
    )


def _open(path: Path, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceError(
                "encrypted",
                name,
                "The PDF is encrypted and opens with a password only.",
                "Save it without a password.",
            ) from None
        raise SourceError(
            "damaged",
            name,
            "The file cannot be opened as a PDF: it is cut off, damaged, or something else.",
            "Get it again from where it was published.",
        ) from None


def _read_pages(path: Path, name: str) -> tuple[int, list[PageRead], Counter[str], list[str]]:
    """All pages of a file: their number, what is on them, their characters, and notes.

    pdfium keeps what it has parsed until the file is closed: it is opened anew from time to
    time, so that memory does not grow with the pages.
    """
    pages: list[PageRead] = []
    characters: Counter[str] = Counter()
    notes: list[str] = []
    document = _open(path, name)
    try:
        count = len(document)
        for index in range(count):
            if index and index % _PAGES_OPEN == 0:
                document.close()
                document = _open(path, name)
            try:
                page = document[index]
                try:
                    read, counted = read_page(page, index + 1)
                finally:
                    page.close()
            except pdfium.PdfiumError:
                notes.append(f"page {index + 1}: damaged, it could not be read")
                continue
            pages.append(read)
            characters.update(counted)
    finally:
        document.close()
    return count, pages, characters, notes


def _refuse_without_text(pages: Sequence[PageRead], count: int, name: str) -> list[str]:
    """Notes on single pages without readable text; an error if that is all there is."""
    if not pages:
        raise SourceError(
            "damaged", name, f"None of its {count} pages can be read.", "Get the file again."
        )
    total = sum(page.printed for page in pages)
    if total == 0:
        raise SourceError(
            "no_text_layer",
            name,
            f"None of its {count} pages has text: they are pictures or empty.",
            _GIVE_TEXT,
        )
    if sum(page.unreadable for page in pages) > total * _UNREADABLE_SHARE:
        raise SourceError(
            "no_text_layer",
            name,
            "Its text has no meaning: the fonts do not say which characters they show.",
            _GIVE_TEXT,
        )
    notes = []
    for page in pages:
        if not page.printed:
            notes.append(f"page {page.number}: no text on it, a picture or empty")
        elif page.unreadable:
            notes.append(
                f"page {page.number}: {page.unreadable} characters whose font does not say"
                " what they mean; check them"
            )
    return notes


def _room_on_pages(
    pages: Sequence[PageRead], bottoms: Mapping[int, Sequence[float]]
) -> dict[int, float]:
    """How far above the end of the page body the last table of each page ends, in points.

    The body ends where it does on the fullest quarter of the pages of the same size, so
    that a single page with more on it does not count.
    """
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for page in pages:
        tables = [fragment.ys[-1] for fragment in page.fragments]
        ends[_size(page)].append(max([0.0, *tables, *bottoms[page.number]]))
    body_end = {size: sorted(found)[-1 - len(found) // 4] for size, found in ends.items()}
    return {
        page.number: body_end[_size(page)] - page.fragments[-1].ys[-1]
        for page in pages
        if page.fragments
    }


def _size(page: PageRead) -> tuple[int, int]:
    width, height = page.frame.size
    return (round(width), round(height))
