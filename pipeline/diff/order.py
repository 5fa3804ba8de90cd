"""Which pairs kept their order: the longest chain that rises on both sides.

What is not in it has moved; so the set of moves that is reported is the smallest one. The
method is the longest increasing subsequence by a Fenwick tree, O(n log n); where several
chains are longest, a weight made from the texts decides, so that both directions of a
comparison and any order of arrival find the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_STEP = 1 << 80  # one more pair outweighs every tie


def kept(pairs: Sequence[tuple[int, int]], names: Sequence[tuple[str, str]]) -> list[bool]:
    """For each pair (old, new), in order of old, whether it is in the chain.

    ``names`` are the texts of both rows of each pair; they break ties. Old and new indexes
    are unique.
    """
    found = [True] * len(pairs)
    for start, end in _tangles([new for _, new in pairs]):
        chain = _chain(pairs[start:end], names[start:end])
        for offset in range(end - start):
            found[start + offset] = offset in chain
    return found


def _tangles(values: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches out of order: everything before one is below it, everything after above."""
    lowest_after = [0] * len(values)
    lowest = max(values, default=0) + 1
    for index in range(len(values) - 1, -1, -1):
        lowest = lowest_after[index] = min(lowest, values[index])
    stretches: list[tuple[int, int]] = []
    start, highest = 0, -1
    for index, value in enumerate(values):
        if lowest_after[index] > highest:  # nothing from here on is below what came before
            if index - start > 1:
                stretches.append((start, index))
            start = index
        highest = max(highest, value)
    if len(values) - start > 1:
        stretches.append((start, len(values)))
    return stretches


def _chain(pairs: Sequence[tuple[int, int]], names: Sequence[tuple[str, str]]) -> set[int]:
    rank = {new: place for place, new in enumerate(sorted(new for _, new in pairs), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)  # Fenwick tree of (weight, offset)
    came: list[int] = []
    top = (0, -1)
    for offset, (_, new) in enumerate(pairs):
        place = rank[new] - 1
        below = (0, -1)
        while place > 0:
            below = max(below, best[place])
            place &= place - 1
        came.append(below[1])
        here = (below[0] + _STEP + tie(*names[offset]), offset)
        top = max(top, here)
        place = rank[new]
        while place <= len(pairs):
            best[place] = max(best[place], here)
            place += place & -place
    chain: set[int] = set()
    offset = top[1]
    while offset >= 0:
        chain.add(offset)
        offset = came[offset]
    return chain


def tie(one: str, other: str) -> int:
    """A number of 60 bits for two texts in either order: it decides where nothing else does."""
    words = "\0".join(sorted((one, other)))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") >> 4
