"""A cell's text folded for matching, with the way back to the printed characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dictionaries.folding import fold_character, is_plain
from pipeline.ink import is_ink

# Mirror pages put pinyin behind rare characters: 執(zhí)法.
_PINYIN = re.compile(r"(?<=[一-鿿])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is folded; character ``i`` of it was printed at ``origins[i]`` of ``raw``.

    ``breaks`` are, in order, the positions in ``text`` where white space was left out.
    """

    raw: str
    text: str
    origins: tuple[int, ...] | range
    breaks: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``raw`` of a non-empty stretch of ``text``."""
        return self.origins[start], self.origins[end - 1] + 1


def folded(raw: str, traditional: Mapping[str, str]) -> Folded:
    """Fold a text; takes time linear in its length."""
    if is_plain(raw):
        text = raw
        origins: tuple[int, ...] | range = range(len(raw))
        breaks: tuple[int, ...] = ()
    else:
        pinyin = {i for m in _PINYIN.finditer(raw) for i in range(*m.span())}
        pieces: list[str] = []
        places: list[int] = []
        gaps: set[int] = set()
        for index, character in enumerate(raw):
            plain = "" if index in pinyin else fold_character(character)
            if plain:
                pieces.append(plain)
                places.append(index)
            elif not is_ink(character) and (character.isspace() or character == "\u200b"):
                gaps.add(len(places))
        text, origins, breaks = "".join(pieces), tuple(places), tuple(sorted(gaps))
    if traditional and not traditional.keys().isdisjoint(text):
        text = "".join([traditional.get(c, c) for c in text])
    return Folded(raw, text, origins, breaks)
