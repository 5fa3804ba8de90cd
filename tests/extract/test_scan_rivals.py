"""What else a character may be: rivals that the page or the ink rules out leave no doubt."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.extract.scan.characters import Character, place
from pipeline.extract.scan.ocr import Read, Recogniser
from pipeline.extract.scan.script import in_one_script
from pipeline.extract.scan.text import Region

BOX = (0.0, 0.0, 10.0, 10.0)
SIMPLIFIED = "务园发实强争资财优营环设乡领导责农业应"


def _line(text: str, sure: float = 0.99) -> tuple[Character, ...]:
    return tuple(Character(one, BOX, sure) for one in text)


def _read(one: str, sure: float, rival: str, odds: float, page: str) -> Character:
    doubted = Character(one, BOX, sure, rival=rival, rival_odds=odds)
    return in_one_script([_line(page), (doubted,)])[1][0]


def test_a_traditional_rival_is_none_on_a_page_in_simplified_characters() -> None:
    """争 and 爭: recognition is sure of neither; on a page of the other script it stays so."""
    assert _read("内", 0.85, "內", 0.14, SIMPLIFIED * 2).confidence > 0.98
    assert _read("内", 0.85, "內", 0.14, "內務園發實強爭資財" * 3).confidence == 0.85
    assert _read("内", 0.85, "內", 0.14, SIMPLIFIED[:5]).confidence == 0.85
    assert _read("千", 0.85, "干", 0.14, SIMPLIFIED * 2).confidence == 0.85


def test_a_traditional_reading_on_such_a_page_is_the_simplified_one_in_doubt() -> None:
    found = _read("資", 0.9, "资", 0.09, SIMPLIFIED * 2)
    assert (found.text, found.confidence) == ("资", 0.5)
    assert _read("資", 0.999, "", 0.0, SIMPLIFIED * 2).text == "資"


def _mark(one: Read, *, width: int, depth: float) -> float:
    """How sure 市、局 is of its mark, ``width`` columns broad and so far down the line."""
    columns = [3] * 10 + [0, *[3] * width, *[0] * (9 - width)] + [3] * 10
    depths = [0.5] * 10 + [depth] * 10 + [0.5] * 10
    read = [Read("市", 5 / 30, 0.99), one, Read("局", 25 / 30, 0.99)]
    region = Region(0, 0, 30, 10)
    placed = place(
        read, region, region, 10, columns=columns, depths=depths, scale=1.0, enlarged=0.5
    )
    return placed[1].confidence


@pytest.mark.parametrize(
    ("rival", "odds", "blank", "width", "depth", "sure"),
    [
        ("·", 0.01, 0.16, 3, 0.5, True),  # its ink is there
        ("·", 0.01, 0.16, 1, 0.5, False),  # a speck
        ("·", 0.16, 0.01, 3, 0.8, True),  # it lies low
        ("·", 0.16, 0.01, 3, 0.5, False),
        ("，", 0.16, 0.01, 3, 0.8, False),
    ],
)
def test_a_mark_with_ink_at_its_place_is_there(
    rival: str, odds: float, blank: float, width: int, depth: float, *, sure: bool
) -> None:
    one = Read("、", 12.5 / 30, 0.83, rival, odds, blank)
    assert (_mark(one, width=width, depth=depth) >= 0.95) is sure


def test_a_raised_point_that_lies_low_is_a_doubt() -> None:
    assert _mark(Read("·", 12.5 / 30, 0.99), width=3, depth=0.8) < 0.95
    assert _mark(Read("·", 12.5 / 30, 0.99), width=3, depth=0.5) == 0.99


class _Odds:
    """A model of one line that gives each slice the odds it is told."""

    def __init__(self, odds: NDArray[np.float32]) -> None:
        self._odds = odds

    def run(self, *_: object) -> list[NDArray[np.float32]]:
        return [self._odds[None]]


@pytest.mark.parametrize("given", [("~", "～"), ("〜", "～"), ("∼", "～"), ("¥", "￥")])
def test_signs_of_one_shape_are_one(given: tuple[str, str]) -> None:
    """Three waves are given to one: none of their odds is lost."""
    recogniser = Recogniser()
    alphabet = ["", *"~〜∼～¥￥市"]
    odds = np.full((1, len(alphabet)), 0.01, np.float32)
    odds[0, alphabet.index(given[0])] = 0.6
    odds[0, alphabet.index(given[1])] = 0.34
    vars(recogniser).update(_session=_Odds(odds), _alphabet=alphabet)
    [read] = recogniser.read(np.zeros((48, 48), np.uint8))
    assert read.text == given[1]
    assert read.confidence > 0.93
    assert read.rival != given[0]
