"""The characters of one PDF page with their boxes, as pdfium reads them.

All boxes are in points in the *upright frame* of the page: the page turned so that most
of its text reads from left to right, origin at the upper left of the visible page box.
``Frame`` turns PDF user space into it, and its boxes into those of the page as shown.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.ink import census, is_ink
from pipeline.records import Box

# pdfium writes a hyphen at a line end as one of these two.
_LINE_END_HYPHEN = {0x02: "-", 0xFFFE: "-"}
_SAMPLES = 24
_FULL_TURN = 4
_NEAREST = 200  # equal characters looked through for a double


class Glyph(NamedTuple):
    """One printed character; the box is as wide as its advance and as high as its font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space, and how it is turned.

    ``reading`` quarter turns clockwise make the text upright; ``shown`` is the rotation
    with which a viewer shows the page.
    """

    left: float
    bottom: float
    right: float
    top: float
    reading: int
    shown: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.reading % 2 else (across, up)

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of user space (y upwards) as a box of the upright frame (y downwards)."""
        return self._turn(x0, y0, x1, y1, self.reading)

    def as_shown(self, box: Box) -> Box:
        """A box of the upright frame as a box of the page as a viewer shows it."""
        if self.reading == self.shown:
            return box
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        x0, y0, x1, y1 = box
        if self.reading == 0:
            user = (left + x0, top - y1, left + x1, top - y0)
        elif self.reading == 1:
            user = (left + y0, bottom + x0, left + y1, bottom + x1)
        elif self.reading == 2:
            user = (right - x1, bottom + y0, right - x0, bottom + y1)
        else:
            user = (right - y1, top - x1, right - y0, top - x0)
        return self._turn(*user, self.shown)

    def _turn(self, x0: float, y0: float, x1: float, y1: float, quarters: int) -> Box:
        if quarters == 0:
            return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if quarters == 1:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if quarters == 2:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)


def page_frame(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Frame:
    """The frame of a page: its visible box, its rotation, and the turn of most of its text."""
    shown = page.get_rotation() // 90
    count = text.count_chars()
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _SAMPLES)):
        if not raw.FPDFText_IsGenerated(text.raw, index):
            # pdfium measures the angle of a character clockwise.
            angle = raw.FPDFText_GetCharAngle(text.raw, index)
            turns[round(-angle / (math.pi / 2)) % _FULL_TURN] += 1
    reading = turns.most_common(1)[0][0] if turns else shown
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, reading, shown)


def read_glyphs(text: pdfium.PdfTextPage, frame: Frame) -> tuple[list[Glyph], set[str]]:
    """Every character of the page in the order of the file, without what pdfium made up.

    Returns also the characters whose font has no Unicode map, so that their meaning is
    uncertain (asked once for each distinct character of the page).
    """
    handle = text.raw
    get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    left, top, plain = frame.left, frame.top, frame.reading == 0
    glyphs: list[Glyph] = []
    asked: set[int] = set()
    unmapped: set[str] = set()
    high = 0
    for index in range(text.count_chars()):
        code = get_unicode(handle, index)
        if code < 0x21 or 0xD800 <= code < 0xE000 or code == 0xFFFE:
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
                high = 0
            elif code in _LINE_END_HYPHEN:
                code = ord(_LINE_END_HYPHEN[code])
            elif code < 0x20 or raw.FPDFText_IsGenerated(handle, index):
                continue
        if code not in asked:
            asked.add(code)
            if raw.FPDFText_HasUnicodeMapError(handle, index):
                unmapped.add(chr(code))
        get_box(handle, index, pointer)
        if plain:
            glyphs.append(
                Glyph(chr(code), box.left - left, top - box.top, box.right - left, top - box.bottom)
            )
        else:
            corners = frame.upright(box.left, box.bottom, box.right, box.top)
            glyphs.append(Glyph(chr(code), *corners))
    return glyphs, unmapped


def count_characters(text: pdfium.PdfTextPage) -> Counter[str]:
    """The printed characters of the page, taken from its text as a whole.

    Another route through pdfium than the walk over single characters, so that what that
    walk loses shows in the ledger.
    """
    everywhere = text.get_text_bounded(-1e6, -1e6, 1e6, 1e6, errors="replace")
    return census([everywhere.translate(_LINE_END_HYPHEN)])


def count_unreadable(glyphs: list[Glyph], unmapped: set[str]) -> int:
    """How many characters have no certain meaning: no Unicode map, private use, U+FFFD."""
    return sum(
        count
        for character, count in Counter(glyph.text for glyph in glyphs).items()
        if character in unmapped or character == "\ufffd" or unicodedata.category(character) == "Co"
    )


def split_doubled(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Part the glyphs into those that stand once and those printed over an equal one.

    Bold type is often imitated by setting a text twice with a shift of a hair. Two equal
    characters that overlap by two thirds in both directions are one printed character.
    """
    order = sorted(glyphs)
    doubled: set[int] = set()
    for position, one in enumerate(order):
        reach = one.x0 + (one.x1 - one.x0) / 3
        for later in range(position + 1, min(position + _NEAREST, len(order))):
            other = order[later]
            if other.x0 >= reach or other.text != one.text:
                break
            if abs(other.top - one.top) * 3 < one.bottom - one.top and is_ink(one.text):
                doubled.add(id(other))
    if not doubled:
        return glyphs, []
    return (
        [glyph for glyph in glyphs if id(glyph) not in doubled],
        [glyph for glyph in glyphs if id(glyph) in doubled],
    )
