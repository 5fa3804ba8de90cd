"""What one reader wants to see of a comparison, and what changed for each body."""

from __future__ import annotations

from dataclasses import replace

import pytest

import compared as c
from pipeline.diff.narrow import Wanted, bodies_named, narrow
from pipeline.diff.records import Division
from pipeline.diff.write.group import groups
from pipeline.diff.write.tallies import tallies
from pipeline.errors import CallError

OLD = [c.task(1, "甲", (c.POLICE, c.CIVIL)), c.task(2, "乙", (c.FINANCE,)), c.task(3, "丙")]
NEW = [c.task(1, "甲二", (c.POLICE,)), c.task(2, "乙", (c.FINANCE,)), c.task(4, "丁", (c.CIVIL,))]


@pytest.fixture
def comparison():
    changes = [
        c.change("text_reworded", "text", "甲", "甲二", of=NEW[0], was=OLD[0]),
        c.change("owner_removed", "owners", c.owner(c.CIVIL), None, of=NEW[0], was=OLD[0]),
        c.change("punctuation", "text", "乙", "乙", of=NEW[1], was=OLD[1], severity="form"),
        c.change("task_removed", "task", c.whole(OLD[2]), None, of=OLD[2]),
        c.change("task_added", "task", None, c.whole(NEW[2]), of=NEW[2]),
    ]
    return c.comparison(c.side("2020", OLD), c.side("2021", NEW), changes)


def kinds(comparison, *bodies, severity="none"):
    found = narrow(comparison, Wanted(bodies, severity))
    assert found.summary.kinds == {one.kind: 1 for one in found.changes}
    assert len(found.covers) == len(found.changes)
    return [one.kind for one in found.changes]


def test_a_body_sees_the_tasks_that_it_owns_on_either_side(comparison) -> None:
    assert kinds(comparison, c.CIVIL[0]) == ["text_reworded", "owner_removed", "task_added"]
    assert kinds(comparison, c.FINANCE[0]) == ["punctuation"]
    assert kinds(comparison, c.FINANCE[0], c.POLICE[0])[-2:] == ["punctuation", "task_removed"]


def test_severity_leaves_what_is_less_grave_out(comparison) -> None:
    assert "punctuation" not in kinds(comparison, severity="substance")
    assert len(kinds(comparison, severity="form")) == 5


def test_the_figures_of_the_whole_stay(comparison) -> None:
    found = narrow(comparison, Wanted((c.FINANCE[0],)))
    assert (found.summary.tasks_old, found.summary.tasks_new) == (3, 3)


def test_a_body_is_known_by_its_id_its_name_and_its_print(comparison) -> None:
    short = {"bureau_id": c.CIVIL[0], "short_name": "市民政"}
    named = replace(comparison, old=replace(comparison.old, bureaus=(short,)))
    for name in (c.CIVIL[0], "东莞市民政局", "市民政局", "市民政"):
        assert bodies_named((named.old, named.new), [name, name]) == (c.CIVIL[0],)


def test_a_name_that_owns_nothing_is_refused_with_those_that_do(comparison) -> None:
    with pytest.raises(CallError, match=r"市水利局: owns no task here.*东莞市公安局"):
        bodies_named((comparison.old, comparison.new), ["市水利局"])


def test_a_name_of_two_bodies_is_refused_with_both(comparison) -> None:
    other = {**comparison.new.assignments[0], "bureau_id": "440000:public-security"}
    both = replace(comparison.new, assignments=(*comparison.new.assignments[1:], other))
    with pytest.raises(CallError, match="441900:public-security or 440000:public-security"):
        bodies_named((comparison.old, both), ["市公安局"])


def test_a_name_that_no_dictionary_knows_is_a_body_of_its_own(comparison) -> None:
    row = {"task_id": NEW[1][0]["task_id"], "surface": "市某办", "reason": "unknown", "count": 1}
    known = replace(comparison, new=replace(comparison.new, unresolved=(row,)))
    assert bodies_named((known.old, known.new), ["市某办"]) == ("市某办",)
    assert kinds(known, "市某办") == ["punctuation"]


def test_a_title_concerns_the_owners_of_every_row_of_its_item() -> None:
    rows = [c.task(1, "甲", item=1), c.task(2, "乙", (c.CIVIL,), item=1)]
    sides = c.side("2020", rows), c.side("2021", rows)
    title = c.change("title_reworded", "item_title", "子", "丑", of=rows[0], was=rows[0])
    comparison = c.comparison(*sides, [title], covers=[(1, 2)])
    assert kinds(comparison, c.CIVIL[0]) == ["title_reworded"]
    (group,) = groups(comparison)
    assert [row["row_no"] for row in group.new] == [1]
    assert group.bodies == (c.POLICE[0], c.CIVIL[0])


def test_a_split_task_has_all_its_parts() -> None:
    whole, parts = c.task(1, "甲乙"), [c.task(1, "甲", (c.CIVIL,)), c.task(2, "乙", (c.FINANCE,))]
    split = c.change(
        "task_split", "task", [c.whole(whole)], [c.whole(p) for p in parts], of=parts[0], was=whole
    )
    sides = c.side("2020", [whole]), c.side("2021", parts)
    division = Division("split", (0,), (0, 1), 1.0, "its words")
    comparison = c.comparison(*sides, [split], covers=[(1, 2)], divisions=[division])
    comparison = replace(comparison, pairs=())
    (group,) = groups(comparison)
    assert ([row["row_no"] for row in group.old], len(group.new)) == ([1], 2)
    assert kinds(comparison, c.FINANCE[0]) == kinds(comparison, c.POLICE[0]) == ["task_split"]


def test_one_id_on_two_tasks_of_unrelated_sides_is_two_groups() -> None:
    """Sides of no one tree: the task that went and the task that came share an ID by chance."""
    gone, came = c.task(1, "甲"), c.task(1, "丁", (c.CIVIL,))
    changes = [
        c.change("task_removed", "task", c.whole(gone), None, of=gone),
        c.change("task_added", "task", None, c.whole(came), of=came),
    ]
    comparison = c.comparison(c.side("2020", [gone]), c.side("2021", [came]), changes)
    comparison = replace(comparison, pairs=())
    assert [group.bodies for group in groups(comparison)] == [(c.POLICE[0],), (c.CIVIL[0],)]


def test_what_changed_for_each_body_is_counted(comparison) -> None:
    found = {one.body: one for one in tallies(comparison)}
    civil, police = found[c.CIVIL[0]], found[c.POLICE[0]]
    assert (civil.before, civil.after, civil.gained, civil.lost, civil.role) == (1, 1, 1, 1, 0)
    assert (police.before, police.after, police.gained, police.lost) == (2, 1, 0, 1)
    assert found[c.FINANCE[0]].other == 1


def test_a_person_is_no_body(comparison) -> None:
    person = {**c.owner(), "bureau_id": None, "bureau_name": "张三", "surface": "张三"}
    change = c.change("owner_added", "persons", None, person, of=NEW[1], was=OLD[1])
    found = tallies(replace(comparison, changes=(change,), covers=((2,),)))
    assert [(one.body, one.gained, one.other) for one in found] == [(c.FINANCE[0], 0, 1)]
