"""The parts of a table on single pages to one table: repeated headers out, cut rows joined."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from operator import attrgetter
from typing import Protocol

from pipeline.extract.many import many
from pipeline.extract.pdf.chains import Chain
from pipeline.extract.pdf.column_margins import with_margins
from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.habits import Habits, learn_habits
from pipeline.extract.pdf.merged_seams import merged_alike, merged_over_edge
from pipeline.extract.pdf.repeated import (
    count_repeated,
    header_at_edge,
    header_rows,
    header_set_off,
    is_printed_again,
    items_again,
    title_rows,
    without_texts,
)
from pipeline.extract.pdf.seams import Verdict, judge_row
from pipeline.extract.pdf.text import Block, join_lines
from pipeline.records import Box, Cell, Part, Place, Removal, Table

_KEPT_WHOLE = 3.5  # lines of room at the foot that say that rows are not cut
_KEPT_WHOLE_PRIOR = -3.0
_MOST_PRIOR = 1.5
_NO_CHANCE = 4  # characters that no text and its rest both begin with
_AGAIN = "what stands of it on page {} comes again on page {}"


class Placer(Protocol):
    """Gives the place of a box on a page, in a table or outside of all."""

    def __call__(
        self,
        page: int,
        box: Box,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> Place:
        """``page`` counts from 1; ``box`` is in the upright frame of the page."""

    def of_cells(
        self,
        pages: Sequence[int],
        boxes: Sequence[Box],
        table: int,
        rows: Sequence[int],
        columns: Sequence[int],
    ) -> list[Place]:
        """The places of many boxes in one table at once."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole table, the repeated headers taken out of it, and findings on its seams."""

    table: Table
    removed: tuple[Removal, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Growing:
    """A cell while its parts on later pages are being found."""

    row: int
    end: int
    key: tuple[int, int]  # column and column span
    parts: list[tuple[int, PageCell]]
    doubt: str = ""

    @classmethod
    def begin(cls, start: int, page: int, cell: PageCell) -> _Growing:
        """A cell that begins in row ``start`` of the table."""
        key = cell.column, cell.column_span
        return cls(start, start + cell.row_span, key, [(page, cell)], cell.doubt)


def assemble(
    chain: Chain, index: int, place: Placer, room_on_page: Mapping[int, float]
) -> Assembled:
    """Make one table of a chain: headers that repeat taken out, cut rows joined.

    ``place`` gives the place of a box on a page; ``room_on_page`` how far above the end
    of the page body, in points, the last table of a page ends.
    """
    first = chain.fragments[0]
    head = _without_rows(first, title_rows(first))
    inks = {(cell.column, cell.column_span): cell.ink for cell in head.first_row}
    fragments = [first, *(header_set_off(inks, part) for part in chain.fragments[1:])]
    heads = [header_rows(one) for one in ((first,) if head is first else (first, head))]
    headers = [0, *(count_repeated(heads, part) for part in fragments[1:])]
    removed = tuple(
        Removal("repeated_header", text, place(cell.page or part.page, cell.block.box))
        for part, count in zip(fragments, headers, strict=True)
        for cell in part.cells
        if cell.row < count and (text := cell.block.text)
    )
    bodies = [_without_rows(part, count) for part, count in zip(fragments, headers, strict=True)]
    bodies = with_margins([body for body in bodies if body.rows])
    habits, alike = _habits(bodies), merged_alike(bodies)
    at_edge = header_at_edge(bodies[0])
    found = items_again(bodies)
    bare = [bodies[0], *map(without_texts, bodies[1:], [sure | more for sure, more in found])]
    verdicts = _judge_seams(bare, habits, room_on_page, at_edge=at_edge, again=max(headers))
    # Where the number alone comes again below a whole row, it may as well be misprinted.
    named = [
        sure | more if verdict.joined else sure if len(sure) > 1 else frozenset()
        for (sure, more), verdict in zip(found, verdicts, strict=True)
    ]
    misprinted = [bool(sure) and not keys for (sure, _), keys in zip(found, named, strict=True)]
    removed = (*removed, *_named_again(bodies[1:], named, place))
    bodies = [bodies[0], *map(without_texts, bodies[1:], named)]
    cells: list[_Growing] = [
        _Growing.begin(cell.row, cell.page or bodies[0].page, cell) for cell in bodies[0].cells
    ]
    last_page = cells
    rows = bodies[0].rows
    seams: list[int] = []
    notes: list[str] = []
    for before, body, verdict, keys, is_misprinted in zip(
        bodies, bodies[1:], verdicts, named, misprinted, strict=False
    ):
        offset = rows - 1 if verdict.joined else rows
        if not verdict.joined:
            seams.append(rows)
        if not verdict.decided:
            notes.append(
                f"page {body.page}: the first row of the table may be the rest of the last row"
                f" on page {before.page}; the evidence does not decide"
                f" ({'; '.join(verdict.evidence)}), so row {rows} is kept apart"
            )
        touching = {cell.key: cell for cell in last_page if cell.end == rows}
        doubt = ""
        if not verdict.decided or is_misprinted:
            doubt = f"the row may go on over the edge of pages {before.page} and {body.page}"
            for growing in touching.values():
                growing.doubt = doubt
        last_page = []
        bordered = any(not cell.open_bottom for cell in before.last_row)
        shown = {key: (own.parts[-1][1], len(own.parts) > 1) for key, own in touching.items()}
        if at_edge and before is bodies[0]:  # it may be the header that is merged
            shown = {key: one for key, one in shown.items() if one[0].open_bottom}
        over = merged_over_edge(shown, body.first_row, habits, alike, border_beside=bordered) | keys
        for cell in body.cells:
            page = cell.page or body.page
            above = touching.get((cell.column, cell.column_span)) if cell.row == 0 else None
            if above is not None and bordered and is_printed_again(above.parts[-1][1], cell):
                again = Removal("repeated_cell", cell.block.text, place(page, cell.block.box))
                removed = (*removed, again)
                cell = replace(cell, block=Block((), cell.block.box))
                above.parts.append((page, cell))
                above.end = offset + cell.row_span
                last_page.append(above)
            elif above is not None and (verdict.joined or above.key in over):
                if _comes_again(above.parts[-1][1], cell):
                    above.doubt = _AGAIN.format(before.page, body.page)
                above.parts.append((page, cell))
                above.end = offset + cell.row_span
                above.doubt = above.doubt or cell.doubt
                last_page.append(above)
            else:
                last_page.append(_Growing.begin(offset + cell.row, page, cell))
                last_page[-1].doubt = cell.doubt if cell.row else doubt or cell.doubt
                cells.append(last_page[-1])
        rows = offset + body.rows
    cells.sort(key=attrgetter("row", "key"))
    return Assembled(
        table=Table(
            index=index,
            rows=rows,
            columns=len(chain.edges) - 1,
            cells=tuple(_made(cells, index, place)),
            seams=tuple(seams),
        ),
        removed=removed,
        notes=tuple(notes),
    )


def _comes_again(cell: PageCell, rest: PageCell) -> bool:
    """Whether the rest of a cell begins with all that stands above the page edge."""
    return len(cell.ink) >= _NO_CHANCE and rest.ink.startswith(cell.ink)


def _named_again(
    bodies: Sequence[Fragment], named: Sequence[frozenset[tuple[int, int]]], place: Placer
) -> list[Removal]:
    """The cells of the first row of each body that name the item of the row above again."""
    return [
        Removal("repeated_cell", cell.block.text, place(cell.page or body.page, cell.block.box))
        for body, keys in zip(bodies, named, strict=True)
        for cell in body.first_row
        if (cell.column, cell.column_span) in keys
    ]


def _made(cells: Sequence[_Growing], table: int, place: Placer) -> list[Cell]:
    texts: list[str] = []
    counts: list[int] = []
    shown: list[tuple[int, Box, int, int, str]] = []  # page, box, row, column, text
    for growing in cells:
        row, column = growing.row, growing.key[0]
        if len(growing.parts) == 1:
            [(page, cell)] = growing.parts
            text = cell.block.text
            shown.append((page, cell.block.box, row, column, text.strip()))
            counts.append(1)
        else:
            text, pieces = join_lines([cell.block for _, cell in growing.parts])
            parts = [
                (page, cell.block.box, row, column, piece)
                for (page, cell), piece in zip(growing.parts, pieces, strict=True)
            ]
            # A page on which nothing of the text stands has no part; an empty cell has a place.
            kept = [part for part in parts if part[-1]] or parts[:1]
            shown += kept
            counts.append(len(kept))
        texts.append(text)
    pages, boxes, rows, columns, printed = zip(*shown, strict=True)
    places = place.of_cells(pages, boxes, table, rows, columns)
    made = iter(many(Part, len(printed), text=printed, place=places))
    return many(
        Cell,
        len(cells),
        row=[growing.row for growing in cells],
        column=[growing.key[0] for growing in cells],
        row_span=[growing.end - growing.row for growing in cells],
        column_span=[growing.key[1] for growing in cells],
        text=texts,
        parts=[tuple(islice(made, count)) for count in counts],
        doubt=[growing.doubt for growing in cells],
    )


def _without_rows(part: Fragment, count: int) -> Fragment:
    if not count:
        return part
    return replace(
        part,
        ys=part.ys[count:],
        cells=tuple(
            replace(cell, row=cell.row - count) for cell in part.cells if cell.row >= count
        ),
    )


def _habits(bodies: Sequence[Fragment]) -> Habits:
    """Habits of the rows that no page edge touches, the first row (a header) left out."""
    cells: list[PageCell] = []
    rows: list[list[PageCell]] = []
    for number, body in enumerate(bodies):
        first = 1
        last = body.rows - (number < len(bodies) - 1)
        by_row: dict[int, list[PageCell]] = {}
        for cell in body.cells:
            if cell.row >= first and cell.row + cell.row_span <= last:
                cells.append(cell)
                by_row.setdefault(cell.row, []).append(cell)
        rows += by_row.values()
    return learn_habits(cells, rows)


def _judge_seams(
    bodies: Sequence[Fragment],
    habits: Habits,
    room_on_page: Mapping[int, float],
    *,
    at_edge: bool,
    again: int,
) -> list[Verdict]:
    """A verdict for each seam; where one is not decided, the decided ones are a prior.

    A tool that cuts rows fills its pages, so that a row seldom ends with a page; one that
    keeps rows whole leaves more room than a line needs on some page. ``at_edge``: the first
    rows, which may be the header, are all that the first page shows; ``again``: so many rows
    of the header come again.
    """
    bordered = not any(cell.open_bottom for cell in bodies[-1].last_row)
    edges = [
        _seam(before, body, room_on_page, bordered=bordered) for before, body in pairwise(bodies)
    ]
    roomy = [edge.room > _KEPT_WHOLE * habits.pitch for edge in edges]

    def judge(edge: _Seam, prior: float) -> Verdict:
        if not edge.next_page:
            return Verdict(False, True, -math.inf, ("a page between them is missing",))
        if edge is edges[0] and 0 < bodies[0].rows - title_rows(bodies[0]) <= again:
            return Verdict(False, True, -math.inf, ("the header above comes again",))
        return judge_row(
            edge.upper,
            edge.lower,
            habits,
            room_on_page=edge.room,
            border_is_open=edge.border_is_open,
            prior=prior,
            is_first=at_edge and edge is edges[0],
        )

    count = sum(roomy)
    whole = [count > is_roomy for is_roomy in roomy]
    verdicts = [
        judge(edge, _KEPT_WHOLE_PRIOR if is_whole else 0.0)
        for edge, is_whole in zip(edges, whole, strict=True)
    ]
    cut = sum(verdict.decided and verdict.joined for verdict in verdicts)
    apart = sum(verdict.decided and not verdict.joined for verdict in verdicts)
    prior = max(-_MOST_PRIOR, min(_MOST_PRIOR, math.log((cut + 1) / (apart + 1))))
    return [
        verdict if verdict.decided or is_whole else judge(edge, prior)
        for edge, is_whole, verdict in zip(edges, whole, verdicts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Seam:
    """The rows on both sides of a page edge, and the room below the upper one in points."""

    upper: tuple[PageCell, ...]
    lower: tuple[PageCell, ...]
    room: float
    border_is_open: bool
    next_page: bool


def _seam(
    before: Fragment, body: Fragment, room_on_page: Mapping[int, float], *, bordered: bool
) -> _Seam:
    upper, lower = before.last_row, body.first_row
    return _Seam(
        upper,
        lower,
        room=room_on_page.get(before.page, 0.0),
        border_is_open=bordered and all(cell.open_bottom for cell in upper),
        next_page=body.page - (before.ends or before.page) in (0, 1),
    )
