"""Reading DOCX, XLSX and HTML tables, against the libraries' own ways."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from lxml import etree

from bench.documents import W, long_bare_html, long_docx, long_html, long_xlsx
from bench.measure import Comparison, seconds_in_turn
from pipeline import extract

ROWS = 5_000
LARGE = (10_000, 100_000)


def compare() -> Iterator[Comparison]:
    """Rows a second of the readers of tables."""
    yield from _docx()
    yield from _xlsx()
    yield from _html()


def _docx() -> Iterator[Comparison]:
    path = long_docx(ROWS)
    [ours, python_docx, bare] = seconds_in_turn(
        5, lambda: extract.read(path), lambda: _row_cells(path), lambda: _bare_pass(path)
    )
    what = f"DOCX, {ROWS:,} rows: tables with spans"
    yield Comparison(what, ROWS / ours, "python-docx row.cells", ROWS / python_docx, "rows/s")
    yield Comparison(what, ROWS / ours, "one bare lxml pass", ROWS / bare, "rows/s")
    yield _growth("DOCX", long_docx)


def _xlsx() -> Iterator[Comparison]:
    path = long_xlsx(ROWS)
    [ours, theirs] = seconds_in_turn(5, lambda: extract.read(path), lambda: _openpyxl(path))
    what = f"XLSX, {ROWS:,} rows: tables with spans"
    yield Comparison(what, ROWS / ours, "openpyxl read-only, no spans", ROWS / theirs, "rows/s")


def _html() -> Iterator[Comparison]:
    path = long_html(ROWS)
    [ours, parsed, bare] = seconds_in_turn(
        5, lambda: extract.read(path), lambda: _parse(path), lambda: _cell_texts(path)
    )
    what = f"HTML, {ROWS:,} rows: tables with spans"
    yield Comparison(what, ROWS / ours, "one bare lxml pass", ROWS / bare, "rows/s")
    yield Comparison(what, ROWS / ours, "lxml's parsing alone", ROWS / parsed, "rows/s")
    yield from _bare_html()
    yield _growth("HTML", long_html)


def _bare_html() -> Iterator[Comparison]:
    path = long_bare_html(ROWS)
    [ours, parsed, bare] = seconds_in_turn(
        9, lambda: extract.read(path), lambda: _parse(path), lambda: _cell_texts(path)
    )
    what = f"HTML, {ROWS:,} rows, cells without markup"
    yield Comparison(what, ROWS / ours, "one bare lxml pass", ROWS / bare, "rows/s")
    yield Comparison(what, ROWS / ours, "lxml's parsing alone", ROWS / parsed, "rows/s")


def _growth(form: str, document: Callable[[int], Path]) -> Comparison:
    few, many = LARGE
    [few_s, many_s] = seconds_in_turn(
        3, lambda: extract.read(document(few)), lambda: extract.read(document(many))
    )
    return Comparison(
        f"{form}, {many:,} rows",
        many / many_s,
        f"the same reader, {few:,} rows",
        few / few_s,
        "rows/s",
        "Near 1x is linear.",
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


def _openpyxl(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    book.close()
    return rows


def _parse(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))


def _cell_texts(path: Path) -> list[list[str]]:
    """Nothing but the text of each cell, as for a DOCX."""
    return [
        ["".join(cell.itertext()) for cell in row.iter("td", "th")]
        for row in _parse(path).iter("tr")
    ]
