"""The quick way through a large page: plain rows are read from the page as it is written.

    text ─ fold ─▶ the plain rows, read
               └─▶ the page with a mark in the place of each run of them ─ parse ─▶ tree

Nearly all rows of a large table are plain (``html_plain``), and to make the tree of a page
and to go through it takes most of the time. All other rows come into the tree and go the
careful way; both ways give the same cells: a test compares them. A page on which a mark
comes to stand anywhere but in a plain table of data is read without folding.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate, repeat
from operator import add, sub

from lxml import etree

from pipeline.extract.html.layout import PAGE_PARTS
from pipeline.extract.html.plain import Grammar
from pipeline.extract.html.rows import Rows
from pipeline.extract.many import tally

# With fewer rows the tree is as quick.
FEWEST_ROWS = 100
# Rows that are read together, or in smaller lots where one of them is not bare, or plain.
_BARE_AT_ONCE, _AT_ONCE = 256, 16
_END = "</tr>"
_MARKS = etree.XPath("//tr[@folded]")
_AROUND = frozenset({"html", "body", "div", "center", "form", "table", "thead", "tbody", "tfoot"})
_MAY_HIDE = re.compile("(?i)display|visibility")


@dataclass(frozen=True, slots=True)
class Folded:
    """The runs of rows that were folded, and how often each text is written in them."""

    runs: list[Rows] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(len(run.cells) for run in self.runs)

    def rows(self, row: etree._Element) -> Rows | None:
        """The plain rows in whose place ``row`` stands; ``None`` for a row of the tree."""
        mark = row.get("folded") if self.runs else None
        return None if mark is None else self.runs[int(mark)]

    def count(self) -> Counter[str]:
        """How often each character stands in the folded rows, in no tag."""
        texts: Counter[str | None] = Counter(self.written)
        if any("&" in text for text in self.written):
            texts.clear()
            for text, times in self.written.items():
                texts[unescape(text)] += times
        return tally(texts)

    def tables(self, root: etree._Element) -> set[etree._Element] | None:
        """The tables with folded rows, all of them plain tables of data for sure.

        ``None`` where a mark is lost, or stands in any other table or beside a text.
        """
        marks = _MARKS(root)
        if [mark.get("folded") for mark in marks] != [str(at) for at in range(len(self.runs))]:
            return None
        parents = {mark.getparent() for mark in marks}
        of_two = {
            _table(mark.getparent())
            for mark, run in zip(marks, self.runs, strict=True)
            if any(sum(map(bool, row)) > 1 for row in run)
        }
        is_sure = (
            {_table(parent) for parent in parents} == of_two
            and all(map(_stands_alone, of_two))
            and all(map(_is_shown, parents))
            and not any((mark.tail or "").strip() for mark in marks)
        )
        return of_two if is_sure else None


def _table(parent: etree._Element) -> etree._Element | None:
    """The table of rows that stand in ``parent``."""
    return parent if parent.tag == "table" else parent.getparent()


def _stands_alone(table: etree._Element | None) -> bool:
    """Whether an element is a table with no other around or in it, and holds data only."""
    return (
        table is not None
        and table.tag == "table"
        and table.get("role") is None
        and next(table.iterancestors("table"), None) is None
        and next(table.iterdescendants("table", *PAGE_PARTS), None) is None
    )


def _is_shown(element: etree._Element) -> bool:
    return all(
        each.tag in _AROUND
        and each.get("hidden") is None
        and not _MAY_HIDE.search(each.get("style", ""))
        for each in (element, *element.iterancestors())
    )


@dataclass(slots=True)
class _Folding:
    """What has been folded so far, and the ``rest`` of the page, which is read up to ``done``."""

    text: str
    folded: Folded
    grammar: Grammar = field(default_factory=Grammar)
    rest: list[str] = field(default_factory=list)
    done: int = 0
    line: int = 1
    goes_on: bool = False  # the row before was folded

    def fold(self, ends: list[int]) -> None:
        """Fold the rows that end at ``ends``, and leave those of them that need care."""
        if self.take(self.done, ends[-1], only_bare=len(ends) > _AT_ONCE):
            return
        if len(ends) > 1:
            lot = _AT_ONCE if len(ends) > _AT_ONCE else 1
            for at in range(0, len(ends), lot):
                self.fold(ends[at : at + lot])
            return
        begun = self.text.rfind("<tr", self.done, ends[0])
        if begun <= self.done or not self.take(begun, ends[0]):
            self.leave(ends[0] + len(_END))

    def take(self, begin: int, end: int, only_bare: bool = False) -> bool:
        """Fold what is written from ``begin`` to ``end``, if all rows are plain."""
        read = self.grammar.read_bare if only_bare else self.grammar.read
        line = self.line + self.text.count("\n", self.done, begin)
        plain = read(_END + self.text[begin:end], line)
        if plain is None:
            return False
        if begin > self.done:
            self.leave(begin)
        if not self.goes_on:
            self.rest.append(f"<tr folded={len(self.folded.runs)}>{_END}")
            self.folded.runs.append(Rows())
            self.goes_on = True
        rows, texts = plain
        self.folded.runs[-1].extend(rows)
        self.folded.written.update(texts)
        lines = self.text.count("\n", begin, end)
        self.rest.append("\n" * lines)
        self.line += lines
        self.done = end + len(_END)
        return True

    def leave(self, end: int) -> None:
        """Leave the page as it is, up to ``end``."""
        piece = self.text[self.done : end]
        self.rest.append(piece)
        self.line += piece.count("\n")
        self.done = end
        self.goes_on = False


def fold(text: str) -> tuple[str, Folded]:
    """The page without its plain rows, but with as many lines, and those rows."""
    *pieces, _ = text.split(_END)
    if len(pieces) < FEWEST_ROWS or "folded" in text:
        return text, Folded()
    lengths = list(map(len, pieces))
    ends = list(map(sub, accumulate(map(add, lengths, repeat(len(_END)))), repeat(len(_END))))
    folding = _Folding(text, Folded())
    for at in range(0, len(ends), _BARE_AT_ONCE):
        folding.fold(ends[at : at + _BARE_AT_ONCE])
    folding.leave(len(text))
    return "".join(folding.rest), folding.folded
