"""Open a DOCX package safely: its XML parts, with limits on what a file may ask of us.

The package is opened with ``zipfile`` and ``lxml`` alone; python-docx takes longer to
import than a whole document takes to read.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, TypeAlias

from lxml import etree

from pipeline.errors import SourceError
from pipeline.extract.format import damaged

PartKind: TypeAlias = Literal["header", "footer", "footnotes", "endnotes", "comments"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN_PART = "word/document.xml"
_KINDS: tuple[PartKind, ...] = ("header", "footer", "footnotes", "endnotes", "comments")

# Limits (bytes, and uncompressed over compressed). Deflate reaches about 1,000 : 1 on a
# bomb; a table of 5,000 equal rows stays below 100 : 1.
LARGEST_PART = 256 * 2**20
_SUSPECT_PART = 32 * 2**20
_LARGEST_RATIO = 400

# The strict variant of the format differs from the usual one in its namespaces alone.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX that hold text, in a fixed order, and its styles and lists."""

    document: etree._Element
    parts: tuple[tuple[PartKind, etree._Element], ...]
    styles: etree._Element | None
    numbering: etree._Element | None


def open_package(data: bytes, name: str) -> Package:
    """Open the bytes of a DOCX. Raises ``SourceError``: ``damaged`` or ``encrypted``."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    # zipfile raises many kinds of errors on broken archives; all mean the same to a person.
    except Exception as error:
        raise damaged(name, "The file is a broken ZIP archive, perhaps cut off") from error
    with archive:
        main = _main_part(archive, name)
        if main not in archive.namelist():
            raise damaged(name, f"The document has no part {main}")
        document = _parse(archive, main, name)
        if document.tag != f"{W}document":
            raise damaged(name, f"The part {main} is no Word document")
        related = _related(archive, main, name)
        parts = tuple(
            (kind, _parse(archive, part, name)) for kind in _KINDS for part in related.get(kind, ())
        )
        styles, numbering = (
            next((_parse(archive, part, name) for part in related.get(kind, ())), None)
            for kind in ("styles", "numbering")
        )
    return Package(document, parts, styles, numbering)


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    for kind, target in _relations(archive, "_rels/.rels", "", name):
        if kind == "officeDocument":
            return target
    return _MAIN_PART


def _related(archive: zipfile.ZipFile, main: str, name: str) -> dict[str, list[str]]:
    folder, file = posixpath.split(main)
    related: dict[str, list[str]] = {}
    present = set(archive.namelist())
    for kind, target in _relations(archive, f"{folder}/_rels/{file}.rels", folder, name):
        if target in present and target not in related.get(kind, ()):
            related.setdefault(kind, []).append(target)
    return {kind: sorted(targets) for kind, targets in related.items()}


def _relations(
    archive: zipfile.ZipFile, part: str, folder: str, name: str
) -> list[tuple[str, str]]:
    """The relations of a part: the last word of the type, and the part meant."""
    if part not in archive.namelist():
        return []
    return [
        (
            relation.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in _parse(archive, part, name)
        if relation.get("TargetMode") != "External"
    ]


def _parse(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    data = _bytes(archive, part, name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"The part {part} is not well-formed XML ({error.msg})") from error
    # The format forbids document types; entities could hide or multiply text.
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name, f"The part {part} declares a document type, which DOCX forbids")
    return root


def _bytes(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    info = archive.getinfo(part)
    if info.flag_bits & 1:
        raise SourceError(
            "encrypted",
            name,
            "The archive is protected by a password.",
            "Take the password off and save it again.",
        )
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > LARGEST_PART or (info.file_size > _SUSPECT_PART and ratio > _LARGEST_RATIO):
        size = info.file_size // 2**20
        raise damaged(name, f"The part {part} unpacks to {size} MB, more than a document needs")
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged(name, f"The part {part} cannot be unpacked") from error
