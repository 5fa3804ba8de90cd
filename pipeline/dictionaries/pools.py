"""Names indexed by their characters, so that a few are compared instead of thousands.

An edit changes one character, so two texts of at most ``m`` characters that are ``d`` edits
apart share at least ``m - d`` of them, each counted as often as it occurs in both. The index
is exact: it leaves out only what no distance could let in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pool:
    """Names in their order; bit ``i`` of each mask stands for ``names[i]``.

    ``having`` maps a character and ``n`` to the names that have it at least ``n`` times,
    ``lengths`` a number of characters to the names of that length.
    """

    names: tuple[str, ...]
    having: dict[tuple[str, int], int]
    lengths: dict[int, int]

    def sharing(self, text: str, needed: Callable[[int], int]) -> list[str]:
        """The names that share enough characters with a text, in the order of the pool.

        ``needed`` tells how many a name must share, by the greater of the two lengths; for a
        greater length never fewer.
        """
        # at_least[n] are the names that share n characters or more, so far.
        at_least = [(1 << len(self.names)) - 1]
        counts: dict[str, int] = {}
        for character in text:
            counts[character] = counts.get(character, 0) + 1
            mask = self.having.get((character, counts[character]))
            if mask is not None:
                at_least.append(0)
                for n in range(len(at_least) - 1, 0, -1):
                    at_least[n] |= at_least[n - 1] & mask
        shorter = 0
        for length in range(len(text) + 1):
            shorter |= self.lengths.get(length, 0)
        found = 0
        for longer in range(len(text), max(len(text), *self.lengths, 0) + 1):
            fewest = needed(longer)
            if fewest >= len(at_least):
                break
            fitting = shorter if longer == len(text) else self.lengths.get(longer, 0)
            found |= at_least[max(fewest, 0)] & fitting
        return [self.names[i] for i in _bits(found)]


def pool(names: Iterable[str]) -> Pool:
    """Index names by their characters."""
    names = tuple(names)
    having: dict[tuple[str, int], bytearray] = {}
    lengths: dict[int, bytearray] = {}
    size = len(names) // 8 + 1
    for index, name in enumerate(names):
        byte, bit = index >> 3, 1 << (index & 7)
        counts: dict[str, int] = {}
        for character in name:
            counts[character] = counts.get(character, 0) + 1
            key = character, counts[character]
            if key not in having:
                having[key] = bytearray(size)
            having[key][byte] |= bit
        if len(name) not in lengths:
            lengths[len(name)] = bytearray(size)
        lengths[len(name)][byte] |= bit
    return Pool(
        names,
        {key: int.from_bytes(mask, "little") for key, mask in having.items()},
        {length: int.from_bytes(mask, "little") for length, mask in lengths.items()},
    )


def _bits(mask: int) -> Iterable[int]:
    """The positions of the set bits, the lowest first."""
    digits = bin(mask)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
