"""Which format a file is in, by its content and never by its name."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path, PurePath
from typing import Literal, TypeAlias

from pipeline.errors import SourceError
from pipeline.extract.html.mark import is_web_archive, looks_like_html
from pipeline.extract.office.bytes import has_stream, office_format

# "office": what LibreOffice turns into DOCX or XLSX (see ``office_bytes``).
Format: TypeAlias = Literal["docx", "xlsx", "html", "office", "pdf", "image", "text"]

# No DOCX or text table comes near this size (bytes); a larger file is not loaded whole.
LARGEST_FILE = 128 * 2**20
# A table of more columns is no table that a person made.
MOST_COLUMNS = 1000
# The PDF specification lets other bytes stand before the mark.
_PDF_MARK_WITHIN = 1024
_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")

_PRINTED = {
    "docx": "DOCX",
    "xlsx": "XLSX",
    "html": "a web page",
    "office": "an office document of another format",
    "pdf": "PDF",
    "image": "a picture",
    "text": "text",
}
_SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), "xlsx"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht", ".mhtml"), "html"),
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"), "office"),
    **dict.fromkeys((".xls", ".xlt", ".et", ".ods", ".xlsb"), "office"),
    ".pdf": "pdf",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "image"),
    ".txt": "text",
    ".text": "text",
    ".tsv": "text",
    ".tab": "text",
    ".md": "text",
    ".csv": "text",
}
# Suffixes of formats that are none of ours: a file so named is something else by content.
_OTHER_SUFFIXES = frozenset({".ofd", ".ppt", ".pptx", ".zip", ".gif", ".bmp"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_MARKS = ((b"GIF8", "GIF picture"), (b"BM", "BMP picture"))
_SAVE_AS_DOCX = "Open it in Word or WPS and save it as DOCX."


def load(path: Path, name: str) -> tuple[Format, bytes]:
    """The format of a file and its bytes (of a PDF none: its reader opens it by itself).

    Raises ``SourceError`` for a file that cannot be opened, is empty, is encrypted, or is
    in a format that is not read.
    """
    try:
        # A pipe or a device would never end.
        if path.exists() and not path.is_file():
            raise OSError("not a file")
        with path.open("rb") as file:
            head = file.read(_PDF_MARK_WITHIN)
            if b"%PDF-" in head and not head.startswith(b"PK"):
                return "pdf", b""
            # To ask for as much as there may be takes room for it; a size may be told wrongly.
            size = min(os.fstat(file.fileno()).st_size, LARGEST_FILE)
            data = head + file.read(max(0, size - len(head)))
            if more := file.read(1):
                data += more + file.read(LARGEST_FILE - len(data))
    except OSError as error:
        raise SourceError(
            "unreadable_file",
            name,
            f"The file cannot be opened ({error.strerror or error}).",
            "Check that it exists, that it is a file, and that you may read it.",
        ) from error
    return recognise(data, name), data


def has_pages(path: Path) -> bool:
    """Whether a file is a PDF or a picture. Raises ``OSError`` where it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(_PDF_MARK_WITHIN)
    return head.startswith(_PICTURES) or (b"%PDF-" in head and not head.startswith(b"PK"))


def recognise(data: bytes, name: str) -> Format:
    """The format of a file from its bytes. Raises ``SourceError`` where it is not read."""
    if not data.strip():
        raise SourceError("empty_file", name, "The file is empty.", "Fetch the document again.")
    if len(data) > LARGEST_FILE:
        raise SourceError(
            "unknown_format",
            name,
            f"The file is larger than {LARGEST_FILE // 2**20} MB and is no PDF.",
            "Check that it is the document you mean.",
        )
    if data.startswith(b"PK"):
        return _recognise_zip(data, name)
    if data.startswith(_OLE_MARK):
        return _recognise_ole(data, name)
    if office_format(data):
        return "office"
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "image"
    for mark, kind in _MARKS:
        if data.startswith(mark) and (len(mark) > 2 or b"\x00" in data[:64]):
            raise _unsupported(name, kind)
    if is_web_archive(data) or looks_like_html(data):
        return "html"
    markup = _markup(data[:4096])
    if markup:
        raise _unsupported(name, markup)
    return "text"


def misnamed(name: str, format_: Format) -> str | None:
    """A note where the file name promises another format than the content has."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_SUFFIXES or _SUFFIXES.get(suffix, format_) != format_:
        return f"named {suffix}, but is {_PRINTED[format_]}: read by its content"
    return None


def _recognise_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            types = b""
            if "[Content_Types].xml" in names:
                with package.open("[Content_Types].xml") as part:
                    types = part.read(2**20)
    # zipfile raises many kinds of errors on broken archives; all mean the same to a person.
    except Exception as error:
        raise damaged(name, "The file is a broken ZIP archive, perhaps cut off") from error
    if "word/document.xml" in names or b"wordprocessingml.document.main" in types:
        return "docx"
    if b"wordprocessingml" in types or any(part.startswith("word/") for part in names):
        # A DOCX that has lost its main part; its reader says which part is missing.
        return "docx"
    if office_format(data):
        return "office"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("ppt/") for part in names):
        raise _unsupported(name, "a PowerPoint file (PPTX)")
    if "OFD.xml" in names:
        raise _unsupported(name, "OFD")
    if "mimetype" in names and "content.xml" in names:
        raise _unsupported(name, "an OpenDocument file that is no text and no workbook")
    raise SourceError(
        "unknown_format",
        name,
        "The file is a ZIP archive, but no document.",
        "Unpack it and give the document inside.",
    )


def _recognise_ole(data: bytes, name: str) -> Format:
    if has_stream(data, "EncryptedPackage"):
        raise SourceError(
            "encrypted",
            name,
            "The document is protected by a password.",
            "Open it in Word or WPS, take the password off, and save it again.",
        )
    if office_format(data):
        return "office"
    raise _unsupported(name, "a legacy Office file (OLE compound file)")


def _markup(head: bytes) -> str | None:
    """XML and mail are text by their bytes, but no text table."""
    start = head.decode("utf-8-sig", "ignore").replace("\0", "").lstrip().lower()
    if start.startswith("<?xml"):
        return "XML"
    if start.startswith("mime-version:"):
        return "a mail message"
    return None


def _unsupported(name: str, kind: str) -> SourceError:
    return SourceError(
        "unsupported_format", name, f"This is {kind}, which is not read yet.", _SAVE_AS_DOCX
    )


def damaged(name: str, what: str) -> SourceError:
    """The error for a document that breaks the rules of its format."""
    return SourceError(
        "damaged",
        name,
        f"{what}.",
        "Fetch the document again, or open it in Word or WPS and save it anew.",
    )
