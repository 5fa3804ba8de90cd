"""The HTML page in a real browser, without a network and without a display."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import compared as c
from pipeline.diff.narrow import Wanted
from pipeline.diff.write import as_html
from pipeline.diff.write.page_data import Picture, Pictures

HOSTILE = '</script><script>window.hacked = 1</script><img src="x" onerror="window.hacked = 1">'
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None
    )
    assert program is not None, (
        "Chromium must be installed for this test (apt-get install chromium)"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Opened:
    """A page with all that it asked for and complained of."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.file = page, file
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(file.as_uri())

    def shown(self) -> list[str]:
        """The numbers of the tasks on the page, in order."""
        return self.page.locator(".task .no").all_inner_texts()

    def elements(self) -> int:
        return int(self.page.evaluate("document.getElementsByTagName('*').length"))


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path):
    """Opens a comparison; afterwards nothing was asked for but the file, and nothing went wrong."""
    opened: list[Opened] = []
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)

    def open_one(comparison, pictures=None, language="zh") -> Opened:
        file = tmp_path / "changes.html"
        text = as_html(comparison, Wanted(), language, pictures or Pictures({}, {}))
        file.write_text(text, encoding="utf-8")
        opened.append(Opened(context.new_page(), file))
        return opened[-1]

    yield open_one
    for one in opened:
        outside = [url for url in one.requests if not url.startswith(("data:", one.file.as_uri()))]
        assert outside == []
        assert one.complaints == []
        assert one.page.evaluate("window.hacked") is None
    context.close()


def three_tasks():
    """A reworded text with hostile words, a new task, and an owner's role with a new comma."""
    old = [c.task(1, f"在十五日内{HOSTILE}𠮷甲", title=HOSTILE), c.task(2, "乙，", (c.CIVIL,))]
    new = [
        c.task(1, f"在十日内{HOSTILE}𠮷乙", title=HOSTILE),
        c.task(3, "丙", (c.FINANCE,), task_id="t-00000000abcd"),
        c.task(4, "乙、", (c.CIVIL,), task_id=old[1][0]["task_id"]),
    ]
    texts, end = (old[0][0]["text"], new[0][0]["text"]), len(old[0][0]["text"])
    spans = ((1, 3, 1, 2), (end - 1, end, end - 2, end - 1))
    roles = c.owner(c.CIVIL), c.owner(c.CIVIL, "lead")
    commas = {"severity": "form", "spans": ((1, 2, 1, 2),)}
    changes = [
        c.change("text_reworded", "text", *texts, of=new[0], was=old[0], spans=spans),
        c.change("task_added", "task", None, c.whole(new[1]), of=new[1]),
        c.change("punctuation", "text", "乙，", "乙、", of=new[2], was=old[1], **commas),
        c.change("role_changed", "owners", *roles, of=new[2], was=old[1]),
    ]
    return c.comparison(c.side("2020", old), c.side("2021", new), changes)


def many_tasks(number: int):
    text = (
        "对取消和下放的行政许可事项逐项制定事中事后监管措施，明确监管层级、监管部门和监管职责。" * 2
    )
    old = [c.task(n, f"甲{text}") for n in range(1, number + 1)]
    new = [c.task(n, f"乙{text}") for n in range(1, number + 1)]
    changes = [
        c.change("text_reworded", "text", a[0]["text"], b[0]["text"], of=b, was=a,
                 spans=((0, 1, 0, 1),))
        for a, b in zip(old, new, strict=True)
    ]  # fmt: skip
    return c.comparison(c.side("2020", old), c.side("2021", new), changes)


def test_old_and_new_stand_side_by_side_with_changed_characters_marked(open_page) -> None:
    page = open_page(three_tasks()).page
    old, new = page.locator(".task").first.locator(".side").all()
    assert old.locator("del").all_inner_texts() == ["十五", "甲"]
    assert new.locator("ins").all_inner_texts() == ["十", "乙"]
    left, right = old.bounding_box(), new.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]


def test_script_tags_in_a_cell_stay_text(open_page) -> None:
    page = open_page(three_tasks()).page
    first = page.locator(".task").first
    assert HOSTILE in first.locator(".side.old").inner_text()
    assert first.locator("h3").inner_text() == HOSTILE
    assert page.locator("img").count() == 0


