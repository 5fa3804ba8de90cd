"""The steps from a page picture to characters, each on a picture drawn for the purpose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.extract.scan import layout as scan_layout
from pipeline.extract.scan import page as scan_page
from pipeline.extract.scan.characters import place
from pipeline.extract.scan.layout import Sheet, lay_out
from pipeline.extract.scan.lines import find_lines
from pipeline.extract.scan.ocr import Read, Recogniser
from pipeline.extract.scan.picture import INK_SHARE, darkness, set_upright, without_dust
from pipeline.extract.scan.text import Region, character_height, find_lines_of_print

DOTS = 200.0


def sheet(*boxes: tuple[int, int, int, int], grey: int = 30, paper: int = 240) -> Image.Image:
    """Dark boxes (x0, top, x1, bottom) on a sheet of 900 by 700 pixels."""
    picture = Image.new("L", (900, 700), paper)
    brush = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in boxes:
        brush.rectangle((x0, top, x1 - 1, bottom - 1), fill=grey)
    return picture


def blocks(left: int, top: int, count: int, size: int = 28) -> list[tuple[int, int, int, int]]:
    """A line of print: ``count`` squares that stand for characters."""
    return [
        (left + i * (size + 4), top, left + i * (size + 4) + size, top + size) for i in range(count)
    ]


@settings(max_examples=15, deadline=None)
@given(angle=st.floats(-5, 5))
def test_a_page_is_set_level(angle: float) -> None:
    """Rows of print stand out most when level; found to a tenth of a degree."""
    rows = [box for top in range(60, 640, 60) for box in blocks(80, top, 22)]
    turned = sheet(*rows).rotate(angle, Image.Resampling.BICUBIC, fillcolor=240)
    assert set_upright(np.asarray(turned)).skew == pytest.approx(-angle, abs=0.12)


def test_a_level_page_is_left_as_it_is() -> None:
    picture = np.asarray(sheet(*blocks(80, 60, 20)))
    assert set_upright(picture).skew == 0
    assert set_upright(picture).picture is picture


def _lines(picture: Image.Image) -> tuple[list[int], list[int]]:
    found = find_lines(darkness(np.asarray(picture), DOTS), DOTS)
    return (
        sorted(round(line.at) for line in found.horizontal),
        sorted(round(line.at) for line in found.vertical),
    )


def test_lines_of_all_weights_are_found() -> None:
    """A heavy frame, hairlines of a fifth of the contrast, and lines that text touches."""
    picture = sheet((50, 50, 850, 56), (50, 400, 850, 402), (50, 50, 56, 402), (844, 50, 850, 402))
    brush = ImageDraw.Draw(picture)
    brush.line((50, 200, 850, 200), fill=170)
    for box in blocks(70, 172, 10):
        brush.rectangle(box, fill=30)
    assert _lines(picture) == ([53, 200, 400], [53, 846])


def test_strokes_of_characters_are_no_lines() -> None:
    """一 in large type is shorter than a line; so is a row of dense print."""
    assert _lines(sheet((100, 100, 160, 106), *blocks(100, 200, 20), (100, 300, 106, 335))) == (
        [],
        [],
    )


def test_a_short_line_counts_where_it_ends_at_lines() -> None:
    """A stroke of large type is as long as the border of a low row, but ends nowhere."""
    picture = sheet((50, 100, 850, 103), (50, 160, 850, 163), (400, 103, 403, 160))
    ImageDraw.Draw(picture).rectangle((600, 300, 602, 357), fill=30)
    assert _lines(picture) == ([101, 161], [401])


def test_dashed_borders_are_lines() -> None:
    """Dashes from border to border; a row of strokes in print does not reach that far."""
    frame = [(x, y, x + 8, y + 2) for x in range(50, 850, 13) for y in (100, 300)]
    frame += [(x, y, x + 2, y + 8) for x in (50, 450, 848) for y in range(100, 300, 13)]
    print_ = [(x, 200, x + 20, 203) for x in range(480, 800, 28)]
    assert _lines(sheet(*frame, *print_)) == ([100, 300], [50, 450, 848])


def test_strokes_of_characters_below_each_other_are_no_dashed_line() -> None:
    """Print in squares from one ruling to the next; its upright strokes stand in a row."""
    rules = [(50, 100, 850, 103), (50, 340, 850, 343)]
    strokes = [
        box
        for top in range(110, 330, 32)
        for x in range(300, 500, 32)
        for box in (
            (x + 11, top, x + 14, top + 26),
            *((x, top + down, x + 26, top + down + 3) for down in (0, 11, 23)),
        )
    ]
    assert _lines(sheet(*rules, *strokes)) == ([101, 341], [])
    dashes = [(400, top, 403, top + 9) for top in range(104, 340, 13)]
    assert _lines(sheet(*rules, *dashes)) == ([101, 341], [401])


def test_the_upper_strokes_of_a_line_of_print_are_no_dashed_border() -> None:
    """They reach from border to border of a narrow cell, with print below them alone."""
    frame = [(400, 50, 403, 400), (560, 50, 563, 400), (50, 50, 850, 53), (50, 397, 850, 400)]
    strokes = [
        box
        for x in range(406, 554, 30)
        for box in ((x, 200, x + 26, 203), (x + 3, 208, x + 23, 224))
    ]
    assert _lines(sheet(*frame, *strokes)) == ([51, 398], [401, 561])


def test_grain_of_bare_paper_is_no_ink() -> None:
    """A pale scan with much grain: what varies as much as bare paper does is paper."""
    grain = np.random.default_rng(1).normal(0, 9, (700, 900))
    print_ = np.asarray(sheet(*blocks(80, 100, 20, 14), grey=120, paper=190))
    grey = np.clip(print_ + grain, 0, 255).astype(np.uint8)
    ink = darkness(grey, DOTS).over(INK_SHARE)
    assert ink[102:112, 82:92].mean() > 250
    assert ink[200:].mean() < 255 * 0.005


def test_the_edge_of_the_sheet_is_no_line() -> None:
    assert _lines(sheet((0, 0, 900, 3), (0, 0, 3, 700), (100, 300, 800, 303))) == ([301], [])


def test_shading_is_no_ink() -> None:
    """A grey header row is paper; the print on it is ink."""
    picture = sheet((50, 50, 850, 150), grey=190)
    ImageDraw.Draw(picture).rectangle((100, 80, 128, 108), fill=20)
    ink = darkness(np.asarray(picture), DOTS).over(INK_SHARE)
    assert ink[80:108, 100:128].mean() > 200
    assert not ink[60:70, 200:800].any()


def _print(picture: Image.Image, *, height: float | None = None) -> list[Region]:
    marks = without_dust(darkness(np.asarray(picture), DOTS).over(INK_SHARE), DOTS)
    assert marks is not None
    mask = marks.mask
    page = Region(0, 0, *picture.size)
    return find_lines_of_print(mask, page, height or character_height(mask, [page], 10))


def test_lines_of_print_from_the_top_down() -> None:
    found = _print(sheet(*blocks(80, 300, 12), *blocks(80, 100, 20), *blocks(80, 140, 3)))
    assert [(line.x0, round(line.top, -1), line.x1) for line in found] == [
        (80, 100, 716),
        (80, 140, 172),
        (80, 300, 460),
    ]


def test_a_character_in_two_pieces_is_one_line() -> None:
    """二 alone, and 一 with 、 on its side, are lines as high as their characters."""
    two = [(100, 200, 128, 204), (96, 222, 132, 226)]
    found = _print(sheet(*blocks(80, 100, 12), *two))
    assert [(line.x0, line.x1) for line in found] == [(80, 460), (95, 133)]


def test_columns_of_text_are_read_one_after_the_other() -> None:
    """Two columns whose lines are not level with each other, and one line over both."""
    left = [box for top in (200, 240, 280) for box in blocks(80, top, 8)]
    right = [box for top in (220, 260, 300) for box in blocks(500, top, 8)]
    found = _print(sheet(*blocks(80, 100, 22), *left, *right))
    assert [(line.x0, line.top) for line in found] == [
        (80, 100), (80, 200), (80, 240), (80, 280), (500, 220), (500, 260), (500, 300),
    ]  # fmt: skip


def test_lines_that_touch_are_parted() -> None:
    """A speck of ink between two lines does not make them one."""
    found = _print(
        sheet(*blocks(80, 100, 12), *blocks(80, 138, 12), (200, 128, 203, 138)), height=28
    )
    assert len(found) == 2
    assert found[0].bottom <= found[1].top


def test_lines_as_close_as_their_type_is_large_are_parted() -> None:
    """Three lines of a spreadsheet's cell, the last of them short; their ink touches."""
    rows = [(100, 20), (132, 20), (164, 4)]
    strokes = [box for top, count in rows for box in blocks(80, top, count)]
    touching = [(86, 126, 90, 134), (150, 126, 154, 134), (86, 158, 90, 166)]
    found = _print(sheet(*strokes, *touching), height=28)
    assert [(round(line.top, -1), line.bottom - line.top < 36) for line in found] == [
        (100, True), (130, True), (160, True),
    ]  # fmt: skip


