"""A file becomes tables and the text outside them; the format is chosen by content.

    path ─ format.recognise ─▶ read_docx | read_xlsx | read_html | read_office | read_pdf | ...
                           ─▶ Extraction

Every reader gives back the same record, with every printed character of the file in a
cell, outside, or in a removal by a named rule. Each format is a package, whose ``reading`` is the
way in. Another format enters here: its mark in ``format.py``, its package beside the others.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Literal

from pipeline.errors import SourceError
from pipeline.extract.format import load, misnamed
from pipeline.extract.lookalikes import with_characters
from pipeline.extract.told import PageTold, nobody
from pipeline.records import Extraction

__all__ = ["read"]

_TEXT = attrgetter("text")
# Characters of one cell or paragraph: a hundred pages of print. All that is done with a text
# later takes time in proportion to it, and some of it more.
_LONGEST = 100_000
# Rows of tables and paragraphs outside them. What is done with each of them later takes time
# and memory that no limit of the reading process covers.
_MOST_ROWS = 110_000


def read(
    path: Path,
    name: str | None = None,
    revisions: Literal["final", "original"] = "final",
    *,
    pdf_engine: Literal["pdfium", "pdfplumber"] = "pdfium",
    workers: int = 1,
    told: PageTold = nobody,
) -> Extraction:
    """Read one source file; ``name`` is how it is called in every ``Place.file``.

    ``revisions`` says whether tracked changes count as made or as not made; no other format
    than Word's has them. ``pdf_engine`` says whose reading of a PDF page counts first;
    ``workers`` processes share the pages of a large PDF, with the same result; ``told`` hears
    of each page of a PDF or picture file that is read, in the process that reads it.

    A file whose name says another format than its content is read by its content, with a
    note. Raises ``SourceError``: ``unreadable_file``, ``empty_file``, ``encrypted``,
    ``damaged``, ``unsupported_format``, ``unknown_format``, ``needs_libreoffice``,
    ``conversion_failed``, ``text_too_long``, ``too_many_rows``, and those of the PDF reader
    and of ``scan``.
    A file without a table is no error here: its text is all outside.
    """
    name = path.name if name is None else name
    format_, data = load(path, name)
    # Each reader is imported when it is needed: a DOCX must not wait for the PDF libraries.
    if format_ == "pdf":
        from pipeline.extract.pdf.reading import read_pdf
        from pipeline.extract.scan.reading import Pages

        pages = Pages(name, told)
        extraction = pages.weigh(read_pdf(path, name, pages, engine=pdf_engine, workers=workers))
    elif format_ == "image":
        from pipeline.extract.scan.reading import Pages, read_scan

        extraction = read_scan(data, name, Pages(name, told))
    elif format_ == "docx":
        from pipeline.extract.docx.reading import read_docx

        extraction = read_docx(data, name, revisions)
    elif format_ == "xlsx":
        from pipeline.extract.xlsx.reading import read_xlsx

        extraction = read_xlsx(data, name)
    elif format_ == "html":
        from pipeline.extract.html.reading import read_html

        extraction = read_html(data, name)
    elif format_ == "office":
        from pipeline.extract.office.reading import read_office

        extraction = read_office(data, name, revisions)
    else:
        from pipeline.extract.text.reading import read_text

        extraction = read_text(data, name)
    _refuse_endless_rows(extraction)
    extraction = with_characters(extraction)
    _refuse_endless_text(extraction)
    note = misnamed(name, format_)
    return replace(extraction, notes=(note, *extraction.notes)) if note else extraction


def _refuse_endless_text(extraction: Extraction) -> None:
    cells = chain.from_iterable(table.cells for table in extraction.tables)
    longest = max(map(_TEXT, chain(cells, extraction.outside)), key=len, default="")
    if len(longest) > _LONGEST:
        raise SourceError(
            "text_too_long",
            extraction.file,
            f"One cell or paragraph has {len(longest):,} characters ({longest[:20].strip()}…); up"
            f" to {_LONGEST:,} are read.",
            "Check that it is the document you mean; divide the text into paragraphs.",
        )


def _refuse_endless_rows(extraction: Extraction) -> None:
    rows = sum(table.rows for table in extraction.tables) + len(extraction.outside)
    if rows > _MOST_ROWS:
        raise SourceError(
            "too_many_rows",
            extraction.file,
            f"The document has {rows:,} rows and paragraphs; up to {_MOST_ROWS:,} are read.",
            "Check that it is the document you mean; divide it into documents of their own.",
        )
