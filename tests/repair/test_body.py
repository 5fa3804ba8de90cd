"""A body text fills lost headings and sub-tasks where number and neighbours agree."""

from __future__ import annotations

from pipeline.repair.body import fill_from_body
from pipeline.repair.ledger import balance
from tables import extraction, repaired

_TABLE = [
    ("15．甲。", "一。", "市公安局"),
    ("", "", "市民政局"),
    ("", "三。", "市财政局"),
    ("17．丙。", "四。", "市公安局"),
]


def test_lost_heading_and_text_come_back() -> None:
    """The paragraph of number 16 gives its heading and the sub-task before the printed one."""
    body = extraction(outside=["15．甲。一。", "16．乙。二。三。", "17．丙。四。"])
    result, alike = fill_from_body(repaired(_TABLE), body)
    assert alike == 2
    assert [task.item_title for task in result.tasks] == ["甲", "乙", "乙", "丙"]
    assert [task.text for task in result.tasks] == ["一。", "二。", "三。", "四。"]
    assert not any(task.review_reasons for task in result.tasks)
    assert {r.field for r in result.repairs if r.rule == "body_text"} == {"item_title", "text"}
    assert balance(result).balanced


def test_headings_on_lines_of_their_own() -> None:
    """（十五） over numbered sub-tasks; a section with a number of its own ends the last one."""
    body = extraction(
        outside=[
            "二、任务",
            "（十五）甲",
            "1.一。",
            "（十六）乙",
            "1.二。",
            "2.三。",
            "（十七）丙",
            "1.四。",
            "三、保障",
        ]
    )
    result, alike = fill_from_body(repaired(_TABLE), body)
    assert alike == 2
    assert [task.item_title for task in result.tasks] == ["甲", "乙", "乙", "丙"]
    assert [task.text for task in result.tasks] == ["一。", "二。", "三。", "四。"]


def test_neighbours_that_do_not_agree_prove_nothing() -> None:
    """Number 17 of the body is another item: nothing is filled."""
    body = extraction(outside=["15．甲。一。", "16．乙。二。三。", "17．丁。四。"])
    result, alike = fill_from_body(repaired(_TABLE), body)
    assert alike == 1
    assert result.tasks == repaired(_TABLE).tasks


def test_text_that_does_not_fit_stays_lost() -> None:
    """The printed sub-task is not in the paragraph: the heading is given, the text is not."""
    body = extraction(outside=["15．甲。一。", "16．乙。别的。", "17．丙。四。"])
    result, _ = fill_from_body(repaired(_TABLE), body)
    assert result.tasks[1].item_title == "乙"
    assert result.tasks[1].text is None


def test_another_text_is_no_body() -> None:
    """Prose without a heading of the table changes nothing."""
    result, alike = fill_from_body(repaired(_TABLE), extraction(outside=["1．总则。", "说明"]))
    assert (result.tasks, alike) == (repaired(_TABLE).tasks, 0)
