"""Known edits of made-up editions: the reported changes are exactly the edits.

Each pair is also compared the other way round, and its changes are carried out on the old
side, which must give the new one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from diff.checks import check
from diff.editions import Edition, edition
from diff.edits import EDITS, Desk, Edit, prepare
from pipeline.diff.records import Comparison


def edited(seed: int, edits: Sequence[Edit], items: int) -> tuple[Edition, Edition, list[str]]:
    """A made-up edition, the same with ``edits``, and the kinds of change that they are."""
    rng = random.Random(seed)
    old = edition(rng, items, sections=3)
    free = [old.items.index(item) for item in prepare(old, rng).free]
    new = old.copy()
    desk = Desk(new, rng)
    desk.free = [new.items[index] for index in free]
    return old, new, [kind for edit in edits for kind in edit(desk)]


def kinds(found: Comparison) -> Counter[str]:
    return Counter(change.kind for change in found.changes)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_alone_is_reported_as_what_it_is(edit: Edit) -> None:
    old, new, meant = edited(7, [edit], 36)
    found = check(old, new)
    assert kinds(found) == Counter(meant), [*found.changes]


@pytest.mark.parametrize("seed", range(4))
def test_all_edits_at_once_with_all_numbers_shifted(seed: int) -> None:
    edits = list(EDITS)
    random.Random(seed).shuffle(edits)
    old, new, meant = edited(seed, edits, 160)
    found = check(old, new)
    assert kinds(found) == Counter(meant)
    assert found.summary.shifted > 100


def test_there_are_more_than_25_kinds_of_edit() -> None:
    assert len(EDITS) > 25


@pytest.mark.parametrize("seed", range(3))
def test_one_insertion_in_the_middle_is_one_change(seed: int) -> None:
    rng = random.Random(seed)
    old = edition(rng, 60)
    new = old.copy()
    new.items.insert(30, Desk(old, rng).new_item(old.items[30]))
    found = check(old, new)
    (change,) = found.changes
    assert change.kind == "task_added"
    after = sum(len(item.jobs) for item in old.items[30:])
    assert found.summary.shifted == after
    assert [(s.tasks, s.items) for s in found.summary.shifts] == [(after, 1)]
