"""The records of which there are many keep every habit of a frozen dataclass."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest

from pipeline.records import Cell, Part, Place

PLACE = Place("t.docx", table=1, row=2, column=3)
PART = Part("甲", PLACE)
CELL = Cell(2, 3, 1, 2, "甲", (PART,))


@pytest.mark.parametrize("record", [PLACE, PART, CELL])
def test_a_record_cannot_be_changed_and_has_no_room_for_more(record: Place | Part | Cell) -> None:
    for field in fields(record):
        with pytest.raises(FrozenInstanceError):
            setattr(record, field.name, None)
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("record", [PLACE, PART, CELL])
def test_a_record_is_a_value(record: Place | Part | Cell) -> None:
    others = [copy.deepcopy(record), pickle.loads(pickle.dumps(record)), replace(record)]
    assert others == [record] * 3
    assert {record, *others} == {record}


def test_fields_by_place_and_by_name_with_their_defaults() -> None:
    assert Place("t") == Place(file="t", page=None, bbox=None, table=None) != PLACE
    assert Place("t", 1, (0, 0, 1, 1), 2, 3, 4, 5) == replace(
        PLACE, file="t", page=1, bbox=(0, 0, 1, 1), table=2, row=3, column=4, line=5
    )
    assert replace(CELL, text="乙").text == "乙"
    assert asdict(PART)["place"]["row"] == 2
    assert repr(PART).startswith("Part(text='甲', place=Place(file='t.docx', page=None")


def test_a_wrong_call_is_refused_as_ever() -> None:
    with pytest.raises(TypeError, match=r"Place\.__init__"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="rows"):
        Part("甲", PLACE, rows=1)  # type: ignore[call-arg]
    assert list(inspect.signature(Cell).parameters) == [
        *("row", "column", "row_span", "column_span", "text", "parts", "doubt")
    ]
