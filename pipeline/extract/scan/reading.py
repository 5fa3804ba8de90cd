"""Pages that are pictures, in PDFs and in picture files, read by recognition.

    PDF page ─ text_layer ─▶ believed: as it is
                          └▶ not believed, or a picture ─ drawn ─ page ─▶ Printed
                             its pictures, where they may have print ─ pasted ─▶ Printed
    PNG, JPEG, TIFF ─ file ─ page ─▶ Printed ─ the table logic of PDF ─▶ Extraction

``Pages`` reads them and remembers how sure it was of each character; ``weighing`` puts that on
the parts of the finished extraction.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.extract.pdf.assembly import assemble_pages
from pipeline.extract.pdf.compose import compose_page
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Printed
from pipeline.extract.pdf.text_layer import find_lie, is_picture
from pipeline.extract.scan import ocr
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.drawn import Drawn, draw_page
from pipeline.extract.scan.file import read_pictures
from pipeline.extract.scan.novelty import Novelty
from pipeline.extract.scan.ocr import Recogniser
from pipeline.extract.scan.page import Scanned, read_picture
from pipeline.extract.scan.pasted import find_pasted, with_pasted, within
from pipeline.extract.scan.picture import Picture
from pipeline.extract.scan.seals import Seal
from pipeline.extract.scan.weighing import is_doubtful, weigh
from pipeline.extract.told import PageTold, nobody
from pipeline.ink import ink
from pipeline.records import Box, Extraction

_SHADED = "; shading alone tells its rows apart, so that all of them are doubtful"
# Of a page's characters or bytes; one with fewer in what was not read before is one again.
_NEW = 0.25
_NEW_LINES = 0.75  # where its picture is not new: cut otherwise, some lines are read otherwise
_MOST_CHARACTERS = 150_000  # of a page: a newspaper's has 20,000
_CURVES = range(201, 100_000)  # objects on a page without text: type set as curves
_CROWDED = "which has more marks than print has: a photograph or drawing, not read"


def read_scan(data: bytes, name: str, pages: Pages | None = None) -> Extraction:
    """Read a PNG, JPEG or TIFF file, page by page, its tables joined over the pages.

    ``pages`` then holds what was recognised on each. Raises ``SourceError``: ``needs_ocr``,
    ``no_print`` and those of ``file.read_pictures``.
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
    _novelty: Novelty = field(default_factory=Novelty)

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
            new = self._novelty.of_text(printed.characters)
            if new >= _NEW:
                self.told("text", round(new * len(printed.glyphs)))
            else:
                self.told("again", 0)
            pictures = find_pasted(printed) if printed.images else ()
            return self._with_pictures(page, printed, pictures) if pictures else printed
        ocr.require(self.name, [printed.number], why)
        drawn = draw_page(page, printed.number, self.name)
        scanned = self._drawn(drawn, page)
        if not scanned.lines and not len(printed.glyphs):
            return printed
        if scanned.crowded:
            return self._doubted(printed, why)
        return self._printed(printed.number, scanned, why + _taken_off(drawn.seals))

    def _with_pictures(
        self, page: pdfium.PdfPage, printed: Printed, pictures: tuple[Box, ...]
    ) -> Printed:
        """A page of text with what is printed in its pictures behind it."""
        covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
        share = covered / (printed.frame.size[0] * printed.frame.size[1])
        what = f"page {printed.number}: a picture among its text covers {share:.0%} of it"
        if ocr.missing():
            note = f"{what}; it was not read. To read what it shows: {ocr.INSTALL}"
            return replace(printed, notes=(*printed.notes, note))
        drawn = draw_page(page, printed.number, self.name)
        read = within(self._drawn(drawn, page), printed, pictures)
        if read is None:
            return printed
        self.read[printed.number] = read
        characters = [one for line in read.lines for one in line]
        note = f"{what} and was read{_how_sure(read, characters)}"
        found = with_pasted(printed, read)
        return replace(found, notes=(*found.notes, note))

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

    def _drawn(self, drawn: Drawn, page: pdfium.PdfPage) -> Scanned:
        is_new = self._novelty.of_pictures(page) >= _NEW
        scanned = self._recognised(drawn.picture, drawn.dots_per_inch, drawn.seals, is_new=is_new)
        return replace(scanned, larger=drawn.larger)

    def _recognised(
        self, picture: Picture, dots_per_inch: float, seals: Sequence[Seal], *, is_new: bool = True
    ) -> Scanned:
        """What a picture shows; ``is_new``: no page before showed it, be it cut otherwise."""
        told = repr((picture.shape, dots_per_inch, seals)).encode()
        key = hashlib.sha256(told + picture.data).digest()
        scanned = self._before.get(key) or replace(
            read_picture(picture, dots_per_inch, self.recogniser),
            sealed=tuple(box for seal in seals for box in seal.inked),
        )
        self._before[key] = scanned
        characters = [one for line in scanned.lines for one in line]
        sure = sum(not is_doubtful(one) for one in characters)
        lines = ["".join(one.text for one in line) for line in scanned.lines]
        if self._novelty.of_lines(lines) >= (_NEW if is_new else _NEW_LINES):
            self.told("recognised", sure)
        else:
            self.told("again", sure if is_new else 0)
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
        """The extraction with how sure it is of each of its parts; see ``weighing``."""
        if not self.read:
            return extraction  # the name of the model is asked of its file, which is large
        return weigh(extraction, self.read, self.recogniser.name)


def _how_sure(scanned: Scanned, characters: Sequence[Character]) -> str:
    if scanned.crowded:
        return f", {_CROWDED}"
    if not characters:
        return ", no print was found on it"
    doubtful = sum(map(is_doubtful, characters))
    shaded = _SHADED if scanned.shaded else ""
    return f", {doubtful} of {len(characters)} characters are doubtful{shaded}"


def _taken_off(seals: Sequence[Seal]) -> str:
    count = len(seals)
    return f", {count} red {'seal' if count == 1 else 'seals'} on it taken off" if count else ""


def _why_not_believed(page: pdfium.PdfPage, printed: Printed) -> str | None:
    if len(printed.glyphs):
        return find_lie(printed)
    if is_picture(printed):
        return "its text is not to be seen" if printed.unseen else "a picture without text"
    objects = raw.FPDFPage_CountObjects(page.raw)
    return "its text is drawn as curves" if objects in _CURVES else None
