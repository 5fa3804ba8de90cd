"""Where pdfium and pdfplumber differ on a page the characters decide, and the run says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from pipeline.extract.pdf import plumber as pdf_plumber
from pipeline.extract.pdf.page import Glyphs, Printed
from pipeline.extract.pdf.plumber import Engine
from pipeline.extract.pdf.reading import read_pdf


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A table of two columns; a white line, which nobody sees, parts the second."""
    path = tmp_path / "a.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    drawn = canvas.Canvas(str(path), (400, 300))
    drawn.setFont("STSong-Light", 12)
    for row, texts in enumerate((("任务", "责任单位"), ("改革", "市公安局"), ("整治", "市民政局"))):
        drawn.drawString(60, 206 - 40 * row, texts[0])
        drawn.drawString(210, 206 - 40 * row, texts[1])
    for y in (110, 150, 190, 230):
        drawn.line(50, y, 350, y)
    for x in (50, 200, 350):
        drawn.line(x, 110, x, 230)
    drawn.setStrokeColorRGB(1, 1, 1)
    drawn.line(300, 110, 300, 230)
    drawn.save()
    return path


def columns_and_notes(path: Path, engine: Engine) -> tuple[int, tuple[str, ...]]:
    extraction = read_pdf(path, path.name, engine=engine)
    return extraction.tables[0].columns, extraction.notes


def test_where_both_balance_the_one_asked_for_is_taken_and_the_difference_said(page: Path) -> None:
    assert columns_and_notes(page, "pdfium") == (2, ())
    columns, notes = columns_and_notes(page, "pdfplumber")
    assert columns == 3
    assert notes == (
        "page 1: pdfium and pdfplumber differ in 3 cells, and all characters balance by both;"
        " read by pdfplumber, which is asked first",
    )


def test_where_one_alone_balances_it_is_taken(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pdfplumber loses a character of the page, and is asked for all the same."""
    plumbed = pdf_plumber._plumbed

    def lossy(path: Path, printed: Printed) -> Printed:
        read = plumbed(path, printed)
        return replace(read, glyphs=Glyphs(read.glyphs.text[1:], read.glyphs.boxes[1:]))

    monkeypatch.setattr(pdf_plumber, "_plumbed", lossy)
    assert columns_and_notes(page, "pdfplumber") == (
        2,
        ("page 1: characters do not balance by pdfplumber; read by pdfium",),
    )


def test_tables_without_all_lines_are_read_by_either(tmp_path: Path) -> None:
    """Every second row shaded cell by cell; rules above and below the header and at the end."""
    path = tmp_path / "a.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    drawn = canvas.Canvas(str(path), (400, 300))
    drawn.setFont("STSong-Light", 12)
    texts = [("序号", "工作任务", "责任单位")]
    texts += [(str(n), f"完成第{n}类场所消防安全检查", "市公安局、市民政局") for n in range(1, 5)]
    for row, cells in enumerate(texts):
        y = 240 - 30 * row
        if row % 2:
            drawn.setFillGray(0.9)
            for x0, x1 in ((40, 85), (85, 245), (245, 360)):
                drawn.rect(x0, y - 10, x1 - x0, 30, stroke=0, fill=1)
            drawn.setFillGray(0)
        for x, text in zip((50, 90, 250), cells, strict=True):
            drawn.drawString(x, y, text)
    for y in (260, 230, 110):
        drawn.line(40, y, 360, y)
    drawn.save()

    def rows(engine: Engine) -> list[list[str]]:
        [table] = read_pdf(path, path.name, engine=engine).tables
        assert table.columns == 3
        found: list[list[str]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            found[cell.row].append(cell.text)
        return found

    assert rows("pdfium") == rows("pdfplumber") == [list(cells) for cells in texts]
