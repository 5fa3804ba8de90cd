"""Over generated sheets: nothing is lost, no cells overlap, and merged cells come back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.xlsx.reading import read_xlsx
from pipeline.extract.xlsx.sheet import column_letters
from sheet_xml import Sheet, c, merge, read_sheets, row, xlsx
from word_xml import accounted

WORDS = st.text("甲乙丙市局1。、 \n\u200b", max_size=4)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Any cells, merged over each other or not, with rows and columns hidden at random."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    hidden = draw(st.sets(st.integers(1, height), max_size=2))
    rows = "".join(
        row(
            at,
            *(c(f"{column_letters(k)}{at}", draw(WORDS)) for k in range(1, width + 1)),
            more='hidden="1"' if at in hidden else "",
        )
        for at in range(1, height + 1)
    )
    ranges = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(1, height)), draw(st.integers(1, width))
        bottom, right = draw(st.integers(top, height + 1)), draw(st.integers(left, width + 1))
        ranges.append(f"{column_letters(left)}{top}:{column_letters(right)}{bottom}")
    columns = "".join(
        f'<col min="{at}" max="{at}" hidden="1"/>'
        for at in draw(st.sets(st.integers(1, width), max_size=1))
    )
    return Sheet(rows, before=f"<cols>{columns}</cols>", after=merge(*ranges))


@settings(max_examples=200)
@given(sheets())
def test_nothing_is_lost_and_no_cells_overlap(sheet: Sheet) -> None:
    extraction = read_sheets(sheet)  # the ledger balances
    for table in extraction.tables:
        covered = [
            (row_, column)
            for cell in table.cells
            for row_ in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered)) == table.rows * table.columns
        assert all(row_ < table.rows and column < table.columns for row_, column in covered)
        order = [(cell.row, cell.column) for cell in table.cells]
        assert order == sorted(order)
        for cell in table.cells:
            assert cell.text == "".join(part.text for part in cell.parts)


def test_the_count_sees_what_the_walk_does_not() -> None:
    """A second value in one cell is against the format; the ledger must miss it."""
    cell = '<c r="A1" t="str"><v>失</v><v>甲</v></c>'
    extraction = read_xlsx(xlsx(Sheet(row(1, cell))), "t")
    assert extraction.characters == {"失": 1, "甲": 1}
    assert accounted(extraction) == {"甲": 1}
