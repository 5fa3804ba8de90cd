"""What a sheet shows beside its cells: comments, and the texts of shapes laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.extract.archive import Archive
from pipeline.extract.xlsx.strings import printed, rich_text

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = {"pic": "pictures", "graphicFrame": "charts and diagrams"}


@dataclass(frozen=True, slots=True)
class Aside:
    """Comments as (row from 1, text), texts of shapes, and what is shown but not read."""

    comments: tuple[tuple[int | None, str], ...]
    shapes: tuple[str, ...]
    unread: tuple[str, ...]


def aside_parts(archive: Archive, sheet: str) -> list[tuple[str, etree._Element]]:
    """The comments and drawings of the sheet in part ``sheet``, each with its kind."""
    related = {part: kind for _, kind, part in archive.relations(sheet)}
    return [
        (kind, archive.parse(part))
        for part, kind in sorted(related.items())
        if kind in {"comments", "drawing"} and part in archive.parts
    ]


def read_aside(parts: list[tuple[str, etree._Element]]) -> Aside:
    """Read the parts that ``aside_parts`` gave."""
    comments: list[tuple[int | None, str]] = []
    shapes: list[str] = []
    unread: dict[str, None] = {}
    for kind, root in parts:
        if kind == "comments":
            comments += _comments(root)
            continue
        for element in root.iter("{*}sp", "{*}cxnSp", *(f"{{*}}{tag}" for tag in _PICTURES)):
            tag = element.tag.rpartition("}")[2]
            if next(element.iterancestors(_FALLBACK), None) is not None:
                continue
            if tag in _PICTURES:
                unread[_PICTURES[tag]] = None
            else:
                text = printed("\n".join(_paragraphs(element)))
                shapes += [text] if text else []
    return Aside(tuple(comments), tuple(shapes), tuple(unread))


def _comments(root: etree._Element) -> Iterator[tuple[int | None, str]]:
    for comment in root.iterfind("{*}commentList/{*}comment"):
        row = re.search(r"[0-9]{1,7}$", comment.get("ref", ""))
        text = printed("\n".join(rich_text(text) for text in comment.iterfind("{*}text")))
        if text:
            yield int(row[0]) if row else None, text


def _paragraphs(shape: etree._Element) -> Iterator[str]:
    for paragraph in shape.iter("{*}p"):
        yield "".join(
            "\n" if piece.tag.endswith("}br") else piece.text or ""
            for piece in paragraph.iter("{*}t", "{*}br")
        )
