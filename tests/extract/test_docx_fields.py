"""Fields, symbols, formulas and note marks: what is printed, and only that."""

from __future__ import annotations

import pytest

from word_xml import p, r, read, tbl, tc, tr

CHECKED = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
UNCHECKED = "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"


def mark(kind: str, inside: str = "") -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'>{inside}</w:fldChar></w:r>"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(instruction: str, result: str | None) -> str:
    shown = "" if result is None else mark("separate") + result
    return mark("begin") + instruction + shown + mark("end")


def sym(font: str, place: str) -> str:
    return f"<w:r><w:sym w:font='{font}' w:char='{place}'/></w:r>"


def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("trait", "content", "text"),
    [
        ("a result is text, a code is not", field(code("REF x"), r("甲")), "甲"),
        ("a field without a result", r("第") + field(code(" PAGE "), None) + r("页"), "第页"),
        (
            "a field in the code of another",
            field(code("IF ") + field(code("REF x"), r("码")) + code("= 1"), r("甲")),
            "甲",
        ),
        ("a field in a result", field(code("A"), r("甲") + field("", r("乙"))), "甲乙"),
        ("a code that is never closed stays text", mark("begin") + code("REF x") + r("甲"), "甲"),
        ("an end without a beginning", r("甲") + mark("end") + mark("separate") + r("乙"), "甲乙"),
        ("a ringed figure", field(code(r" eq \o\ac(○,3) "), None) + r("任务"), "③任务"),
        (
            "its code spread over runs",
            field(code(r"eq \o\ac(○") + code(",") + code("十") + code(")"), None),
            "㊉",
        ),
        ("with an empty result", field(code(r"eq \o\ac(○,12)"), r(" ")), "⑫"),
        ("with a result, which then counts", field(code(r"eq \o\ac(○,1)"), r("①")), "①"),
        ("a framed word", field(code(r"EQ \o\ac(□,急)"), None), "□急"),
        ("a symbol field", field(code(' SYMBOL 254 \\f "Wingdings" \\s 12 '), None), "☑"),
        ("its place in hexadecimal", field(code(r"SYMBOL 0xFC \f Wingdings"), None), "✓"),
        ("without a font", field(code("symbol 9733"), None), "★"),
        ("and an impossible one", field(code("SYMBOL 0xD800"), None) + r("甲"), "甲"),
        ("a ticked box of a form", mark("begin", CHECKED) + mark("end") + r("是"), "☒是"),
        ("a box that is not", mark("begin", UNCHECKED) + mark("separate") + mark("end"), "☐"),
        ("a tick", sym("Wingdings", "F0FC"), "✓"),
        ("a ticked box in another font", sym("Wingdings 2", "F052") + r("是"), "☑是"),
        ("an empty box", sym("Wingdings", "F0A8"), "☐"),
        ("a root sign, its code not shifted", sym("Symbol", "00D6"), "√"),
        ("at least", sym("Symbol", "F0B3") + r("90%"), "≥90%"),
        ("a character of an ordinary font", sym("宋体", "221A"), "√"),
        ("a picture that has no character", sym("Webdings", "F021"), "\uf021"),
        ("a fraction", math(f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('3')}</m:den></m:f>"), "1/3"),
        ("a power", math(f"<m:sSup><m:e>{mr('m')}</m:e><m:sup>{mr('2')}</m:sup></m:sSup>"), "m^2"),
        ("an index", math(f"<m:sSub><m:e>{mr('K')}</m:e><m:sub>{mr('i')}</m:sub></m:sSub>"), "K_i"),
        (
            "brackets",
            math(f"<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{mr('a')}</m:e>"
                 f"<m:e>{mr('b')}</m:e></m:d>"),
            "[a|b)",
        ),
        ("a root", math(f"<m:rad><m:deg>{mr('3')}</m:deg><m:e>{mr('x')}</m:e></m:rad>"), "3√x"),
        (
            "a sum",
            math(f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{mr('1')}</m:sub>"
                 f"<m:sup>{mr('n')}</m:sup><m:e>{mr('x')}</m:e></m:nary>"),
            "∑_1^nx",
        ),
        ("a tab of later versions", "<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        (
            "a footnote's own mark",
            "<w:r><w:t>甲</w:t><w:footnoteReference w:customMarkFollows='1' w:id='2'/>"
            "<w:t>*</w:t></w:r>" + r("乙"),
            "甲乙",
        ),
    ],
)  # fmt: skip
def test_what_is_shown(trait: str, content: str, text: str) -> None:
    in_cell = read(tbl(tr(tc(f"<w:p>{content}</w:p>"))))
    assert in_cell.tables[0].cells[0].text == text, trait
    assert [part.text for part in read(f"<w:p>{content}</w:p>").outside] == [text], trait


def test_text_in_a_code_and_a_note_mark_are_removed_by_rule() -> None:
    content = (
        field(code("IF ") + r("码"), r("甲"))
        + "<w:r><w:endnoteReference w:customMarkFollows='true' w:id='2'/><w:t>＊</w:t></w:r>"
    )
    extraction = read(tbl(tr(tc(f"<w:p>{content}</w:p>"))))
    assert [(removal.rule, removal.text) for removal in extraction.removed] == [
        *(("field_code", "码"), ("note_mark", "＊"))
    ]


def test_a_deleted_ringed_figure_is_removed_with_its_paragraph() -> None:
    ringed = field(code(r"eq \o\ac(○,3)"), None)
    extraction = read(tbl(tr(tc(f"<w:p>{r('甲')}<w:del w:id='1'>{ringed}</w:del></w:p>"))))
    assert extraction.tables[0].cells[0].text == "甲"
    assert [removal.text for removal in extraction.removed] == ["③"]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (sym("Webdings", "F021"), "1 symbols have no character outside their font: kept as coded"),
        (field(code(r"EQ \f(1,2)"), None), "1 fields show a formula or number that is not read"),
        (
            "<w:r><w:pict><v:textpath string='密'/></w:pict></w:r>",
            "texts drawn as WordArt are not read",
        ),
        (mark("begin", "<w:ffData><w:ddList/></w:ffData>"), "choices of form fields are not read"),
    ],
)
def test_what_is_not_read_is_noted(content: str, note: str) -> None:
    assert read(f"<w:p>{content}</w:p>").notes == (note,)


def test_a_ringed_figure_needs_no_note() -> None:
    ringed = field(code(r"eq \o\ac(○,3)"), None)
    assert read(f"<w:p>{ringed}</w:p>").notes == ()


def test_a_chart_and_a_diagram_are_noted() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    body = p("甲") + (
        f"<w:p><w:r><w:drawing><c:chart xmlns:c='{drawing}/chart'/>"
        f"<d:relIds xmlns:d='{drawing}/diagram'/></w:drawing></w:r></w:p>"
    )
    assert read(body).notes == ("charts are not read", "diagrams (SmartArt) are not read")
