"""Lines that a weak scan has broken are whole again; what is no line is not made one."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from pipeline.extract.scan.lines import find_lines
from pipeline.extract.scan.picture import darkness

DOTS = 200.0


def table(*, merged: bool = False) -> Image.Image:
    """Four rows of two columns; the second row is one cell where ``merged``."""
    picture = Image.new("L", (900, 700), 240)
    brush = ImageDraw.Draw(picture)
    for y in (100, 200, 240, 400, 600):
        brush.rectangle((50, y, 850, y + 2), fill=30)
    for x in (50, 848):
        brush.rectangle((x, 100, x + 2, 600), fill=30)
    brush.rectangle((400, 100, 402, 200 if merged else 600), fill=30)
    brush.rectangle((400, 240, 402, 600), fill=30)
    return picture


def broken(picture: Image.Image, *gaps: tuple[int, int, int, int]) -> Image.Image:
    """The picture with white where lines are lost."""
    brush = ImageDraw.Draw(picture)
    for gap in gaps:
        brush.rectangle(gap, fill=240)
    return picture


GAPS = (
    (150, 95, 168, 105),
    (600, 95, 615, 105),
    (300, 195, 318, 205),
    (700, 395, 712, 405),
    (45, 300, 55, 318),
    (395, 450, 405, 466),
    (843, 95, 856, 120),  # a corner
)


def _lines(picture: Image.Image) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    found = find_lines(darkness(np.asarray(picture), DOTS), DOTS)
    level, upright = (
        sorted((round(at), round(start / 50), round(end / 50)) for at, start, end in lines)
        for lines in (found.horizontal, found.vertical)
    )
    return level, upright


def test_gaps_in_lines_and_corners_are_closed() -> None:
    assert _lines(broken(table(), *GAPS)) == _lines(table())


def test_the_gap_of_a_merged_row_stays() -> None:
    """It reaches from border to border, as low as the row is, on a page with broken lines, too."""
    level, upright = _lines(broken(table(merged=True), *GAPS))
    assert (level, len(upright)) == (_lines(table())[0], 4)


def test_lines_that_end_at_a_low_row_of_merged_cells_end_there() -> None:
    """Each ends a little beyond the border, and the next border is near: it is no gap before it."""
    picture = broken(table(merged=True), *GAPS)
    ImageDraw.Draw(picture).rectangle((400, 200, 402, 205), fill=30)
    found = find_lines(darkness(np.asarray(picture), DOTS), DOTS)
    inner = sorted(
        (round(start / 10), round(end / 10)) for at, start, end in found.vertical if 395 < at < 405
    )
    assert inner == [(10, 21), (24, 60)]


def test_print_in_a_gap_keeps_it_open() -> None:
    """Two underlined texts on one level with print between them are two."""
    picture = Image.new("L", (900, 400), 240)
    brush = ImageDraw.Draw(picture)
    for start in (100, 420):
        brush.rectangle((start, 200, start + 280, 202), fill=30)
    for x in (382, 396, 408):
        brush.rectangle((x, 186, x + 8, 214), fill=30)
    assert len(_lines(picture)[0]) == 2


def test_a_dashed_table_whose_last_border_is_cut_off() -> None:
    """Its level lines go from the first border through another, and end at none."""
    picture = Image.new("L", (900, 400), 240)
    brush = ImageDraw.Draw(picture)
    for y in (100, 200, 300):
        for x in range(50, 850, 13):
            brush.rectangle((x, y, x + 7, y + 1), fill=30)
    for x in (50, 450):
        for y in range(100, 300, 13):
            brush.rectangle((x, y, x + 1, y + 7), fill=30)
    found = find_lines(darkness(np.asarray(picture), DOTS), DOTS)
    assert len(found.horizontal) == 3
    assert len(found.vertical) == 2


def test_dashed_lines_without_one_of_their_borders_are_lines() -> None:
    """The right border is lost in a shadow, and the header is one line high."""
    picture = Image.new("L", (900, 700), 240)
    brush = ImageDraw.Draw(picture)
    for y in (100, 176, 252, 500):
        for x in range(50, 840, 13):
            brush.rectangle((x, y, x + 8, y + 2), fill=30)
    for x in (50, 400):
        for y in range(100, 500, 13):
            brush.rectangle((x, y, x + 2, y + 8), fill=30)
    brush.rectangle((398, 160, 404, 260), fill=240)
    for y in range(100, 176, 13):
        brush.rectangle((400, y, 402, y + 8), fill=30)
    level, upright = _lines(picture)
    assert [at for at, _, _ in level] == [101, 177, 253, 501]
    assert [at for at, start, _ in upright if start == 2] == [51, 401]


def test_a_line_that_ends_within_a_cell_goes_on_at_its_other_side() -> None:
    """A seal takes an inch of one border; a line that ends at the border of a cell stays so."""
    gaps = (470, 235, 700, 245), (45, 300, 55, 360), (120, 395, 330, 405), (200, 235, 370, 245)
    for gap in gaps:
        assert _lines(broken(table(), gap)) == _lines(table())
    at_border = _lines(broken(table(), (405, 235, 700, 245)))[0]
    assert [line for line in at_border if line[0] == 241] == [(241, 1, 8), (241, 14, 17)]
