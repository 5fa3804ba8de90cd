"""What a plain table row of a web page may be, and how it is read from the page as written.

A plain row holds nothing but cells of one text each, within blocks and looks that are all
closed again: ``<td rowspan=2><p><span>市公安局</span></p></td>``. What is not listed here
(another element or character reference, an end left out, a style that may hide, ...) makes
a row one that needs care; to leave a name out costs time, never a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from itertools import repeat
from operator import attrgetter, sub
from typing import NamedTuple

from pipeline.extract.html_text import shown

WIDEST = 100  # columns that a cell may span and be taken at its word
_LONGEST_TAGS = 2000  # characters
_SPACE = "[ \\t\\n\\r]"
_NAME = "[a-zA-Z][-a-zA-Z0-9_:.]*+"
_VALUE = "\"[^\"<>&]*+\"|'[^'<>&]*+'|[^\\s\"'<>&=`]++"
_ATTRIBUTE = f"({_NAME})(?:{_SPACE}*+={_SPACE}*+({_VALUE}))?+"
_SAID = re.compile(f"(?:{_SPACE}++{_ATTRIBUTE})*+{_SPACE}*+")
_OPENING = re.compile(f"(?:{_SPACE}*+<[a-z]++{_SAID.pattern}>)*+{_SPACE}*+")
# Blocks, then looks: in this order the parser closes none of them by itself.
_NESTED = re.compile("(?:div )*+(?:p )?+(?:(?:span|font|b|strong|i|em|u) )*+")
_MAY_HIDE = re.compile("(?i)hidden|display|visibility")
_NUMBER = re.compile(r"\s*\+?([0-9]{1,7})")
# Groups: the cell's attributes, the tags before its text, the text, and the tags after it.
_CELL = re.compile(
    f"<td([^<>]*+)>((?:{_SPACE}*+<[a-z][^<>]*+>){{0,12}}+)([^<]*+)"
    f"((?:</[a-z]++>{_SPACE}*+)*?</td>{_SPACE}*+)"
)
_STEP = 5  # four groups, and what stands before the cell
# What stands between the cells of two rows. The group is what is said of the second row.
_BETWEEN = re.compile(f"</tr>{_SPACE}*+(?:<!--[^-<>&]*+-->{_SPACE}*+)?+<tr([^<>]*+)>{_SPACE}*+")
# Characters that the parser may change, and all references but the most usual.
_ODD = re.compile(
    "[\x0b\x0c\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|\r(?!\n)"
    "|&(?!(?:nbsp|ensp|emsp|lt|gt|amp|quot|[lr][sd]quo|middot|mdash|hellip);)"
)


class PlainCell(NamedTuple):
    """A cell as read: 0 rows are all that are left; ``sourceline`` is the line in the file."""

    columns: int
    rows: int
    sourceline: int
    text: str


class _Look(NamedTuple):
    """What the tags of a cell say: its spans, and how many lines end before and after its tag."""

    columns: int
    rows: int
    lines_in_tag: int
    lines_after: int


class _Looks(dict[tuple[str, str, str], "_Look | None"]):
    """The looks of cells by their tags, for a page has few; ``None``: such a cell needs care."""

    def __missing__(self, tags: tuple[str, str, str]) -> _Look | None:
        self[tags] = look = _look(*tags)
        return look


class _Rows(dict[str, bool]):
    """Whether the attributes of a row are plain."""

    def __missing__(self, attributes: str) -> bool:
        said = _said(attributes)
        # Word's row of no height is none.
        self[attributes] = is_plain = said is not None and said.get("height") != "0"
        return is_plain


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of plain rows, with what it has met on one page."""

    looks: _Looks = field(default_factory=_Looks)
    rows: _Rows = field(default_factory=_Rows)

    def read(self, written: str, line: int) -> tuple[list[PlainCell], list[int]] | None:
        """The cells of rows, and how many cells each row has; ``None`` where a row needs care.

        ``written`` are the rows from ``line`` of the file on, each with the end of the row
        before it, and not with its own.
        """
        found: list[str] = _CELL.split(written)
        between = found[::_STEP]
        starts = [at for at, each in enumerate(between) if each]
        if not all(map(self._begins_a_row, {between[at] for at in starts})):
            return None
        tags = zip(found[1::_STEP], found[2::_STEP], found[4::_STEP], strict=True)
        looks = list(filter(None, map(self.looks.__getitem__, tags)))
        texts = found[3::_STEP]
        joined = "".join(texts)
        if len(looks) < len(texts) or _is_odd(joined):
            return None
        lines: Iterable[int] = repeat(line)
        if "\n" in written:
            lines = _lines(line, between, looks, texts)
        if "&" in joined:
            texts = list(map(unescape, texts))
        # A text with no white space in it, nor anything else that is not printed, stays.
        texts = [text if text.isprintable() and " " not in text else shown(text) for text in texts]
        columns, rows = map(_columns, looks), map(_rows, looks)
        cells = list(map(PlainCell._make, zip(columns, rows, lines, texts, strict=False)))
        return cells, list(map(sub, (*starts[1:], len(cells)), starts))

    def _begins_a_row(self, between: str) -> bool:
        """Whether what stands between two cells ends a row and begins a plain one."""
        begun = _BETWEEN.fullmatch(between)
        return begun is not None and self.rows[begun[1]]


