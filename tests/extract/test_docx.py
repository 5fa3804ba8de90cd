"""What a DOCX cell holds, trait by trait, each in raw XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import read as read_file
from pipeline.extract.docx.reading import read_docx
from word_xml import WORD, docx, p, package, r, read, sdt, tbl, tc, texts, tr

OWNER = "市公安局"


def only(content: str, **parts: str) -> str:
    """The text of a one-cell table."""
    return read(tbl(tr(tc(content))), "final", **parts).tables[0].cells[0].text


@pytest.mark.parametrize(
    ("trait", "content", "text"),
    [
        ("paragraphs are joined by a line feed", p("甲、") + p() + p("乙"), "甲、\n乙"),
        ("runs are joined", f"<w:p>{r('市公')}{r('安局')}</w:p>", OWNER),
        ("a line break", "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", "甲\n乙"),
        ("a carriage return", "<w:p><w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r></w:p>", "甲\n乙"),
        ("a tab", "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", "甲\t乙"),
        ("tab stops are no tab", p(OWNER, "<w:tabs><w:tab w:val='left'/></w:tabs>"), OWNER),
        (
            "a fixed hyphen",
            "<w:p><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:p>",
            "1-2",
        ),
        (
            "a soft hyphen",
            "<w:p><w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r></w:p>",
            "甲乙",
        ),
        ("a symbol", "<w:p><w:r><w:sym w:font='Wingdings' w:char='2605'/></w:r></w:p>", "★"),
        ("an impossible symbol", "<w:p><w:r><w:sym w:char='D800'/><w:t>甲</w:t></w:r></w:p>", "甲"),
        ("a hyperlink", f"<w:p><w:hyperlink>{r(OWNER)}</w:hyperlink></w:p>", OWNER),
        (
            "a smart tag",
            f"<w:p><w:smartTag><w:smartTag>{r(OWNER)}</w:smartTag></w:smartTag></w:p>",
            OWNER,
        ),
        ("custom XML", f"<w:customXml>{p(OWNER)}</w:customXml>", OWNER),
        ("a content control in a run line", f"<w:p>{r('市')}{sdt(r('公安局'))}</w:p>", OWNER),
        ("content controls in one another", sdt(sdt(p("甲")) + p("乙")), "甲\n乙"),
        (
            "a tracked insertion",
            f"<w:p>{r('市')}<w:ins w:id='1'>{r('公安局')}</w:ins></w:p>",
            OWNER,
        ),
        ("text moved here", f"<w:p><w:moveTo w:id='1'>{r(OWNER)}</w:moveTo></w:p>", OWNER),
        (
            "the result of a field, and not its code",
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>REF x</w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r(OWNER)}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            OWNER,
        ),
        (
            "a simple field",
            f"<w:p><w:fldSimple w:instr='REF x'>{r(OWNER)}</w:fldSimple></w:p>",
            OWNER,
        ),
        ("a formula", "<w:p><m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath></w:p>", "≥90%"),
        (
            "an element of a later version",
            f"<w:p><w:unheardOf>{r(OWNER)}</w:unheardOf></w:p>",
            OWNER,
        ),
        ("runs without a paragraph", r("甲") + p("乙"), "甲\n乙"),
        (
            "hidden text switched off",
            f"<w:p>{r(OWNER, '<w:vanish w:val=' + repr('0') + '/>')}</w:p>",
            OWNER,
        ),
        (
            "a footnote mark",
            f"<w:p>{r(OWNER)}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
            OWNER,
        ),
        ("white space at the ends", p("　　" + OWNER + " "), OWNER),
        ("an empty cell", p(), ""),
        ("a cell with nothing in it", "<w:p/>", ""),
    ],
)
def test_cell_text(trait: str, content: str, text: str) -> None:
    assert only(content) == text, trait


@pytest.mark.parametrize(
    ("rule", "content"),
    [
        (
            "tracked_deletion",
            f"<w:p>{r('市')}<w:del w:id='1'><w:r><w:delText>旧名</w:delText></w:r></w:del>"
            f"{r('公安局')}</w:p>",
        ),
        ("tracked_deletion", f"<w:p>{r(OWNER)}<w:moveFrom w:id='1'>{r('旧名')}</w:moveFrom></w:p>"),
        ("tracked_deletion", f"{p(OWNER)}<w:moveFrom w:id='1'>{r('旧名')}</w:moveFrom>"),
        ("hidden_text", f"<w:p>{r(OWNER)}{r('旧名', '<w:vanish/>')}</w:p>"),
        (
            "phonetic_guide",
            f"<w:p><w:r><w:ruby><w:rt>{r('旧名')}</w:rt><w:rubyBase>{r(OWNER)}</w:rubyBase></w:ruby></w:r></w:p>",
        ),
    ],
)
def test_what_is_no_part_of_the_value_is_kept_by_rule(rule: str, content: str) -> None:
    extraction = read(tbl(tr(tc(content))))
    assert extraction.tables[0].cells[0].text == OWNER
    assert [(removal.rule, removal.text) for removal in extraction.removed] == [(rule, "旧名")]


def test_a_deleted_paragraph_mark_joins_its_paragraph_with_the_next() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert only(p("市公", mark) + p("安局") + p("市民政局")) == "市公安局\n市民政局"


def test_a_style_can_hide_text_and_styles_inherit() -> None:
    styles = (
        "<w:style w:styleId='a'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>"
        "<w:style w:styleId='c'><w:basedOn w:val='b'/>"
        "<w:rPr><w:vanish w:val='0'/></w:rPr></w:style>"
        "<w:style w:styleId='loop'><w:basedOn w:val='loop'/></w:style>"
    )
    content = (
        f"<w:p>{r(OWNER)}{r('旧名', '<w:rStyle w:val=' + repr('b') + '/>')}</w:p>"
        + p("隐段", "<w:pStyle w:val='a'/>")
        + p("在段", "<w:pStyle w:val='c'/>")
        + p("环段", "<w:pStyle w:val='loop'/>")
    )
    extraction = read(tbl(tr(tc(content))), styles=styles)
    assert extraction.tables[0].cells[0].text == OWNER + "\n在段\n环段"
    assert [removal.text for removal in extraction.removed] == ["旧名", "隐段"]


def box(content: str) -> str:
    """A text box as Word writes it: the drawing, and the same again as a fallback."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once() -> None:
    extraction = read(f"<w:p>{r('题')}{box(p('框'))}</w:p>" + tbl(tr(OWNER)))
    assert [part.text for part in extraction.outside] == ["题", "框"]


