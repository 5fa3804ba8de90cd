"""Tables as people print them, set by a typesetter of our own: 100 % of the cells, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pdf_layouts.fonts import truetype
from pdf_layouts.truth import blank_is_none, expected, grid, read_balanced, task_rows
from pdf_press import Press, Row, Setting

WIDTHS = (40, 100, 190, 125)

TRAITS = {
    "lines": Setting(),
    "thin rectangles": Setting(border="rectangle"),
    "thick lines": Setting(border="thick"),
    "double lines": Setting(border="double"),
    "dashed lines": Setting(border="dashed"),
    "hairlines": Setting(border="hairline"),
    "gaps where lines meet": Setting(border="gaps"),
    "lines that are pictures": Setting(border="pictures"),
    "no outer borders": Setting(border="open"),
    "no border at the page edge": Setting(border="cut open"),
    "horizontal lines alone": Setting(border="horizontal"),
    "a frame and horizontal lines": Setting(border="frame"),
    "white lines that nobody sees": Setting(hidden=True),
    "characters set apart": Setting(spacing=1.5),
    "bold type set twice": Setting(bold=True),
    "lines in the file from the last to the first": Setting(backwards=True),
    "texts in the middle of cells": Setting(centred=True),
    "header on each page": Setting(header_rows=1),
    "rows kept whole": Setting(cut_rows=False, header_rows=1),
    "head and page number": Setting(head="某市人民政府公报", number="— {n} —"),
    "a mark of continuation": Setting(continued="（续表）", header_rows=1),
    "turned pages": Setting(rotation=90),
    "upside down": Setting(rotation=180),
    "drawn sideways": Setting(sideways=True, page=(595, 500)),
    "landscape": Setting(page=(842, 400)),
    "shifted for binding": Setting(shift=28),
    "large type": Setting(size=16, lead=24),
    "small type": Setting(size=7, lead=9),
}
# Without lines between rows a row must not be cut: nothing would say where it goes on.
UNRULED = {
    "three lines": Setting(border="three lines", between=8),
    "no lines": Setting(border="none", between=8),
    "no lines, rows close together": Setting(border="none", size=9, lead=15),
    "shaded rows": Setting(border="shaded"),
    "vertical lines alone": Setting(border="vertical", between=8),
}


def press(path: Path, rows: Sequence[Row], how: Setting) -> Path:
    setting = Press(path, how)
    setting.table(rows)
    setting.save()
    return path


@pytest.mark.parametrize("name", TRAITS)
def test_ruled_tables(tmp_path: Path, name: str) -> None:
    rows = task_rows(16, merged=name in ("lines", "thin rectangles", "gaps where lines meet"))
    path = press(tmp_path / "a.pdf", rows, replace(TRAITS[name], widths=WIDTHS))
    (table,) = read_balanced(path).tables
    assert blank_is_none(grid(table)) == blank_is_none(expected(rows))


@pytest.mark.parametrize("name", UNRULED)
def test_tables_without_lines_between_columns_or_rows(tmp_path: Path, name: str) -> None:
    rows = task_rows(14)
    how = replace(UNRULED[name], widths=WIDTHS, cut_rows=False)
    (table,) = read_balanced(press(tmp_path / "a.pdf", rows, how)).tables
    assert blank_is_none(grid(table)) == blank_is_none(expected(rows))


@pytest.mark.parametrize("border", ["line", "horizontal", "none"])
def test_an_embedded_subset_of_a_truetype_font(tmp_path: Path, border: str) -> None:
    pdfmetrics.registerFont(TTFont("TrueType", truetype(), subfontIndex=0))
    rows = task_rows(14)
    between = 8 if border == "none" else 0
    how = Setting(WIDTHS, border=border, between=between, cut_rows=False, font="TrueType")
    (table,) = read_balanced(press(tmp_path / "a.pdf", rows, how)).tables
    assert blank_is_none(grid(table)) == blank_is_none(expected(rows))
