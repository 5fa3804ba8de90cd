"""The characters of one PDF page with their boxes, as pdfium reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.ink_boxes import low_boxes, small_ones, too_high, whole_boxes
from pipeline.extract.pdf.page import Frame, Glyphs
from pipeline.extract.pdf.turned import quarters_of
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
    shown = raw.FPDFPage_GetRotation(page.raw) % 4
    asked = range(0, count, max(1, count // _SAMPLES))
    printed = [n for n in asked if not calls.is_generated(text, n)]
    turns = [round(quarters_of(text, n)) % _FULL_TURN for n in printed]
    reading = max(turns, key=turns.count) if turns else shown
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, reading, shown)


def read_text_layers(texts: Sequence[tuple[int, int]], frames: Sequence[Frame]) -> list[TextLayer]:
    """Every character of each page in the order of the file.

    ``texts`` are open text pages with the counts of their characters. The pages go through the
    steps as one array: of the characters of one alone, each step takes longer to begin than to do.
    """
    units = np.concatenate([_page_codes(*text) for text in texts])
    starts = list(accumulate((count for _, count in texts), initial=0))
    kept, meaningless = _kept(units, texts, starts)
    codes: NDArray[np.uint16] | NDArray[np.uint32] = units
    encoding = "utf-16-le"
    if (codes - _SURROGATES.start < len(_SURROGATES)).any():
        wide = units.astype(np.uint32)
        for start, end in pairwise(starts):
            _join_surrogates(wide[start:end], kept[start:end])
        codes, encoding = wide, "utf-32-le"
    index = kept.nonzero()[0]
    codes = codes.take(index)
    pages = [slice(*ends) for ends in pairwise(index.searchsorted(starts).tolist())]
    places = [index[page] - start for page, start in zip(pages, starts, strict=False)]
    loose = np.concatenate(
        [
            calls.loose_boxes(text, kept[start:end])
            for (text, _), (start, end) in zip(texts, pairwise(starts), strict=True)
        ]
    )
    boxes = _upright(loose, frames, pages)
    forgotten = [""] * len(pages)
    odd = too_high(boxes, codes) | _may_be_bare(boxes, codes) | _are_boxed_alike(boxes)
    small = small_ones(boxes, codes, pages)
    for n, page in enumerate(pages):
        asked = _Asked(texts[n][0], places[n], loose[page], frames[n])
        if odd[page].any() or any(map(asked.is_of_ink, small[page].nonzero()[0].tolist())):
            low = low_boxes(boxes[page], codes[page], asked.ink_middle)
            whole = whole_boxes(low, codes[page], asked.is_of_ink, asked.font_size)
            boxes[page] = _part_ligatures(asked.text, whole, asked.places)
            forgotten[n] = _forget_codes(asked.text, codes[page], boxes[page], asked.places)
    characters = codes.tobytes().decode(encoding)
    return [
        TextLayer(
            Glyphs(characters[page], boxes[page]),
            _unreadable(text, characters[page], places[n]) + meaningless[n],
            places[n],
            forgotten[n],
        )
        for n, ((text, _), page) in enumerate(zip(texts, pages, strict=True))
    ]


class _Asked(NamedTuple):
    """A page whose characters are asked for one by one, by their places among those printed.

    ``loose`` are their boxes in user space, ``places`` theirs in pdfium's own count.
    """

    text: int
    places: NDArray[np.intp]
    loose: NDArray[np.float64]
    frame: Frame

    def is_of_ink(self, place: int) -> bool:
        """Whether the box of a character is that of its ink."""
        box = calls.ink_box(self.text, int(self.places[place]))
        return all(abs(a - b) < _SAME for a, b in zip(self.loose[place].tolist(), box, strict=True))

    def ink_middle(self, place: int) -> float:
        """The middle of a character's ink, in height, in the upright frame."""
        left, top, right, bottom = calls.ink_box(self.text, int(self.places[place]))
        _, upper, _, lower = self.frame.upright(left, bottom, right, top)
        return (upper + lower) / 2

    def font_size(self, place: int) -> float:
        """In units of the file."""
        return float(calls.font_size_of(self.text, int(self.places[place])))


def _page_codes(text: int, count: int) -> NDArray[np.uint16]:
    codes = calls.page_text(text, count)
    if len(codes) == count:
        return codes
    # Characters without any meaning are left out of the text, but they have a place.
    return np.array([calls.unicode_of(text, n) for n in range(count)], dtype=np.uint16)


def _kept(
    codes: NDArray[np.uint16], texts: Sequence[tuple[int, int]], starts: Sequence[int]
) -> tuple[NDArray[np.bool_], list[int]]:
    """Which characters are printed, and how many of each page have no meaning.

    Those of page n begin at ``starts[n]``. A hyphen at a line end gets its own code.
    """
    codes[codes == _LINE_END_HYPHENS[1]] = _HYPHEN
    kept = codes > _SPACE
    meaningless = [0] * len(texts)
    page = 0
    low = (~kept & (codes != _LINE_FEED) & (codes != _RETURN)).nonzero()[0]
    for place, code in zip(low.tolist(), codes.take(low).tolist(), strict=True):
        while place >= starts[page + 1]:
            page += 1
        if code == _LINE_END_HYPHENS[0]:
            kept[place], codes[place] = True, _HYPHEN
        elif not calls.is_generated(texts[page][0], place - starts[page]):
            kept[place] = code == _SPACE
            meaningless[page] += code != _SPACE
    return kept, meaningless


