"""The reader is chosen by content; what cannot be read says why and what to do."""

from __future__ import annotations

import os
import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.extract import read
from pipeline.extract.docx.reading import read_docx
from pipeline.extract.format import load, recognise
from pipeline.extract.text.reading import decode, read_text
from word_xml import WORD, docx, package, tbl, tr

TABLE = docx(tbl(tr("任务", "责任单位"), tr("甲", "市公安局")))
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def ole(*streams: str) -> bytes:
    """A compound file as far as its directory shows it."""
    entries = [(name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in streams]
    return OLE + b"".join(entries)


def read_bytes(data: bytes, name: str) -> None:
    if recognise(data, name) == "docx":
        read_docx(data, name)


def code_of(data: bytes, name: str = "t.docx") -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(data, name)
    assert caught.value.file == name
    assert caught.value.advice.endswith(".")
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (TABLE, "docx"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\njunk before %PDF-1.4\n", "pdf"),
        (package({"xl/workbook.xml": ""}), "xlsx"),
        (b"<!DOCTYPE html><table>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (ole("Root Entry", "WordDocument"), "office"),
        (ole("Root Entry", "Workbook"), "office"),
        (package({"xl/workbook.bin": ""}), "office"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "office"),
        (b"{\\rtf1\\ansi}", "office"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "office"),
        ("任务\t责任单位".encode(), "text"),
        ("任务\t责任单位".encode("gb18030"), "text"),
        ("任务\t责任单位".encode("utf-16"), "text"),
    ],
)
def test_format_by_content(content: bytes, format_: str) -> None:
    assert recognise(content, "t.bin") == format_


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "empty_file", "empty"),
        (b" \r\n\t\n", "empty_file", "empty"),
        (ole("Root Entry", "EncryptedPackage"), "encrypted", "password"),
        (OLE, "unsupported_format", "legacy Office"),
        (package({"ppt/presentation.xml": ""}), "unsupported_format", "PPTX"),
        (package({"OFD.xml": ""}), "unsupported_format", "OFD"),
        (package({"mimetype": "", "content.xml": ""}), "unsupported_format", "OpenDocument"),
        (b"<?xml version='1.0'?><x/>", "unsupported_format", "XML"),
        (package({"a.txt": "x"}), "unknown_format", "no document"),
        (package({}), "unknown_format", "no document"),
        (b"PK\x03\x04 and then nothing", "damaged", "ZIP"),
        (b"MIME-Version: 1.0\n", "unsupported_format", "mail"),
        (b"\x89PNG\r\n\x1a\n", "damaged", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "damaged", "picture"),
        (b"GIF89a", "unsupported_format", "GIF"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "unknown_format", "no text"),
        (bytes(range(256)), "unknown_format", "no text"),
        ("é à ü ö".encode("latin-1") * 9, "unknown_format", "no text"),
    ],
)
def test_what_is_not_read(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    path = tmp_path / "t.bin"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        read(path)
    assert caught.value.code == code


def test_a_wrong_file_name_is_read_by_content_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "t.PDF"
    path.write_bytes(TABLE)
    extraction = read(path)
    assert (extraction.format, extraction.file) == ("docx", "t.PDF")
    assert extraction.notes == ("named .pdf, but is DOCX: read by its content",)
    path = tmp_path / "t.doc"
    path.write_bytes(b"a\tb\n")
    assert read(path, "given").notes == ()
    assert read(path).notes == ("named .doc, but is text: read by its content",)


def test_the_given_name_stands_in_every_place(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(TABLE)
    [table] = read(path, "2021/表.docx").tables
    assert {part.place.file for cell in table.cells for part in cell.parts} == {"2021/表.docx"}


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.docx", tmp_path / ("x" * 300)):
        with pytest.raises(SourceError, match="cannot be opened") as caught:
            read(path)
        assert caught.value.code == "unreadable_file"


def test_a_pipe_without_an_end_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    os.mkfifo(path)
    with pytest.raises(SourceError) as caught:
        load(path, "t.docx")
    assert caught.value.code == "unreadable_file"


# --- broken DOCX -------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_docx(share: float) -> None:
    assert code_of(TABLE[: int(len(TABLE) * share)]) == "damaged"


def test_a_docx_with_a_byte_changed_never_ends_in_a_traceback() -> None:
    for at in range(0, len(TABLE), 7):
        broken = bytearray(TABLE)
        broken[at] ^= 0xFF
        with suppress(SourceError):
            read_bytes(bytes(broken), "t")


def test_a_docx_without_its_main_part() -> None:
    types = "wordprocessingml"
    assert code_of(package({"[Content_Types].xml": types, "word/styles.xml": ""})) == "damaged"


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<w:document",
        "<other/>",
        f"<w:document xmlns:w='{WORD}'><w:body></w:document>",
        f"<!DOCTYPE a [<!ENTITY e 'x'>]><w:document xmlns:w='{WORD}'>&e;</w:document>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
        f"<w:document xmlns:w='{WORD}'>&e;</w:document>",
        f"<w:document xmlns:w='{WORD}'>" + "<a>" * 5000 + "</a>" * 5000 + "</w:document>",
    ],
)
def test_a_docx_with_unusable_xml(document: str) -> None:
    assert code_of(package({"word/document.xml": document})) == "damaged"


