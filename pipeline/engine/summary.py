"""What a run did, as data: for the summary that a person reads and for ``--json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pipeline.publish import catalog, files
from pipeline.publish.quarantine import Failure
from pipeline.records import Resolution, Unresolved

Status: TypeAlias = Literal["new", "unchanged"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows need review: how many, and the first of them."""

    code: str
    count: int
    document_id: str
    task_no: str
    example: str


@dataclass(frozen=True, slots=True)
class EditionFigures:
    """One published edition in figures."""

    document_id: str
    edition: str
    snapshot: str
    status: Status
    title: str
    items: int
    tasks: int
    resolved: int
    unresolved: int
    to_review: int
    reasons: tuple[Reason, ...]
    evidence: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run. ``kept`` were published before and stay; ``gone`` left raw/ and catalog.

    ``dictionaries`` are the directories used beside the delivered one. ``stale_decisions``
    says which decisions no cell hits any more, or only in another context; ``None`` where
    the run did not have every document before it, so that nothing can be said.
    """

    out: str
    editions: tuple[EditionFigures, ...]
    failures: tuple[Failure, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    published: bool
    exit_code: int
    dictionaries: tuple[str, ...] = ()
    stale_decisions: tuple[str, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """The run as JSON values."""
        return asdict(self)


def figures(folder: Path, entry: catalog.Entry, status: Status) -> EditionFigures:
    """The figures of a snapshot, from its folder."""
    import pyarrow.parquet as pq

    descriptor = files.read_descriptor(folder) or {}
    with pq.ParquetFile(folder / "tasks.parquet") as file:
        columns = ["row_no", "task_no", "section", "item_no", "needs_review", "review_reasons"]
        tasks = file.read(columns=columns).to_pylist()
    with pq.ParquetFile(folder / "unresolved.parquet") as file:
        unresolved = sum(file.read(columns=["count"])["count"].to_pylist())
    items = {(tuple(task["section"]), task["item_no"]) for task in tasks}
    return EditionFigures(
        document_id=entry.document_id,
        edition=entry.edition,
        snapshot=entry.snapshot,
        status=status,
        title=descriptor["title"],
        items=sum(number is not None for _, number in items),
        tasks=len(tasks),
        resolved=catalog.rows(descriptor)["assignments"],
        unresolved=unresolved,
        to_review=sum(task["needs_review"] for task in tasks),
        reasons=_reasons(entry.document_id, tasks),
        evidence=tuple(descriptor["evidence"]),
        notes=tuple(descriptor["notes"]),
    )


def surfaces(folder: Path) -> Iterator[tuple[Resolution, str | None]]:
    """For each task of a snapshot the names in its owner cell, and its text.

    What ``owners.stale_decisions`` needs and no more: every name, resolved or not, stands
    as an unresolved one without offsets.
    """
    import pyarrow.parquet as pq

    found: dict[str, list[Unresolved]] = {}
    for table in ("assignments", "unresolved"):
        with pq.ParquetFile(folder / f"{table}.parquet") as file:
            for row in file.read(columns=["task_id", "surface"]).to_pylist():
                found.setdefault(row["task_id"], []).append(Unresolved(row["surface"], 0, 0, ""))
    with pq.ParquetFile(folder / "tasks.parquet") as file:
        tasks = file.read(columns=["task_id", "text", "owner_text"]).to_pylist()
    for task in tasks:
        names = found.get(task["task_id"], ())
        yield Resolution(task["owner_text"] or "", (), tuple(names)), task["text"]


def together(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons of several editions, one a code, most frequent first."""
    first: dict[str, Reason] = {}
    counts: dict[str, int] = {}
    for reason in reasons:
        first.setdefault(reason.code, reason)
        counts[reason.code] = counts.get(reason.code, 0) + reason.count
    return tuple(
        Reason(
            code, counts[code], first[code].document_id, first[code].task_no, first[code].example
        )
        for code in sorted(counts, key=lambda code: (-counts[code], code))
    )


def _reasons(document_id: str, tasks: list[dict[str, Any]]) -> tuple[Reason, ...]:
    return together(
        Reason(
            code=text.partition(":")[0].strip(),
            count=1,
            document_id=document_id,
            task_no=task["task_no"] or f"row {task['row_no']}",
            example=text.partition(":")[2].strip(),
        )
        for task in tasks
        for text in task["review_reasons"]
    )
