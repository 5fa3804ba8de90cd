"""Which tables on consecutive pages are parts of one.

A table at the top of a page is the continuation of the one at the foot of the page before
if both have the same column edges and nothing but page furniture or notes stands between them.
On a page of another size it may be shifted, and all its columns wider or narrower alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.pdf.fragments import Fragment, PageCell, PageRead
from pipeline.extract.pdf.furniture import PageEdges
from pipeline.extract.pdf.grid import is_beside
from pipeline.extract.pdf.text import Line, begins_with_number
from pipeline.extract.pdf.unruled_breaks import middle_of
from pipeline.extract.pdf.unruled_strips import is_section_heading

_SAME_EDGE = 3.0  # points two column edges may differ from page to page
_RULES_OF_TABLE = 4  # level lines of one width that are those of a table
_BINDING = 60.0  # points a table may be shifted sideways from page to page
_FEWEST_EDGES = 4  # that show that a table is as another one, but for its width
_NOTE = re.compile(r"[（(]?(?:备?注|说明)\d*[：:]|[*＊※☆★▲△①-⑳]")  # what a note begins with
_TITLE = re.compile(r"附[件表]|表\s*[\d一二三四五六七八九十]")
_NOTE_LINES = 6
_FEWEST_COPIED = 3  # rows that are no header alone
_PARTED = "text stands between it and the table on page {}, of which it may be a part"


@dataclass(frozen=True, slots=True)
class Chain:
    """The fragments of one table in order, all with columns counted on ``edges``."""

    edges: tuple[float, ...]
    fragments: tuple[Fragment, ...]


def page_edges(page: PageRead) -> PageEdges:
    """The lines of a page above its first and below its last table, from the edge inwards."""
    edges = [one.ys for one in page.fragments] + [one.ys for one in page.frames]
    first = min([*(ys[0] for ys in edges), *_table_top(page)], default=None)
    last = max((ys[-1] for ys in edges), default=None)
    lines = sorted(page.outside, key=lambda line: line.top)
    return PageEdges(
        page=page.number,
        height=page.frame.size[1],
        above=tuple(li for li in lines if first is None or middle_of(li) < first),
        below=tuple(li for li in reversed(lines) if last is None or middle_of(li) > last),
    )


def _table_top(page: PageRead) -> list[float]:
    """Where the uppermost of several level lines of one width lies: the top of a table.

    The lines around the head of a page may be as wide; below them stands a title, which has
    no text beside it as the cells of a row have.
    """
    if len(page.rulings) < _RULES_OF_TABLE:
        return []
    widest = max(page.rulings, key=lambda ruling: ruling.end - ruling.start)
    alike = sorted(
        one.at
        for one in page.rulings
        if abs(one.start - widest.start) <= _SAME_EDGE and abs(one.end - widest.end) <= _SAME_EDGE
    )
    heights = [y for n, y in enumerate(alike) if not n or y - alike[n - 1] > _SAME_EDGE]
    while len(heights) >= _RULES_OF_TABLE:
        titles = [n for n in (1, 2) if _is_title(page.outside, heights[n - 1], heights[n])]
        if not titles:
            return [heights[0]]
        heights = heights[titles[0] :]
    return []


def _is_title(lines: Sequence[Line], top: float, bottom: float) -> bool:
    """Whether no texts stand side by side between two heights, nor is one a section's name."""
    within = sorted((line for line in lines if top < middle_of(line) < bottom), key=middle_of)
    return (
        bool(within)
        and not any(is_section_heading(line.text) for line in within)
        and all(middle_of(b) - middle_of(a) > a.size / 2 for a, b in pairwise(within))
    )


def link_fragments(
    pages: Sequence[PageRead], furniture: Mapping[tuple[int, Line], object]
) -> list[Chain]:
    """Chains of fragments in reading order, each the parts of one table.

    A table that begins amid a row though text parts it from the one before is in doubt.
    """
    chains: list[_Open] = []
    current: _Open | None = None
    sizes = {page.number: page.frame.size for page in pages}
    for page in pages:
        body = [line for line in page.outside if (page.number, line) not in furniture]
        if not page.fragments:
            current = None if body else current
            continue
        first = min(fragment.ys[0] for fragment in page.fragments)
        if any(middle_of(line) < first for line in body):
            current = None
        before: Fragment | None = None
        for fragment in page.fragments:
            beside = before is not None and is_beside(before, fragment)
            if before is not None and not beside:
                current = None
            again = current is not None and not beside and current.ends_with(fragment)
            if current is None or again or not current.take(fragment, sizes, is_beside=beside):
                if before is None and current is None and chains:
                    fragment = chains[-1].doubt(fragment, sizes)
                current = _Open.begin(fragment)
                chains.append(current)
            before = fragment
        last = max(fragment.ys[-1] for fragment in page.fragments)
        if not _are_notes([line for line in body if middle_of(line) > last]):
            current = None
    return [chain.close() for chain in chains]


def _are_notes(lines: Sequence[Line]) -> bool:
    """Whether the lines below a table are notes on it, which stand at the foot of any page."""
    if not lines:
        return True
    top = min(lines, key=middle_of)
    return (
        len(lines) <= _NOTE_LINES
        and _NOTE.match(top.text) is not None
        and not any(_TITLE.match(line.text) for line in lines)
    )


def _inks(fragment: Fragment) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.ink) for cell in fragment.cells]


