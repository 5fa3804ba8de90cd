"""Where tasks stand, before and after: moves, and section headings.

A task has moved where it left the order of the others (the longest chain that kept its order
stays, see ``order``), or where it went to another item. An item that moved as a whole is one
move, however many rows it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.diff.lines import Line
from pipeline.diff.order import kept, tie
from pipeline.diff.records import Pair, Row
from pipeline.diff.wording import fold
from pipeline.numbering import leading_number


@dataclass(frozen=True, slots=True)
class Moves:
    """``moved`` are the pairs that moved, by group; ``stayed`` all others, in order.

    ``twins`` are the items (old, new) that are one: each has most of its rows in the other.
    """

    moved: tuple[tuple[Pair, ...], ...]
    stayed: tuple[Pair, ...]
    twins: frozenset[tuple[int, int]]


def place(row: Row) -> dict[str, Any]:
    """Where a task stands, as a change gives it."""
    keys = ("row_no", "task_no", "item_no", "subtask_no", "item_title")
    return {**{key: row[key] for key in keys}, "section": list(row["section"])}


def find_moves(pairs: Sequence[Pair], old: Sequence[Line], new: Sequence[Line]) -> Moves:
    """Which pairs moved; ``pairs`` in order of the old side."""
    twins = _twin_items(pairs, old, new)
    here = [pair for pair in pairs if _same_item(old[pair.old], new[pair.new], twins)]
    names = [(old[pair.old].subject, new[pair.new].subject) for pair in here]
    chain = kept([(pair.old, pair.new) for pair in here], names)
    stayed = tuple(pair for pair, stays in zip(here, chain, strict=True) if stays)
    still = set(stayed)
    moved = [pair for pair in pairs if pair not in still]
    return Moves(_grouped(moved, pairs, old, new), stayed, frozenset(twins))


def _same_item(old: Line, new: Line, twins: Collection[tuple[int, int]]) -> bool:
    """Whether a task is below the same heading still, as far as headings tell."""
    return (old.item, new.item) in twins or old.title == new.title or not (old.title and new.title)


def _twin_items(
    pairs: Sequence[Pair], old: Sequence[Line], new: Sequence[Line]
) -> set[tuple[int, int]]:
    """Items of both sides that are one: by a title that each side has once, else by rows."""
    by_title = _items_by_title(old), _items_by_title(new)
    named = {by_title[0][t]: by_title[1][t] for t in by_title[0].keys() & by_title[1].keys()}
    taken = set(named.values())
    counts: Counter[tuple[int, int]] = Counter()
    titles: dict[tuple[int, int], tuple[str, str]] = {}
    for pair in pairs:
        key = (old[pair.old].item, new[pair.new].item)
        if key[0] not in named and key[1] not in taken:
            counts[key] += 1
            titles[key] = (old[pair.old].title, new[pair.new].title)
    best: dict[tuple[int, int], tuple[tuple[int, bool, int], tuple[int, int]]] = {}
    for key, count in counts.items():
        one, other = titles[key]
        rank = ((count, one == other, tie(one, other)), key)
        for side in (0, 1):
            best[side, key[side]] = max(best.get((side, key[side]), rank), rank)
    mutual = {key for key in counts if best[0, key[0]][1] == key == best[1, key[1]][1]}
    return mutual | set(named.items())


def _items_by_title(lines: Sequence[Line]) -> dict[str, int]:
    """The item of each title that one item alone has."""
    items: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if line.title:
            items[line.title].add(line.item)
    return {title: min(found) for title, found in items.items() if len(found) == 1}


def _grouped(
    moved: Sequence[Pair], pairs: Sequence[Pair], old: Sequence[Line], new: Sequence[Line]
) -> tuple[tuple[Pair, ...], ...]:
    """The rows of a whole item that moved together are one group, any other row is its own."""
    rows: dict[tuple[int, int], int] = defaultdict(int)  # paired rows of each item of each side
    for pair in pairs:
        rows[0, old[pair.old].item] += 1
        rows[1, new[pair.new].item] += 1
    groups: list[list[Pair]] = []
    for pair in moved:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and old[last.old].item == old[pair.old].item
            and new[last.new].item == new[pair.new].item
            and (pair.old - last.old, pair.new - last.new) == (1, 1)
        ):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    found: list[tuple[Pair, ...]] = []
    for group in groups:
        size = len(group)
        whole = size in (rows[0, old[group[0].old].item], rows[1, new[group[0].new].item])
        found += [tuple(group)] if whole else [(pair,) for pair in group]
    return tuple(found)


def unnumbered(section: Sequence[str]) -> tuple[str, ...]:
    """The words of each heading without its number: an inserted section shifts those below."""
    words = []
    for heading in section:
        number = leading_number(heading)
        rest = fold(heading[len(number.printed) :]) if number else ""
        words.append(rest or fold(heading))
    return tuple(words)


def heading_change(
    old: Sequence[str], new: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What differs of two heading paths: down to the lowest level that does."""
    one, other = unnumbered(old), unnumbered(new)
    if len(one) != len(other):
        return tuple(old), tuple(new)
    depth = max(i for i, (a, b) in enumerate(zip(one, other, strict=True), 1) if a != b)
    return tuple(old[:depth]), tuple(new[:depth])
