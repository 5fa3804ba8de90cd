"""IDs of tasks and repairs: a hash of what they are, never of where they stand.

A number in a document shifts when a row is put in above it; a page changes with the
printer. So an ID is minted from content, with an ordinal among equals only where the
source repeats itself. A task that another edition has already keeps the ID that it has
there: see ``carry`` and ``docs/decisions/0007-identity.md``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.records import Repair, Task

Key = tuple[str | None, ...]
LinkKind: TypeAlias = Literal["new", "same", "changed", "split", "merged"]


@dataclass(frozen=True, slots=True)
class Link:
    """What a task continues: a row of the lineage table without its own task.

    ``from_edition`` is ``None`` where there is no other edition.
    """

    from_edition: str | None
    from_task_ids: tuple[str, ...]
    kind: LinkKind
    score: float
    reason: str
    needs_review: bool = False


FIRST = Link(None, (), "new", 1.0, "no other edition was published")


def task_ids(document_id: str, tasks: Iterable[Task]) -> tuple[str, ...]:
    """One ID for each task, in order: ``t-`` and 12 hexadecimal digits.

    Made from document, item title and text; where the source lost the text, from owner
    and item number in its place. Numbers of rows that keep their text play no part, so a
    renumbering leaves all IDs as they are.
    """
    keys: list[Key] = []
    for task in tasks:
        if task.text is None:
            item = None if task.item_no is None else str(task.item_no)
            keys.append(("lost", document_id, task.item_title, item, task.owner_text))
        else:
            keys.append(("text", document_id, task.item_title, task.text))
    return _mint("t-", keys)


def carry(
    minted: Sequence[str],
    wishes: Iterable[Mapping[int, str]],
    barred: Mapping[int, frozenset[str]],
) -> tuple[str, ...]:
    """The IDs of an edition's rows: carried on where wished, else minted.

    ``wishes`` map rows to IDs that they have in other editions, those that go first in
    front. No ID is given twice; ``barred`` are the IDs that a row must not get. A row whose
    own ID is taken or barred is minted anew.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for wish in wishes:
        for row in sorted(wish):
            if row not in ids and wish[row] not in taken | barred.get(row, frozenset()):
                ids[row] = wish[row]
                taken.add(wish[row])
    for row, own in enumerate(minted):
        anew = 1
        mine = own
        while row not in ids:
            if mine in taken | barred.get(row, frozenset()):
                anew += 1
                digest = hashlib.sha256(repr((own, "anew", anew)).encode()).hexdigest()
                mine = "t-" + digest[:12]
            else:
                ids[row] = mine
                taken.add(mine)
    return tuple(ids[row] for row in range(len(minted)))


def repair_ids(document_id: str, repairs: Sequence[Repair], of: Sequence[str | None]) -> list[str]:
    """One ID for each repair, in order; ``of`` holds the task ID of each, if any."""
    return mint_repairs(
        [
            (document_id, repair.rule, task_id, repair.field, repair.before, repair.after)
            for repair, task_id in zip(repairs, of, strict=True)
        ]
    )


def mint_repairs(keys: Sequence[Key]) -> list[str]:
    """An ID for each key (document, rule, task, field, before, after), in order."""
    return list(_mint("r-", keys))


def _mint(prefix: str, keys: Sequence[Key]) -> tuple[str, ...]:
    seen: Counter[Key] = Counter()
    minted: list[str] = []
    for key in keys:
        seen[key] += 1
        # repr keeps None apart from "None" and one field apart from two.
        digest = hashlib.sha256(repr((key, seen[key])).encode()).hexdigest()
        minted.append(prefix + digest[:12])
    return tuple(minted)
