"""Marks that are dust, and characters that stand for others: what is read in doubt."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from pipeline.extract.scan.characters import Character, place
from pipeline.extract.scan.ocr import Read
from pipeline.extract.scan.picture import without_dust
from pipeline.extract.scan.text import Region

DOTS = 200.0


def _placed(text: str, *, pitch: int = 10, ink: str = "#") -> tuple[Character, ...]:
    """The characters of a line of squares of ten pixels, each with its ink in its middle."""
    wide = len(text) * pitch
    read = [Read(one, (at + 0.5) * pitch / wide, 0.99) for at, one in enumerate(text)]
    region = Region(0, 0, wide, 10)
    columns = [3 * (ink == "#" and 1 <= at % pitch < pitch - 1) for at in range(wide)]
    return place(read, region, region, 10, columns=columns, scale=1.0, enlarged=0.5)


def _doubtful(text: str, **how: int) -> str:
    return "".join(one.text for one in _placed(text, **how) if one.confidence < 0.95)


def test_a_dash_beside_a_page_number_is_no_figure() -> None:
    """一2— is — 2 —; where other characters stand, 一 is a figure."""
    assert "".join(one.text for one in _placed("一2—")) == "—2—"
    assert "".join(one.text for one in _placed("一对一")) == "一对一"
    assert "".join(one.text for one in _placed("一")) == "一"


def test_a_unit_in_one_square_may_be_one_sign() -> None:
    """㎡ is read as m² or as m; with room for two signs it is as it is read."""
    assert _doubtful("到5m²以", pitch=5) == "²"
    assert _doubtful("到5m²以", pitch=10) == ""
    assert _doubtful("到5m以上") == "m"


def _page(*dots: tuple[int, int]) -> np.ndarray:
    """A page of 160 characters with specks of four pixels."""
    picture = Image.new("L", (900, 700), 0)
    brush = ImageDraw.Draw(picture)
    for top in range(100, 420, 40):
        for left in range(80, 720, 32):
            brush.rectangle((left, top, left + 27, top + 27), fill=255)
    for left, top in dots:
        brush.rectangle((left, top, left + 3, top + 3), fill=255)
    return np.asarray(picture)


def test_dots_that_stand_alone_are_dust() -> None:
    """A dot beside a character is its own, and three in a row are an ellipsis."""
    print_ = _page()
    for dots, kept in (
        ([(760, 300)], 0),
        ([(300, 600), (315, 600)], 0),
        ([(300, 600), (311, 600), (322, 600)], 3),
        ([(724, 122)], 1),
    ):
        found = without_dust(_page(*dots), DOTS)
        assert found is not None
        assert int((found.mask > 0).sum() - (print_ > 0).sum()) == 16 * kept
