"""Roles: who leads, who answers, who supports, and on what evidence.

A label holds until the next one; a verb covers the names of its clause, back to the last
``，；。``, label or verb. 配合 at the end of a clause that is the whole cell covers the last
name alone, and says that it is doubtful. A role in brackets belongs to its own name. What
has no role word is responsible, unless the document says that the first owner leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.owners.clauses import Piece
from pipeline.owners.identify import Finding
from pipeline.records import Role

_BOUNDARIES = ("clause", "stop", "bracket", "remark")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell (folded positions) and what it was found to be."""

    start: int
    end: int
    finding: Finding


@dataclass(slots=True)
class _Given:
    role: Role | None = None
    evidence: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    """What stands under one label (or none)."""

    role: Role | None
    label: str
    names: list[int]


def assign(
    items: Sequence[Named | Piece], text: str, first_is_lead: bool
) -> tuple[dict[int, tuple[str, str, tuple[str, ...]]], list[str]]:
    """The role, evidence and doubts of each name by its index in ``items``, and cell flags."""
    given = {i: _Given() for i, item in enumerate(items) if isinstance(item, Named)}
    flags: list[str] = []
    sections = _sections(items, text)
    section_of = {index: section for section in sections for index in section.names}
    clause: list[int] = []
    previous: list[int] = []
    opening: tuple[Role, str] | None = None
    mark: Piece | None = None
    for index, item in enumerate(items):
        if isinstance(item, Named):
            clause.append(index)
            if opening is not None:
                given[index] = _Given(opening[0], opening[1])
            if mark is not None and mark.end == item.start:
                given[index] = _Given(mark.role, f"{text[mark.start : mark.end]} at the name")
            continue
        word = text[item.start : item.end]
        if item.kind == "verb" and item.role is not None:
            covered = [i for i in clause if given[i].role is None]
            if not clause and not covered:
                covered = [i for i in previous if given[i].role is None]
            _cover(covered, item.role, word, section_of, given, flags)
            previous, clause, opening = clause or previous, [], None
        elif item.kind == "mark" and item.role is not None:
            if index and isinstance(items[index - 1], Named):
                given[clause[-1]] = _Given(item.role, f"{word} at the name")
            mark = item
        elif item.kind == "own_role" and clause:
            given[clause[-1]] = _Given(item.role, f"{word} behind the name")
        elif item.kind == "opening":
            opening = (item.role or "responsible", f"{word} in front of the name")
        elif item.kind == "label" or item.kind in _BOUNDARIES:
            previous, clause, opening = clause or previous, [], None
    rule = first_is_lead or any(isinstance(i, Piece) and i.kind == "rule" for i in items)
    _default(given, sections, rule)
    _report(items, text, given, flags)
    return {i: (g.role or "responsible", g.evidence, g.doubts) for i, g in given.items()}, flags


def _sections(items: Sequence[Named | Piece], text: str) -> list[_Section]:
    sections = [_Section(None, "", [])]
    for index, item in enumerate(items):
        if isinstance(item, Named):
            sections[-1].names.append(index)
        elif item.kind == "label":
            sections.append(_Section(item.role, text[item.start : item.end].rstrip("："), []))
    return sections


def _cover(
    covered: list[int],
    role: Role,
    word: str,
    section_of: dict[int, _Section],
    given: dict[int, _Given],
    flags: list[str],
) -> None:
    """Give a verb's role to the names of its clause."""
    if not covered:
        return
    section = section_of[covered[-1]]
    doubts: tuple[str, ...] = ()
    whole = len(covered) > 1 and covered == section.names
    if role == "support" and section.role != "support" and whole:
        doubts = (f"whether {word} covers the last name or all of them is not clear",)
        covered = covered[-1:]
        flags.append(f"role_scope: {word} ends the only clause; the last name supports")
    for index in covered:
        given[index] = _Given(role, f"{word} at the end of the clause", doubts)


def _default(given: dict[int, _Given], sections: list[_Section], rule: bool) -> None:
    """Labels, then the document's rule for the first name, then responsible."""
    explicit_lead = any(g.role == "lead" for g in given.values()) or any(
        s.role == "lead" and s.names for s in sections
    )
    for section in sections:
        for index in section.names:
            if given[index].role is None:
                if section.role is not None:
                    given[index].role = section.role
                    given[index].evidence = f"label {section.label}"
                else:
                    given[index].role = "responsible"
                    given[index].evidence = "no role word"
    first = min(given, default=None)
    if rule and not explicit_lead and first is not None and given[first].role == "responsible":
        given[first].role = "lead"
        given[first].evidence = "first in the list, which leads by the document's rule"


def _report(
    items: Sequence[Named | Piece], text: str, given: dict[int, _Given], flags: list[str]
) -> None:
    """What the cell itself has wrong or leaves open."""
    kinds = [item.kind for item in items if isinstance(item, Piece)]
    last = items[-1] if items else None
    if isinstance(last, Piece) and last.kind == "list":
        flags.append(f"trailing_separator: the cell ends in {text[-1:]}; a name may be lost")
    if "rule" in kinds:
        flags.append("first_is_lead: the cell states that the first owner leads")
    for item in items:
        if isinstance(item, Piece) and item.kind in ("filler", "empty", "ditto"):
            word = text[item.start : item.end]
            if item.kind == "filler" and word.startswith("等"):
                flags.append(f"open_list: {word} leaves the list open")
            elif item.kind == "empty":
                flags.append(f"empty: {word} says that there is no owner")
    named = [(i, item.finding.hit) for i, item in enumerate(items) if isinstance(item, Named)]
    seen: dict[str, Role | None] = {}
    for index, hit in named:
        if hit is None:
            continue
        role = given[index].role
        if hit.bureau_id in seen:
            if {seen[hit.bureau_id], role} >= {"lead", "support"}:
                flags.append(f"lead_supports_itself: {hit.name} leads and supports")
            else:
                flags.append(f"named_twice: {hit.name} is named more than once")
        seen.setdefault(hit.bureau_id, role)
        if hit.outdated:
            flags.append(f"outdated_name: {hit.name} is named by an older name")
        if hit.tier == "segmentation":
            flags.append("missing_separator: names are printed in one run")
    marks = [item for item in items if isinstance(item, Piece) and item.kind == "mark"]
    unknown = {text[item.start] for item in marks if item.role is None}
    if len(marks) < len(named):  # else they are bullets
        flags += [f"mark_unexplained: nothing says what {mark} means" for mark in sorted(unknown)]
    flags[:] = list(dict.fromkeys(flags))
