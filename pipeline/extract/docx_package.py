"""Open a DOCX package safely: its XML parts, with limits on what a file may ask of us.

The package is opened with ``zipfile`` and ``lxml`` alone; python-docx takes longer to
import than a whole document takes to read.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import defaultdict
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

# Limits on what is unpacked of one file: bytes of XML in all, and tags, each of which takes
# some 100 bytes of memory. A table of 100,000 rows has 52 MB and 3.5 million tags. Deflate
# reaches about 1,000 : 1 on a bomb; a table of 5,000 equal rows stays below 100 : 1.
MOST_BYTES = 128 * 2**20
_MOST_TAGS = 6_000_000
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
        parts = _Parts(archive, frozenset(archive.namelist()), name)
        main = parts.main()
        if main not in parts.present:
            raise damaged(name, f"The document has no part {main}")
        document = parts.parse(main)
        if document.tag != f"{W}document":
            raise damaged(name, f"The part {main} is no Word document")
        related = parts.related(main)
        texts = tuple((kind, parts.parse(part)) for kind in _KINDS for part in related[kind])
        styles, numbering = (
            next((parts.parse(part) for part in related[kind]), None)
            for kind in ("styles", "numbering")
        )
    return Package(document, texts, styles, numbering)


@dataclass(slots=True)
class _Parts:
    """The parts of one archive, and how much of them has been unpacked so far."""

    archive: zipfile.ZipFile
    present: frozenset[str]
    name: str
    unpacked: int = 0
    tags: int = 0

    def main(self) -> str:
        """The name of the main part."""
        for kind, target in self.relations("_rels/.rels", ""):
            if kind == "officeDocument":
                return target
        return _MAIN_PART

    def related(self, main: str) -> defaultdict[str, list[str]]:
        """The parts that the main part relates to, by the kind of their relation."""
        folder, file = posixpath.split(main)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for kind, target in self.relations(f"{folder}/_rels/{file}.rels", folder):
            if target in self.present:
                found[kind].add(target)
        return defaultdict(list, {kind: sorted(targets) for kind, targets in found.items()})

    def relations(self, part: str, folder: str) -> list[tuple[str, str]]:
        """The relations of a part: the last word of the type, and the part meant."""
        if part not in self.present:
            return []
        return [
            (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip(
                    "/"
                ),
            )
            for relation in self.parse(part)
            if relation.get("TargetMode") != "External"
        ]

    def parse(self, part: str) -> etree._Element:
        """The root of a part, parsed without entities, network and endless depth."""
        data = self.read(part)
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
            what = f"The part {part} is not well-formed XML ({' '.join((error.msg or '').split())})"
            raise damaged(self.name, what) from error
        # The format forbids document types; entities could hide or multiply text.
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged(self.name, f"The part {part} declares a document type")
        return root

    def read(self, part: str) -> bytes:
        """The bytes of a part, within the limits."""
        info = self.archive.getinfo(part)
        if info.flag_bits & 1:
            raise SourceError(
                "encrypted",
                self.name,
                "The archive is protected by a password.",
                "Take the password off and save it again.",
            )
        ratio = info.file_size / max(info.compress_size, 1)
        self.unpacked += info.file_size
        if self.unpacked > MOST_BYTES or (
            info.file_size > _SUSPECT_PART and ratio > _LARGEST_RATIO
        ):
            size = info.file_size // 2**20
            raise damaged(
                self.name, f"The part {part} unpacks to {size} MB, more than a document needs"
            )
        try:
            data = self.archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(self.name, f"The part {part} cannot be unpacked") from error
        self.tags += data.count(b"<")
        if self.tags > _MOST_TAGS:
            raise damaged(
                self.name, f"The part {part} has millions of tags, more than a document needs"
            )
        return data
