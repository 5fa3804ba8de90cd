"""HTML: the grid of a table as a browser shows it, and every character of the page."""

from __future__ import annotations

import pytest

from pipeline.extract.html.reading import read_html
from pipeline.records import Extraction, Table
from word_xml import accounted, spans, texts

DATA = "<table><tr><th>任务<th>责任单位<tr><td>甲<td>市公安局</table>"


def read(page: str) -> Extraction:
    """Read a page; every character must be in a cell, outside, or removed."""
    extraction = read_html(page.encode(), "t.html")
    assert accounted(extraction) == extraction.characters
    return extraction


def table_of(page: str) -> Table:
    [table] = read(page).tables
    return table


def outside(extraction: Extraction) -> list[str]:
    return [part.text for part in extraction.outside]


# --- spans -----------------------------------------------------------------------------


def test_row_and_column_spans() -> None:
    table = table_of(
        "<table><tr><th rowspan=2>任务<th colspan=2>单位<tr><th>牵头<th>配合"
        "<tr><td>甲<td>乙<td>丙</table>"
    )
    assert spans(table) == {
        (0, 0): (2, 1, "任务"),
        (0, 1): (1, 2, "单位"),
        (1, 1): (1, 1, "牵头"),
        (1, 2): (1, 1, "配合"),
        (2, 0): (1, 1, "甲"),
        (2, 1): (1, 1, "乙"),
        (2, 2): (1, 1, "丙"),
    }
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 2)


@pytest.mark.parametrize("written", ["abc", "", "-2", "1.9", "+1", " 1 ", "0x2", "１"])
def test_a_span_that_is_no_number_is_one(written: str) -> None:
    table = table_of(f"<table><tr><td colspan='{written}'>甲<td>乙<tr><td>丙<td>丁</table>")
    assert texts(table) == [["甲", "乙"], ["丙", "丁"]]


def test_a_row_span_of_zero_fills_its_group_and_none_goes_beyond() -> None:
    table = table_of(
        "<table><tbody><tr><td rowspan=0>甲<td rowspan=9>乙<tr></tr><tbody><tr><td>丙<td>丁</table>"
    )
    assert spans(table)[(0, 0)] == (2, 1, "甲")
    assert spans(table)[(0, 1)] == (2, 1, "乙")
    assert texts(table)[2] == ["丙", "丁"]


def test_spans_of_millions_end_with_the_table() -> None:
    table = table_of(
        "<table><tr><td>甲<td>乙<td>丙<tr><td colspan=1000000 rowspan=1000000>丁</table>"
    )
    assert spans(table)[(1, 0)] == (1, 3, "丁")
    assert table.columns == 3


def test_a_banner_that_is_a_little_too_wide_adds_no_columns() -> None:
    table = table_of("<table><tr><td colspan=9>题<tr><td>甲<td>乙<tr><td>丙<td>丁</table>")
    assert (table.columns, spans(table)[(0, 0)]) == (2, (1, 2, "题"))


def test_a_column_that_all_rows_reach_is_one_even_without_a_cell_of_its_own() -> None:
    rows = "<tr><td>甲<td colspan=2>乙" * 2
    table = table_of(f"<table>{rows}</table>")
    assert (table.columns, spans(table)[(0, 1)]) == (3, (1, 2, "乙"))


def test_cells_that_would_overlap_are_cut() -> None:
    table = table_of("<table><tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙</table>")
    assert spans(table) == {(0, 0): (1, 1, "甲"), (0, 1): (2, 1, "乙"), (1, 0): (1, 1, "丙")}


def test_head_and_foot_stand_where_they_are_printed() -> None:
    table = table_of(
        "<table><tfoot><tr><td>注<td>略</tfoot><tbody><tr><td>甲<td>乙</tbody>"
        "<thead><tr><td>任务<td>单位</thead></table>"
    )
    assert texts(table) == [["任务", "单位"], ["甲", "乙"], ["注", "略"]]
    assert table.header_rows == 1


