"""Read a PDF: page by page what is printed, then tables and rows joined over the pages.

The characters, their boxes and the drawn lines come from pdfium; each page is closed
before the next is opened, and only lines of text and cells are kept of it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from warnings import catch_warnings, simplefilter

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.extract.many import uncollected
from pipeline.extract.orphans import end_with
from pipeline.extract.pdf.assembly import assemble_pages
from pipeline.extract.pdf.compose import compose_pages
from pipeline.extract.pdf.flat import Opened, open_page
from pipeline.extract.pdf.fragments import PageRead
from pipeline.extract.pdf.habits import counted
from pipeline.extract.pdf.page import PageReader, Printed, SharedReader
from pipeline.extract.pdf.plumber import Engine, is_balanced, weigh_readings
from pipeline.extract.pdf.primitives import read_together
from pipeline.extract.pdf.prose import with_paragraphs
from pipeline.records import Extraction

# Pages read before the file is opened anew: pdfium keeps the streams of those it has shown.
_FEWEST_OPEN, _MOST_OPEN, _BYTES_OPEN = 20, 500, 50_000_000
_PAGES_TOGETHER = 10  # pages read and composed at once: more are no faster
_FULL = 10_000  # characters of a page for which the next one has to wait
_SHARED_FROM = 120  # pages; below, starting processes takes longer than it saves,
# but not where pages are pictures, which take seconds each and so many bytes.
_PICTURES_FROM, _BYTES_OF_PICTURE = 4, 40_000
_PAGES_SENT = 200  # at most, from one process to another at once
_TURNS = 3  # stretches of pages for each process, so that none waits long for the last
_UNREADABLE_SHARE = 0.5  # of the characters of a file or page without certain meaning
_DAMAGED = "page {}: damaged, it could not be read"
_GIVE_TEXT = "Give the DOCX, a PDF with text, or a scan at 200 to 300 dots per inch."


@uncollected(keeps=True)
def read_pdf(
    path: Path,
    name: str,
    page_reader: PageReader | None = None,
    *,
    engine: Engine = "pdfium",
    workers: int = 1,
) -> Extraction:
    """Read all tables of a PDF and the text outside them.

    ``name`` is what stands in ``Place.file``. ``page_reader`` is asked for each page while it
    is open, and may read it from its picture. With ``engine`` pdfplumber its reading of a
    page counts before ours. ``workers`` processes share the pages; the result is the same.
    Boxes are in points on the page as a viewer shows it (rotation applied), origin at the
    upper left of its visible box. A page that cannot be read is left out and noted.

    Raises ``SourceError``: ``empty_file``, ``encrypted``, ``damaged``, ``no_text_layer``.
    """
    size = path.stat().st_size
    if size == 0:
        raise SourceError("empty_file", name, "The file is empty (0 bytes).", "Get it again.")
    document = _open(path, name)
    count = len(document)
    document.close()
    open_for = min(max(_FEWEST_OPEN, _BYTES_OPEN * count // size), _MOST_OPEN)
    job = _Job(path, name, page_reader, engine, 0, count, open_for)
    may_share = page_reader is None or isinstance(page_reader, SharedReader)
    pictures = page_reader is not None and size >= _BYTES_OF_PICTURE * count
    fewest = _PICTURES_FROM if pictures else _SHARED_FROM
    if workers > 1 and count >= fewest and may_share:
        stretch = _shared(job, workers)
    else:
        stretch = _in_turn(job)
    notes = [*_refuse_without_text(stretch.pages, count, name), *stretch.notes]
    read = assemble_pages(stretch.pages, name, stretch.characters, count=count, notes=notes)
    return read if read.tables else replace(read, outside=with_paragraphs(read.outside))


@dataclass(frozen=True, slots=True)
class _Job:
    """Pages ``first`` up to ``end`` of a file, counted from 0, and how to read them.

    ``open_for``: so many pages before the file is opened anew.
    """

    path: Path
    name: str
    page_reader: PageReader | None
    engine: Engine
    first: int
    end: int
    open_for: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What was read on some pages, and the page reader with what it has learned."""

    pages: list[PageRead]
    characters: Counter[str]
    notes: list[str]
    page_reader: PageReader | None


