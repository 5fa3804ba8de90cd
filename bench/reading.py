"""Reading DOCX and PDF tables, against the libraries' own ways."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pdfplumber
from lxml import etree

from bench.documents import W, long_docx, long_pdf
from bench.measure import Comparison, seconds_in_turn
from pipeline import extract

ROWS = 5_000
PAGES = 500
# pdfplumber takes much the same time for each page: part of the pages is enough.
SHARED_PAGES = 60


def compare() -> Iterator[Comparison]:
    """Rows a second of the DOCX reader, pages a second of the PDF reader."""
    path = long_docx(ROWS)
    [ours, python_docx, bare] = seconds_in_turn(
        5, lambda: extract.read(path), lambda: _row_cells(path), lambda: _bare_pass(path)
    )
    what = f"DOCX, {ROWS:,} rows: tables with spans"
    yield Comparison(what, ROWS / ours, "python-docx row.cells", ROWS / python_docx, "rows/s")
    yield Comparison(what, ROWS / ours, "one bare lxml pass", ROWS / bare, "rows/s")

    pages = long_pdf(SHARED_PAGES)
    [ours, theirs] = seconds_in_turn(3, lambda: extract.read(pages), lambda: _plumb(pages))
    yield Comparison(
        f"PDF, {SHARED_PAGES} pages: tables joined",
        SHARED_PAGES / ours,
        "pdfplumber extract_tables",
        SHARED_PAGES / theirs,
        "pages/s",
    )
    start = time.perf_counter()
    extract.read(long_pdf(PAGES))
    yield Comparison(
        f"PDF, {PAGES} pages: tables joined",
        PAGES / (time.perf_counter() - start),
        "pdfplumber extract_tables",
        SHARED_PAGES / theirs,
        "pages/s",
        f"pdfplumber on {SHARED_PAGES} pages of the same kind, by the page; fenjie on all, once.",
    )


def _row_cells(path: Path) -> list[list[str]]:
    [table] = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def _bare_pass(path: Path) -> list[list[str]]:
    """Nothing but the texts in XML order: no spans, no checks. The floor, not a reader."""
    with zipfile.ZipFile(path) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in document.iter(f"{W}tr")
    ]


def _plumb(path: Path) -> int:
    """The pages' tables, each page closed after use as its documentation advises."""
    rows = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            rows += sum(map(len, page.extract_tables()))
            page.close()
    return rows
