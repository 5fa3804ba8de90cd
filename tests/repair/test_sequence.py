"""The orphan rule as an alignment: each case is one line of rows and what they must read as."""

from __future__ import annotations

import pytest

from pipeline.repair import sequence
from pipeline.repair.sequence import Row, align

_ROWS = {
    "H": Row("heading"),
    "O": Row("orphan"),
    "R": Row("orphan", may_be_rest=True),
    "B": Row("empty"),
    "X": Row("empty", odd_if_same=True),
    "m": Row("merged"),
    "|": Row("heading", 1, begins_anew=True),
}


def _read(spec: str) -> str:
    rows = [Row("heading", int(word)) if word.isdigit() else _ROWS[word] for word in spec.split()]
    return " ".join(
        "/".join(
            ("=" if option.label == "REST" else "+" if option.label == "SAME" else "")
            + str(option.number or "?")
            for option in reading.options
        )
        for reading in align(rows)
    )


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        # a missing number is borne by the orphan
        ("15 O 17", "15 16 17"),
        ("19 O B B 21", "19 20 +20 +20 21"),
        ("19 B O 21", "19 +19 20 21"),
        ("15 O O 18", "15 16 17 18"),
        ("O 2 3", "1 2 3"),
        # no number is missing: a further row of the item
        ("12 O 13", "12 +12 13"),
        ("36 O O 37", "36 +36 +36 37"),
        ("O 1 2", "+? 1 2"),
        # the rest of an owner cell cut by the page edge, unless a number needs the row
        ("66 R 67", "66 =66 67"),
        ("66 R B 68", "66 67 +67 68"),
        # several stories explain the sequence equally well
        ("15 O O 17", "15 +15/16 +16/16 17"),
        ("15 O 18", "15 16/17 18"),
        ("15 B 17", "15 +15/16 17"),
        ("1 2 O", "1 2 +2/3"),
        ("68 O 1 2", "68 +68/69 1 2"),
        ("H O H", "? +?/? ?"),
        # a title without number
        ("15 H 17", "15 16 17"),
        ("15 H 16", "15 ? 16"),
        ("15 H H 17", "15 ?/16 ?/16 17"),
        # merged and empty cells where the table merges
        ("15 m X 17", "15 +15 16 17"),
        ("15 m X B 17", "15 +15 16 +16 17"),
        ("15 m X 16", "15 +15 +15 16"),
        # what the source has wrong stays as printed
        ("15 61 17", "15 61 17"),
        ("15 16 16 17", "15 16 16 17"),
        ("15 17", "15 17"),
        # numbers begin again
        ("1 2 | 2 O 4", "1 2 1 2 3 4"),
        ("1 2 1 2 O 4", "1 2 1 2 3 4"),
        # a table that begins in the middle
        ("B 3 4", "+? 3 4"),
    ],
)
def test_reading(spec: str, expected: str) -> None:
    """``+``: goes on, ``=``: rest of the owner cell, ``?``: no number, ``/``: undecided."""
    assert _read(spec) == expected


def test_no_rows() -> None:
    """A table without rows has no readings."""
    assert align([]) == ()


def test_a_long_run_of_orphans_at_the_end_stays_undecided() -> None:
    """Nothing below a run of 400 orphans tells which of them begin items."""
    readings = align([Row("heading", 1), *[Row("orphan")] * 400])
    assert not any(reading.item_decided for reading in readings[1:])


def test_a_long_table_is_read_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stretches of a table are read apart changes nothing: stories go on over them."""
    spec = "1 O B 4 H H 7 m O O 9 B 61 11 | 2 O R 5 H O 1 2 O"
    whole = _read(spec)
    monkeypatch.setattr(sequence, "_STRETCH", 2)
    assert _read(spec) == whole
