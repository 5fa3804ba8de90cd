"""Pages that are pictures, in PDFs and in picture files, read by recognition.

    PDF page ─ text_layer ─▶ believed: as it is
                          └▶ not believed, or a picture ─ render ─ scan_page ─▶ Printed
    PNG, JPEG, TIFF ─ scan_file ─ scan_page ─▶ Printed ─ the table logic of PDF ─▶ Extraction

``Pages`` reads them and remembers how sure it was of each character; ``Pages.weigh`` puts
that on the parts of the finished extraction.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.extract.pdf.assembly import assemble_pages
from pipeline.extract.pdf.compose import compose_page
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Printed
from pipeline.extract.pdf.text_layer import find_lie, is_picture
from pipeline.extract.scan import ocr
from pipeline.extract.scan.balance import Stray, doubt_beside, find_strays
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.file import is_too_large, read_pictures, too_large
from pipeline.extract.scan.ocr import Recogniser
from pipeline.extract.scan.page import Scanned, read_picture
from pipeline.extract.scan.picture import Picture
from pipeline.extract.scan.seals import LOOK_AT, Seal, find_seals, without_seals
from pipeline.extract.told import PageTold, nobody
from pipeline.ink import ink, is_ink
from pipeline.records import Box, Cell, Extraction, Part, Removal, Table

if TYPE_CHECKING:
    from PIL.Image import Image


DOUBTFUL_BELOW = 0.95  # confidence of a character; see docs/decisions/0006-ocr.md

_SHADED = "; shading alone tells its rows apart, so that all of them are doubtful"
_BESIDE = 3  # characters on each side that say where another stands
_SHOWN = 4  # of them in a note
_POINTS = 72.0
_DOTS_PER_INCH = (200.0, 300.0)  # least and most at which a page is drawn
_MOST_PIXELS = 24_000_000  # of a page as drawn: A3 at 300 dots an inch has 17 million
_MOST_CHARACTERS = 150_000  # of a page: a newspaper's has 20,000
_CURVES = range(201, 100_000)  # objects on a page without text: type set as curves
_CROWDED = "which has more marks than print has: a photograph or drawing, not read"


def read_scan(data: bytes, name: str, pages: Pages | None = None) -> Extraction:
    """Read a PNG, JPEG or TIFF file, page by page, its tables joined over the pages.

    ``pages`` then holds what was recognised on each. Raises ``SourceError``: ``needs_ocr``,
    ``no_print`` and those of ``scan_file.read_pictures``.
    """
    pages = pages if pages is not None else Pages(name)
    printed = pages.read_file(data)
    if not any(len(page.glyphs) for page in printed):
        raise SourceError(
            "no_print",
            name,
            f"No print was recognised on its {len(printed)} pages. {printed[0].notes[0]}.",
            "Give the scan of the table itself, at 200 to 300 dots per inch.",
        )
    characters: Counter[str] = Counter()
    for page in printed:
        characters.update(page.characters)
    extraction = assemble_pages(
        [compose_page(page) for page in printed],
        name,
        characters,
        count=len(printed),
        format="image",
    )
    return pages.weigh(extraction)


@dataclass(slots=True)
class Pages:
    """Reads the pages of one file that have no text to believe; give it to ``read_pdf``.

    ``told`` hears of each page. ``read`` holds what was recognised, by page number; a picture
    that comes again is not read again.
    """

    name: str
    told: PageTold = nobody
    recogniser: Recogniser = field(default_factory=Recogniser)
    read: dict[int, Scanned] = field(default_factory=dict)
    _before: dict[bytes, Scanned] = field(default_factory=dict)

    def __call__(self, page: pdfium.PdfPage, printed: Printed) -> Printed:
        """The page as it is if its text is to be believed, else as read from its picture.

        Raises ``SourceError``: ``needs_ocr`` where nothing that reads pictures is installed,
        ``picture_too_large``, ``page_too_full``.
        """
        if len(printed.glyphs) > _MOST_CHARACTERS:
            raise SourceError(
                "page_too_full",
                self.name,
                f"page {printed.number} has {len(printed.glyphs):,} characters; a page of print"
                " has a few thousand.",
                "Check that it is the document you mean.",
            )
        why = _why_not_believed(page, printed)
        if why is None:
            self.told("text", len(printed.glyphs))
            return printed
        ocr.require(self.name, [printed.number], why)
        picture, dots_per_inch, seals = _drawn(page, printed.number, self.name)
        scanned = self._recognised(picture, dots_per_inch, seals)
        if not scanned.lines and not len(printed.glyphs):
            return printed
        if scanned.crowded:
            return self._doubted(printed, why)
        return self._printed(printed.number, scanned, why + _taken_off(seals))

    def _doubted(self, printed: Printed, why: str) -> Printed:
        """A page with its text as it is, in doubt: its picture is not read, and none is lost."""
        boxes = printed.glyphs.boxes.tolist()
        shown = tuple(printed.frame.as_shown((x0, top, x1, end)) for x0, top, x1, end in boxes)
        self.read[printed.number] = Scanned(printed.frame.size, 0, 0.0, (), (), (), shown)
        note = f"page {printed.number}: {why}; its picture, {_CROWDED}; its text is taken, in doubt"
        return replace(printed, notes=(*printed.notes, note))

    def read_file(self, data: bytes) -> list[Printed]:
        """The pages of a PNG, JPEG or TIFF file."""
        ocr.require(self.name, [1], "a picture without text")
        return [
            self._printed(
                number,
                self._recognised(picture, dots_per_inch, seals),
                "a picture" + _taken_off(seals),
            )
            for number, picture, dots_per_inch, seals in read_pictures(data, self.name)
        ]

    def _recognised(self, picture: Picture, dots_per_inch: float, seals: Sequence[Seal]) -> Scanned:
        told = repr((picture.shape, dots_per_inch, seals)).encode()
        key = hashlib.sha256(told + picture.data).digest()
        before = self._before.get(key)
        scanned = before or replace(
            read_picture(picture, dots_per_inch, self.recogniser),
            sealed=tuple(box for seal in seals for box in seal.inked),
        )
        self._before[key] = scanned
        characters = [one for line in scanned.lines for one in line]
        sure = sum(one.confidence >= DOUBTFUL_BELOW for one in characters)
        self.told("recognised before" if before and characters else "recognised", sure)
        return scanned

    def _printed(self, number: int, scanned: Scanned, why: str) -> Printed:
        self.read[number] = scanned
        width, height = scanned.size
        characters = [one for line in scanned.lines for one in line]
        return Printed(
            number=number,
            frame=Frame(0.0, 0.0, width, height, scanned.turned, 0),
            glyphs=Glyphs.of(Glyph(one.text, *one.box) for one in characters),
            horizontal=scanned.horizontal,
            vertical=scanned.vertical,
            characters=ink("".join(one.text for one in characters)),
            notes=(f"page {number}: {why}; read from its picture{_how_sure(scanned, characters)}",),
        )

    def absorb(self, other: Pages) -> None:
        """Take over what a copy of this reader has recognised in another process."""
        self.read.update(other.read)

    def weigh(self, extraction: Extraction) -> Extraction:
        """The extraction with the confidence of what was recognised on each of its parts.

        Boxes are turned back to the page as it lies in the file, and the engine is noted.
        """
        if not self.read:
            return extraction
        strays = find_strays(extraction, self.read)
        return replace(
            extraction,
            tables=doubt_beside(tuple(map(self._table, extraction.tables)), strays),
            outside=tuple(map(self._part, extraction.outside)),
            removed=tuple(map(self._removal, extraction.removed)),
            notes=(
                *extraction.notes,
                *_told(strays),
                *_widths_told(self.read),
                f"recognised by {self.recogniser.name}",
            ),
        )

    def _table(self, table: Table) -> Table:
        return replace(table, cells=tuple(map(self._cell, table.cells)))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, parts=tuple(map(self._part, cell.parts)))

    def _removal(self, removal: Removal) -> Removal:
        part = self._part(Part(removal.text, removal.place))
        return replace(removal, place=part.place)

    def _part(self, part: Part) -> Part:
        scanned = self.read.get(part.place.page or 0)
        if scanned is None or part.place.bbox is None:
            return part
        confidence, doubts = weigh_part(part, scanned)
        place = replace(part.place, bbox=as_printed(part.place.bbox, scanned))
        return replace(part, place=place, confidence=confidence, doubts=doubts)


def _told(strays: Sequence[Stray]) -> list[str]:
    counts = Counter(stray.page for stray in strays)
    return [
        f"page {page}: {count} pieces of print stand like rows of a table and are in none of its"
        " cells; check it"
        for page, count in sorted(counts.items())
    ]


def _widths_told(read: Mapping[int, Scanned]) -> list[str]:
    """A note on the marks whose neighbours told how wide they are, against their room."""
    shown = [
        f"page {page} {''.join(one.text for one in line[max(0, at - _BESIDE) : at + 1 + _BESIDE])}"
        for page, scanned in sorted(read.items())
        for line in scanned.lines
        for at, one in enumerate(line)
        if one.overruled
    ]
    if not shown:
        return []
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    listed = ", ".join(shown[:_SHOWN])
    return [
        f"marks set as wide as their neighbours are, against the room they have: {listed}{more}"
    ]


def weigh_part(part: Part, scanned: Scanned) -> tuple[float, tuple[tuple[int, float], ...]]:
    """The least confidence of a part's characters, and its doubtful ones as (offset, confidence).

    Print in which nothing was recognised has the confidence 0 and stands behind the text; so does
    what may be missing where shading alone tells the rows apart, and what a seal may hide.
    """
    inside = [
        [one for one in line if _holds(part.place.bbox, scanned.as_shown(one.box))]
        for line in scanned.lines
    ]
    characters = [one for line in inside for one in line if is_ink(one.text)]
    unread = [box for box in scanned.unread if _holds(part.place.bbox, scanned.as_shown(box))]
    unread += [box for box in scanned.sealed if _holds(part.place.bbox, box)]
    least = min((one.confidence for one in characters), default=1.0)
    doubtful = [one for one in characters if one.confidence < DOUBTFUL_BELOW]
    doubts = _offsets(part.text, characters, doubtful)
    if unread or (scanned.shaded and characters):
        return 0.0, (*doubts, (len(part.text), 0.0))
    return round(least, 2), doubts


def _offsets(
    text: str, characters: Sequence[Character], doubtful: Sequence[Character]
) -> tuple[tuple[int, float], ...]:
    """Where the doubtful characters stand in the text: by their order, else wherever they occur."""
    if not doubtful:
        return ()
    inked = [offset for offset, character in enumerate(text) if is_ink(character)]
    if [text[offset] for offset in inked] == [one.text for one in characters]:
        return tuple(
            (offset, round(one.confidence, 2))
            for offset, one in zip(inked, characters, strict=True)
            if one.confidence < DOUBTFUL_BELOW
        )
    least: dict[str, float] = {}
    for one in doubtful:
        least[one.text] = min(one.confidence, least.get(one.text, 1.0))
    return tuple((at, round(least[text[at]], 2)) for at in inked if text[at] in least)


def as_printed(box: Box, scanned: Scanned) -> Box:
    """A box on the page set level as one on the page as it lies: its middle is turned back."""
    if not scanned.skew:
        return box
    width, height = scanned.size
    x0, top, x1, bottom = box
    angle = math.radians(scanned.skew)
    across, down = (x0 + x1 - width) / 2, (top + bottom - height) / 2
    turned_across = across * math.cos(angle) - down * math.sin(angle)
    turned_down = across * math.sin(angle) + down * math.cos(angle)
    left, upper = turned_across - across, turned_down - down
    return (
        round(x0 + left, 2),
        round(top + upper, 2),
        round(x1 + left, 2),
        round(bottom + upper, 2),
    )


def _holds(outer: Box | None, inner: Box) -> bool:
    if outer is None:
        return False
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]


def _how_sure(scanned: Scanned, characters: Sequence[Character]) -> str:
    if scanned.crowded:
        return f", {_CROWDED}"
    if not characters:
        return ", no print was found on it"
    doubtful = sum(one.confidence < DOUBTFUL_BELOW for one in characters)
    shaded = _SHADED if scanned.shaded else ""
    return f", {doubtful} of {len(characters)} characters are doubtful{shaded}"


def _taken_off(seals: Sequence[Seal]) -> str:
    count = len(seals)
    return f", {count} red {'seal' if count == 1 else 'seals'} on it taken off" if count else ""


def _why_not_believed(page: pdfium.PdfPage, printed: Printed) -> str | None:
    if len(printed.glyphs):
        return find_lie(printed)
    if is_picture(printed):
        return "a picture without text"
    objects = raw.FPDFPage_CountObjects(page.raw)
    return "its text is drawn as curves" if objects in _CURVES else None


def page_picture(path: Path, data: bytes, number: int, name: str) -> tuple[Image, float]:
    """The picture of one page of a PDF (``data`` empty) or picture file, and pixels a point."""
    from PIL import Image

    if data:
        for page in read_pictures(data, name):
            if page.number == number:
                return Image.fromarray(page.picture), page.dots_per_inch / _POINTS
        raise IndexError(f"{name} has no page {number}")
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        picture, dots_per_inch, _ = _drawn(page, number, name)
        page.close()
        return Image.fromarray(picture), dots_per_inch / _POINTS
    finally:
        document.close()


def _drawn(page: pdfium.PdfPage, number: int, name: str) -> tuple[Picture, float, tuple[Seal, ...]]:
    """The page drawn in shades of grey, as sharp as the picture on it, its dots per inch, and
    the red seals that were taken off, in points.
    """
    width, height = page.get_size()
    finest = _DOTS_PER_INCH[0]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        wide, high = item.get_px_size()
        if is_too_large(wide, high):
            raise too_large(name, number, wide, high)
        left, bottom, right, top = item.get_bounds()
        inches = max(right - left, top - bottom) / _POINTS
        if inches > 1:
            finest = max(finest, max(wide, high) / inches)
    dots_per_inch = min(finest, _DOTS_PER_INCH[1])
    inches = max(width * height / _POINTS**2, 1e-6)
    dots_per_inch = min(dots_per_inch, math.sqrt(_MOST_PIXELS / inches))
    seals = find_seals(_pixels(page, LOOK_AT, grey=False), LOOK_AT)
    picture = _pixels(page, dots_per_inch, grey=True)
    if seals:
        larger = [seal.larger(dots_per_inch / LOOK_AT) for seal in seals]
        picture = without_seals(picture, _pixels(page, dots_per_inch, grey=False), larger)
    return picture, dots_per_inch, tuple(seal.larger(_POINTS / LOOK_AT) for seal in seals)


def _pixels(page: pdfium.PdfPage, dots_per_inch: float, *, grey: bool) -> Picture:
    """The page drawn: rows by columns in grey, or by red, green and blue, too."""
    bitmap = page.render(
        scale=dots_per_inch / _POINTS, grayscale=grey, rev_byteorder=True, may_draw_forms=False
    )
    try:
        pixels: Picture = bitmap.to_numpy()
        return pixels.copy() if grey else pixels[..., :3].copy()
    finally:
        bitmap.close()