def test_a_line_of_larger_type_is_one_line() -> None:
    """A title of twice the height has as much ink in its middle as anywhere."""
    found = _print(sheet(*((x, 100, x + 48, 156) for x in range(80, 600, 56))), height=28)
    assert [(line.top, line.bottom) for line in found] == [(100, 156)]


def test_a_mark_that_reaches_into_another_line_is_whole() -> None:
    """Lines that lie a little askew are not parted by a level cut."""
    ink = np.zeros((80, 200), dtype=np.uint8)
    ink[10:32, 20:40] = ink[32:54, 60:80] = 255  # the first is cut at 30
    lines = [(Region(20, 10, 80, 30), 22.0), (Region(20, 30, 80, 54), 22.0)]
    kept, whose, left = scan_layout._each_once(ink, lines, np.zeros_like(ink, dtype=bool))
    assert [line for line, _ in kept] == [Region(20, 10, 40, 32), Region(60, 32, 80, 54)]
    assert set(np.unique(whose[:, :50])) == {0, 1}
    assert not left


def test_dust_is_no_print() -> None:
    """Nothing that stands alone on a page is as small as a comma."""
    page = np.asarray(sheet(*blocks(80, 100, 12), (300, 300, 305, 305), (600, 400, 602, 403)))
    assert [line.top for line, _ in lay_out(page, DOTS, 0).print] == [100]


