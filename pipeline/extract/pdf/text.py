"""Lines of print to the text of a cell. Pure; boxes in points of the upright page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, overload

from pipeline.numbering import leading_number
from pipeline.records import Box

# After these a short line ends a paragraph; after a comma none does, and elsewhere only a line
# that is clearly short.
SENTENCE_ENDS = "。！？；.!?;…"
PAUSES = "、，：,:"
CANNOT_BEGIN = "、，。；：！？）》」』】〕〗”’％‰℃…,.;:!?)]}%"
CANNOT_END = "（《「『【〔〖“‘([{"
_CLOSING = "”’）》」』】〕〗)]}"
_GOES_ON = "，,"
PART_ENDS = SENTENCE_ENDS + "：:" + _CLOSING

_QUOTES = "“”‘’"
_KEPT_BEFORE = CANNOT_BEGIN + _QUOTES + "/"  # what stays with the character before it
_KEPT_AFTER = CANNOT_END + _QUOTES
_WIDE_MARKS = _QUOTES + "…—"

_NARROW = 0.6  # of a full-width character: the width of a letter or digit, at most
_FILLED = 0.3  # character widths by which the room at the end of a full line may be misjudged
_NO_ROOM = 0.9  # character widths into which not even a Latin letter goes as a paragraph
_INDENT = 1.2, 4.5  # characters by which the first lines of paragraphs are set in
_A_LITTLE = 0.5  # character widths of room, beyond what the next line begins with
_SHORT_OF_NAMES = 1.0  # the same in a list of names
_CLEARLY_SHORT = 1.5  # the same where the line does not end as a paragraph does
_NUMBER = re.compile(
    r"\s*(?:\d{1,4}\s*$|\d{1,3}\s*(?:[．、)）]|\.(?!\d))|\d{1,2}\.\d{1,2}(?![\d%亿万])"
    r"|[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、．.]|[①-⑳]"
    r"|第[一二三四五六七八九十百\d]{1,4}[条项章节])"
)
# What an item of a list within a cell begins with; 2.5万 is no number of one.
_ITEM = re.compile(
    r"\s*(?:\d{1,2}[．、]|\d{1,2}\.(?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|[①-⑳●○•▪■□◆◇▲△★☆➢✓\uf000-\uf0ff])"
)
_SENTENCE_END = re.compile("[。；;]")
_FIGURE = re.compile(r"[-–+$¥￥(]?\d[\d,.]*[)%％‰]?")
_FIGURE_ENDS = ",.)%％‰"  # beside digits
_WORDS = re.compile(r"[A-Za-z][,.;:]? [A-Za-z0-9]+\Z")


_LEFT = itemgetter(1)  # ``x0`` of a line, of which it is asked very often


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


class _BlockText:
    """The lines of a block as one text, made when it is first asked for.

    ``functools.cached_property`` takes a lock for each, longer than most texts take.
    """

    @overload
    def __get__(self, block: None, owner: type[Block]) -> _BlockText: ...

    @overload
    def __get__(self, block: Block, owner: type[Block]) -> str: ...

    def __get__(self, block: Block | None, owner: type[Block]) -> _BlockText | str:
        if block is None:
            return self
        lines = block.lines
        text = lines[0].text if len(lines) == 1 else join_lines([block])[0]
        block.__dict__["text"] = text
        return text


class Margins(NamedTuple):
    """Where the lines of a column begin and end, in points from the borders of its cells.

    ``indent`` is by how much first lines are set in, 0 where they are not; ``right`` is
    ``None`` where it is that on the left.
    """

    left: float
    indent: float
    right: float | None


@dataclass(frozen=True)
class Block:
    """The lines in one cell of one page, from the top down, and the box of the cell.

    ``margins`` are those of its column, where that shows more than the cell alone.
    """

    lines: tuple[Line, ...]
    box: Box
    margins: Margins | None = None

    text = _BlockText()


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter or digit: words of them are set apart by spaces."""
    return character.isascii() and character.isalnum()


def room_at_end(line: Line, block: Block) -> float:
    """How many characters would still fit at the end of a line of a cell.

    The margin on the right is taken to be that on the left. In a centred cell the room is
    what lies on both sides.
    """
    lines = block.lines
    return _room(line, block, lines[0].x0 if len(lines) == 1 else min(map(_LEFT, lines)))