@dataclass(slots=True)
class _Open:
    """A chain that may still grow: all column edges so far, and each fragment with its own.

    ``slack``: how far each edge may lie elsewhere, 0 where a line is drawn.
    """

    edges: list[float]
    slack: list[float]
    parts: list[tuple[Fragment, tuple[float, ...]]]

    @classmethod
    def begin(cls, fragment: Fragment) -> _Open:
        """A chain of one fragment."""
        slack = fragment.slack or (0.0,) * len(fragment.xs)
        return cls(list(fragment.xs), list(slack), [(fragment, fragment.xs)])

    def ends_with(self, fragment: Fragment) -> bool:
        """Whether the last page shows nothing but the same cells: the table is printed anew.

        Rows left blank, to be filled in by hand, go on from page to page all the same; and rows
        with numbers are those of a list, below whose header they come again.
        """
        last = self.parts[-1][0]
        if not last.rows == fragment.rows >= _FEWEST_COPIED:
            return False
        firsts = [cell.block.lines for cell in fragment.cells if cell.column == 0]
        if any(lines and begins_with_number(lines[0].text) for lines in firsts):
            return False
        own = _inks(fragment)
        return own == _inks(last) and len({row for row, _, ink in own if ink}) == fragment.rows

    def doubt(self, fragment: Fragment, sizes: Mapping[int, tuple[float, float]]) -> Fragment:
        """The fragment, doubted with the last row before if it is the rest of this table.

        It is where it stands on the next page in the same columns and has no header, but begins
        without a number.
        """
        last, own = self.parts[-1]
        rest = fragment.first_row
        if (
            fragment.page != (last.ends or last.page) + 1
            or not rest
            or rest[0].block.lines
            or not any(cell.block.lines for cell in rest)
            or not _Open(list(self.edges), list(self.slack), []).take(
                fragment, sizes, is_beside=False, page=last.page
            )
        ):
            return fragment
        self.parts[-1] = _doubting(last, last.last_row, fragment.page), own
        return _doubting(fragment, rest, last.page)

    def take(
        self,
        fragment: Fragment,
        sizes: Mapping[int, tuple[float, float]],
        *,
        is_beside: bool,
        page: int | None = None,
    ) -> bool:
        """Add a fragment if its column edges agree with those of the chain.

        They agree if all edges of one are edges of the other: a page on which columns are
        merged throughout shows fewer. A table shifted sideways must show the same ones, and
        so must one without lines between its columns. One that stands beside another
        (``is_beside``) may be shifted by any width. ``sizes`` are those of the pages; ``page`` is
        where the chain ends.
        """
        page = self.parts[-1][0].page if page is None else page
        is_other_size = sizes[page] != sizes[fragment.page]
        if fragment.slack or any(self.slack):
            return self._take_unruled(fragment, is_other_size=is_other_size)
        if is_other_size and self._is_scaled(fragment.xs):
            self.parts.append((fragment, tuple(self.edges)))
            return True
        shift = fragment.xs[0] - self.edges[0]
        own = tuple(x - shift for x in fragment.xs)
        if (abs(shift) > _BINDING and not is_beside) or abs(own[-1] - self.edges[-1]) > _SAME_EDGE:
            return False
        new = [x for x in own if all(abs(x - edge) > _SAME_EDGE for edge in self.edges)]
        missing = any(all(abs(x - edge) > _SAME_EDGE for x in own) for edge in self.edges)
        if (new and missing) or (abs(shift) > _SAME_EDGE and (new or missing)):
            return False
        if new:
            self.edges = sorted([*self.edges, *new])
            self.slack = [0.0] * len(self.edges)
        self.parts.append((fragment, own))
        return True

    def _is_scaled(self, xs: Sequence[float]) -> bool:
        """Whether all edges lie as those of the chain do, the table shifted and its width aside."""
        edges = self.edges
        if len(xs) != len(edges) or len(xs) < _FEWEST_EDGES:
            return False
        scale = (xs[-1] - xs[0]) / (edges[-1] - edges[0])
        return all(
            abs(xs[0] + scale * (edge - edges[0]) - x) <= _SAME_EDGE
            for edge, x in zip(edges, xs, strict=True)
        )

    def _take_unruled(self, fragment: Fragment, *, is_other_size: bool) -> bool:
        """Add a fragment whose white between columns meets that of the chain everywhere.

        On a page of another size the columns between the first and the last tell where they were.
        """
        own = fragment.slack or (0.0,) * len(fragment.xs)
        xs, edges = fragment.xs, self.edges
        if is_other_size and len(xs) == len(edges) > _FEWEST_EDGES:
            scale = (edges[-2] - edges[1]) / (xs[-2] - xs[1])
            xs = tuple(edges[1] + scale * (x - xs[1]) for x in xs)
        if len(own) != len(edges) or any(
            abs(x - edge) > _SAME_EDGE + here + there
            for x, edge, here, there in zip(xs, edges, own, self.slack, strict=True)
        ):
            return False
        self.parts.append((fragment, tuple(self.edges)))
        return True

    def close(self) -> Chain:
        """The chain with the columns of all its cells counted on all its edges."""
        return Chain(
            tuple(self.edges),
            tuple(_on_columns(fragment, own, self.edges) for fragment, own in self.parts),
        )


def _doubting(fragment: Fragment, cells: Sequence[PageCell], page: int) -> Fragment:
    """The fragment with a doubt in some cells: text parts them from the table on another page."""
    words = _PARTED.format(page)
    return replace(
        fragment,
        cells=tuple(
            replace(cell, doubt=cell.doubt or words) if cell in cells else cell
            for cell in fragment.cells
        ),
    )


def _on_columns(fragment: Fragment, own: Sequence[float], edges: Sequence[float]) -> Fragment:
    if len(own) == len(edges):
        return fragment
    place = [min(range(len(edges)), key=lambda i: abs(edges[i] - x)) for x in own]
    return replace(
        fragment,
        cells=tuple(
            replace(
                cell,
                column=place[cell.column],
                column_span=place[cell.column + cell.column_span] - place[cell.column],
            )
            for cell in fragment.cells
        ),
    )
