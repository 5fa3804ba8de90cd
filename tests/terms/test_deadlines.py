"""What is a task's deadline, from its cell, its text or the document, and what is none."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract
from pipeline.ink import ink
from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.terms.deadlines import find_default, read_deadline
from tables import synonyms

with (Path(__file__).with_name("deadlines.csv")).open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))

# What phrases are made of, so that generated texts come near them.
PIECES = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "2022年 12月 底 前 年底 年内 到 至 每 每年 完成 建成 印发之日起 30日内 5个工作日"
        " （ ） ， 。 ； 《 》 “ ” 十四五 期间 － ~ — 二〇二二年 十二月 持续推进 长期"
        " 完成时限： 力争 用 3年 时间 的 起 立即 以来 2012 . 31日 / \n 次年 一季度"
        " 上半年 2022.1 节前 本方案 自",
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join))
DATES = st.sampled_from([None, "2021", "2021-08", "2021-08-26", "", "in 2021", "0000", "2021-13"])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['trait']}: {case['input']}" for case in CASES])
def test_case(case: dict[str, str]) -> None:
    """Every line of deadlines.csv; its trait says what it shows."""
    given = {case["where"]: case["input"]}
    found = read_deadline(
        given.get("cell"),
        given.get("text"),
        published=case["published"] or None,
        default=given.get("default"),
    )
    if not case["text"]:
        assert found is None
        return
    assert found
    assert found.text == (case["input"] if case["text"] == "=" else case["text"])
    assert (found.kind or "", found.date or "") == (case["kind"], case["date"])
    assert (found.doubt is not None) == (case["doubt"] == "y")
    assert found.origin == case["where"]


def test_the_cell_decides_before_the_text_and_the_text_before_the_rule() -> None:
    """Each source only where the one before it says nothing."""
    rule = "各项任务于2024年底前完成"
    both = read_deadline("2022年", "2023年底前完成。", published=None, default=rule)
    none = read_deadline("—", "2023年底前完成。", published=None, default=rule)
    text = read_deadline(None, "加强管理。", published=None, default=rule)
    assert [found and (found.origin, found.date) for found in (both, none, text)] == [
        ("cell", "2022-12-31"),
        ("text", "2023-12-31"),
        ("default", "2024-12-31"),
    ]


def test_a_sign_for_nothing_is_not_filled_from_the_rule() -> None:
    """Somebody has written that this task has no deadline."""
    rule = "各项任务于2024年底前完成"
    assert read_deadline("—", "加强管理。", published=None, default=rule) is None


def test_an_unreadable_cell_is_not_filled_from_the_text() -> None:
    """The column is where the deadline stands: what it says is not passed over."""
    found = read_deadline("视工程进度", "2023年底前完成。", published=None)
    assert found
    assert (found.text, found.kind, found.date) == ("视工程进度", None, None)


def test_offsets_cut_the_phrase_out_of_the_printed_text() -> None:
    """White space inside the phrase stays, that around the cell does not."""
    text = "提高质量。\n于２０２２年 12\u3000月底前完成。"
    found = read_deadline(None, text, published=None)
    assert found
    assert found.text == text[found.start : found.end] == "２０２２年 12\u3000月底前"


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (["一、总则。各项任务要于2012年10月底前完成。"], "各项任务要于2012年10月底前完成"),
        (["各项目于2012年10月底前制定实施细则。"], "各项目于2012年10月底前制定实施细则"),
        (["上述任务均须在2023年12月31日前落实到位"] * 2, "上述任务均须在2023年12月31日前落实到位"),
        (["各责任单位要于2022年3月底前制定实施方案。"], None),
        (["各项任务进展情况于2021年2月3日前报送市政府督查室。"], None),
        (["各项任务于2022年底前完成。", "所有任务于2023年底前完成。"], None),
        (["各项任务要抓紧完成，持续推进。"], None),
        (["2022年底前，各项任务领导小组成立。"], None),
        ([], None),
    ],
)
def test_the_rule_for_all_tasks(texts: list[str], rule: str | None) -> None:
    """One sentence whose subject is all tasks; reports, bodies and two rules are none."""
    assert find_default(texts) == rule


def test_the_real_table_has_no_deadlines(seed_edition: Path) -> None:
    """Its limits are service limits, limits after an event, and how often."""
    file = next(seed_edition.glob("*.docx"))
    tasks = repair(locate(extract.read(file), synonyms())).tasks
    assert len(tasks) == 129
    found = [
        read_deadline(task.deadline_text, text, published="2021-08-26")
        for task in tasks
        for text in (task.item_title, task.text)
    ]
    assert [deadline for deadline in found if deadline] == []


@given(st.none() | TEXTS, st.none() | TEXTS, DATES, st.none() | TEXTS)
def test_any_text_is_read_and_the_deadline_is_a_part_of_it(
    cell: str | None, text: str | None, published: str | None, default: str | None
) -> None:
    """No crash, the text a cut of its origin, the date a date, the same answer twice."""
    found = read_deadline(cell, text, published=published, default=default)
    assert found == read_deadline(cell, text, published=published, default=default)
    if found is None:
        return
    source = {"cell": cell, "text": text, "default": default}[found.origin]
    assert source is not None
    assert found.text == source[found.start : found.end]
    assert ink(found.text)
    assert found.date is None or date.fromisoformat(found.date)
    assert found.kind is not None or (found.origin == "cell" and found.doubt)
    assert found.kind != "by" or found.date or found.doubt


@given(TEXTS, DATES)
def test_white_space_changes_nothing_in_a_cell(cell: str, published: str | None) -> None:
    """A narrow column wraps a deadline anywhere."""
    spaced = "\n".join(ink(cell))
    plain, wrapped = (read_deadline(text, None, published=published) for text in (cell, spaced))
    if plain is None or wrapped is None:
        assert plain is wrapped
    else:
        assert (plain.kind, plain.date) == (wrapped.kind, wrapped.date)