def test_entities_that_multiply_are_refused() -> None:
    entities = "<!ENTITY a 'xxxxxxxxxx'>" + "".join(
        f"<!ENTITY {new} '{('&' + old + ';') * 10}'>"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = f"<!DOCTYPE d [{entities}]><w:document xmlns:w='{WORD}' w:x='&i;'>&i;</w:document>"
    assert code_of(package({"word/document.xml": document})) == "damaged"


def test_tables_nested_as_deep_as_the_parser_lets_them() -> None:
    nested = "甲"
    for _ in range(70):
        nested = tbl(tr(f"<w:tc>{nested if nested.startswith('<') else ''}<w:p/></w:tc>"))
    assert len(read_docx(docx(nested), "t").tables) == 70


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40 * 2**20))
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    assert code_of(buffer.getvalue()) == "damaged"


def test_a_part_that_is_larger_than_it_says() -> None:
    data = bytearray(TABLE)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # the directory's uncompressed size
    assert code_of(bytes(data)) == "damaged"


def test_an_archive_with_a_password() -> None:
    data = bytearray(TABLE)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 8] |= 1  # the flag of an encrypted part
    assert code_of(bytes(data)) == "encrypted"


# --- text --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    text = "任务分解\t责任单位（市公安局）——“㈠”①Ａ"
    assert decode(text.encode(encoding), "t") == text


@pytest.mark.parametrize("data", ["市公安局".encode() * 40 + b"\xe5", b"\xff\xfe\x00"])
def test_broken_characters_are_no_other_encoding(data: bytes) -> None:
    """Read as GB18030, a cut UTF-8 file would be nonsense that looks like text."""
    with pytest.raises(SourceError, match="not valid") as caught:
        decode(data, "t")
    assert caught.value.code == "damaged"


def test_a_line_of_a_million_cells_is_refused() -> None:
    with pytest.raises(SourceError, match="Line 2 has more than 1000 cells"):
        read_text(b"a\tb\n" + b"\t" * 10**6, "t")


def test_a_text_without_an_end_is_refused(tmp_path: Path) -> None:
    """One cell of more characters than a hundred pages have is made to harm, or no table."""
    path = tmp_path / "a.html"
    path.write_text("<table><tr><td>" + "改" * 100_001, encoding="utf-8")
    with pytest.raises(SourceError, match="100,001 characters") as caught:
        read(path)
    assert caught.value.code == "text_too_long"
    path.write_text("<table><tr><td>" + "改" * 100_000, encoding="utf-8")
    assert len(read(path).outside[0].text) == 100_000
