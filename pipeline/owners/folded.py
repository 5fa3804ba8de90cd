"""A cell's text folded for matching, with the way back to the printed characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dictionaries.folding import fold_character, is_plain
from pipeline.ink import is_ink


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is folded; character ``i`` of it was printed at ``origins[i]`` of ``raw``.

    ``breaks`` are the positions in ``text`` where white space or a line end was left out.
    """

    raw: str
    text: str
    origins: tuple[int, ...] | range
    breaks: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``raw`` of a non-empty stretch of ``text``."""
        return self.origins[start], self.origins[end - 1] + 1


def folded(raw: str, traditional: Mapping[str, str]) -> Folded:
    """Fold a text; takes time linear in its length."""
    if is_plain(raw):
        text = raw
        origins: tuple[int, ...] | range = range(len(raw))
        breaks = frozenset[int]()
    else:
        pieces: list[str] = []
        places: list[int] = []
        gaps: set[int] = set()
        for index, character in enumerate(raw):
            plain = fold_character(character)
            if plain:
                pieces.append(plain)
                places.extend([index] * len(plain))
            elif not is_ink(character) and (character.isspace() or character == "\u200b"):
                gaps.add(len(places))
        text, origins, breaks = "".join(pieces), tuple(places), frozenset(gaps)
    if traditional:
        text = "".join([traditional.get(c, c) for c in text])
    return Folded(raw, text, origins, breaks)
