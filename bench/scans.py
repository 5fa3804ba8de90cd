"""Scanned pages: characters and owners right, wrong cells flagged, pages a second.

The scans are made of the real PDF: drawn at 200 dots an inch, turned a little, blurred, with
noise, and stored as JPEG. Truth is what the reader takes from the text of the same pages.
"""

from __future__ import annotations

import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from rapidfuzz.distance import Levenshtein

from bench.documents import source
from bench.measure import Comparison
from pipeline import extract
from pipeline.engine.single import extract_file
from pipeline.extract.scan.reading import read_scan
from pipeline.extract.scan.weighing import DOUBTFUL_BELOW
from pipeline.ink import ink
from pipeline.records import Cell, Extraction

DOTS_PER_INCH = 200
PAGES = range(15)
SHARED_PAGES = range(1, 3)  # those that the peer reads, too


class Score(NamedTuple):
    """How well cells were read; widths of marks (， and ,) count as equal in ``folded``."""

    characters: int
    errors: int
    folded: int
    cells: int
    wrong: int
    flagged: int
    unflagged: int


def compare() -> Iterator[Comparison]:
    """Characters, owner mentions and speed, against rapidocr on whole pages."""
    with tempfile.TemporaryDirectory() as folder:
        text, scan = Path(folder, "text.pdf"), Path(folder, "scan.tif")
        pages_of(source(".pdf"), PAGES, text)
        scan.write_bytes(as_tiff([scanned(source(".pdf"), page) for page in PAGES]))
        read = extract.read(scan)
        score = score_of(extract.read(text), read)
        owners = _owners_right(text, scan)
    note = (
        f"{score.cells} cells, {score.wrong} with an error, {score.unflagged} of those not flagged;"
        f" {score.flagged} flagged. Of {score.characters:,} characters {score.errors} differ,"
        f" {score.folded} of them not only in width. rapidocr: the share of the characters of"
        f" {len(SHARED_PAGES)} pages that it finds anywhere, without cells."
    )
    what = f"scans at {DOTS_PER_INCH} dpi, {len(PAGES)} pages"
    peer_share, seconds, peer_seconds = _side_by_side()
    right = 100 * (1 - score.errors / score.characters)
    yield Comparison(f"{what}: characters right", right, "rapidocr", peer_share, "%", note)
    yield Comparison(f"{what}: owners right", owners, "the text PDF", 100.0, "%", note)
    yield Comparison(
        f"scans, {len(SHARED_PAGES)} pages: tables, a core",
        len(SHARED_PAGES) / seconds,
        "rapidocr, text alone",
        len(SHARED_PAGES) / peer_seconds,
        "pages/s",
        note,
    )


def scanned(pdf: Path, page: int, angle: float = 0.7, seed: int = 1, quality: int = 60) -> bytes:
    """One page as a scanner would give it: turned by ``angle`` degrees, noisy, as JPEG."""
    import numpy as np
    from PIL import Image, ImageFilter

    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
    document.close()
    turned = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    noise = np.random.default_rng(seed).normal(0, 6, soft.shape)
    grey = np.clip(soft * 0.93 + 8 + noise, 0, 255).astype(np.uint8)
    data = BytesIO()
    Image.fromarray(grey).save(data, "JPEG", quality=quality, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return data.getvalue()


def as_tiff(pages: Sequence[bytes]) -> bytes:
    """Several pictures as the pages of one TIFF file."""
    from PIL import Image

    first, *others = [Image.open(BytesIO(page)) for page in pages]
    data = BytesIO()
    first.save(
        data,
        "TIFF",
        save_all=True,
        append_images=others,
        compression="jpeg",
        quality=90,
        dpi=(DOTS_PER_INCH, DOTS_PER_INCH),
    )
    return data.getvalue()


def pages_of(pdf: Path, pages: Sequence[int], target: Path) -> None:
    """Write some pages of a PDF to a file of their own."""
    with pikepdf.open(pdf) as document, pikepdf.new() as chosen:
        for page in pages:
            chosen.pages.append(document.pages[page])
        chosen.save(target)


def score_of(truth: Extraction, read: Extraction) -> Score:
    """Compare the tables of two readings cell by cell."""
    cells = {key: (cell, None) for key, cell in _cells(truth)}
    both: dict[tuple[int, int, int], tuple[Cell | None, Cell | None]] = dict(cells)
    for key, cell in _cells(read):
        both[key] = (both.get(key, (None, None))[0], cell)
    characters = errors = folded = wrong = flagged = unflagged = 0
    for expected, found in both.values():
        printed = ink(expected.text) if expected is not None else ""
        got = ink(found.text) if found is not None else ""
        sure = found.confidence if found is not None else None
        doubtful = sure is not None and sure < DOUBTFUL_BELOW
        distance = Levenshtein.distance(printed, got)
        characters += len(printed)
        errors += distance
        folded += Levenshtein.distance(_folded(printed), _folded(got))
        flagged += doubtful
        if distance:
            wrong += 1
            unflagged += not doubtful
    return Score(characters, errors, folded, len(both), wrong, flagged, unflagged)


def _cells(extraction: Extraction) -> Iterator[tuple[tuple[int, int, int], Cell]]:
    for table in extraction.tables:
        for cell in table.cells:
            yield (table.index, cell.row, cell.column), cell


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _owners_right(text: Path, scan: Path) -> float:
    """The share, in percent, of the owners named in the text that the scan gives, row by row."""

    def owners(path: Path) -> Counter[tuple[Any, ...]]:
        found = extract_file(path, jurisdiction="441900", date="2021-08-26")
        numbers = {task["task_id"]: task["row_no"] for task in found["tasks"]}
        return Counter(
            (numbers[row["task_id"]], row["bureau_id"], row["role"]) for row in found["assignments"]
        )

    expected = owners(text)
    return 100 * (expected & owners(scan)).total() / expected.total()


def _side_by_side() -> tuple[float, float, float]:
    """Percent of characters that rapidocr's own way finds; processor seconds of ours and its."""
    import numpy as np
    from PIL import Image
    from rapidocr import RapidOCR

    threads = "EngineConfig.onnxruntime.intra_op_num_threads"
    engine: Any = RapidOCR(params={"Global.log_level": "error", threads: 1})
    printed: Counter[str] = Counter()
    found: Counter[str] = Counter()
    ours = theirs = 0.0
    document = pypdfium2.PdfDocument(source(".pdf"))
    for page in SHARED_PAGES:
        printed.update(_folded(ink(document[page].get_textpage().get_text_bounded())))
        scan = scanned(source(".pdf"), page)
        start = time.process_time()
        read_scan(scan, "scan.jpg")
        middle = time.process_time()
        with Image.open(BytesIO(scan)) as picture:
            result = engine(np.asarray(picture.convert("RGB")))
        ours += middle - start
        theirs += time.process_time() - middle
        found.update(_folded(ink("".join(result.txts or ()))))
    document.close()
    return 100 * (printed & found).total() / printed.total(), ours, theirs
