"""The numbers of ordered lists, as a browser shows them."""

from __future__ import annotations

import pytest

from pipeline.extract.html.reading import read_html
from word_xml import accounted


def shown(page: str) -> list[str]:
    extraction = read_html(page.encode(), "t.html")
    assert accounted(extraction) == extraction.characters
    return [part.text for part in extraction.outside]


@pytest.mark.parametrize(
    ("attributes", "first", "second"),
    [
        ("", "1. ", "2. "),
        ("start=3", "3. ", "4. "),
        ("reversed", "2. ", "1. "),
        ("type=A", "A. ", "B. "),
        ("type=i start=4", "iv. ", "v. "),
        ("style='list-style-type: cjk-ideographic'", "一、", "二、"),
        ("style='list-style: none inside'", "", ""),
        ("start=x", "1. ", "2. "),
    ],
)
def test_start_type_and_style(attributes: str, first: str, second: str) -> None:
    assert shown(f"<ol {attributes}><li>甲<li>乙</ol>") == [f"{first}甲", f"{second}乙"]


def test_value_counts_on_and_lists_nest() -> None:
    page = "<ol><li>甲<ol><li>子<li value=7>丑<li>寅</ol><li>乙</ol>"
    assert shown(page) == ["1. 甲", "1. 子", "7. 丑", "8. 寅", "2. 乙"]


def test_the_number_stands_on_the_line_of_the_first_paragraph() -> None:
    assert shown("<ol><li><p>甲<p>乙<li><div><strong>丙</strong></div></ol>") == [
        "1. 甲",
        "乙",
        "2. 丙",
    ]


def test_navigation_and_numbers_already_printed_get_none() -> None:
    assert shown("<nav><ol><li>首页</ol></nav><div class=breadcrumb><ol><li>政务</ol></div>") == [
        "首页",
        "政务",
    ]
    assert shown("<ol><li>一、甲<li>（二）乙</ol>") == ["一、甲", "（二）乙"]


def test_a_list_in_a_cell() -> None:
    page = "<table><tr><td>任务<td>单位<tr><td><ol><li>甲<li>乙</ol><td>市公安局</table>"
    [table] = read_html(page.encode(), "t.html").tables
    assert table.cells[2].text == "1. 甲\n2. 乙"
