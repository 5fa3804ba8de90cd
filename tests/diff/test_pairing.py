"""The two small solvers against brute force, and what the aligner does with hard tables."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from diff.checks import check
from diff.editions import Edition, Item, Job, side
from pipeline.diff.align import align
from pipeline.diff.assignment import LARGEST, assign
from pipeline.diff.compare import compare
from pipeline.diff.order import kept, tie
from pipeline.diff.wording import fold, spans

weights = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), min_size=1
)


def best(given: dict[tuple[int, int], int]) -> int:
    """The greatest total weight, by trying every set of pairs."""
    return max(
        sum(given[pair] for pair in pairs)
        for count in range(6)
        for pairs in itertools.combinations(given, count)
        if len({a for a, _ in pairs}) == len({b for _, b in pairs}) == count
    )


@settings(max_examples=60, deadline=None)
@given(weights.filter(lambda given: len(given) < 13))
def test_an_assignment_has_the_greatest_weight(given: dict[tuple[int, int], int]) -> None:
    pairs = assign(given)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert sum(given[pair] for pair in pairs) == best(given)


def test_a_block_that_is_too_large_is_paired_best_first() -> None:
    size = LARGEST + 1
    given = {(i, (i + step) % size): 100 - step for i in range(size) for step in (0, 1)}
    assert assign(given) == [(i, i) for i in range(size)]


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(7)))
def test_a_chain_is_as_long_as_can_be_and_the_same_both_ways(order: list[int]) -> None:
    names = [(str(i), "x") for i in range(7)]
    found = kept(list(enumerate(order)), names)
    chain = [new for new, stays in zip(order, found, strict=True) if stays]
    assert chain == sorted(chain)
    longest = max(
        len(some)
        for count in range(8)
        for some in itertools.combinations(order, count)
        if list(some) == sorted(some)
    )
    assert len(chain) == longest
    turned = sorted((new, old) for old, new in enumerate(order))
    back = kept(turned, [names[old] for _, old in turned])
    assert {old for (_, old), stays in zip(turned, back, strict=True) if stays} == {
        old for old, stays in enumerate(found) if stays
    }


def test_ties_are_decided_alike_both_ways() -> None:
    assert tie("甲", "乙") == tie("乙", "甲") != tie("甲", "丙")


@settings(max_examples=80, deadline=None)
@given(st.text("甲乙丙，", max_size=12), st.text("甲乙丙，", max_size=12))
def test_spans_hold_all_that_differs_and_turn_round(old: str, new: str) -> None:
    found = spans(old, new)
    assert tuple((c, d, a, b) for a, b, c, d in found) == spans(new, old)
    built, at = "", 0
    for start, end, new_start, new_end in found:
        built += old[at:start] + new[new_start:new_end]
        at = end
    assert built + old[at:] == new


def test_very_long_texts_have_one_span_between_their_common_ends() -> None:
    old = "前" + "甲乙" * 15_000 + "后"
    new = "前" + "丙丁" * 15_000 + "后"
    assert spans(old, new) == ((1, 30_001, 1, 30_001),)


def test_signs_that_carry_a_value_are_no_punctuation() -> None:
    assert fold("10%") != fold("10")
    assert fold("≥5（个）") == fold("≥ 5个")


def test_a_document_reworded_throughout_is_aligned_by_its_rare_words() -> None:
    names = ["".join(chr(0x4E00 + n * 7 + i) for i in range(8)) for n in range(60)]
    old = Edition([Item(f"事项{name}", [Job(f"推进{name}，按季度通报。", [])]) for name in names])
    new = Edition([Item(f"工作{name}", [Job(f"落实{name}，每月公布。", [])]) for name in names])
    found = align(side(old), side(new, "b"))
    assert [(pair.old, pair.new) for pair in found.pairs] == [(n, n) for n in range(60)]


def test_a_table_turned_upside_down() -> None:
    names = ["".join(chr(0x4E00 + n * 7 + i) for i in range(8)) for n in range(30)]
    old = Edition([Item(None, [Job(f"推进{name}并按季度通报。", [])]) for name in names])
    new = Edition(old.copy().items[::-1])
    found = check(old, new)
    assert found.summary.kinds == {"task_moved": 29}


def test_equal_rows_without_anything_else_are_paired_in_order() -> None:
    old = Edition([Item(None, [Job(None, [])]) for _ in range(40)])
    new = Edition([Item(None, [Job(None, [])]) for _ in range(39)])
    found = check(old, new)
    assert found.summary.kinds == {"task_removed": 1}


def test_an_empty_side() -> None:
    old = Edition([Item("事项", [Job("推进消防改革并按季度通报。", [])])])
    found = check(old, Edition([]))
    assert [change.kind for change in found.changes] == ["task_removed"]
    assert compare(side(Edition([])), side(Edition([]))).changes == ()


def test_the_only_row_below_a_title_is_the_same_task_whatever_it_says_and_flagged() -> None:
    old = Edition([Item("事项甲", [Job("推进消防改革并按季度通报。", [])]), Item("事项乙", [])])
    new = Edition([Item("事项甲", [Job("召开年终表彰大会。", [])]), Item("事项乙", [])])
    found = check(old, new)
    assert [change.kind for change in found.changes] == ["text_reworded"]
    assert found.summary.needs_review == 1
