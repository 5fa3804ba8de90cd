"""Pictures of the PDF pages on which changed tasks stand, for the HTML page of a diff."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2

from pipeline.diff.records import About, Comparison, Row
from pipeline.diff.write.group import groups
from pipeline.diff.write.page_data import Picture, Pictures
from pipeline.engine import raw
from pipeline.publish import catalog, files

_PIXELS_A_POINT = 100 / 72  # 100 dots an inch: print of ten points is still read with ease
_GREYS = 16
_MOST_CHARACTERS = 8_000_000  # of all data URIs together: what a mail server lets pass

_Page = tuple[str, int]


def page_pictures(comparison: Comparison, raw_folder: Path | None) -> Pictures:
    """The pages of both sides, those of the first changes first, up to a size in all.

    The PDF is the file compared, or for a snapshot the file in ``raw_folder``, or in raw/
    beside the published tree, if it still has the bytes that were read. A side without such
    a file has no pictures; its places stay in words.
    """
    sources = (
        _pdfs(comparison.old.about, raw_folder),
        _pdfs(comparison.new.about, raw_folder),
    )
    drawn: tuple[dict[_Page, Picture], dict[_Page, Picture]] = ({}, {})
    left: set[tuple[int, _Page]] = set()
    size = 0
    opened: dict[Path, Any] = {}
    try:
        for group in groups(comparison):
            for number, rows in enumerate((group.old, group.new)):
                for page in _pages(rows):
                    path = sources[number].get(page[0])
                    if path is None or page in drawn[number] or (number, page) in left:
                        continue
                    picture = None
                    if size < _MOST_CHARACTERS:
                        picture = _draw(path, page[1], opened)
                    if picture is None:
                        left.add((number, page))
                        continue
                    drawn[number][page] = picture
                    size += len(picture.uri)
    finally:
        for document in opened.values():
            document.close()
    return Pictures(drawn[0], drawn[1], len(left))


def _pages(rows: tuple[Row, ...]) -> Iterator[_Page]:
    for row in rows:
        for place in row.get("source") or ():
            if place["page"] is not None:
                yield place["file"], place["page"]


def _pdfs(about: About, raw_folder: Path | None) -> dict[str, Path]:
    """The PDF files of a side by name, each with the bytes that were read."""
    if about.folder is None:
        return {}
    if about.snapshot is None:
        there = {Path(about.folder).name: Path(about.folder)}
    else:
        folder = raw_folder or _raw_beside(Path(about.folder).resolve())
        if folder is None:
            return {}
        there = raw.files_of(raw.discover(folder), about.document_id, about.edition)
    return {
        name: path
        for name, path in there.items()
        if path.suffix.lower() == ".pdf" and about.sources.get(name) == _hash(path)
    }


def _hash(path: Path) -> str | None:
    try:
        return f"sha256:{files.sha256(path)}"
    except OSError:  # gone since it was read
        return None


def _raw_beside(snapshot: Path) -> Path | None:
    """The folder raw/ of the tree OUT/snapshots/<document>/<edition>/<snapshot>."""
    tree = snapshot.parent.parent.parent
    return raw.beside(tree.parent) if tree.name == catalog.SNAPSHOTS else None


def _draw(path: Path, number: int, opened: dict[Path, Any]) -> Picture | None:
    """One page in shades of grey; ``None`` where the file does not open or has no such page."""
    try:
        if path not in opened:
            opened[path] = pypdfium2.PdfDocument(path)
        document = opened[path]
        if not 1 <= number <= len(document):
            return None
        with closing(document[number - 1]) as page:
            width, height = page.get_size()
            image = page.render(scale=_PIXELS_A_POINT, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, OSError):
        return None
    data = BytesIO()
    image.quantize(_GREYS).save(data, "PNG", optimize=True)
    code = base64.b64encode(data.getvalue()).decode()
    return Picture(f"data:image/png;base64,{code}", width, height)
