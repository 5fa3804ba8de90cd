"""One duty over all published editions of a document, and one body's duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from pipeline.diff.compare import compare
from pipeline.diff.concerned import Body, concerned, owners
from pipeline.diff.effects import Effect, Meaning, effects
from pipeline.diff.narrow import bodies_named
from pipeline.diff.records import Change, Comparison, Row, Side
from pipeline.engine.comparing import side_of
from pipeline.errors import CallError
from pipeline.publish import catalog
from pipeline.publish.catalog import Entry


@dataclass(frozen=True, slots=True)
class TaskEdition:
    """A task in one edition, ``None`` where it has no such task.

    ``changes`` are those against ``since``, the edition before (``None`` for the first), that
    concern the task: also the split that it came from.
    """

    edition: str
    snapshot: str
    since: str | None
    task: Row | None
    bureaus: tuple[Row, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TaskHistory:
    """All editions of the document that has the task, in order."""

    task_id: str
    document_id: str
    title: str
    editions: tuple[TaskEdition, ...]


@dataclass(frozen=True, slots=True)
class BodyEdition:
    """The duties of a body in one edition: how many by role, and what became of them since."""

    edition: str
    snapshot: str
    since: str | None
    tasks: int
    roles: dict[str, int]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class BodyHistory:
    """The editions, in order, of one document in which the body has a task at any time."""

    bureau_id: Body
    name: str
    document_id: str
    title: str
    editions: tuple[BodyEdition, ...]


def task_history(out: Path, task_id: str, document: str | None = None) -> TaskHistory:
    """Every edition of one task, with what changed in each.

    Raises ``CallError`` where no published edition has the task, or several documents have it.
    """
    found: list[TaskHistory] = []
    for entries in _documents(out, document):
        sides = [_side(out, entry) for entry in entries]
        if not any(row["task_id"] == task_id for side in sides for row in side.tasks):
            continue
        editions = tuple(
            TaskEdition(
                entry.edition,
                entry.snapshot,
                None if comparison is None else comparison.old.about.edition,
                next((row for row in side.tasks if row["task_id"] == task_id), None),
                tuple(row for row in side.assignments if row["task_id"] == task_id),
                () if comparison is None else tuple(_concerning(comparison, task_id)),
            )
            for entry, side, comparison in _steps(entries, sides)
        )
        found.append(TaskHistory(task_id, entries[0].document_id, _title(sides), editions))
    if not found:
        raise CallError(f"{out}: no published edition has the task {task_id}.")
    if len(found) > 1:
        named = ", ".join(one.document_id for one in found)
        raise CallError(f"{task_id} stands in {named}. Say which with --document.")
    return found[0]


def body_history(out: Path, body: str, document: str | None = None) -> tuple[BodyHistory, ...]:
    """What a body had, gained and lost over the editions of each document that names it.

    ``body`` is an ID, an official name, or a name as printed. Raises ``CallError`` where no
    published edition names it, or where the name is that of several bodies.
    """
    documents = [
        (entries, [_side(out, entry) for entry in entries]) for entries in _documents(out, document)
    ]
    (meant,) = bodies_named([side for _, sides in documents for side in sides], [body])
    found: list[BodyHistory] = []
    for entries, sides in documents:
        names = [
            row["bureau_name"]
            for side in sides
            for row in side.assignments
            if row["bureau_id"] == meant
        ]
        if not names and not any(meant in _owned(side) for side in sides):
            continue
        editions = tuple(
            _body_edition(entry, side, comparison, meant)
            for entry, side, comparison in _steps(entries, sides)
        )
        name = names[-1] if names else meant
        found.append(BodyHistory(meant, name, entries[0].document_id, _title(sides), editions))
    return tuple(found)


def _documents(out: Path, document: str | None) -> list[list[Entry]]:
    """The published editions, in order, document by document."""
    entries = sorted(catalog.entries(out))
    if not entries:
        raise CallError(f"{out}: nothing is published there. Run: fenjie refresh RAW {out}")
    chosen = [entry for entry in entries if document in (None, entry.document_id)]
    if not chosen:
        raise CallError(f"{out}: {document} is not published. See: fenjie versions {out}")
    return [list(group) for _, group in groupby(chosen, lambda entry: entry.document_id)]


def _side(out: Path, entry: Entry) -> Side:
    return side_of(f"{entry.document_id}@{entry.edition}", out=out)


def _steps(
    entries: Sequence[Entry], sides: Sequence[Side]
) -> Iterator[tuple[Entry, Side, Comparison | None]]:
    """Each edition with the comparison to the one before; none for the first."""
    for index, (entry, side) in enumerate(zip(entries, sides, strict=True)):
        yield entry, side, compare(sides[index - 1], side) if index else None


def _concerning(comparison: Comparison, task_id: str) -> Iterator[Change]:
    for change, rows in zip(comparison.changes, concerned(comparison), strict=True):
        if any(row["task_id"] == task_id for row in (*rows.old, *rows.new)):
            yield change


def _body_edition(
    entry: Entry, side: Side, comparison: Comparison | None, body: Body
) -> BodyEdition:
    roles: dict[str, int] = {}
    for row in side.assignments:
        if row["bureau_id"] == body:
            roles[row["role"]] = roles.get(row["role"], 0) + 1
    felt = () if comparison is None else effects(comparison)
    return BodyEdition(
        entry.edition,
        entry.snapshot,
        None if comparison is None else comparison.old.about.edition,
        _owned(side).count(body),
        roles,
        tuple(effect for effect in felt if effect.body == body),
    )


def _owned(side: Side) -> list[Body]:
    """The bodies of every task, each as often as it has tasks."""
    return [body for bodies in owners(side).values() for body in bodies]


def _title(sides: Sequence[Side]) -> str:
    about = sides[-1].about
    return about.title or about.document_id


def as_json(history: TaskHistory | Sequence[BodyHistory]) -> Any:
    """The object of ``fenjie history --json``: changes have the keys of ``fenjie diff``."""
    if isinstance(history, TaskHistory):
        return asdict(history)
    return [
        {
            **{key: value for key, value in asdict(one).items() if key != "editions"},
            "editions": [_edition_json(edition) for edition in one.editions],
        }
        for one in history
    ]


def _edition_json(edition: BodyEdition) -> dict[str, Any]:
    found = {key: value for key, value in asdict(edition).items() if key != "effects"}
    for meaning in get_args(Meaning):
        found[meaning] = [asdict(e.change) for e in edition.effects if e.meaning == meaning]
    return found
