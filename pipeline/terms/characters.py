"""Printed characters made comparable without losing their place: folding, squeezing, blanking.

All work on offsets: what is found in the folded text can be cut out of the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.ink import ink

# One character for one character, so that offsets stay. NFKC would turn ㎡ into two.
_ASCII = [chr(code) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！"]
_FOLDED = str.maketrans(
    {character: chr(ord(character) - 0xFEE0) for character in _ASCII}
    | dict.fromkeys("—–―‐‑‒−─━﹣", "-")
    | dict.fromkeys("～〜∼˜﹏", "~")
    | dict.fromkeys("﹪٪", "%")
    | dict.fromkeys("○◯Ｏ", "〇")
    | {"﹙": "(", "﹚": ")"}
)

# The traditional forms of what the patterns are made of; other text may stay as it is.
_SIMPLIFIED = str.maketrans(
    "達個萬億內條項張時間長續進處輛畝噸於後開實現蓋設節縮減終兩幾動對總數週歲無類場爭過個將據種"
    "齊應須確計劃擬頒發佈屆訂縣區據導衆補歷離職審報送國務滿",
    "达个万亿内条项张时间长续进处辆亩吨于后开实现盖设节缩减终两几动对总数周岁无类场争过个将据种"
    "齐应须确计划拟颁发布届订县区据导众补历离职审报送国务满",
)

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "O": 0, "o": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

# A title, a document number, a slogan: what stands in them says nothing about this task.
_TITLES = re.compile(
    r"《[^《》\n]{0,200}》|〈[^〈〉\n]{0,80}〉|〔[^〔〕\n]{0,20}〕|\[(?:19|20)\d\d\]"
)
# “十四五” is no name but a period.
_QUOTES = re.compile(
    r"“(?!十[一二三四五六七]五”)[^“”\n]{0,40}”|‘[^‘’\n]{0,40}’|「[^「」\n]{0,40}」"
    r"|\"(?!十[一二三四五六七]五\")[^\"\n]{1,24}\""
)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A printed text folded and without white space; ``positions`` lead back to it."""

    text: str
    positions: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The printed offsets of a found stretch that is not empty."""
        return self.positions[start], self.positions[end - 1] + 1


def fold(text: str) -> str:
    """Full-width digits, letters and signs as half-width, dashes as ``-``; length unchanged."""
    return text.translate(_FOLDED).translate(_SIMPLIFIED)


def squeeze(text: str, offset: int = 0) -> Squeezed:
    """``text`` folded, without white space; ``offset`` is where it begins in a longer text."""
    kept = ink(text)
    if len(kept) == len(text):
        return Squeezed(fold(kept), tuple(range(offset, offset + len(text))))
    # A character is layout or it is not, wherever it stands: one pass finds the kept ones.
    positions = []
    at = 0
    for place, character in enumerate(text):
        if at < len(kept) and character == kept[at]:
            positions.append(offset + place)
            at += 1
    return Squeezed(fold(kept), tuple(positions))


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with every span replaced by as many ``□``, which no rule reads."""
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        pieces.append("□" * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def without_titles(text: str) -> str:
    """A folded text with 《titles》 and 〔document numbers〕 blanked out."""
    return blank(text, (match.span() for match in _TITLES.finditer(text)))


def without_quotes(text: str) -> str:
    """A folded text with “quoted names” blanked out."""
    return blank(text, (match.span() for match in _QUOTES.finditer(text)))


def integer(text: str) -> int | None:
    """The value of a number in digits, digit by digit (二〇二二) or in words (二十三).

    ``None`` where it is none: ``十十``, ``三五百``.
    """
    if text.isascii() and text.isdecimal():
        return int(text)
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit or (digit is None and (unit != 10 or total)):
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
