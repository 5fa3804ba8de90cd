"""Which formats of other office programs bytes are in, and whether they are encrypted."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import Literal, TypeAlias

OfficeFormat: TypeAlias = Literal["doc", "xls", "rtf", "odt", "ods", "xlsb", "wordml", "excelml"]

# Where the text goes when LibreOffice has read it.
SHEETS = frozenset({"xls", "ods", "xlsb", "excelml"})
PRINTED: dict[OfficeFormat, str] = {
    "doc": "a legacy Word or WPS document (DOC)",
    "xls": "a legacy Excel or WPS workbook (XLS)",
    "rtf": "RTF",
    "odt": "an OpenDocument text (ODT)",
    "ods": "an OpenDocument workbook (ODS)",
    "xlsb": "a binary Excel workbook (XLSB)",
    "wordml": "Word XML",
    "excelml": "Excel XML",
}
_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENTRY, _OLE_SECTOR = 128, 512  # bytes
_STREAMS: tuple[tuple[str, OfficeFormat], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MIME: tuple[tuple[bytes, OfficeFormat], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_WORD_MARK, _WORD_FLAGS, _WORD_ENCRYPTED = b"\xec\xa5", 10, 0x0100  # [MS-DOC] 2.5.1, FibBase
_SHEET_BEGIN, _FILE_PASS = b"\x09\x08", 0x2F  # [MS-XLS] 2.4.21 and 2.4.117
_RECORDS_LOOKED_AT = 8


def office_format(data: bytes) -> OfficeFormat | None:
    """The format, if it is one that LibreOffice can turn into DOCX or XLSX."""
    if data.startswith(_OLE_MARK):
        return next((format_ for stream, format_ in _STREAMS if has_stream(data, stream)), None)
    if data.startswith(b"PK"):
        return _zip_format(data)
    head = data[:4096].decode("utf-8-sig", "ignore").replace("\0", "").lstrip().lower()
    if head.startswith("{\\rtf"):
        return "rtf"
    if head.startswith("<?xml"):
        if "word.document" in head or "wordml" in head:
            return "wordml"
        if "excel.sheet" in head or "office:spreadsheet" in head:
            return "excelml"
    return None


def is_encrypted(data: bytes, format_: OfficeFormat) -> bool:
    """Whether a password protects the content, as far as the beginning of the file shows."""
    if format_ == "doc":
        at = _at_sector(data, _WORD_MARK)
        if at is None or at + _WORD_FLAGS + 2 > len(data):
            return False
        (flags,) = struct.unpack_from("<H", data, at + _WORD_FLAGS)
        return bool(flags & _WORD_ENCRYPTED)
    if format_ == "xls":
        at = _at_sector(data, _SHEET_BEGIN)
        for _ in range(_RECORDS_LOOKED_AT):
            if at is None or at + 4 > len(data):
                return False
            record, length = struct.unpack_from("<HH", data, at)
            if record == _FILE_PASS:
                return True
            at += 4 + length
    if format_ in {"odt", "ods"}:
        return b"encryption-data" in _part(data, "META-INF/manifest.xml")
    return False


def has_stream(data: bytes, stream: str) -> bool:
    """Whether the directory of a compound file lists a stream of this name."""
    wanted = (stream + "\0").encode("utf-16-le")
    at = data.find(wanted)
    while at >= 0 and at % _OLE_ENTRY:
        at = data.find(wanted, at + 1)
    return at >= 0


def _zip_format(data: bytes) -> OfficeFormat | None:
    mime = _part(data, "mimetype").strip()
    for wanted, format_ in _MIME:
        if mime in {wanted, wanted + b"-template"}:
            return format_
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "xlsb" if "xl/workbook.bin" in archive.namelist() else None
    # zipfile raises many kinds of errors on broken archives.
    except Exception:
        return None


def _part(data: bytes, part: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(part) as opened:
            return opened.read(2**20)
    except Exception:
        return b""


def _at_sector(data: bytes, mark: bytes) -> int | None:
    """Where a stream begins with ``mark``: streams begin at the edge of a sector."""
    at = data.find(mark, _OLE_SECTOR)
    while at >= 0 and at % _OLE_SECTOR:
        at = data.find(mark, at + 1)
    return at if at >= 0 else None
