"""Role words, ready for look-up: labels, verbs, joining words and words that name no owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pipeline.dictionaries.records import RoleWord
from pipeline.records import Role

# 列第一位者为牵头单位，下同 / 排在第一位的部门为牵头部门: who stands first leads.
_FIRST_LEADS = re.compile(
    r"(?:第[一1][位个名家者的]|首[位个家])[^、；。]{0,8}?(?:为|是|即|系)[^、；。]{0,4}?"
    r"(?:牵头|主办|主责|第一责任)"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The role words of the dictionaries by kind; values are the roles they give."""

    labels: Mapping[str, Role]
    verbs: Mapping[str, Role]
    inside: re.Pattern[str]
    inside_roles: Mapping[str, Role]
    joins: Mapping[str, str]
    openers: tuple[str, ...]
    fillers: tuple[str, ...]
    empty: frozenset[str]
    ditto: frozenset[str]
    remark_starts: tuple[str, ...]
    longest_label: int
    longest_verb: int


def roles(words: Iterable[RoleWord]) -> Roles:
    """Sort role words by kind."""
    by_kind: dict[str, dict[str, str]] = {}
    for word in words:
        by_kind.setdefault(word.kind, {})[word.word] = word.role
    labels = cast(dict[str, Role], by_kind.get("label", {}))
    verbs = cast(dict[str, Role], by_kind.get("verb", {}))
    inside = cast(dict[str, Role], by_kind.get("inside", {}))
    parting = sorted({*inside, *(j for j, r in by_kind.get("join", {}).items() if r)}, key=len)
    # 牵头单位 inside a run is a word of its own, not the verb.
    verbs_inside = "|".join(map(re.escape, reversed(parting)))
    pattern = f"(?:{verbs_inside})(?!单位|部门|处室|人)" if verbs_inside else "(?!)"
    return Roles(
        labels,
        verbs,
        re.compile(pattern),
        inside,
        by_kind.get("join", {}),
        tuple(sorted(by_kind.get("opener", {}), key=len, reverse=True)),
        tuple(sorted(by_kind.get("filler", {}), key=len, reverse=True)),
        frozenset(by_kind.get("empty", {})),
        frozenset(by_kind.get("ditto", {})),
        (*by_kind.get("remark", {}), "列", "排", "以上", "其中列", "第一位"),
        max(map(len, labels), default=0),
        max(map(len, verbs), default=0),
    )


def states_first_is_lead(text: str) -> bool:
    """Whether a text states the rule that the first owner of each cell leads.

    >>> states_first_is_lead("列第一位者为牵头单位，下同")
    True
    """
    return _FIRST_LEADS.search(text) is not None
