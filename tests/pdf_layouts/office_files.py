"""Tables as office files, to be printed by LibreOffice: DOCX, XLSX and HTML of known rows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties

from pdf_layouts.truth import Row

WIDTHS = (6, 22, 42, 28)  # of the columns of a sheet, in digits


def write_docx(
    path: Path,
    rows: Sequence[Row],
    font: str,
    *,
    header: bool = True,
    style: str = "Table Grid",
    landscape: bool = False,
    footer: str = "",
) -> None:
    """A table under a title; cells of ``None`` are merged with the one above."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    if footer:
        section.footer.paragraphs[0].text = footer
        section.header.paragraphs[0].text = "某市人民政府公报"
    document.add_paragraph("某市重点任务分工表")
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    trs = table._tbl.tr_lst
    if header:
        trs[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (tr, row) in enumerate(zip(trs, rows, strict=True)):
        for column, (tc, text) in enumerate(zip(tr.tc_lst, row, strict=True)):
            below = rows[number + 1][column] if number + 1 < len(rows) else ""
            if text is None or below is None:
                merge = OxmlElement("w:vMerge")
                if text is not None:
                    merge.set(qn("w:val"), "restart")
                tc.get_or_add_tcPr().append(merge)
            if text:
                docx.table._Cell(tc, table).text = text
    document.add_paragraph("注：由市政府办公室负责解释。")
    document.save(str(path))


def write_xlsx(path: Path, rows: Sequence[Row], font: str, *, border: str | None = "thin") -> None:
    """A sheet as wide as a page; the header repeats on each."""
    book = openpyxl.Workbook()
    sheet = book.active
    side = Side(style=border)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.font = Font(name=font, size=10)
            if border:
                cell.border = Border(side, side, side, side)
        # A merged cell does not make its rows higher.
        sheet.row_dimensions[number].height = 15 * max(
            1 + len(text or "") * 5 // (width * 2) for text, width in zip(row, WIDTHS, strict=True)
        )
    for column in range(1, len(rows[0]) + 1):
        start = 0
        for number, row in enumerate(rows, 1):
            if row[column - 1] is None:
                if number == len(rows) or rows[number][column - 1] is not None:
                    sheet.merge_cells(None, start, column, number, column)
            else:
                start = number
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "第&P页 共&N页"
    book.save(path)


def write_html(path: Path, rows: Sequence[Row], font: str, table: str) -> None:
    """A page with one table, as it is saved from a site."""
    lines = [f'<html><head><meta charset="utf-8"><style>body{{font-family:"{font}"}}</style>']
    lines.append(f"</head><body><h2>某市重点任务分工表</h2><table {table}>")
    for number, row in enumerate(rows):
        lines.append('<tr valign="top">')
        for column, text in enumerate(row):
            if text is not None:
                below = [other[column] for other in rows[number + 1 :]]
                span = 1 + next((n for n, one in enumerate(below) if one is not None), len(below))
                lines.append(f'<td rowspan="{span}">{text}</td>')
        lines.append("</tr>")
    path.write_text("".join([*lines, "</table></body></html>"]), "utf-8")


def print_all(files: Sequence[Path], folder: Path, fonts: Path) -> None:
    """Print the files to PDF beside them; ``fonts`` is a folder of fonts that are seen, too."""
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{fonts}</dir><cachedir>{folder}/fontcache</cachedir></fontconfig>"
    )
    for suffix in (".docx", ".xlsx", ".html"):
        some = [str(path) for path in files if path.suffix == suffix]
        options = ["--infilter=HTML (StarWriter)"] if suffix == ".html" else []
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             *options, "--convert-to", "pdf", "--outdir", str(folder), *some],
            check=True, capture_output=True, timeout=240,
            env={**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(folder)},
        )  # fmt: skip
