"""What a field shows without a result of its own: combined characters and check boxes.

A field's result is text in the document; its code is not. Three kinds show something that
stands in the code alone: the 带圈字符 of Word's menu, which is an ``EQ`` field that lays a
figure over a circle (``eq \\o\\ac(○,3)`` shows ③), the ``SYMBOL`` field, and the check box
of old forms.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.extract.docx.names import W
from pipeline.extract.docx.symbols import character

# The ring or frame, and what is set in it.
_RINGED = re.compile(
    r"\s*eq\s+\\o\s*\\a[clr]\s*\(\s*([^,，;()]*)[,，;]\s*([^()]*)\)\s*", re.IGNORECASE
)
_SYMBOL = re.compile(r"(?i)\s*symbol\s+(?:0x([0-9a-f]{1,4})|(\d{1,5}))\b(.*)")
_FONT = re.compile(r'(?i)\\f\s+(?:"([^"]*)"|(\S+))')
_COMPUTED = re.compile(r"(?i)\s*(?:eq|autonum\w*|listnum)\b")
_RINGS = frozenset("○◯〇")
_OFF = frozenset({"0", "false", "off"})
_CIRCLED = {
    **{str(value): chr(ord("①") + value - 1) for value in range(1, 21)},
    **dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)),
}


def shown_by_code(code: str) -> str:
    """What a field without a result shows, as far as its code tells; else ``""``.

    >>> shown_by_code(r" eq \\o\\ac(○,3) "), shown_by_code(" PAGE ")
    ('③', '')
    """
    if match := _RINGED.fullmatch(code):
        ring, inside = match[1].strip(), match[2].strip()
        ringed = _CIRCLED.get(inside) if ring in _RINGS else None
        return ringed or ring + inside
    if match := _SYMBOL.fullmatch(code):
        font = _FONT.search(match[3])
        place = int(match[1], 16) if match[1] else int(match[2])
        is_half = 0xD800 <= place <= 0xDFFF
        return "" if is_half else character((font[1] or font[2]) if font else "", place)
    return ""


def is_computed(code: str) -> bool:
    """Whether a code is that of a field which shows a formula or number of its own."""
    return _COMPUTED.match(code) is not None


def check_box(begin: etree._Element) -> str:
    """The box that a field's ``begin`` shows, ``☒`` or ``☐``; ``""`` where it is no check box."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    if state is None:
        state = box.find(f"{W}default")
    ticked = state is not None and state.get(f"{W}val", "1") not in _OFF
    return "☒" if ticked else "☐"