def test_a_text_box_in_a_cell_is_read_in_that_cell() -> None:
    extraction = read(tbl(tr(tc(f"<w:p>{r('项目')}{box(p('月份'))}</w:p>"))))
    assert extraction.tables[0].cells[0].text == "项目\n月份"
    assert extraction.notes == ("table 1: 1 text boxes are read as text of their cells",)


def test_a_fallback_without_a_choice_is_read() -> None:
    fallback = f"<mc:Fallback>{r(OWNER)}</mc:Fallback>"
    assert only(f"<w:p><mc:AlternateContent>{fallback}</mc:AlternateContent></w:p>") == OWNER


def test_a_table_in_a_text_box_is_a_table() -> None:
    extraction = read(f"<w:p>{box(tbl(tr('甲', '乙')))}</w:p>")
    assert [texts(table) for table in extraction.tables] == [[["甲", "乙"]]]


def test_a_nested_table_is_a_table_of_its_own() -> None:
    inner = tbl(tr("内一", "内二"))
    extraction = read(tbl(tr("一", tc(p("前") + inner + p("后"))), tr("二", "三")) + tbl(tr("次")))
    assert [table.index for table in extraction.tables] == [0, 1, 2]
    assert [texts(table) for table in extraction.tables] == [
        [["一", "前\n后"], ["二", "三"]],
        [["内一", "内二"]],
        [["次"]],
    ]
    assert extraction.notes == (
        "table 2 stands in a cell of table 1, row 1: read as a table of its own",
    )


def test_text_around_tables_and_in_other_parts_is_outside() -> None:
    extraction = read(
        p("附件")
        + "<w:permStart w:id='1'/>"
        + p()
        + sdt(p("题名"))
        + tbl(tr(OWNER))
        + p("（此件公开发布）"),
        header=p("眉"),
        footer=tbl(tr("脚")),
        footnotes=f"<w:footnote w:id='2'>{p('注')}</w:footnote>",
        endnotes=f"<w:endnote w:id='2'>{p('尾')}</w:endnote>",
        comments=f"<w:comment w:id='0'>{p('批')}</w:comment>",
    )
    assert [(part.text, part.place.line) for part in extraction.outside] == [
        ("附件", 1),
        ("题名", 3),
        ("（此件公开发布）", 4),
        ("眉", None),
        ("注", None),
        ("尾", None),
    ]
    assert [texts(table) for table in extraction.tables] == [[[OWNER]], [["脚"]]]
    assert [(removal.rule, removal.text) for removal in extraction.removed] == [("comment", "批")]


def test_pictures_and_embedded_documents_are_noted() -> None:
    picture = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"
    extraction = read(tbl(tr(tc(picture))) + "<w:altChunk/>")
    assert extraction.notes == (
        "pictures are not read",
        "embedded documents (altChunk) are not read",
    )


def test_a_document_without_a_table_is_all_outside() -> None:
    extraction = read(p("通知"))
    assert extraction.tables == ()
    assert [part.text for part in extraction.outside] == ["通知"]


def test_the_strict_variant_reads_the_same() -> None:
    body = tbl(tr("甲", "乙"), tr(tc("丙", "<w:gridSpan w:val='2'/>")))
    usual = f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"
    strict = usual.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_docx(package({"word/document.xml": strict}), "t") == read_docx(docx(body), "t")


def test_the_real_table_reads_the_same_from_dump_and_docx(seed_edition: Path) -> None:
    [word] = read_file(next(seed_edition.glob("*.docx"))).tables
    [dump] = read_file(next(seed_edition.glob("*.txt"))).tables
    assert (word.rows, word.columns) == (dump.rows, dump.columns) == (131, 3)
    printed = texts(word)
    assert sum(row.count(None) for row in printed) == 45
    assert [[text or "" for text in row] for row in printed] == texts(dump)
