"""Which rows of two editions are the same task.

1. Rows with the same ``task_id`` where IDs were carried over editions; what a person settled.
2. Rows with the same words: a key that as many rows of one side have as of the other, from
   the whole row down to the text alone. Equal rows are paired in their order.
3. One row that became several, or several one (``divisions``).
4. The rest by likeness: candidates between the same anchors or with the same rare words,
   weighed by ``scores``, paired by the best assignment; last, single rows below one title.

Every step gives the same pairs for (new, old) turned round and for any order of the rows
given, and takes time linear in the number of rows (for a bounded number of edits to a block).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from pipeline.diff import scores
from pipeline.diff.assignment import assign
from pipeline.diff.candidates import candidates, gaps
from pipeline.diff.divisions import find_divisions
from pipeline.diff.lines import Line, lines_of
from pipeline.diff.order import tie
from pipeline.diff.records import Division, Pair, Side

Key = Callable[[Line], Hashable]

_SHORTEST = 8  # characters of a text that is known by itself, under any title
_KEYS: tuple[tuple[str, Key], ...] = (
    ("same row", lambda a: (a.section, a.title, a.subject, a.owners, a.number)),
    ("same words and owners", lambda a: (a.section, a.title, a.subject, a.owners)),
    ("same words and owners in another section", lambda a: (a.title, a.subject, a.owners)),
    ("same title and text", lambda a: (a.title, a.subject) if a.subject else None),
    ("same text and owners", lambda a: (a.subject, a.owners) if _speaks(a) else None),
    ("same text", lambda a: a.subject if _speaks(a) else None),
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person said: ``pairs`` (old rows, new row) are one task, ``apart`` new ones are new.

    Several old rows with one new row are merged.
    """

    pairs: tuple[tuple[tuple[int, ...], int], ...] = ()
    apart: frozenset[int] = frozenset()
    reasons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in order of the old side; divisions likewise."""

    pairs: tuple[Pair, ...]
    divisions: tuple[Division, ...]


@dataclass(slots=True)
class _Open:
    """The rows of both sides that are not paired yet, and what is."""

    old: dict[int, Line]
    new: dict[int, Line]
    pairs: list[Pair]

    def take(self, pair: Pair) -> None:
        del self.old[pair.old], self.new[pair.new]
        self.pairs.append(pair)

    def loose(self, pairs: Sequence[Pair], left: Sequence[Line], right: Sequence[Line]) -> None:
        """Take ``pairs`` apart again; the rows stay in their order."""
        apart = set(pairs)
        self.pairs = [pair for pair in self.pairs if pair not in apart]
        self.old |= {pair.old: left[pair.old] for pair in pairs}
        self.new |= {pair.new: right[pair.new] for pair in pairs}
        self.old = dict(sorted(self.old.items()))
        self.new = dict(sorted(self.new.items()))


def align(old: Side, new: Side, settled: Settled | None = None) -> Alignment:
    """Pair the rows of two canonical sides (see ``sides``)."""
    settled = settled or Settled()
    left, right = lines_of(old), lines_of(new)
    rest = _Open({a.index: a for a in left}, {b.index: b for b in right}, [])
    divisions = _settle(settled, rest)
    reworded: list[Pair] = []
    if old.carried and new.carried and old.about.document_id == new.about.document_id:
        reworded = _pair_by_id(rest, left, right)
    for reason, key in _KEYS:
        _pair_by_key(rest, key, reason)
    rest.pairs.sort(key=lambda pair: pair.old)
    anchors = [(pair.old, pair.new) for pair in rest.pairs]
    names = [(left[a].subject, right[b].subject) for a, b in anchors]
    above = gaps((len(left), len(right)), anchors, names)
    # One part of a divided task has its ID: that pair must not hide the division.
    rest.loose(reworded, left, right)
    near = candidates(list(rest.old.values()), list(rest.new.values()), above)
    for division in find_divisions(rest.old, rest.new, near):
        if any((a.old in division.old) != (a.new in division.new) for a in reworded):
            continue
        divisions.append(division)
        for index in division.old:
            del rest.old[index]
        for index in division.new:
            del rest.new[index]
    for pair in reworded:
        if pair.old in rest.old:
            rest.take(pair)
    _pair_by_likeness(rest, near, above)
    _pair_by_title(rest, left, right)
    pairs = sorted(rest.pairs, key=lambda pair: pair.old)
    return Alignment(tuple(pairs), tuple(sorted(divisions, key=lambda d: (d.old, d.new))))


def _speaks(line: Line) -> bool:
    return len(line.subject) >= _SHORTEST


def _settle(settled: Settled, rest: _Open) -> list[Division]:
    divisions: list[Division] = []
    for olds, new in settled.pairs:
        reason = settled.reasons.get(new, "settled by a person")
        if len(olds) == 1:
            rest.take(Pair(olds[0], new, 1.0, reason))
        else:
            divisions.append(Division("merged", tuple(sorted(olds)), (new,), 1.0, reason))
            for index in olds:
                del rest.old[index]
            del rest.new[new]
    for new in settled.apart:
        del rest.new[new]
    return divisions


def _pair_by_id(rest: _Open, left: Sequence[Line], right: Sequence[Line]) -> list[Pair]:
    """Pair what has one ID; give those of the pairs whose words differ."""
    reworded: list[Pair] = []
    index_of = {line.task_id: line.index for line in right if line.index in rest.new}
    for line in left:
        other = index_of.get(line.task_id)
        if other is not None and line.index in rest.old:
            text = scores.likeness(line.subject, right[other].subject)
            found = scores.score(line, right[other], text, same_place=True)
            pair = Pair(line.index, other, found.total or scores.ACCEPT, "same task_id")
            rest.take(pair)
            if line.subject != right[other].subject:
                reworded.append(pair)
    return reworded


def _pair_by_key(rest: _Open, key: Key, reason: str) -> None:
    groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((rest.old, rest.new)):
        for index in sorted(lines):
            value = key(lines[index])
            if value is not None:
                groups[value][side].append(index)
    for olds, news in groups.values():
        if len(olds) == len(news):
            for a, b in zip(olds, news, strict=True):
                rest.take(Pair(a, b, 1.0, reason))


def _pair_by_likeness(
    rest: _Open, near: Sequence[tuple[int, int]], above: tuple[Sequence[int], Sequence[int]]
) -> None:
    pairs = [pair for pair in near if pair[0] in rest.old and pair[1] in rest.new]
    found: dict[tuple[int, int], scores.Score] = {}
    for (a, b), text in zip(pairs, _likenesses(rest, pairs), strict=True):
        same_place = above[0][a] == above[1][b]
        one = scores.score(rest.old[a], rest.new[b], text, same_place=same_place)
        if one.total:
            found[a, b] = one
    weights = {
        (a, b): (round((one.total - scores.ALONE) * 10_000) << 32)
        + (tie(_words(rest.old[a]), _words(rest.new[b])) >> 38)
        for (a, b), one in found.items()
    }
    rivals = _rivals(found)
    made: list[Pair] = []
    for a, b in _uncrossed(assign(weights), rest):
        one = found.get((a, b)) or scores.Score(scores.ACCEPT, "as its equal next to it")
        other = _rival(rivals, a, b, rest)
        doubt = other is not None and other > one.total - scores.MARGIN
        reason = one.evidence + (f"; another row comes to {other:.2f}" if doubt else "")
        made.append(Pair(a, b, one.total, reason, doubt or one.total < scores.CERTAIN))
    for pair in made:
        rest.take(pair)


def _pair_by_title(rest: _Open, left: Sequence[Line], right: Sequence[Line]) -> None:
    """An item of one row keeps its title and has a new text: the same task, and doubtful."""
    old, new = _single(rest.old, left), _single(rest.new, right)
    for title in sorted(old.keys() & new.keys()):
        a, b = old[title], new[title]
        rest.take(Pair(a, b, scores.ACCEPT, "the only row below the same title", True))


def _single(lines: Mapping[int, Line], side: Sequence[Line]) -> dict[str, int]:
    """The open rows that alone stand below a title, by that title."""
    rows = Counter(line.title for line in side)
    return {a.title: index for index, a in lines.items() if a.title and rows[a.title] == 1}


def _likenesses(rest: _Open, pairs: Sequence[tuple[int, int]]) -> list[float]:
    if not pairs:
        return []
    old = [rest.old[a].subject for a, _ in pairs]
    new = [rest.new[b].subject for _, b in pairs]
    return [float(value) / 100 for value in process.cpdist(old, new, scorer=fuzz.ratio)]


def _words(line: Line) -> str:
    return "\0".join((line.title, line.subject, *line.owners))


def _uncrossed(pairs: Sequence[tuple[int, int]], rest: _Open) -> list[tuple[int, int]]:
    """Rows with the same words are paired in their order: which is which, nothing else tells."""
    groups: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for a, b in pairs:
        groups[_words(rest.old[a]), _words(rest.new[b])].append((a, b))
    return sorted(
        pair
        for group in groups.values()
        for pair in zip(sorted(a for a, _ in group), sorted(b for _, b in group), strict=True)
    )


Rivals = Mapping[tuple[int, int], Sequence[tuple[float, int]]]


def _rivals(found: Mapping[tuple[int, int], scores.Score]) -> Rivals:
    rivals: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for (a, b), one in found.items():
        rivals[0, a].append((one.total, b))
        rivals[1, b].append((one.total, a))
    return rivals


def _rival(rivals: Rivals, a: int, b: int, rest: _Open) -> float | None:
    """The best score that either row has with a third one that says something else."""
    others = [
        total for total, other in rivals.get((0, a), ())
        if other != b and _words(rest.new[other]) != _words(rest.new[b])
    ] + [
        total for total, other in rivals.get((1, b), ())
        if other != a and _words(rest.old[other]) != _words(rest.old[a])
    ]  # fmt: skip
    return max(others, default=None)
