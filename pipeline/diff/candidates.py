"""Which rows are worth comparing: never all with all.

A row is compared with the rows that stand between the same anchors (pairs already made), and
with the few rows, wherever they stand, that share its rarest runs of characters. Both grow
with the number of rows left over, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.diff.lines import Line
from pipeline.diff.order import kept, tie

_GRAM = 3  # characters
_RAREST = 24  # grams by which a row is known
_COMMON = 20  # a gram in more rows than this tells nothing
_NEAREST = 6  # rows elsewhere that a row is compared with
_BLOCK = 900  # pairs of rows between two anchors that are all compared


def gaps(
    size: tuple[int, int], anchors: Sequence[tuple[int, int]], names: Sequence[tuple[str, str]]
) -> tuple[list[int], list[int]]:
    """For each row of both sides the number of anchors above it, moved ones not counted.

    Rows with the same number stand between the same neighbours. ``names`` as in ``kept``.
    """
    chain = [pair for pair, stays in zip(anchors, kept(anchors, names), strict=True) if stays]
    return _count(size[0], [old for old, _ in chain]), _count(size[1], [new for _, new in chain])


def _count(size: int, anchors: Sequence[int]) -> list[int]:
    above = [0] * (size + 1)
    for index in anchors:
        above[index + 1] += 1
    for index in range(1, size + 1):
        above[index] += above[index - 1]
    return above[:size]


def candidates(
    old: Sequence[Line], new: Sequence[Line], above: tuple[Sequence[int], Sequence[int]]
) -> list[tuple[int, int]]:
    """Pairs of row indexes to compare, in order; ``above`` from ``gaps``."""
    found = set(_by_words(old, new))
    by_gap: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((old, new)):
        for line in lines:
            by_gap[above[side][line.index]][side].append(line)
    for left, right in by_gap.values():
        if len(left) * len(right) <= _BLOCK:
            found.update((a.index, b.index) for a in left for b in right)
        else:
            found.update(_same_number(left, right))
    return sorted(found)


def _same_number(old: Iterable[Line], new: Iterable[Line]) -> Iterable[tuple[int, int]]:
    numbered = {line.number: line for line in new}
    return (
        (line.index, numbered[line.number].index)
        for line in old
        if line.number is not None and line.number in numbered
    )


def _by_words(old: Sequence[Line], new: Sequence[Line]) -> Iterable[tuple[int, int]]:
    grams = [[(line, _grams(line.subject)) for line in side] for side in (old, new)]
    counts: list[Counter[str]] = [Counter(), Counter()]
    for counted, side in zip(counts, grams, strict=True):
        for _, found in side:
            counted.update(found)
    # A run of characters that one side alone has brings nothing together.
    frequency = {gram: counts[0][gram] + counts[1][gram] for gram in counts[0] if gram in counts[1]}
    places: dict[str, list[Line]] = defaultdict(list)
    for line, found in grams[1]:
        for gram in _rarest(found, frequency):
            places[gram].append(line)
    shared: Counter[tuple[int, int]] = Counter()
    lines: dict[tuple[int, int], tuple[Line, Line]] = {}
    for line, found in grams[0]:
        for gram in _rarest(found, frequency):
            for other in places.get(gram, ()):
                pair = line.index, other.index
                shared[pair] += 1
                lines[pair] = line, other
    best: dict[tuple[int, int], list[tuple[int, int, tuple[int, int]]]] = defaultdict(list)
    for pair, count in shared.items():
        a, b = lines[pair]
        rank = (-count, tie(a.subject, b.subject), pair)
        best[0, pair[0]].append(rank)
        best[1, pair[1]].append(rank)
    for ranks in best.values():
        yield from (pair for _, _, pair in sorted(ranks)[:_NEAREST])


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}


def _rarest(grams: set[str], frequency: Mapping[str, int]) -> list[str]:
    known = sorted((frequency[gram], gram) for gram in grams if gram in frequency)
    return [gram for count, gram in known[:_RAREST] if count <= _COMMON]
