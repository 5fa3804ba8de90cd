"""Role words, ready for look-up: labels, verbs, joining words and words that name no owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from pipeline.dictionaries.records import RoleWord
from pipeline.records import Role

# 列第一位者为牵头单位，下同 / 排在第一位的部门为牵头部门 / 牵头单位排首位: who stands first leads.
_FIRST_LEADS = re.compile(
    r"(?:第[一1][位个名家者的]|首[位个家])[^、；。]{0,8}?(?:为|是|即|系)[^、；。]{0,4}?"
    r"(?:牵头|主办|主责|第一责任)"
    r"|(?:牵头|主办|主责)(?:责任)?(?:单位|部门|处室|者)[均都]?[排列居][在于]?(?:第[一1]|首|最?前)"
)
# Labels that no list has, of a word for a role and one for those who have it: 参加司局, 责任站所.
_COMPOSED = re.compile(
    r"总?(?:(?P<lead>牵头|主办|主责|领办)|(?P<support>配合|协办|协同|协助|协作|参与|参加|会办|联办|分办|支持|辅助)"
    r"|责任|负责|承办|实施|落实|办理|执行|承担)(?:责任|负责|配合|协助)?"
    r"(?P<who>单位|部门|[处部科股]室|司局|[站办所]{2,3}|院系|机构|主体|企业|园区|街道|乡镇|镇街|村居|社区|地区"
    r"|[市县区州]{2}|团体|委办局|中心|[局方办])?"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The role words of the dictionaries by kind; values are the roles they give.

    ``marks`` are those that the document explains (★牵头), ``parted`` its labels with a separator
    inside (配合、参与单位).
    """

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
    marks: Mapping[str, Role] = field(default_factory=dict)
    parted: tuple[str, ...] = ()

    def label(self, run: str) -> Role | None:
        """The role that a label gives, of the list or composed of words that are clear."""
        if run in self.labels:
            return self.labels[run]
        made = _COMPOSED.fullmatch(run)
        if made is None or not (made["who"] or made["support"]):
            return None
        return "lead" if made["lead"] else "support" if made["support"] else "responsible"


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


def duty_role(run: str) -> Role:
    """The role of a duty in words: 按职责分工牵头 leads, 按各自职责做好配合 supports."""
    if run.endswith(("配合", "协助", "参与")):
        return "support"
    return "lead" if run.endswith(("牵头", "牵头负责", "牵头落实")) else "responsible"
