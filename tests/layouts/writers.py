"""Documents from layouts: DOCX in raw XML, HTML, XLSX in raw XML, text, and PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from layouts.layout import LEFT, UP, Grid, Layout
from pdf_press import Press, Setting
from word_xml import docx, level, lists, np, p, package, tbl, tc, tr

AUTOMATIC = "№"  # at the head of a cell: Word's own numbering, not in the text
_NUMBERING = lists(level(0, "%1．"))
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NUMBER = re.compile(r"\d+(\.\d*[1-9])?")


def as_docx(layout: Layout) -> bytes:
    """Merged cells as ``w:vMerge`` and ``w:gridSpan``, no ``w:tblGrid``."""
    body = "".join(
        _word_table(block) if isinstance(block, Grid) else "".join(map(_word_line, block))
        for block in layout.blocks()
    )
    return docx(body, numbering=_NUMBERING) if AUTOMATIC in layout.body else docx(body)


def _word_line(text: str) -> str:
    if text.startswith(AUTOMATIC):
        return np(escape(text[1:]))
    return p(escape(text))


def _word_table(grid: Grid) -> str:
    starting = {(span.row, span.column): span for span in grid.spans()}
    covering = {
        (row, span.column): span
        for span in grid.spans()
        for row in range(span.row, span.row + span.rows)
    }
    rows: list[list[str]] = [[] for _ in grid.rows]
    for (row, column), span in sorted(covering.items()):
        wide = f'<w:gridSpan w:val="{span.columns}"/>' if span.columns > 1 else ""
        if (row, column) not in starting:
            rows[row].append(tc("", f"{wide}<w:vMerge/>"))
            continue
        merged = '<w:vMerge w:val="restart"/>' if span.rows > 1 else ""
        content = "".join(map(_word_line, span.text.split("\n")))
        rows[row].append(tc(content, wide + merged))
    return tbl(*(tr(*row) for row in rows))


def as_html(layout: Layout) -> bytes:
    """A page with ``rowspan`` and ``colspan``; a cell's paragraphs are ``p``."""
    body = "".join(
        _page_table(block)
        if isinstance(block, Grid)
        else "".join(f"<p>{escape(line)}</p>" for line in block)
        for block in layout.blocks()
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    ).encode()


def _page_table(grid: Grid) -> str:
    rows = [""] * len(grid.rows)
    for span in grid.spans():
        lines = [escape(line) for line in span.text.split("\n")]
        content = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
        spans = f' rowspan="{span.rows}"' * (span.rows > 1)
        spans += f' colspan="{span.columns}"' * (span.columns > 1)
        rows[span.row] += f"<td{spans}>{content}</td>"
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_xlsx(layout: Layout) -> bytes:
    """A sheet a table; text before a table is merged rows above it, text at the end below."""
    sheets: list[Grid] = []
    above: list[str] = []
    for block in layout.blocks():
        if isinstance(block, Grid):
            rows = [_across(text, block.columns) for text in above]
            sheets.append(Grid((*rows, *block.rows)))
            above = []
        else:
            above += block
    if above:
        last = sheets.pop()
        sheets.append(Grid((*last.rows, *(_across(text, last.columns) for text in above))))
    return workbook([_sheet(grid) for grid in sheets])


def _across(text: str, columns: int) -> tuple[str, ...]:
    return (text, *[LEFT] * (columns - 1))


def _sheet(grid: Grid) -> str:
    rows = [""] * len(grid.rows)
    merged = ""
    for span in grid.spans():
        name = f"{chr(65 + span.column)}{span.row + 1}"
        if _NUMBER.fullmatch(span.text):
            rows[span.row] += f'<c r="{name}"><v>{span.text}</v></c>'
        elif span.text:
            text = f'<t xml:space="preserve">{escape(span.text)}</t>'
            rows[span.row] += f'<c r="{name}" t="inlineStr"><is>{text}</is></c>'
        if span.rows > 1 or span.columns > 1:
            end = f"{chr(64 + span.column + span.columns)}{span.row + span.rows}"
            merged += f'<mergeCell ref="{name}:{end}"/>'
    data = "".join(f'<row r="{i + 1}">{row}</row>' for i, row in enumerate(rows))
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f"<sheetData>{data}</sheetData>{merged}"


def workbook(sheets: list[str]) -> bytes:
    """A workbook of sheets whose inner XML is given."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/xl/workbook.xml" ContentType="{_BOOK_TYPE}"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
        "</Relationships>",
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_SHEETS}">{sheet}</worksheet>'
        )
    return package(files)


def as_paste(layout: Layout) -> bytes:
    """As a spreadsheet copies it: a tab between cells, blanks where cells are merged."""
    return _lines(layout, lambda grid: ["\t".join(map(_quoted, row)) for row in grid.flat()])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\n" in text else text


def as_dump(layout: Layout) -> bytes:
    """A cell a line behind a tab, a blank line before each row."""
    return _lines(
        layout, lambda grid: ["\n" + "\n".join("\t" + text for text in row) for row in _kept(grid)]
    )


def _kept(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in grid.rows]
    for span in grid.spans():
        rows[span.row].append(span.text)
    return rows


def as_markdown(layout: Layout) -> bytes:
    """Pipes between cells and a rule below the first row."""

    def written(grid: Grid) -> list[str]:
        rows = [
            "| " + " | ".join(text.replace("\n", "<br>") for text in row) + " |"
            for row in grid.flat()
        ]
        return [rows[0], "|" + " --- |" * grid.columns, *rows[1:]]

    return _lines(layout, written)


def as_plain(layout: Layout) -> bytes:
    """Paragraphs, one a line."""
    return _lines(layout, lambda grid: [])


def _lines(layout: Layout, written: Callable[[Grid], list[str]]) -> bytes:
    texts = [
        "\n".join(written(block) if isinstance(block, Grid) else block) for block in layout.blocks()
    ]
    return ("\n\n".join(texts) + "\n").encode()


def as_pdf(layout: Layout, path: Path) -> None:
    """Ruled tables over small pages, rows cut at the page edge."""
    blocks = layout.blocks()
    columns = next(block.columns for block in blocks if isinstance(block, Grid))
    press = Press(path, Setting(widths=tuple([460 / columns] * columns), page=(595, 320)))
    for block in blocks:
        if isinstance(block, Grid):
            press.table([[None if text == UP else text for text in row] for row in block.rows])
        else:
            for line in block:
                press.text(line)
    press.save()


WRITERS: Mapping[str, Callable[[Layout], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "xlsx": as_xlsx,
    "paste": as_paste,
    "dump": as_dump,
    "markdown": as_markdown,
    "plain": as_plain,
}
