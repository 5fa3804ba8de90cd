"""Page numbers, running heads, and what only looks like them."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.furniture import PageEdges, find_furniture
from pipeline.extract.pdf.text import Line


def line(text: str, top: float) -> Line:
    return Line(text, 100, top, 100 + 10 * len(text), top + 10, 10)


def page(number: int, above: list[Line], below: list[Line]) -> PageEdges:
    return PageEdges(number, 800, tuple(above), tuple(below))


def rules(*pages: PageEdges) -> list[tuple[int, str, str]]:
    return [(number, li.text, rule) for (number, li), rule in find_furniture(pages).items()]


@pytest.mark.parametrize(
    "text",
    ["3", "— 3 —", "—3—", "-3-", "－ 3 －", "3/8", "第3页", "第 3 页 共 8 页", "第三页，共八页",
     "共8页 第3页", "- iv -", "Page 3 of 8", "·3·", "第3页/共8页", "３"],
)  # fmt: skip
def test_forms_of_page_numbers(text: str) -> None:
    assert rules(page(1, [], [line(text, 770)])) == [(1, text, "page_number")]


@pytest.mark.parametrize(
    "text", ["2021年", "第3项任务", "3．落实责任。", "市公安局", "100%", "一、"]
)
def test_what_is_no_page_number(text: str) -> None:
    assert rules(page(1, [], [line(text, 770)])) == []


def test_a_number_in_the_middle_of_a_page_is_text() -> None:
    assert rules(page(1, [line("3", 400)], [])) == []


def test_a_running_head_is_the_same_text_at_the_same_height() -> None:
    found = rules(
        *(page(n, [line("某市公报", 30), line(f"第{n}章", 90 + n * 20)], []) for n in (1, 2))
    )
    assert found == [(1, "某市公报", "running_head"), (2, "某市公报", "running_head")]


def test_a_running_head_may_count_the_pages() -> None:
    found = rules(*(page(n, [line(f"某市公报 2021 总{n + 6}版", 30)], []) for n in (1, 2, 3)))
    assert [rule for _, _, rule in found] == ["running_head"] * 3


def test_headings_that_count_otherwise_are_text() -> None:
    assert rules(*(page(n, [line(f"附件{n * 3}", 30)], []) for n in (1, 2, 3))) == []


def test_the_same_text_at_another_height_is_text() -> None:
    assert rules(page(1, [line("附件", 30)], []), page(2, [line("附件", 80)], [])) == []


def test_what_stands_within_other_text_is_text() -> None:
    """A page number below the last line of the body is one; a number above it is none."""
    body = [line("二、保障措施", 720), line("7", 700)]
    assert rules(page(1, [], [line("1", 770), *body])) == [(1, "1", "page_number")]


def test_a_mark_that_a_table_goes_on() -> None:
    assert rules(page(2, [line("（续表）", 100)], [])) == [(2, "（续表）", "running_head")]


def test_heads_on_even_and_odd_pages_differ() -> None:
    pages = [page(n, [line("某市" if n % 2 else "公报", 30)], []) for n in range(1, 5)]
    assert len(rules(*pages)) == 4


def test_a_title_that_comes_again_many_pages_on_is_text() -> None:
    """A list printed twice in one file begins twice with its title."""
    pages = [page(n, [line("任务分解表", 80)] if n in (1, 9) else [], []) for n in range(1, 17)]
    assert rules(*pages) == []
