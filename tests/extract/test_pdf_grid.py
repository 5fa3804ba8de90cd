"""Ruling lines to grids: spans, missing borders, boxes that are no tables."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.grid import Grid
from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.ruled import find_grids


def across(y: float, x0: float = 0, x1: float = 300) -> Ruling:
    return Ruling(y, x0, x1)


def down(x: float, top: float = 0, bottom: float = 100) -> Ruling:
    return Ruling(x, top, bottom)


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def test_a_full_grid() -> None:
    (grid,) = find_grids([across(0), across(50), across(100)], [down(0), down(100), down(300)])
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert grid.cells[3].box == (100, 50, 300, 100)


def test_no_line_between_two_places_is_a_span() -> None:
    """The first column is merged over both rows, the last row over two columns."""
    (grid,) = find_grids(
        [across(0), across(50, 100), across(100)],
        [down(0), down(100), down(200, 0, 50), down(300)],
    )
    assert spans(grid) == [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 2)]


def test_double_and_thick_lines_are_one() -> None:
    (grid,) = find_grids(
        [across(0), across(1.5), across(50), across(52), across(100)],
        [down(0), down(100), down(102.5), down(300)],
    )
    assert (len(grid.xs), len(grid.ys)) == (3, 3)


def test_a_dashed_line_is_a_line() -> None:
    dashes = [across(50, x, x + 3) for x in range(0, 300, 5)]
    (grid,) = find_grids([across(0), *dashes, across(100)], [down(0), down(100), down(300)])
    assert len(grid.cells) == 4


def test_outer_borders_that_are_not_drawn() -> None:
    (grid,) = find_grids([across(0), across(50), across(100)], [down(100), down(200)])
    assert grid.xs == (0, 100, 200, 300)
    assert len(grid.cells) == 6


def test_a_row_cut_at_the_foot_without_a_border_is_open() -> None:
    (grid,) = find_grids([across(0), across(50)], [down(0), down(100), down(300)])
    assert grid.ys == (0, 50, 100)
    assert [cell.open_bottom for cell in grid.cells] == [False, False, True, True]
    assert not any(cell.open_top for cell in grid.cells)


def test_an_underline_in_a_cell_divides_nothing() -> None:
    (grid,) = find_grids(
        [across(0), across(30, 110, 180), across(50), across(100)], [down(0), down(100), down(300)]
    )
    assert len(grid.ys) == 3


def test_a_single_box_is_no_table() -> None:
    assert find_grids([across(0), across(100)], [down(0), down(300)]) == []


def test_lines_that_do_not_meet_are_no_table() -> None:
    assert find_grids([across(0), across(100)], [down(400), down(500)]) == []


def test_tables_side_by_side_and_one_below_the_other() -> None:
    def table(x: float, y: float) -> tuple[list[Ruling], list[Ruling]]:
        return (
            [Ruling(y + h, x, x + 80) for h in (0, 20, 40)],
            [Ruling(x + w, y, y + 40) for w in (0, 40, 80)],
        )

    parts = [table(0, 100), table(100, 0), table(0, 0)]
    grids = find_grids([r for a, _ in parts for r in a], [r for _, d in parts for r in d])
    assert [grid.box[:2] for grid in grids] == [(0, 0), (100, 0), (0, 100)]


def test_a_table_within_a_cell_is_part_of_that_cell() -> None:
    inner_across = [across(y, 120, 200) for y in (60, 75, 90)]
    inner_down = [down(x, 60, 90) for x in (120, 160, 200)]
    (grid,) = find_grids(
        [across(0), across(50), across(100), *inner_across],
        [down(0), down(100), down(300), *inner_down],
    )
    assert len(grid.cells) == 4


def test_a_frame_around_the_page_does_not_hide_the_table() -> None:
    frame = (
        [across(-50, -50, 350), across(150, -50, 350)],
        [down(-50, -50, 150), down(350, -50, 150)],
    )
    grids = find_grids(
        [across(0), across(50), across(100), *frame[0]], [down(0), down(100), down(300), *frame[1]]
    )
    assert [len(grid.cells) for grid in grids] == [4]


def test_a_line_that_is_missing_in_part_leaves_no_place_without_a_cell() -> None:
    (grid,) = find_grids(
        [across(0), across(50, 0, 100), across(100)],
        [down(0), down(100, 0, 50), down(200), down(300)],
    )
    covered = [
        (cell.row + r, cell.column + c)
        for cell in grid.cells
        for r in range(cell.row_span)
        for c in range(cell.column_span)
    ]
    assert sorted(covered) == [
        (r, c) for r in range(len(grid.ys) - 1) for c in range(len(grid.xs) - 1)
    ]


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    lines = [Ruling(4.0 * n, 0, 20_000) for n in range(3500)]
    assert find_grids(lines, lines) == []


edges = st.lists(st.integers(1, 40), min_size=2, max_size=8)


@given(edges, edges, st.data())
def test_every_place_of_a_grid_has_one_cell(
    widths: list[int], heights: list[int], data: st.DataObject
) -> None:
    """Whatever lines are missing inside."""
    xs = [10.0 * sum(widths[:n]) for n in range(len(widths) + 1)]
    ys = [10.0 * sum(heights[:n]) for n in range(len(heights) + 1)]
    drawn = st.booleans()
    horizontal = [Ruling(y, xs[0], xs[-1]) for y in (ys[0], ys[-1])]
    vertical = [Ruling(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    for y in ys[1:-1]:
        horizontal += [Ruling(y, x0, x1) for x0, x1 in pairwise(xs) if data.draw(drawn)]
    for x in xs[1:-1]:
        vertical += [Ruling(x, y0, y1) for y0, y1 in pairwise(ys) if data.draw(drawn)]
    for grid in find_grids(horizontal, vertical):
        seen = [[0] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
        for index, cell in enumerate(grid.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    seen[row][column] += 1
                    assert grid.owner[row][column] == index
        assert all(count == 1 for row in seen for count in row)


def test_a_column_of_one_cell_from_top_to_bottom_of_the_page() -> None:
    """No level line meets its outer side; a line that is shorter is none of the table."""
    level = [across(30, 40), across(60, 40)]
    (grid,) = find_grids(level, [down(0), down(40), down(150), down(300), down(320, 10, 60)])
    assert grid.xs == (0, 40, 150, 300)
    assert spans(grid)[0] == (0, 0, 3, 1)


def test_an_upright_line_missing_beside_a_cell_over_several_rows() -> None:
    """A level line ends where the upright one does: below, and above, it goes on."""
    level = [across(0), across(30, 100), across(60, 100), across(90), across(120)]
    for drawn in ([down(100, 0, 30), down(100, 90, 120)], [down(100, 60, 120)]):
        (grid,) = find_grids(level, [down(0, 0, 120), *drawn, down(200, 0, 120), down(300, 0, 120)])
        assert spans(grid) == [
            (0, 0, 3, 1), (0, 1, 1, 1), (0, 2, 1, 1),
            (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
            (3, 0, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1),
        ]  # fmt: skip


def test_a_box_to_be_ticked_is_no_side_of_the_cells_below() -> None:
    """Its side ends where its lower line ends, but far more of the line would be missing."""
    rows = [across(0), across(20), across(30, 2, 12), across(150)]
    sides = [down(x, 21, 30) for x in (2, 12)]
    (grid,) = find_grids(rows, [down(0, 0, 150), *sides, down(200, 20, 150), down(300, 0, 150)])
    assert [cell.box for cell in grid.cells][-1][2] == 200


def test_boxes_for_numbers_of_many_forms_do_not_cut_what_is_below_them() -> None:
    """The side of each small box is shorter than the cell below; all of them together are not."""
    tops = range(0, 400, 40)
    levels = [across(y) for y in (*tops, 400)] + [across(y + 10, 0, 50) for y in tops]
    upright = [down(0, 0, 400), down(300, 0, 400)] + [down(50, y, y + 10) for y in tops]
    (grid,) = find_grids(levels, upright)
    below = [cell for cell in grid.cells if cell.column_span == 2]
    assert len(below) == len(tops)
