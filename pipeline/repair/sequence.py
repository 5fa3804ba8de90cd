"""The orphan rule: which item each row belongs to, by aligning the whole number sequence.

A broken conversion loses cells, so that a row may come down to its owner ("orphan") or to
a row without title. What is left of the printed numbers says where such rows belong. The
model reads the rows as the trace of a person who wrote items 1, 2, 3 ... with one or more
rows each, and looks for the cheapest story that explains all rows together. A story gives
every row one of three labels:

    START   the row is the first of an item (of the next number, unless it prints one)
    SAME    the row is a further sub-task of the item above
    REST    the row is the rest of the owner cell above, cut off by a page edge

Costs, in half points; only their differences matter:

    8   a number that no row bears (a loss without trace, or a gap of the source);
        at most 24 for one gap, since a long gap is one event
    6   the same number on two items        20  going back to an earlier number
    4   numbering that begins again at 1 (0 at a new section or table)
   26   a number misprinted in a running sequence (15, 61, 17), dearer than any gap
    2   an orphan, as START or as SAME: losing the cells says nothing about the place
    1   an orphan as REST, allowed only on the first row of a page below an open 、
    2   a title printed without number: its number was lost, or it never had one
    8   a row with text but an empty title as START: its title alone was lost
        (4 in a table that merges continued titles, where a row that is empty and not merged
        is odd; there SAME costs 2 below a printed or merged title)

The search is a dynamic program over (place in the sequence, number shown there). All
cheapest stories are kept: where they disagree about a row, the row's reading is not
decided, and ``Reading.options`` lists every one. So 15, orphan, 17 gives the orphan number
16 (2 against 10), 12, orphan, 13 keeps it with 12 (2 against 8), and 15, orphan, orphan, 17
leaves the first undecided (on 15, or the first of 16) and puts the second on item 16.

The costs are set, not fitted: each follows from the order in which the design wants the
stories preferred. Time is linear in rows for a given number of open stories (at most
``_MOST_STATES`` are followed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["heading", "merged", "empty", "orphan"]
Label = Literal["START", "SAME", "REST"]

MISSING, MOST_FOR_A_GAP = 8, 24
DOUBLED, MISPRINT, RESTART, GOING_BACK = 6, 26, 4, 20
ORPHAN, REST, NO_NUMBER = 2, 1, 2
LOST_TITLE, LOST_TITLE_WHERE_MERGED, EMPTY_WHERE_MERGED = 8, 4, 2
LATE_BEGIN = 6
_BEAM = 30
_MOST_STATES = 256
_MOST_SKIPPED = 12
_STRETCH = 1000  # rows whose edges are held at once


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows of its place in the sequence.

    ``kind``: its title is printed ("heading"), covered by a merged cell ("merged"), printed
    empty beside a text ("empty"), or lost with the text ("orphan"). ``odd_if_same``: the
    table merges continued titles, and this empty cell below one is not merged.
    ``may_be_rest``: first row of a page, and the owner cell above ends in a separator.
    ``begins_anew``: a new section or table begins here, so numbers may restart.
    """

    kind: Kind
    number: int | None = None
    odd_if_same: bool = False
    may_be_rest: bool = False
    begins_anew: bool = False