# --- texts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("甲<br>乙<br/><br/>丙", "甲\n乙\n丙"),
        ("<p>甲</p>\n<p> 乙 </p>", "甲\n乙"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<div>甲<span>乙</span></div>丙", "甲乙\n丙"),
        ("<b>牵头</b>单位：市<i>局</i>", "牵头单位：市局"),
        ("&nbsp;市&nbsp;局&#160;", "市 局"),
        ("&lt;甲&gt; &amp; &#20057;&#x4E19;", "<甲> & 乙丙"),
        ("市公安\n      局、\r\n\t市民政局", "市公安局、市民政局"),
        ("PM2.5\n浓度 A\nB", "PM2.5 浓度 A B"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("市&#8203;局<wbr>委", "市\u200b局委"),
        ("<o:p>甲</o:p>", "甲"),
        ("<!-- 注 -->甲<script>'<td>乙'</script><style>td{}</style>", "甲"),
        ("甲<template>乙</template><noscript>丙</noscript>", "甲"),
        ("甲<font style='display:inline'>乙</font>", "甲乙"),
        ("&nbsp;", ""),
        ("", ""),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    assert texts(table_of(f"<table><tr><td>一<td>二<tr><td>三<td>{cell}</table>"))[1][1] == text


def test_half_a_surrogate_pair_and_control_characters_are_harmless() -> None:
    table = table_of("<table><tr><td>甲&#xD800;<td>乙\x00\x0b\x1a&#0;</table>")
    assert texts(table) == [["甲\ufffd", "乙\ufffd"]]


@pytest.mark.parametrize("hidden", ["hidden", "style='color:red; DISPLAY : none'"])
def test_hidden_text_and_cells_are_removed(hidden: str) -> None:
    extraction = read(
        f"<p>前<b {hidden}>藏<i {hidden}>头</i></b>后</p>"
        f"<table><tr><td {hidden}>露<td>甲<td>乙<tr {hidden}><td>尾<tr><td>丙<td>丁</table>"
    )
    assert outside(extraction) == ["前后"]
    assert texts(extraction.tables[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert [(r.rule, r.text) for r in extraction.removed] == [
        ("hidden_text", "藏 头"),
        ("hidden_text", "露"),
        ("hidden_text", "尾"),
    ]


def test_an_invisible_cell_keeps_its_room() -> None:
    extraction = read("<table><tr><td>甲<td style='visibility:hidden'>藏<td>乙</table>")
    assert texts(extraction.tables[0]) == [["甲", "", "乙"]]
    assert [removal.text for removal in extraction.removed] == ["藏"]


def test_pronunciation_over_a_word_is_removed() -> None:
    extraction = read("<ruby>執<rp>(</rp><rt>zhí</rt><rp>)</rp></ruby>法")
    assert outside(extraction) == ["執法"]
    assert {(r.rule, r.text) for r in extraction.removed} == {
        ("phonetic_guide", "zhí"),
        ("phonetic_guide", "("),
        ("phonetic_guide", ")"),
    }


# --- which tables ----------------------------------------------------------------------


def test_a_table_in_a_layout_table_is_the_only_one() -> None:
    extraction = read(
        "<table><tr><td>首页 | 政务公开<td>搜索<tr><td><a href=x>导航</a><td><h2>任务分解表</h2>"
        f"<table><tr><td>{DATA}</table></table>版权"
    )
    [table] = extraction.tables
    assert texts(table) == [["任务", "责任单位"], ["甲", "市公安局"]]
    assert outside(extraction) == ["首页 | 政务公开", "搜索", "导航", "任务分解表", "版权"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>一、甲<tr><td>责任单位：乙</table>",
        "<table><tr><td>甲<td>&nbsp;<tr><td> <td>乙</table>",
        "<table role=presentation><tr><td>甲<td>乙</table>",
        "<table><tr><td><nav>甲</nav><td>乙</table>",
    ],
)
def test_tables_that_only_lay_out_the_page(page: str) -> None:
    assert read(page).tables == ()


def test_a_small_table_in_a_cell_of_a_large_one_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>子<td>丑</table>"
    extraction = read(f"<table><tr><td>甲<td>乙<tr><td>丙{inner}<td>丁</table>")
    assert [texts(table) for table in extraction.tables] == [
        [["甲", "乙"], ["丙", "丁"]],
        [["子", "丑"]],
    ]
    assert extraction.notes == (
        "table 2 stands in a cell of table 1, row 2: read as a table of its own",
    )


def test_a_caption_is_outside_and_before_what_follows() -> None:
    table = "<table>\n<caption>表1</caption><tr><td>甲<td>乙</table>"
    extraction = read(f"<p>前</p>\n{table}\n<p>后</p>")
    assert outside(extraction) == ["前", "表1", "后"]
    assert texts(extraction.tables[0]) == [["甲", "乙"]]


# --- malformed markup ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "grid", "rest"),
    [
        ("<table><form><tr><td>甲<td>乙<tr><td>丙<td>丁</form></table>", "甲乙丙丁", []),
        ("<table><tr><form><td>甲<td>乙</form><tr><td>丙<td>丁</table>", "甲乙丙丁", []),
        ("<table>题<tr><td>甲<td>乙</tr>间<tr><td>丙</td>尾<td>丁", "甲乙丙丁", ["题", "间", "尾"]),
        ("<form><table><tr><td>甲</td><td>乙</tr><td>丙<td>丁</table></form>", "甲乙丙丁", []),
        ("<p>前</p><tr><td>甲<td>乙</tr>", "", ["前", "甲", "乙"]),
        ("<title>题</title><td>甲</td>", "", ["甲"]),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table></td></tr></div>", "甲乙丙丁", []),
    ],
)
def test_malformed_pages(page: str, grid: str, rest: list[str]) -> None:
    extraction = read(page)
    cells = [cell.text for table in extraction.tables for cell in table.cells]
    assert "".join(cells) == grid
    assert outside(extraction) == rest
    for table in extraction.tables:
        assert (table.rows, table.columns) == (2, 2)


# --- places and notes ------------------------------------------------------------------


def test_places_name_the_line_of_the_file() -> None:
    extraction = read("<p>题</p>\n\n<table>\n<tr><td>甲<td>乙\n<tr>\n<td>丙<td>丁</table>")
    assert extraction.outside[0].place.line == 1
    last = extraction.tables[0].cells[-1].parts[0].place
    assert (last.file, last.table, last.row, last.column, last.line) == ("t.html", 0, 1, 1, 6)


def test_what_is_not_read_is_said() -> None:
    extraction = read(f"<iframe src=x></iframe>{DATA.replace('甲', '<img src=x>')}")
    assert extraction.notes == (
        "frames (other pages shown in this one) are not read",
        "pictures in table 1 are not read",
    )


def test_a_page_without_text() -> None:
    for page in ("", " <!-- -->", "<html></html>", "<script>x</script>"):
        extraction = read(page)
        assert (extraction.tables, extraction.outside) == ((), ())
