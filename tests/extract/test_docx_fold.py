"""Plain rows are read from the bytes: which rows are, and that both ways read the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.docx import fold as docx_fold
from pipeline.extract.docx.fold import fold
from pipeline.extract.docx.reading import read_docx
from pipeline.extract.docx.revisions import Revisions
from pipeline.extract.docx.styles import Numbered, Styles
from pipeline.extract.many import many
from pipeline.records import Cell, Extraction, Part, Place
from word_xml import WORD, accounted, docx, p, r, read, sdt, tbl, tc, texts, tr

PLAIN = Styles(frozenset(), {}, "")
COMMENT = "<!-- <w:tr><w:tc><w:p><w:r><w:t>注</w:t></w:r></w:p></w:tc></w:tr> -->"


@pytest.fixture(autouse=True, scope="module")
def _small_documents_too() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx_fold, "FEWEST_ROWS", 0)
        yield


def in_word(body: str, more: str = "") -> bytes:
    return f'<w:document xmlns:w="{WORD}"{more}><w:body>{body}</w:body></w:document>'.encode()


def folded_rows(data: bytes, styles: Styles = PLAIN) -> list[int]:
    """How many rows stand in each run that was folded."""
    return [len(run.rows.counts) for run in fold(data, styles)[1].runs]


def both_ways(data: bytes, revisions: Revisions = "final") -> Extraction:
    """What is read with plain rows folded; it must be what is read without."""
    quick = read_docx(data, "t", revisions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx_fold, "FEWEST_ROWS", 10**9)
        assert read_docx(data, "t", revisions) == quick
    return quick


@pytest.mark.parametrize(
    "row",
    [
        "<w:tr></w:tr>",
        '<w:tr w:rsidR="00A1" w14:paraId="2F"><w:trPr><w:cantSplit/><w:trHeight/></w:trPr>'
        '<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="2"/>'
        '<w:vMerge w:val="restart"/><w:tcBorders><w:top w:val="nil"/></w:tcBorders>'
        '<w:shd w:fill="auto"/><w:vAlign w:val="center"/></w:tcPr>'
        '<w:p w:rsidR="1"><w:pPr><w:pStyle w:val="a"/><w:jc w:val="left"/><w:rPr>'
        '<w:rFonts w:ascii="宋体" w:hint="eastAsia"/></w:rPr></w:pPr><w:proofErr w:type="x"/>'
        '<w:r w:rsidRPr="2"><w:rPr><w:b/><w:sz w:val="21"/></w:rPr><w:lastRenderedPageBreak/>'
        '<w:t xml:space="preserve"> 甲 </w:t></w:r><w:bookmarkEnd w:id="0"/></w:p></w:tc></w:tr>',
        # as LibreOffice writes it
        "<w:tr><w:trPr></w:trPr><w:tc><w:tcPr><w:tcW w:w='1'/><w:vMerge w:val='continue'/></w:tcPr>"
        "<w:p><w:pPr><w:pStyle w:val='a'/><w:rPr></w:rPr></w:pPr><w:r><w:rPr></w:rPr></w:r></w:p>"
        "</w:tc></w:tr>",
        # as WPS writes it
        "<w:tr><w:tblPrEx><w:tblBorders><w:top w:val='single'/></w:tblBorders><w:tblCellMar>"
        "<w:left w:w='108'/></w:tblCellMar></w:tblPrEx><w:trPr><w:jc w:val='center'/></w:trPr>"
        "<w:tc><w:tcPr><w:noWrap w:val='0'/></w:tcPr><w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t>"
        "</w:r></w:p><w:p/></w:tc></w:tr>",
    ],
)
def test_rows_as_programs_write_them_are_plain(row: str) -> None:
    left, folded = fold(in_word(tbl(row, row)), PLAIN)
    assert [len(run.rows.counts) for run in folded.runs] == [2]
    assert b"<w:tc>" not in left


@pytest.mark.parametrize(
    "content",
    [
        f"<w:p><w:ins w:id='1'>{r('甲')}</w:ins></w:p>",
        p("甲", "<w:numPr><w:numId w:val='1'/></w:numPr>"),
        p("甲", "<w:rPr><w:del w:id='1'/></w:rPr>"),
        f"<w:p>{r('甲', '<w:vanish/>')}</w:p>",
        "<w:p><w:r><w:t>甲</w:t><w:tab/></w:r></w:p>",
        "<w:p><w:r><w:t>甲&amp;乙</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲&#20057;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲\r\n乙</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>甲</w:t></w:r> 乙</w:p>",
        f"<w:p><w:hyperlink w:anchor='x'>{r('甲')}</w:hyperlink></w:p>",
        sdt(p("甲")),
        p("甲") + tbl(tr("乙")),
    ],
)
def test_what_is_more_than_plain_goes_the_careful_way(content: str) -> None:
    data = in_word(tbl(tr("一"), tr(tc(content)), tr("三")))
    assert folded_rows(data)[:1] == [1]
    assert b"<w:tc>" in fold(data, PLAIN)[0]


def test_names_may_be_declared_in_either_quotes() -> None:
    data = in_word(tbl(tr("甲")))
    assert folded_rows(data) == folded_rows(data.replace(b'"', b"'")) == [1]


def test_a_document_may_bear_our_mark() -> None:
    [table] = both_ways(docx(tbl(tr("甲")).replace("<w:tr>", "<w:tr folded='7'>"))).tables
    assert texts(table) == [["甲"]]


def test_half_a_surrogate_pair_and_control_characters_are_left_to_the_parser() -> None:
    for bad in (b"\xed\xa0\x80", b"\x01", b"\xff"):
        assert folded_rows(in_word(tbl(tr("@"))).replace(b"@", bad)) == []


@pytest.mark.parametrize(
    "styles",
    [
        Styles(frozenset({"s"}), {}, ""),
        Styles(frozenset(), {"s": Numbered("1")}, ""),
        Styles(frozenset(), {"s": Numbered("1")}, "s"),
    ],
)
def test_styles_that_hide_or_number_are_not_folded(styles: Styles) -> None:
    data = in_word(tbl(tr(tc(p("甲", "<w:pStyle w:val='s'/>"))), tr(tc(p("乙")))))
    assert folded_rows(data, styles) == ([] if styles.default_matters else [1])


@pytest.mark.parametrize(
    "data",
    [
        in_word(tbl(tr("甲")) + COMMENT),
        in_word(tbl(tr("甲")) + p("").replace("<w:p>", f"<w:p xmlns:w='{WORD}'>")),
        in_word(tbl(tr(p("甲"), tr("乙"))).replace("<w:tr>", "<w:tr folded='0'>", 1)),
        in_word(tbl(tr("甲"), tr("乙").replace("<w:tr>", "<w:tr xmlns:w='x'>"))),
        b"<?xml version='1.0' encoding='gb18030'?>" + in_word(tbl(tr("甲"))),
        in_word(tbl(tr("甲"))).replace(b"/2006/main", b"/2006/other"),
        in_word(tbl(tr("甲")), more=' x="' + "y" * 20_000 + '"'),
    ],
)
def test_where_names_may_mean_something_else_nothing_is_folded(data: bytes) -> None:
    left, folded = fold(data, PLAIN)
    assert (left, folded.runs) == (data, [])


@pytest.mark.parametrize(
    "body",
    [
        tbl(tr("一"), tr(tc(tbl(tr("甲"), tr("乙")) + p("丙"))), tr("二"), tr("三")),
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>"
        + tbl(tr("甲"), tr("乙"))
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        + tbl(tr("甲"), tr("乙"))
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        + tbl(tr("甲"), tr("乙"))
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        sdt(tbl(tr("甲"), tr("乙"))),
        tbl(tr("甲"), sdt(tr("乙") + tr("丙")), tr("丁")),
        f"<w:del>{tbl(tr('甲'))}</w:del>",
        tr("甲"),
    ],
)
def test_rows_in_something_else_are_read_as_without_folding(body: str) -> None:
    extraction = both_ways(docx(body))
    assert accounted(extraction) == extraction.characters


def test_the_order_of_plain_and_other_rows_is_kept() -> None:
    """Sixteen rows are read together, and one by one where one of them is not plain."""
    careful = {0, 1, 3, 20, 49, 50}
    rows = [tr(tc(p(str(n), "<w:tabs/>" if n in careful else ""))) for n in range(70)]
    assert folded_rows(in_word(tbl(*rows))) == [1, 16, 28, 19]
    [table] = read(tbl(*rows)).tables
    assert texts(table) == [[str(n)] for n in range(70)]


def test_the_count_finds_text_that_the_rows_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The characters of folded rows are counted from their bytes, not from what was read."""
    from pipeline.extract.docx import plain as docx_plain

    monkeypatch.setattr(docx_plain, "_joined", lambda paragraphs: "")
    extraction = read_docx(docx(tbl(tr("甲\n乙", "丙"))), "t")
    assert extraction.characters == {"甲": 1, "乙": 1, "丙": 1}
    assert accounted(extraction) == {"丙": 1}


