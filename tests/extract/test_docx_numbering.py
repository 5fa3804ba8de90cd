"""Automatic numbers stand in the text as Word shows them, trait by trait."""

from __future__ import annotations

import pytest

from pipeline.extract.docx.reading import read_docx
from pipeline.ink import census
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Extraction
from word_xml import accounted, docx, level, lists, np, p, r, read, tbl, tc, texts, tr, use

OUTLINE = lists(
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCounting"),
    level(2, "%3.", "decimal"),
    level(3, "（%4）", "decimal"),
)
DOTTED = lists(level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def outside(body: str, **parts: str) -> list[str]:
    return [part.text for part in read(body, "final", **parts).outside]


def override(number: int, start: int) -> str:
    return f"<w:lvlOverride w:ilvl='{number}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


def test_an_outline_counts_each_level_and_begins_the_lower_ones_again() -> None:
    body = "".join(
        np(text, at)
        for text, at in [
            ("总", 0),
            ("甲", 1),
            ("一", 2),
            ("二", 2),
            ("乙", 1),
            ("三", 2),
            ("分", 0),
        ]
    )
    assert outside(body + np("丙", 1), numbering=OUTLINE) == [
        *("一、总", "（一）甲", "1.一", "2.二", "（二）乙", "1.三", "二、分", "（一）丙")
    ]


def test_empty_cells_of_a_number_column_get_their_numbers() -> None:
    rows = (tr(tc(np()), tc(p(text))) for text in ("甲", "乙", "丙"))
    extraction = read(tbl(tr("序号", "任务"), *rows), numbering=DOTTED)
    assert texts(extraction.tables[0]) == [["序号", "任务"], ["1", "甲"], ["2", "乙"], ["3", "丙"]]
    assert extraction.notes == ("table 1: 3 automatic numbers are read as Word shows them",)
    assert all(whole_number(row[0] or "") for row in texts(extraction.tables[0])[1:])


def test_body_and_tables_count_on_together_in_document_order() -> None:
    nested = tbl(tr(tc(np("内"))))
    body = np("前") + tbl(tr(tc(np("一") + nested + np("二")), tc(np("三")))) + np("后")
    extraction = read(body, numbering=lists(level(0, "%1．")))
    assert [part.text for part in extraction.outside] == ["1．前", "6．后"]
    assert texts(extraction.tables[0]) == [["2．一\n4．二", "5．三"]]
    assert texts(extraction.tables[1]) == [["3．内"]]


@pytest.mark.parametrize(
    ("trait", "more", "text", "shown"),
    [
        ("a mark parts number and text", "", "%1．", "1．甲"),
        ("a closing bracket does, too", "", "（%1）", "（1）甲"),
        ("a bare figure gets a space", "", "%1", "1 甲"),
        ("so does a number that ends in a word", "", "第%1条", "第1条 甲"),
        ("unless nothing is to follow", "<w:suff w:val='nothing'/>", "%1", "1甲"),
        ("a space is asked for", "<w:suff w:val='space'/>", "%1", "1 甲"),
        ("a text without a figure", "", "附件：", "附件：甲"),
        ("no text at all", "", "", "甲"),
        ("a hidden number", "<w:rPr><w:vanish/></w:rPr>", "%1．", "甲"),
        ("a picture as bullet", "<w:lvlPicBulletId w:val='0'/>", "%1．", "甲"),
        ("a text longer than any that Word allows", "", "长" * 300, "甲"),
        ("a start of its own", "<w:start w:val='5'/>", "%1．", "5．甲"),
        ("a start that is no number", "<w:start w:val='x'/>", "%1．", "0．甲"),
        ("a level of which there is none", "", "%1.%9．", "1.．甲"),
    ],
)
def test_the_text_of_a_number(trait: str, more: str, text: str, shown: str) -> None:
    assert outside(np("甲"), numbering=lists(level(0, text, more=more))) == [shown], trait


def test_numbers_with_a_mark_are_read_as_leading_numbers() -> None:
    for text, number_format in [
        ("%1．", "decimal"),
        ("%1、", "chineseCountingThousand"),
        ("（%1）", "chineseCounting"),
        ("%1", "decimalEnclosedCircle"),
        ("第%1条", "decimal"),
    ]:
        [_, shown] = outside(np("甲") + np("乙"), numbering=lists(level(0, text, number_format)))
        number = leading_number(shown)
        assert number is not None, shown
        assert number.value == 2, shown


def test_a_bullet_is_no_text_but_none_keeps_its_words() -> None:
    assert outside(np("甲"), numbering=lists(level(0, "\uf06c", "bullet"))) == ["甲"]
    assert outside(np("甲"), numbering=lists(level(0, "说明：%1", "none"))) == ["说明：甲"]


def test_legal_numbering_writes_all_levels_in_figures() -> None:
    legal = lists(level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert outside(np("章") + np("条", 1), numbering=legal) == ["第一章 章", "1.1 条"]


def test_a_lower_level_first_begins_the_levels_above_it() -> None:
    assert outside(np("甲", 1) + np("乙", 0), numbering=DOTTED) == ["1.1 甲", "2 乙"]


@pytest.mark.parametrize(
    ("restart", "third"), [(None, "1.2.1 丁"), (1, "1.2.2 丁"), (2, "1.2.1 丁"), (0, "1.2.2 丁")]
)
def test_where_a_level_begins_again(restart: int | None, third: str) -> None:
    more = "" if restart is None else f"<w:lvlRestart w:val='{restart}'/>"
    numbering = lists(level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3", more=more))
    body = np("甲", 0) + np("乙", 1) + np("丙", 2) + np("", 1) + np("丁", 2)
    assert outside(body, numbering=numbering)[-1] == third


def test_a_level_that_never_begins_again_runs_through_all_chapters() -> None:
    through = level(1, "第%2条", more="<w:lvlRestart w:val='0'/>")
    body = np("章", 0) + np("甲", 1) + np("章", 0) + np("乙", 1)
    assert outside(body, numbering=lists(level(0, "%1"), through))[-1] == "第2条 乙"


def test_uses_of_one_abstract_list_count_on_together() -> None:
    numbering = lists(level(0, "%1."), uses=use(1) + use(2))
    assert outside(np("甲") + np("乙", use=2) + np("丙"), numbering=numbering) == [
        *("1.甲", "2.乙", "3.丙")
    ]


def test_a_start_that_a_use_overrides_takes_hold_once() -> None:
    numbering = lists(
        level(0, "%1."), uses=use(1) + use(2, override(0, 1)) + use(3, override(0, 8))
    )
    body = np("甲") + np("乙") + np("丙", use=2) + np("丁", use=2) + np("戊", use=3) + np("己")
    assert outside(body, numbering=numbering) == [*("1.甲", "2.乙", "1.丙", "2.丁", "8.戊", "9.己")]


def test_an_overridden_start_of_a_level_holds_for_that_level_alone() -> None:
    numbering = lists(level(0, "%1."), level(1, "%2)"), uses=use(1) + use(2, override(0, 1)))
    body = np("甲", 1) + np("乙", 1) + np("丙", 1, use=2)
    assert outside(body, numbering=numbering) == ["1)甲", "2)乙", "3)丙"]


def test_a_use_may_define_a_level_anew() -> None:
    anew = f"<w:lvlOverride w:ilvl='0'>{level(0, '（%1）', 'chineseCounting')}</w:lvlOverride>"
    numbering = lists(level(0, "%1."), uses=use(1) + use(2, anew))
    assert outside(np("甲") + np("乙", use=2), numbering=numbering) == ["1.甲", "（二）乙"]


def test_other_abstract_lists_count_for_themselves() -> None:
    second = f"<w:abstractNum w:abstractNumId='8'>{level(0, '%1)')}</w:abstractNum>"
    numbering = second + lists(level(0, "%1."), uses=use(1) + use(2, of=8))
    body = np("甲") + np("乙", use=2) + np("丙")
    assert outside(body, numbering=numbering) == ["1.甲", "1)乙", "2.丙"]


def test_a_list_style_lends_its_levels() -> None:
    linked = (
        "<w:abstractNum w:abstractNumId='8'><w:numStyleLink w:val='条目'/></w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='9'><w:styleLink w:val='条目'/>{level(0, '%1）')}"
        "</w:abstractNum>"
    )
    assert outside(
        np("甲", use=3) + np("乙", use=4), numbering=linked + use(3, of=8) + use(4, of=9)
    ) == [*("1）甲", "2）乙")]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='h1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
    "</w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='h2'><w:basedOn w:val='h1'/><w:pPr><w:numPr>"
    "<w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='h3'><w:basedOn w:val='h1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='bare'><w:basedOn w:val='h1'/><w:pPr><w:numPr>"
    "<w:numId w:val='0'/></w:numPr></w:pPr></w:style>"
)


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, f"<w:pStyle w:val='{style}'/>{more}")


def test_styles_number_their_paragraphs_and_those_based_on_them() -> None:
    body = styled("甲", "h1") + styled("乙", "h2") + styled("丙", "h3") + styled("丁", "bare")
    assert outside(body, numbering=DOTTED, styles=STYLES) == ["1 甲", "1.1 乙", "2 丙", "丁"]


def test_a_level_bound_to_a_style_is_the_level_of_its_paragraphs() -> None:
    bound = lists(level(0, "%1"), level(1, "%1.%2", more="<w:pStyle w:val='h3'/>"))
    body = styled("甲", "h1") + styled("乙", "h3") + styled("丙", "h3")
    assert outside(body, numbering=bound, styles=STYLES) == ["1 甲", "1.1 乙", "1.2 丙"]


def test_what_a_paragraph_says_itself_overrules_its_style() -> None:
    level_alone = "<w:numPr><w:ilvl w:val='1'/></w:numPr>"
    none = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = styled("甲", "h1") + styled("乙", "h1", level_alone) + styled("丙", "h1", none)
    assert outside(body, numbering=DOTTED, styles=STYLES) == ["1 甲", "1.1 乙", "丙"]


def test_the_default_style_numbers_paragraphs_that_name_none() -> None:
    default = STYLES.replace("w:styleId='h1'", "w:default='1' w:styleId='h1'")
    extraction = read(tbl(tr("甲", "乙")) + p("丙"), numbering=DOTTED, styles=default)
    assert texts(extraction.tables[0]) == [["1 甲", "2 乙"]]
    assert [part.text for part in extraction.outside] == ["3 丙"]


def test_the_empty_rest_of_a_merged_cell_has_no_number() -> None:
    """Its paragraph keeps the numbering of the column, but nothing of it is shown."""
    start, rest = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    extraction = read(
        tbl(
            tr(tc(np(), start), "甲"),
            tr(tc(np(), rest), "乙"),
            tr(tc(np()), "丙"),
            tr(tc(np("余"), start), "丁"),
            tr(tc(np("文"), rest), "戊"),
        ),
        numbering=lists(level(0, "%1.")),
    )
    column = [row[0] for row in texts(extraction.tables[0])]
    assert column == ["1.", None, "2.", "3.余\n4.文", None]


@pytest.mark.parametrize(
    "gone",
    [
        p("旧", "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:vanish/></w:rPr>"),
        tbl(tr(tc(np("旧")), properties="<w:del w:id='1'/>")),
        tbl(tr(tc(np("旧")), properties="<w:hidden/>")),
        tbl(tr(tc(np("旧"), "<w:cellDel w:id='1'/>"), "甲")),
        f"<w:moveFrom w:id='1'>{np('旧')}</w:moveFrom>",
    ],
)
def test_what_is_not_shown_does_not_count(gone: str) -> None:
    extraction = read(np("一") + gone + np("二"), numbering=lists(level(0, "%1.")))
    assert [part.text for part in extraction.outside if "旧" not in part.text] == ["1.一", "2.二"]


def test_a_paragraph_deleted_with_its_mark_gives_its_number_to_none() -> None:
    """A deleted end mark joins a paragraph to the next one, whose properties then hold."""
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    deleted = (
        f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>{mark}</w:pPr>"
        "<w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    extraction = read(tbl(tr(tc(np("一") + deleted + np("二")))), numbering=lists(level(0, "%1.")))
    assert texts(extraction.tables[0]) == [["1.一\n2.二"]]


def test_headers_notes_and_text_boxes_count_for_themselves() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{np('框')}{np('框')}</w:txbxContent></w:pict></w:r>"
    body = np("一") + f"<w:p>{r('二')}{box}</w:p>" + np("三")
    found = outside(
        body,
        numbering=lists(level(0, "%1.")),
        header=np("眉"),
        footnotes=f"<w:footnote>{np('注')}</w:footnote><w:footnote>{np('注')}</w:footnote>",
    )
    assert found == ["1.一", "二", "1.框", "2.框", "2.三", "1.眉", "1.注", "2.注"]


def test_a_text_box_stored_twice_counts_once() -> None:
    inner = f"<w:txbxContent>{np('框')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert outside(f"<w:p>{box}{box}</w:p>", numbering=lists(level(0, "%1."))) == ["1.框", "2.框"]


def test_lists_and_levels_that_are_not_defined_show_nothing() -> None:
    extraction = read(np("甲", use=9) + np("乙", level=5) + np("丙"), numbering=DOTTED)
    assert [part.text for part in extraction.outside] == ["甲", "乙", "1 丙"]
    assert extraction.notes == (
        "automatic numbers of 2 paragraphs are not defined in the file: none shown",
    )


def test_an_unknown_format_is_written_in_figures_and_told() -> None:
    extraction = read(np("甲"), numbering=lists(level(0, "%1.", "klingon")))
    assert [part.text for part in extraction.outside] == ["1.甲"]
    assert extraction.notes == (
        "automatic numbers in the format klingon are written in plain figures",
    )


def test_a_format_by_example() -> None:
    choice = (
        "<mc:AlternateContent><mc:Choice Requires='w14'>"
        "<w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>"
        "<mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>"
    )
    by_example = f"<w:lvl w:ilvl='0'>{choice}<w:start w:val='9'/><w:lvlText w:val='%1'/></w:lvl>"
    assert outside(np("甲") + np("乙"), numbering=lists(by_example)) == ["009 甲", "010 乙"]


def test_absurd_starts_neither_fail_nor_flood() -> None:
    numbering = lists(
        level(0, "%1.", "upperRoman", "<w:start w:val='2147483647'/>"),
        level(1, "%2.", "lowerLetter", "<w:start w:val='99999999'/>"),
        level(2, "%3.", "decimal", f"<w:start w:val='{'9' * 400}'/>"),
    )
    assert outside(np("甲") + np("乙", 1) + np("丙", 2), numbering=numbering) == [
        *("0.甲", "99999999.乙", "0.丙")
    ]


def test_numbers_are_part_of_the_independent_count() -> None:
    extraction = read_docx(docx(np("甲") + np("乙"), numbering=lists(level(0, "%1．"))), "t")
    assert extraction.characters == census(["1．甲2．乙"]) == accounted(extraction)


def test_the_count_of_numbers_misses_what_the_walk_cannot_see() -> None:
    """A numbered paragraph between two rows is against the format; the ledger must miss it."""
    body = "<w:tbl>" + np("失") + tr(tc(np("甲"))) + "</w:tbl>"
    extraction: Extraction = read_docx(docx(body, numbering=lists(level(0, "%1．"))), "t")
    assert extraction.characters == census(["1．失2．甲"])
    assert accounted(extraction) == census(["1．甲"])
