"""IDs of tasks and repairs: a hash of what they are, never of where they stand.

A number in a document shifts when a row is put in above it; a page changes with the
printer. So an ID is minted from content, with an ordinal among equals only where the
source repeats itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.records import Repair, Task

Key = tuple[str | None, ...]


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


def repair_ids(document_id: str, repairs: Sequence[Repair], of: Sequence[str | None]) -> list[str]:
    """One ID for each repair, in order; ``of`` holds the task ID of each, if any."""
    return list(
        _mint(
            "r-",
            [
                (document_id, repair.rule, task_id, repair.field, repair.before, repair.after)
                for repair, task_id in zip(repairs, of, strict=True)
            ],
        )
    )


def _mint(prefix: str, keys: Sequence[Key]) -> tuple[str, ...]:
    seen: Counter[Key] = Counter()
    minted: list[str] = []
    for key in keys:
        seen[key] += 1
        # repr keeps None apart from "None" and one field apart from two.
        digest = hashlib.sha256(repr((key, seen[key])).encode()).hexdigest()
        minted.append(prefix + digest[:12])
    return tuple(minted)
