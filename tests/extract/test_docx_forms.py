"""Whole documents as Word and WPS write them, many traits at once, drawn as they print."""

from __future__ import annotations

from pipeline.extract.drawing import draw
from pipeline.records import Extraction
from word_xml import level, lists, np, p, r, read, sdt, tbl, tc, texts, tr, use

START, REST = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"

# What stands around the text in a file from Word, and must not matter.
RUN = "<w:rPr><w:rFonts w:ascii='仿宋_GB2312' w:hint='eastAsia'/><w:sz w:val='32'/></w:rPr>"
CELL = "<w:tcW w:w='1701' w:type='dxa'/><w:vAlign w:val='center'/><w:noWrap/>"
ROW = "<w:cantSplit/><w:trHeight w:val='567'/><w:jc w:val='center'/>"
GRID = "<w:tblGrid><w:gridCol w:w='1701'/><w:gridCol w:w='1701'/></w:tblGrid>"


def noisy(table: str) -> str:
    """The same table with the marks that Word strews between and around its texts."""
    return (
        table.replace("<w:p>", "<w:p w:rsidR='00A77B3E' w:rsidRDefault='00A77B3E'>")
        .replace("<w:r>", "<w:proofErr w:type='spellStart'/><w:r w:rsidR='00A77B3E'>")
        .replace("<w:t>", f"{RUN}<w:lastRenderedPageBreak/><w:t xml:space='preserve'>")
        .replace("<w:tc>", "<w:tc w:id='甲'>")
        .replace("<w:tcPr>", f"<w:tcPr>{CELL}")
        .replace("<w:trPr>", f"<w:trPr>{ROW}")
        .replace("<w:tblPr/>", f"<w:tblPr><w:tblStyle w:val='a3'/></w:tblPr>{GRID}")
        .replace("</w:p>", "<w:bookmarkStart w:id='0' w:name='_GoBack'/></w:p>")
    )


def wide(columns: int) -> str:
    return f"<w:gridSpan w:val='{columns}'/>"


def first_drawing(extraction: Extraction) -> list[str]:
    lines = draw(extraction).split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith("table 1:"))
    return lines[start + 1 : lines.index("", start)]


FORM = tbl(
    tr(tc("登记表", wide(6))),
    tr("单位", tc("", wide(2)), "代码", tc("", wide(2))),
    tr(tc("负责人", START), "姓名", "", "电话", "", tc("照片", START)),
    tr(tc("", REST), "职务", tc("", wide(3)), tc("", REST)),
    tr("意见", tc("（盖章）\n年 月 日", wide(5))),
)
FORM_DRAWN = [
    "┌───────────────────────────────────────┐",
    "│ 登记表                                │",
    "├────────┬───────────┬──────┬───────────┤",
    "│ 单位   │           │ 代码 │           │",
    "├────────┼──────┬────┼──────┼────┬──────┤",
    "│ 负责人 │ 姓名 │    │ 电话 │    │ 照片 │",
    "│        ├──────┼────┴──────┴────┤      │",
    "│        │ 职务 │                │      │",
    "├────────┼──────┴────────────────┴──────┤",
    "│ 意见   │ （盖章）                     │",
    "│        │ 年 月 日                     │",
    "└────────┴──────────────────────────────┘",
]


def test_a_form_with_cells_merged_both_ways() -> None:
    assert first_drawing(read(FORM)) == FORM_DRAWN


def test_the_marks_that_word_strews_in_change_nothing() -> None:
    assert first_drawing(read(noisy(FORM))) == FORM_DRAWN
    assert noisy(FORM).count("rsidR") > 20


def test_rows_cells_and_texts_in_content_controls() -> None:
    """A form to fill in: repeated rows, a control around a cell, one around its text."""
    body = tbl(
        tr("序号", "任务", "责任单位"),
        sdt(
            sdt(tr("1", sdt(tc("建制度")), tc(f"<w:p>{sdt(r('市公安局'))}</w:p>")))
            + sdt(tr("2", tc(sdt(p("抓落实") + p("严督查"))), sdt(tc(sdt(p("市民政局"))))))
        ),
    )
    assert texts(read(noisy(sdt(body))).tables[0]) == [
        ["序号", "任务", "责任单位"],
        ["1", "建制度", "市公安局"],
        ["2", "抓落实\n严督查", "市民政局"],
    ]


