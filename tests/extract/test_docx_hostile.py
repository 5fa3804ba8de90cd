"""Files made to harm: each a clear error or a harmless value, whatever its size says."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from pipeline.errors import SourceError
from pipeline.extract import archive
from pipeline.extract.docx import walk as docx_walk
from pipeline.extract.docx.reading import read_docx
from word_xml import WORD, docx, level, lists, np, p, package, r, read, tbl, tc, texts, tr

REST = "<w:vMerge/>"


def code_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_docx(data, "t.docx")
    assert caught.value.advice.endswith(".")
    return f"{caught.value.code}: {caught.value.message}"


def document(body: str) -> bytes:
    return package({"word/document.xml": f"<w:document xmlns:w='{WORD}'>{body}</w:document>"})


@pytest.mark.parametrize(
    "body",
    [
        tbl(*[tr()] * 12),
        tbl(tr(*["甲"] * 12)),
        tbl(tr(*["甲"] * 12, properties="<w:tblHeader/>")),
        tbl() * 12,
        p() * 12,
    ],
)
def test_millions_of_pieces_are_refused(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_walk, "_MOST_PIECES", 11)
    assert "more than 11 rows, cells and paragraphs" in code_of(docx(body))


def test_millions_of_tags_are_refused_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_TAGS", 150)
    body = p("甲") * 15
    assert read_docx(docx(body), "t").outside
    assert "millions of tags" in code_of(docx(body, header=body))


def test_unpacked_bytes_are_limited_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 5000)
    body = p("甲" * 1000)
    assert read_docx(docx(body), "t").outside
    assert "more than a document needs" in code_of(docx(body, header=body))


def test_a_bomb_that_hides_its_ratio_is_refused_by_its_size() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("word/document.xml", bytes(archive.MOST_BYTES + 1))
    assert "unpacks to 160 MB" in code_of(buffer.getvalue())


@pytest.mark.parametrize(
    "text",
    ["&#xD800;", "&#55296;", "&#0;", "&#x1B;", "&undefined;", "\x00"],
)
def test_characters_that_are_none_break_the_file(text: str) -> None:
    assert code_of(document(f"<w:body>{p(text)}</w:body>")).startswith("damaged")


def test_half_a_surrogate_pair_in_the_bytes_breaks_the_file() -> None:
    whole = f"<w:document xmlns:w='{WORD}'><w:body>{p('@')}</w:body></w:document>".encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", whole.replace(b"@", b"\xed\xa0\x80"))
    assert code_of(buffer.getvalue()).startswith("damaged")


def test_no_part_outside_the_package_is_read() -> None:
    relations = "".join(
        f"<Relationship Type='x/{kind}' Target='{target}' {mode}/>"
        for kind, target, mode in [
            ("header", "../../../../etc/passwd", ""),
            ("header", "file:///etc/passwd", "TargetMode='External'"),
            ("footer", "http://127.0.0.1:9/x.xml", "TargetMode='External'"),
            ("header", "header.xml", ""),
            ("header", "./header.xml", ""),
        ]
    )
    body = f"<w:body>{p('甲')}</w:body>"
    files = {
        "word/document.xml": f"<w:document xmlns:w='{WORD}'>{body}</w:document>",
        "word/header.xml": f"<w:hdr xmlns:w='{WORD}'>{p('眉')}</w:hdr>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    extraction = read_docx(package(files), "t")
    assert [part.text for part in extraction.outside] == ["甲", "眉"]


def test_a_chain_of_styles_without_an_end_is_cut() -> None:
    styles = "".join(
        f"<w:style w:styleId='s{number}'><w:basedOn w:val='s{number + 1}'/></w:style>"
        for number in range(3000)
    )
    assert texts(read(tbl(tr("甲")), styles=styles).tables[0]) == [["甲"]]


def test_thousands_of_fields_in_one_another() -> None:
    def marks(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" * 3000

    body = (
        f"<w:p>{marks('begin')}{r('码')}{marks('separate')}{r('果')}{marks('end')}{r('甲')}</w:p>"
    )
    extraction = read(body)
    assert [part.text for part in extraction.outside] == ["甲"]
    assert {removal.rule for removal in extraction.removed} == {"field_code"}


def test_a_number_that_would_flood_the_text_is_not_shown() -> None:
    flood = lists(level(0, "%1" * 30, "upperRoman", "<w:start w:val='8888'/>"))
    assert [part.text for part in read(np("甲"), numbering=flood).outside] == ["甲"]


def test_tables_nested_in_covered_cells_are_each_read_once() -> None:
    nested = p("底")
    for depth in range(30):
        nested = tbl(tr(tc(nested + np(), REST), str(depth)))
    extraction = read(nested, numbering=lists(level(0, "%1.")))
    assert len(extraction.tables) == 30
    assert texts(extraction.tables[-1]) == [["底\n1.", "0"]]


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "&lt;script&gt;alert(1)&lt;/script&gt;"])
def test_formulas_and_scripts_are_text(text: str) -> None:
    shown = text.replace("&lt;", "<").replace("&gt;", ">")
    assert texts(read(tbl(tr(text))).tables[0]) == [[shown]]
