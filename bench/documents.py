"""Large documents made from the real table, kept in the temporary folder between runs."""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
from copy import deepcopy
from html import escape
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import openpyxl
import pikepdf
from lxml import etree

from pipeline import extract

SOURCES = Path(__file__).resolve().parents[1] / "raw" / "dongguan-fire-reform" / "2021-08-26"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HTML_CELL = (
    '<td width=189 rowspan={} style="width:5.0cm;border:solid windowtext 1.0pt;padding:0cm 5.4pt">'
    '<p class=MsoNormal style="text-align:left;line-height:20.0pt"><span lang=ZH-CN '
    'style="font-size:12.0pt;font-family:仿宋_GB2312;color:black">{}</span></p></td>'
)
_BARE_CELL = "<td rowspan={}>{}</td>"  # as content management systems write it
_NUMBER = re.compile(r"^(\d+)(?=．)")


def source(suffix: str) -> Path:
    """The real table's rendition with this suffix."""
    [path] = SOURCES.glob(f"*{suffix}")
    return path


def long_docx(rows: int) -> Path:
    """A DOCX of one table: a header and ``rows`` rows, repeated with the numbers going on."""
    target = _kept(source(".docx"), f"{rows}-rows.docx")
    if target.exists():
        return target
    with zipfile.ZipFile(source(".docx")) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    [table] = document.iter(f"{W}tbl")
    printed = table.findall(f"{W}tr")[1:]
    items = max(int(match[1]) for text in table.itertext() if (match := _NUMBER.match(text)))
    for number in range(len(printed), rows):
        turn, place = divmod(number, len(printed))
        row = deepcopy(printed[place])
        for text in row.iter(f"{W}t"):
            text.text = _renumbered(text.text or "", turn * items)
        table.append(row)
    parts["word/document.xml"] = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target


def long_xlsx(rows: int) -> Path:
    """A workbook of one sheet: the cells of the long DOCX, merged as they are there."""
    target = _kept(source(".docx"), f"{rows}-rows.xlsx")
    if target.exists():
        return target
    [table] = extract.read(long_docx(rows)).tables
    book = openpyxl.Workbook()
    sheet = book.active
    for cell in table.cells:
        row, column = cell.row + 1, cell.column + 1
        sheet.cell(row, column, cell.text)
        if cell.row_span > 1:
            sheet.merge_cells(
                start_row=row,
                end_row=row + cell.row_span - 1,
                start_column=column,
                end_column=column,
            )
    book.save(target)
    return target


def long_html(rows: int) -> Path:
    """A page of one table: the cells of the long DOCX, with the markup that Word saves."""
    return _html(rows, "rows", _HTML_CELL, "<!-- {} -->")


def long_bare_html(rows: int) -> Path:
    """The same table without any markup but the cells and their spans."""
    return _html(rows, "bare-rows", _BARE_CELL, "")


def _html(rows: int, name: str, as_cell: str, after_row: str) -> Path:
    target = _kept(source(".docx"), f"{rows}-{name}.html")
    if target.exists():
        return target
    [table] = extract.read(long_docx(rows)).tables
    lines = ["<html><head><meta charset=utf-8><title>表</title></head><body><table border=1>"]
    for row, cells in groupby(table.cells, key=attrgetter("row")):
        lines.append("<tr>")
        lines += (as_cell.format(cell.row_span, escape(cell.text)) for cell in cells)
        lines.append("</tr>" + after_row.format(row))
    target.write_text("\n".join([*lines, "</table></body></html>"]), encoding="utf-8")
    return target


def long_pdf(pages: int) -> Path:
    """A PDF of one table: the first page, the inner pages again and again, the last page.

    The numbers of the inner pages come again; reading does not look at them.
    """
    target = _kept(source(".pdf"), f"{pages}-pages.pdf")
    if target.exists():
        return target
    with pikepdf.open(source(".pdf")) as printed, pikepdf.new() as joined:
        inner = len(printed.pages) - 2
        joined.pages.append(printed.pages[0])
        for number in range(pages - 2):
            joined.pages.append(printed.pages[1 + number % inner])
        joined.pages.append(printed.pages[-1])
        joined.save(target)
    return target


def _renumbered(text: str, offset: int) -> str:
    """``1．落实…`` becomes ``70．落实…`` with offset 69."""
    return _NUMBER.sub(lambda match: str(int(match[1]) + offset), text)


def _kept(made_from: Path, name: str) -> Path:
    """Where a made document lies: a folder named by its source's bytes and by this file's."""
    marks = made_from.read_bytes() + Path(__file__).read_bytes()
    folder = Path(tempfile.gettempdir()) / f"fenjie-bench-{hashlib.sha256(marks).hexdigest()[:12]}"
    folder.mkdir(exist_ok=True)
    return folder / name
