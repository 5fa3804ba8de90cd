"""The characters of one PDF page with their boxes, as pdfium reads them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.ink_boxes import low_boxes, whole_boxes
from pipeline.extract.pdf.page import Frame, Glyphs
from pipeline.ink import ink

_HYPHEN = 0x2D
# pdfium writes a hyphen at a line end as one of these two.
_LINE_END_HYPHENS = (0x02, 0xFFFE)
_LINE_FEED, _RETURN = 0x0A, 0x0D
_SPACE = 0x20
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN = 0xFFFD
_LATIN_ENDS, _FULL_WIDTH = 0x250, 0.8  # of the height
_SAMPLES = 12
_ASKED = 24  # of so many characters one is asked whether its font has a map
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_FULL_TURN = 4
_SAME = 0.005  # points
_EVERYWHERE = (-1e6, 1e6, 1e6, -1e6)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The characters of a page without what pdfium made up.

    ``unreadable`` counts those without certain meaning: no Unicode map, private use, U+FFFD.
    ``index`` is the place of each in pdfium's own count. ``forgotten`` are the bare codes that
    pdfium gives for glyphs without a meaning; they are U+FFFD in ``glyphs``.
    """

    glyphs: Glyphs
    unreadable: int
    index: NDArray[np.intp]
    forgotten: str


