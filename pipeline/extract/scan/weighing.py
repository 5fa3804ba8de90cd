"""How sure each part of an extraction is: what was recognised on the pages, put on its parts. Pure.

Boxes of parts are those of the page as it lies, before its skew is turned back.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.scan.balance import Stray, doubt_beside, find_strays
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.page import Scanned
from pipeline.ink import is_ink
from pipeline.records import Box, Cell, Extraction, Part, Removal, Table

DOUBTFUL_BELOW = 0.95  # confidence of a character; see docs/decisions/0006-ocr.md
_ALONG, _ABOVE = 2.0, 0.8  # heights of a character around it, in which a seal may hide another

_BESIDE = 3  # characters on each side that say where another stands
_SHOWN = 4  # of them in a note


def weigh(extraction: Extraction, read: Mapping[int, Scanned], engine: str) -> Extraction:
    """The extraction with the confidence of what was recognised on each of its parts.

    ``read`` is what was recognised, by page. Boxes are turned back to the page as it lies in
    the file, and the engine is noted.
    """
    if not read:
        return extraction

    def part(one: Part) -> Part:
        return _weighed(one, read)

    def cell(one: Cell) -> Cell:
        return replace(one, parts=tuple(map(part, one.parts)))

    def table(one: Table) -> Table:
        return replace(one, cells=tuple(map(cell, one.cells)))

    def removal(one: Removal) -> Removal:
        return replace(one, place=part(Part(one.text, one.place)).place)

    strays = find_strays(extraction, read)
    return replace(
        extraction,
        tables=doubt_beside(tuple(map(table, extraction.tables)), strays),
        outside=tuple(map(part, extraction.outside)),
        removed=tuple(map(removal, extraction.removed)),
        notes=(
            *extraction.notes,
            *_told(strays),
            *_widths_told(read),
            f"recognised by {engine}",
        ),
    )


def _weighed(part: Part, read: Mapping[int, Scanned]) -> Part:
    scanned = read.get(part.place.page or 0)
    if scanned is None or part.place.bbox is None:
        return part
    confidence, doubts = weigh_part(part, scanned)
    place = replace(part.place, bbox=as_printed(part.place.bbox, scanned))
    return replace(part, place=place, confidence=confidence, doubts=doubts)


def _told(strays: Sequence[Stray]) -> list[str]:
    counts = Counter(stray.page for stray in strays)
    return [
        f"page {page}: {count} pieces of print stand like rows of a table and are in none of its"
        " cells; check it"
        for page, count in sorted(counts.items())
    ]


def _widths_told(read: Mapping[int, Scanned]) -> list[str]:
    """A note on the marks whose neighbours told how wide they are, against their room."""
    shown = [
        f"page {page} {''.join(one.text for one in line[max(0, at - _BESIDE) : at + 1 + _BESIDE])}"
        for page, scanned in sorted(read.items())
        for line in scanned.lines
        for at, one in enumerate(line)
        if one.overruled
    ]
    if not shown:
        return []
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    listed = ", ".join(shown[:_SHOWN])
    return [
        f"marks set as wide as their neighbours are, against the room they have: {listed}{more}"
    ]


def is_doubtful(character: Character) -> bool:
    """Whether a person should look at a recognised character."""
    return character.confidence < DOUBTFUL_BELOW


def weigh_part(part: Part, scanned: Scanned) -> tuple[float, tuple[tuple[int, float], ...]]:
    """The least confidence of a part's characters, and its doubtful ones as (offset, confidence).

    Print in which nothing was recognised has the confidence 0 and stands behind the text; so does
    what may be missing where shading alone tells the rows apart, and what a seal may hide.
    """
    inside = [
        [one for one in line if _holds(part.place.bbox, scanned.as_shown(one.box))]
        for line in scanned.lines
    ]
    characters = [one for line in inside for one in line if is_ink(one.text)]
    unread = [box for box in scanned.unread if _holds(part.place.bbox, scanned.as_shown(box))]
    sealed = [box for box in scanned.sealed if _holds(part.place.bbox, box)]
    if sealed and characters:
        shown = [as_printed(scanned.as_shown(one.box), scanned) for one in characters]
        sealed = [box for box in sealed if any(_may_hide(box, one) for one in shown)]
    unread += sealed
    least = min((one.confidence for one in characters), default=1.0)
    doubtful = [one for one in characters if is_doubtful(one)]
    doubts = _offsets(part.text, characters, doubtful)
    if unread or (scanned.shaded and characters):
        return 0.0, (*doubts, (len(part.text), 0.0))
    return round(least, 2), doubts


def _offsets(
    text: str, characters: Sequence[Character], doubtful: Sequence[Character]
) -> tuple[tuple[int, float], ...]:
    """Where the doubtful characters stand in the text: by their order, else wherever they occur."""
    if not doubtful:
        return ()
    inked = [offset for offset, character in enumerate(text) if is_ink(character)]
    if [text[offset] for offset in inked] == [one.text for one in characters]:
        return tuple(
            (offset, round(one.confidence, 2))
            for offset, one in zip(inked, characters, strict=True)
            if is_doubtful(one)
        )
    least: dict[str, float] = {}
    for one in doubtful:
        least[one.text] = min(one.confidence, least.get(one.text, 1.0))
    return tuple((at, round(least[text[at]], 2)) for at in inked if text[at] in least)


def as_printed(box: Box, scanned: Scanned) -> Box:
    """A box on the page set level as one on the page as it lies: its middle is turned back."""
    if not scanned.skew:
        return box if scanned.larger == 1 else _times(box, scanned.larger)
    width, height = scanned.size
    x0, top, x1, bottom = box
    angle = math.radians(scanned.skew)
    across, down = (x0 + x1 - width) / 2, (top + bottom - height) / 2
    turned_across = across * math.cos(angle) - down * math.sin(angle)
    turned_down = across * math.sin(angle) + down * math.cos(angle)
    left, upper = turned_across - across, turned_down - down
    return _times((x0 + left, top + upper, x1 + left, bottom + upper), scanned.larger)


def _times(box: Box, factor: float) -> Box:
    x0, top, x1, bottom = (round(value * factor, 2) for value in box)
    return (x0, top, x1, bottom)


def _may_hide(sealed: Box, character: Box) -> bool:
    """Whether the ink of a seal lies on a character, or where the next one would stand."""
    x0, top, x1, bottom = character
    high = min(bottom - top, x1 - x0)
    across, down = (sealed[0] + sealed[2]) / 2, (sealed[1] + sealed[3]) / 2
    beside = x0 - _ALONG * high <= across <= x1 + _ALONG * high
    return beside and top - _ABOVE * high <= down <= bottom + _ABOVE * high


def _holds(outer: Box | None, inner: Box) -> bool:
    if outer is None:
        return False
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]
