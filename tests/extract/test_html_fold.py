"""Plain rows are read from the page as written: which are plain, and both ways read the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.html import fold as html_fold
from pipeline.extract.html.fold import fold
from pipeline.extract.html.plain import Grammar
from pipeline.extract.html.reading import read_html
from pipeline.records import Extraction
from word_xml import accounted, texts


@pytest.fixture(autouse=True, scope="module")
def _small_pages_too() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_fold, "FEWEST_ROWS", 0)
        yield


def folded_rows(page: str) -> list[int]:
    """How many rows stand in each run that was folded."""
    return [len(run.counts) for run in fold(page)[1].runs]


def both_ways(page: str) -> Extraction:
    """What is read with plain rows folded; it must be what is read without."""
    quick = read_html(page.encode(), "t")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_fold, "FEWEST_ROWS", 10**9)
        assert read_html(page.encode(), "t") == quick
    assert accounted(quick) == quick.characters
    return quick


def page(*rows: str) -> str:
    """A table between two rows that are not plain."""
    return "\n".join(["<p>前</p><table>", "<tr><th>任务<th>单位</tr>", *rows, "</table><p>后</p>"])


PLAIN = "<tr><td>甲</td><td>市公安局</td></tr>"


@pytest.mark.parametrize(
    "row",
    [
        PLAIN,
        "<tr></tr>",
        "\n <tr\n class='a'>\r\n<td>\n甲\n乙 </td>\n\n<td\nrowspan = 2\n>丙</td >\n</tr>".replace(
            "d >", "d>"
        ),
        # as Word saves it
        "<tr style='mso-yfti-irow:1;height:28.35pt'>\n  <td width=189 rowspan=3 style='width:5.0cm;"
        "border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt'>\n  <p class=MsoNormal align=center "
        "style='text-align:center'><span lang=ZH-CN\n  style='font-family:\"仿宋\"'>甲</span></p>\n"
        "  </td>\n <td><p class=MsoNormal><b><span lang=EN-US>1</span></b></p></td>\n </tr>",
        # as an editor for web pages saves it
        '<tr class="firstRow"><td colspan="2" nowrap x:str><div align="center"><font size="2">甲'
        "&nbsp;&ldquo;乙&rdquo;&amp;lt;</font></div></td></tr><!-- 1 -->",
    ],
)
def test_rows_as_programs_write_them_are_plain(row: str) -> None:
    written = page(PLAIN, row, row)
    assert folded_rows(written) == [3]
    both_ways(written)


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>甲<td>乙</tr>",
        "<tr><td>甲</td>文<td>乙</td></tr>",
        "<tr><td>甲</td><td>乙</td></tr>文",
        "<tr><td>甲<br>乙</td></tr>",
        "<tr><td><p>甲</p><p>乙</p></td></tr>",
        "<tr><td><b><p>甲</p></b></td></tr>",
        "<tr><td><p>甲</td></tr>",
        "<tr><td><b><i>甲</b></i></td></tr>",
        "<tr><td><u>甲</u>乙</td></tr>",
        "<tr><td>甲&copy;&#20057;</td></tr>",
        "<tr><td>甲&nbsp乙</td></tr>",
        "<tr><td>甲\x85乙</td></tr>",
        "<tr><td title='甲>乙</td></tr>",
        "<tr><td title='甲>乙'>丙</td></tr>",
        "<tr><td title=&#39;>丙</td></tr>",
        "<tr><td colspan=200>甲</td></tr>",
        "<tr><td style='Display:none'>甲</td></tr>",
        "<tr><td><span style='visibility : hidden'>甲</span></td></tr>",
        "<tr hidden><td>甲</td></tr>",
        "<tr height='0'><td></td><td></td></tr>",
        "<tr><td><img src=x></td></tr>",
        "<tr><td><ol><li>甲</li></ol></td></tr>",
        "<tr><td><pre>甲\n乙</pre></td></tr>",
        "<tr><th>甲</th><td>乙</td></tr>",
        "<tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr>",
        "<trow><td>甲</td></tr>",
        f"<tr><td {' '.join(f'a{n}' for n in range(500))}>甲</td></tr>",
    ],
)
def test_what_is_more_than_plain_goes_the_careful_way(row: str) -> None:
    written = page(PLAIN, PLAIN, row, PLAIN)
    assert folded_rows(written) != [4]
    both_ways(written)


@pytest.mark.parametrize(
    "around",
    [
        "<table>{}</table>",
        "<table><tr><td>{}</td></tr></table>",
        "<table><thead>{}</thead></table>",
        "<table><tbody hidden>{}</tbody></table>",
        "<div style='display: none'><table>{}</table></div>",
        "<div hidden><table>{}</table></div>",
        "<table role=presentation>{}</table>",
        "<table><tr><td><table>{}</table></td><td>乙</td></tr></table>",
        "<table><tr><td><h1>题</h1></td></tr>{}</table>",
        "<table>{}<tr><td><table><tr><td>内</td><td>容</td></tr></table></td></tr></table>",
        "<table>{}文<tr><td>丙</td></tr></table>",
        "<pre><table>{}</table></pre>",
        "<ruby>字<rt><table>{}</table></rt></ruby>",
        "<ol><li><table>{}</table></ol>",
        "<b><table>{}</table></b>",
        "<script>var rows = '{}';</script>",
        "<!-- {} -->",
        "<textarea>{}</textarea>",
        "<template><table>{}</table></template>",
        '<div title="{}">丁</div>',
        "<p>{}</p>",
        "<table><tr folded=0></tr>{}</table>",
        "<table><tr><td>丙{}</table>",
        "{}",
        "</table>{}",
    ],
)
def test_rows_in_something_else_are_read_as_without_folding(around: str) -> None:
    both_ways(around.format(PLAIN * 3))
    both_ways("<p>前</p>" + around.format(PLAIN.replace("市公安局", "") * 3) + PLAIN)


def test_rows_with_each_tag_on_a_line_of_its_own_are_read_as_bare_ones() -> None:
    """A line ends between the last cell of a row and its end: the quickest way is taken, too."""
    row = "\n<tr>\n<td rowspan=1>甲</td>\n<td>乙</td>\n</tr>"
    written = "</tr>" + (3 * row).removesuffix("</tr>")
    bare = Grammar().read_bare(written, 1)
    assert bare is not None
    rows, _ = bare
    assert (rows.counts, rows.lines) == ([2, 2, 2], [3, 4, 7, 8, 11, 12])


def test_a_look_left_open_among_plain_rows_ends_with_its_cell() -> None:
    plain = "<tr><td>甲</td><td>乙</td></tr>"
    [table] = both_ways(page(plain, "<tr><td><b>丙<td><b>丁</tr>", plain)).tables
    assert [cell.text for cell in table.cells[2:]] == ["甲", "乙", "丙", "丁", "甲", "乙"]


def test_the_order_and_the_lines_of_plain_and_other_rows_are_kept() -> None:
    rows = [f"<tr>\n<td>{n}</td><td>甲{'<br>乙' * (n in {3, 20, 21})}</td></tr>" for n in range(70)]
    assert folded_rows(page(*rows)) == [3, 16, 48]
    [table] = both_ways(page(*rows)).tables
    assert [row[0] for row in texts(table)[1:]] == [str(n) for n in range(70)]
    lines = {cell.row: cell.parts[0].place.line for cell in table.cells if cell.column == 0}
    assert lines == {0: 2} | {n + 1: 4 + 2 * n for n in range(70)}


def test_the_count_finds_text_that_the_rows_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The characters of folded rows are counted from the page, not from what was read."""
    from pipeline.extract.html import plain as html_plain

    monkeypatch.setattr(html_plain, "shown", lambda text: "")
    extraction = read_html(
        "<table><tr><td>甲 乙</td><td>丙</td><td>丁</td></tr></table>".encode(), "t"
    )
    assert extraction.characters == {"甲": 1, "乙": 1, "丙": 1, "丁": 1}
    assert accounted(extraction) == {"丙": 1, "丁": 1}


