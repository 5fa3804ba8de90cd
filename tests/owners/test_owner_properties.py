"""What holds for every cell: offsets, the account of each character, order, nothing lost."""

from __future__ import annotations

import importlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import dictionaries, owners
from pipeline.owners import names
from pipeline.owners.clauses import pieces
from pipeline.owners.resolve import read

BOOK = names.build(dictionaries.load(), "441900", "2021-08-26")
NAMES = [
    "市公安局", "市消防救援支队", "市委编办", "各镇街（园区）", "东莞供电局", "省教育厅", "教育部",
    "市政务服务数据管理局", "石碣镇", "团市委", "市量子计算局", "市市场监管局",
    "国家税务总局东莞市税务局",
]  # fmt: skip
WORDS = [
    "、", "，", "；", "。", "\n", " ", "（", "）", "：", "牵头", "配合", "负责", "等", "等部门",
    "会同", "牵头单位：", "配合单位：", "按职责分工负责", "无", "同上", "列第一位者为牵头单位",
    "“", "”", "各区、", "适用范围：", "市", "省", "，下同", "①", "(", ")", "和",
]  # fmt: skip
cells = st.lists(st.sampled_from(NAMES + WORDS), max_size=14).map("".join)
strange = st.text(max_size=60)


@given(st.one_of(cells, strange))
@settings(max_examples=300)
def test_offsets_cut_the_surface_and_every_character_is_accounted_for(raw: str) -> None:
    reading = read(raw, BOOK)
    found = reading.resolution
    for part in (*found.mentions, *found.unresolved):
        assert raw[part.start : part.end] == part.surface != ""
    reached = 0
    for span in reading.spans:
        assert span.start == reached < span.end
        reached = span.end
    assert reached == len(raw)
    inked = {"mention": found.mentions, "unresolved": found.unresolved}
    for kind, parts in inked.items():
        spans = [(s.start, s.end) for s in reading.spans if s.kind == kind]
        assert spans == sorted((p.start, p.end) for p in parts)


@given(st.one_of(cells, strange))
@settings(max_examples=100)
def test_the_grammar_cuts_without_gap_or_overlap(text: str) -> None:
    found = pieces(text, BOOK.roles, lambda name: name in NAMES)
    assert "".join(text[p.start : p.end] for p in found) == text


@given(st.permutations(NAMES[:7]))
@settings(max_examples=40)
def test_permuting_a_list_permutes_the_result(order: list[str]) -> None:
    found = owners.resolve("、".join(order), BOOK).mentions
    single = {name: owners.resolve(name, BOOK).mentions[0].bureau_id for name in order}
    assert [(m.surface, m.bureau_id) for m in found] == [(name, single[name]) for name in order]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
@settings(max_examples=60)
def test_doubling_names_loses_none(chosen: list[str]) -> None:
    once = owners.resolve("、".join(chosen), BOOK)
    twice = owners.resolve("、".join(chosen * 2), BOOK)
    ids = [m.bureau_id for m in once.mentions]
    assert [m.bureau_id for m in twice.mentions] == ids * 2
    assert len(twice.unresolved) == 2 * len(once.unresolved)


@given(cells)
@settings(max_examples=60)
def test_what_was_read_before_changes_nothing(raw: str) -> None:
    fresh = names.build(BOOK.dictionaries, "441900", "2021-08-26")
    assert owners.resolve(raw, fresh) == owners.resolve(raw, BOOK)


@pytest.mark.parametrize(
    "unit",
    [
        "市公安局", "市公安局、", "（", "）", "（）", "、", "市", "等", "牵头单位：", "各区、",
        "A牵头B配合", "甲乙丙", "市公安局（", "列第一位者为", "\ud800", "市公安局\n",
        "适用范围：", "同上、", "“", "¼",
    ],
)  # fmt: skip
def test_cells_of_a_hundred_thousand_characters_are_read(unit: str) -> None:
    raw = unit * (100_000 // len(unit))
    reading = read(raw, BOOK)
    assert sum(span.end - span.start for span in reading.spans) == len(raw)


def test_random_characters_of_all_planes_are_read() -> None:
    source = random.Random(7)
    raw = "".join(chr(source.randrange(0x110000)) for _ in range(100_000))
    assert sum(s.end - s.start for s in read(raw, BOOK).spans) == len(raw)


@pytest.mark.parametrize("unit", ["市公安局、", "市公安局", "市量子局、", "市公安局牵头，"])
def test_the_work_grows_with_the_length(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the text asks for at most ten times as many look-ups."""
    counts = [asked(unit * times, monkeypatch) for times in (200, 2000)]
    assert counts[1] <= 10 * counts[0] + 20


def asked(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many look-ups one cell takes."""
    identify = importlib.import_module("pipeline.owners.identify")
    resolve = importlib.import_module("pipeline.owners.resolve")
    lookup, count = identify.lookup, 0

    def counted(*given: object) -> object:
        nonlocal count
        count += 1
        return lookup(*given)

    monkeypatch.setattr(identify, "lookup", counted)
    monkeypatch.setattr(resolve, "lookup", counted)
    resolve.resolve(text, BOOK)
    monkeypatch.undo()
    return count
