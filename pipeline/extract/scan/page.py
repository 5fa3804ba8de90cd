"""A page picture to characters with boxes and confidence, and ruling lines: what a PDF has.

    picture ─ layout ─▶ ruling lines, cells, lines of print ─ ocr ─ characters ─▶ Scanned

Lengths of ``Scanned`` are points on the page set upright, origin at its upper left.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field, replace

from pipeline.extract.pdf.page import Frame, Ruling
from pipeline.extract.scan.characters import Character, around, doubt_unlike, place
from pipeline.extract.scan.layout import POINTS, Sheet, lay_out
from pipeline.extract.scan.ocr import Read, Recogniser
from pipeline.extract.scan.picture import Picture, has_marks, resized
from pipeline.extract.scan.script import in_one_script
from pipeline.extract.scan.text import Region
from pipeline.records import Box

_SENSE_FROM = 0.7  # print on its head makes 0.3 to 0.65, on its side up to 0.98
_CERTAIN_FROM = 0.95
_CLEARLY = 1.5  # times the sense that a page makes as it lies
_NONSENSE = 0.45  # grain and drawings make less, whichever way they are turned
_SCRAPS = 1 / 3  # of the length of lines: of shorter ones grain may make more sense by chance
_SQUARES = 6.0  # characters that at least half of the lines have on most upright pages
_SAMPLE = 8  # lines by which that is judged
_COARSEST = 190.0  # dots per inch: coarser pictures are
_MOST_PIXELS = 24_000_000  # of an enlarged page
_ENLARGED_TO = 240.0  # enlarged to this, in which lines and characters part better


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read on a page picture; ``lines`` holds the characters of each line of print.

    ``size`` is width and height of the page as it lies. To set it upright it was turned by
    ``turned`` quarter turns clockwise, and then by ``skew`` degrees counter-clockwise about
    its middle. ``unread`` are the boxes of print in which no character was recognised.
    ``crowded``: there are more marks than a page of print has, or none of them makes sense; none
    was read. ``shaded``: shading tells its rows apart, which is not read, and no lines do.
    ``sealed``: where the ink of seals that were taken off may hide print, on the page as it lies.
    ``larger``: points of the page as the file says it is, for one of these.
    """

    size: tuple[float, float]
    turned: int
    skew: float
    lines: tuple[tuple[Character, ...], ...]
    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    unread: tuple[Box, ...]
    crowded: bool = False
    shaded: bool = False
    sealed: tuple[Box, ...] = ()
    larger: float = 1.0

    def as_shown(self, box: Box) -> Box:
        """A box of the upright page as a box of the page as it lies, but for its skew."""
        return Frame(0.0, 0.0, *self.size, self.turned, 0).as_shown(box)


def read_picture(picture: Picture, dots_per_inch: float, recogniser: Recogniser) -> Scanned:
    """Read the picture of one page (rows by columns, 0 black to 255 white).

    A page that lies on its side or head is found by the recogniser: of the four turns the one
    counts that makes most sense to it.
    """
    if not has_marks(picture):
        high, wide = picture.shape
        scale = POINTS / dots_per_inch
        return Scanned((wide * scale, high * scale), 0, 0.0, (), (), (), ())
    enlarged = 1.0
    if dots_per_inch < _COARSEST:
        room = math.sqrt(_MOST_PIXELS / picture.size)
        enlarged = max(1.0, min(_ENLARGED_TO / dots_per_inch, room))
        picture = resized(picture, enlarged)
    lines = _Lines(lay_out(picture, dots_per_inch * enlarged, 0), recogniser)
    sense, length = _sense(lines)
    for turned in _turns(lines.sheet, sense, length):
        if sense >= _CERTAIN_FROM and length == 1:
            break
        other = _Lines(lay_out(picture, dots_per_inch * enlarged, turned), recogniser)
        if not other.sheet.print:
            continue  # of what is not read nothing can be said
        its_sense, its_length = _sense(other)
        # Columns of few characters are short lines too: a page that makes sense lies as it is.
        least = _CLEARLY if sense >= _CERTAIN_FROM else 1.0
        if its_sense * its_length > least * sense * length:
            lines, sense, length = other, its_sense, its_length
    if sense < _NONSENSE or (sense < _SENSE_FROM and length < _SCRAPS):
        return _read(_Lines(replace(lines.sheet, print=[], left=[], crowded=True), recogniser), 1.0)
    return _read(lines, enlarged)


