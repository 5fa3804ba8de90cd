"""Tables on pictures with level lines alone: texts half a line apart are not one line."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.bands import part_bands
from pipeline.extract.scan.text import Region

DOTS = 200.0
RIGHT = 900


def page(rows: int, gap: int, *, across: int | None = None) -> tuple[np.ndarray, list[Ruling]]:
    """Rows of 100 pixels with two texts each, ``gap`` apart; one row may run across."""
    ink = np.zeros((100 * rows + 100, 1000), dtype=np.uint8)
    for row in range(rows):
        top = 50 + 100 * row
        ink[top + 20 : top + 50, 100:400] = 255
        ink[top + 35 : top + 65, 400 + gap : 800] = 255
        if row == across:
            ink[top + 20 : top + 50, 100:800] = 255
    rulings = [Ruling(50.0 + 100 * n, 80.0, float(RIGHT)) for n in range(rows + 1)]
    return ink, rulings


def test_white_through_all_rows_parts_the_columns() -> None:
    ink, rulings = page(5, 12)
    cells = part_bands(ink, rulings, DOTS)
    assert [(cell.x0, cell.x1) for cell in cells] == [(80, 406), (406, RIGHT)] * 5


def test_a_row_that_runs_across_stays_whole() -> None:
    ink, rulings = page(8, 12, across=3)
    cells = part_bands(ink, rulings, DOTS)
    assert [cell.x1 - cell.x0 for cell in cells].count(RIGHT - 80) == 1
    assert len(cells) == 15


@pytest.mark.parametrize(("gap", "columns"), [(12, 1), (20, 2)])
def test_through_few_rows_more_white_is_asked_for(gap: int, columns: int) -> None:
    ink, rulings = page(2, gap)
    assert len(part_bands(ink, rulings, DOTS)) == 2 * columns


def test_a_text_that_reaches_into_the_white_does_not_join_its_columns() -> None:
    """One text goes a few pixels further than the others; some white is left beside it."""
    ink, rulings = page(8, 20)
    ink[50 + 300 + 20 : 50 + 300 + 50, 400:408] = 255
    cells = part_bands(ink, rulings, DOTS)
    assert len(cells) == 16
    assert cells[6].x1 == 414


def test_a_line_beside_a_merged_cell_ends_no_table() -> None:
    """Two rows of one item are parted by a line that does not reach over the item."""
    ink, rulings = page(5, 12)
    rulings[2] = rulings[2]._replace(start=300.0)
    cells = part_bands(ink, rulings, DOTS)
    assert [(cell.x0, cell.x1) for cell in cells] == [(80, 406), (406, RIGHT)] * 4
    assert [cell.bottom - cell.top for cell in cells[2:4]] == [196, 196]


def test_single_lines_and_short_ones_make_no_table() -> None:
    ink, rulings = page(5, 30)
    assert part_bands(ink, rulings[:2], DOTS) == []
    assert part_bands(ink, [line._replace(end=300.0) for line in rulings], DOTS) == []
    blank: list[Region] = part_bands(np.zeros_like(ink), rulings, DOTS)
    assert blank == []
