"""Pictures of the pages on which changed tasks stand, of the very file that was read."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

import compared as c
from pipeline.engine import page_pictures as module
from pipeline.engine.page_pictures import page_pictures
from pipeline.publish import files


def pdf(path: Path, pages: int = 3) -> Path:
    """A PDF whose pages are 400 by 300 points, with a filled row on each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(400, 300), invariant=True)
    for _ in range(pages):
        canvas.rect(50, 100, 300, 50, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def compared(old: Path, new: Path, *pages: int, **about):
    """Tasks on ``pages`` of two files, each reworded."""
    tasks = [
        [
            c.task(
                n, text, source=[{**c.task(n, "")[0]["source"][0], "file": f.name, "page": page}]
            )
            for n, page in enumerate(pages, 1)
        ]
        for f, text in ((old, "旧"), (new, "新"))
    ]
    changes = [
        c.change("text_reworded", "text", "旧", "新", of=b, was=a)
        for a, b in zip(*tasks, strict=True)
    ]
    sides = [
        c.side(
            edition,
            some,
            folder=about.get("folder", str(file)),
            snapshot=about.get("snapshot"),
            sources={file.name: f"sha256:{files.sha256(file)}"},
        )
        for edition, some, file in zip(("2020", "2021"), tasks, (old, new), strict=True)
    ]
    return c.comparison(*sides, changes)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return pdf(tmp_path / "old" / "a.pdf"), pdf(tmp_path / "new" / "b.pdf")


def test_only_pages_with_a_change_are_drawn_each_once(two) -> None:
    found = page_pictures(compared(*two, 2, 2, 3), None)
    assert set(found.old) == {("a.pdf", 2), ("a.pdf", 3)}
    assert set(found.new) == {("b.pdf", 2), ("b.pdf", 3)}
    assert found.left == 0


def test_a_picture_is_the_page_in_grey(two) -> None:
    picture = page_pictures(compared(*two, 1), None).new["b.pdf", 1]
    assert (picture.width, picture.height) == (400, 300)
    head, _, code = picture.uri.partition(",")
    assert head == "data:image/png;base64"
    image = Image.open(io.BytesIO(base64.b64decode(code))).convert("L")
    assert image.width / image.height == pytest.approx(4 / 3, abs=0.01)
    assert image.getpixel((image.width // 2, image.height * 175 // 300)) < 20
    assert image.getpixel((5, 5)) > 235


def test_a_file_that_changed_since_it_was_read_has_no_picture(two) -> None:
    comparison = compared(*two, 1)
    pdf(two[0], pages=4)
    found = page_pictures(comparison, None)
    assert (found.old, set(found.new)) == ({}, {("b.pdf", 1)})


def test_a_file_that_is_gone_or_is_no_pdf_has_no_picture(two, tmp_path) -> None:
    text = tmp_path / "new" / "b.txt"
    text.write_text("甲")
    comparison = compared(two[0], text, 1)
    two[0].unlink()
    found = page_pictures(comparison, None)
    assert (found.old, found.new, found.left) == ({}, {}, 0)


def test_above_the_size_the_rest_is_left_out_and_counted(two, monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST_CHARACTERS", 1)
    found = page_pictures(compared(*two, 1, 2), None)
    assert (len(found.old), len(found.new), found.left) == (1, 0, 3)


def test_a_pdf_that_does_not_open_and_a_page_that_is_not_there_are_counted(two) -> None:
    two[1].write_bytes(b"%PDF-1.7 cut")
    found = page_pictures(compared(*two, 9), None)
    assert (found.old, found.new, found.left) == ({}, {}, 2)


def test_a_published_edition_takes_its_file_from_raw_beside_the_tree(tmp_path: Path) -> None:
    old, new = (pdf(tmp_path / "raw" / "doc" / edition / "a.pdf") for edition in ("2020", "2021"))
    folder = tmp_path / "out" / "snapshots" / "doc" / "2020" / "0123456789ab"
    folder.mkdir(parents=True)
    comparison = compared(old, new, 1, folder=str(folder), snapshot="0123456789ab")
    assert set(page_pictures(comparison, None).old) == {("a.pdf", 1)}
    (tmp_path / "raw").rename(tmp_path / "sources")
    assert page_pictures(comparison, None).old == {}
    assert set(page_pictures(comparison, tmp_path / "sources").old) == {("a.pdf", 1)}


def test_a_snapshot_folder_outside_a_tree_has_no_picture(two, tmp_path) -> None:
    comparison = compared(*two, 1, folder=str(tmp_path), snapshot="0123456789ab")
    found = page_pictures(comparison, None)
    assert (found.old, found.new) == ({}, {})