@pytest.mark.parametrize(("left", "read"), [(84, True), (190, True), (120, False)])
def test_a_full_stop_may_stand_on_a_line_alone(left: int, read: bool) -> None:
    """Where the text above begins, or in its middle; elsewhere it is told, as it may be dust."""
    page = np.asarray(sheet(*blocks(80, 100, 8), (left, 150, left + 6, 156)))
    found = lay_out(page, DOTS, 0)
    assert (len(found.print), len(found.left)) == ((2, 0) if read else (1, 1))


def test_specks_around_a_small_table_do_not_tell_its_type() -> None:
    """Outside of the table there is no line to measure by: the type of its cells counts."""
    frame = [(100, 100, 803, 103), (100, 200, 803, 203), (100, 100, 103, 203), (800, 100, 803, 203)]
    specks = [(120 + 50 * n, 300 + 40 * n, 126 + 50 * n, 306 + 40 * n) for n in range(9)]
    found = lay_out(np.asarray(sheet(*frame, *blocks(120, 140, 10), *specks)), DOTS, 0)
    assert [round(line.top, -1) for line, _ in found.print] == [140]


def test_no_print_is_in_two_lines_and_what_is_in_none_is_told() -> None:
    ink = np.asarray(sheet(*blocks(80, 100, 4), grey=0)) < 128
    mask = np.where(ink, 255, 0).astype(np.uint8)
    line, again = Region(80, 100, 144, 128), Region(80, 98, 140, 130)
    nothing = np.zeros_like(mask, dtype=bool)
    kept, _, left = scan_layout._each_once(mask, [(line, 28.0), (again, 28.0)], nothing)
    assert kept == [(line, 28.0)]
    assert left == [Region(144, 100, 172, 128), Region(176, 100, 204, 128)]


