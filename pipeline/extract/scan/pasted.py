"""Pictures on a page of text: what is printed in them, put beside the text. Pure, in points.

A table pasted into a notice as a picture, a signed sheet below a paragraph: the text is to be
believed, and is not all that the page says.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np

from pipeline.extract.pdf.page import Glyph, Glyphs, Printed, Ruling
from pipeline.extract.scan.page import Scanned
from pipeline.ink import ink
from pipeline.records import Box

_LEAST, _WIDE = 0.06, 0.3  # of the page that a picture covers, and of its width: smaller are signs
_FEW = 20  # characters of text on a picture that is no ground for them
_FEWEST = 10  # characters that a picture with print has


def find_pasted(printed: Printed) -> tuple[Box, ...]:
    """The boxes of the pictures on a page of text that may hold print of their own."""
    wide, high = printed.frame.size
    boxes = printed.glyphs.boxes
    across, down = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = []
    for box in printed.images:
        x0, top, x1, bottom = max(box[0], 0), max(box[1], 0), min(box[2], wide), min(box[3], high)
        if x1 - x0 < _WIDE * wide or (x1 - x0) * (bottom - top) < _LEAST * wide * high:
            continue
        inside = (across > x0) & (across < x1) & (down > top) & (down < bottom)
        if int(inside.sum()) < _FEW:
            found.append((x0, top, x1, bottom))
    return tuple(found)


def within(scanned: Scanned, printed: Printed, pictures: tuple[Box, ...]) -> Scanned | None:
    """What was recognised in the pictures and is no text of the page, which stands in it, too.

    ``None`` where that is nothing, or the page lies otherwise than its text.
    """
    frame = printed.frame
    if scanned.crowded or scanned.turned or scanned.larger != 1 or frame.reading != frame.shown:
        return None
    text = printed.glyphs.boxes
    lines = tuple(
        tuple(one for one in line if _in_any(one.box, pictures) and not _is_text(one.box, text))
        for line in scanned.lines
    )
    if sum(map(len, lines)) < _FEWEST:
        return None
    return replace(
        scanned,
        skew=0.0,
        lines=tuple(filter(None, lines)),
        horizontal=tuple(
            line
            for line in scanned.horizontal
            if _in_any((line.start, line.at, line.end, line.at), pictures)
        ),
        vertical=tuple(
            line
            for line in scanned.vertical
            if _in_any((line.at, line.start, line.at, line.end), pictures)
        ),
        unread=tuple(box for box in scanned.unread if _in_any(box, pictures)),
    )


def with_pasted(printed: Printed, read: Scanned) -> Printed:
    """The page with what was recognised in its pictures behind its text."""
    characters = list(chain.from_iterable(read.lines))
    own = Glyphs.of(Glyph(one.text, *one.box) for one in characters)
    return replace(
        printed,
        glyphs=Glyphs(
            printed.glyphs.text + own.text, np.concatenate([printed.glyphs.boxes, own.boxes])
        ),
        horizontal=_in_order(printed.horizontal, read.horizontal),
        vertical=_in_order(printed.vertical, read.vertical),
        characters=printed.characters + ink(own.text),
    )


def _in_order(lines: tuple[Ruling, ...], others: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    return tuple(sorted((*lines, *others)))


def _in_any(box: Box, pictures: tuple[Box, ...]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= across <= x1 and top <= down <= bottom for x0, top, x1, bottom in pictures)


def _is_text(box: Box, text: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return bool(
        (
            (text[:, 0] <= across)
            & (across <= text[:, 2])
            & (text[:, 1] <= down)
            & (down <= text[:, 3])
        ).any()
    )
