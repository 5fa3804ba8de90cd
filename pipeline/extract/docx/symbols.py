"""``w:sym``: a character by its place in a symbol font, as the character it shows.

Symbol fonts keep their pictures at codes of their own, often shifted to U+F000. Where
Unicode has the same picture, that character is what is printed. A code that is not in the
table stays as it is: nothing is lost, and the reader says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.extract.docx.names import W

# Four hexadecimal digits, and no half of a surrogate pair.
_CODE = re.compile("(?![dD][89a-fA-F])[0-9a-fA-F]{4}")
_SHIFT = 0xF000


def _places(listed: str) -> dict[int, str]:
    """``6C● 6E■``: each character after its place in hexadecimal."""
    return {int(each[:2], 16): each[2] for each in listed.split()}


def _row(first: int, characters: str) -> dict[int, str]:
    return {first + place: character for place, character in enumerate(characters)}


_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **_places("6C● 6E■ 6F□ 71❑ 72❒ 75◆ 76❖ 9F• A1○ A2○ A4◉ A7▪ A8☐ AB★ D8➢ DC➲"),
        **_places("FB✗ FC✓ FD☒ FE☑"),
        **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
        **_row(0xDF, "←→↑↓↖↗↙↘"),
    },
    "wingdings 2": {
        **_places("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 97● 98● A2■ A3□"),
        **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    },
    "symbol": {
        **_places("2A∗ 2D− 40≅ 5E⊥ 7E∼ A2′ A3≤ A5∞ C5⊕ C7∩ C8∪ CE∈ D0∠ D5∏ D6√ D7⋅ E5∑ F2∫"),
        **_row(0xAB, "↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
        **_row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
        **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    },
}


def symbol(element: etree._Element) -> str:
    """The character that a ``w:sym`` shows; ``""`` where its code is none."""
    code = element.get(f"{W}char", "")
    if not _CODE.fullmatch(code):
        return ""
    return character(element.get(f"{W}font", ""), int(code, 16))


def character(font: str, place: int) -> str:
    """The character at a place of a font, or that of the code itself where none is known."""
    known = _FONTS.get(font.strip().lower(), {})
    return known.get(place - (_SHIFT if _is_private(place) else 0), chr(place))


def is_unknown(element: etree._Element) -> bool:
    """Whether a ``w:sym`` shows a picture that has no character here."""
    return any(map(_is_private, map(ord, symbol(element))))


def _is_private(place: int) -> bool:
    return 0xE000 <= place <= 0xF8FF
