"""The parts of an Office package (a ZIP archive), with limits on what a file may ask of us.

Opened with ``zipfile`` and ``lxml`` alone: the libraries for DOCX and XLSX take longer to
import than a whole document takes to read.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from pipeline.errors import SourceError
from pipeline.extract.format import damaged

# Limits on what is unpacked of one file: bytes in all, and tags in what is parsed as a tree,
# each of which takes some 100 bytes of memory. A DOCX table of 100,000 rows has 52 MB and 3.5
# million tags, but nearly all in rows that never come into the tree. Deflate reaches about
# 1,000 : 1 on a bomb; a table of 5,000 equal rows stays below 100 : 1.
MOST_BYTES = 160 * 2**20
MOST_TAGS = 3_000_000
# How every part is parsed: no entities, nothing fetched, no endless depth.
PARSED_SO = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_SUSPECT_PART = 32 * 2**20
_LARGEST_RATIO = 400


class Archive:
    """The parts of a package. Reading them raises ``SourceError``: ``damaged``, ``encrypted``."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = self._tags = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        # zipfile raises many kinds of errors on broken archives; all mean the same to a person.
        except Exception as error:
            raise damaged(name, "The file is a broken ZIP archive, perhaps cut off") from error
        self.parts = frozenset(self._zip.namelist())

    def main_part(self, usual: str) -> str:
        """The name of the main part: what the package says, else the ``usual`` one."""
        mains = (part for _, kind, part in self.relations("") if kind == "officeDocument")
        return next(mains, usual)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The relations of a part: ID, the last word of the type, and the part meant."""
        folder, file = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self.parts:
            return
        for relation in self.parse(listing):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                yield relation.get("Id", ""), kind, posixpath.normpath(target).lstrip("/")

    def parse(self, part: str) -> etree._Element:
        """The root of an XML part."""
        return self.root(self.read(part), part)

    def root(self, data: bytes, part: str) -> etree._Element:
        """The root of the XML of a part, parsed without entities, network and endless depth."""
        self._tags += data.count(b"<")
        if self._tags > MOST_TAGS:
            raise damaged(
                self.name, f"The part {part} has millions of tags, more than a document needs"
            )
        try:
            root = etree.fromstring(data, etree.XMLParser(**PARSED_SO))
        except etree.XMLSyntaxError as error:
            what = f"The part {part} is not well-formed XML ({' '.join((error.msg or '').split())})"
            raise damaged(self.name, what) from error
        refuse_document_type(root, part, self.name)
        return root

    def read(self, part: str) -> bytes:
        """The bytes of a part, within the limits."""
        if part not in self.parts:
            raise damaged(self.name, f"The document has no part {part}")
        info = self._zip.getinfo(part)
        if info.flag_bits & 1:
            raise SourceError(
                "encrypted",
                self.name,
                "The archive is protected by a password.",
                "Take the password off and save it again.",
            )
        ratio = info.file_size / max(info.compress_size, 1)
        self._unpacked += info.file_size
        if self._unpacked > MOST_BYTES or (
            info.file_size > _SUSPECT_PART and ratio > _LARGEST_RATIO
        ):
            size = info.file_size // 2**20
            raise damaged(
                self.name, f"The part {part} unpacks to {size} MB, more than a document needs"
            )
        try:
            return self._zip.read(info)
        except Exception as error:
            raise damaged(self.name, f"The part {part} cannot be unpacked") from error


def refuse_document_type(element: etree._Element, part: str, name: str) -> None:
    """Raise ``damaged`` where a part declares one: entities could hide or multiply text."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise damaged(name, f"The part {part} declares a document type, which the format forbids")
