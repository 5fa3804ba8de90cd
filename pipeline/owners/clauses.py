"""A cell's grammar: separators, brackets, labels, verbs, fillers, remarks, and what is left.

``pieces`` cuts a folded text into consecutive pieces without gap or overlap. What no rule
takes is a ``name``; whose name it is, is not asked here. The rules:

- ``、 ， ； 。 / |`` part owners outside brackets, unless a known name holds them
  (``各区、县级市``). ``，`` opens a clause, ``；`` and ``。`` end a sentence.
- ``牵头单位：`` is a label; it holds until the next label. A label may stand in the middle
  of a run (``责任单位：A责任单位：B``). An unknown label makes a remark (``适用范围：…``).
- A role word at the end of a run is a verb (``A、B配合``); so is one that parts two names
  (``A牵头B配合``). In front of a name it opens a clause of its role (``会同B``).
- ``等``, ``等部门`` and the like are fillers, ``无`` and ``—`` say that there is no owner.
- Brackets that hold a whole list are taken off; a role in brackets belongs to its name.
- ``*`` or ``★`` at a name gives the role that the cell explains (带*为牵头单位), else none.
- Of verbs side by side the one that says most gives the role: 负责牵头组织 leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from pipeline.owners.marks import EXPLANATION, LAST_MARKS, MARKS, explained
from pipeline.owners.roles import Roles, duty_role, states_first_is_lead
from pipeline.records import Role

Kind: TypeAlias = Literal[
    "name", "list", "clause", "stop", "label", "verb", "opening", "own_role", "join",
    "filler", "empty", "ditto", "remark", "rule", "bracket", "mark",
]  # fmt: skip

_SEPARATORS: dict[str, Kind] = {
    "、": "list", "/": "list", "|": "list", "\\": "list",
    "，": "clause", "；": "stop", "。": "stop",
}  # fmt: skip
# 等部门, 等省有关部门和单位, 等单位: an open list, after the last name.
_FILLER = re.compile(
    r"等(?:(?:(?![及和]各)[^、，；。：（）]){0,9}?(?:部门|单位|方面|机构|企业|各方|地区|处室|科室)|)\Z"
)
# 市场监管总局等相关部门和各省级人民政府: the open list ends before the last name.
_FILLER_INSIDE = re.compile(
    r"(?<![高中初平])等[^、，；。：（）]{0,6}?(?:部门|单位|机构|企业)(?:和|及|以及|与)"
)
# 按照任务分工和职责抓好落实: how, not who; longer than any list of verbs.
_DUTY = re.compile(
    r"(?:按照?|根据|依据?|结合)[^、，；。：（）]{0,8}(?:职责|职能|分工|权限|实际|要求|任务)"
    r"[^、，；。：（）]{0,12}\Z"
)
# Owners numbered in the cell: ①市公安局 (folded: 1市公安局), 1.市公安局, 一、市公安局.
_NUMBER = re.compile(r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}")
# 1.市发改委 2.市财政局: the next number stands behind the name before it.
_NEXT_NUMBER = re.compile(r"(?<=[一-鿿）])[0-9]{1,2}\Z")
_NUMBERED = re.compile(r"[0-9]{1,2}(?=[^0-9])")
_DEPTH = 4
_STRONGEST: tuple[Role, ...] = ("lead", "support", "responsible")
# No name, label or run of role words is longer; a longer run is looked at by its ends only.
_WINDOW = 64
_SPECIAL = re.compile(r"[、，；。：（）/|\\]")
# How the rule for the first owner starts: 列第一位者…, 以上单位列第一位的….
_RULE_FIRST = re.compile(r"[，；。]?(?:列|排|以上|其中|第一|首)")
_BREAKS = re.compile(r"[、，；。：（）]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the folded text, its kind, and the role it gives (if any)."""

    kind: Kind
    start: int
    end: int
    role: Role | None = None


