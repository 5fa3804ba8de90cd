"""Pages as they come: saved from a site, in old encodings, and hostile ones."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pipeline.errors import SourceError
from pipeline.extract.html.bytes import decode_page
from pipeline.extract.html.mark import looks_like_html
from pipeline.extract.html.reading import read_html
from word_xml import accounted, texts

SAVED = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<!-- saved from url=(0050)http://www.dg.gov.cn/zwgk/content/post_1.html -->
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>任务分解表_市政府门户网站</title>
<style>.hide{{display:none}}</style><script>var t="<table><tr><td>假</td></tr></table>";</script>
</head><body>
<div class="head"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<table width="1000" border="0" align="center"><tbody><tr><td width="200">栏目</td><td>
<div id="zoomcon"><p style="text-align:center"><strong>改革任务分解表</strong></p>
<table border="1" cellspacing="0" style="border-collapse:collapse">
 <tr style="height:30pt">
  <td rowspan="1"><p class="MsoNormal"><span style="font-family:仿宋">重点任务<o:p></o:p></span></p>
  </td>
  <td><p class="MsoNormal"><span>责任单位</span></p></td>
 </tr>
 <tr>
  <td rowspan="2"><p>1．取消资质
  许可。</p></td>
  <td><p>市消防救援支队、</p><p>市民政局</p></td>
 </tr>
 <tr><td>&nbsp;市公安局</td></tr>
</table></div></td></tr></tbody></table>
<div class="foot">主办：市政府办公室&nbsp;&copy; 2021</div>
<script src="http://tracker.invalid/x.js"></script></body></html>
"""
EXPECTED = [
    ["重点任务", "责任单位"],
    ["1．取消资质许可。", "市消防救援支队、\n市民政局"],
    [None, "市公安局"],
]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "utf-8"),  # saved again by a browser
        ("iso-8859-1", "gb18030"),  # the server's default
        ("no-such-thing", "gb18030"),
        ("utf-8", "gb18030"),
        ("utf-8", "utf-8-sig"),
        ("unicode", "utf-16"),
        ("base64", "utf-8"),
    ],
)
def test_a_saved_government_page(declared: str, encoding: str) -> None:
    page = SAVED.replace("{charset}", declared).replace("{{", "{").replace("}}", "}")
    data = page.replace("&copy;", "").encode(encoding)
    assert looks_like_html(data)
    extraction = read_html(data, "t.html")
    assert [texts(table) for table in extraction.tables] == [EXPECTED]
    assert [part.text for part in extraction.outside] == [
        *("首页", "政务公开", "栏目", "改革任务分解表", "主办：市政府办公室 2021")
    ]
    assert accounted(extraction) == extraction.characters
    assert extraction.notes == ()


def test_a_traditional_page_in_big5() -> None:
    page = "<meta charset=big5><table><tr><td>責任單位<td>執法</table>"
    [table] = read_html(page.encode("big5"), "t").tables
    assert texts(table) == [["責任單位", "執法"]]


def test_a_few_broken_characters_are_shown_with_a_note() -> None:
    data = "<meta charset=utf-8><p>市公安局".encode() * 20 + b"\xe5\xb8"
    text, notes = decode_page(data, "t")
    assert text.endswith("局\ufffd")
    assert notes == ("1 characters are not valid UTF-8: shown as \ufffd",)


def test_many_broken_characters_are_an_error() -> None:
    with pytest.raises(SourceError, match="not valid") as caught:
        decode_page(b"<p>" + b"\x80\xff\x81" * 100, "t")
    assert caught.value.code == "damaged"


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf\r\n<HTML>",
        "\ufeff<html>".encode("utf-16-le"),
        b"<?xml version='1.0' encoding='gbk'?><!DOCTYPE html><html>",
        b"<!-- saved from url=(0022)http://x/ --><table>",
        b"<table><tr>",
        b"<div class='x'>",
        b"<meta charset=gbk>",
        "任务分解表 <table border=1>".encode(),
        b"<p>x",
    ],
)
def test_what_looks_like_a_page(data: bytes) -> None:
    assert looks_like_html(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "任务\t责任单位\n甲\t乙".encode(),
        "<东莞市>任务分解表".encode("gbk"),
        b"<?xml version='1.0'?><w:wordDocument/>",
        b"a < b and c > d",
        b"{\\rtf1 <html>}"[:6],
        b"<project><table-name/>",
    ],
)
def test_what_does_not(data: bytes) -> None:
    assert not looks_like_html(data)


