"""XLSX files set by hand in raw XML, so that a test can show one trait and no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pipeline.extract.xlsx.reading import read_xlsx
from pipeline.records import Extraction
from word_xml import accounted, package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows in XML, what stands before and after them, and related parts."""

    rows: str
    before: str = ""
    after: str = ""
    title: str = "任务"
    state: str = "visible"
    related: dict[str, str] = field(default_factory=dict)  # kind to XML


def c(reference: str, text: str, style: int = 0) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def v(reference: str, value: str, kind: str = "n", style: int = 0) -> str:
    """A cell with a stored value; kind ``s`` is the index of a shared string."""
    return f'<c r="{reference}" s="{style}" t="{kind}"><v>{escape(value)}</v></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def grid(*lines: str) -> str:
    """Rows of texts from A1 on; cells are separated by ``|``, a blank one is no cell."""
    return "".join(
        row(at, *(c(f"{chr(65 + k)}{at}", text) for k, text in enumerate(line.split("|")) if text))
        for at, line in enumerate(lines, start=1)
    )


def merge(*ranges: str) -> str:
    merged = "".join(f"<mergeCell ref={quoteattr(each)}/>" for each in ranges)
    return f"<mergeCells>{merged}</mergeCells>"


def xlsx(
    *sheets: Sheet,
    strings: list[str] | None = None,
    formats: tuple[str, ...] = (),
    workbook: str = "",
    parts: dict[str, str] | None = None,
) -> bytes:
    """A workbook; ``strings`` are ``si`` contents, ``formats`` the styles 1, 2 ... of its cells."""
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{at}" state="{sheet.state}" r:id="r{at}"/>'
        for at, sheet in enumerate(sheets, start=1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="/xl/strings.xml"/>'
    own = "".join(
        f"<numFmt numFmtId='{200 + at}' formatCode={quoteattr(code)}/>"
        for at, code in enumerate(formats, start=1)
    )
    styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(1, len(formats) + 1))
    files = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        f"{workbook}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/strings.xml": f'<sst xmlns="{MAIN}">'
        + "".join(f"<si>{item}</si>" for item in strings or [])
        + "</sst>",
    }
    for at, sheet in enumerate(sheets, start=1):
        files[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{MAIN}">{sheet.before}<sheetData>{sheet.rows}</sheetData>'
            f"{sheet.after}</worksheet>"
        )
        related = "".join(
            f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="../{kind}{at}.xml"/>'
            for kind in sheet.related
        )
        links = f"<Relationships>{related}</Relationships>"
        files[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = links
        files |= {f"xl/{kind}{at}.xml": content for kind, content in sheet.related.items()}
    return package(files | (parts or {}))


def read_sheets(*sheets: Sheet, **more: object) -> Extraction:
    """Read a workbook; every character must be in a cell, outside, or removed."""
    extraction = read_xlsx(xlsx(*sheets, **more), "t.xlsx")  # type: ignore[arg-type]
    assert accounted(extraction) == extraction.characters
    return extraction