def _room(line: Line, block: Block, leftmost: float) -> float:
    x0, _, x1, _ = block.box
    _, begins, _, ends, _, size, _ = line  # at once, for this is asked of every line
    if block.margins is not None and block.margins.right is not None:
        return (x1 - block.margins.right - ends) / size if size else 0.0
    margin = leftmost - x0
    if not 0.0 <= margin <= size:
        margin = size if margin > 0.0 else 0.0
    room = x1 - margin - ends
    lead = begins - x0 - margin
    if lead > size and abs(lead - room) < size and _fill(block, leftmost, x1 - margin):
        room += lead
    return room / size if size else 0.0


def _fill(block: Block, leftmost: float, right: float) -> bool:
    """Whether the lines that begin furthest left end furthest right: those of a centred cell."""
    return all(
        right - line.x1 < line.size for line in block.lines if line.x0 - leftmost < line.size / 2
    )


def indent_of(block: Block, leftmost: float) -> float:
    """How far first lines of paragraphs are set in, 0 where they are not."""
    first = block.lines[0]
    deep = first.x0 - leftmost
    if not _INDENT[0] * first.size < deep < _INDENT[1] * first.size:
        return 0.0
    margin = max(min(leftmost - block.box[0], first.size), 0.0)
    right = block.box[2] - margin
    is_centred = abs(right - first.x1 - deep) < first.size and _fill(block, leftmost, right)
    return 0.0 if is_centred else deep


def is_full(line: Line, following: str, block: Block) -> bool:
    """Whether ``following`` had to go to a new line, because it no longer fitted.

    What moves together is one character, with the marks that cannot begin a line, what
    touches a quotation mark, or what is set without full-width characters: a word, 30μg/m³.
    """
    return room_at_end(line, block) < room_for(following)


def room_for(following: str) -> float:
    """How many characters wide room must be for what begins with the first unit of a text."""
    return first_unit(following) + _FILLED


def first_unit(text: str, *, at_most: bool = False) -> float:
    """The width of the first unbreakable piece of a text, in full-width characters.

    Some tools do not part a mark and the number after it either: ``at_most`` counts both.
    """
    if len(text) == 1:
        return _width(text)
    width, before = 0.0, ""
    for character in text:
        wide = _width(character)
        if before and not (
            character in _KEPT_BEFORE
            or before in _KEPT_AFTER
            or (wide < 1 and not character.isspace() and _width(before) < 1)
            or (at_most and wide < 1 and before in CANNOT_BEGIN)
        ):
            break
        width += wide
        before = character
    return width or 1.0


def width_of(text: str) -> float:
    """The width of a text, in full-width characters."""
    return sum(map(_width, text)) or 1.0


def _width(character: str) -> float:
    return 1.0 if character > "⺀" or character in _WIDE_MARKS else _NARROW


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
    previous: tuple[Line, Block, float] | None = None
    indent = margin = 0.0
    for block in blocks:
        pieces: list[str] = []
        leftmost = min(map(_LEFT, block.lines), default=0.0)
        if block.margins is not None and _is_set_in(block, block.margins):
            margin, indent, _ = block.margins
            leftmost = block.box[0] + margin
        elif block.lines and block.lines[0].x0 > leftmost and (deep := indent_of(block, leftmost)):
            indent, margin = deep, leftmost - block.box[0]
        for line in block.lines:
            if previous is not None:
                begins = None
                if indent:
                    begins = _begins_paragraph(line, block.box[0] + margin, indent)
                pieces.append(
                    _between(*previous, line, blocks)
                    if begins is None
                    else "\n"
                    if begins
                    else _joint(*previous, line)
                )
            pieces.append(line.text)
            previous = (line, block, leftmost)
        texts.append("".join(pieces))
    return "".join(texts), [text.strip() for text in texts]


def _is_set_in(block: Block, margins: Margins) -> bool:
    """Whether the lines of a cell begin where those of its column do, one of them set in."""
    if not margins.indent:
        return False
    left = block.box[0] + margins.left
    begin = [_begins_paragraph(line, left, margins.indent) for line in block.lines]
    return True in begin and None not in begin


def _begins_paragraph(line: Line, left: float, indent: float) -> bool | None:
    """Whether a line is set in as first ones are; ``None`` where it begins elsewhere."""
    deep = line.x0 - left
    if abs(deep - indent) < line.size / 2:
        return True
    return False if abs(deep) < line.size / 2 else None


def _between(
    line: Line, block: Block, leftmost: float, following: Line, blocks: Sequence[Block]
) -> str:
    room = _room(line, block, leftmost)
    last = line.text[-1]
    if last in "。；;" and _ITEM.match(following.text) and _has_items(blocks):
        return "\n"
    if (last.isdigit() or last in _FIGURE_ENDS) and _are_two_figures(line, block, following):
        return "\n"
    if room < _NO_ROOM:
        return " " if last.isascii() and _are_two_words(line, room, following) else ""
    if following.text[0] not in CANNOT_BEGIN and _is_short(line.text, room, following.text):
        return "\n"
    return _joint(line, block, leftmost, following)


def _has_items(blocks: Sequence[Block]) -> bool:
    """Whether a cell is a list whose items begin with a line, and none within one.

    The list may have an opening sentence, if its items count from the first.
    """
    lines = [line for block in blocks for line in block.lines]
    is_list = _ITEM.match(lines[0].text) is not None or _counts_on(
        [line.text for line in lines[1:] if _ITEM.match(line.text)]
    )
    return is_list and not any(
        _ITEM.match(line.text, found.end())
        for line in lines
        for found in _SENTENCE_END.finditer(line.text)
    )


def _counts_on(items: Sequence[str]) -> bool:
    """Whether texts are numbered 1, 2, 3 … in one way."""
    numbers = [leading_number(text) for text in items]
    return (
        len(items) > 1
        and [number and number.value for number in numbers] == list(range(1, len(items) + 1))
        and len({number.style for number in numbers if number}) == 1
    )


def _joint(line: Line, block: Block, leftmost: float, following: Line) -> str:
    """What stands between two lines of one paragraph: a space between two words."""
    if not _are_words(line, following):
        return ""
    is_cut_number = line.text[-1].isdigit() and following.text[0].isdigit()
    room = _room(line, block, leftmost)
    return " " if line.spaced or (room > 1 and not is_cut_number) else ""


def _are_two_words(line: Line, room: float, following: Line) -> bool:
    """Whether a full line ends with a word, and not within one that is too long for it.

    It does where a letter had still had room, or where words stand on the line: such a text is
    broken between them.
    """
    if not _are_words(line, following):
        return False
    last, first = line.text[-1], following.text[0]
    return (
        line.spaced
        or (room >= _NARROW and last.isalpha() and first.isalpha())  # 1500 m³ is one piece
        or (not (last.isdigit() and first.isdigit()) and _WORDS.search(line.text) is not None)
    )


def _are_two_figures(line: Line, block: Block, following: Line) -> bool:
    """Whether two lines are a figure each: one that is cut within fills its line.

    Figures stand at the right of their cell, where no room is left behind them.
    """
    if not (_FIGURE.fullmatch(line.text) and _FIGURE.fullmatch(following.text)):
        return False
    x0, _, x1, _ = block.box
    margin = min(min(one.x0 - x0, x1 - one.x1) for one in block.lines)
    room = x1 - x0 - 2 * max(margin, 0.0) - (line.x1 - line.x0)
    return room >= _NO_ROOM * line.size


def _is_short(text: str, room: float, following: str) -> bool:
    """Whether a line ends although what follows would have had room: the end of a paragraph."""
    last = text[-1]
    if last in CANNOT_END:
        return False
    if last in PART_ENDS:
        return room >= first_unit(following) + _A_LITTLE
    if last == "、":  # lists of names are often printed one a line
        return room >= first_unit(following, at_most=True) + _SHORT_OF_NAMES
    if (last in _GOES_ON or (is_latin(last) and is_latin(following[0]))) and not (
        begins_with_number(following)
    ):
        return False
    return room >= first_unit(following, at_most=True) + _CLEARLY_SHORT


def _are_words(line: Line, following: Line) -> bool:
    return is_latin(line.text[-1]) and is_latin(following.text[0])
