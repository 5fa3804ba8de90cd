"""Tables drawn with bars: cells, text outside, and the drawing accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.text.reading import read_text
from pipeline.ink import census
from pipeline.records import Extraction

TABLE = """附件
| 序号 | 任务 | 责任单位 |
| --- | :-: | ---: |
| 1 | 甲<br>乙 | 市公安局 |
| 2 | a\\|b | |
说明
"""


def _balanced(read: Extraction) -> bool:
    texts = [cell.text for table in read.tables for cell in table.cells]
    texts += [part.text for part in read.outside] + [removal.text for removal in read.removed]
    return census(texts) == read.characters


def test_rule_bars_and_line_ends() -> None:
    """The rule is no row; <br> ends a line; an escaped bar is text."""
    read = read_text(TABLE.encode(), "t.md")
    (table,) = read.tables
    assert [cell.text for cell in table.cells] == [
        *("序号", "任务", "责任单位"),
        *("1", "甲\n乙", "市公安局"),
        *("2", "a|b", ""),
    ]
    assert [part.text for part in read.outside] == ["附件", "说明"]
    assert table.cells[3].parts[0].place.line == 4
    assert _balanced(read)


@pytest.mark.parametrize("rule", [["---|---|---"], []])
def test_the_outer_bars_may_be_missing(rule: list[str]) -> None:
    """Rows of as many bars each; the rule below the header may be missing too."""
    lines = ["附件", "序号 | 任务 | 责任单位", *rule, "1 | 甲 | 市公安局", "2 || 市民政局", "说明"]
    read = read_text("\n".join(lines).encode(), "t.md")
    (table,) = read.tables
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]
    assert rows == [["序号", "任务", "责任单位"], ["1", "甲", "市公安局"], ["2", "", "市民政局"]]
    assert [part.text for part in read.outside] == ["附件", "说明"]
    assert _balanced(read)


def test_a_lone_line_with_bars_is_text() -> None:
    """A bar in running text makes no table."""
    assert read_text("甲|乙\n丙".encode(), "t.txt").tables == ()


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("甲乙1-:|\\ "), max_size=4), min_size=2, max_size=4),
        min_size=2,
        max_size=5,
    )
)
def test_nothing_is_lost(rows: list[list[str]]) -> None:
    """Whatever stands between the bars: every character is a cell's or the drawing's."""
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    assert _balanced(read_text(text.encode(), "t.md"))


@pytest.mark.parametrize("tail", ["", " |"])
def test_ragged_rows_are_padded(tail: str) -> None:
    """A row without its last cells, with or without closing bar."""
    read = read_text(f"| a | b | c |\n| d | e{tail}".encode(), "t.md")
    assert [cell.text for cell in read.tables[0].cells] == ["a", "b", "c", "d", "e", ""]


def test_marks_of_headings_and_bold_words_are_taken_out_by_name() -> None:
    """``**一、经济**`` in a cell and ``## 二、`` outside are text without their marks."""
    lines = ["## 二、民生", "| **一、经济** | |", "| 1\\. 稳增长 | __市发改委__ |"]
    read = read_text("\n".join(lines).encode(), "t.md")
    assert [cell.text for cell in read.tables[0].cells] == ["一、经济", "", "1. 稳增长", "市发改委"]
    assert [part.text for part in read.outside] == ["二、民生"]
    assert [gone.text for gone in read.removed if gone.rule == "markup"] == ["##", "****", "\\____"]
    assert _balanced(read)


@pytest.mark.parametrize("text", ["# 任务 责任单位\n1 稳增长 市发改委", "甲*\n乙**\n注：**指标"])
def test_a_lone_sign_is_text(text: str) -> None:
    """# heads a column of numbers, * marks a footnote: nothing shows that it is Markdown."""
    read = read_text(text.encode(), "t.txt")
    assert not [gone for gone in read.removed if gone.rule == "markup"]
    assert _balanced(read)


def test_full_width_bars_where_no_other_is_in_the_file() -> None:
    """｜ parts cells; beside a table of usual bars it is text."""
    read = read_text("1｜甲｜市公安局\n2｜乙｜市民政局\n3｜丙｜".encode(), "t.txt")
    assert [cell.text for cell in read.tables[0].cells if cell.row == 1] == ["2", "乙", "市民政局"]
    assert _balanced(read)
    read = read_text("| 1 | 甲｜乙 |\n| 2 | 丙 |".encode(), "t.txt")
    assert [cell.text for cell in read.tables[0].cells if cell.row == 0] == ["1", "甲｜乙"]


@given(st.text("*_#\\ 甲1|\n", max_size=60))
def test_marks_balance(text: str) -> None:
    """Whatever signs stand in a text, each is in a field or among the removals."""
    assert _balanced(read_text(("## 甲\n" + text).encode(), "t.md"))


def test_rows_without_outer_bars_that_begin_blank() -> None:
    """A row below a merged number begins with a bar; that is no frame."""
    lines = ["序号|任务|责任单位", "1|甲|市公安局", "|乙|市民政局", "2|丙|市财政局"]
    read = read_text("\n".join(lines).encode(), "t.txt")
    (table,) = read.tables
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]
    assert rows[1:] == [["1", "甲", "市公安局"], ["", "乙", "市民政局"], ["2", "丙", "市财政局"]]
    assert _balanced(read)
