"""Names run together: the fewest names that cover the whole run.

All listed names in a run are found by one automaton pass; a shortest path over its
positions then covers every character with names and joining words (和, 及). A run that is
not covered to the last character gives nothing, nor does one that can be read in two ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.dictionaries import Division
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.places import place_names
from pipeline.owners.collectives import COLLECTIVE
from pipeline.owners.match import lookup
from pipeline.owners.names import Hit, Namebook
from pipeline.owners.wording import wording

# A bare wording of fewer characters is too weak to stand inside a run (公安, 税务).
_WEAKEST = 3
_LONGEST_PLACE = 15
# Words for a field (市城管) and names without ending are no pieces of a run.
_WEAK = 0.85


@dataclass(frozen=True, slots=True)
class Part:
    """A name inside a run (``hit``), or a joining word (``None``)."""

    start: int
    end: int
    hit: Hit | None


@dataclass(frozen=True, slots=True)
class Cover:
    """The parts of a run; ``sure`` unless two bare wordings merely stand side by side."""

    parts: tuple[Part, ...]
    sure: bool


@dataclass(slots=True)
class _State:
    cost: int
    part: Part | None
    ambiguous: bool
    named: bool


def segment(text: str, book: Namebook, breaks: frozenset[int] = frozenset()) -> Cover | None:
    """The one way to read a folded run as names, or ``None``.

    ``breaks`` are positions in the run where the print has a space or line end. Time is
    linear in the length: names have at most some 60 characters.
    """
    edges = _edges(text, book)
    states: list[_State | None] = [None] * (len(text) + 1)
    states[0] = _State(0, None, False, False)
    for position in range(len(text)):
        state = states[position]
        if state is None:
            continue
        for part in edges.get(position, ()):
            _relax(states, part, state, 1)
        if state.named and state.part is not None and state.part.hit is not None:
            for join in book.roles.joins:
                if text.startswith(join, position):
                    _relax(states, Part(position, position + len(join), None), state, 0)
    last = states[len(text)]
    if last is None or last.part is None or last.part.hit is None or last.cost < 2:
        return None
    parts: list[Part] = []
    position = len(text)
    while position:
        step = states[position]
        if step is None or step.part is None or step.ambiguous:
            return None
        parts.append(step.part)
        position = step.part.start
    parts.reverse()
    if any(_is_place_of_next(text, a, b) for a, b in pairwise(parts)):
        return None
    return Cover(tuple(parts), _is_sure(parts, breaks))


def _is_place_of_next(text: str, part: Part, following: Part) -> bool:
    """Whether a mere place name stands before a body: it belongs to a name nobody knows."""
    if part.hit is None or following.hit is None:
        return False
    names = {fold(name) for name in place_names(part.hit.division)}
    return text[part.start : part.end] in names and following.hit.division != part.hit.division


def longest_known(text: str, book: Namebook) -> Part | None:
    """The longest listed name inside a run, to say what of it is known."""
    parts = [part for found in _edges(text, book).values() for part in found]
    return max(parts, key=lambda p: (p.end - p.start, -p.start), default=None)


def _relax(states: list[_State | None], part: Part, before: _State, cost: int) -> None:
    after = states[part.end]
    total = before.cost + cost
    if after is None or total < after.cost:
        states[part.end] = _State(total, part, False, True)
    elif total == after.cost and after.part is not None:
        same = after.part.hit is not None and part.hit is not None
        if not (same and after.part.start == part.start and _same(after.part, part)):
            after.ambiguous = True


def _same(a: Part, b: Part) -> bool:
    return a.hit is not None and b.hit is not None and a.hit.bureau_id == b.hit.bureau_id


def _is_sure(parts: Iterable[Part], breaks: frozenset[int]) -> bool:
    previous: Part | None = None
    for part in parts:
        if part.hit is not None:
            glued = previous is not None and previous.hit is not None
            if glued and part.start not in breaks and not part.hit.prefixed:
                return False
        previous = part
    return True


def _edges(text: str, book: Namebook) -> dict[int, list[Part]]:
    """Every listed name in the text, with and without a place in front, by its start."""
    edges: dict[int, list[Part]] = {}
    memo: dict[tuple[str, str], Sequence[Hit]] = {}
    places: dict[int, list[tuple[int, Division]]] = {}
    for literal, start, end in _matches(text, book):
        if literal in book.whole or len(literal) >= _WEAKEST:
            hits = memo.get((literal, ""))
            if hits is None:
                hits = memo[literal, ""] = [
                    hit for hit in lookup(literal, book) if hit.score > _WEAK
                ]
            if len(hits) == 1:
                edges.setdefault(start, []).append(Part(start, end, hits[0]))
        if start not in places:
            places[start] = _places_before(text, start, book)
        for length, division in places[start]:
            key = literal, division.code
            hits = memo.get(key)
            if hits is None:
                found = wording(literal, division, book, True)
                hits = memo[key] = [hit for hit in found if hit.score > _WEAK]
            if len(hits) == 1:
                edges.setdefault(start - length, []).append(Part(start - length, end, hits[0]))
    # Collectives by their grammar: 市财政局及各县市区政府.
    for match in COLLECTIVE.finditer(text):
        hits = lookup(match.group(), book)
        if len(hits) == 1 and not any(p.end == match.end() for p in edges.get(match.start(), ())):
            edges.setdefault(match.start(), []).append(Part(match.start(), match.end(), hits[0]))
    return edges


def _matches(text: str, book: Namebook) -> Iterator[tuple[str, int, int]]:
    """Every listed wording and every name of this place in the text, overlapping."""
    for automaton, literals in (
        (book.dictionaries.automaton, book.dictionaries.literals),
        (book.automaton, book.literals),
    ):
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            yield literals[index], start, end


def _places_before(text: str, end: int, book: Namebook) -> list[tuple[int, Division]]:
    """The places whose names end at a position, with the lengths of their names."""
    found: list[tuple[int, Division]] = []
    for length in range(1, min(end, _LONGEST_PLACE) + 1):
        name = text[end - length : end]
        division = book.prefixes.get(name)
        if division is None and length > 2:
            division = _full_place(name, book)
        if division is not None:
            found.append((length, division))
    return found


def _full_place(name: str, book: Namebook) -> Division | None:
    codes = book.dictionaries.places.by_name.get(name, ())
    child = book.children.get(name)
    if child is not None:
        return child
    return book.dictionaries.places.at(codes[0], book.date) if len(codes) == 1 else None
