"""The owner cells of a whole document: its rule for the lead, its line breaks, its doubts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from pipeline import owners
from pipeline.ink import ink
from pipeline.labels.ticks import legend
from pipeline.owners import Namebook
from pipeline.records import (
    Candidate,
    Meaning,
    Mention,
    Repaired,
    Resolution,
    Role,
    Task,
    Unresolved,
)
from pipeline.thaw import replace

Part = TypeVar("Part", Mention, Unresolved)

_ROLES: dict[Meaning, Role] = {"owner": "responsible", "lead": "lead", "support": "support"}
# What a cell states, and nothing that a person has to settle.
_STATEMENTS = frozenset({"first_is_lead", "empty"})


def resolve_cells(
    repaired: Repaired, namebook: Namebook, *, first_is_lead: bool
) -> tuple[Resolution | None, ...]:
    """One resolution for each task, ``None`` where no owner is printed.

    A rule such as 列第一位者为牵头单位 outside the table or in a header holds for all cells;
    in a cell and with 下同 it holds from that cell on.
    """
    stated = first_is_lead or any(
        owners.states_first_is_lead(part.text) for part in (*repaired.headers, *repaired.outside)
    )
    aside = (part.text for part in (*repaired.headers, *repaired.outside))
    marks = {mark: _ROLES[meaning] for mark, (_, meaning) in legend(aside).items()}
    namebook = owners.of_document(namebook, _labels(repaired), marks)
    return tuple(_resolutions(repaired.tasks, namebook, stated))


def _labels(repaired: Repaired) -> dict[str, Role]:
    """The heads of the columns of bodies, which stand before the names of each row."""
    return {
        ink(column.label).rstrip("：:"): _ROLES[column.meaning]
        for table in repaired.located.task_tables
        for column in table.columns
        if column.meaning in _ROLES and not column.ticked
    }


def _resolutions(
    tasks: tuple[Task, ...], namebook: Namebook, stated: bool
) -> Iterator[Resolution | None]:
    for task in tasks:
        if task.owner_text is None:
            yield None
            continue
        if "下同" in task.owner_text and owners.states_first_is_lead(task.owner_text):
            stated = True
        broken = owners.resolve(
            _with_breaks(task.owner_text, task.owner_breaks),
            namebook,
            first_is_lead=stated,
            context=task.text,
        )
        named = _in_column(
            _without_breaks(broken, task.owner_text, task.owner_breaks), task.owner_role
        )
        yield _without_doubtful(named, task.owner_doubts)


def _in_column(found: Resolution, role: Role | None) -> Resolution:
    """The resolution with the role of its column, where the text itself gives none."""
    if role is None:
        return found
    evidence = "the only column of bodies"
    mentions = tuple(
        replace(mention, role=role, role_evidence=evidence)
        if mention.role == "responsible"
        else mention
        for mention in found.mentions
    )
    return replace(found, mentions=mentions)


def _without_doubtful(found: Resolution, doubts: tuple[tuple[int, float], ...]) -> Resolution:
    """The resolution in which no name that was recognised without certainty names a body.

    The body that it would name is the candidate for a person. ``doubts`` are the offsets of
    doubtful characters with their confidence.
    """
    if not doubts:
        return found
    kept: list[Mention] = []
    unresolved = list(found.unresolved)
    for mention in found.mentions:
        least = min(
            (sure for at, sure in doubts if mention.start <= at < mention.end), default=None
        )
        if least is None:
            kept.append(mention)
            continue
        why = f"as recognised; {mention.why or mention.method}"
        candidate = Candidate(mention.bureau_id, mention.name, least, why)
        reason = f"recognised on a picture with a confidence of {least:.2f} only"
        unresolved.append(
            Unresolved(mention.surface, mention.start, mention.end, reason, (candidate,))
        )
    unresolved.sort(key=lambda part: part.start)
    return replace(found, mentions=tuple(kept), unresolved=tuple(unresolved))


def reviewed(task: Task, resolution: Resolution | None) -> Task:
    """The task with the reasons for review that its owners add to its own; then grade C."""
    if resolution is None:
        return task
    reasons = [
        *(f"owner_unresolved: {part.surface}: {part.reason}" for part in resolution.unresolved),
        *(
            f"owner_doubtful: {mention.surface}: {mention.name}? {mention.why or mention.method}"
            for mention in resolution.mentions
            if mention.needs_review
        ),
        *(f for f in resolution.flags if f.partition(":")[0] not in _STATEMENTS),
    ]
    if not reasons:
        return task
    together = tuple(dict.fromkeys((*task.review_reasons, *reasons)))
    return replace(task, review_reasons=together, grade="C")


def _with_breaks(text: str, breaks: tuple[int, ...]) -> str:
    """The text with a line feed where a printed paragraph ended: it may part two names."""
    bounds = (0, *breaks, len(text))
    return "\n".join(text[a:b] for a, b in pairwise(bounds))


def _without_breaks(found: Resolution, text: str, breaks: tuple[int, ...]) -> Resolution:
    """The resolution with offsets that count the characters of ``text`` again."""
    if not breaks:
        return found
    inserted = [offset + index for index, offset in enumerate(breaks)]

    def moved(part: Part) -> Part:
        start = part.start - bisect_left(inserted, part.start)
        end = part.end - bisect_left(inserted, part.end)
        return replace(part, start=start, end=end, surface=text[start:end])

    return Resolution(
        text,
        tuple(map(moved, found.mentions)),
        tuple(map(moved, found.unresolved)),
        found.flags,
    )