def test_filters_by_severity_kind_and_bureau(open_page) -> None:
    one = open_page(three_tasks())
    page = one.page
    assert one.shown() == ["1.1", "3.1", "2.1 → 4.1"]
    page.locator("[data-severity=form]").click()
    assert one.shown() == ["2.1 → 4.1"]
    assert page.locator(".change").count() == 1
    assert page.locator("#shown").inner_text() == "列出 1 处，共 4 处"
    page.locator("#clear").click()
    page.locator("#kind").select_option("task_added")
    assert one.shown() == ["3.1"]
    page.locator("#kind").select_option("")
    page.locator("#bureau").select_option(label="东莞市民政局")
    assert one.shown() == ["2.1 → 4.1"]
    page.locator("[data-severity=form]").click()
    page.locator("#kind").select_option("role_changed")
    assert one.shown() == []
    assert page.locator("#none").is_visible()
    page.locator("#clear").click()
    assert len(one.shown()) == 3
    assert page.locator("#clear").is_hidden()


def test_a_line_of_the_summary_sets_the_filter(open_page) -> None:
    one = open_page(three_tasks())
    one.page.locator("button.pick", has_text="东莞市财政局").click()
    assert one.shown() == ["3.1"]
    assert one.page.locator("#bureau").input_value() == c.FINANCE[0]


def test_search_finds_text_across_marks_names_and_ids_and_marks_it(open_page) -> None:
    one = open_page(three_tasks())
    for words, numbers in (
        ("在十日", ["1.1"]),
        ("东莞市民政局 牵头", ["2.1 → 4.1"]),
        ("T-00000000ABCD", ["3.1"]),
        ("四海", []),
    ):
        one.page.locator("#words").fill(words)
        assert one.shown() == numbers, words
    one.page.locator("#words").fill("丙")
    assert one.page.locator("mark").all_inner_texts() == ["丙"]


def test_the_language_is_switched_and_the_filter_stays(open_page) -> None:
    one = open_page(three_tasks())
    one.page.locator("#kind").select_option("role_changed")
    one.page.locator("[data-speak=en]").click()
    assert one.page.locator(".change b").inner_text() == "Role changed"
    assert one.page.locator(".side.new").inner_text() == "东莞市民政局 (lead)"
    assert one.page.get_by_text("4 changes (substance 3, form 1) in 3 tasks.").is_visible()
    assert one.page.get_by_text("共 4 处改动").is_hidden()


def test_the_source_place_opens_the_page_picture_with_the_row_marked(open_page) -> None:
    uri = "data:image/png;base64," + base64.b64encode(DOT).decode()
    picture = {("table.pdf", 1): Picture(uri, 600.0, 800.0)}
    page = open_page(three_tasks(), Pictures(picture, picture)).page
    page.get_by_role("button", name="第1页 表1 第2行").first.click()
    frame, box = page.locator("#viewer-old .picture"), page.locator("#viewer-old .box")
    whole, marked = frame.bounding_box(), box.bounding_box()
    assert marked["width"] / whole["width"] == pytest.approx(500 / 600, abs=0.02)
    page.locator("#close").click()
    assert page.locator("#viewer").is_hidden()


def test_without_a_picture_the_place_stays_in_words(open_page) -> None:
    page = open_page(three_tasks()).page
    assert page.locator(".look").count() == 0
    assert page.locator(".places").first.inner_text().split("\n")[1:] == ["第1页 表1 第2行"] * 2


def test_ten_thousand_changes_are_drawn_only_where_they_are_seen(open_page) -> None:
    one = open_page(many_tasks(10_000))
    page = one.page
    page.locator(".task").first.wait_for()
    assert one.elements() < 5_000
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_text("10000.1", exact=True).wait_for()
    assert one.elements() < 5_000
    page.locator("#words").fill("第7000项任务")
    assert one.shown() == ["7000.1"]
    page.locator("#clear").click()
    page.evaluate("location.hash = '#t-000000001388'")
    page.locator(".aimed", has_text="第5000项任务").wait_for()
    assert one.elements() < 5_000


def test_what_is_printed_is_all_that_is_listed(open_page) -> None:
    one = open_page(many_tasks(300))
    assert len(one.shown()) < 300
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(one.shown()) == 300
    one.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(one.shown()) < 300


def test_on_paper_there_are_no_controls_and_every_column_fits(open_page) -> None:
    page = open_page(three_tasks()).page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.locator(".filters").is_hidden()
    assert page.locator(".task").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


@pytest.mark.parametrize("width", [1400, 800, 400])
def test_no_width_needs_sideways_scrolling(open_page, width: int) -> None:
    page = open_page(three_tasks()).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_summary_reads(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    file.write_text(as_html(three_tasks(), Wanted(), "zh", Pictures({}, {})), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.get_by_text("共 4 处改动（实质 3、形式 1），涉及 3 项任务。").is_visible()
    assert page.get_by_text("本页须启用 JavaScript").is_visible()
    context.close()
