"""What was seen on one page of a PDF or picture file, drawn on the picture of that page.

ruling lines, cells, seams, repairs, the text outside, what was taken out, what is doubtful
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import locate, repair
from pipeline.engine import vocabulary
from pipeline.engine.debug_picture import Kind, Mark, draw
from pipeline.engine.reader import within_limits
from pipeline.errors import CallError, SourceError
from pipeline.extract.format import load
from pipeline.extract.pdf.page import Printed
from pipeline.extract.pdf.reading import read_pdf
from pipeline.extract.scan.drawn import page_picture
from pipeline.extract.scan.page import Scanned
from pipeline.extract.scan.reading import Pages, read_scan
from pipeline.extract.scan.weighing import as_printed
from pipeline.extract.told import PageTold
from pipeline.ink import ink
from pipeline.records import Box, Extraction, Place, Repair

if TYPE_CHECKING:
    import pypdfium2 as pdfium


@dataclass(slots=True)
class _Watcher:
    """Reads pages as ``Pages`` does, and keeps the lines of the one that is to be drawn."""

    pages: Pages
    wanted: int
    seen: Printed | None = field(default=None)

    def __call__(self, page: pdfium.PdfPage, printed: Printed) -> Printed:
        read = self.pages(page, printed)
        if read.number == self.wanted:
            self.seen = read
        return read


def debug_page(path: Path, page: int, image: Path) -> str:
    """Draw what was seen on ``page`` (from 1) of a file into the PNG ``image``; say it in words.

    The whole file is read, since tables and rows go on over pages. A file without a task
    table is drawn as the reader sees it, without repairs. Raises ``CallError`` where the file
    has no such page or is of a format without pages, ``SourceError`` where it cannot be read.
    """
    if image.suffix.lower() != ".png":
        raise CallError(f"{image}: the picture is a PNG. Give a name that ends in .png.")
    made = within_limits(lambda told: pickle.dumps(_drawn(path, page, told)), path)
    drawn, words = pickle.loads(made)
    try:
        image.write_bytes(drawn)
    except OSError as error:
        raise CallError(f"{image}: cannot be written ({error.strerror}).") from error
    return "\n".join(words)


def _drawn(path: Path, page: int, told: PageTold) -> tuple[bytes, list[str]]:
    """The page as a PNG, and in words what is on it."""
    name = path.name
    format_, data = load(path, name)
    if format_ not in ("pdf", "image"):
        raise CallError(
            f"{name}: a file of this format has no pages to draw on. Print it to PDF and give"
            f" that, or see the table itself: fenjie extract {name} --tables --format text"
        )
    pages = Pages(name, told)
    watcher = _Watcher(pages, page)
    if format_ == "pdf":
        extraction = pages.weigh(read_pdf(path, name, watcher))
    else:
        extraction = read_scan(data, name, pages)
    if not 1 <= page <= (extraction.pages or 0):
        raise CallError(f"{name} has no page {page}: its pages are 1 to {extraction.pages}.")
    repairs, words = _repairs(extraction)
    marks = [
        *_lines(watcher.seen, pages.read.get(page)),
        *_cells(extraction, page),
        *_outside(extraction, page),
        *_repaired(repairs, page),
    ]
    picture, pixels_a_point = page_picture(path, data, page, name)
    drawn = BytesIO()
    draw(picture, pixels_a_point, marks, f"{name}, page {page}").save(drawn, "PNG")
    counts = Counter(mark.kind for mark in marks)
    on_it = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    notes = dict.fromkeys(note for note in extraction.notes if note.startswith(f"page {page}:"))
    return drawn.getvalue(), [f"page {page} of {name}: {on_it or 'nothing'}", *words, *notes]


def _repairs(extraction: Extraction) -> tuple[Sequence[Repair], list[str]]:
    words = vocabulary.load()
    try:
        return repair.repair(locate.locate(extraction, words.headers)).repairs, []
    except SourceError as error:
        return (), [error.message]


def _lines(seen: Printed | None, scanned: Scanned | None) -> Iterator[Mark]:
    source = scanned or seen
    if source is None:
        return

    def shown(x: float, y: float) -> tuple[float, float]:
        if scanned is not None:
            return as_printed(scanned.as_shown((x, y, x, y)), scanned)[:2]
        return seen.frame.as_shown((x, y, x, y))[:2] if seen is not None else (x, y)

    # On a page that lies askew its lines are askew, too: each end is turned for itself.
    for at, start, end in source.horizontal:
        yield Mark("line", (*shown(start, at), *shown(end, at)))
    for at, start, end in source.vertical:
        yield Mark("line", (*shown(at, start), *shown(at, end)))


def _cells(extraction: Extraction, page: int) -> Iterator[Mark]:
    for table in extraction.tables:
        seams = frozenset(table.seams)
        for cell in table.cells:
            for number, part in enumerate(cell.parts):
                if part.place.page != page or part.place.bbox is None:
                    continue
                label = f"{cell.row},{cell.column}" if number == 0 else "goes on"
                yield Mark("cell", part.place.bbox, label)
                if number or cell.row in seams:
                    left, top, right, _ = part.place.bbox
                    kind: Kind = "row joined" if number else "seam"
                    yield Mark(kind, (left, top, right, top))
                if part.doubts:
                    least = min(confidence for _, confidence in part.doubts)
                    yield Mark("doubtful", part.place.bbox, f"{least:.2f}")


def _outside(extraction: Extraction, page: int) -> Iterator[Mark]:
    for part in extraction.outside:
        if part.place.page == page and part.place.bbox is not None and ink(part.text):
            yield Mark("outside", part.place.bbox)
    for removal in extraction.removed:
        if removal.place.page == page and removal.place.bbox is not None:
            yield Mark("taken out", removal.place.bbox, removal.rule)


def _repaired(repairs: Sequence[Repair], page: int) -> Iterator[Mark]:
    """A mark for each place with repairs, which may be several."""
    rules: dict[Box, list[str]] = {}
    for record in repairs:
        place: Place | None = record.place
        if place is not None and place.page == page and place.bbox is not None:
            rules.setdefault(place.bbox, []).append(record.rule)
    for box, names in rules.items():
        yield Mark("repair", box, ", ".join(dict.fromkeys(names)))
