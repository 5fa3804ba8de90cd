"""What a plain table row of a web page may be, and how it is read from the page as written.

A plain row holds nothing but cells of one text each, within blocks and looks that are all
closed again: ``<td rowspan=2><p><span>市公安局</span></p></td>``. What is not listed here
(another element or character reference, an end left out, a style that may hide, ...) makes
a row one that needs care; to leave a name out costs time, never a character. A bare row is
a plain one whose cells have no tags but their own: ``<td>市公安局</td>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate, chain, compress, islice, repeat
from operator import add, sub
from typing import NamedTuple, TypeAlias

from lxml import etree

from pipeline.extract.html.rows import WIDEST, Rows, Span, read_span
from pipeline.extract.html.text import shown

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
# Groups: the cell's attributes, the tags before its text, the text, and the tags after it.
_CELL = re.compile(
    f"<td([^<>]*+)>((?:{_SPACE}*+<[a-z][^<>]*+>){{0,12}}+)([^<]*+)"
    f"((?:</[a-z]++>{_SPACE}*+)*?</td>{_SPACE}*+)"
)
_STEP = 5  # four groups, and what stands before the cell
_END = "</td>"
# What stands between the cells of two rows. The group is what is said of the second row.
_BETWEEN = re.compile(f"</tr>{_SPACE}*+(?:<!--[^-<>&]*+-->{_SPACE}*+)?+<tr([^<>]*+)>{_SPACE}*+")
# What stands before the text of a bare cell; the first group is there where it begins a row.
_HEAD = re.compile(f"{_SPACE}*+({_BETWEEN.pattern})?+<td([^<>]*+)")
# Characters that the parser may change, and all references but the most usual.
_ODD = re.compile(
    "[\x0b\x0c\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|\r(?!\n)"
    "|&(?!(?:nbsp|ensp|emsp|lt|gt|amp|quot|[lr][sd]quo|middot|mdash|hellip);)"
)
# Rows, and their texts as they are written.
PlainRows: TypeAlias = "tuple[Rows, Sequence[str]]"


class _Look(NamedTuple):
    """What the tags of a cell say: its span, and how many lines end before and after its tag."""

    span: Span
    lines_in_tag: int
    lines_after: int


class _Looks(dict[tuple[str, str, str], "_Look | None"]):
    """The looks of cells by their tags, for a page has few; ``None``: such a cell needs care."""

    def __missing__(self, tags: tuple[str, str, str]) -> _Look | None:
        self[tags] = look = _look(*tags)
        return look


class _Head(NamedTuple):
    """What is written before the text of a bare cell: its span, whether it begins a row, lines."""

    span: Span
    begins: bool
    lines: int


class _Heads(dict[str, "_Head | None"]):
    """What is written before bare cells; ``None``: such a cell is not bare."""

    def __missing__(self, written: str) -> _Head | None:
        self[written] = head = _head(written)
        return head


class _RowTags(dict[str, bool]):
    """Whether the attributes of a row are plain."""

    def __missing__(self, attributes: str) -> bool:
        self[attributes] = is_plain = _is_plain_row(attributes)
        return is_plain


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of plain rows, with what it has met on one page.

    What is read are rows from ``line`` of the file on, each written with the end of the row
    before it, and not with its own. ``None`` where one of them needs care.
    """

    looks: _Looks = field(default_factory=_Looks)
    heads: _Heads = field(default_factory=_Heads)
    rows: _RowTags = field(default_factory=_RowTags)

    def read(self, written: str, line: int) -> PlainRows | None:
        """Plain rows."""
        bare = self.read_bare(written, line)
        if bare is not None:
            return bare
        found: list[str] = _CELL.split(written)
        between = found[::_STEP]
        starts = [at for at, each in enumerate(between) if each]
        if not all(map(self._begins_a_row, {between[at] for at in starts})):
            return None
        tags = zip(found[1::_STEP], found[2::_STEP], found[4::_STEP], strict=True)
        looks = list(filter(None, map(self.looks.__getitem__, tags)))
        texts = found[3::_STEP]
        cells = _shown(texts) if len(looks) == len(texts) else None
        if cells is None:
            return None
        lines: Iterable[int] = repeat(line, len(texts))
        if "\n" in written:
            lines = _lines(line, between, looks, texts)
        spans = [look.span for look in looks]
        return Rows(cells, spans, list(lines), _counts(starts, len(texts))), texts

    def read_bare(self, written: str, line: int) -> PlainRows | None:
        """Bare rows, of which all is done at once."""
        *pieces, rest = written.split(_END)
        if rest.strip(" \t\n\r") or not pieces or self.heads[pieces[0].rpartition(">")[0]] is None:
            return None
        before, _, texts = zip(*map(str.rpartition, pieces, repeat(">")), strict=True)
        heads = list(filter(None, map(self.heads.__getitem__, before)))
        cells = _shown(texts) if len(heads) == len(texts) else None
        if cells is None:
            return None
        spans, begins, ends = zip(*heads, strict=True)
        lines: Iterable[int] = repeat(line, len(texts))
        if "\n" in written:
            if "\n" in "".join(texts):
                above = chain([line], map(str.count, texts, repeat("\n")))
                lines = accumulate(map(add, above, ends))
            else:
                lines = islice(accumulate(ends, initial=line), 1, None)
        starts = list(compress(range(len(texts)), begins))
        return Rows(cells, list(spans), list(lines), _counts(starts, len(texts))), texts

    def _begins_a_row(self, between: str) -> bool:
        """Whether what stands between two cells ends a row and begins a plain one."""
        begun = _BETWEEN.fullmatch(between)
        return begun is not None and self.rows[begun[1]]