@dataclass(slots=True)
class _Reader:
    """One pass over a text; ``known`` tells whether a text is a listed name as a whole."""

    text: str
    roles: Roles
    known: Callable[[str], bool]
    pairs: dict[int, int]
    protected: frozenset[int]
    marks: dict[str, Role]
    out: list[Piece]

    def add(self, kind: Kind, start: int, end: int, role: Role | None = None) -> None:
        if end > start:
            self.out.append(Piece(kind, start, end, role))

    def is_known(self, start: int, end: int) -> bool:
        """Whether a stretch is a listed name (none has more than ``_WINDOW`` characters)."""
        return end - start <= _WINDOW and self.known(self.text[start:end])

    def read(self, start: int, end: int, depth: int) -> None:
        """Cut ``text[start:end]`` at the separators and labels outside brackets."""
        token = position = start
        while position < end:
            if token == position and self._is_remark(position, end):
                token = position = self._remark(position, end)
                continue
            special = _SPECIAL.search(self.text, position, end)
            if special is None:
                break
            position = special.start()
            if position in self.protected:
                position += 1
            elif special.group() in "（）":
                token, position = self._bracket(token, position, end, depth)
            elif special.group() == "：":
                token = position = self._colon(token, position, end)
            else:
                self.token(token, position)
                if token == position and self._is_nobody(position, end):
                    self.add("empty", position, position + 1)
                    token = position = position + 1
                    continue
                self.add(_SEPARATORS[special.group()], position, position + 1)
                token = position = position + 1
        self.token(token, end)

    def _is_nobody(self, position: int, end: int) -> bool:
        """Whether a separator stands alone for an empty cell: / behind 配合单位：."""
        return self.text[position] in self.roles.empty and (
            position + 1 == end or _SEPARATORS.get(self.text[position + 1]) in ("clause", "stop")
        )

    def _bracket(self, token: int, position: int, end: int, depth: int) -> tuple[int, int]:
        """Past a bracket: taken off, kept in the run, or a lone half that parts it."""
        close = self.pairs.get(position)
        if close is None or close >= end:
            self.token(token, position)
            self.add("bracket", position, position + 1)
            return position + 1, position + 1
        if _NUMBER.fullmatch(self.text, position + 1, close):  # （1）市公安局（2）市民政局
            self.token(token, position)
            self.add("filler", position, close + 1)
            return close + 1, close + 1
        if token == position and depth < _DEPTH and self._wraps(close, end):
            self._unwrap(position, close, depth)
            token = close + 1
        return token, close + 1

    def _wraps(self, close: int, end: int) -> bool:
        """Whether brackets at the start of a run hold a list rather than part of a name."""
        following = self.text[close + 1] if close + 1 < end else "。"
        return following in _SEPARATORS or following in "：（"

    def _unwrap(self, opened: int, close: int, depth: int) -> None:
        inner = self.text[opened + 1 : min(close, opened + _WINDOW)]
        if _RULE_FIRST.match(inner) and states_first_is_lead(inner):
            self.add("rule", opened, close + 1)
            return
        self.add("bracket", opened, opened + 1)
        self.read(opened + 1, close, depth + 1)
        self.add("bracket", close, close + 1)

    def _is_remark(self, start: int, end: int) -> bool:
        if not self.text.startswith(self.roles.remark_starts, start, end):
            return False
        run = self.text[start : min(end, start + _WINDOW)]
        if _RULE_FIRST.match(run):
            return states_first_is_lead(re.split("[；。]", run, maxsplit=1)[0])
        return not self.known(_BREAKS.split(run, maxsplit=1)[0])

    def _remark(self, start: int, end: int) -> int:
        """A remark runs to the end of its sentence."""
        stop = start
        while stop < end and self.text[stop] not in "；。":
            stop = self.pairs.get(stop, stop) + 1
        stop = min(stop, end)
        kind: Kind = "rule" if states_first_is_lead(self.text[start:stop][:_WINDOW]) else "remark"
        self.add(kind, start, stop)
        return stop

    def _colon(self, token: int, colon: int, end: int) -> int:
        """A label, a body with its duty, or a remark; returns where the next run starts."""
        window = max(token, colon - _WINDOW)
        run = self.text[window:colon]
        plain = MARKS.sub("", re.sub(r"（[^（）]*）", "", run))
        role = self.roles.label(plain) if window == token else None
        if role is not None:
            self.add("label", token, colon + 1, role)
            return colon + 1
        for length in range(min(self.roles.longest_label, len(run)), 1, -1):
            role = self.roles.labels.get(run[-length:])
            if role is not None:
                if colon - length - token > 2 or self.is_known(token, colon - length):
                    self.token(token, colon - length)
                    token = colon - length
                self.add("label", token, colon + 1, role)
                return colon + 1
        if self.is_known(token, colon):
            self.add("name", token, colon)
            self.add("clause", colon, colon + 1)
            return self._duty(colon + 1, end)
        return self._remark(token, end)

    def _duty(self, start: int, end: int) -> int:
        """What a body is to do, behind its colon: a remark unless it lists bodies."""
        run = _BREAKS.split(self.text[start : min(end, start + _WINDOW)], maxsplit=1)[0]
        return start if self.known(run) else self._remark(start, end)

    def token(self, start: int, end: int) -> None:
        """One run between separators: role words off its ends, the rest is names."""
        if end <= start:
            return
        run = self.text[start:end] if end - start <= _WINDOW else ""
        if run in self.roles.empty:
            self.add("empty", start, end)
        elif _NUMBER.fullmatch(run):
            self.add("filler", start, end)
        elif run in self.roles.ditto:
            self.add("ditto", start, end)
        elif run and self.known(run):
            self.add("name", start, end)
        elif self.marks and EXPLANATION.match(run):
            self.add("remark", start, end)
        else:
            self._strip(start, end)

    def _numbers(self, start: int, end: int) -> list[int]:
        """Where 1, 2, 3 ... stand in a run that begins with 1: ①市公安局②市民政局."""
        found: list[int] = []
        at = start
        while at >= 0 and (found or self.text[start] == "1"):
            past = at + len(str(len(found) + 1))
            if past >= end or self.text[past].isdigit():
                break
            found.append(at)
            at = self.text.find(str(len(found) + 1), past, end)
        return found

    def _strip(self, start: int, end: int) -> None:
        numbers = self._numbers(start, end)
        if len(numbers) > 1:
            for begin, stop in pairwise([*numbers, end]):
                self.token(begin, stop)
            return
        parts = self.text[start:end].split("·") if end - start <= _WINDOW else []
        if len(parts) > 1 and all(map(self.known, parts)):
            # 荆门高新区·掇刀区: two places under one administration.
            for part in parts:
                self.add("name", start, start + len(part))
                start += len(part) + 1
                self.add("list", start - 1, min(start, end))
            return
        start = self._front(start, end)
        tail: list[Piece] = []
        while start < end and not self.is_known(start, end):
            piece = self._back(start, end)
            if piece is None:
                break
            tail.append(piece)
            end = piece.start
        if start < end:
            self._parted(start, end)
        self.out.extend(reversed(tail))

    def _front(self, start: int, end: int) -> int:
        """Openers (由), labels without colon, and verbs in front of a name (会同B)."""
        while start < end and not self.is_known(start, end):
            piece = self._first(start, end)
            if piece is None:
                break
            self.out.append(piece)
            start = piece.end
        return start

    def _first(self, start: int, end: int) -> Piece | None:
        mark = MARKS.match(self.text, start, end)
        if mark is not None:
            return Piece("mark", start, mark.end(), self.marks.get(self.text[start]))
        number = _NUMBERED.match(self.text, start, end)
        if number is not None:
            return Piece("filler", start, number.end())
        for opener in self.roles.openers:
            if self.text.startswith(opener, start, end) and end - start > len(opener):
                return Piece("filler", start, start + len(opener))
        for length in range(min(self.roles.longest_label, end - start), 3, -1):
            word = self.text[start : start + length]
            role = self.roles.labels.get(word)
            if role is not None and word.endswith(("单位", "部门")):
                return Piece("label", start, start + length, role)
        match = self.roles.inside.match(self.text, start, end)
        if match is None or match.end() == end:
            return None
        if end - start <= self.roles.longest_verb and self.text[start:end] in self.roles.verbs:
            return None
        return Piece("opening", start, match.end(), self._inside_role(match.group()))

    def _inside_role(self, word: str) -> Role:
        return self.roles.inside_roles.get(word, "responsible")

    def _back(self, start: int, end: int) -> Piece | None:
        """The verb, filler or bracketed role at the end of a run."""
        run = self.text[max(start, end - _WINDOW) : end]
        mark = LAST_MARKS.search(run)
        if mark is not None:
            return Piece("mark", end - len(mark[0]), end, self.marks.get(run[-1]))
        duty = _DUTY.search(run)
        longest = len(duty.group()) if duty is not None and duty.start() > 0 else 0
        for length in range(min(self.roles.longest_verb, len(run)), longest - 1, -1):
            role = self.roles.verbs.get(run[-length:]) if length else None
            if role is not None:
                return Piece("verb", end - length, end, role)
        if longest:
            return Piece("verb", end - longest, end, duty_role(run))
        match = _NEXT_NUMBER.search(run)
        if match is not None and self.text[end : end + 1] in ("。", "、"):
            return Piece("filler", end - len(match.group()), end)
        match = _FILLER.search(run[-14:])
        if match is not None:
            return Piece("filler", end - len(match.group()), end)
        if run.endswith(self.roles.fillers):
            filler = next(word for word in self.roles.fillers if run.endswith(word))
            return Piece("filler", end - len(filler), end)
        opened = run.rfind("（")
        if run.endswith("）") and opened >= 0:
            inner, at = run[opened + 1 : -1], end - len(run) + opened
            role = self.roles.verbs.get(inner) or self.roles.labels.get(inner)
            if role is not None:
                return Piece("own_role", at, end, role)
            if states_first_is_lead(inner):
                return Piece("rule", at, end)
            if MARKS.fullmatch(inner):
                return Piece("own_role", at, end, self.marks.get(inner[0]))
            if self.marks and EXPLANATION.match(inner):
                return Piece("remark", at, end)
        return None

    def _parted(self, start: int, end: int) -> None:
        """Names parted by verbs in the middle of a run: A牵头B, A会同B."""
        if self.is_known(start, end):
            self.add("name", start, end)
            return
        filler = _FILLER_INSIDE.search(self.text, start, end)
        if filler is not None and start < filler.start() and filler.end() < end:
            self._parted(start, filler.start())
            self.add("filler", filler.start(), filler.end())
            self._parted(filler.end(), end)
            return
        position, closed = start, start
        for match in self.roles.inside.finditer(self.text, start, end):
            opened = self.text.find("（", closed, match.start())
            while opened >= 0 and self.pairs.get(opened, end) < match.start():
                closed = self.pairs[opened] + 1
                opened = self.text.find("（", closed, match.start())
            if match.start() == start or opened >= 0:
                continue
            self.add("name", position, match.start())
            word = match.group()
            kind: Kind = "verb" if word in self.roles.inside_roles else "opening"
            self.add(kind, match.start(), match.end(), self._inside_role(word))
            position = match.end()
        self.add("name", position, end)


