"""Over generated tables and pages: nothing is lost, and three formats give the same grid."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.extract.html.reading import read_html
from pipeline.extract.xlsx.sheet import column_letters
from pipeline.records import Table
from sheet_xml import Sheet, c, merge, read_sheets, row
from word_xml import accounted, read, spans, tbl, tc, tr

LINES = st.lists(st.text("甲乙丙市局1．（）、a&<", min_size=1, max_size=4), min_size=1, max_size=2)


@dataclass(frozen=True)
class Drawn:
    """A table: its size, and for each cell its place, its spans and its text."""

    height: int
    width: int
    cells: dict[tuple[int, int], tuple[int, int, str]]

    def owner(self, row_: int, column: int) -> tuple[int, int]:
        """The cell that covers a position."""
        return next(
            (top, left)
            for (top, left), (height, width, _) in self.cells.items()
            if top <= row_ < top + height and left <= column < left + width
        )


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    """Tables with merged cells; text in all cells, and a cell of its own in each outer edge."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    free = {(at, k) for at in range(height) for k in range(width)}
    cells: dict[tuple[int, int], tuple[int, int, str]] = {}
    while free:
        top, left = min(free)
        rows, columns = draw(st.integers(1, height - top)), draw(st.integers(1, width - left))
        covered = {(at, k) for at in range(top, top + rows) for k in range(left, left + columns)}
        if not covered <= free:
            rows, columns, covered = 1, 1, {(top, left)}
        free -= covered
        cells[(top, left)] = (rows, columns, "\n".join(draw(LINES)))
    tops = [at for at, _ in cells]
    assume(height - 1 in tops and any(k == width - 1 for _, k in cells))
    assume(any(tops.count(at) > 1 for at in tops))
    return Drawn(height, width, cells)


def as_html(table: Drawn) -> Table:
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{rows}" colspan={columns}>{escape(text).replace(chr(10), "<br>")}</td>'
            for (top, _), (rows, columns, text) in sorted(table.cells.items())
            if top == at
        )
        + "</tr>"
        for at in range(table.height)
    )
    extraction = read_html(f"<table>{rows}</table>".encode(), "t")
    assert accounted(extraction) == extraction.characters
    return extraction.tables[0]


def as_xlsx(table: Drawn) -> Table:
    rows = "".join(
        row(
            at + 1,
            *(
                c(f"{column_letters(left + 1)}{at + 1}", text)
                for (top, left), (_, _, text) in sorted(table.cells.items())
                if top == at
            ),
        )
        for at in range(table.height)
    )
    ranges = (
        f"{column_letters(left + 1)}{top + 1}:{column_letters(left + columns)}{top + height}"
        for (top, left), (height, columns, _) in table.cells.items()
        if height * columns > 1
    )
    return read_sheets(Sheet(rows, after=merge(*ranges))).tables[0]


def as_docx(table: Drawn) -> Table:
    rows = []
    for at in range(table.height):
        cells, column = [], 0
        while column < table.width:
            top, left = table.owner(at, column)
            height, columns, text = table.cells[(top, left)]
            state = "restart" if top == at else "continue"
            joined = f'<w:vMerge w:val="{state}"/>' if height > 1 else ""
            properties = f'<w:gridSpan w:val="{columns}"/>{joined}'
            cells.append(tc(escape(text) if top == at else "<w:p/>", properties))
            column += columns
        rows.append(tr(*cells))
    return read(tbl(*rows)).tables[0]


@settings(max_examples=150)
@given(tables())
def test_one_table_in_three_formats_is_one_grid(table: Drawn) -> None:
    for got in (as_html(table), as_xlsx(table), as_docx(table)):
        assert (got.rows, got.columns) == (table.height, table.width)
        assert spans(got) == table.cells


PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th colspan=2>",
            "<td rowspan=3>",
        ),
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<br>",
            "<b>",
            "</b>",
            "<form>",
            "</form>",
            "<caption>",
        ),
        *("<thead>", "<tbody>", "</tbody>", "<tfoot>", "<td rowspan=0 colspan=5>", "<ul><li>"),
        *("<pre>", "</pre>", "<i hidden>", "</i>", "<tr style='display:none'>", "<rt>", "</rt>"),
        *("甲", "乙\n丙", " ", "&nbsp;", "&#xD800;", "a b", "<!-- x -->", "<script>'甲'</script>"),
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=40))
def test_nothing_is_lost_on_any_page_and_no_cells_overlap(pieces: list[str]) -> None:
    extraction = read_html("".join(pieces).encode(), "t")
    assert accounted(extraction) == extraction.characters
    assert [table.index for table in extraction.tables] == list(range(len(extraction.tables)))
    for table in extraction.tables:
        covered = [
            (row_, column)
            for cell in table.cells
            for row_ in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered))
        assert all(row_ < table.rows and column < table.columns for row_, column in covered)
        order = [(cell.row, cell.column) for cell in table.cells]
        assert order == sorted(order)
