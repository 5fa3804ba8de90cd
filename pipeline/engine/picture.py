"""A traced value on the picture of its page, or on a drawing of the table as it was read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import extract
from pipeline.engine import raw
from pipeline.engine.fonts import find_chinese_font
from pipeline.engine.grid_picture import draw_grid
from pipeline.errors import CallError, SourceError
from pipeline.extract.format import recognise
from pipeline.extract.office.reading import as_pdf
from pipeline.extract.scan.file import read_pictures
from pipeline.ink import ink
from pipeline.publish import files
from pipeline.publish.catalog import Entry
from pipeline.records import Box, Cell

if TYPE_CHECKING:
    from PIL.Image import Image

Row = Mapping[str, Any]
Pages = dict[int, list[Box]]
_POINTS = 72.0  # in an inch
_PIXELS_A_POINT = 2.0  # 144 dots an inch: print of ten points is well read
_MOST_PAGES = 4
_MARK = (200, 30, 30)


def draw_trace(found: Row, out: Path, raw_folder: Path | None, image: Path) -> str:
    """Draw what ``trace`` found into the PNG file ``image``; say in words what is drawn.

    A PDF or picture file is drawn as it is. Other documents are set by LibreOffice, where it
    is installed and the cell is found on what it makes; else the table is drawn as it was
    read. The source is looked for in ``raw_folder``, or in raw/ beside ``out``, and must have
    the hash it was read with. Raises ``CallError`` where nothing can be drawn or ``image``
    cannot be written.
    """
    if image.suffix.lower() != ".png":
        raise CallError(f"{image}: the picture is a PNG. Give a name that ends in .png.")
    picture, words = _picture(found, out, raw_folder)
    data = BytesIO()
    picture.save(data, "PNG")
    try:
        image.write_bytes(data.getvalue())
    except OSError as error:
        raise CallError(f"{image}: cannot be written ({error.strerror}).") from error
    return words


def _picture(found: Row, out: Path, raw_folder: Path | None) -> tuple[Image, str]:
    source, why = _source(found, out, raw_folder)
    if source is not None:
        pages = _boxes(found["places"])
        if pages:
            data = source.read_bytes()
            return _marked(data, source.name, pages), f"{_named(pages)} of {source.name}"
        try:
            pdf = as_pdf(source.read_bytes(), source.name)
        except SourceError as error:
            why = error.message
        else:
            pages = _found_again(pdf, found["cells"])
            if pages:
                drawn = _marked(pdf, source.name, pages)
                return drawn, f"{_named(pages)} of {source.name}, set by LibreOffice"
            why = "the cell is not found on the pages that LibreOffice makes"
    font = find_chinese_font()
    if not found["cells"] or font is None:
        missing = "no font with Chinese characters" if found["cells"] else "no cell of a table"
        raise CallError(f"{found['id']}: nothing can be drawn: {why}, and there is {missing}.")
    entry = Entry(found["document_id"], found["edition"], found["snapshot"])
    return draw_grid(_all_cells(entry.folder(out)), found["cells"], font), (
        f"the table as it was read ({why})"
    )


def _source(found: Row, out: Path, raw_folder: Path | None) -> tuple[Path | None, str]:
    """The file of the first place, if it is there with the bytes that were read; else why not."""
    folder = raw_folder or raw.beside(out)
    if folder is None or not found["places"]:
        return None, "there is no folder raw/ with the source; name it with --raw"
    place = found["places"][0]
    there = raw.files_of(raw.discover(folder), found["document_id"], found["edition"])
    path = there.get(place["file"])
    if path is None:
        return None, f"{place['file']} is not in {folder}"
    if f"sha256:{files.sha256(path)}" != place["hash"]:
        return None, f"{place['file']} has changed since it was read"
    return path, ""


def _boxes(places: Sequence[Row]) -> Pages:
    pages: Pages = {}
    for place in places:
        if place["bbox"] is not None and place["page"] is not None:
            left, top, right, bottom = place["bbox"]
            pages.setdefault(place["page"], []).append((left, top, right, bottom))
    return pages


def _found_again(pdf: bytes, wanted: Sequence[Row]) -> Pages:
    """The boxes of the wanted cells on a PDF made of their document.

    A cell is known by its text; of several with one text, by its place in the table.
    """
    with tempfile.TemporaryDirectory(prefix="fenjie-") as folder:
        made = Path(folder, "made.pdf")
        made.write_bytes(pdf)
        try:
            tables = extract.read(made).tables
        except SourceError:
            return {}
    cells = [(table.index, cell) for table in tables for cell in table.cells]
    pages: Pages = {}
    for want in wanted:
        same = [(index, cell) for index, cell in cells if ink(cell.text) == ink(want["text"] or "")]
        if not same or not want["text"]:
            continue
        _, cell = min(same, key=lambda one: _distance(one, want))
        for part in cell.parts:
            if part.place.page is not None and part.place.bbox is not None:
                pages.setdefault(part.place.page, []).append(part.place.bbox)
    return pages


def _distance(one: tuple[int, Cell], want: Row) -> tuple[int, int, int]:
    index, cell = one
    return (
        abs(index - want["table"]),
        abs(cell.row - want["row"]),
        abs(cell.column - want["column"]),
    )


def _marked(data: bytes, name: str, pages: Pages) -> Image:
    """The pages, one below the other, with a frame around each box."""
    from PIL import Image, ImageDraw

    drawn: list[Image.Image] = []
    for number, picture, scale in _drawn(data, name, sorted(pages)[:_MOST_PAGES]):
        brush = ImageDraw.Draw(picture)
        for box in pages[number]:
            brush.rectangle(tuple(edge * scale for edge in box), outline=_MARK, width=4)
        drawn.append(picture)
    whole = Image.new("RGB", (max(p.width for p in drawn), sum(p.height for p in drawn)), "white")
    top_edge = 0
    for picture in drawn:
        whole.paste(picture, (0, top_edge))
        top_edge += picture.height
    return whole


def _drawn(data: bytes, name: str, numbers: Sequence[int]) -> Iterator[tuple[int, Image, float]]:
    """The pages of a PDF or picture file by number, and pixels a point."""
    import pypdfium2
    from PIL import Image

    if recognise(data, name) == "image":
        for page in read_pictures(data, name):
            if page.number in numbers:
                picture = Image.fromarray(page.picture).convert("RGB")
                yield page.number, picture, page.dots_per_inch / _POINTS
        return
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            picture = page.render(scale=_PIXELS_A_POINT).to_pil().convert("RGB")
            yield number, picture, _PIXELS_A_POINT
    finally:
        document.close()


def _named(pages: Pages) -> str:
    numbers = sorted(pages)
    shown = ", ".join(map(str, numbers[:_MOST_PAGES]))
    return f"page {shown}" + (f" (of {len(numbers)})" if len(numbers) > _MOST_PAGES else "")


def _all_cells(folder: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / "cells.parquet") as file:
        cells: list[dict[str, Any]] = file.read().to_pylist()
    return cells
