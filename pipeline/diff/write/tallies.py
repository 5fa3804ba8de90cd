"""What changed for each body: the table an official reads first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.diff.concerned import Body, names, owners
from pipeline.diff.effects import Meaning, effects
from pipeline.diff.records import Comparison, Side


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one body: its tasks on each side, and in how many each effect was felt.

    See ``effects.Meaning`` for what is gained, lost, role and other.
    """

    body: Body
    name: str
    before: int
    after: int
    gained: int
    lost: int
    role: int
    other: int


def tallies(comparison: Comparison) -> tuple[Tally, ...]:
    """Every body that a change concerns; those with most gained and lost come first."""
    felt: dict[Body, dict[Meaning, set[str]]] = {}
    for effect in effects(comparison):
        of = felt.setdefault(effect.body, {})
        of.setdefault(effect.meaning, set()).add(effect.change.task_id)
    before, after, called = _tasks(comparison.old), _tasks(comparison.new), names(comparison)
    found = []
    for body in sorted(felt):
        number = Counter({meaning: len(tasks) for meaning, tasks in felt[body].items()})
        found.append(
            Tally(
                body,
                called.get(body, body),
                before[body],
                after[body],
                number["gained"],
                number["lost"],
                number["role"],
                number["other"],
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.gained - one.lost - one.role, -one.other)))


def _tasks(side: Side) -> Counter[Body]:
    return Counter(body for bodies in owners(side).values() for body in bodies)
