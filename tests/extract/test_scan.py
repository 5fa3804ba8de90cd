"""Scanned pages are read as the same pages with text are, and say what they are unsure of."""

from __future__ import annotations

import socket
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from bench.documents import source
from bench.scans import as_tiff, pages_of, scanned, score_of
from pipeline import extract
from pipeline.errors import SourceError
from pipeline.extract.scan import ocr
from pipeline.extract.scan import reading as scan
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.page import Scanned
from pipeline.extract.scan.reading import Pages
from pipeline.extract.scan.weighing import as_printed, weigh_part
from pipeline.records import Extraction, Part, Place
from scans import stored, strip


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Extraction, Extraction]:
    """Pages 3 and 4 of the real PDF, of which a row is cut by the edge, read as text and scan."""
    folder = tmp_path_factory.mktemp("scan")
    pages_of(source(".pdf"), range(2, 4), folder / "text.pdf")
    pages = [scanned(source(".pdf"), page, angle) for page, angle in ((2, 0.7), (3, -1.2))]
    (folder / "scan.tif").write_bytes(as_tiff(pages))
    return extract.read(folder / "text.pdf"), extract.read(folder / "scan.tif")


def test_scan_has_the_cells_of_the_text(two_pages: tuple[Extraction, Extraction]) -> None:
    """99 % of the characters, and every wrong cell among the doubtful."""
    text, scan = two_pages
    assert [(t.rows, t.columns, t.seams) for t in scan.tables] == [
        (t.rows, t.columns, t.seams) for t in text.tables
    ]
    score = score_of(text, scan)
    assert score.folded <= score.characters * 0.01
    assert score.unflagged == 0
    assert score.flagged < score.cells * 0.1


def test_a_row_cut_by_the_page_edge_is_joined(two_pages: tuple[Extraction, Extraction]) -> None:
    text, scan = two_pages
    joined = [
        [(cell.row, cell.column) for cell in one.tables[0].cells if len(cell.parts) > 1]
        for one in (text, scan)
    ]
    assert joined[0] == joined[1] != []


def test_cells_stand_where_the_text_has_them(two_pages: tuple[Extraction, Extraction]) -> None:
    """Boxes are those of the page as it lies askew: at 1.2 degrees corners differ by 7 points."""
    text, scan = two_pages
    places = [
        {
            (c.row, c.column, p.place.page): p.place.bbox
            for c in one.tables[0].cells
            for p in c.parts
        }
        for one in (text, scan)
    ]
    for key, box in places[0].items():
        other = places[1][key]
        assert box is not None
        assert other is not None
        assert max(abs(a - b) for a, b in zip(box, other, strict=True)) < 8


def test_each_cell_has_its_confidence(two_pages: tuple[Extraction, Extraction]) -> None:
    text, scan = two_pages
    assert {cell.confidence for cell in text.tables[0].cells} == {None}
    sure = [cell.confidence for cell in scan.tables[0].cells if cell.text]
    assert all(value is not None and 0 < value <= 1 for value in sure)


def test_engine_and_model_are_noted(two_pages: tuple[Extraction, Extraction]) -> None:
    _, scan = two_pages
    [note] = [note for note in scan.notes if note.startswith("recognised by")]
    assert "rapidocr 3." in note
    assert "PP-OCRv6_rec_small.onnx sha256:" in note
    assert "onnxruntime 1." in note


def test_a_page_without_text_among_pages_with_text(tmp_path: Path) -> None:
    """The scanned page is recognised, the others are read as before, one table comes out."""
    pages_of(source(".pdf"), [2], tmp_path / "text.pdf")
    (tmp_path / "scan.pdf").write_bytes(stored(strip(3, 60, 330), "PDF"))
    with (
        pikepdf.open(tmp_path / "text.pdf") as text,
        pikepdf.open(tmp_path / "scan.pdf") as scan,
    ):
        text.pages.append(scan.pages[0])
        text.save(tmp_path / "mixed.pdf")
    mixed = extract.read(tmp_path / "mixed.pdf")
    sure = {p.place.page: c.confidence for t in mixed.tables for c in t.cells for p in c.parts}
    assert sure[1] is None
    assert sure[2] is not None
    [note] = [note for note in mixed.notes if note.startswith("page 2:")]
    assert "a picture without text; read from its picture" in note