def test_rows_that_start_late_and_end_early() -> None:
    body = tbl(
        tr("一", "二", "三", "四"),
        tr("甲", "乙", properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"),
        tr(tc("丙", wide(2)), "丁", properties="<w:gridBefore w:val='1'/>"),
    )
    assert first_drawing(read(noisy(body))) == [
        "┌────┬────┬────┬────┐",
        "│ 一 │ 二 │ 三 │ 四 │",
        "└────┼────┼────┼────┘",
        "     │ 甲 │ 乙 │",
        "     ├────┴────┼────┐",
        "     │ 丙      │ 丁 │",
        "     └─────────┴────┘",
    ]


def test_a_draft_with_changes_reads_as_it_would_be_issued_or_as_it_was() -> None:
    new = "<w:ins w:id='1' w:author='办公室' w:date='2021-08-26T00:00:00Z'>{}</w:ins>"
    old = "<w:del w:id='2'><w:r><w:delText>{}</w:delText></w:r></w:del>"
    body = noisy(
        tbl(
            tr("任务", "责任单位", properties="<w:tblHeader/>"),
            tr(
                tc(
                    f"<w:p>{r('完善')}{old.format('工作')}{new.format(r('长效'))}{r('机制。')}</w:p>"
                ),
                tc(f"<w:p>{r('市公安局')}{new.format(r('、市民政局'))}</w:p>"),
            ),
            tr("加强督查。", "市政府督查室", properties="<w:ins w:id='3'/>"),
            tr("另行通知。", "各镇街", properties="<w:del w:id='4'/>"),
        )
    )
    final, original = read(body), read(body, "original")
    assert texts(final.tables[0])[1:] == [
        ["完善长效机制。", "市公安局、市民政局"],
        ["加强督查。", "市政府督查室"],
    ]
    assert texts(original.tables[0])[1:] == [
        ["完善工作机制。", "市公安局"],
        ["另行通知。", "各镇街"],
    ]
    assert final.tables[0].header_rows == original.tables[0].header_rows == 1


def test_a_table_in_a_cell_and_a_text_box_stored_twice() -> None:
    inside = f"<w:txbxContent>{p('附图')}{tbl(tr('框内'))}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = tbl(
        tr("项目", "内容"),
        tr(tc(f"<w:p>{r('甲')}{box}</w:p>"), tc(p("见下表") + tbl(tr("子", "目")) + p("完"))),
    )
    extraction = read(noisy(body))
    assert [texts(table) for table in extraction.tables] == [
        [["项目", "内容"], ["甲\n附图", "见下表\n完"]],
        [["框内"]],
        [["子", "目"]],
    ]


def test_an_outline_of_automatic_numbers_over_prose_and_table() -> None:
    """A plan: chapters and tasks numbered by style and by list, then its table, numbered on."""
    numbering = lists(
        level(0, "%1、", "chineseCountingThousand", "<w:pStyle w:val='1'/>"),
        level(1, "（%2）", "chineseCountingThousand"),
        level(2, "%3．", "decimal", "<w:lvlRestart w:val='0'/>"),
        uses=use(1),
    )
    styles = (
        "<w:style w:type='paragraph' w:styleId='1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
        "</w:pPr></w:style>"
    )
    chapter = "<w:pStyle w:val='1'/>"
    body = (
        p("总体要求", chapter)
        + np("指导思想。", 1)
        + np("基本原则。", 1)
        + p("重点任务", chapter)
        + tbl(
            tr("任务", "责任单位"),
            tr(tc(np("简政放权", 1), wide(2))),
            tr(tc(np("取消许可。", 2)), "市公安局"),
            tr(tc(np("压缩时限。", 2)), "市民政局"),
            tr(tc(np("优化服务", 1), wide(2))),
            tr(tc(np("一网通办。", 2)), "市政务服务局"),
        )
        + p("保障措施", chapter)
    )
    extraction = read(noisy(body), numbering=numbering, styles=styles)
    assert [part.text for part in extraction.outside] == [
        *("一、总体要求", "（一）指导思想。", "（二）基本原则。", "二、重点任务", "三、保障措施")
    ]
    assert texts(extraction.tables[0])[1:] == [
        ["（一）简政放权", None],
        ["1．取消许可。", "市公安局"],
        ["2．压缩时限。", "市民政局"],
        ["（二）优化服务", None],
        ["3．一网通办。", "市政务服务局"],
    ]


def test_a_table_without_a_grid_and_with_cells_of_no_width() -> None:
    table = tbl(tr(tc("甲", "<w:tcW w:w='0' w:type='auto'/>"), "乙"), tr(tc("丙", wide(2))))
    assert "tblGrid" not in table
    assert texts(read(table).tables[0]) == [["甲", "乙"], ["丙", None]]