# A place in the sequence: the item's number, and the number that it shows (0: none).
State: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a row; ``number`` is the item's, ``None`` for an item without one."""

    label: Label
    number: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The chosen option of a row, and all that explain the whole sequence equally well."""

    chosen: Option
    options: tuple[Option, ...]

    @property
    def item_decided(self) -> bool:
        """Whether all cheapest stories put the row on the same item."""
        return len({_item(option) for option in self.options}) == 1

    @property
    def label_decided(self) -> bool:
        """Whether they also agree that the row begins its item, or that it goes on."""
        return len({option.label for option in self.options}) == 1


# Origin, target, label, cost; plain tuples, for a table may have hundreds for each row.
_Edge: TypeAlias = tuple[State, State, Label, int]
# The step over one row: the cheapest cost of each state before it, and its edges.
_Layer: TypeAlias = tuple[dict[State, int], list[_Edge]]


def align(rows: Sequence[Row]) -> tuple[Reading, ...]:
    """A reading for each row; see the module's text for the model and its costs.

    The edges of all rows of a long table do not fit into memory: those of a stretch are made
    anew, from the costs before it, when the readings are read back.
    """
    if not rows:
        return ()
    bounds = _next_numbers(rows)
    numbered = any(row.number is not None for row in rows)
    steps = list(zip(rows, bounds, strict=True))
    stretches = [steps[at : at + _STRETCH] for at in range(0, len(steps), _STRETCH)]
    reached = _beginnings(rows, bounds)
    before: list[dict[State, int]] = []
    for stretch in stretches:
        before.append(reached)
        _, reached = _follow(stretch, reached, numbered=numbered)
    best = min(reached.values())
    backward = {state: 0 for state, cost in reached.items() if cost == best}
    chosen = min(backward)
    readings: list[Reading] = []
    for stretch, costs in zip(reversed(stretches), reversed(before), strict=True):
        layers, _ = _follow(stretch, costs, numbered=numbered)
        for layer in reversed(layers):
            reading, chosen, backward = _read_back(layer, best, backward, chosen)
            readings.append(reading)
    return tuple(reversed(readings))


def _follow(
    steps: Sequence[tuple[Row, int | None]], reached: dict[State, int], *, numbered: bool
) -> tuple[list[_Layer], dict[State, int]]:
    """The steps over some rows, and the cheapest cost of each state behind them."""
    layers: list[_Layer] = []
    for row, bound in steps:
        edges: list[_Edge] = []
        for state in reached:
            edges += _edges(state, row, bound, numbered=numbered)
        layers.append((reached, edges))
        cheapest: dict[State, int] = {}
        for origin, target, _, cost in edges:
            total = reached[origin] + cost
            known = cheapest.get(target)
            if known is None or total < known:
                cheapest[target] = total
        reached = _prune(cheapest)
    return layers, reached


def _next_numbers(rows: Sequence[Row]) -> list[int | None]:
    """For each row the next printed number below it."""
    bounds: list[int | None] = []
    following: int | None = None
    for row in reversed(rows):
        bounds.append(following)
        following = row.number if row.number is not None else following
    return bounds[::-1]


def _beginnings(rows: Sequence[Row], bounds: Sequence[int | None]) -> dict[State, int]:
    """The states before the first row: item 0, or the middle of a longer table."""
    first = rows[0].number if rows[0].number is not None else bounds[0]
    begin = {(0, 0): 0}
    if first is not None and first > 1:
        begin[first - 1, 0] = LATE_BEGIN
    return begin


def _prune(cheapest: dict[State, int]) -> dict[State, int]:
    limit = min(cheapest.values()) + _BEAM
    kept = sorted((cost, state) for state, cost in cheapest.items() if cost <= limit)
    return {state: cost for cost, state in kept[:_MOST_STATES]}


def _edges(state: State, row: Row, bound: int | None, *, numbered: bool) -> list[_Edge]:
    """Every label that ``row`` may have after ``state``, with its cost."""
    number, _ = state
    if row.kind == "merged":
        return [(state, state, "SAME", 0)]
    if row.number is not None:
        printed = row.number
        edges: list[_Edge] = [(state, (printed, printed), "START", gap(number, printed, row))]
        if printed not in (number, number + 1) and not row.begins_anew:
            edges.append((state, (number + 1, printed), "START", MISPRINT))
        return edges
    if row.kind == "heading":
        edges = [(state, (number, 0), "START", NO_NUMBER if numbered else 0)]
        return edges + _starts(state, bound, NO_NUMBER) if numbered else edges
    if row.kind == "empty":
        edges = [(state, state, "SAME", EMPTY_WHERE_MERGED if row.odd_if_same else 0)]
        lost = LOST_TITLE_WHERE_MERGED if row.odd_if_same else LOST_TITLE
        return edges + _starts(state, bound, lost) if numbered else edges
    edges = [(state, state, "SAME", ORPHAN)]
    if row.may_be_rest:
        edges.append((state, state, "REST", REST))
    if numbered:
        return edges + _starts(state, bound, ORPHAN)
    return [*edges, (state, (number, 0), "START", ORPHAN)]


def _starts(state: State, bound: int | None, cost: int) -> list[_Edge]:
    """START of an item whose number is not printed: the next one, or later ones in a gap."""
    first = state[0] + 1
    if bound is None or bound <= first + 1:
        return [(state, (first, first), "START", cost)]
    return [
        (state, (first + skip, first + skip), "START", cost + MISSING * skip)
        for skip in range(min(bound - first - 1, _MOST_SKIPPED) + 1)
    ]


def gap(before: int, number: int, row: Row) -> int:
    """The cost of going from item ``before`` to a printed ``number``."""
    if number == before + 1 or (row.begins_anew and number == 1):
        return 0
    if number > before:
        return min(MISSING * (number - before - 1), MOST_FOR_A_GAP)
    if number == before:
        return DOUBLED
    return RESTART if number == 1 else GOING_BACK


def _read_back(
    layer: _Layer, best: int, backward: dict[State, int], chosen: State
) -> tuple[Reading, State, dict[State, int]]:
    """The reading of a row, from the edges that lie on a cheapest story.

    ``backward`` has the cost from each state behind the row to the end, of those on such a
    story; ``chosen`` is the one that the chosen story goes through. Both come back as they
    are before the row.
    """
    costs, edges = layer
    tight = [
        edge
        for edge in edges
        if edge[1] in backward and costs[edge[0]] + edge[3] + backward[edge[1]] == best
    ]
    origin, target, label, _ = min(
        (edge for edge in tight if edge[1] == chosen),
        key=lambda edge: (edge[2] != "SAME", edge[0]),
    )
    taken = Option(label, target[1] or None)
    readings = sorted({(shown, label) for _, (_, shown), label, _ in tight})
    options = tuple([Option(label, shown or None) for shown, label in readings])
    before = {edge[0]: best - costs[edge[0]] for edge in tight}
    return Reading(taken, options), origin, before


def _item(option: Option) -> tuple[str, int | None]:
    """What tells items apart: the number, else whether the row begins an item or goes on."""
    return ("" if option.number and option.label != "REST" else option.label, option.number)
