"""Paragraphs that a copy broke at the margin: lines put together again.

A text copied from a PDF or a scan has a line for each printed one. That a file is such a copy
is told by its lines: none is longer than a page is wide, and many are about as long as the
longest and end in the middle of a sentence. A line goes on with such a one above it; it begins
a paragraph of its own where it is indented, follows a blank line, begins with a number or a
label, or where the line above ends a sentence and nothing shows that paragraphs are indented.

Page numbers (``— 3 —``) between the lines go to the removals, and so does a line printed again
beside one (a running head).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbering import leading_number
from pipeline.records import Part, Place, Removal

_NARROWEST, _WIDEST = 36, 112  # of a printed line, in half-width characters
_FEWEST, _SHARE = 2, 0.12  # of the lines that go on with the one above
_LONG, _FULL = 0.75, 0.9  # of the longest line: one that may be broken, one that surely is full
_DEEPEST = 4  # half-width characters of white before a line that begins a paragraph
_MOST_IN_BRACKET = 6  # lines
PAGE = re.compile(
    r"\s*(?:[-—－–―·]+\s*\d{1,4}\s*[-—－–―·]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_ENDS = "。；;：:！!？?"
_CLOSERS = "）)】]”’》"
_BRACKET_ENDS = "）)】]"
_LABEL = re.compile(r"[（(【\[]?[一-鿿 \u3000]{2,10}[:：】\]]")
_BRACKET = "（(【["
_PAIRS = (("（(", "）)"), ("【[〔", "】]〕"))
_NOTE = re.compile(r"(?:单位|部门|领导|责任人|时限)[:：]$")
_LABEL_OF_NOTE = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|参与|主管|实施|完成|整改|办理)(?:单位|部门|领导|时限)[:：]"
)
# A title over the first words of a notice.
_TITLE = re.compile(r".*(?:分工|分解|方案|清单|通知|意见|措施|计划|要点|台账|任务|表)")
_OPENING = ("为", "根据", "按照", "各", "现将", "经")
_CELLS = re.compile(r"[|｜│]|(?:\S+[ \u3000]+){2}\S")
# A copy from a PDF sets blanks between Chinese and other signs, which the page hardly has.
BLANKS = re.compile(r"(?<=[^\x00-\x7f]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%.]) (?=[^\x00-\x7f])")
_HEAD = re.compile(
    r"[一-鿿（）()、/]{0,8}(?:任务|措施|举措|内容|项目|事项|名称|目标|要求|单位|部门|领导|责任人|时限|时间|序号|备注)"
)
_FEWEST_HEADS = 3
_LONE_NUMBER = re.compile(r"[0-9０-９]{1,3}[.．、]?")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int
    after_blank: bool

    @property
    def width(self) -> int:
        """In half-width characters, with the white before it."""
        return self.indent + width_of(BLANKS.sub("", self.text))


def unwrapped(
    lines: Sequence[str], name: str
) -> tuple[tuple[Part, ...], tuple[Removal, ...]] | None:
    """The paragraphs of a text broken at the margin, else ``None``. ``lines[0]`` is line 1.

    A paragraph has the place of its first line.
    """
    kept, removed = _without_furniture(_read(lines), name)
    margin = max((line.width for line in kept), default=0)
    widest = max((width_of(line.text) for line in kept), default=0)
    if not _NARROWEST <= widest <= _WIDEST or sum(map(_is_of_cells, kept)) > 1:
        return None
    if _has_header(kept):
        return None
    indents = any(line.indent for line in kept)
    paragraphs: list[list[_Line]] = []
    for line in kept:
        above = paragraphs[-1] if paragraphs else None
        if above and (
            _goes_on(above[-1], line, margin, indents=indents) or _is_unclosed(above, line, margin)
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    paged = any(each.rule == "page_number" for each in removed)
    if len(kept) - len(paragraphs) < max(_FEWEST, _SHARE * len(kept)) and not paged:
        return None
    parts = tuple(
        Part("".join(line.text for line in each), Place(name, line=each[0].number))
        for each in paragraphs
    )
    return parts, removed


def _read(lines: Sequence[str]) -> list[_Line]:
    read: list[_Line] = []
    after_blank = False
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text:
            white = line[: len(line) - len(line.lstrip())]
            read.append(_Line(number, text, min(width_of(white), _DEEPEST), after_blank))
        after_blank = not text
    return read


def _without_furniture(
    lines: Sequence[_Line], name: str
) -> tuple[list[_Line], tuple[Removal, ...]]:
    """The lines without page numbers and running heads; what follows is not after a blank."""
    pages = {i for i, line in enumerate(lines) if PAGE.fullmatch(line.text)}
    often = Counter(line.text for line in lines)
    kept: list[_Line] = []
    removed: list[Removal] = []
    seen: set[str] = set()
    cut = False
    for i, line in enumerate(lines):
        beside = i in pages or i - 1 in pages or i + 1 in pages
        rule = "page_number" if i in pages else "running_head"
        again = beside and often[line.text] > 1 and line.text in seen
        if i in pages or (again and not _begins(line.text) and _is_open(line.text)):
            removed.append(Removal(rule, line.text, Place(name, line=line.number)))
            cut = True
            continue
        seen.add(line.text)
        kept.append(_Line(line.number, line.text, line.indent, line.after_blank and not cut))
        cut = False
    return kept, tuple(removed)


def _is_of_cells(line: _Line) -> bool:
    """Whether a line looks like cells of a table: a number alone, or pieces parted by marks."""
    return bool(_LONE_NUMBER.fullmatch(line.text)) or bool(_CELLS.search(BLANKS.sub("", line.text)))


def _has_header(lines: Sequence[_Line]) -> bool:
    """Whether the columns of a table are named, a line each: 工作任务, 责任单位, 完成时限."""
    named = [bool(_HEAD.fullmatch(line.text)) for line in lines]
    return any(all(named[i : i + _FEWEST_HEADS]) for i in range(len(named) - _FEWEST_HEADS + 1))


def _goes_on(above: _Line, line: _Line, margin: int, *, indents: bool) -> bool:
    if line.after_blank or line.indent or _is_of_cells(above) or _is_of_cells(line):
        return False
    if _TITLE.fullmatch(above.text) and line.text.startswith(_OPENING):
        return False
    if _is_open(above.text):
        listing = above.text.endswith(("、", "，", ",", "（", "("))
        return above.width >= _LONG * margin and (listing or not _begins(line.text))
    if above.width < _FULL * margin or leading_number(line.text):
        return False
    return line.text.startswith(tuple(_BRACKET)) or (indents and not _begins(line.text))


def _is_unclosed(lines: Sequence[_Line], line: _Line, margin: int) -> bool:
    """Whether a paragraph breaks off in a bracket or behind the label of a note.

    ``…。（责任单位：`` or ``…。（牵`` over ``头单位：市科技局）``; ``…。责任单位：`` at the margin.
    """
    text = "".join(each.text for each in lines[-_MOST_IN_BRACKET:])
    if line.after_blank or leading_number(line.text):
        return False
    if any(sum(map(text.count, a)) > sum(map(text.count, b)) for a, b in _PAIRS):
        return lines[-1].width >= _LONG * margin or text.endswith(("：", ":"))
    if lines[-1].width < _LONG * margin:
        return False
    broken = any(m.start() < len(text) < m.end() for m in _LABEL_OF_NOTE.finditer(text + line.text))
    return broken or (bool(_NOTE.search(text)) and not _begins(line.text))


def _is_open(text: str) -> bool:
    """Whether a line breaks off in the middle of a sentence."""
    bare = text.rstrip(_CLOSERS)
    return not bare.endswith(tuple(_ENDS)) and not text.endswith(tuple(_BRACKET_ENDS))


def _begins(text: str) -> bool:
    """Whether a line begins as a paragraph does: with a number or a label."""
    return bool(leading_number(text)) or bool(_LABEL.match(text))


def width_of(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def starts_of(text: str) -> list[int]:
    """Where each character of a text begins, and where it ends, in half-width characters."""
    starts = [0]
    for character in text:
        starts.append(starts[-1] + (2 if unicodedata.east_asian_width(character) in "WFA" else 1))
    return starts