def pieces(
    text: str,
    roles: Roles,
    known: Callable[[str], bool],
    protected: frozenset[int] = frozenset(),
) -> tuple[Piece, ...]:
    """Cut a folded text into pieces that cover it exactly, in order.

    ``protected`` are positions of separators that belong to a name.
    """
    marks = {**roles.marks, **explained(text)}
    reader = _Reader(text, roles, known, _pairs(text), protected, marks, [])
    reader.read(0, len(text), 0)
    return tuple(_side_by_side(reader.out))


def _side_by_side(found: list[Piece]) -> list[Piece]:
    """Verbs with nothing between them (负责, 牵头组织) are one phrase with one role."""
    for at in range(len(found) - 1, 0, -1):
        before, after = found[at - 1 : at + 1]
        if before.kind == after.kind == "verb" and before.end == after.start:
            role = next((r for r in _STRONGEST if r in (before.role, after.role)), None)
            found[at - 1] = Piece("verb", before.start, before.end, role)
    return found


def _pairs(text: str) -> dict[int, int]:
    """Opening to closing brackets; one without its other half is left out."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    if "（" not in text:
        return pairs
    for position, character in enumerate(text):
        if character == "（":
            opened.append(position)
        elif character == "）" and opened:
            pairs[opened.pop()] = position
    return pairs
