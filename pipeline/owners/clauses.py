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
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.owners.roles import Roles, states_first_is_lead
from pipeline.records import Role

Kind: TypeAlias = Literal[
    "name", "list", "clause", "stop", "label", "verb", "opening", "own_role", "join",
    "filler", "empty", "ditto", "remark", "rule", "bracket",
]  # fmt: skip

_SEPARATORS: dict[str, Kind] = {
    "、": "list", "/": "list", "|": "list", "\\": "list", "，": "clause", "；": "stop", "。": "stop",
}  # fmt: skip
# 等部门, 等省有关部门和单位, 等单位: an open list, after the last name.
_FILLER = re.compile(
    r"等(?:[^、，；。：（）]{0,9}?(?:部门|单位|方面|机构|企业|各方|地区|处室|科室)|)\Z"
)
_DEPTH = 4


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
    breaks: frozenset[int]
    out: list[Piece]

    def add(self, kind: Kind, start: int, end: int, role: Role | None = None) -> None:
        if end > start:
            self.out.append(Piece(kind, start, end, role))

    def read(self, start: int, end: int, depth: int) -> None:
        """Cut ``text[start:end]`` at the separators and labels outside brackets."""
        token = position = start
        while position < end:
            character = self.text[position]
            close = self.pairs.get(position)
            if character in "（）":
                if close is not None and close < end:
                    if token == position and depth < _DEPTH and self._wraps(position, close, end):
                        self._unwrap(position, close, depth)
                        token = close + 1
                    position = close + 1
                    continue
                self.token(token, position)
                self.add("bracket", position, position + 1)
                token = position + 1
            elif character == "：":
                token = self._colon(token, position, end)
                position = max(position, token - 1)
            elif position not in self.protected:
                if token == position and self._is_remark(position, end):
                    token = self._remark(position, end)
                    position = token
                    continue
                separator = _SEPARATORS.get(character)
                if separator is not None:
                    self.token(token, position)
                    self.add(separator, position, position + 1)
                    token = position + 1
            position += 1
        self.token(token, end)

    def _wraps(self, open_at: int, close: int, end: int) -> bool:
        """Whether brackets at the start of a run hold a list rather than part of a name."""
        following = self.text[close + 1 : close + 2] if close + 1 < end else ""
        return not following or following in _SEPARATORS or following in "：（"

    def _unwrap(self, open_at: int, close: int, depth: int) -> None:
        if states_first_is_lead(self.text[open_at : close + 1]) and not re.search(
            "[负牵]", self.text[open_at + 1 : open_at + 2]
        ):
            before = self.text[open_at + 1 : close]
            cut = re.search(r"[，；。]?(?:列|排|以上|其中)", before)
            if cut is None or cut.start() == 0:
                self.add("rule", open_at, close + 1)
                return
        self.add("bracket", open_at, open_at + 1)
        self.read(open_at + 1, close, depth + 1)
        self.add("bracket", close, close + 1)

    def _is_remark(self, position: int, end: int) -> bool:
        remarks = self.roles.remarks
        if self.text.startswith(remarks, position, end) if remarks else False:
            run = re.split("[、，；。：（）]", self.text[position : min(end, position + 40)], maxsplit=1)
            return not self.known(run[0])
        run = self.text[position : min(end, position + 40)]
        return run[:1] in "列排" and states_first_is_lead(re.split("[；。]", run)[0])

    def _remark(self, start: int, end: int) -> int:
        """A remark runs to the end of its sentence."""
        stop = start
        while stop < end and self.text[stop] not in "；。":
            stop = self.pairs.get(stop, stop) + 1 if self.text[stop] == "（" else stop + 1
        stop = min(stop, end)
        kind: Kind = "rule" if states_first_is_lead(self.text[start:stop]) else "remark"
        self.add(kind, start, stop)
        return stop

    def _colon(self, token: int, colon: int, end: int) -> int:
        """A label, a body with its duty, or a remark; returns where the next run starts."""
        run = self.text[token:colon]
        plain = re.sub(r"（[^（）]*）", "", run)
        if plain in self.roles.labels:
            self.add("label", token, colon + 1, self.roles.labels[plain])
            return colon + 1
        for length in range(min(self.roles.longest_label, len(run)), 1, -1):
            role = self.roles.labels.get(run[-length:])
            if role is not None:
                front = run[:-length]
                if len(front) > 2 or self.known(front):
                    self.token(token, colon - length)
                    token = colon - length
                self.add("label", token, colon + 1, role)
                return colon + 1
        if run and self.known(run):
            self.token(token, colon)
            self.add("clause", colon, colon + 1)
            return self._duty(colon + 1, end)
        return self._remark(token, end)

    def _duty(self, start: int, end: int) -> int:
        """What a body is to do, behind its colon: a remark unless it lists bodies."""
        run = re.split("[、，；。：（）]", self.text[start : min(end, start + 40)], maxsplit=1)[0]
        return start if self.known(run) else self._remark(start, end)

    def token(self, start: int, end: int) -> None:
        """One run between separators: role words off its ends, the rest is names."""
        run = self.text[start:end]
        if not run:
            return
        if run in self.roles.empty:
            self.add("empty", start, end)
        elif run in self.roles.ditto:
            self.add("ditto", start, end)
        elif self.known(run):
            self.add("name", start, end)
        else:
            self._strip(start, end)

    def _strip(self, start: int, end: int) -> None:
        start = self._front(start, end)
        tail: list[Piece] = []
        while start < end and not self.known(self.text[start:end]):
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
        moved = True
        while moved and start < end and not self.known(self.text[start:end]):
            moved = False
            run = self.text[start:end]
            for opener in self.roles.openers:
                if run.startswith(opener) and len(run) > len(opener):
                    self.add("filler", start, start + len(opener))
                    start, moved = start + len(opener), True
                    break
            if moved:
                continue
            for length in range(min(self.roles.longest_label, len(run)), 3, -1):
                role = self.roles.labels.get(run[:length])
                if role is not None and run[:length][-2:] in ("单位", "部门"):
                    self.add("label", start, start + length, role)
                    start, moved = start + length, True
                    break
            if moved:
                continue
            match = self.roles.inside.match(run)
            if match is not None and len(run) > match.end() and run not in self.roles.verbs:
                word = match.group()
                self.add("opening", start, start + len(word), self._inside_role(word))
                start, moved = start + len(word), True
        return start

    def _inside_role(self, word: str) -> Role:
        return self.roles.inside_roles.get(word, "responsible")

    def _back(self, start: int, end: int) -> Piece | None:
        """The verb, filler or bracketed role at the end of a run."""
        run = self.text[start:end]
        for length in range(min(self.roles.longest_verb, len(run)), 0, -1):
            role = self.roles.verbs.get(run[-length:])
            if role is not None:
                return Piece("verb", end - length, end, role)
        match = _FILLER.search(run[-14:])
        if match is not None:
            return Piece("filler", end - len(match.group()), end)
        if run.endswith("）"):
            inner = run[run.rfind("（") + 1 : -1]
            role = self.roles.verbs.get(inner) or self.roles.labels.get(inner)
            if role is not None:
                return Piece("own_role", end - len(inner) - 2, end, role)
            if states_first_is_lead(inner):
                return Piece("rule", end - len(inner) - 2, end)
        return None

    def _parted(self, start: int, end: int) -> None:
        """Names parted by verbs in the middle of a run: A牵头B, A会同B."""
        if self.known(self.text[start:end]):
            self.add("name", start, end)
            return
        position = start
        for match in self.roles.inside.finditer(self.text, start, end):
            if match.start() == start or self._bracketed(match.start(), start):
                continue
            self.add("name", position, match.start())
            word = match.group()
            forward = word not in self.roles.inside_roles
            self.add("opening" if forward else "verb", match.start(), match.end(), self._inside_role(word))
            position = match.end()
        self.add("name", position, end)

    def _bracketed(self, position: int, start: int) -> bool:
        opened = self.text.rfind("（", start, position)
        return opened >= 0 and self.pairs.get(opened, -1) > position


def pieces(
    text: str,
    roles: Roles,
    known: Callable[[str], bool],
    protected: frozenset[int] = frozenset(),
    breaks: frozenset[int] = frozenset(),
) -> tuple[Piece, ...]:
    """Cut a folded text into pieces that cover it exactly, in order.

    ``protected`` are positions of separators that belong to a name.
    """
    reader = _Reader(text, roles, known, _pairs(text), protected, breaks, [])
    reader.read(0, len(text), 0)
    return tuple(reader.out)


def _pairs(text: str) -> dict[int, int]:
    """Opening to closing brackets; one without its other half is left out."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for position, character in enumerate(text):
        if character == "（":
            opened.append(position)
        elif character == "）" and opened:
            pairs[opened.pop()] = position
    return pairs
