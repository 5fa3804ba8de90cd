"""The plain list, read without the grammar, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import dictionaries
from pipeline.owners import names
from pipeline.owners.lists import read_list
from pipeline.owners.names import Namebook
from pipeline.owners.resolve import read

BOOK = names.build(dictionaries.load(), "441900", "2021-08-26")

# Names, and what may make a cell of them more than a plain list.
parts = st.sampled_from(
    [
        "市公安局", "市公安局", "市住房城乡建设局", "东莞供电局", "市消防支队", "省工业和信息化厅",
        "杭州市政府", "财政局", "科技厅", "市量子计算局", "市委编办市司法局",
        "市公安局和市民政局", "各区", "各镇", "街道", "园区", "县级市人民政府", "各镇街（园区）",
        "市发展改革局（市物价局）", "（牵头）", "市公安局（牵头）", "市民政局配合", "纪委", "监委",
        "党工委", "办事处", "无", "同上", "等", "备注", "列第一位者为牵头单位", "下同", "1", "",
        "市（", "）局", "某", "会同市科技局", "牵头单位：市公安局", "市公安局，市民政局", "公安局 ",
        "國家發展改革委", "市“扫黄打非”办", "“市公安局”", " 市公安局 ", "市 公安局", "市公安局(科)",
        "纪 委", "監委", "市公安局､市民政局", "各區", "執(zhi)法局", "“",
        "以上", "有关部门", "县", "市教育局等部门",
    ]
)  # fmt: skip
lists = st.lists(parts, max_size=6).map("、".join)


def anew(book: Namebook = BOOK) -> Namebook:
    """The namebook without what it has read."""
    return replace(book, seen={}, found={}, names={}, cells={})


@given(lists, st.booleans())
@settings(max_examples=400, deadline=None)
@example("市公安局、纪委、监委", False)
@example("各区、县级市人民政府、市公安局", False)
@example("省工业和信息化厅、科技厅、市公安局、财政局", True)
@example("市量子计算局、市公安局、", True)
@example("市公安局、市公安局", False)
@example(" “市公安局”、市“扫黄打非”办、", True)
@example("“市量子计算局”、市民政局", True)
@example("市公安局、紀委、监委", False)
def test_a_list_is_read_as_the_grammar_reads_it(raw: str, first_is_lead: bool) -> None:
    found = read_list(raw, anew(), first_is_lead)
    warm = read_list(raw, BOOK, first_is_lead)
    assert found == warm
    if found is not None:
        assert found == read(raw, anew(), first_is_lead).resolution


@pytest.mark.parametrize(
    "raw",
    [
        "市公安局", "市公安局、市民政局", "市公安局、市量子计算局", "市公安局、市民政局、",
        "市委编办市司法局、市公安局", "各镇街（园区）、市公安局", "省教育厅、科技厅、市消防支队",
        "市“扫黄打非”办、 “市公安局”",
    ],
)  # fmt: skip
def test_names_between_separators_need_no_grammar(raw: str) -> None:
    assert read_list(raw, anew(), False) is not None


@pytest.mark.parametrize(
    "raw",
    [
        "", "、", "市公安局、、市民政局", "市公安局牵头、市民政局", "市公安局，市民政局",
        "市公安局、无", "市公安局、市民政局等", "市公安局、纪委、监委", "各区、县级市人民政府",
        "市（公安局、市民政局）", "市 公安局、市民政局", "市公安局、备注市民政局", "市公安局、1",
        "市公安局、同上", "市公安局、市人力资源和社会保章局", "市公安局、市公安局",
    ],
)  # fmt: skip
def test_what_is_no_plain_list_is_left_to_the_grammar(raw: str) -> None:
    assert read_list(raw, anew(), False) is None


def test_a_name_means_what_the_place_in_front_of_it_says(
    book: Callable[[str | None, str | None], Namebook],
) -> None:
    """科技厅 behind 省工信厅 is the province's; the same word alone may be another's."""
    read_before = anew(book("330100", "2020"))
    for raw in ("省工业和信息化厅、科技厅", "科技厅", "杭州市教育局、科技厅"):
        assert read_list(raw, read_before, False) == read_list(raw, anew(read_before), False)


def test_the_mentions_of_a_name_are_kept_at_few_offsets() -> None:
    known = anew()
    for size in range(1, 200):
        read_list("某" * size + "、市公安局", known, False)
    assert len(known.names["441900"]["市公安局"].at) <= 64  # type: ignore[union-attr]