_columns, _rows = attrgetter("columns"), attrgetter("rows")


def read_spans(across: str | None, down: str | None) -> tuple[int, int]:
    """Columns and rows that a cell spans, as a browser reads it: 1 for what is no number.

    0 rows are all that are left.
    """
    width = None if across is None else _NUMBER.match(across)
    height = None if down is None else _NUMBER.match(down)
    return (int(width[1]) or 1) if width else 1, int(height[1]) if height else 1


def _lines(line: int, between: list[str], looks: list[_Look], texts: list[str]) -> list[int]:
    """Of each cell the line in which its tag ends."""
    lines: list[int] = []
    for before, look, text in zip(between, looks, texts, strict=False):
        line += look.lines_in_tag + (before.count("\n") if before else 0)
        lines.append(line)
        line += look.lines_after + text.count("\n")
    return lines


def _is_odd(text: str) -> bool:
    """Whether a text may be another one to the parser. To ask whether it prints is quicker."""
    is_usual = "&" not in text and text.replace("\n", "").isprintable()
    return not is_usual and _ODD.search(text) is not None


def _look(attributes: str, opening: str, closing: str) -> _Look | None:
    """What the tags of a cell say, where they are plain."""
    said = _said(attributes)
    if said is None or len(opening) > _LONGEST_TAGS or _MAY_HIDE.search(opening):
        return None
    names = re.findall("<([a-z]+)", opening)
    ends = re.findall("</([a-z]+)", closing)
    if (
        _OPENING.fullmatch(opening) is None
        or _NESTED.fullmatch("".join(f"{name} " for name in names)) is None
        or ends != [*reversed(names), "td"]
    ):
        return None
    columns, rows = read_spans(said.get("colspan"), said.get("rowspan"))
    after = opening.count("\n") + closing.count("\n")
    return _Look(columns, rows, attributes.count("\n"), after) if columns <= WIDEST else None


def _said(attributes: str) -> dict[str, str] | None:
    """What the attributes of a tag say, by name; ``None`` where they are not plain."""
    if (
        len(attributes) > _LONGEST_TAGS
        or _SAID.fullmatch(attributes) is None
        or _MAY_HIDE.search(attributes)
    ):
        return None
    said: dict[str, str] = {}
    for name, value in re.findall(_ATTRIBUTE, attributes):
        said.setdefault(name.lower(), value[1:-1] if value[:1] in {'"', "'"} else value)
    return said
