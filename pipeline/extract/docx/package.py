"""Open a DOCX package: the parts that hold text, the styles and the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from pipeline.extract.archive import Archive
from pipeline.extract.docx.fold import Folded, fold
from pipeline.extract.docx.names import W
from pipeline.extract.docx.styles import Styles, read_styles
from pipeline.extract.format import damaged

PartKind: TypeAlias = Literal["header", "footer", "footnotes", "endnotes", "comments"]

_MAIN_PART = "word/document.xml"
_KINDS: tuple[PartKind, ...] = ("header", "footer", "footnotes", "endnotes", "comments")

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
    styles: Styles
    numbering: etree._Element | None
    folded: Folded


def open_package(data: bytes, name: str) -> Package:
    """Open the bytes of a DOCX. Raises ``SourceError``: ``damaged`` or ``encrypted``."""
    archive = Archive(data, name)
    main = archive.main_part(_MAIN_PART)
    related: defaultdict[str, set[str]] = defaultdict(set)
    for _, kind, part in archive.relations(main):
        if part in archive.parts:
            related[kind].add(part)

    def roots(kind: str) -> Iterator[etree._Element]:
        return (archive.root(_usual(archive.read(part)), part) for part in sorted(related[kind]))

    styles = read_styles(next(roots("styles"), None))
    left, folded = fold(_usual(archive.read(main)), styles)
    document = archive.root(left, main)
    if document.tag != f"{W}document":
        raise damaged(name, f"The part {main} is no Word document")
    folded.unfold(document, lambda rows: archive.root(rows, main))
    texts = tuple((kind, root) for kind in _KINDS for root in roots(kind))
    return Package(document, texts, styles, next(roots("numbering"), None), folded)


def _usual(data: bytes) -> bytes:
    """XML of the strict variant, in the names of the usual one."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data
