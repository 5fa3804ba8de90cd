"""The HTML page as a file: what is in it before any script runs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

import compared as c
from pipeline.diff.narrow import Wanted
from pipeline.diff.write import as_html
from pipeline.diff.write.page_data import Picture, Pictures

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\"'&\u2028"
NONE = Pictures({}, {})


def compared(text="旧文", new_text="新文", item="任务", **about):
    old, new = c.task(1, text, title=item), c.task(1, new_text, title=item)
    change = c.change(
        "text_reworded", "text", text, new_text, of=new, was=old, spans=((0, 1, 0, 1),)
    )
    return c.comparison(
        c.side("2020-01-01", [old], **about), c.side("2021-08-26", [new], **about), [change]
    )


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))


def embedded(page: str):
    (text,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(text)


def test_the_page_names_nothing_outside_itself() -> None:
    page = as_html(compared(), Wanted(), "zh", NONE)
    for tag, attributes in Tags(page).tags:
        assert tag not in ("iframe", "object", "embed", "base", "form"), tag
        for name in ("src", "href", "action", "data", "srcset"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#"))
    assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttpRequest|eval\(|innerHTML", page)
    assert "default-src 'none'" in page


def test_hostile_text_makes_no_element_anywhere() -> None:
    def page(text: str) -> str:
        about = {"title": text, "number": text, "snapshot": text, "sources": {text: ""}}
        return as_html(compared(text, text + "1", text, **about), Wanted(), "zh", NONE)

    hostile = page(HOSTILE)
    assert [tag for tag, _ in Tags(hostile).tags] == [tag for tag, _ in Tags(page("甲")).tags]
    (task,) = embedded(hostile)["tasks"]
    assert task["title"] == HOSTILE
    assert "".join(task["changes"][0]["old"]["pieces"]) == HOSTILE


def test_the_policy_lets_only_the_delivered_script_and_style_run() -> None:
    page = as_html(compared(), Wanted(), "zh", NONE)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert (
        len(re.findall(r"(?:style|script)-src &#39;sha256-|(?:style|script)-src 'sha256-", policy))
        == 2
    )
    assert "unsafe" not in policy


def test_the_summary_is_there_without_any_script() -> None:
    page = as_html(compared(), Wanted(), "zh", NONE)
    assert "共 1 处改动（实质 1），涉及 1 项任务。" in page
    assert "1 change (substance 1) in 1 task." in page
    assert re.search(r'data-value="441900:public-security">东莞市公安局<', page)


@pytest.mark.parametrize(("language", "attribute"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_opens_in_the_language_asked_for(language: str, attribute: str) -> None:
    page = as_html(compared(), Wanted(), language, NONE)
    assert f'<html lang="{attribute}" data-lang="{language}">' in page


def test_pieces_alternate_between_what_stayed_and_what_changed() -> None:
    texts = "在十五日内", "在十日内完成"
    old, new = c.task(1, texts[0]), c.task(1, texts[1])
    spans = ((1, 3, 1, 2), (5, 5, 4, 6))
    change = c.change("text_reworded", "text", *texts, of=new, was=old, spans=spans)
    comparison = c.comparison(c.side("1", [old]), c.side("2", [new]), [change])
    (task,) = embedded(as_html(comparison, Wanted(), "zh", NONE))["tasks"]
    assert task["changes"][0]["old"]["pieces"] == ["在", "十五", "日内", "", ""]
    assert task["changes"][0]["new"]["pieces"] == ["在", "十", "日内", "完成", ""]


def test_a_deadline_is_shown_with_its_words_marked_in_the_text() -> None:
    old, new = c.task(1, "年底前完成"), c.task(1, "六月底前完成")
    values = [
        {"deadline_text": text, "deadline_kind": "by", "deadline_date": None}
        for text in ("年底前", "六月底前")
    ]
    change = c.change(
        "deadline_changed", "deadline", *values, of=new, was=old, spans=((0, 3, 0, 4),)
    )
    comparison = c.comparison(c.side("1", [old]), c.side("2", [new]), [change])
    (task,) = embedded(as_html(comparison, Wanted(), "zh", NONE))["tasks"]
    assert task["text"] is None  # it stands in the change
    assert task["changes"][0]["new"] == {
        "words": {"zh": "六月底前", "en": "六月底前"},
        "pieces": ["", "六月底前", "完成"],
    }


def test_places_have_the_picture_of_their_page_and_boxes_as_shares_of_it() -> None:
    picture = Picture("data:image/png;base64,AA==", 600.0, 800.0)
    pictures = Pictures({}, {("table.pdf", 1): picture}, left=3)
    page = as_html(compared(), Wanted(), "zh", pictures)
    data = embedded(page)
    old, new = data["tasks"][0]["places"]
    assert old == [{"page": 1, "table": 1, "row": 2}]
    assert new[0]["boxes"] == [[0.0833, 0.125, 0.8333, 0.075]]
    assert data["pictures"][new[0]["picture"]] == picture.uri
    assert "另有 3 页原页图像未收入" in page


def test_equal_sides_give_a_page_that_says_so_and_has_no_script() -> None:
    task = c.task(1, "甲")
    same = c.comparison(c.side("2020", [task]), c.side("2021", [task]), [])
    page = as_html(same, Wanted(), "zh", NONE)
    assert "没有改动。" in page
    assert "<script" not in page


def test_the_same_comparison_gives_the_same_page() -> None:
    assert as_html(compared(), Wanted(), "zh", NONE) == as_html(compared(), Wanted(), "zh", NONE)