def test_print_at_an_edge_that_the_table_runs_out_of_is_cut_off() -> None:
    """The row goes on where the picture does not, so that its last line is in doubt."""
    columns = [(100, 100, 103, 700), (500, 100, 503, 700), (800, 100, 803, 700)]
    frame = [(100, 100, 803, 103), *columns]
    print_ = [*blocks(120, 200, 10), *blocks(120, 660, 10)]
    assert [r.top for r in lay_out(np.asarray(sheet(*frame, *print_)), DOTS, 0).left] == [660]
    ended = [(x0, top, x1, 650) for x0, top, x1, _ in columns]
    assert lay_out(np.asarray(sheet(*ended, *print_)), DOTS, 0).left == []


def test_a_line_is_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those by which a page's turn is judged."""
    seen: list[bytes] = []

    def read(_: Recogniser, line: NDArray[np.uint8]) -> list[Read]:
        seen.append(line.tobytes())
        return _read("市局市局市局", 5, 20, 35, 50, 65, 80)

    monkeypatch.setattr(Recogniser, "read", read)
    rows = [blocks(80, top, 10 + top // 60) for top in range(60, 640, 60)]
    scan_page.read_picture(
        np.asarray(sheet(*(box for row in rows for box in row))), DOTS, Recogniser()
    )
    assert len(seen) == len(set(seen)) == len(rows)


def test_countless_marks_are_no_page() -> None:
    rng = np.random.default_rng(1)
    noise: NDArray[np.uint8] = np.where(rng.random((1500, 1500)) < 0.1, 255, 0).astype(np.uint8)
    assert without_dust(noise, 60.0) is None


def _read(text: str, *middles: float) -> list[Read]:
    return [Read(character, at / 100, 0.99) for character, at in zip(text, middles, strict=True)]


def _placed(text: str, middles: tuple[float, ...], columns: str, **more: float) -> list[float]:
    region = Region(0, 0, 100, 10)
    ink = [3 * (mark == "#") for mark in columns for _ in range(5)]
    how = {"scale": 1.0, "enlarged": 0.5, **more}
    found = place(_read(text, *middles), region, region, 10, columns=ink, **how)
    return [one.confidence for one in found]


def test_a_character_that_was_passed_over_is_seen() -> None:
    """Ink between two characters that neither explains makes the nearer one unsure."""
    assert _placed("市局", (5, 15), "####" + "." * 16) == [0.99, 0.99]
    assert _placed("市局", (5, 35), "########" + "." * 12) == [0.5, 0.5]
    assert _placed("市局", (5, 15), "######" + "." * 14) == [0.99, 0.5]


def test_very_small_print_is_never_sure() -> None:
    assert _placed("市局", (5, 15), "####" + "." * 16, enlarged=2.0) == [0.9, 0.9]


def test_marks_and_low_characters_have_the_box_of_their_square() -> None:
    """Ink of a comma ends before its square does, and 一 is low: line ends and heights count."""
    region = Region(10, 4, 23, 6)
    ink = [3] * 13
    read = _read("市，", 45, 85)
    one, two = place(read, region, Region(8, 2, 25, 8), 10, columns=ink, scale=1.0, enlarged=1.0)
    assert (one.box[1], one.box[3]) == (0, 10)
    assert two.box[2] > 26
    assert (two.box[0] + two.box[2]) / 2 <= 23


def test_spaces_are_kept_between_latin_words() -> None:
    region = Region(0, 0, 100, 10)
    read = _read("A B 市 局", 5, 10, 15, 22, 30, 35, 42)
    found = place(read, region, region, 10, columns=[3] * 50, scale=1.0, enlarged=1.0)
    assert "".join(one.text for one in found) == "A B市局"


def test_a_ring_behind_a_per_cent_sign_is_per_mille() -> None:
    """The recogniser knows no ‰ and gives ％o; what is put there is in doubt."""
    region = Region(0, 0, 100, 10)
    read = _read("0．5％o以", 5, 10, 15, 21, 26, 35)
    found = place(read, region, region, 10, columns=[3] * 50, scale=1.0, enlarged=1.0)
    assert found[3].text == "‰"
    assert found[3].confidence < 0.95
    assert len(found) == 5


def test_a_coarse_picture_is_enlarged_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of 200 inches at 4 dots an inch is not made sixty times as large."""
    seen: list[tuple[int, ...]] = []

    def lay_out_smaller(picture: NDArray[np.uint8], dots: float, turned: int) -> Sheet:
        seen.append(picture.shape)
        return lay_out(np.full((100, 100), 255, np.uint8), dots, turned)

    monkeypatch.setattr(scan_page, "_MOST_PIXELS", 1_000_000)
    monkeypatch.setattr(scan_page, "lay_out", lay_out_smaller)
    scan_page.read_picture(np.asarray(sheet(*blocks(80, 100, 12))), 4.0, Recogniser())
    assert seen[0][0] * seen[0][1] <= 1_010_000


def test_what_makes_no_sense_in_any_turn_is_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recogniser, "read", lambda *_: [Read("市", 0.5, 0.3)])
    read = scan_page.read_picture(np.asarray(sheet(*blocks(60, 60, 9))), DOTS, Recogniser())
    assert (read.lines, read.unread, read.crowded) == ((), (), True)


def test_a_turn_in_which_nothing_is_read_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """On its side a page may have more pieces than print has; it is not lost for that."""
    laid = lay_out

    def crowded_on_its_side(picture: NDArray[np.uint8], dots_per_inch: float, turned: int) -> Sheet:
        sheet = laid(picture, dots_per_inch, turned)
        return replace(sheet, print=[], crowded=True) if turned else sheet

    monkeypatch.setattr(scan_page, "lay_out", crowded_on_its_side)
    monkeypatch.setattr(Recogniser, "read", lambda *_: [Read("市", 0.5, 0.6)])
    picture = np.asarray(sheet(*blocks(60, 60, 9), *blocks(60, 120, 9)))
    read = scan_page.read_picture(picture, DOTS, Recogniser())
    assert (read.turned, read.crowded) == (0, False)


@pytest.mark.parametrize(
    ("lying", "on_its_side", "turned"),
    [
        ((0.999, 0.34), (0.997, 0.43), 0),
        ((0.97, 0.2), (0.99, 0.9), 3),
        ((0.6, 0.3), (0.99, 0.3), 3),
    ],
)
def test_a_page_of_narrow_columns_lies_as_it_is(
    lying: tuple[float, float],
    on_its_side: tuple[float, float],
    turned: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Short lines are no sign of a page on its side where they make as much sense as they lie."""
    told = {0: lying, 3: on_its_side}
    monkeypatch.setattr(scan_page, "_sense", lambda lines: told.get(lines.sheet.turned, (0.3, 0.3)))
    monkeypatch.setattr(Recogniser, "read", lambda *_: [Read("市", 0.5, 0.9)])
    picture = np.asarray(sheet(*blocks(60, 60, 9), *blocks(60, 120, 9)))
    assert scan_page.read_picture(picture, DOTS, Recogniser()).turned == turned


def test_scraps_that_make_some_sense_are_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grain makes up to two thirds by chance, in pieces of a character or two."""
    monkeypatch.setattr(scan_page, "_sense", lambda _: (0.62, 0.17))
    monkeypatch.setattr(Recogniser, "read", lambda *_: [Read("市", 0.5, 0.6)])
    read = scan_page.read_picture(np.asarray(sheet(*blocks(60, 60, 9))), DOTS, Recogniser())
    assert (read.lines, read.crowded) == ((), True)
