"""Glyphs to lines, lines to the text of a cell. Pure; boxes in points of the upright page."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf_chars import Glyph
from pipeline.records import Box

# After these a short line ends a paragraph; elsewhere only a line that is clearly short does.
SENTENCE_ENDS = "。！？；.!?;…"
PAUSES = "、，：,:"
CANNOT_BEGIN = "、，。；：！？）》」』】〕〗”’％‰℃…,.;:!?)]}%"
CANNOT_END = "（《「『【〔〖“‘([{"
_CLOSING = "”’）》」』】〕〗)]}"

_QUOTES = "“”‘’"

_LINE_SHARE = 0.5  # of a character's height two centres on one line may be apart
_WORD_GAP = 0.2  # of a character's height between two Latin letters is a space
_COLUMN_GAP = 3.0  # character heights between two texts that are no line together
_FILLED = 0.3  # character widths by which the room at the end of a full line may be misjudged
_CLEARLY_SHORT = 1.5  # character widths of room, beyond what the next line begins with


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Block:
    """The lines in one cell of one page, from the top down, and the box of the cell."""

    lines: tuple[Line, ...]
    box: Box


def read_lines(glyphs: Sequence[Glyph], *, split: bool = False) -> list[Line]:
    """Set glyphs into lines by height and each line by place, from the top down.

    ``split`` cuts a line at a wide gap: outside tables, texts far apart on one height are
    not one text.
    """
    rows: list[list[Glyph]] = []
    centres: list[tuple[float, float]] = []  # centre and half height of each row
    last = -1
    for glyph in glyphs:
        centre = (glyph.top + glyph.bottom) / 2
        if last < 0 or abs(centre - centres[last][0]) > centres[last][1]:
            last = next(
                (i for i, (at, reach) in enumerate(centres) if abs(centre - at) <= reach), -1
            )
            if last < 0:
                last = len(rows)
                rows.append([])
                centres.append((centre, (glyph.bottom - glyph.top) * _LINE_SHARE))
        rows[last].append(glyph)
    lines: list[Line] = []
    for _, row in sorted(zip(centres, rows, strict=True), key=lambda pair: pair[0]):
        row.sort(key=lambda glyph: glyph.x0)
        for piece in _pieces(row) if split else [row]:
            line = _line(piece)
            if line is not None:
                lines.append(line)
    return lines


def _pieces(row: list[Glyph]) -> list[list[Glyph]]:
    pieces = [row[:1]]
    for before, glyph in pairwise(row):
        if glyph.x0 - before.x1 > _COLUMN_GAP * (glyph.bottom - glyph.top):
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces


def _line(row: Sequence[Glyph]) -> Line | None:
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    if not inked:
        return None
    texts = [glyph.text for glyph in row]
    if any(map(_is_latin, texts)):
        for index in range(len(row) - 1, 0, -1):
            before, after = row[index - 1], row[index]
            gap = after.x0 - before.x1
            if (
                gap > _WORD_GAP * (after.bottom - after.top)
                and _is_latin(before.text)
                and _is_latin(after.text)
            ):
                texts.insert(index, " ")
    _, lefts, tops, rights, bottoms = zip(*inked, strict=True)
    wide = [glyph.x1 - glyph.x0 for glyph in inked if glyph.text > "⺀"]
    return Line(
        text="".join(texts).strip(),
        x0=lefts[0],
        top=min(tops),
        x1=max(rights),
        bottom=max(bottoms),
        size=statistics.median_low(
            wide or [low - high for high, low in zip(tops, bottoms, strict=True)]
        ),
        spaced=row[-1].text.isspace(),
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def room_at_end(line: Line, block: Block) -> float:
    """How many characters would still fit at the end of a line of a cell.

    The margin on the right is taken to be that on the left. In a centred cell the room is
    what lies on both sides.
    """
    x0, _, x1, _ = block.box
    left = min(other.x0 for other in block.lines) - x0
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
    width = 0.0
    for index, character in enumerate(text):
        if index and not (
            character in CANNOT_BEGIN
            or text[index - 1] in CANNOT_END
            or character in _QUOTES
            or text[index - 1] in _QUOTES
            or (_is_latin(character) and _is_latin(text[index - 1]))
        ):
            break
        width += 1.0 if character > "⺀" or character in _QUOTES + "…—" else 0.6
    return width or 1.0


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
    previous: tuple[Line, Block] | None = None
    for block in blocks:
        pieces: list[str] = []
        for line in block.lines:
            if previous is not None:
                pieces.append(_between(*previous, line))
            pieces.append(line.text)
            previous = (line, block)
        texts.append("".join(pieces))
    return "".join(texts), [text.strip() for text in texts]


def _between(line: Line, block: Block, following: Line) -> str:
    room = room_at_end(line, block)
    need = _first_unit(following.text)
    slack = 0.5 if line.text[-1] in SENTENCE_ENDS + PAUSES + _CLOSING else _CLEARLY_SHORT
    if room >= need + slack and following.text[0] not in CANNOT_BEGIN:
        return "\n"
    if not (_is_latin(line.text[-1]) and _is_latin(following.text[0])):
        return ""
    return " " if line.spaced or room > 1 else ""
