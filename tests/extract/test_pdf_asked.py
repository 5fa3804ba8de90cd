"""What pdfium is asked in bulk or by a short way: the answers are those of single questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pdf_press import FONT
from pipeline.extract.pdf import calls
from pipeline.extract.pdf.doubles import split_doubled
from pipeline.extract.pdf.flat import Opened, open_page
from pipeline.extract.pdf.ink_boxes import whole_boxes
from pipeline.extract.pdf.page import Glyph, Glyphs
from pipeline.extract.pdf.primitives import read_together
from pipeline.extract.pdf.reading import read_pdf
from pipeline.extract.pdf.text import Block, Line


def one_page(path: Path) -> Path:
    """Texts with one clip path, with two and with none; in black, white, and of a layer."""
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.setFont(FONT, 12)
    canvas.drawString(20, 250, "市公安局")
    for _ in range(2):
        canvas.saveState()
        for wide in (30, 20):  # narrower than the text, or pdfium leaves the clip out
            clip = canvas.beginPath()
            clip.rect(10, 180, wide, 40)
            canvas.clipPath(clip, stroke=0)
        canvas.drawString(20, 200, "市民政局")
        canvas.restoreState()
    canvas.rect(10, 100, 50, 20)
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.drawString(20, 150, "市财政局")
    canvas.restoreState()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="层"))
        page.Resources.Properties = pikepdf.Dictionary(Of=layer)
        page.contents_add(
            b"/OC /Of BDC q BT /%s 12 Tf 1 0 0 1 20 60 Tm (\\0A\\0B) Tj ET Q EMC"
            % str(next(iter(page.Resources.Font.keys())))[1:].encode()
        )
        document.save(path)
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    document = pdfium.PdfDocument(one_page(tmp_path / "a.pdf"))
    page = open_page(document, 0)
    yield page
    page.close()
    document.close()


def single_clips(texts: list[int]) -> list[int]:
    return [raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(handle)) for handle in texts]


def as_handles(texts: list[int]) -> list[raw.FPDF_PAGEOBJECT]:
    return [raw.FPDF_PAGEOBJECT.from_buffer(np.array([text], dtype=np.uintp)) for text in texts]


def test_clips_layers_and_white_are_told_of_each_text(opened: Opened) -> None:
    """Clipped and plain texts on one page: none is judged by another."""
    objects = opened.objects
    assert len(objects.texts) == 5
    assert objects.clips == single_clips(as_handles(objects.texts))
    assert [count > 0 for count in objects.clips] == [False, True, True, False, False]
    assert objects.layered == [False, False, False, False, True]
    assert objects.blank == [False, False, False, True, False]


def test_clips_are_asked_one_by_one_where_they_lie_unevenly(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another pdfium may keep a clip path elsewhere than within its text."""
    texts = opened.objects.texts
    real = calls._clip_path
    turned = dict(zip(texts, reversed(texts), strict=True))
    monkeypatch.setattr(calls, "_clip_path", lambda handle: real(turned[handle]))
    assert calls.clip_counts(texts) == list(reversed(opened.objects.clips))


def test_a_page_of_more_than_lies_ready_is_answered_alike(opened: Opened) -> None:
    """Beyond the arguments that are kept, they are made for the page."""
    asked = calls.arguments(opened.objects.texts)
    times = calls._FEW // len(asked) + 1
    few = calls.fill_colors(asked)
    assert (calls.fill_colors(asked * times) == np.tile(few, (times, 1))).all()
    kept = np.ones(opened.characters, dtype=np.bool_)
    padded = np.concatenate((kept, np.zeros(calls._FEW, dtype=np.bool_)))
    assert (calls.loose_boxes(opened.text, kept) == calls.loose_boxes(opened.text, padded)).all()


def test_characters_that_no_object_draws_have_none(opened: Opened) -> None:
    """pdfium puts spaces and line feeds between texts."""
    handles = calls.text_objects(opened.text, range(opened.characters))
    generated = [calls.is_generated(opened.text, n) > 0 for n in range(opened.characters)]
    assert any(generated)
    assert handles.dtype == np.intp
    assert (handles == 0).tolist() == generated


