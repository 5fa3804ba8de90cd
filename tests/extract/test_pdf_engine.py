"""Pages shared by processes, and pdfplumber as a second opinion on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pdf_press import Press, Setting
from pipeline.extract.pdf import reading as pdf
from pipeline.extract.pdf.flat import Opened
from pipeline.extract.pdf.page import Glyphs, Printed
from pipeline.extract.pdf.primitives import read_together
from pipeline.extract.pdf.reading import read_pdf
from pipeline.ink import census, ink

ROWS = [["任务", "措施", "单位"]]
ROWS += [
    [f"{n}．改革。", f"落实第{n}项措施，限期整改。" * (1 + n % 3), "市民政局"] for n in range(1, 90)
]
HOW = Setting(page=(595, 200), number="— {n} —")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    press = Press(tmp_path / "a.pdf", HOW)
    press.table(ROWS)
    press.save()
    return tmp_path / "a.pdf"


def test_the_result_does_not_depend_on_how_many_processes_read(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = read_pdf(pages, "a.pdf")
    monkeypatch.setattr(pdf, "_SHARED_FROM", 2)
    assert (alone.pages or 0) > 40
    assert read_pdf(pages, "a.pdf", workers=2) == alone


def test_the_file_is_opened_anew_where_its_pages_are_large(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pdfium keeps what it has shown; the result is the same."""
    opened: list[Path] = []
    once = read_pdf(pages, "a.pdf")
    really = pdf._open
    monkeypatch.setattr(pdf, "_open", lambda path, name: opened.append(path) or really(path, name))
    assert read_pdf(pages, "a.pdf") == once
    assert len(opened) == 2  # to count the pages, and to read them
    monkeypatch.setattr(pdf, "_BYTES_OPEN", 1)
    assert read_pdf(pages, "a.pdf") == once
    assert len(opened) == 3 + -(-(once.pages or 0) // pdf._FEWEST_OPEN)


def test_a_page_reader_that_cannot_be_shared_is_asked_in_this_process(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def reader(page: pdfium.PdfPage, printed: Printed) -> Printed:
        asked.append(printed.number)
        return printed

    monkeypatch.setattr(pdf, "_SHARED_FROM", 2)
    extraction = read_pdf(pages, "a.pdf", reader, workers=2)
    assert asked == list(range(1, (extraction.pages or 0) + 1))


def small(tmp_path: Path) -> Path:
    press = Press(tmp_path / "a.pdf", Setting(page=(595, 300)))
    press.table(ROWS[:5])
    press.save()
    return tmp_path / "a.pdf"


def test_pdfplumber_reads_the_same_table(tmp_path: Path) -> None:
    path = small(tmp_path)
    ours, theirs = read_pdf(path, "a.pdf"), read_pdf(path, "a.pdf", engine="pdfplumber")
    assert [[ink(cell.text) for cell in table.cells] for table in theirs.tables] == [
        [ink(cell.text) for cell in table.cells] for table in ours.tables
    ]
    assert not theirs.notes


def test_where_our_count_does_not_balance_pdfplumber_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first character of the page is lost: the ledger of the page sees it."""

    def lossy(pages: Sequence[Opened]) -> list[Printed]:
        return [
            replace(printed, glyphs=Glyphs(printed.glyphs.text[1:], printed.glyphs.boxes[1:]))
            for printed in read_together(pages)
        ]

    whole = read_pdf(small(tmp_path), "a.pdf")
    monkeypatch.setattr(pdf, "read_together", lossy)
    extraction = read_pdf(tmp_path / "a.pdf", "a.pdf")
    assert extraction.notes[0] == "page 1: characters do not balance by pdfium; read by pdfplumber"
    assert [cell.text for cell in extraction.tables[0].cells] == [
        cell.text for cell in whole.tables[0].cells
    ]
    assert census(cell.text for cell in extraction.tables[0].cells) == extraction.characters


def test_a_page_that_fails_among_others_is_left_out_alone(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are read some at a time; one of them cannot be read."""

    def fails(pages: Sequence[Opened]) -> list[Printed]:
        if any(page.number == 3 for page in pages):
            raise pdfium.PdfiumError("no picture")
        return read_together(pages)

    whole = read_pdf(pages, "a.pdf")
    monkeypatch.setattr(pdf, "read_together", fails)
    extraction = read_pdf(pages, "a.pdf")
    assert extraction.notes[0] == "page 3: damaged, it could not be read"
    shown = {
        part.place.page for table in extraction.tables for c in table.cells for part in c.parts
    }
    assert shown == set(range(1, (whole.pages or 0) + 1)) - {3}


def test_pages_read_together_are_as_each_alone(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = read_pdf(pages, "a.pdf")
    monkeypatch.setattr(pdf, "_PAGES_TOGETHER", 1)
    assert read_pdf(pages, "a.pdf") == together


def test_where_pdfplumber_fails_the_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pdfplumber

    def fails(*_: object, **__: object) -> None:
        raise ValueError("no stream")

    monkeypatch.setattr(pdfplumber, "open", fails)
    extraction = read_pdf(small(tmp_path), "a.pdf", engine="pdfplumber")
    assert extraction.notes == ("page 1: pdfplumber cannot read it (ValueError); read by pdfium",)
    assert extraction.tables[0].rows == 5