words = st.text("市省公安局、，。1a \n", max_size=5)
looks = st.sampled_from(
    ["", "", "<w:b/>", '<w:rFonts w:hint="eastAsia"/><w:sz w:val="2"/>', "<w:rStyle w:val='s'/>"]
)


@st.composite
def plain_runs(draw: st.DrawFn) -> str:
    pieces = st.one_of(words.map("<w:t>{}</w:t>".format), st.just("<w:br w:type='x'/>"))
    written: list[str] = draw(st.lists(pieces, max_size=2))
    look = draw(looks)
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{''.join(written)}</w:r>"


@st.composite
def plain_cells(draw: st.DrawFn) -> str:
    paragraphs = draw(st.lists(st.lists(plain_runs(), max_size=2), min_size=1, max_size=3))
    merge = draw(st.sampled_from(["", "", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]))
    span = draw(st.sampled_from(["", "", "<w:gridSpan w:val='2'/>"]))
    odd = draw(st.sampled_from([""] * 9 + ["<w:tcPrChange/>"]))
    return tc("".join(f"<w:p>{''.join(runs)}</w:p>" for runs in paragraphs), span + merge + odd)


@settings(max_examples=150)
@given(st.lists(st.lists(plain_cells(), max_size=4), max_size=6), st.sampled_from(["", "s"]))
def test_both_ways_give_the_same(rows: list[list[str]], hidden: str) -> None:
    style = f"<w:style w:styleId='{hidden}'><w:rPr><w:vanish/></w:rPr></w:style>"
    both_ways(docx(tbl(*(tr(*row) for row in rows)), styles=style))


def test_many_records_are_what_their_constructors_make() -> None:
    places = many(Place, 2, file=["a", "b"], row=[1, 2])
    assert places == [Place("a", row=1), Place("b", row=2)]
    parts = many(Part, 2, text=["甲", "乙"], place=places)
    assert parts == [Part("甲", places[0]), Part("乙", places[1])]
    fields = {name: [1, 2] for name in ("row", "column", "row_span", "column_span")}
    cells = many(Cell, 2, **fields, text=["甲", "乙"], parts=zip(parts, strict=True))
    assert cells[1] == Cell(2, 2, 2, 2, "乙", (parts[1],))
    assert replace(cells[0], row=5).row == 5
