"""Red seals are taken off a page before it is read; what else is red is print."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.extract.scan.file import read_pictures
from pipeline.extract.scan.seals import find_seals, without_seals
from scans import stored

DOTS = 200.0
RED = (205, 25, 30)


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (900, 700), (245, 243, 238))
    return picture, ImageDraw.Draw(picture)


def sealed(picture: Image.Image) -> Image.Image:
    """A seal of 4.2 cm with a star's worth of ink, under which black print stays black."""
    ink = Image.new("RGB", picture.size, (255, 255, 255))
    brush = ImageDraw.Draw(ink)
    brush.ellipse((400, 200, 730, 530), outline=RED, width=9)
    brush.polygon([(565, 310), (605, 420), (510, 350), (620, 350), (525, 420)], fill=RED)
    shades = np.asarray(picture).astype(float) * np.asarray(ink).astype(float) / 255
    return Image.fromarray(shades.astype(np.uint8))


def _grey(picture: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(picture.convert("L"))


def test_a_seal_is_taken_off_and_the_print_under_it_left() -> None:
    """A line of a table and a stroke of print that the ring crosses are as dark as before."""
    plain, brush = page()
    brush.line((50, 360, 850, 360), fill=(20, 20, 20), width=3)
    brush.rectangle((560, 340, 566, 500), fill=(20, 20, 20))
    stamped = sealed(plain)
    seals = find_seals(np.asarray(stamped), DOTS)
    assert len(seals) == 1
    clean = without_seals(_grey(stamped), np.asarray(stamped), seals)
    was_dark, is_dark = _grey(plain) < 120, clean < 120
    assert (_grey(stamped) < 120).sum() > 2 * was_dark.sum()
    assert (is_dark & ~was_dark).sum() == 0
    assert (was_dark & ~is_dark).sum() < 0.02 * was_dark.sum()


def test_red_print_is_no_seal() -> None:
    """A red heading, a red line over the page, and a red frame as large as a seal stay."""
    picture, brush = page()
    for x in range(100, 800, 60):
        brush.rectangle((x, 60, x + 40, 110), fill=RED)
    brush.line((50, 150, 850, 150), fill=RED, width=6)
    brush.rectangle((400, 250, 700, 540), outline=RED, width=6)
    assert find_seals(np.asarray(picture), DOTS) == []


def test_the_pages_of_a_coloured_file_come_without_their_seals() -> None:
    """The page says how many were taken off; one in grey has none."""
    plain, brush = page()
    brush.line((50, 360, 850, 360), fill=(20, 20, 20), width=3)
    for kind in ("PNG", "JPEG"):
        [found] = read_pictures(stored(sealed(plain), kind), "t")
        [bare] = read_pictures(stored(plain, kind), "t")
        assert (len(found.seals), bare.seals) == (1, ())
        assert abs(int((found.picture < 120).sum()) - int((bare.picture < 120).sum())) < 80
    [grey] = read_pictures(stored(sealed(plain).convert("L"), "PNG"), "t")
    assert grey.seals == ()