def page_frame(page: pdfium.PdfPage, text: int, count: int) -> Frame:
    """The frame of a page: its visible box, its rotation, and the turn of most of its text."""
    shown = page.get_rotation() // 90
    asked = range(0, count, max(1, count // _SAMPLES))
    printed = [n for n in asked if not calls.is_generated(text, n)]
    angles = list(map(calls.angle_of, repeat(text), printed))
    turns = [round(-angle / (math.pi / 2)) % _FULL_TURN for angle in angles]
    reading = max(turns, key=turns.count) if turns else shown
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, reading, shown)


def read_text_layer(text: int, count: int, frame: Frame) -> TextLayer:
    """Every character of the page in the order of the file."""
    codes = calls.page_text(text, count)
    if len(codes) != count:
        # Characters without any meaning are left out of the text, but they have a place.
        codes = np.array([calls.unicode_of(text, n) for n in range(count)], dtype=np.uint16)
    kept = codes > _SPACE
    hyphens = (codes == _LINE_END_HYPHENS[1]).nonzero()[0].tolist()
    meaningless = 0
    low = (~kept & (codes != _LINE_FEED) & (codes != _RETURN)).nonzero()[0]
    for place, code in zip(low.tolist(), codes.take(low).tolist(), strict=True):
        if code == _LINE_END_HYPHENS[0]:
            hyphens.append(place)
        elif not calls.is_generated(text, place):
            kept[place] = code == _SPACE
            meaningless += code != _SPACE
    if hyphens:
        kept[hyphens] = True
        codes[hyphens] = _HYPHEN
    wide: NDArray[np.uint16] | NDArray[np.uint32] = codes
    if len(surrogates := (codes - _SURROGATES.start < len(_SURROGATES)).nonzero()[0]):
        wide = codes.astype(np.uint32)
        _join_surrogates(wide, kept, surrogates.tolist())
    index = kept.nonzero()[0]
    wide = wide.take(index)
    boxes = calls.loose_boxes(text, kept)
    upright = whole_boxes(
        low_boxes(_upright(boxes, frame), wide, lambda n: _ink_middle(text, int(index[n]), frame)),
        wide,
        lambda n: _are_same(boxes[n].tolist(), calls.ink_box(text, int(index[n]))),
        lambda n: calls.font_size_of(text, int(index[n])),
    )
    upright = _part_ligatures(text, upright, index)
    forgotten = _forget_codes(text, wide, upright, index)
    characters = wide.tobytes().decode("utf-32-le" if len(surrogates) else "utf-16-le")
    unreadable = _unreadable(text, characters, index) + meaningless
    return TextLayer(Glyphs(characters, upright), unreadable, index, forgotten)


def _part_ligatures(
    text: int, boxes: NDArray[np.float64], index: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The boxes with those of one glyph parted among the characters that it stands for.

    The font says "ff" or "……" of the one glyph, and each has the box of all. A character
    printed again at its place, to make it bold, is of another text object.
    """
    is_same = (boxes[1:, 0] == boxes[:-1, 0]) & (boxes[1:, 2] == boxes[:-1, 2])
    if not is_same.any():
        return boxes
    is_same &= (boxes[1:, 1] == boxes[:-1, 1]) & (boxes[1:, 3] == boxes[:-1, 3])
    runs: list[list[int]] = []
    for place in is_same.nonzero()[0].tolist():
        one, other = (calls.text_object_of(text, int(index[n])) for n in (place, place + 1))
        if one != other:
            continue
        if runs and runs[-1][-1] == place:
            runs[-1].append(place + 1)
        else:
            runs.append([place, place + 1])
    parted = boxes.copy()
    for run in runs:
        edges = np.linspace(boxes[run[0], 0], boxes[run[0], 2], len(run) + 1)
        parted[run, 0], parted[run, 2] = edges[:-1], edges[1:]
    return parted


def _forget_codes(
    text: int,
    codes: NDArray[np.uint16] | NDArray[np.uint32],
    boxes: NDArray[np.float64],
    index: NDArray[np.intp],
) -> str:
    """Put U+FFFD for glyphs that stand under their bare code, and tell those codes.

    A font whose map has gaps gives 8 for 建. Evidence: a Latin sign as wide as a Chinese one,
    for which pdfium knows no character.
    """
    wide = boxes[:, 2] - boxes[:, 0] > _FULL_WIDTH * (boxes[:, 3] - boxes[:, 1])
    asked = (wide & (codes < _LATIN_ENDS)).nonzero()[0]
    if not len(asked):
        return ""
    # A hyphen may have the box of its ink, which is low.
    usual = float(np.median(boxes[:, 3] - boxes[:, 1]))
    bare = [
        at
        for at in asked.tolist()
        if boxes[at, 2] - boxes[at, 0] > _FULL_WIDTH * usual
        and (codes[at] == _HYPHEN or calls.is_unmapped(text, int(index[at])) > 0)
    ]
    forgotten = "".join(map(chr, codes[bare].tolist()))
    codes[bare] = _UNKNOWN
    return forgotten


def _ink_middle(text: int, place: int, frame: Frame) -> float:
    """The middle of a character's ink, in height, in the upright frame."""
    left, top, right, bottom = calls.ink_box(text, place)
    _, upper, _, lower = frame.upright(left, bottom, right, top)
    return (upper + lower) / 2


def _are_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(here - there) < _SAME for here, there in zip(one, other, strict=True))


def _join_surrogates(wide: NDArray[np.uint32], kept: NDArray[np.bool_], places: list[int]) -> None:
    """Put the character into the first place of its pair; what is no pair is unknown."""
    taken = -1
    for place in places:
        if place == taken:
            kept[place] = False
            continue
        high, low = int(wide[place]), int(wide[place + 1]) if place + 1 < len(wide) else 0
        if high < 0xDC00 <= low < 0xE000:
            wide[place] = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            taken = place + 1
        else:
            wide[place] = _UNKNOWN


def _upright(boxes: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Boxes (left, top, right, bottom in user space) in the upright frame."""
    left, top, right, bottom = boxes.T
    upright = np.empty_like(boxes)
    for column, values in enumerate(frame.upright(left, bottom, right, top)):
        upright[:, column] = values
    return upright


def _unreadable(text: int, characters: str, index: NDArray[np.intp]) -> int:
    """Characters of a private use, unknown ones, and those whose font has no map for them.

    A font without a map is without it for all its characters: a few are asked first.
    """
    doubtful = set(_PRIVATE.findall(characters))
    if max(map(calls.is_unmapped, repeat(text), index[::_ASKED].tolist()), default=0) > 0:
        first = dict(zip(reversed(characters), reversed(index.tolist()), strict=True))
        doubtful |= {one for one, place in first.items() if calls.is_unmapped(text, place) > 0}
    return sum(characters.count(character) for character in doubtful)


def all_characters(text: int, count: int, forgotten: str) -> str:
    """The printed characters of the page, taken from its text as a whole.

    ``forgotten``: the codes among them that have no meaning. It is another route through
    pdfium than the walk over single characters, so that what that walk loses shows in the ledger.
    """
    everywhere = calls.text_within(text, count, _EVERYWHERE)
    for hyphen in _LINE_END_HYPHENS:
        everywhere = everywhere.replace(chr(hyphen), chr(_HYPHEN))
    for code in forgotten:
        # What pdfium takes for a hyphen within a line it leaves out here.
        if ord(code) == _HYPHEN:
            everywhere = chr(_UNKNOWN) + everywhere
        else:
            everywhere = everywhere.replace(code, chr(_UNKNOWN), 1)
    return ink(everywhere.rstrip("\0"))  # of its end, which is no character
