"""``lineage.csv``: what a person settled about which task of an edition continues which.

It lies beside ``document.toml``. A row says of one task of an edition which task of the other
edition it continues, or, where ``from_task`` is empty, that it is new::

    edition,task,from_edition,from_task,who,when,why
    2022-03-01,16.1,2021-08-26,15.2,李四,2022-03-05,same duty in other words
    2022-03-01,row 40,2021-08-26,,李四,2022-03-05,a new duty

A task is named by its printed position (the column ``task_no``) or, where it has none or shares
it, by ``row`` and its ``row_no``. Several, joined by ``|``, were merged into one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dictionaries import files
from pipeline.diff.align import Settled
from pipeline.diff.records import Side
from pipeline.errors import ConfigurationError

_COLUMNS = ("edition", "task", "from_edition", "from_task", "who", "when", "why")
_ROW = re.compile(r"row\s*(\d+)\Z")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row; ``place`` names file and line."""

    edition: str
    task: str
    from_edition: str
    from_tasks: tuple[str, ...]
    words: str
    place: str


def read_decisions(path: Path | None) -> tuple[Decision, ...]:
    """The decisions of a document, in order; none where there is no file.

    Raises ``ConfigurationError`` that names file and line.
    """
    if path is None:
        return ()
    return tuple(
        Decision(
            edition=row.need("edition"),
            task=row.need("task"),
            from_edition=row.need("from_edition"),
            from_tasks=row.several("from_task"),
            words=f"settled by {row.need('who')} on {row.need('when')}: {row.need('why')}",
            place=str(row.entry),
        )
        for row in files.rows(files.read_bytes(path), f"{path.parent.name}/{path.name}", _COLUMNS)
    )


def settled(decisions: Sequence[Decision], old: Side, new: Side) -> Settled:
    """The decisions about two editions, as rows of their sides.

    Raises ``ConfigurationError`` where a task is not there, or two decisions are about one.
    """
    pairs: list[tuple[tuple[int, ...], int]] = []
    apart: set[int] = set()
    reasons: dict[int, str] = {}
    used: dict[int, str] = {}
    for each in decisions:
        if (each.from_edition, each.edition) != (old.about.edition, new.about.edition):
            continue
        row = _row(each.task, new, each)
        olds = tuple(_row(name, old, each) for name in each.from_tasks)
        if row in reasons or any(one in used for one in olds) or len(set(olds)) < len(olds):
            raise ConfigurationError(
                f"{each.place}: this task was settled by another row before; leave one of them."
            )
        reasons[row] = each.words
        used |= dict.fromkeys(olds, each.place)
        if olds:
            pairs.append((olds, row))
        else:
            apart.add(row)
    return Settled(tuple(pairs), frozenset(apart), reasons)


def _row(name: str, side: Side, decision: Decision) -> int:
    counted = _ROW.match(name)
    key, value = ("row_no", int(counted[1])) if counted else ("task_no", name)
    found = [index for index, row in enumerate(side.tasks) if row[key] == value]
    if len(found) == 1:
        return found[0]
    edition = side.about.edition
    if found:
        rows = ", ".join(f"row {side.tasks[index]['row_no']}" for index in found)
        words = f"the edition {edition} has {len(found)} tasks {name}; write one of {rows}."
    else:
        words = f"the edition {edition} has no task {name}; see the column task_no of its tasks."
    raise ConfigurationError(f"{decision.place}: {words}")