SPACES = st.sampled_from(["", "", "", " ", "\n", "\r\n\t", "\u3000", "<!-- 1 -->"])
WORDS = st.text("甲乙、（A1 \n\r\t\xa0\u200b\u3000\ue000>'\"", max_size=5)
REFERENCES = st.sampled_from(
    ["&nbsp;", "&lt;", "&amp;", "&ldquo;", "&amp;nbsp;", "&lt", "&#x4e59;"]
)
ATTRIBUTES = st.sampled_from(
    [
        *("", "", "", " class=a", " rowspan=2", ' rowspan="3"', " colspan = '2'", " rowspan=0"),
        *(" ROWSPAN=2 rowspan=4", " a='x>y'", " style='color:red'", " hidden", "\nx:str", " ="),
        *(' style="display:none"', ' colspan=""', " colspan='\n2'", " rowspan=+2", " a='b'c=d"),
        "/",
    ]
)
NAMES = st.sampled_from(
    [
        *("p", "p", "p", "span", "span", "b", "font", "div", "i", "u", "em", "strong", "a", "br"),
        *("pre", "o:p", "td"),
    ]
)


@st.composite
def contents(draw: st.DrawFn) -> str:
    text = "".join(draw(st.lists(st.one_of(WORDS, WORDS, WORDS, REFERENCES), max_size=2)))
    for name in draw(st.lists(NAMES, max_size=3)):
        end = draw(st.sampled_from([f"</{name}>"] * 12 + ["", f"</{name} >"]))
        text = f"{draw(SPACES)}<{name}{draw(ATTRIBUTES)}>{text}{end}{draw(SPACES)}"
    return text


@st.composite
def rows(draw: st.DrawFn) -> str:
    cells = [
        f"<td{draw(ATTRIBUTES)}>{draw(contents())}</td>{draw(SPACES)}"
        for _ in range(draw(st.integers(0, 3)))
    ]
    odd = draw(st.sampled_from([""] * 20 + ["</tr>", "<td>", "文", "</tbody><tbody>", "<tr>"]))
    return f"{draw(SPACES)}<tr{draw(ATTRIBUTES)}>{draw(SPACES)}{''.join(cells)}</tr>{odd}"


@settings(max_examples=250)
@given(st.lists(rows(), max_size=6), st.sampled_from(["<table>", "<table><tbody>", "<p>x<table>"]))
def test_both_ways_give_the_same(written: list[str], opening: str) -> None:
    both_ways(opening + PLAIN + "".join(written) + "</table>")
