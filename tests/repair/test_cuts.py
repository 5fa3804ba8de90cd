"""Rows that a page edge cut, where the file holds two tables or prints the header again."""

from __future__ import annotations

from pipeline.locate import locate
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms, table

_HEADER = ("序号", "任务", "责任单位")
_ABOVE = (
    ("1", "修桥。", "市交通局"),
    ("2", "铺路。", "市交通局"),
    ("3", "治理河道，建设湿", "市水务局、市林"),
)


def _pages(*below: tuple[str, str, str]) -> Repaired:
    tables = (table([_HEADER, *_ABOVE], 0), table([_HEADER, *below], 1))
    result = repair(locate(extraction(*tables), synonyms()))
    assert balance(result).balanced
    return result


def _rows(result: Repaired) -> list[tuple[str | None, str | None, str | None]]:
    return [(task.task_no, task.text, task.owner_text) for task in result.tasks]


def test_a_row_cut_between_two_tables_is_joined_and_says_so() -> None:
    result = _pages(("", "地公园。", "业局"), ("4", "种树。", "市林业局"))
    assert _rows(result)[2:] == [
        ("3.1", "治理河道，建设湿地公园。", "市水务局、市林业局"),
        ("4.1", "种树。", "市林业局"),
    ]
    assert result.tasks[2].grade == "B"
    assert [record.rule for record in result.repairs] == ["row_joined"]


def test_below_a_header_that_is_printed_again() -> None:
    rows = [_HEADER, *_ABOVE, _HEADER, ("", "地公园。", "业局"), ("4", "种树。", "市林业局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _rows(result)[2] == ("3.1", "治理河道，建设湿地公园。", "市水务局、市林业局")


def test_bodies_alone_make_the_last_name_whole() -> None:
    above = (*_ABOVE[:2], ("3", "治理河道。", "市水务局、合肥"))
    rows = [_HEADER, *above, _HEADER, ("", "", "海关"), ("4", "种树。", "市林业局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _rows(result)[2] == ("3.1", "治理河道。", "市水务局、合肥海关")


def test_a_sentence_that_ends_and_a_number_keep_their_rows() -> None:
    """A further task of the item above, and a task with a number, are rows of their own."""
    whole = (*_ABOVE[:2], ("3", "治理河道。", "市水务局"))
    rows = [_HEADER, *whole, _HEADER, ("", "建设公园。", "市林业局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _rows(result)[2:] == [
        ("3.1", "治理河道。", "市水务局"),
        ("3.2", "建设公园。", "市林业局"),
    ]
    assert len(_pages(("4", "地公园。", "业局")).tasks) == 4


def test_two_rows_with_whole_names_are_two_though_a_full_stop_lacks() -> None:
    """What the one cell of bodies ends with is whole, and so is what the other begins with."""
    above = (*_ABOVE[:2], ("3", "治理河道", "市水务局"))
    rows = [_HEADER, *above, _HEADER, ("", "建设公园。", "市林业局"), ("4", "种树。", "市林业局")]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert _rows(result)[2:4] == [
        ("3.1", "治理河道", "市水务局"),
        ("3.2", "建设公园。", "市林业局"),
    ]
    for task in result.tasks[2:4]:
        assert any(reason.startswith("layout_doubtful: row") for reason in task.review_reasons)


def test_a_row_inside_a_page_is_not_joined() -> None:
    rows = [_HEADER, *_ABOVE, ("", "地公园。", "业局"), ("4", "种树。", "市林业局")]
    assert len(repair(locate(extraction(table(rows)), synonyms())).tasks) == 5
