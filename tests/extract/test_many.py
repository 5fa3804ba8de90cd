"""Records made at once are those that their constructors make."""

from __future__ import annotations

import dataclasses
import gc

import pytest

from pipeline.extract.many import uncollected, whole_cells
from pipeline.records import Cell, Part, Place


def test_cells_made_at_once_are_equal_and_frozen() -> None:
    """Of every field, also one that a record gets later."""
    where = Place("t", table=2)
    made = whole_cells(where, [0, 0], [0, 3], [1, 2], [3, 1], ["甲", ""], [7, 8])
    place = Place("t", table=2, row=0, column=0, line=7)
    assert made == [Cell(0, 0, 1, 3, "甲", (Part("甲", place),)), Cell(0, 3, 2, 1, "", ())]
    [part] = made[0].parts
    for record in (made[0], part, part.place):
        assert type(record) in {Cell, Part, Place}
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, dataclasses.fields(record)[0].name, "乙")


def test_what_is_kept_counts_as_old_and_the_search_for_garbage_goes_on() -> None:
    gc.unfreeze()  # what a command that ran in this process has frozen
    with uncollected(keeps=True):
        assert not gc.isenabled()
        made = [[]]  # tracked by the search
    assert gc.isenabled()
    assert any(made is each for each in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0
