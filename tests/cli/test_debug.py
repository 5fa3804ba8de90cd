"""``fenjie debug`` draws what was seen on a page, in colours that a legend explains."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image

from bench.documents import source
from bench.scans import pages_of
from pdf_press import Press, Setting
from pipeline.cli import main
from pipeline.engine.debug import debug_page
from pipeline.engine.debug_picture import Mark, draw
from pipeline.errors import CallError
from scans import stored, strip


def _press(path: Path) -> None:
    press = Press(path, Setting(page=(595, 300), number="{n}", header_rows=1))
    press.text("某市重点任务分工表")
    rows = [("任务项目", "任务分解", "责任单位")]
    rows += [(f"{n}．改革。", "落实改革要求，完善制度，" * 4, "市公安局") for n in range(1, 6)]
    press.table(rows)
    press.save()


def test_a_page_of_text(tmp_path: Path) -> None:
    """Lines, cells, the row joined over the page edge, what was taken out and repaired."""
    _press(tmp_path / "a.pdf")
    told = debug_page(tmp_path / "a.pdf", 2, tmp_path / "a.png")
    for kind in ("line", "cell", "taken out"):
        assert kind in told
    first = debug_page(tmp_path / "a.pdf", 1, tmp_path / "b.png")
    assert "1 outside" in first
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width == round(595 * 200 / 72)
        assert picture.height > round(300 * 200 / 72)  # the legend is below


def test_a_scan(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(stored(strip(1, 60, 130), "PNG"))
    told = debug_page(tmp_path / "a.png", 1, tmp_path / "out.png")
    assert " cell" in told
    assert "none of its 1 tables is a task table" in told
    assert "read from its picture" in told


def test_it_keeps_to_the_limits_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is read and the page drawn in a process that is watched."""
    _press(tmp_path / "a.pdf")
    monkeypatch.setenv("FENJIE_READER_SECONDS", "never")
    with pytest.raises(CallError, match="FENJIE_READER_SECONDS is 'never'"):
        debug_page(tmp_path / "a.pdf", 1, tmp_path / "a.png")
    monkeypatch.delenv("FENJIE_READER_SECONDS")
    with pytest.raises(CallError, match="has no page 9: its pages are 1 to 2"):
        debug_page(tmp_path / "a.pdf", 9, tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def _marked(mark: Mark) -> Image.Image:
    page = Image.new("L", (900, 100), 255)
    return draw(page, 2.0, [mark], "a.pdf").crop((0, 0, 200, 100))


@pytest.mark.parametrize(
    "mark",
    [
        Mark("line", (10, 20, 60, 20)),
        Mark("cell", (10, 10, 60, 40), "1,2"),
        Mark("seam", (10, 20, 60, 20)),
        Mark("repair", (10, 10, 60, 40), "fill_down"),
        Mark("doubtful", (10, 10, 60, 40), "0.41"),
    ],
)
def test_a_mark_is_where_its_box_is(mark: Mark) -> None:
    """Points become pixels; nothing is drawn elsewhere but labels."""
    drawn = _marked(mark)
    inside = drawn.crop((16, 12, 124, 84)).getcolors(100_000)
    outside = drawn.crop((130, 0, 200, 100)).getcolors(100_000)
    assert inside is not None
    assert len(inside) > 1
    assert outside == [(70 * 100, (255, 255, 255))]


def test_a_small_page_is_enlarged_for_the_legend() -> None:
    """A page in units of four points has few pixels; its marks grow with it."""
    small = draw(Image.new("L", (300, 100), 255), 2.0, [Mark("cell", (10, 10, 60, 40))], "a.pdf")
    assert small.width == 900
    assert small.getpixel((3 * 20 + 2, 3 * 50)) != (255, 255, 255)
    assert small.getpixel((3 * 120 + 4, 3 * 50)) == (255, 255, 255)


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["fenjie", "debug", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data go to the file, words to stderr."""
    pages_of(source(".pdf"), [2], tmp_path / "a.pdf")
    picture = tmp_path / "out.png"
    assert _run(monkeypatch, tmp_path / "a.pdf", "--page", "1", "--image", picture) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("page 1 of a.pdf: ")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("file", "page", "image", "said"),
    [
        ("a.pdf", 3, "out.png", "no page 3: its pages are 1 to 1"),
        ("a.pdf", 1, "out.jpg", "ends in .png"),
        ("a.pdf", 1, "no/such/out.png", "cannot be written"),
        ("a.txt", 1, "out.png", "has no pages to draw on"),
    ],
)
def test_calls_that_cannot_be_carried_out(
    file: str, page: int, image: str, said: str, tmp_path: Path
) -> None:
    pages_of(source(".pdf"), [2], tmp_path / "a.pdf")
    (tmp_path / "a.txt").write_text("任务\t责任单位\n", "utf-8")
    with pytest.raises(CallError, match=said):
        debug_page(tmp_path / file, page, tmp_path / image)
