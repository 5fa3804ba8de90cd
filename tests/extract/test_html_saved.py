"""Pages as browsers, Word, Excel and WPS save them, and pieces that were copied out of pages."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from pipeline.errors import SourceError
from pipeline.extract.format import recognise
from pipeline.extract.html.reading import read_html
from pipeline.records import Extraction
from word_xml import accounted, spans, texts

PAGE = (
    "<html><body><p>附件</p><table><tr><td>任务<td>单位<tr><td>甲<td>市公安局</table></body></html>"
)


def read(data: bytes | str) -> Extraction:
    """Read a page; every character must be in a cell, outside, or removed."""
    data = data.encode() if isinstance(data, str) else data
    assert recognise(data, "t") == "html"
    extraction = read_html(data, "t")
    assert accounted(extraction) == extraction.characters
    return extraction


def archive(*pages: str, charset: str = "utf-8", subtype: str = "related") -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message.make_mixed() if subtype == "mixed" else message.make_related()
    for page in pages:
        part = EmailMessage()
        part.set_content(page, subtype="html", charset=charset, cte="base64")
        message.attach(part)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png")
    message.attach(picture)
    message["MIME-Version"] = "1.0"
    return bytes(message)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_web_archive(charset: str) -> None:
    extraction = read(archive(PAGE, "<p>another frame</p>", charset=charset))
    assert texts(extraction.tables[0]) == [["任务", "单位"], ["甲", "市公安局"]]
    assert [part.text for part in extraction.outside] == ["附件"]


def test_a_web_archive_of_one_page_in_quoted_printable() -> None:
    message = EmailMessage()
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    assert texts(read(bytes(message)).tables[0])[1] == ["甲", "市公安局"]


def test_a_web_archive_of_a_workbook_shows_the_pages_in_its_frames() -> None:
    frames = "<html><frameset><frame src=1.htm><frame src=2.htm></frameset></html>"
    tabs = "<html><body>Sheet1 Sheet2</body></html>"
    extraction = read(archive(frames, tabs, PAGE, PAGE.replace("甲", "乙")))
    assert [texts(table)[1][0] for table in extraction.tables] == ["甲", "乙"]


def test_a_web_archive_without_a_page() -> None:
    with pytest.raises(SourceError) as caught:
        read(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n")
    assert caught.value.code == "damaged"


def test_text_that_speaks_of_mail_is_text() -> None:
    assert recognise("任务：甲\nMIME-Version: 1.0\nmultipart/x".encode(), "t") == "text"


def test_word_writes_an_empty_row_of_no_height_to_fix_the_columns() -> None:
    extraction = read(
        "<table><tr><td colspan=2>甲<td>乙<![if !supportMisalignedColumns]>"
        "<tr height=0><td style='border:none'></td><td></td><td></td></tr><![endif]></table>"
        "<table><tr height=0><td>丙<td>丁</table>"
    )
    assert [texts(table) for table in extraction.tables] == [[["甲", None, "乙"]], [["丙", "丁"]]]


def test_what_word_hides_from_browsers_in_comments_is_no_text() -> None:
    extraction = read(
        "<html><head><!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]--></head><body>"
        "<p><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>任务"
        "<o:p>&nbsp;</o:p></p></body></html>"
    )
    assert [part.text for part in extraction.outside] == ["一、任务"]


@pytest.mark.parametrize(
    "piece",
    [
        "<tr><td>甲</td><td>乙</td></tr>",
        "\n<tbody><tr><td>甲<td>乙</tbody>",
        "<td>甲</td><td>乙</td>",
    ],
)
def test_rows_that_were_copied_out_of_a_table(piece: str) -> None:
    assert texts(read(piece).tables[0]) == [["甲", "乙"]]


def test_a_data_table_between_the_cells_of_another() -> None:
    """Against the standard, but browsers show it; its place among the text is known."""
    extraction = read(
        "<p>前</p><table><tr><td>甲</td><table><tr><td>内<td>容</table><td>乙</td></tr>"
        "<tr><td>丙<td>丁</table>"
    )
    assert [texts(table) for table in extraction.tables] == [
        [["甲", "乙"], ["丙", "丁"]],
        [["内", "容"]],
    ]


def test_a_caption_stands_above_its_table_and_scopes_make_no_header() -> None:
    [table] = read(
        "<table><caption>表1</caption><colgroup><col><col></colgroup><tr><th scope=col>任务"
        "<th scope=col>单位<tr><th scope=row rowspan=0>甲<td>市公安局<tr><td>市财政局</table>"
    ).tables
    assert table.header_rows == 1
    assert spans(table)[(1, 0)] == (2, 1, "甲")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>甲</p></body></html>\n<p>乙</p>",
        "<html><body><p>甲</p></BODY ><p>乙</p></html>",
        "<html><body><p>甲</p></body></html\n><html><head><title>题</title></head><body><p>乙",
        "<html><frameset><frame></frameset><noframes>框</noframes></html><p>甲<p>乙",
    ],
)
def test_what_stands_after_the_end_of_the_page_is_read(page: str) -> None:
    parts = read(page).outside
    assert [part.text for part in parts] == ["甲", "乙"]
    assert parts[1].place.line == 1 + page[: page.index("乙")].count("\n")


def test_layout_tables_around_a_table_of_data() -> None:
    extraction = read(
        "<table width=100%><tr><td>首页</td></tr><tr><td><div><table><thead><tr><th rowspan=2>序号"
        "<th colspan=2>任务<tr><th>内容<th>单位</thead><tbody><tr><td>1<td>甲<td>市公安局</tbody>"
        "</table></div></td></tr></table>"
    )
    [table] = extraction.tables
    assert texts(table) == [["序号", "任务", None], [None, "内容", "单位"], ["1", "甲", "市公安局"]]
    assert table.header_rows == 2
    assert [part.text for part in extraction.outside] == ["首页"]
