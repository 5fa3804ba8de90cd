"""What stands on pages and belongs to none: page numbers, running heads and feet.

Only the outermost lines above or below everything else are looked at, from the edge
inwards, and the first that is no such line ends the search. A page number has the form of
one, and is none where texts stand beside it as in a row of a table. A running head is the
same text at the same height on a page near by, numbers apart that count with the pages.
``（续表）`` is a head too: it says that a table goes on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.pdf.text import Line

Rule = Literal["page_number", "running_head"]

_COUNT = r"[0-9０-９]{1,4}"
_HAN_COUNT = r"[0-9０-９〇零一二三四五六七八九十百]{1,6}"
_RULE_MARKS = r"[-‐‑–—―─－_~～·•.\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_RULE_MARKS}{_COUNT}{_RULE_MARKS}"
    rf"|{_RULE_MARKS}[ivxlcIVXLC]{{1,6}}{_RULE_MARKS}"
    rf"|{_RULE_MARKS}{_COUNT}\s*[/／]\s*{_COUNT}{_RULE_MARKS}"
    rf"|{_RULE_MARKS}第?\s*{_HAN_COUNT}\s*页\s*[,，;；/／(（]?\s*(?:[共总]\s*(?:计\s*)?{_HAN_COUNT}\s*页)?"
    rf"\s*[)）]?{_RULE_MARKS}"
    rf"|共\s*{_HAN_COUNT}\s*页\s*[,，;；/／]?\s*第\s*{_HAN_COUNT}\s*页"
    rf"|[Pp](?:age|\.)\s*{_COUNT}(?:\s*(?:of|/)\s*{_COUNT})?"
)
_GOES_ON = re.compile(r"[（(]?(?:续上?表|接上[页表]|上接第?\d*页)[）)]?\d*[：:]?|[（(]续[）)]")
_EDGE = 0.17  # of the page height: page numbers stand this near to the upper or lower edge
_SAME_HEIGHT = 3.0  # points
_LINE_GAP = 1.5  # of a character: the most white between two lines of one text
_MARGIN = 0.25  # of the page height: a head or foot ends within it
_NEAR = 3  # pages: heads of even and odd pages differ, and a picture may fill the one between
_COLUMNS = 3  # texts side by side that are a table header and no running head
_DEEPEST = 4  # lines of a head or foot


@dataclass(frozen=True, slots=True)
class PageEdges:
    """The text of a page above its first and below its last table, from the edge inwards.

    On a page without a table both hold its lines. ``height`` in points.
    """

    page: int
    height: float
    above: tuple[Line, ...]
    below: tuple[Line, ...]


def find_furniture(pages: Sequence[PageEdges]) -> dict[tuple[int, Line], Rule]:
    """The lines to take out, by page and line, with the rule that takes them."""
    found: dict[tuple[int, Line], Rule] = {}
    for side in ("above", "below"):
        places: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
        for page in pages:
            for line in _outermost(page, side):
                places[_shape(line.text)].append((page.page, _height(page, line, side), line.text))
        for page in pages:
            for line in _outermost(page, side):
                rule = _rule(page, line, side, places)
                if rule is None:
                    break
                found[page.page, line] = rule
    return found


def _outermost(page: PageEdges, side: str) -> tuple[Line, ...]:
    return (page.above if side == "above" else page.below)[:_DEEPEST]


def _height(page: PageEdges, line: Line, side: str) -> float:
    return line.top if side == "above" else page.height - line.bottom


def _rule(
    page: PageEdges, line: Line, side: str, places: dict[str, list[tuple[int, float, str]]]
) -> Rule | None:
    height = _height(page, line, side)
    if height < page.height * _EDGE and _PAGE_NUMBER.fullmatch(line.text):
        return None if line.text.isdecimal() and _is_in_row(page, line, side) else "page_number"
    if side == "above" and _GOES_ON.fullmatch(line.text):
        return "running_head"
    if height > page.height * _MARGIN or _is_header_row(page, line, side):
        return None
    for other, at, text in places[_shape(line.text)]:
        if (
            0 < abs(other - page.page) <= _NEAR
            and abs(at - height) <= _SAME_HEIGHT
            and _counts_with_pages(line.text, text, other - page.page)
        ):
            return "running_head"
    return None


def _is_header_row(page: PageEdges, line: Line, side: str) -> bool:
    """Whether a line is one of several side by side without a number: they name columns.

    A cell of two lines has them half a line above and below the others.
    """
    beside = [
        other
        for other in (page.above if side == "above" else page.below)
        if other.top < line.bottom and other.bottom > line.top
    ]
    return len(beside) >= _COLUMNS and not any(re.search(r"\d", other.text) for other in beside)


def _is_in_row(page: PageEdges, line: Line, side: str) -> bool:
    """Whether texts stand beside a number as in a row of a table, right below or above others."""
    beside = _beside(page, line, side)
    if len(beside) >= _COLUMNS:
        return True
    lines = page.above if side == "above" else page.below
    return len(beside) > 1 and any(
        other not in beside
        and max(other.top - line.bottom, line.top - other.bottom) < _LINE_GAP * other.size
        for other in lines
    )


def _beside(page: PageEdges, line: Line, side: str) -> list[Line]:
    """The lines on one height with a line, itself among them."""
    return [
        other
        for other in (page.above if side == "above" else page.below)
        if abs(other.top + other.bottom - line.top - line.bottom) <= other.size
    ]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))


def _counts_with_pages(text: str, other: str, step: int) -> bool:
    """Whether the numbers in two texts are equal or further by as many as the pages."""
    return all(
        int(there) - int(here) in (0, step)
        for here, there in zip(re.findall(r"\d+", text), re.findall(r"\d+", other), strict=True)
    )
