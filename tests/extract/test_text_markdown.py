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