def test_a_page_whose_text_cannot_be_read_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.open(one_page(tmp_path / "a.pdf")) as one, pikepdf.new() as two:
        two.pages.extend([one.pages[0], one.pages[0]])
        two.save(tmp_path / "b.pdf")
    answers = iter([lambda _: None])
    real = calls.open_text
    monkeypatch.setattr(calls, "open_text", lambda page: next(answers, real)(page))
    read = read_pdf(tmp_path / "b.pdf", "b.pdf")
    assert "page 1: damaged, it could not be read" in read.notes
    assert "市公安局" in [part.text for part in read.outside]


@pytest.mark.parametrize("count", [4, 5])
def test_only_characters_smaller_than_most_are_asked_for_their_ink(count: int) -> None:
    """The middle size counts, of an even or odd number of characters."""
    sizes = [6.0, 10.0, 10.5, 10.5, 11.0][:count]
    boxes = np.array([[0.0, 0.0, size, 10.0] for size in sizes])
    asked: list[int] = []
    whole_boxes(
        boxes,
        np.full(count, ord("国"), dtype=np.uint32),
        lambda place: bool(asked.append(place)),
        lambda _: 1.0,
    )
    middle = float(np.median(sizes))
    assert asked == [place for place, size in enumerate(sizes) if size < 0.97 * middle]


glyphs = st.lists(
    st.builds(
        lambda text, x, y: Glyph(text, x, y, x + 9.0, y + 9.0),
        st.sampled_from("局市 "),
        st.integers(0, 12).map(float),
        st.sampled_from((0.0, 2.0, 20.0)),
    ),
    max_size=9,
)


@given(st.lists(glyphs, min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_a_copy_is_an_equal_character_over_one_before_it(pages: list[list[Glyph]]) -> None:
    """Whatever is printed, those and only those are copies that lie over an equal one."""
    parted = split_doubled([Glyphs.of(printed) for printed in pages])
    for printed, (once, twice) in zip(pages, parted, strict=True):
        copies = {
            later
            for later, over in enumerate(printed)
            for one in printed[:later]
            if over.text == one.text != " "
            and abs(over.x0 - one.x0) < 3.0
            and abs(over.top - one.top) < 3.0
        }
        assert list(twice) == [printed[n] for n in sorted(copies)]
        assert list(once) == [glyph for n, glyph in enumerate(printed) if n not in copies]


def test_pages_read_together_are_as_each_alone(tmp_path: Path) -> None:
    """A turned page, an empty one and one of two sizes of type change nothing on the others."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    for size, turn, text in (
        (12, 0, "市公安局 1"),
        (9, 90, "市民政局"),
        (0, 0, ""),
        (20, 0, "𠮷市"),
    ):
        canvas.setPageRotation(turn)
        if text:
            canvas.setFont(FONT, size)
            canvas.drawString(20, 250, text)
            canvas.setFont(FONT, 12)
            canvas.drawString(20, 100, "市财政局-")
        canvas.showPage()
    canvas.save()
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    pages = [open_page(document, n) for n in range(4)]
    together, alone = read_together(pages), [read_together([one])[0] for one in pages]
    for one, other in zip(together, alone, strict=True):
        assert one.glyphs.text == other.glyphs.text
        assert (one.glyphs.boxes == other.glyphs.boxes).all()
        assert (one.frame, one.characters) == (other.frame, other.characters)
    assert [len(one.glyphs) for one in together][2] == 0
    assert together[3].glyphs.text.startswith("𠮷市")
    for one in pages:
        one.close()
    document.close()


def test_the_text_of_a_block_is_joined_once_and_is_no_part_of_it() -> None:
    lines = (Line("市公安", 0, 0, 30, 10, 10), Line("局", 0, 12, 10, 22, 10))
    block, other = (Block(lines, (0.0, 0.0, 31.0, 30.0)) for _ in range(2))
    assert block.text == "市公安局"
    assert block.text is block.text
    assert block == other
    assert hash(block) == hash(other)
