"""Strokes of a pen through the borders of cells are no print of theirs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.crossed import crossing_strokes
from pipeline.extract.scan.layout import lay_out
from pipeline.extract.scan.text import Region

DOTS = 200.0
BORDER = Ruling(151.0, 50.0, 550.0)


def _masks(*strokes: tuple[int, int, int, int]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Print of x0, top, x1, bottom, and a level line of three pixels that it is parted by."""
    ink = np.zeros((300, 600), dtype=np.uint8)
    for x0, top, x1, bottom in strokes:
        ink[top:bottom, x0:x1] = 255
    lines = np.zeros_like(ink)
    lines[150:153, 50:550] = 255
    ink[lines != 0] = 0
    return ink, lines


def _boxes(*strokes: tuple[int, int, int, int], turned: bool = False) -> list[Region]:
    ink, lines = _masks(*strokes)
    if turned:
        return crossing_strokes(ink.T, lines.T, [], [BORDER], DOTS)[1]
    return crossing_strokes(ink, lines, [BORDER], [], DOTS)[1]


def test_a_stroke_through_a_border_is_found_on_both_sides() -> None:
    assert _boxes((300, 130, 304, 180)) == [Region(300, 130, 304, 150), Region(300, 153, 304, 180)]
    assert len(_boxes((300, 130, 304, 180), turned=True)) == 2


def test_print_at_a_border_crosses_none() -> None:
    """It stands on one side, or on both at other places, or is broad: two rows of shaded cells."""
    assert _boxes((300, 130, 304, 150)) == []
    assert _boxes((300, 130, 304, 150), (320, 153, 324, 180)) == []
    assert _boxes((300, 120, 340, 180)) == []


def _page(tick: bool) -> NDArray[np.uint8]:
    picture = Image.new("L", (900, 500), 240)
    brush = ImageDraw.Draw(picture)
    for at in (100, 200, 300):
        brush.rectangle((100, at, 800, at + 2), fill=30)
    for at in (100, 450, 800):
        brush.rectangle((at, 100, at + 2, 302), fill=30)
    for top in (140, 240):
        for left in range(120, 400, 32):
            brush.rectangle((left, top, left + 27, top + 27), fill=30)
    if tick:
        brush.line((700, 185, 690, 240), fill=30, width=4)
    return np.asarray(picture)


def test_the_end_of_a_stroke_is_not_read() -> None:
    """It looks like a 1; where it is, something is left that was not read."""
    bare, ticked = lay_out(_page(tick=False), DOTS, 0), lay_out(_page(tick=True), DOTS, 0)
    assert [line for line, _ in ticked.print] == [line for line, _ in bare.print]
    assert not bare.left
    assert len(ticked.left) == 2