def _part_ligatures(
    text: int, boxes: NDArray[np.float64], index: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The boxes with those of one glyph parted among the characters that it stands for.

    The font says "ff" or "……" of the one glyph, and each has the box of all. A character
    printed again at its place, to make it bold, is of another text object.
    """
    runs: list[list[int]] = []
    for place in _are_boxed_alike(boxes).nonzero()[0].tolist():
        one, other = calls.text_objects(text, index[place - 1 : place + 1].tolist())
        if one != other:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place - 1, place])
    if not runs:
        return boxes
    parted = boxes.copy()
    for run in runs:
        edges = np.linspace(boxes[run[0], 0], boxes[run[0], 2], len(run) + 1)
        parted[run, 0], parted[run, 2] = edges[:-1], edges[1:]
    return parted


def _are_boxed_alike(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which characters have the very box of the one before."""
    found = np.zeros(len(boxes), dtype=np.bool_)
    found[1:] = (boxes[1:, 0] == boxes[:-1, 0]) & (boxes[1:, 2] == boxes[:-1, 2])
    if found.any():
        found[1:] &= (boxes[1:, 1] == boxes[:-1, 1]) & (boxes[1:, 3] == boxes[:-1, 3])
    return found


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
    asked = _may_be_bare(boxes, codes).nonzero()[0].tolist()
    if not asked:
        return ""
    # A hyphen may have the box of its ink, which is low.
    usual = float(np.median(boxes[:, 3] - boxes[:, 1]))
    bare = [
        at
        for at in asked
        if boxes[at, 2] - boxes[at, 0] > _FULL_WIDTH * usual
        and _is_bare(text, int(index[at]), int(codes[at]))
    ]
    forgotten = [int(code) for code in codes[bare].tolist()]
    for n, at in enumerate(bare):  # a hyphen may stand for the code of one at a line end
        if forgotten[n] == _HYPHEN != calls.unicode_of(text, int(index[at])):
            forgotten[n] = _LINE_END_HYPHENS[0]
    codes[bare] = _UNKNOWN
    return "".join(map(chr, forgotten))


def _is_bare(text: int, place: int, code: int) -> bool:
    if calls.is_unmapped(text, place) > 0:
        return True
    # A hyphen is one where the font says so, as wide as it may be (turned, it is as wide as its
    # line is high), and where pdfium sees one at a line end. The bare code 2 is neither.
    is_said = code != _HYPHEN or calls.unicode_of(text, place) == _HYPHEN
    return not is_said and calls.is_line_end_hyphen(text, place) <= 0


def _may_be_bare(
    boxes: NDArray[np.float64], codes: NDArray[np.uint16] | NDArray[np.uint32]
) -> NDArray[np.bool_]:
    wide = boxes[:, 2] - boxes[:, 0] > _FULL_WIDTH * (boxes[:, 3] - boxes[:, 1])
    return wide & (codes < _LATIN_ENDS)


def _join_surrogates(wide: NDArray[np.uint32], kept: NDArray[np.bool_]) -> None:
    """Put the character into the first place of its pair; what is no pair is unknown."""
    taken = -1
    for place in (wide - _SURROGATES.start < len(_SURROGATES)).nonzero()[0].tolist():
        if place == taken:
            kept[place] = False
            continue
        high, low = int(wide[place]), int(wide[place + 1]) if place + 1 < len(wide) else 0
        if high < 0xDC00 <= low < 0xE000:
            wide[place] = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            taken = place + 1
        else:
            wide[place] = _UNKNOWN


def _upright(
    boxes: NDArray[np.float64], frames: Sequence[Frame], pages: Sequence[slice]
) -> NDArray[np.float64]:
    """Boxes (left, top, right, bottom in user space) in the upright frame of their page."""
    upright = np.empty_like(boxes)
    for frame, alike in groupby(zip(frames, pages, strict=True), key=itemgetter(0)):
        own = [page for _, page in alike]
        stretch = slice(own[0].start, own[-1].stop)
        left, top, right, bottom = boxes[stretch].T
        for column, values in enumerate(frame.upright(left, bottom, right, top)):
            upright[stretch, column] = values
    return upright


def _unreadable(text: int, characters: str, index: NDArray[np.intp]) -> int:
    """Characters of a private use, unknown ones, and those whose font has no map for them.

    A font without a map is without it for all its characters: a few are asked first.
    """
    # What is of a private use is not printable, and to see that takes a fifth of a search.
    is_plain = characters.isprintable() and chr(_UNKNOWN) not in characters
    doubtful = set() if is_plain else set(_PRIVATE.findall(characters))
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
    ends = sum(everywhere.count(chr(hyphen)) for hyphen in _LINE_END_HYPHENS)
    for hyphen in _LINE_END_HYPHENS:
        everywhere = everywhere.replace(chr(hyphen), chr(_HYPHEN))
    for code in forgotten:
        if ord(code) != _LINE_END_HYPHENS[0]:
            everywhere = everywhere.replace(code, chr(_UNKNOWN), 1)
        elif ends:
            everywhere = everywhere.replace(chr(_HYPHEN), chr(_UNKNOWN), 1)
        else:  # pdfium leaves out here what is mapped to nothing
            everywhere += chr(_UNKNOWN)
    return ink(everywhere.replace("\0", ""))  # of its end, which is no character
