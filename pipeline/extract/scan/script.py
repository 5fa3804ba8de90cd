"""Simplified or traditional: a page is in one of both, so that the other form is no reading. Pure.

争 and 爭 differ in a stroke or two that a weak scan blurs, so that recognition is sure of neither.
Which characters are of one script alone, the two national encodings tell: GB 2312 has no 爭, Big5
no 争.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.signs import UNSURE

_SURE = 0.95  # confidence of the characters by which the script of a page is told
_FEWEST = 20  # simplified ones
_MOST_OTHERS = 0.02  # of them: traditional ones, in a name or by mistake
_LIKELY = 0.02  # odds of a simplified form that is taken in place of a traditional one


def in_one_script(lines: Sequence[tuple[Character, ...]]) -> tuple[tuple[Character, ...], ...]:
    """The lines of a page; where it is in simplified characters, no traditional form counts.

    A simplified character whose rival is a traditional one is so much surer. One that was read as
    traditional and may be simplified is that, in doubt.
    """
    if not _is_simplified(one for line in lines for one in line):
        return tuple(lines)
    return tuple(tuple(map(_simplified, line)) for line in lines)


def _is_simplified(characters: Iterable[Character]) -> bool:
    sure = [one.text for one in characters if one.confidence >= _SURE]
    simplified = sum(map(_is_simplified_alone, sure))
    traditional = sum(map(_is_traditional_alone, sure))
    return simplified >= _FEWEST and traditional <= _MOST_OTHERS * simplified


def _simplified(one: Character) -> Character:
    if one.rival_odds and _is_simplified_alone(one.text) and _is_traditional_alone(one.rival):
        left = max(1.0 - one.rival_odds, one.confidence)
        return replace(one, confidence=one.confidence / left)
    if (
        one.rival_odds >= _LIKELY
        and _is_traditional_alone(one.text)
        and _is_simplified_alone(one.rival)
    ):
        return replace(one, text=one.rival, confidence=min(one.confidence, UNSURE))
    return one


def _is_simplified_alone(text: str) -> bool:
    return text > "⺀" and _has(text, "gb2312") and not _has(text, "big5")


def _is_traditional_alone(text: str) -> bool:
    return text > "⺀" and _has(text, "big5") and not _has(text, "gb2312")


def _has(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
