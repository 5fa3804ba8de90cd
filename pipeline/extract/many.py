"""Make many records of one kind at once, and count the characters of many texts.

A large table is tens of thousands of places, parts and cells, and to call their constructors
one by one is a good part of the time of reading it.
"""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar

from pipeline.ink import census

_Record = TypeVar("_Record")


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for garbage, for of a million new records none is any."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def many(record: type[_Record], count: int, **values: Iterable[Any]) -> list[_Record]:
    """``count`` records of a frozen, slotted class, from the values of each field in order.

    A field that is not named has its default value.
    """
    made = list(map(object.__new__, repeat(record, count)))
    for field in fields(record):  # type: ignore[arg-type]
        put = record.__dict__[field.name].__set__
        deque(map(put, made, values.get(field.name, repeat(field.default))), maxlen=0)
    return made


def tally(texts: Mapping[str | None, int]) -> Counter[str]:
    """How often each printed character occurs in texts that each occur so many times.

    The same names stand in many rows: texts that occur equally often are counted once.
    """
    counts: Counter[str] = Counter()
    alike: dict[int, list[str]] = {}
    for text, times in texts.items():
        alike.setdefault(times, []).append(text or "")
    for times, joined in alike.items():
        for character, count in census(["".join(joined)]).items():
            counts[character] += count * times
    return counts
