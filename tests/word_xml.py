"""DOCX files set by hand in raw XML, so that a test can show one trait and no other."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pipeline.extract.docx.reading import read_docx
from pipeline.extract.docx.revisions import Revisions
from pipeline.ink import census
from pipeline.records import Extraction, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p>{_in('w:pPr', properties)}{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{_in('w:rPr', properties)}<w:t>{text}</w:t></w:r>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; what is no XML is one paragraph for each line."""
    if not content.startswith("<"):
        content = "".join(p(line) for line in content.split("\n"))
    return f"<w:tc>{_in('w:tcPr', properties)}{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is one plain cell."""
    whole = (cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{_in('w:trPr', properties)}{''.join(whole)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    """A content control around runs, paragraphs, rows or cells."""
    properties = "<w:sdtPr><w:alias w:val='x'/></w:sdtPr>"
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def level(number: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    """One level of a list; ``more`` are further elements (a start, a restart, ...)."""
    return (
        f"<w:lvl w:ilvl='{number}'><w:start w:val='1'/><w:numFmt w:val='{number_format}'/>"
        f"{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )


def lists(
    *levels: str, uses: str = "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
) -> str:
    """A numbering part with one abstract list, 7, and its uses."""
    return f"<w:abstractNum w:abstractNumId='7'>{''.join(levels)}</w:abstractNum>{uses}"


def use(number: int, *overrides: str, of: int = 7) -> str:
    """One use of an abstract list."""
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{''.join(overrides)}</w:num>"


def np(text: str = "", level: int | None = 0, use: int | None = 1, more: str = "") -> str:
    """A paragraph with an automatic number; ``None`` leaves level or use unsaid."""
    number = "" if level is None else f"<w:ilvl w:val='{level}'/>"
    number += "" if use is None else f"<w:numId w:val='{use}'/>"
    return p(text, f"<w:numPr>{number}</w:numPr>{more}")


def _in(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


def package(files: dict[str, str]) -> bytes:
    """A ZIP archive of text files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body; ``parts`` are ``header="..."``, ``footnotes="..."`` and so on."""
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_NAMESPACES}>{content}</w:{kind}>"
    return package(files)


def read(body: str, revisions: Revisions = "final", **parts: str) -> Extraction:
    """Read a body; every character must be in a cell, outside, or removed."""
    extraction = read_docx(docx(body, **parts), "t.docx", revisions)
    assert accounted(extraction) == extraction.characters
    return extraction


def accounted(extraction: Extraction) -> dict[str, int]:
    """How often each printed character is in a cell, outside, or among the removals."""
    cells = [cell.text for table in extraction.tables for cell in table.cells]
    others = [part.text for part in extraction.outside]
    return census([*cells, *others, *(removal.text for removal in extraction.removed)])


def spans(table: Table) -> dict[tuple[int, int], tuple[int, int, str]]:
    """Row and column of each cell to its row span, column span and text."""
    return {
        (cell.row, cell.column): (cell.row_span, cell.column_span, cell.text)
        for cell in table.cells
    }


def texts(table: Table) -> list[list[str | None]]:
    """The texts of a table by row and column; ``None`` where no cell begins."""
    grid: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid
