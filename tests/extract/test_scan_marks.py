"""Marks that are dust, and characters that stand for others: what is read in doubt."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from pipeline.extract.scan.characters import Character, doubt_unlike, place
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


def _line(text: str, *inks: tuple[int, int], dusty: bool = False) -> tuple[Character, ...]:
    """A line of characters of ten pixels by the first and last column of each one's ink."""
    wide = max(last for _, last in inks) + 2
    columns = [0] * wide
    read = []
    for one, (first, last) in zip(text, inks, strict=False):
        read.append(Read(one, (first + last + 1) / 2 / wide, 0.99))
    for first, last in inks:
        columns[first : last + 1] = [2 if last - first < 3 else 7] * (last + 1 - first)
    region = Region(0, 0, wide, 10)
    return place(read, region, region, 10, columns=columns, scale=1.0, enlarged=0.5, dusty=dusty)


def _unsure(line: tuple[Character, ...]) -> str:
    return "".join(one.text for one in line if one.confidence < 0.95)


def test_a_wave_that_was_passed_over_between_digits_is_seen() -> None:
    """2024~26 is read as 202426: its ink is half a character from the digits beside it."""
    digits = [(1, 5), (7, 11), (13, 17)]
    assert _unsure(_line("242", *digits)) == ""
    assert _unsure(_line("242", (1, 5), (7, 11), (19, 23), (13, 17))) != ""


def test_a_point_with_its_own_room_is_none_of_the_specks() -> None:
    """On a dusty page: digits stand apart beside a point, and side by side beside a speck."""
    pointed = [(0, 3), (6, 7), (10, 13)]
    assert _unsure(_line("2．5", *pointed, dusty=True)) == ""
    assert _unsure(_line("2．5", (0, 3), (4, 5), (6, 9), dusty=True)) == "."


def test_a_percent_sign_broader_than_others_of_the_page_is_a_doubt() -> None:
    """‰ is read as %, and each alone looks like one of another font."""

    def sign(broad: float, text: str = "%", **told: bool) -> tuple[Character, ...]:
        return (Character(text, (0, 0, 9, 9), 0.99, ink=broad or None, **told),)

    lines = [sign(0.5), sign(0.52), sign(0.88)]
    assert [_unsure(line) for line in doubt_unlike(lines)] == ["", "", "%"]
    assert doubt_unlike(lines[:2]) == tuple(lines[:2])
    narrow = sign(0, ",", measured=True, odd=True)
    wide, end = sign(0, "，", measured=True), sign(0, "，")
    assert [_unsure(line) for line in doubt_unlike([narrow, narrow, wide, end])][2:] == ["", "，"]
    assert [_unsure(line) for line in doubt_unlike([narrow, wide, end])] == ["", "", ""]


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


def test_the_shadow_of_a_fold_is_no_print() -> None:
    """Hundreds of specks in a strip at the side of the page; in print there are fewer."""
    strip = [(x, y) for y in range(0, 690, 10) for x in range(850, 890, 10)]
    found = without_dust(_page(*strip), DOTS)
    assert found is not None
    assert bool((found.mask[:, 840:] == 0).all())
    assert int((found.mask > 0).sum()) == int((_page() > 0).sum())
    amid = [(x - 500, y) for x, y in strip]
    kept = without_dust(_page(*amid), DOTS)
    assert kept is not None
    assert int((kept.mask > 0).sum()) > int((_page() > 0).sum())
