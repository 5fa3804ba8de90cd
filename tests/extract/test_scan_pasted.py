"""Pictures on a page of text: what they show is read, and set beside the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline import extract
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Printed, Ruling
from pipeline.extract.scan import ocr
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.page import Scanned
from pipeline.extract.scan.pasted import find_pasted, with_pasted, within
from pipeline.records import Box
from scans import stored, strip

PICTURE = (100.0, 300.0, 500.0, 600.0)
TITLE = "关于印发任务分工表的通知"


def page(*pictures: Box, on: Box = (100.0, 50.0, 112.0, 62.0), text: str = TITLE) -> Printed:
    """A page of 600 by 800 points with a line of text that begins in the box ``on``."""
    x0, top, x1, bottom = on
    glyphs = (Glyph(one, x0 + 12 * n, top, x1 + 12 * n, bottom) for n, one in enumerate(text))
    frame = Frame(0.0, 0.0, 600.0, 800.0, 0, 0)
    return Printed(1, frame, Glyphs.of(glyphs), characters=text, images=pictures)


def scanned(*lines: tuple[str, float]) -> Scanned:
    """What is recognised on that page: lines of print at a height, and a border of each sort."""
    read = tuple(
        tuple(
            Character(one, (120.0 + 12 * at, top, 132.0 + 12 * at, top + 12), 0.99)
            for at, one in enumerate(text)
        )
        for text, top in lines
    )
    rules = (Ruling(80.0, 100.0, 500.0), Ruling(400.0, 100.0, 500.0))
    return Scanned((600.0, 800.0), 0, 0.1, read, rules, (), ())


def test_a_large_picture_without_text_on_it_may_hold_print() -> None:
    """No sign, no line, and no ground that the text stands on."""
    assert find_pasted(page(PICTURE)) == (PICTURE,)
    assert find_pasted(page((100.0, 300.0, 220.0, 420.0))) == ()
    assert find_pasted(page(PICTURE, on=(110.0, 310.0, 122.0, 322.0), text=TITLE * 2)) == ()


def test_only_what_stands_in_the_picture_is_taken() -> None:
    """The page is drawn with its text, which is not read a second time."""
    read = within(
        scanned((TITLE, 50.0), ("责任单位市公安局市民政局", 350.0)), page(PICTURE), (PICTURE,)
    )
    assert read is not None
    found = with_pasted(page(PICTURE), read)
    assert found.glyphs.text == TITLE + "责任单位市公安局市民政局"
    assert found.characters == found.glyphs.text
    assert found.horizontal == (Ruling(400.0, 100.0, 500.0),)


def test_a_picture_without_print_leaves_the_page_as_it_is() -> None:
    photo = replace(scanned(), crowded=True)
    assert within(photo, page(PICTURE), (PICTURE,)) is None
    assert within(scanned(("图1", 350.0)), page(PICTURE), (PICTURE,)) is None


def test_a_table_pasted_as_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text stays as it is; without the extra a note says that a picture was not read."""
    (tmp_path / "scan.pdf").write_bytes(stored(strip(3, 60, 330), "PDF"))
    with pikepdf.open(tmp_path / "scan.pdf") as scan:
        sheet = scan.pages[0]
        x0, y0, x1, y1 = (float(value) for value in sheet.mediabox)
        sheet.mediabox = pikepdf.Array([x0, y0, x1, y1 + 400])
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        sheet.Resources.Font = pikepdf.Dictionary(F1=font)
        words = (
            f"BT /F1 12 Tf 14 TL 60 {y1 + 300} Td {'(Annex to the notice of 2024) Tj T* ' * 15} ET"
        )
        sheet.contents_add(scan.make_stream(words.encode()))
        scan.save(tmp_path / "pasted.pdf")
    found = extract.read(tmp_path / "pasted.pdf")
    assert len(found.tables) == 1
    assert any("a picture among its text covers" in note for note in found.notes)
    assert "".join(part.text for part in found.outside if part.confidence == 1).startswith("Annex")
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    bare = extract.read(tmp_path / "pasted.pdf")
    assert not bare.tables
    assert any("it was not read" in note for note in bare.notes)