def test_on_its_side(tmp_path: Path) -> None:
    """Single characters are known on their side, too, so that a cell makes sense downwards."""
    upright = strip(3, 60, 330)
    side = upright.rotate(90, Image.Resampling.NEAREST, expand=True)
    (tmp_path / "a.png").write_bytes(stored(upright, "PNG"))
    (tmp_path / "b.png").write_bytes(stored(side, "PNG"))
    one, two = extract.read(tmp_path / "a.png"), extract.read(tmp_path / "b.png")
    assert [[c.text for c in t.cells] for t in two.tables] == [
        [c.text for c in t.cells] for t in one.tables
    ]


def test_a_picture_that_comes_again_is_recognised_once(tmp_path: Path) -> None:
    picture = strip(0, 60, 160)
    heard: list[tuple[str, bool]] = []
    pages = Pages("a.tif", lambda kind, characters: heard.append((kind, characters > 9)))
    data = BytesIO()
    picture.save(data, "TIFF", save_all=True, append_images=[picture], dpi=(200, 200))
    first, second = pages.read_file(data.getvalue())
    assert heard == [("recognised", True), ("again", True)]
    assert first.glyphs.text == second.glyphs.text


def test_upside_down(tmp_path: Path) -> None:
    """A page that lies on its head is turned; its boxes stay those of the page as it lies."""
    upright = strip(1, 60, 200)
    for name, picture in (("a.png", upright), ("b.png", upright.rotate(180))):
        (tmp_path / name).write_bytes(stored(picture, "PNG"))
    first, second = (extract.read(tmp_path / name) for name in ("a.png", "b.png"))
    texts = [[c.text for c in one.tables[0].cells] for one in (first, second)]
    assert texts[0] == texts[1]
    width, height = (side * 72 / 200 for side in upright.size)
    for one, other in zip(first.tables[0].cells, second.tables[0].cells, strict=True):
        a, b = one.parts[0].place.bbox, other.parts[0].place.bbox
        assert a is not None
        assert b is not None
        assert abs(a[0] + b[2] - width) + abs(a[1] + b[3] - height) < 4


