"""A traced value is framed where it is printed.

LibreOffice and a font with Chinese characters must be installed for these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import pipeline
import raw_folders as rf
from pipeline.cli.audit import trace as command
from pipeline.engine import picture
from pipeline.engine.picture import draw_trace
from pipeline.engine.refresh import refresh
from pipeline.engine.trace import trace
from pipeline.errors import CallError
from pipeline.extract.office.reading import find_libreoffice
from pipeline.publish.files import sha256

SEED = Path(__file__).parents[2] / "raw" / "dongguan-fire-reform" / "2021-08-26"
RED = (200, 30, 30)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real table as PDF (document pdf) and as DOCX (document docx)."""
    root = tmp_path_factory.mktemp("published")
    for kind in ("pdf", "docx"):
        (source,) = SEED.glob(f"*.{kind}")
        rf.add(root / "raw", kind, **{f"table_{kind}": source.read_bytes()})
    refresh(root / "raw", root / "out", workers=1)
    return root


def first_owner(root: Path, document: str) -> dict:
    tasks = pipeline.load(root / "out", "tasks", document)
    return trace(root / "out", f"{tasks.task_id[0]}/1", document=document)


def framed(image: Path) -> tuple[int, int, int, int]:
    """The box of everything drawn in the colour of the frame, in pixels."""
    with Image.open(image) as drawn:
        pixels = drawn.convert("RGB")
        reds = [
            (x, y)
            for y in range(pixels.height)
            for x in range(pixels.width)
            if pixels.getpixel((x, y)) == RED
        ]
    return (
        min(x for x, _ in reds),
        min(y for _, y in reds),
        max(x for x, _ in reds),
        max(y for _, y in reds),
    )


def test_on_a_pdf_the_frame_stands_at_the_published_box(root: Path, tmp_path: Path) -> None:
    found = first_owner(root, "pdf")
    words = draw_trace(found, root / "out", None, tmp_path / "a.png")
    (place,) = found["places"]
    assert words == f"page {place['page']} of table.pdf"
    assert framed(tmp_path / "a.png") == pytest.approx([2 * e for e in place["bbox"]], abs=4)


def test_a_docx_is_set_on_pages_and_the_cell_found_there(root: Path, tmp_path: Path) -> None:
    assert find_libreoffice() is not None, "LibreOffice must be installed for this test"
    words = draw_trace(first_owner(root, "docx"), root / "out", None, tmp_path / "a.png")
    assert words == "page 1 of table.docx, set by LibreOffice"
    left, top, right, bottom = framed(tmp_path / "a.png")
    assert right - left > 100
    assert bottom - top > 20


def test_without_the_source_the_table_is_drawn_as_it_was_read(root: Path, tmp_path: Path) -> None:
    found = first_owner(root, "docx")
    (tmp_path / "raw").mkdir()
    words = draw_trace(found, root / "out", tmp_path / "raw", tmp_path / "a.png")
    assert words.startswith("the table as it was read (table.docx is not in ")
    left, _, right, _ = framed(tmp_path / "a.png")
    assert left > 400
    assert right > 1100


def test_a_source_that_changed_is_not_drawn_on(root: Path, tmp_path: Path) -> None:
    found = first_owner(root, "pdf")
    changed = rf.add(tmp_path / "raw", "pdf", table_pdf=b"%PDF-1.4") / "table.pdf"
    assert sha256(changed) not in found["places"][0]["hash"]
    words = draw_trace(found, root / "out", tmp_path / "raw", tmp_path / "a.png")
    assert "has changed since it was read" in words


def test_what_cannot_be_drawn_is_said(root: Path, tmp_path: Path, monkeypatch) -> None:
    found = first_owner(root, "docx")
    with pytest.raises(CallError, match=r"ends in \.png"):
        draw_trace(found, root / "out", None, tmp_path / "a.jpg")
    monkeypatch.setattr(picture, "find_chinese_font", lambda: None)
    (tmp_path / "raw").mkdir()
    with pytest.raises(CallError, match="no font with Chinese characters"):
        draw_trace(found, root / "out", tmp_path / "raw", tmp_path / "a.png")


def test_the_command_writes_the_picture_and_says_what_it_shows(
    root: Path, tmp_path: Path, capsys
) -> None:
    wanted = first_owner(root, "pdf")["id"]
    command(wanted, root / "out", document="pdf", image=tmp_path / "a.png")
    printed = capsys.readouterr()
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "page 1 of table.pdf" in printed.err
    assert "市消防救援支队" in printed.out