def _lines(line: int, between: list[str], looks: list[_Look], texts: list[str]) -> list[int]:
    """Of each cell the line in which its tag ends."""
    lines: list[int] = []
    for before, look, text in zip(between, looks, texts, strict=False):
        line += look.lines_in_tag + (before.count("\n") if before else 0)
        lines.append(line)
        line += look.lines_after + text.count("\n")
    return lines


def _counts(starts: list[int], cells: int) -> list[int]:
    """How many cells each row has, from the cell that each begins with."""
    return list(map(sub, (*starts[1:], cells), starts))


def _shown(texts: Sequence[str]) -> list[etree._Element | str] | None:
    """Texts as a browser shows them; ``None`` where one may be another to the parser."""
    joined = "".join(texts)
    # To ask whether a text prints is quicker than to search it.
    is_usual = "&" not in joined and joined.replace("\n", "").isprintable()
    if "<" in joined or (not is_usual and _ODD.search(joined) is not None):
        return None
    if is_usual:
        if " " not in joined and "\n" not in joined:
            return [*texts]
        if " " not in joined:
            return [shown(text) if "\n" in text else text for text in texts]
        return [shown(text) if " " in text or "\n" in text else text for text in texts]
    if "&" in joined:
        texts = list(map(unescape, texts))
    # A text with no white space in it, nor anything else that is not printed, stays.
    return [text if text.isprintable() and " " not in text else shown(text) for text in texts]


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
    span = read_span(said.get("colspan"), said.get("rowspan"))
    after = opening.count("\n") + closing.count("\n")
    return _Look(span, attributes.count("\n"), after) if span[0] <= WIDEST else None


def _head(written: str) -> _Head | None:
    """What is said before the text of a bare cell, where it is plain."""
    begun = _HEAD.fullmatch(written)
    if begun is None or (begun[1] and not _is_plain_row(begun[2])):
        return None
    look = _look(begun[3], "", _END)
    return None if look is None else _Head(look.span, begun[1] is not None, written.count("\n"))


def _is_plain_row(attributes: str) -> bool:
    said = _said(attributes)
    # Word's row of no height is none.
    return said is not None and said.get("height") != "0"


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
