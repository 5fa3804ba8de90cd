"""Lines of print to the text of a cell. Pure; boxes in points of the upright page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.records import Box

# After these a short line ends a paragraph; elsewhere only a line that is clearly short does.
SENTENCE_ENDS = "。！？；.!?;…"
PAUSES = "、，：,:"
CANNOT_BEGIN = "、，。；：！？）》」』】〕〗”’％‰℃…,.;:!?)]}%"
CANNOT_END = "（《「『【〔〖“‘([{"
_CLOSING = "”’）》」』】〕〗)]}"

_QUOTES = "“”‘’"
_WIDE_MARKS = _QUOTES + "…—"

_FILLED = 0.3  # character widths by which the room at the end of a full line may be misjudged
_NO_ROOM = 0.9  # character widths into which not even a Latin letter goes as a paragraph
_CLEARLY_SHORT = 1.5  # character widths of room, beyond what the next line begins with
_NUMBER = re.compile(
    r"\s*(?:\d{1,4}\s*$|\d{1,3}\s*(?:[．、)）]|\.(?!\d))|\d{1,2}\.\d{1,2}(?![\d%亿万])"
    r"|[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、．.]|[①-⑳]"
    r"|第[一二三四五六七八九十百\d]{1,4}[条项章节])"
)


class Line(NamedTuple):
    """One printed line: its text, its box, and the width of a full-width character in it.

    ``spaced`` says that a space was printed at its end.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool = False

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True)
class Block:
    """The lines in one cell of one page, from the top down, and the box of the cell."""

    lines: tuple[Line, ...]
    box: Box

    @cached_property
    def text(self) -> str:
        """The lines as one text."""
        return self.lines[0].text if len(self.lines) == 1 else join_lines([self])[0]


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter or digit: words of them are set apart by spaces."""
    return character.isascii() and character.isalnum()


def room_at_end(line: Line, block: Block) -> float:
    """How many characters would still fit at the end of a line of a cell.

    The margin on the right is taken to be that on the left. In a centred cell the room is
    what lies on both sides.
    """
    return _room(line, block.box, min([other.x0 for other in block.lines]))


def _room(line: Line, box: Box, leftmost: float) -> float:
    x0, _, x1, _ = box
    left = leftmost - x0
    margin = max(min(left, line.size), 0.0)
    room = x1 - margin - line.x1
    lead = line.x0 - x0 - margin
    if lead > line.size and abs(lead - room) < line.size:
        room += lead
    return room / line.size if line.size else 0.0


def is_full(line: Line, following: str, block: Block) -> bool:
    """Whether ``following`` had to go to a new line, because it no longer fitted.

    What moves together is one character, with the marks that cannot begin a line, what
    touches a quotation mark, or one Latin word.
    """
    return room_at_end(line, block) < _first_unit(following) + _FILLED


def _first_unit(text: str) -> float:
    """Width of the first unbreakable piece of a text, in full-width characters."""
    if len(text) == 1:
        return _width(text)
    width = 0.0
    for index, character in enumerate(text):
        if index and not (
            character in CANNOT_BEGIN
            or text[index - 1] in CANNOT_END
            or character in _QUOTES
            or text[index - 1] in _QUOTES
            or (is_latin(character) and is_latin(text[index - 1]))
        ):
            break
        width += _width(character)
    return width or 1.0


def _width(character: str) -> float:
    return 1.0 if character > "⺀" or character in _WIDE_MARKS else 0.6


def begins_with_number(text: str) -> bool:
    """Whether a cell begins with a printed number: ``1．`` ``一、`` ``（一）`` ``①`` or is one."""
    return _NUMBER.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; closing brackets and quotes do not count."""
    bare = text.rstrip(_CLOSING)
    return bare != "" and bare[-1] in SENTENCE_ENDS


def join_lines(blocks: Sequence[Block]) -> tuple[str, list[str]]:
    """The text of a cell from its blocks (one for each page), and the text of each block.

    Wrapped lines join without a separator, two Latin words with a space. A line feed
    stands where a line ends although what follows would have fitted: a new paragraph.
    The texts of the blocks together are the text, but for white space between them.
    """
    texts: list[str] = []
    previous: tuple[Line, Box, float] | None = None
    for block in blocks:
        pieces: list[str] = []
        leftmost = min([line.x0 for line in block.lines], default=0.0)
        for line in block.lines:
            if previous is not None:
                pieces.append(_between(*previous, line))
            pieces.append(line.text)
            previous = (line, block.box, leftmost)
        texts.append("".join(pieces))
    return "".join(texts), [text.strip() for text in texts]


def _between(line: Line, box: Box, leftmost: float, following: Line) -> str:
    room = _room(line, box, leftmost)
    if room < _NO_ROOM:
        return " " if line.spaced and _are_words(line, following) else ""
    need = _first_unit(following.text)
    slack = 0.5 if line.text[-1] in SENTENCE_ENDS + PAUSES + _CLOSING else _CLEARLY_SHORT
    if room >= need + slack and following.text[0] not in CANNOT_BEGIN:
        return "\n"
    return " " if (line.spaced or room > 1) and _are_words(line, following) else ""


def _are_words(line: Line, following: Line) -> bool:
    return is_latin(line.text[-1]) and is_latin(following.text[0])
