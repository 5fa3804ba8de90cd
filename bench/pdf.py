"""Reading the tables of a PDF, against the libraries that one would use instead.

All on one core and in one run. Ours joins rows over pages, checks the count of characters and
asks for each page whether its text is to be believed; the others give one table for each page.
tablers and camelot-py are measured where they are installed.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2

from bench.documents import long_pdf, source
from bench.measure import Comparison, seconds_in_turn
from pipeline import extract
from pipeline.ink import ink

PAGES = 500
SOME_PAGES = 60  # the others take much the same time for each page: part of the pages is enough
FEW_PAGES = 6
ROUNDS = 3
Rows = list[tuple[str, ...]]


def compare() -> Iterator[Comparison]:
    """Pages a second and exact rows of each; memory over pages is in ``process``."""
    whole, some, few = long_pdf(PAGES), long_pdf(SOME_PAGES), long_pdf(FEW_PAGES)
    readers: dict[str, tuple[Callable[[Path], Rows], Path, int]] = {
        "pdfplumber extract_tables": (_plumb, some, SOME_PAGES),
        "bare text by pdfium (the floor)": (_bare_text, whole, PAGES),
    }
    if importlib.util.find_spec("tablers"):
        readers["tablers find_tables"] = (_tablers, whole, PAGES)
    if importlib.util.find_spec("camelot"):
        readers["camelot lattice"] = (_camelot, few, FEW_PAGES)
    actions = [partial(read, path) for read, path, _ in readers.values()]
    ours, *theirs = seconds_in_turn(ROUNDS, lambda: extract.read(whole), *actions)
    for (name, (_, _, pages)), seconds in zip(readers.items(), theirs, strict=True):
        yield Comparison(
            f"PDF, {PAGES} pages: tables joined",
            PAGES / ours,
            name,
            pages / seconds,
            "pages/s",
            f"Median of {ROUNDS}, in turn; pdfplumber on {SOME_PAGES} and camelot on {FEW_PAGES} "
            "pages of the same kind, by the page.",
        )
    [table] = extract.read(source(".docx")).tables
    truth = _rows_of(table.rows, ((c.row, c.column, c.text) for c in table.cells))
    for name, (read, *_) in readers.items():
        if "floor" not in name:
            yield Comparison(
                f"exact rows of the real table's {len(truth)}",
                _exact(truth, _ours(source(".pdf"))),
                name,
                _exact(truth, read(source(".pdf"))),
                "rows",
                "A merged item cell is not compared.",
            )


def _exact(truth: Rows, found: Rows) -> int:
    """Rows of the truth that are found as they are; a merged cell may be empty in either."""
    left = list(found)
    count = 0
    for row in truth:
        match = next((other for other in left if other[1:] == row[1:]), None)
        if match is not None:
            left.remove(match)
            count += 1
    return count


def _rows_of(rows: int, cells: Iterable[tuple[int, int, str]]) -> Rows:
    grid: list[dict[int, str]] = [{} for _ in range(rows)]
    for row, column, text in cells:
        grid[row][column] = ink(text)
    return [tuple(row.get(column, "") for column in range(3)) for row in grid]


def _ours(path: Path) -> Rows:
    [table] = extract.read(path).tables
    return _rows_of(table.rows, ((c.row, c.column, c.text) for c in table.cells))


def _plumb(path: Path) -> Rows:
    rows: Rows = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows += [tuple(ink(cell or "") for cell in row) for row in table]
            page.close()
    return rows


def _bare_text(path: Path) -> Rows:
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return []


def _tablers(path: Path) -> Rows:
    tablers = importlib.import_module("tablers")  # no types of its own
    rows: Rows = []
    document = tablers.Document(str(path))
    for page in document.pages():
        for table in tablers.find_tables(page, extract_text=True):
            for row in table.rows:
                rows.append(tuple(ink(cell.text or "") if cell else "" for cell in row.cells))
        page.clear()
    document.close()
    return rows


def _camelot(path: Path) -> Rows:
    camelot = importlib.import_module("camelot")
    rows: Rows = []
    for table in camelot.read_pdf(str(path), pages="all", flavor="lattice"):
        rows += [tuple(ink(cell) for cell in row) for row in table.df.values.tolist()]
    return rows