# --- hostile ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "甲",
        "<table><tr><td>甲<td>" * 10_000,
        "<table>" + "<tr><td rowspan=65534 colspan=99>甲<td>乙" * 3000 + "</table>",
        "<table>" + "<tr>" + "<td>甲" * 1001 + "</table>",
    ],
)
def test_what_no_page_needs_is_an_error(page: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_html(page.encode(), "t.html")
    assert caught.value.code == "damaged"


def test_too_many_elements_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.html.reading._MOST_ELEMENTS", 1000)
    with pytest.raises(SourceError, match="more than 1000 elements"):
        read_html(b"<p>" * 1001, "t")


def test_deep_nesting_below_the_limit_of_the_parser_loses_nothing() -> None:
    page = "<b style='display:none'>甲</b>" + "<span>乙" * 1900 + "<table><tr><td>丙<td>丁</table>"
    extraction = read_html(page.encode(), "t")
    assert texts(extraction.tables[0]) == [["丙", "丁"]]
    assert accounted(extraction) == extraction.characters


def test_entities_and_scripts_do_nothing() -> None:
    page = (
        "<!DOCTYPE html SYSTEM 'file:///etc/passwd' [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
        "<table><tr><td onclick='x()'>&e;<td><script>alert(1)</script>&lt;script&gt;</table>"
    )
    [table] = read_html(page.encode(), "t").tables
    assert texts(table) == [["&e;", "<script>"]]


def test_nothing_is_fetched() -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    page = (
        f"<!DOCTYPE html SYSTEM '{here}/dtd'><html><head><base href='{here}'>"
        f"<link rel=stylesheet href={here}/css><script src={here}/js></script></head>"
        f"<body background={here}/a><img src={here}/b><iframe src={here}/c></iframe>甲"
    )
    extraction = read_html(page.encode(), "t")
    server.shutdown()
    server.server_close()
    assert [part.text for part in extraction.outside] == ["甲"]
    assert asked == []


def test_tens_of_thousands_of_attributes_are_refused() -> None:
    """A picture in the page is one long attribute and does no harm."""
    picture = f"<img src='data:image/png;base64,{'x' * 100_000}=='>"
    assert read_html(f"<p>甲{picture}</p>".encode(), "t").outside[0].text == "甲"
    many = " ".join(f"a{number}=1" for number in range(11_000))
    with pytest.raises(SourceError) as caught:
        read_html(f"<p {many}>甲</p>".encode(), "t")
    assert caught.value.code == "damaged"


def test_panels_that_show_in_turn_are_read_and_copies_are_not() -> None:
    """Tabs: the tables of the hidden ones beside the shown one; a hidden copy is told."""
    row = "<table><tr><td>{}<td>市教育局</table>"
    shown, other = row.format("新建小学两所以上"), row.format("改造便民市场四个")
    page = f"<div>{shown}</div><div style='display:none'>{other}</div>"
    extraction = read_html(page.encode(), "tabs.html")
    assert [texts(table)[0][0] for table in extraction.tables] == [
        "新建小学两所以上",
        "改造便民市场四个",
    ]
    assert extraction.notes == ("line 1: tables that the page shows on a click are read",)
    copy = read_html(f"<div>{shown}</div><div hidden>{shown}</div>".encode(), "copy.html")
    assert len(copy.tables) == 1
    assert copy.notes == ("line 1: a hidden table is not read",)
    assert accounted(copy)
