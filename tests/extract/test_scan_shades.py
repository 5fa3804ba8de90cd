"""Shaded areas of a page picture: found, and light print on dark ones turned dark on light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.layout import lay_out
from pipeline.extract.scan.page import Scanned
from pipeline.extract.scan.shades import darkened, find_shades
from pipeline.extract.scan.weighing import weigh_part
from pipeline.records import Part, Place

DOTS = 200.0


def sheet(*areas: tuple[int, int, int, int, int]) -> Image.Image:
    """A sheet of 900 by 700 pixels with areas (x0, top, x1, bottom, grey), with grain."""
    picture = Image.new("L", (900, 700), 240)
    brush = ImageDraw.Draw(picture)
    for x0, top, x1, bottom, grey in areas:
        brush.rectangle((x0, top, x1 - 1, bottom - 1), fill=grey)
    return picture


def printed(picture: Image.Image, left: int, top: int, grey: int, count: int = 12) -> Image.Image:
    """The sheet with a line of print in a shade of grey."""
    brush = ImageDraw.Draw(picture)
    for x in range(left, left + 32 * count, 32):
        brush.rectangle((x, top, x + 24, top + 4), fill=grey)
        brush.rectangle((x + 10, top, x + 14, top + 26), fill=grey)
    return picture


def grained(picture: Image.Image) -> np.ndarray:
    grain = np.random.default_rng(1).normal(0, 4, (700, 900))
    return np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8)


def test_areas_are_found_with_their_print_filled_up() -> None:
    page = printed(sheet((100, 100, 800, 180, 200), (100, 260, 800, 340, 200)), 130, 120, 30)
    found = find_shades(grained(page), DOTS)
    assert sorted((round(s.top, -1), round(s.bottom, -1)) for s in found) == [
        (100, 180),
        (260, 340),
    ]
    assert all(abs(s.x0 - 100) < 8 and abs(s.x1 - 800) < 8 for s in found)


def test_an_area_that_is_no_rectangle_is_several() -> None:
    page = sheet((100, 100, 800, 180, 200), (400, 180, 800, 300, 200))
    found = sorted(find_shades(grained(page), DOTS), key=lambda shade: shade.top)
    assert [round(s.x0, -2) for s in found] == [100, 400]


def test_print_on_bare_paper_and_a_shadow_are_no_areas() -> None:
    page = np.asarray(printed(sheet(), 100, 100, 30, 20)).astype(np.float64)
    shadow = page * np.linspace(0.6, 1, 900)[None, :]
    assert find_shades(page.astype(np.uint8), DOTS) == []
    assert find_shades(shadow.astype(np.uint8), DOTS) == []


def test_light_print_on_a_dark_area_becomes_dark_print_on_paper() -> None:
    """A head in white on blue; dark print on light grey stays as it is."""
    page = sheet((100, 100, 800, 180, 90), (100, 260, 800, 340, 200))
    page = printed(printed(page, 130, 126, 245), 130, 286, 30)
    picture = grained(page)
    turned = darkened(picture, find_shades(picture, DOTS))
    assert turned[126:130, 130:150].mean() < 110
    assert turned[150:176, 600:780].mean() > 220
    assert (turned[200:] == picture[200:]).all()
    lines = lay_out(picture, DOTS, 0).print
    assert [round(line.top, -1) for line, _ in lines] == [130, 290]


def test_rows_that_shading_alone_tells_apart_are_in_doubt() -> None:
    """What is read of them may be two rows in one; a ruled table is not concerned."""
    areas = [(100, top, 800, top + 80, 200) for top in (100, 260, 420)]
    rules = [(100, top, 800, top + 3, 20) for top in (100, 180, 260, 340)]
    for lines, expected in ([], True), (rules, False):
        page = sheet(*areas, *lines)
        for top in range(110, 500, 40):
            page = printed(page, 130, top, 30, 15)
        assert lay_out(grained(page), DOTS, 0).shaded == expected
    line = (Character("市", (0.0, 0.0, 10.0, 10.0), 0.99),)
    scanned = Scanned((100.0, 100.0), 0, 0.0, (line,), (), (), ())
    part = Part("市", Place("a.png", 1, (0.0, 0.0, 50.0, 50.0)))
    assert weigh_part(part, scanned) == (0.99, ())
    assert weigh_part(part, replace(scanned, shaded=True)) == (0.0, ((1, 0.0),))
