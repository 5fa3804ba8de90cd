"""XLSX: what a person sees in a sheet is what is read, and nothing is lost."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.extract.xlsx.reading import read_xlsx
from pipeline.records import Table
from sheet_xml import MAIN, Sheet, c, grid, merge, read_sheets, row, v, xlsx
from word_xml import accounted, spans, texts


def table_of(rows: str, **more: object) -> Table:
    [table] = read_sheets(Sheet(rows, **more)).tables  # type: ignore[arg-type]
    return table


# --- where the table is ----------------------------------------------------------------


def test_the_table_is_the_used_range_and_blank_inner_rows_stay() -> None:
    rows = row(3, c("C3", "任务"), c("E3", "单位")) + row(5, c("C5", "甲")) + row(9, c("B9", " "))
    extraction = read_sheets(Sheet(rows))
    [table] = extraction.tables
    assert texts(table) == [["任务", "", "单位"], ["", "", ""], ["甲", "", ""]]
    assert extraction.notes == ("table 1 is sheet “任务”, C3:E5",)


def test_a_place_names_the_row_of_the_sheet() -> None:
    [cell] = table_of(row(7, c("D7", "甲"))).cells
    [part] = cell.parts
    place = part.place
    assert (place.file, place.table, place.row, place.column) == ("t.xlsx", 0, 0, 0)
    assert place.line == 7


def test_several_sheets_are_several_tables_and_blank_ones_none() -> None:
    extraction = read_sheets(
        Sheet(grid("甲|乙"), title="一"), Sheet("", title="空"), Sheet(grid("丙"), title="二")
    )
    assert [texts(table) for table in extraction.tables] == [[["甲", "乙"]], [["丙"]]]
    assert [table.index for table in extraction.tables] == [0, 1]
    assert extraction.notes == (
        "table 1 is sheet “一”, A1:B1",
        "table 2 is sheet “二”, A1:A1",
    )


def test_cells_and_rows_without_a_reference_follow_each_other() -> None:
    inline = '<c t="inlineStr"><is><t>{}</t></is></c>'
    first = f"<row>{inline.format('甲')}<c/>{inline.format('乙')}</row>"
    rows = f"{first}<row>{inline.format('丙')}</row>"
    assert texts(table_of(rows)) == [["甲", "", "乙"], ["丙", "", ""]]


def test_a_workbook_that_shows_nothing_has_no_table() -> None:
    assert read_sheets(Sheet("")).tables == ()


def test_far_apart_cells_are_put_together_with_a_note() -> None:
    extraction = read_sheets(Sheet(row(1, c("A1", "甲")) + row(1_048_576, c("XFD1048576", "乙"))))
    [table] = extraction.tables
    assert texts(table) == [["甲", ""], ["", "乙"]]
    assert "lie far apart" in extraction.notes[1]
    assert table.cells[-1].parts[0].place.line == 1_048_576


# --- merged cells ----------------------------------------------------------------------


def test_merged_cells_are_spans() -> None:
    table = table_of(
        grid("任务分解表||", "任务|单位|", "甲|乙|丙", "|丁|戊"),
        after=merge("A1:C1", "A3:A4", "B2:C2"),
    )
    assert spans(table) == {
        (0, 0): (1, 3, "任务分解表"),
        (1, 0): (1, 1, "任务"),
        (1, 1): (1, 2, "单位"),
        (2, 0): (2, 1, "甲"),
        (2, 1): (1, 1, "乙"),
        (2, 2): (1, 1, "丙"),
        (3, 1): (1, 1, "丁"),
        (3, 2): (1, 1, "戊"),
    }


def test_text_under_a_merged_cell_is_removed_by_name() -> None:
    extraction = read_sheets(Sheet(grid("甲|乙", "甲|丙"), after=merge("A1:A2")))
    assert spans(extraction.tables[0])[(0, 0)] == (2, 1, "甲")
    [removal] = extraction.removed
    assert (removal.rule, removal.text, removal.place.line) == ("covered_by_merge", "甲", 2)


def test_a_merged_range_of_millions_is_cut_to_the_table() -> None:
    table = table_of(grid("甲|乙", "丙|丁"), after=merge("A2:XFD1048576"))
    assert spans(table)[(1, 0)] == (1, 2, "丙")


def test_of_merged_ranges_that_overlap_the_first_holds() -> None:
    extraction = read_sheets(Sheet(grid("甲|乙", "丙|丁"), after=merge("A1:B1", "B1:B2")))
    assert spans(extraction.tables[0])[(0, 0)] == (1, 2, "甲")
    assert "merged cells lie over each other in row 1" in extraction.notes[-2]


# --- hidden ----------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_taken_out_and_said() -> None:
    rows = grid("甲|藏|乙") + row(2, c("A2", "隐"), more='hidden="1"') + row(3, c("A3", "丙"))
    extraction = read_sheets(
        Sheet(rows, before='<cols><col min="2" max="2" hidden="1"/></cols>', after="<autoFilter/>")
    )
    assert texts(extraction.tables[0]) == [["甲", "乙"], ["丙", ""]]
    assert [(r.rule, r.text, r.place.line) for r in extraction.removed] == [
        ("hidden_column", "藏", 1),
        ("hidden_row", "隐", 2),
    ]
    said = "sheet “任务”: text in hidden rows was taken out (a filter is set): rows 2"
    assert said in extraction.notes


def test_a_merged_cell_whose_first_row_is_hidden_still_shows() -> None:
    rows = row(1, c("A1", "甲"), c("B1", "一"), more='hidden="1"')
    rows += row(2, c("B2", "二")) + row(3, c("B3", "三"))
    extraction = read_sheets(Sheet(rows, after=merge("A1:A3")))
    assert spans(extraction.tables[0]) == {
        (0, 0): (2, 1, "甲"),
        (0, 1): (1, 1, "二"),
        (1, 1): (1, 1, "三"),
    }
    assert [removal.text for removal in extraction.removed] == ["一"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_no_table(state: str) -> None:
    extraction = read_sheets(Sheet(grid("甲")), Sheet(grid("乙|丙"), title="底稿", state=state))
    assert len(extraction.tables) == 1
    assert [(r.rule, r.text) for r in extraction.removed] == [("hidden_sheet", "乙\n丙")]
    assert "sheet “底稿” is hidden: taken out" in extraction.notes


# --- texts -----------------------------------------------------------------------------


def test_shared_and_rich_text_with_line_feeds_and_escapes() -> None:
    strings = [
        "<t>市公安局_x000D_\n 市民政局 </t>",
        "<r><t>市</t></r><r><rPr><b/></rPr><t>财政局</t></r><rPh sb='0' eb='1'><t>shi</t></rPh>",
        "<t>a_x005F_b</t>",
    ]
    rows = row(1, v("A1", "0", "s"), v("B1", "1", "s"), v("C1", "2", "s"))
    [table] = read_sheets(Sheet(rows), strings=strings).tables
    assert texts(table) == [["市公安局\n市民政局", "市财政局", "a_b"]]


def test_half_a_surrogate_pair_is_harmless() -> None:
    table = table_of(row(1, c("A1", "甲_xD800_乙"), c("B1", "_xD83D__xDE00_")))
    assert texts(table) == [["甲\ufffd乙", "😀"]]


def test_formulas_show_their_stored_value_and_are_never_computed() -> None:
    rows = row(
        1,
        '<c r="A1" t="str"><f>"市"&amp;"局"</f><v>市局</v></c>',
        '<c r="B1"><f>1+1</f></c>',
        '<c r="C1" t="str"><f>""</f><v></v></c>',
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="E1" t="b"><v>1</v></c>',
    )
    extraction = read_sheets(Sheet(rows))
    assert texts(extraction.tables[0]) == [["市局", "", "", "#DIV/0!", "TRUE"]]
    assert "no stored value" in extraction.notes[1]
    assert extraction.notes[1].endswith(": B1")


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    formula = '=HYPERLINK("http://127.0.0.1/")'
    assert texts(table_of(row(1, c("A1", formula)))) == [[formula]]


def test_a_format_may_put_text_around_a_text_or_hide_it() -> None:
    rows = row(1, c("A1", "公安", style=1), c("B1", "藏", style=2), v("C1", "3", style=3))
    extraction = read_sheets(Sheet(rows), formats=('"市"@"局"', ";;;", '0"项"'))
    assert texts(extraction.tables[0]) == [["市公安局", "", "3项"]]


# --- beside the cells ------------------------------------------------------------------


def test_page_headers_and_shapes_are_outside_and_comments_removed() -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="d" xmlns:a="a" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<xdr:sp><xdr:txBody><a:p><a:r><a:t>附件</a:t></a:r><a:br/><a:r><a:t>1</a:t></a:r></a:p>"
        "</xdr:txBody></xdr:sp><mc:Fallback><xdr:sp><a:p><a:t>附件</a:t></a:p></xdr:sp>"
        "</mc:Fallback><xdr:pic/></xdr:wsDr>"
    )
    comments = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>请核</t></r>'
        "<r><t>对</t></r></text></comment></commentList></comments>"
    )
    after = "<headerFooter><oddHeader>&amp;C任务表&amp;R第 &amp;P 页</oddHeader></headerFooter>"
    extraction = read_sheets(
        Sheet(grid("甲"), after=after, related={"comments": comments, "drawing": drawing})
    )
    assert [part.text for part in extraction.outside] == ["任务表", "第  页", "附件\n1"]
    [removal] = extraction.removed
    assert (removal.rule, removal.text, removal.place.line) == ("comment", "请核对", 2)
    assert extraction.notes[1:] == (
        "sheet “任务”: 1 comments were taken out",
        "sheet “任务”: pictures are not read",
    )


def test_rows_printed_on_each_page_are_the_header() -> None:
    names = (
        "<definedNames><definedName name='_xlnm.Print_Titles' localSheetId='0'>"
        "任务!$A:$A,任务!$2:$3</definedName></definedNames>"
    )
    [table] = read_sheets(Sheet(grid("表", "任务|单位", "a|b", "甲|乙")), workbook=names).tables
    assert table.header_rows == 3


def test_a_sheet_of_charts_is_said_not_read() -> None:
    relation = "<Relationship Id='r1' Type='x/chartsheet' Target='worksheets/sheet1.xml'/>"
    parts = {"xl/_rels/workbook.xml.rels": f"<Relationships>{relation}</Relationships>"}
    extraction = read_xlsx(xlsx(Sheet(grid("甲")), parts=parts), "t")
    assert extraction.tables == ()
    assert extraction.notes == ("sheet “任务” holds no cells (chartsheet): not read",)


def test_the_strict_variant_of_the_format() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = {
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    }
    extraction = read_xlsx(xlsx(Sheet(""), parts=parts), "t")
    assert texts(extraction.tables[0]) == [["甲"]]
    assert accounted(extraction) == extraction.characters


# --- as other programs write it --------------------------------------------------------


def test_a_workbook_written_by_openpyxl() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "任务", "完成率"])
    sheet.append([1, "做好\n“放管服”", 0.85])
    sheet.append([2.0, "=A1", 7.5])
    sheet["C2"].number_format = "0%"
    sheet["B2"].font = Font(bold=True)
    sheet["B2"].comment = Comment("请核对", "张三")
    sheet.merge_cells("A4:C4")
    sheet["A4"] = "注：略"
    buffer = BytesIO()
    book.save(buffer)
    extraction = read_xlsx(buffer.getvalue(), "t.xlsx")
    [table] = extraction.tables
    assert texts(table) == [
        ["序号", "任务", "完成率"],
        ["1", "做好\n“放管服”", "85%"],
        ["2", "", "7.5"],
        ["注：略", None, None],
    ]
    assert [removal.rule for removal in extraction.removed] == ["comment"]
    assert accounted(extraction) == extraction.characters
