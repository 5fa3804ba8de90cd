"""The real table: right from each rendition alone and from all three together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.ink import ink
from pipeline.locate import locate
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from pipeline.repair.renditions import reconcile
from tables import synonyms

LOST_HEADINGS = {16, 20, 22, 24, 32, 44, 47, 55, 58, 67}
ORPHANS = [
    *("12.2", "16.1", "20.1", "22.1", "24.1", "26.2", "32.1", "34.2"),
    *("36.2", "36.3", "41.3", "44.1", "47.1", "55.1", "58.1", "67.1"),
]


@pytest.fixture(scope="module", params=["txt", "docx", "pdf", "all"])
def table(request: pytest.FixtureRequest, seed_edition: Path) -> Repaired:
    """The table as each rendition gives it, and as all three together do."""
    suffixes = ("txt", "docx", "pdf") if request.param == "all" else (request.param,)
    files = [path for suffix in suffixes for path in sorted(seed_edition.glob(f"*.{suffix}"))]
    return reconcile([repair(locate(extract.read(path), synonyms())) for path in files])


def test_items_and_subtasks(table: Repaired) -> None:
    """69 items in order, 129 sub-tasks, each item's sub-tasks counted from 1."""
    assert [task.row_no for task in table.tasks] == list(range(1, 130))
    numbers = [task.item_no for task in table.tasks]
    assert sorted(set(numbers)) == list(range(1, 70)) == sorted({n for n in numbers if n})
    assert numbers == sorted(n for n in numbers if n)
    for before, task in zip(table.tasks, table.tasks[1:], strict=False):
        same = task.item_no == before.item_no
        assert task.subtask_no == ((before.subtask_no or 0) + 1 if same else 1)


def test_orphans_stand_on_their_item(table: Repaired) -> None:
    """All 16, with title and text null where they are lost, and flagged."""
    orphans = [task for task in table.tasks if task.text is None]
    assert [task.task_no for task in orphans] == ORPHANS
    for task in orphans:
        assert task.text_lost
        assert "text_lost" in task.review_reasons
        assert (task.item_title is None) == task.item_title_lost == (task.item_no in LOST_HEADINGS)


def test_rows_below_a_lost_heading_are_on_the_lost_item(table: Repaired) -> None:
    """Not on the item above, as a plain forward fill would have it."""
    lost = [task for task in table.tasks if task.item_title_lost]
    assert {task.item_no for task in lost} == LOST_HEADINGS
    assert len(lost) == 19
    texts = {task.task_no: task.text for task in lost}
    assert texts["20.2"] == "落实联合整治。"
    assert texts["44.2"] == "创设消防微课堂，在线开展复工复产复课复市消防安全服务。"
    assert texts["55.2"] == "实现基层管理跨部门、跨层级协同运转。"


def test_the_two_orphans_after_36_are_doubtful(table: Repaired) -> None:
    """They may be one cell that was torn apart; nothing decides, so both are flagged."""
    doubtful = [
        task.task_no
        for task in table.tasks
        if any(reason.startswith("may_be_one_row") for reason in task.review_reasons)
    ]
    assert doubtful == ["36.2", "36.3"]


def test_blank_row_is_accounted_for(table: Repaired) -> None:
    """The row of three blank cells between 62 and 63 is no task and has its record."""
    assert [record.rule for record in table.repairs].count("blank_row") == 1


def test_ledger_balances(table: Repaired) -> None:
    """Every printed character is in one place, in the same numbers from each rendition."""
    ledger = balance(table)
    assert ledger.balanced, (ledger.lost, ledger.surplus)
    assert ledger.source_chars == 9365
    assert (ledger.in_fields, ledger.in_headers, ledger.outside) == (9326, 12, 27)


@pytest.mark.parametrize("field", ["item_title", "text", "owner_text"])
def test_ledger_finds_a_lost_character_in_any_row(table: Repaired, field: str) -> None:
    """One character out of any value of any row, and the count fails."""
    for i, task in enumerate(table.tasks):
        value = getattr(task, field)
        if value is not None:
            damaged = replace(task, **{field: value[:-1]})
            tasks = (*table.tasks[:i], damaged, *table.tasks[i + 1 :])
            assert not balance(replace(table, tasks=tasks)).balanced


def test_renditions_agree_word_for_word(seed_edition: Path) -> None:
    """Number, title, text and owners are the same from dump, DOCX and PDF."""
    seen = set()
    for path in sorted(seed_edition.iterdir()):
        tasks = repair(locate(extract.read(path), synonyms())).tasks
        seen.add(
            tuple(
                (task.task_no, ink(task.item_title or ""), ink(task.text or ""), task.owner_text)
                for task in tasks
            )
        )
    assert len(seen) == 1
