"""Task IDs follow content: they survive a shift of numbers and tell equals apart."""

from __future__ import annotations

from dataclasses import replace

from pipeline.publish.identity import carry, repair_ids, task_ids
from pipeline.records import Repair
from readings import task


def test_an_id_is_a_prefix_and_twelve_hexadecimal_digits() -> None:
    (one,) = task_ids("doc", [task()])
    assert one[:2] == "t-"
    assert len(one) == 14
    int(one[2:], 16)


def test_a_shift_of_all_numbers_changes_no_id_of_a_row_with_text() -> None:
    rows = [task(1), task(2, text="第二")]
    shifted = [
        replace(t, row_no=t.row_no + 5, item_no=9, subtask_no=7, task_no="9.7") for t in rows
    ]
    assert task_ids("doc", rows) == task_ids("doc", shifted)


def test_equal_rows_have_ids_of_their_own_and_the_first_keeps_its_id() -> None:
    once, twice = task_ids("doc", [task(1)]), task_ids("doc", [task(1), task(2)])
    assert twice[0] == once[0]
    assert twice[0] != twice[1]


def test_a_row_that_lost_its_text_is_known_by_item_number_and_owner() -> None:
    lost = task(1, text=None, item_title=None, item_no=16)
    by_number, by_owner = replace(lost, item_no=20), replace(lost, owner_text="市民政局")
    ids = {task_ids("doc", [t])[0] for t in (lost, by_number, by_owner)}
    assert len(ids) == 3


def test_another_document_gives_other_ids() -> None:
    assert task_ids("a", [task()]) != task_ids("b", [task()])


def test_a_null_is_not_the_word_none() -> None:
    assert task_ids("doc", [task(item_title=None)]) != task_ids("doc", [task(item_title="None")])


def test_equal_repairs_have_ids_of_their_own() -> None:
    repair = Repair("orphan", 1, 1, "item_no", None, "1", "e", 1.0, None)
    first, second = repair_ids("doc", [repair, repair], ["t-1", "t-1"])
    assert first != second
    assert first.startswith("r-")


def test_wished_ids_go_before_minted_ones_and_the_first_wish_before_the_next() -> None:
    assert carry(["m-1", "m-2"], [{0: "a"}, {0: "b", 1: "c"}], {}) == ("a", "c")


def test_no_id_is_given_twice_and_a_taken_one_is_minted_anew() -> None:
    ids = carry(["m-1", "a"], [{0: "a"}], {})
    assert ids[0] == "a"
    assert ids[1] not in ("a", "m-1")
    assert ids == carry(["m-1", "a"], [{0: "a"}], {})
    assert carry(["m-1", "m-2"], [{0: "a", 1: "a"}], {}) == ("a", "m-2")


def test_a_row_never_gets_an_id_that_is_barred_for_it() -> None:
    (own,) = carry(["a"], [{0: "a"}], {0: frozenset({"a"})})
    assert own != "a"
    assert carry(["a", "b"], [{1: "a"}], {0: frozenset({"a"})})[1] == "a"
