"""Other office formats, read through LibreOffice, which must be installed for these tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
import zipfile
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.errors import SourceError
from pipeline.extract.office import reading as office
from pipeline.extract.office.bytes import is_encrypted, office_format
from pipeline.extract.office.doc_end import with_last_paragraph
from pipeline.extract.office.reading import find_libreoffice, read_office
from word_xml import accounted, package, spans, texts

RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0 SimSun;}}\u20219?\u21153?\par"
    rb"\trowd\cellx2000\cellx4000\intbl\u30002?\cell\u20057?\cell\row\pard\par}"
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
TYPES = ("String", "Number")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def odt(body: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" '
        f'xmlns:table="{ODF}:table:1.0" xmlns:draw="{ODF}:drawing:1.0" '
        f'xmlns:svg="{ODF}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": MANIFEST,
        }
    )


def ole(*streams: str, body: bytes = b"") -> bytes:
    """A compound file as far as its directory and one sector show it."""
    entries = [(name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in streams]
    return (OLE + b"".join(entries)).ljust(1024, b"\0") + body.ljust(512, b"\0")


def task_document() -> bytes:
    """A DOCX with a merged cell, a second paragraph and a hidden word."""
    document = docx.Document()
    document.add_paragraph("任务分解表")
    table = document.add_table(3, 2, style="Table Grid")
    for at, text in enumerate(("任务", "责任单位", "1．甲", "市公安局、\n市民政局", "", "乙")):
        table.cell(at // 2, at % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("说明").add_run("藏").font.hidden = True
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def saved_as(suffix: str, data: bytes, source: str, folder: Path) -> bytes:
    """The document as LibreOffice saves it in another format."""
    path = folder / f"source.{source}"
    path.write_bytes(data)
    program = find_libreoffice()
    assert program is not None, "LibreOffice (Writer and Calc) must be installed for this test"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_text_document_of_each_format(suffix: str, tmp_path: Path) -> None:
    data = saved_as(suffix, task_document(), "docx", tmp_path)
    assert office_format(data) == suffix
    extraction = read_office(data, f"2021/表.{suffix}")
    [table] = extraction.tables
    assert texts(table) == [["任务", "责任单位"], ["1．甲", "市公安局、\n市民政局"], [None, "乙"]]
    assert spans(table)[(1, 0)] == (2, 1, "1．甲")
    assert "".join(part.text for part in extraction.outside).startswith("任务分解表")
    assert [(r.rule, r.text) for r in extraction.removed] == [("hidden_text", "藏")]
    assert (extraction.format, extraction.file) == (suffix, f"2021/表.{suffix}")
    assert {part.place.file for cell in table.cells for part in cell.parts} == {extraction.file}
    assert extraction.notes[0] == "read through LibreOffice"
    assert accounted(extraction) == extraction.characters


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_workbook_of_each_format(suffix: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["任务", "单位", "比例"], ["甲", "乙", 0.85], [None, "丙", 7]):
        sheet.append(line)
    sheet.merge_cells("A2:A3")
    sheet["C2"].number_format = "0%"
    buffer = BytesIO()
    book.save(buffer)
    data = saved_as(suffix, buffer.getvalue(), "xlsx", tmp_path)
    assert office_format(data) == suffix
    extraction = read_office(data, f"表.{suffix}")
    [table] = extraction.tables
    assert texts(table) == [["任务", "单位", "比例"], ["甲", "乙", "85%"], [None, "丙", "7"]]
    assert (extraction.format, extraction.outside) == (suffix, ())
    assert accounted(extraction) == extraction.characters


def test_rtf_and_word_xml_as_other_programs_write_them() -> None:
    word = "http://schemas.microsoft.com/office/word/2003/wordml"
    word_xml = (
        f"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument "
        f"xmlns:w='{word}'><w:body><w:p><w:r><w:t>任务</w:t></w:r></w:p><w:tbl><w:tblGrid>"
        "<w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid><w:tr>"
        + "".join(
            "<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr><w:p><w:r>"
            f"<w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text in "甲乙"
        )
        + "</w:tr></w:tbl><w:p/></w:body></w:wordDocument>"
    ).encode()
    for data, format_ in ((RTF, "rtf"), (word_xml, "wordml")):
        extraction = read_office(data, "t")
        assert extraction.format == format_
        assert [texts(table) for table in extraction.tables] == [[["甲", "乙"]]]
        assert "任务" in [part.text for part in extraction.outside]


def test_excel_xml_of_2003() -> None:
    """Merged cells and a cell that names its column."""
    sheet = "urn:schemas-microsoft-com:office:spreadsheet"
    text, number = ("<Cell{}><Data ss:Type='" + kind + "'>{}</Data></Cell>" for kind in TYPES)
    rows = (
        text.format(" ss:MergeDown='1'", "甲") + text.format("", "乙"),
        number.format(" ss:Index='2'", "3"),
        text.format(" ss:MergeAcross='1'", "丙"),
    )
    data = (
        f"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='{sheet}' "
        f"xmlns:ss='{sheet}'><Worksheet ss:Name='表'><Table>"
        + "".join(f"<Row>{row}</Row>" for row in rows)
        + "</Table></Worksheet></Workbook>"
    ).encode()
    [table] = read_office(data, "表.xml").tables
    assert spans(table) == {
        (0, 0): (2, 1, "甲"),
        (0, 1): (1, 1, "乙"),
        (1, 1): (1, 1, "3"),
        (2, 0): (1, 2, "丙"),
    }


# --- what cannot be read ---------------------------------------------------------------


def code_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_office(data, "t.doc")
    assert caught.value.file == "t.doc"
    assert caught.value.advice.endswith(".")
    return caught.value.code


def test_without_libreoffice_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_USUAL_FOLDERS", ())
    with pytest.raises(SourceError, match="LibreOffice is needed") as caught:
        read_office(RTF, "表.rtf")
    assert caught.value.code == "needs_libreoffice"
    assert "libreoffice.org" in caught.value.advice
    assert find_libreoffice() is None


def test_a_program_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_of(RTF) == "conversion_failed"


@pytest.mark.parametrize(
    "data",
    [
        ole("Root Entry", "WordDocument"),
        ole("Root Entry", "Workbook"),
        ole("Root Entry", "Book", body="任务,单位".encode()),
        odt("<text:p>")[:200],
        package({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "no XLSB"}),
        package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<"}),
        b"no office document",
    ],
)
def test_a_broken_document(data: bytes) -> None:
    assert code_of(data) == "conversion_failed"


def test_a_document_that_ends_with_its_table(tmp_path: Path) -> None:
    """LibreOffice loses the tables of a DOC that has no paragraph behind the last one."""
    document = docx.Document()
    document.add_paragraph("题")
    table = document.add_table(40, 3, style="Table Grid")
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"甲{row}乙{column}"
    table.cell(1, 0).merge(table.cell(2, 0))
    buffer = BytesIO()
    document.save(buffer)
    data = saved_as("doc", buffer.getvalue(), "docx", tmp_path)
    assert with_last_paragraph(data) != data
    extraction = read_office(data, "t.doc")
    [read] = extraction.tables
    assert (read.rows, read.columns) == (40, 3)
    assert texts(read)[39] == ["甲39乙0", "甲39乙1", "甲39乙2"]
    assert spans(read)[(1, 0)][:2] == (2, 1)
    assert accounted(extraction) == extraction.characters


@pytest.mark.parametrize("cut", [0, 600, 3000, 9000])
def test_a_document_that_needs_or_takes_no_paragraph(cut: int, tmp_path: Path) -> None:
    """One that ends with a paragraph, and one that is cut off, are left as they are."""
    data = saved_as("doc", task_document(), "docx", tmp_path)
    cut_off = data[: len(data) - cut]
    assert with_last_paragraph(cut_off) == cut_off


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (ole("WordDocument", body=b"\xec\xa5" + bytes(8) + b"\x00\x01"), "doc"),
        (ole("Workbook", body=b"\x09\x08\x02\x00\x00\x06\x2f\x00\x06\x00"), "xls"),
        (
            package(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": "<manifest:encryption-data/>",
                }
            ),
            "ods",
        ),
    ],
)
def test_a_document_with_a_password(data: bytes, format_: str) -> None:
    assert office_format(data) == format_
    assert code_of(data) == "encrypted"


def test_documents_without_a_password(tmp_path: Path) -> None:
    assert not is_encrypted(ole("WordDocument", body=b"\xec\xa5"), "doc")
    assert not is_encrypted(ole("WordDocument")[:600] + b"\xec\xa5", "doc")
    assert not is_encrypted(ole("Workbook", body=b"\x09\x08\x02\x00\x00\x06"), "xls")


def test_formats_that_are_none_of_these() -> None:
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7", b"<?xml version='1.0'?><x/>", OLE, package({})):
        assert office_format(data) is None


# --- limits ----------------------------------------------------------------------------


def test_a_program_that_does_not_end_is_killed_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    sleep = shutil.which("sleep")
    program.write_text(f"#!/bin/sh\n{sleep} 987 &\necho $! >{tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_TIME_LIMIT", 1.0)
    with pytest.raises(SourceError, match="not done in 1 seconds") as caught:
        read_office(RTF, "t.rtf")
    assert caught.value.code == "conversion_failed"
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _is_alive(child):
            break
        time.sleep(0.05)
    assert not _is_alive(child)


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_no_network_and_nothing_left_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    page = odt(
        '<text:p>甲<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="paragraph">'
        f'<draw:image xlink:href="{here}/a.png"/></draw:frame></text:p><text:section '
        f'text:name="s"><text:section-source xlink:href="{here}/b.odt"/><text:p>乙</text:p>'
        "</text:section>"
    )
    extraction = read_office(page, "t.odt")
    server.shutdown()
    server.server_close()
    assert [part.text for part in extraction.outside] == ["甲", "乙"]
    assert asked == []
    assert list(tmp_path.iterdir()) == []


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    data = BytesIO(odt("<text:p>甲&e;</text:p>"))
    with zipfile.ZipFile(data) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    files["content.xml"] = (
        f"<!DOCTYPE x [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>" + files["content.xml"]
    )
    outside = ""
    with suppress(SourceError):
        outside = "".join(part.text for part in read_office(package(files), "t.odt").outside)
    assert "秘密" not in outside


def test_two_at_a_time_do_not_disturb_each_other() -> None:
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(len(read_office(RTF, "t").tables)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1, 1]
    assert os.environ.get("HOME") is not None
