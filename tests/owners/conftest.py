"""The delivered dictionaries, and namebooks of them, read once for all tests of owners."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from pipeline import dictionaries
from pipeline.dictionaries import Dictionaries
from pipeline.owners import names
from pipeline.owners.names import Namebook


@cache
def _known() -> Dictionaries:
    return dictionaries.load()


@cache
def _book(jurisdiction: str | None, date: str | None) -> Namebook:
    return names.build(_known(), jurisdiction, date)


@pytest.fixture(scope="session")
def known() -> Dictionaries:
    """The delivered dictionaries."""
    return _known()


@pytest.fixture(scope="session")
def book() -> Callable[[str | None, str | None], Namebook]:
    """The namebook of a jurisdiction at a date."""
    return _book


@pytest.fixture(scope="session")
def dongguan() -> Namebook:
    """The namebook of the real table: Dongguan, 26 August 2021."""
    return _book("441900", "2021-08-26")
