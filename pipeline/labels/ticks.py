"""Marks in a column headed by a body, and what a legend says that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pipeline.records import Meaning

_SIGNS = "√✓✔☑✅★☆▲△●○◎◆◇■*＊※⊙◉ΔvV"
_TICK = re.compile(
    rf"[{re.escape(_SIGNS)}]️?|(?:总?牵头|主办|主责|主抓|责任|负责|承办|落实|配合|协办|协助|协同|参与|参加)"
    r"(?:单位|部门)?|[主牵协配]|是"
)
_REMARKED = re.compile(rf"({_TICK.pattern})[（(].*[）)]")
_UNTICKED = re.compile(r"[-—–－―/／\\×✗✘☐□]+|无|否")
_PLAIN = "√✓✔☑✅vV是"
_WORDS: Mapping[str, Meaning] = {
    **dict.fromkeys(("牵头", "主办", "主责", "主抓", "第一责任", "主要责任"), "lead"),
    **dict.fromkeys(("配合", "协办", "协助", "协同", "参与", "参加", "会办"), "support"),
    **dict.fromkeys(("责任", "负责", "承办", "落实", "实施"), "owner"),
}
_SHORT = {"主": "主办", "牵": "牵头", "协": "协办", "配": "配合"}
_WORD = re.compile("|".join(_WORDS))
_TOKEN = re.compile(rf"(?P<sign>[{re.escape(_SIGNS)}])|{_WORD.pattern}")
_LONGEST = 120  # characters of a legend
# The word for a role, as printed, and its meaning.
Told: TypeAlias = tuple[str, Meaning]


def is_tick(text: str) -> bool:
    """Whether the ink of a cell only says that a body has a duty: ★, √, 牵头."""
    return _TICK.fullmatch(text) is not None


def without_remark(text: str) -> str:
    """A mark without the bracket behind it: ★ of ★（市级项目）."""
    remarked = _REMARKED.fullmatch(text)
    return remarked[1] if remarked else text


def is_untick(text: str) -> bool:
    """Whether the ink of a cell says that a body has none: ×, —, 否."""
    return _UNTICKED.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether a mark does no more than tick."""
    return text in _PLAIN


def told_by_word(text: str) -> Told | None:
    """What a cell itself tells (牵头, 协), ``None`` for a mark.

    >>> told_by_word("协"), told_by_word("牵头单位"), told_by_word("★")
    (('协办', 'support'), ('牵头单位', 'lead'), None)
    """
    text = _SHORT.get(text, text)
    word = _WORD.search(text)
    return (text, _WORDS[word[0]]) if word else None


def legend(texts: Iterable[str]) -> dict[str, Told]:
    """What each mark means that one of the texts explains; none that two explain differently.

    >>> legend(["注：★为牵头单位，▲为配合单位"])
    {'★': ('牵头', 'lead'), '▲': ('配合', 'support')}
    """
    found: dict[str, Told] = {}
    doubtful: set[str] = set()
    for text in texts:
        for sign, told in _explained(text) if len(text) <= _LONGEST else ():
            if found.setdefault(sign, told)[1] != told[1]:
                doubtful.add(sign)
    return {sign: told for sign, told in found.items() if sign not in doubtful}


def _explained(text: str) -> Iterable[tuple[str, Told]]:
    """Each mark with the word behind it, or all with the word before: whichever stand closer."""
    tokens = [*_TOKEN.finditer(text)]
    ways = [_pairs(tokens), _pairs([*reversed(tokens)])]
    ways = [pairs for pairs in ways if pairs]
    nearest = min(ways, key=lambda pairs: sum(map(_gap, pairs)), default=[])
    return ((sign[0], (word[0], _WORDS[word[0]])) for sign, word in nearest)


def _pairs(tokens: Iterable[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Each mark with the next word; none where a mark has none."""
    signs: list[re.Match[str]] = []
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    for token in tokens:
        if token["sign"]:
            signs.append(token)
        else:
            pairs += [(sign, token) for sign in signs]
            signs = []
    return [] if signs else pairs


def _gap(pair: tuple[re.Match[str], re.Match[str]]) -> int:
    sign, word = pair
    return max(word.start() - sign.end(), sign.start() - word.end())
