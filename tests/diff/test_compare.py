"""What each change says, and what is no change."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff.checks import check
from diff.editions import Edition, Item, Job, Owner, edition, owners, rows, sentence, side
from diff.edits import EDITS, NEAR, Desk, prepare
from pipeline.diff.apply import apply, state
from pipeline.diff.compare import compare
from pipeline.diff.records import Change, Comparison
from pipeline.diff.sides import make_side
from pipeline.errors import CallError

TEXT = "推进消防执法改革方案，明确各级责任分工，按季度通报进展情况。"


def one(text: str | None = TEXT, owners: tuple[Owner, ...] = (Owner("公安局"),), **job) -> Edition:
    rest = [
        Item(f"完善公共停车泊位数据{n}", [Job(f"{n}号河道排污口台账，与省级平台互通。", [])])
        for n in "甲乙丙"
    ]
    return Edition([rest[0], Item("落实改革", [Job(text, list(owners), **job)]), *rest[1:]])


def changes(old: Edition, new: Edition, **about) -> tuple[Change, ...]:
    found = compare(side(old), side(new, "b", **about))
    assert apply(found) == state(found.new)
    return found.changes


def test_a_side_against_itself_has_no_change() -> None:
    old = side(edition(random.Random(1), 40, sections=2))
    found = compare(old, old)
    assert found.changes == ()
    assert found.summary.same == len(old.tasks)


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_rows_given_plays_no_part(rng: random.Random, seed: int) -> None:
    made = random.Random(seed)
    old = edition(made, 30)
    new = old.copy()
    for edit in made.sample(EDITS[:9], 3):
        edit(Desk(new, made))
    mixed = rows(new)
    for table in mixed.values():
        rng.shuffle(table)
    plain = side(new, "b")
    shuffled = make_side(plain.about, mixed)
    assert compare(side(old), shuffled) == compare(side(old), plain)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_any_two_editions_apply_and_turn_round(one_seed: int, other_seed: int) -> None:
    """Editions that have nothing to do with each other, too."""
    check(edition(random.Random(one_seed), 8), edition(random.Random(other_seed), 8))


def test_a_reworded_text_has_the_spans_of_what_differs() -> None:
    (change,) = changes(one(), one(TEXT.replace("明确", "逐项明确")))
    assert change.kind == "text_reworded"
    assert change.severity == "substance"
    (span,) = change.spans
    assert change.new[span[2] : span[3]] == "逐项"
    assert (change.task_no_old, change.task_no_new) == ("2.1", "2.1")


def test_a_title_of_several_rows_is_one_change_that_covers_them() -> None:
    old = one()
    old.items[1].jobs.append(Job("做好另一件完全不同的事情并抓好落实。", []))
    new = old.copy()
    new.items[1].title = "全面落实改革"
    found = compare(side(old), side(new, "b"))
    assert [c.kind for c in found.changes] == ["title_reworded"]
    assert found.covers == ((2, 3),)


def test_the_deadline_in_a_text_is_the_change_and_the_text_is_not_reworded_besides() -> None:
    (change,) = changes(one("2022年6月底前" + TEXT), one("2023年6月底前" + TEXT))
    assert change.kind == "deadline_changed"
    assert change.old["deadline_date"] == "2022-06-30"
    assert change.new["deadline_date"] == "2023-06-30"
    assert change.spans == ((0, 9, 0, 9),)


def test_the_same_words_of_another_year_are_counted_and_no_change() -> None:
    old, new = one("年底前" + TEXT), replace(one("年底前" + TEXT), date="2022-03-01")
    found = compare(side(old), side(new, "b"))
    assert found.changes == ()
    assert found.summary.redated == ((2, "2021-12-31", "2022-12-31"),)
    assert apply(found) == state(found.new)


def test_two_near_equal_tasks_that_change_places_are_two_moves() -> None:
    old = edition(random.Random(3), 20)
    for text, place in zip(NEAR, (4, 14), strict=True):
        old.items[place].jobs = [Job(text, [Owner("公安局")])]
    new = old.copy()
    new.items[4].jobs, new.items[14].jobs = new.items[14].jobs, new.items[4].jobs
    assert [c.kind for c in changes(old, new)] == ["task_moved", "task_moved"]


def test_the_smallest_set_of_moves_is_told() -> None:
    old = edition(random.Random(5), 20)
    new = old.copy()
    new.items.append(new.items.pop(2))
    assert {c.kind for c in changes(old, new)} == {"task_moved"}
    assert len(changes(old, new)) == 1


def test_a_gap_that_a_removal_leaves_is_no_renumbering() -> None:
    old = one()
    for number, item in enumerate(old.items, 1):
        item.number = number
    new = old.copy()
    del new.items[1]
    assert [c.kind for c in changes(old, new)] == ["task_removed"]


def test_a_shift_that_begins_without_a_reason_is_told_once() -> None:
    old = edition(random.Random(2), 20)
    new = old.copy()
    for place in range(10, 20):
        new.items[place].number = place + 2
    (change,) = changes(old, new)
    assert change.kind == "task_renumbered"
    assert (change.old["item_no"], change.new["item_no"]) == (11, 12)


def test_an_inserted_section_shifts_the_numbers_of_headings_and_is_no_change_of_them() -> None:
    old = edition(random.Random(4), 12, sections=2)
    new = old.copy()
    for item in new.items[6:]:
        item.section = ["三、" + item.section[0][2:]]
    added = Item("新增事项", [Job(sentence(random.Random(9)), [])], ["二、全新的一部分"])
    new.items.insert(6, added)
    found = compare(side(old), side(new, "b"))
    assert [c.kind for c in found.changes] == ["task_added"]
    assert len(found.summary.headings) == 1
    assert apply(found) == state(found.new)


def test_owner_changes_name_the_body() -> None:
    old = one(owners=(Owner("公安局"), Owner("民政局"), Owner("财政局")))
    new = one(owners=(Owner("公安局", role="lead"), Owner("统计局"), Owner("民政局")))
    found = {c.kind: c for c in changes(old, new)}
    assert set(found) == {"owner_removed", "owner_added", "role_changed"}
    assert found["owner_removed"].old["bureau_name"] == "东莞市财政局"
    assert found["owner_added"].new["position"] == 2
    assert found["role_changed"].new["role"] == "lead"


def test_a_body_renamed_by_reform_is_no_change_of_duty() -> None:
    before, after = Owner("国土资源局"), Owner("自然资源局")
    old, new = one(owners=(before,)), one(owners=(after,))
    new.today = {str(before.id()): str(after.id())}
    (change,) = changes(old, new)
    assert (change.kind, change.severity) == ("owner_renamed", "none")


def test_a_body_that_only_the_dictionary_knows_now_is_its_doing() -> None:
    old = one(owners=(Owner("某某专班", surface="某某专班", bureau_id=None),))
    new = one(owners=(Owner("某某专班", surface="某某专班"),))
    a = side(old, sources={"a": "1"}, dictionaries="d1")
    b = side(new, sources={"a": "1"}, dictionaries="d2")
    (change,) = compare(a, b).changes
    assert (change.kind, change.cause) == ("owner_added", "dictionary")
    assert change.old["surface"] == change.new["surface"]
    (back,) = compare(b, a).changes
    assert back.kind == "owner_removed"


@pytest.mark.parametrize(
    ("made", "cause"),
    [
        ({"dictionaries": "d2"}, "dictionary"),
        ({"decisions": "s2"}, "decision"),
        ({"code": "c2"}, "code"),
        ({"sources": {"a": "2"}}, "source"),
    ],
)
def test_the_cause_is_what_the_sides_are_made_of(made: dict, cause: str) -> None:
    facts = {"sources": {"a": "1"}, "dictionaries": "d1", "decisions": "s1", "code": "c1"}
    old = side(one(), **facts)
    new = side(one(owners=(Owner("统计局", surface="市公安局"),)), **{**facts, **made})
    assert {c.cause for c in compare(old, new).changes} == {cause}


def test_a_printed_change_comes_from_the_source_whatever_else_differs() -> None:
    old = side(one(), sources={"a": "1"}, dictionaries="d1", code="c1")
    new = side(one(TEXT + "抓好落实。"), sources={"a": "2"}, dictionaries="d2", code="c2")
    assert [c.cause for c in compare(old, new).changes] == ["source"]


def test_rows_of_one_key_are_refused_with_both_named() -> None:
    made = rows(one())
    made["tasks"][2]["task_id"] = made["tasks"][1]["task_id"]
    made["assignments"] = []
    with pytest.raises(CallError, match=r"same task_id t-.*row 2 task 2\.1.*row 3 task 3\.1"):
        make_side(side(one()).about, made)


def test_two_owners_at_one_position_are_refused_with_both_named() -> None:
    made = rows(one(owners=(Owner("公安局"), Owner("民政局"))))
    made["assignments"][1]["position"] = 1
    with pytest.raises(CallError, match=r"position 1.*市公安局.*市民政局"):
        make_side(side(one()).about, made)


def test_an_assignment_of_no_task_is_refused() -> None:
    made = rows(one())
    made["assignments"][0]["task_id"] = "t-none"
    with pytest.raises(CallError, match="t-none, which is not in tasks"):
        make_side(side(one()).about, made)


def test_a_text_that_was_lost_and_is_found_is_the_same_task_and_flagged() -> None:
    found: Comparison = compare(side(one(None)), side(one(), "b"))
    assert [c.kind for c in found.changes] == ["text_reworded"]
    assert found.summary.needs_review == 1


def test_carried_ids_make_pairs_that_words_would_not() -> None:
    old, new = one(), one("召开年度总结大会并表彰先进集体。", owners=(Owner("统计局"),))
    new.items[1].title = "年终总结"
    a, b = side(old), side(new, "b")
    new_id, old_id = b.tasks[1]["task_id"], a.tasks[1]["task_id"]
    assert [c.kind for c in compare(a, b).changes] == ["task_removed", "task_added"]
    renamed = {
        "tasks": [
            {**r, "task_id": old_id if r["task_id"] == new_id else r["task_id"]} for r in b.tasks
        ],
        "assignments": [
            {**r, "task_id": old_id if r["task_id"] == new_id else r["task_id"]}
            for r in b.assignments
        ],
    }
    b = make_side(b.about, renamed, carried=True)
    kinds = [c.kind for c in compare(replace(a, carried=True), b).changes]
    assert kinds == ["title_reworded", "text_reworded", "owner_added", "owner_removed"]


def test_ten_equal_rows_of_which_one_is_new_are_paired_in_order() -> None:
    old = Edition([Item("配合", [Job("配合做好相关工作。", [Owner("公安局")]) for _ in range(9)])])
    new = old.copy()
    new.items[0].jobs.append(Job("配合做好相关工作。", [Owner("公安局")]))
    (change,) = changes(old, new)
    assert change.kind == "task_added"


def test_prepared_editions_have_what_edits_need() -> None:
    rng = random.Random(1)
    assert prepare(edition(rng, 60), rng).free
    assert owners(rng)