def test_nothing_is_fetched_and_twice_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a scan is read without the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.jpg").write_bytes(stored(strip(1, 60, 130), "JPEG"))
    assert extract.read(tmp_path / "a.jpg") == extract.read(tmp_path / "a.jpg")


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One message with the page, the cause and the command, for a PDF and for a picture."""
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    picture = strip(1, 60, 130)
    pages_of(source(".pdf"), [2], tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(stored(picture, "PDF"))
    with pikepdf.open(tmp_path / "a.pdf") as text, pikepdf.open(tmp_path / "b.pdf") as scan:
        text.pages.append(scan.pages[0])
        text.save(tmp_path / "mixed.pdf")
    (tmp_path / "c.png").write_bytes(stored(picture, "PNG"))
    for name, page in (("mixed.pdf", "page 2"), ("b.pdf", "page 1"), ("c.png", "page 1")):
        with pytest.raises(SourceError, match=page) as caught:
            extract.read(tmp_path / name)
        assert caught.value.code == "needs_ocr"
        assert "pip install 'fenjie[ocr]'" in str(caught.value)


def test_a_page_of_text_needs_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    pages_of(source(".pdf"), [2], tmp_path / "a.pdf")
    assert extract.read(tmp_path / "a.pdf").tables


def _scanned(*characters: tuple[str, float], skew: float = 0.0, unread: bool = False) -> Scanned:
    line = tuple(
        Character(text, (10.0 * at, 0, 10.0 * at + 10, 10), sure)
        for at, (text, sure) in enumerate(characters)
    )
    hidden = ((0.0, 20.0, 10.0, 30.0),) if unread else ()
    return Scanned((100.0, 200.0), 0, skew, (line,), (), (), hidden)


def _part(text: str) -> Part:
    return Part(text, Place("a.png", 1, (0.0, 0.0, 100.0, 50.0)))


def test_the_least_certain_character_is_named_by_its_offset() -> None:
    """Line feeds of the part are no characters of the line; confidences are rounded."""
    found = _scanned(("市", 0.999), ("公", 0.4321), ("安", 0.998))
    assert weigh_part(_part("市\n公安"), found) == (0.43, ((2, 0.43),))


def test_print_that_was_not_recognised_is_doubtful() -> None:
    found = _scanned(("市", 0.999), unread=True)
    assert weigh_part(_part("市"), found) == (0.0, ((1, 0.0),))


def test_another_order_of_characters_doubts_each_that_is_alike() -> None:
    found = _scanned(("局", 0.999), ("市", 0.5), ("局", 0.999))
    assert weigh_part(_part("市局局"), found)[1] == ((0, 0.5),)


def test_a_box_is_turned_back_about_the_middle_of_the_page() -> None:
    found = _scanned(("市", 1.0), skew=1.0)
    assert as_printed((40.0, 95.0, 60.0, 105.0), found) == (40.0, 95.0, 60.0, 105.0)
    left, top, right, bottom = as_printed((0.0, 95.0, 20.0, 105.0), found)
    assert (right - left, bottom - top) == (20.0, 10.0)
    # Turned counter-clockwise to be set level, so what stands on the left lay higher.
    assert top == pytest.approx(95 - 0.70, abs=0.01)
    assert as_printed((40.0, 95.0, 60.0, 105.0), replace(found, larger=2.0)) == (80, 190, 120, 210)


def test_a_drawing_of_noise_is_no_print(tmp_path: Path) -> None:
    """Countless marks end in a clear error, in bounded time, and are not recognised one by one."""
    grey = np.random.default_rng(1).normal(128, 90, (1600, 1200)).clip(0, 255).astype(np.uint8)
    noise = Image.fromarray(grey)
    (tmp_path / "noise.png").write_bytes(stored(noise, "PNG"))
    with pytest.raises(SourceError, match="more marks than print has") as caught:
        extract.read(tmp_path / "noise.png")
    assert caught.value.code == "no_print"


def test_text_that_cannot_be_checked_is_kept_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a text is not believed and its picture cannot be read, it is flagged, not lost."""
    file = tmp_path / "text.pdf"
    pages_of(source(".pdf"), range(2, 3), file)
    believed = extract.read(file)
    crowded = Scanned((595, 842), 0, 0.0, (), (), (), (), crowded=True)
    monkeypatch.setattr(scan, "find_lie", lambda printed: "its text lies")
    monkeypatch.setattr(scan, "read_picture", lambda *_: crowded)
    doubted = extract.read(file)
    for table, same in zip(doubted.tables, believed.tables, strict=True):
        assert [cell.text for cell in table.cells] == [cell.text for cell in same.cells]
        parts = [part for cell in table.cells for part in cell.parts if part.text]
        assert {part.confidence for part in parts} == {0.0}
    assert any("its text is taken, in doubt" in note for note in doubted.notes)


def test_blank_pages_take_no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing to recognise")

    monkeypatch.setattr(ocr.Recogniser, "read", refuse)
    pages = Pages("blank.png")
    [page] = pages.read_file(stored(Image.new("L", (800, 1100), 250), "PNG"))
    assert len(page.glyphs) == 0
    assert page.notes == ("page 1: a picture; read from its picture, no print was found on it",)
