"""Over generated tables: nothing is lost, no cells overlap, and both ways through agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.docx import fold as docx_fold
from pipeline.extract.docx.reading import read_docx
from pipeline.extract.docx.revisions import Revisions
from pipeline.records import Extraction
from word_xml import accounted, docx, level, lists, p, r, read, sdt, tbl, tc, tr, use


@pytest.fixture(autouse=True, scope="module")
def _small_documents_too() -> Iterator[None]:
    """Plain rows of small documents are folded like those of large ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx_fold, "FEWEST_ROWS", 0)
        yield


SCANNED = settings(max_examples=150)

NUMBERING = lists(level(0, "%1．", "chineseCounting"), level(1, "（%2）"), uses=use(1) + use(2))
STYLES = (
    "<w:style w:type='paragraph' w:styleId='s'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr>"
    "</w:pPr></w:style>"
)
states = st.sampled_from(["final", "original"])

words = st.text("市省公安局、，。1a ", max_size=5)


@st.composite
def runs(draw: st.DrawFn) -> str:
    text = draw(words)
    return draw(
        st.sampled_from(
            [
                r(text),
                r(text, "<w:b/>"),
                r(text, "<w:vanish/>"),
                f"<w:ins>{r(text)}</w:ins>",
                f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>",
                f"<w:moveFrom>{r(text)}</w:moveFrom>",
                f"<w:hyperlink>{r(text)}</w:hyperlink>",
                sdt(r(text)),
                "<w:r><w:br/></w:r>",
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
                "<w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>",
                "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
                "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
                "<w:r><w:noBreakHyphen/><w:sym w:char='2605'/></w:r>",
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
                f"{p(text)}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
                f"{p(text)}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            ]
        )
    )


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    number = draw(
        st.sampled_from(
            [
                *("", "", "<w:numPr><w:numId w:val='1'/></w:numPr>"),
                "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr>",
                "<w:pStyle w:val='s'/>",
            ]
        )
    )
    mark = draw(st.sampled_from(["", "", "<w:del/>", "<w:ins/>", "<w:vanish/>"]))
    properties = f"<w:pPr>{number}<w:rPr>{mark}</w:rPr></w:pPr>"
    return f"<w:p>{properties}{''.join(draw(st.lists(runs(), max_size=4)))}</w:p>"


@st.composite
def contents(draw: st.DrawFn, depth: int) -> str:
    blocks = [draw(paragraphs())]
    if depth and draw(st.integers(0, 4)) == 0:
        blocks.append(draw(tables(depth - 1)))
    if draw(st.booleans()):
        blocks.append(draw(paragraphs()))
    return "".join(blocks)


@st.composite
def cells(draw: st.DrawFn, depth: int) -> str:
    properties = draw(
        st.sampled_from(["", "", "<w:vMerge/>", "<w:vMerge w:val='restart'/>", "<w:hMerge/>"])
    ) + draw(st.sampled_from(["", "", "<w:gridSpan w:val='2'/>", "<w:cellDel/>", "<w:cellIns/>"]))
    cell = tc(draw(contents(depth)), properties)
    return sdt(cell) if draw(st.integers(0, 5)) == 0 else cell


@st.composite
def tables(draw: st.DrawFn, depth: int = 1) -> str:
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        properties = draw(
            st.sampled_from(
                ["", "", "<w:gridBefore w:val='1'/>", "<w:del/>", "<w:ins/>", "<w:hidden/>"]
            )
        )
        row = tr(*draw(st.lists(cells(depth), min_size=1, max_size=3)), properties=properties)
        rows.append(sdt(row) if draw(st.integers(0, 5)) == 0 else row)
    return tbl(*rows)


def positions(extraction: Extraction) -> list[tuple[int, int, int]]:
    return [
        (table.index, row, column)
        for table in extraction.tables
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]


@SCANNED
@given(tables(), paragraphs(), words, states)
def test_every_character_is_somewhere_and_no_two_cells_overlap(
    table: str, before: str, header: str, state: Revisions
) -> None:
    # read() checks the characters
    extraction = read(before + table, state, header=p(header), numbering=NUMBERING, styles=STYLES)
    covered = positions(extraction)
    assert len(covered) == len(set(covered))
    for each in extraction.tables:
        assert all(cell.row + cell.row_span <= each.rows for cell in each.cells)
        assert all(cell.column + cell.column_span <= each.columns for cell in each.cells)
        order = [(cell.row, cell.column) for cell in each.cells]
        assert order == sorted(order)
    assert [each.index for each in extraction.tables] == list(range(len(extraction.tables)))


@SCANNED
@given(tables(), states)
def test_the_quick_way_and_the_careful_way_give_the_same(table: str, state: Revisions) -> None:
    """A tab stop prints nothing, but sends its row the careful way."""
    careful = table.replace("<w:pPr>", "<w:pPr><w:tabs><w:tab/></w:tabs>")
    assert read(table, state, numbering=NUMBERING, styles=STYLES) == read(
        careful, state, numbering=NUMBERING, styles=STYLES
    )


def test_the_count_sees_what_the_walk_does_not() -> None:
    """A paragraph between two rows is against the format; the ledger must miss it."""
    extraction = read_docx(docx("<w:tbl>" + p("失") + tr("甲") + "</w:tbl>"), "t")
    assert extraction.characters == {"失": 1, "甲": 1}
    assert accounted(extraction) == {"甲": 1}
