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
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from lxml import etree

from pipeline.extract.html_layout import PAGE_PARTS
from pipeline.extract.html_plain import Grammar, PlainCell
from pipeline.extract.many import tally

# With fewer rows the tree is as quick.
FEWEST_ROWS = 100
_AT_ONCE = 16  # rows that are read together, and one by one where one of them is not plain
_END = "</tr>"
_WRITTEN = re.compile(">([^<]+)")
_MARKS = etree.XPath("//tr[@folded]")
_AROUND = frozenset({"html", "body", "div", "center", "form", "table", "thead", "tbody", "tfoot"})
_MAY_HIDE = re.compile("(?i)display|visibility")


@dataclass(frozen=True, slots=True)
class Run:
    """Plain rows that follow upon each other: their cells, and how many each row has."""

    cells: list[PlainCell] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[list[PlainCell]]:
        """The cells of each row."""
        cells = iter(self.cells)
        return (list(islice(cells, count)) for count in self.counts)

    @property
    def has_a_row_of_two(self) -> bool:
        """Whether a row has text in two cells."""
        return any(sum(bool(cell.text) for cell in row) > 1 for row in self.rows())


@dataclass(frozen=True, slots=True)
class Folded:
    """The runs of rows that were folded, and how often each text is written in them."""

    runs: list[Run] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(len(run.cells) for run in self.runs)

    def rows(self, row: etree._Element) -> Iterator[list[PlainCell]] | None:
        """The plain rows in whose place ``row`` stands; ``None`` for a row of the tree."""
        mark = row.get("folded") if self.runs else None
        return None if mark is None else self.runs[int(mark)].rows()

    def count(self) -> Counter[str]:
        """How often each character stands in the folded rows, in no tag."""
        texts: Counter[str | None] = Counter()
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
            if run.has_a_row_of_two
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
    """What has been folded so far, and the ``rest`` of the page."""

    folded: Folded
    grammar: Grammar = field(default_factory=Grammar)
    rest: list[str] = field(default_factory=list)
    line: int = 1
    goes_on: bool = False  # the row before was folded

    def take(self, rows: str, before: str = "") -> bool:
        """Fold rows, each with the end of the row before it, if all are plain."""
        read = self.grammar.read(rows, self.line + before.count("\n"))
        if read is None:
            return False
        if before:
            self.leave(before)
        if not self.goes_on:
            self.rest.append(f"<tr folded={len(self.folded.runs)}>{_END}")
            self.folded.runs.append(Run())
            self.goes_on = True
        cells, counts = read
        self.folded.runs[-1].cells.extend(cells)
        self.folded.runs[-1].counts.extend(counts)
        self.folded.written.update(_WRITTEN.findall(rows))
        lines = rows.count("\n")
        self.rest.append("\n" * lines)
        self.line += lines
        return True

    def leave(self, piece: str) -> None:
        """Leave a piece of the page as it is."""
        self.rest.append(piece)
        self.line += piece.count("\n")
        self.goes_on = False


def fold(text: str) -> tuple[str, Folded]:
    """The page without its plain rows, but with as many lines, and those rows."""
    ends = [end.start() for end in re.finditer(_END, text)]
    if len(ends) < FEWEST_ROWS or "folded" in text:
        return text, Folded()
    folding = _Folding(Folded())
    done = 0
    for at in range(0, len(ends), _AT_ONCE):
        together = ends[at : at + _AT_ONCE]
        if folding.take(_END + text[done : together[-1]]):
            done = together[-1] + len(_END)
            continue
        for end in together:
            begun = max(done, text.rfind("<tr", done, end))
            if not folding.take(_END + text[done:end]) and not folding.take(
                _END + text[begun:end], text[done:begun]
            ):
                folding.leave(text[done : end + len(_END)])
            done = end + len(_END)
    folding.leave(text[done:])
    return "".join(folding.rest), folding.folded