def _shared(job: _Job, workers: int) -> _Stretch:
    """The pages read by several processes, put together in their order."""
    step = min(-(-job.end // (workers * _TURNS)), _PAGES_SENT)
    jobs = [
        replace(job, first=first, end=min(first + step, job.end))
        for first in range(0, job.end, step)
    ]
    whole = _Stretch([], Counter(), [], None)
    try:
        pool_of = ProcessPoolExecutor(
            workers, _context(), initializer=end_with, initargs=(os.getpid(),)
        )
        with uncollected(), pool_of as pool:
            with catch_warnings():  # of system threads, which the libraries of numbers keep
                simplefilter("ignore", DeprecationWarning)
                stretches = pool.map(_in_turn, jobs)
            for stretch in stretches:
                whole.pages.extend(stretch.pages)
                whole.characters.update(stretch.characters)
                whole.notes.extend(stretch.notes)
                learned = stretch.page_reader
                if isinstance(job.page_reader, SharedReader) and isinstance(learned, SharedReader):
                    job.page_reader.absorb(learned)
    except BrokenProcessPool:
        raise SourceError(
            "damaged",
            job.name,
            "A process that read its pages died: pdfium crashed, or memory ran out.",
            "Open it in a PDF reader and print it to a new PDF.",
        ) from None
    return whole


def _context() -> BaseContext:
    """How processes are started: as copies of this one where that is safe, for it takes no time.

    A copy has one thread only, so that what others were doing is left undone in it.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if is_safe else "spawn")


def _open(path: Path, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceError(
                "encrypted",
                name,
                "The PDF is encrypted and opens with a password only.",
                "Save it without a password.",
            ) from None
        raise SourceError(
            "damaged",
            name,
            "The file cannot be opened as a PDF: it is cut off, damaged, or something else.",
            "Get it again from where it was published.",
        ) from None


def _in_turn(job: _Job) -> _Stretch:
    """The pages of a job, one after the other.

    pdfium keeps what it has parsed until the file is closed: it is opened anew from time to
    time, so that memory does not grow with the pages.
    """
    whole = _Stretch([], Counter(), [], job.page_reader)
    for first in range(job.first, job.end, job.open_for):
        with uncollected():
            _read_some(replace(job, first=first, end=min(first + job.open_for, job.end)), whole)
    return whole


def _read_some(job: _Job, into: _Stretch) -> None:
    texts: list[str] = []
    notes: dict[int, str] = {}
    document = _open(job.path, job.name)
    try:
        for some in _printed_pages(document, job, notes):
            for printed, composed in zip(some, compose_pages(some), strict=True):
                read = composed
                if job.engine == "pdfplumber" or not is_balanced(read):
                    read, note = weigh_readings(job.path, read, printed, preferred=job.engine)
                    if note:
                        notes[printed.number] = note
                into.pages.append(read)
                texts.append(printed.characters)
    finally:
        document.close()
    into.notes.extend(notes[number] for number in sorted(notes))
    into.characters.update(counted("".join(texts)))


def _printed_pages(
    document: pdfium.PdfDocument, job: _Job, notes: dict[int, str]
) -> Iterator[list[Printed]]:
    """What is printed on each page, so many together as are composed at once.

    A very full page ends its group, for the memory. Those that cannot be read are left out
    and noted.
    """
    some: list[Opened] = []
    for index in range(job.first, job.end):
        try:
            some.append(open_page(document, index))
        except pdfium.PdfiumError:
            notes[index + 1] = _DAMAGED.format(index + 1)
            continue
        if len(some) == _PAGES_TOGETHER or some[-1].characters > _FULL:
            yield _printed(some, job.page_reader, notes)
            some = []
    if some:
        yield _printed(some, job.page_reader, notes)


def _printed(
    pages: Sequence[Opened], page_reader: PageReader | None, notes: dict[int, str]
) -> list[Printed]:
    """What is printed on some pages, which are closed then."""
    found: list[Printed] = []
    try:
        try:
            together = read_together(pages)
        except pdfium.PdfiumError:
            together = []  # one cannot be read: each is read for itself
        for place, opened in enumerate(pages):
            try:
                [printed] = together[place : place + 1] or read_together([opened])
                found.append(page_reader(opened.page, printed) if page_reader else printed)
            except pdfium.PdfiumError:
                notes[opened.number] = _DAMAGED.format(opened.number)
    finally:
        for opened in pages:
            opened.close()
    return found


def _refuse_without_text(pages: Sequence[PageRead], count: int, name: str) -> list[str]:
    """Notes on single pages without readable text; an error if that is all there is."""
    if not pages:
        raise SourceError(
            "damaged", name, f"None of its {count} pages can be read.", "Get the file again."
        )
    total = sum(page.printed for page in pages)
    if total == 0:
        raise SourceError(
            "no_text_layer",
            name,
            f"None of its {count} pages has text or a picture in which print was recognised.",
            _GIVE_TEXT,
        )
    if sum(page.unreadable for page in pages) > total * _UNREADABLE_SHARE:
        raise SourceError(
            "no_text_layer",
            name,
            "Its text has no meaning: the fonts do not say which characters they show.",
            _GIVE_TEXT,
        )
    notes = []
    for page in pages:
        if not page.printed:
            notes.append(f"page {page.number}: no text on it, a picture or empty")
        elif page.unreadable:
            notes.append(
                f"page {page.number}: {page.unreadable} characters whose font does not say"
                " what they mean; check them"
            )
    return notes
