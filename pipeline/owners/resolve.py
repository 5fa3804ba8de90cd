"""An owner cell read: from its text to mentions with bureau IDs and roles.

The grammar (``clauses``) cuts the cell into names and everything else; each name goes
through the tiers of ``identify``; then roles are given by label, verb, bracket or the
document's rule. Nothing is dropped: what names no body with certainty is unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.dictionaries import Division
from pipeline.owners.clauses import Piece, pieces
from pipeline.owners.collectives import COLLECTIVE, collective
from pipeline.owners.folded import Folded, folded
from pipeline.owners.identify import identify
from pipeline.owners.lists import as_mention, bounds_of, place_carried, read_list
from pipeline.owners.match import lookup
from pipeline.owners.names import Namebook, level_of
from pipeline.owners.parts import Named, assign
from pipeline.records import Mention, Resolution, Unresolved

# Beyond this many unknown names in one cell (a cell that holds no owners at all), no
# nearest names are looked up: nobody reads them, and the time would not stay linear.
_CANDIDATES = 200
# Cells that a namebook keeps: columns repeat their owners, whole pages of text do not.
_SHORT, _MOST_CELLS = 400, 5000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text and what it was taken for."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolution with all spans of the raw text, in order, without gap or overlap."""

    resolution: Resolution
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Cell:
    folded: Folded
    book: Namebook
    context: str
    place: Division | None = None
    unknown: int = 0

    def breaks_in(self, piece: Piece) -> frozenset[int]:
        """The breaks inside a piece, counted from its start."""
        breaks = self.folded.breaks
        if not breaks:
            return frozenset()
        first, last = bisect_right(breaks, piece.start), bisect_left(breaks, piece.end)
        return frozenset(b - piece.start for b in breaks[first:last])

    def known(self, text: str) -> bool:
        return bool(lookup(text, self.book))


def resolve(
    text: str,
    namebook: Namebook,
    *,
    first_is_lead: bool = False,
    context: str | None = None,
) -> Resolution:
    """Read one owner text: who is named, in which role, and what could not be told.

    Args:
        text: the cell as printed; offsets of the result count its characters.
        namebook: the names of the document's jurisdiction at its date.
        first_is_lead: the document says that the first owner of each cell leads.
        context: the task's text; it can only confirm a typing error, never make a match.
    """
    key = text, first_is_lead
    known = namebook.cells.get(key)
    if known is not None:
        return known
    short = len(text) <= _SHORT
    listed = read_list(text, namebook, first_is_lead) if short else None
    resolution = listed or read(text, namebook, first_is_lead, context).resolution
    # The context bears on a typing error alone; any other cell reads the same everywhere.
    alike = listed or all(mention.method != "fuzzy" for mention in resolution.mentions)
    if alike and short and len(namebook.cells) < _MOST_CELLS:
        namebook.cells[key] = resolution
    return resolution


def read(
    text: str,
    namebook: Namebook,
    first_is_lead: bool = False,
    context: str | None = None,
) -> Reading:
    """``resolve`` with the account of every character."""
    traditional = namebook.dictionaries.traditional
    cell = _Cell(
        folded(text, traditional),
        namebook,
        folded(context, traditional).text if context else "",
    )
    folds = cell.folded
    protected = _protected(folds.text, namebook)
    found = pieces(folds.text, namebook.roles, cell.known, protected)
    items: list[Named | Piece] = []
    for piece in found:
        if piece.kind == "name":
            items.extend(_names(piece, cell))
        else:
            items.append(piece)
            if piece.kind in ("label", "stop"):
                cell.place = None
    roles, flags = assign(items, folds.text, first_is_lead)
    return _reading(text, cell, items, roles, flags)


def _protected(text: str, book: Namebook) -> frozenset[int]:
    """Separators inside a known name: the 、 of 各区、县级市."""
    positions: set[int] = set()
    for match in COLLECTIVE.finditer(text):
        # 各市州、县市区人民政府 are two collectives; nothing holds them together.
        if collective(match.group(), level_of(book.home)) is None:
            continue
        positions.update(range(match.start(), match.end()))
    for label in book.roles.parted:
        for match in re.finditer(re.escape(label) + "：", text):
            positions.update(range(match.start(), match.end() - 1))
    if book.parted is None:
        return frozenset(positions)
    for _, start, end in book.parted.find_matches_as_indexes(text):
        before, after = text[start - 1 : start], text[end : end + 1]
        opened = not before or before in "、，；。：（等和及" or before in book.prefixes
        if opened and (not after or not after.isalnum() or _goes_on(text, end, book)):
            positions.update(range(start, end))
    return frozenset(positions)


def _goes_on(text: str, end: int, book: Namebook) -> bool:
    """Whether a role word, filler or joining word follows a name."""
    rest = text[end : end + 12]
    words = (*book.roles.verbs, *book.roles.joins, "等")
    return rest.startswith(words)


def _names(piece: Piece, cell: _Cell) -> list[Named | Piece]:
    """A name piece identified; several names where it was a run of them."""
    text = cell.folded.text[piece.start : piece.end]
    breaks = cell.breaks_in(piece)
    findings = identify(
        text, cell.book, cell.place, breaks, cell.context, cell.unknown < _CANDIDATES
    )
    items: list[Named | Piece] = []
    for finding in findings:
        start, end = piece.start + finding.start, piece.start + finding.end
        if finding.kind == "join":
            items.append(Piece("join", start, end))
            continue
        if finding.hit is None:
            cell.unknown += 1
        elif (place := place_carried(finding.hit)) is not None:
            cell.place = place
        items.append(Named(start, end, finding))
    return items


def _reading(
    raw: str,
    cell: _Cell,
    items: list[Named | Piece],
    roles: dict[int, tuple[str, str, tuple[str, ...]]],
    flags: list[str],
) -> Reading:
    mentions: list[Mention] = []
    unresolved: list[Unresolved] = []
    spans: list[Span] = []
    bounds = bounds_of(raw, cell.folded, items)
    for index, item in enumerate(items):
        start, end = bounds[index]
        if isinstance(item, Piece):
            if item.kind in ("ditto", "remark"):
                reason = _PIECE_REASONS[item.kind]
                unresolved.append(Unresolved(raw[start:end], start, end, reason))
                spans.append(Span("unresolved", start, end))
            else:
                spans.append(Span(item.kind, start, end))
            continue
        hit = item.finding.hit
        if hit is None:
            reason = item.finding.reason
            unresolved.append(
                Unresolved(raw[start:end], start, end, reason, item.finding.candidates)
            )
            spans.append(Span("unresolved", start, end))
            continue
        mentions.append(as_mention(raw[start:end], start, hit, roles[index]))
        spans.append(Span("mention", start, end))
    resolution = Resolution(raw, tuple(mentions), tuple(unresolved), tuple(flags))
    return Reading(resolution, tuple(_filled(raw, spans)))


_PIECE_REASONS = {
    "ditto": "refers to the row above; its owners are not repeated here",
    "remark": "a remark, not an owner",
}


def _filled(raw: str, spans: list[Span]) -> list[Span]:
    """The spans with what folding left out (white space) as spans of their own."""
    filled: list[Span] = []
    reached = 0
    for span in spans:
        if span.start > reached:
            filled.append(Span("layout", reached, span.start))
        if span.end > span.start:
            filled.append(span)
        reached = max(reached, span.end)
    if reached < len(raw):
        filled.append(Span("layout", reached, len(raw)))
    return filled
