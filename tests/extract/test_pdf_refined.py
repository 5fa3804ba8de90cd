"""Rows of a grid that are none: what is left beside a merged cell that is shaded too short."""

from __future__ import annotations

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.refined import without_strips
from pipeline.extract.pdf.ruled import find_grids
from pipeline.extract.pdf.text import Line

LINE = Line("落实责任。", 110, 5, 160, 15, 10)


def test_a_strip_beside_which_all_rows_go_on_is_no_row() -> None:
    """The first column ends at 45, the rows of the second at 15, 30, 60 and 90."""
    across = [Ruling(0, 0, 200), Ruling(15, 100, 200), Ruling(30, 100, 200), Ruling(45, 0, 100)]
    across += [Ruling(60, 0, 200), Ruling(90, 0, 200)]
    (grid,) = find_grids(across, [Ruling(x, 0, 90) for x in (0, 100, 200)])
    texts = [(LINE,) if cell.column or cell.row != 3 else () for cell in grid.cells]
    assert len(grid.ys) == 6
    finer, kept = without_strips(grid, texts)
    assert finer.ys == (0, 15, 30, 60, 90)
    assert [(cell.row, cell.column, cell.row_span) for cell in finer.cells] == [
        (0, 0, 3), (0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 0, 1), (3, 1, 1),
    ]  # fmt: skip
    assert all(kept)


def test_an_empty_row_beside_a_merged_cell_stays() -> None:
    across = [Ruling(0, 0, 200), Ruling(30, 100, 200), Ruling(60, 0, 200)]
    (grid,) = find_grids(across, [Ruling(x, 0, 60) for x in (0, 100, 200)])
    texts = [(LINE,), (LINE,), ()]
    assert without_strips(grid, texts) == (grid, texts)