@dataclass(slots=True)
class _Lines:
    """The lines of print of a sheet by their number, each recognised once, when asked for."""

    sheet: Sheet
    recogniser: Recogniser
    _read: dict[int, list[Read]] = field(default_factory=dict)

    def crop(self, number: int) -> Region:
        """What of the sheet the recogniser is given."""
        region, height = self.sheet.print[number]
        return around(region, height, self.sheet.bare.shape)

    def read(self, number: int) -> list[Read]:
        """The characters of a line."""
        if number not in self._read:
            self._read[number] = self.recogniser.read(_alone(self.sheet, self.crop(number), number))
        return self._read[number]


def _turns(sheet: Sheet, sense: float, length: float) -> tuple[int, ...]:
    """By how many quarter turns clockwise the page may have to be turned, the likeliest first."""
    if sheet.crowded or not sheet.print:
        return ()
    if sense < _SENSE_FROM:
        return (2, 1, 3)
    # Some characters are known on their side, too, but no line of print is short then.
    return () if length == 1 else (1, 3)


def _sense(lines: _Lines) -> tuple[float, float]:
    """How much sense the longest lines make to the recogniser, and how long lines are.

    Both from 0 to 1. Its confidence counts; and a page on its side falls into pieces as long
    as a cell has lines.
    """
    print_ = lines.sheet.print
    if not print_:
        return 1.0, 1.0
    longest = sorted(range(len(print_)), key=lambda n: print_[n][0].x0 - print_[n][0].x1)
    sure = [one.confidence for number in longest[:_SAMPLE] for one in lines.read(number)]
    squares = statistics.median((line.x1 - line.x0) / height for line, height in print_)
    return sum(sure) / max(len(sure), 1), min(squares / _SQUARES, 1.0)


def _read(lines: _Lines, enlarged: float) -> Scanned:
    sheet = lines.sheet
    found: list[tuple[Character, ...]] = []
    unread = [_box(region, sheet.scale) for region in sheet.left]
    for number, (region, height) in enumerate(sheet.print):
        own = _crop(sheet.whose, region) == number + 1
        columns: list[int] = own.sum(axis=0).tolist()
        characters = place(
            lines.read(number),
            region,
            lines.crop(number),
            height,
            columns=columns,
            depths=_depths(own),
            scale=sheet.scale,
            enlarged=enlarged,
            dusty=sheet.dusty,
        )
        if characters:
            found.append(characters)
        else:
            unread.append(_box(region, sheet.scale))
    return Scanned(
        size=sheet.size,
        turned=sheet.turned,
        skew=sheet.skew,
        lines=in_one_script(doubt_unlike(found)),
        horizontal=sheet.horizontal,
        vertical=sheet.vertical,
        unread=tuple(unread),
        crowded=sheet.crowded,
        shaded=sheet.shaded,
    )


def _depths(ink: Picture) -> list[float]:
    """How far down a line the middle of each column's ink lies, from 0 (top) to 1."""
    import numpy as np

    down = np.arange(len(ink)) + 0.5
    counts = np.maximum(ink.sum(axis=0), 1)
    depths: list[float] = (down @ ink / counts / len(ink)).tolist()
    return depths


def _alone(sheet: Sheet, crop: Region, number: int) -> Picture:
    """What of the picture a line is read from, the print of others in it painted over."""
    import cv2
    import numpy as np

    line, whose = _crop(sheet.bare, crop), _crop(sheet.whose, crop)
    others = (whose != 0) & (whose != number + 1)
    if not others.any():
        return line
    reach = np.ones((3, 3), np.uint8)
    own = cv2.dilate((whose == number + 1).astype(np.uint8), reach)
    painted = (cv2.dilate(others.astype(np.uint8), reach) != 0) & (own == 0)
    return np.where(painted, np.median(line[whose == 0]), line).astype(np.uint8)


def _crop(picture: Picture, region: Region) -> Picture:
    return picture[region.top : region.bottom, region.x0 : region.x1]


def _box(region: Region, scale: float) -> Box:
    return (region.x0 * scale, region.top * scale, region.x1 * scale, region.bottom * scale)
