"""IDs carried over the editions of a document, in the order of editions, whatever came first.

Each edition that is new in a run is aligned with three that may be published: itself as it
was published before (its IDs stay), the edition before it, and, where it comes late, the
edition after it. Rules and reasons: ``docs/decisions/0007-identity.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.diff.align import Alignment, Settled, align
from pipeline.diff.records import About, Division, Pair, Side
from pipeline.diff.scores import likeness
from pipeline.diff.sides import make_side
from pipeline.diff.wording import fold
from pipeline.engine.lineage_csv import Decision, settled
from pipeline.engine.snapshots import read_tables
from pipeline.publish import files, snapshot
from pipeline.publish.identity import FIRST, Link, LinkKind, carry


@dataclass(frozen=True, slots=True)
class Carried:
    """A new edition with its final IDs: the name of its snapshot and where it is staged."""

    edition: str
    name: str
    folder: Path


def carry_over(
    staged: Mapping[str, Path],
    there: Mapping[str, Path],
    published: Mapping[str, Path],
    decisions: Sequence[Decision],
) -> Iterator[Carried]:
    """Give the new editions of one document their IDs, in order of edition.

    ``staged`` maps each to its folder, with minted IDs; ``there`` those of the document that
    stay as they are; ``published`` those that the catalog has now, each whole. Raises
    ``ConfigurationError`` where a decision names a task that is not there.
    """
    done: dict[str, Path] = dict(there)
    for edition in sorted(staged):
        folder = staged[edition]
        known = {**published, **there}
        before = max((name for name in done if name < edition), default=None)
        after = min((name for name in known if name > edition), default=None)
        neighbours = _Neighbours(
            itself=published.get(edition),
            before=None if before is None else (before, done[before]),
            after=None if after is None else (after, known[after]),
        )
        one = _carry(edition, folder, neighbours, decisions)
        done[edition] = one.folder
        yield one


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What an edition is aligned with: as it was published, and its neighbours, with names."""

    itself: Path | None = None
    before: tuple[str, Path] | None = None
    after: tuple[str, Path] | None = None


def _carry(edition: str, folder: Path, near: _Neighbours, decisions: Sequence[Decision]) -> Carried:
    if near == _Neighbours():
        return _as_it_is(edition, folder)
    new = _side(folder)
    minted = [row["task_id"] for row in new.tasks]
    links: list[list[Link]] = [[] for _ in minted]
    wishes: list[Mapping[int, str]] = []
    decided: Settled | None = None
    barred: dict[int, frozenset[str]] = {}
    if near.before is not None:
        name, place = near.before
        old = _side(place)
        decided = settled(decisions, old, new)
        found = align(old, new, decided)
        ids = [row["task_id"] for row in old.tasks]
        wish = _wish(found, old, new)
        rows = {row for _, row in decided.pairs}
        wishes.append({row: wish[row] for row in wish if row in rows})
        barred = dict.fromkeys(decided.apart, frozenset(ids))
        for row, link in enumerate(_links(found, old, new, name, decided)):
            links[row].append(link)
    if near.itself is not None:
        base = _side(near.itself)
        kept = _wish(align(base, new), base, new)
        wishes.append({row: kept[row] for row in kept if not decided or row not in decided.apart})
    if near.before is not None:
        wishes.append(wish)
    if near.after is not None:
        name, place = near.after
        later = _side(place)
        found = align(new, later, settled(decisions, new, later))
        wishes.append(_wish(_turned(found), later, new))
        if not _names(place, edition):
            late = _links(_turned(found), later, new, name, Settled())
            for row, link in enumerate(late):
                links[row] += [] if link.kind == "new" else [link]
    given = carry(minted, wishes, barred)
    lineage = [of_task or [FIRST] for of_task in links]
    if list(given) == minted and all(of_task == [FIRST] for of_task in lineage):
        return _as_it_is(edition, folder)
    target = folder.with_name(f"{folder.name}-carried")
    made = snapshot.carry(folder, target, dict(zip(minted, given, strict=True)), lineage)
    return Carried(edition, made, target)


def _as_it_is(edition: str, folder: Path) -> Carried:
    descriptor: Mapping[str, Any] = files.read_descriptor(folder) or {}
    return Carried(edition, descriptor["snapshot"], folder)


def _side(folder: Path) -> Side:
    """A snapshot as a side that is aligned by its words alone."""
    descriptor: Mapping[str, Any] = files.read_descriptor(folder) or {}
    about = About(str(folder), descriptor["document_id"], descriptor["edition"])
    return make_side(about, read_tables(folder, ("tasks", "assignments", "unresolved")))


def _names(folder: Path, edition: str) -> bool:
    """Whether a snapshot's lineage was made in view of ``edition``."""
    import pyarrow.parquet as pq

    path = folder / "lineage.parquet"
    if not path.is_file():  # made by a version without lineage
        return False
    with pq.ParquetFile(path) as file:
        return edition in file.read(columns=["from_edition"])["from_edition"].to_pylist()


def _wish(found: Alignment, old: Side, new: Side) -> dict[int, str]:
    """The ID that each new row would carry on; of a task's parts, that which has most of it."""
    wish = {pair.new: str(old.tasks[pair.old]["task_id"]) for pair in found.pairs}
    for division in found.divisions:
        one, other = max(
            ((a, b) for a in division.old for b in division.new),
            key=lambda pair: (_alike(old, new, *pair), -pair[0], -pair[1]),
        )
        wish[other] = str(old.tasks[one]["task_id"])
    return wish


def _alike(old: Side, new: Side, a: int, b: int) -> float:
    return likeness(fold(old.tasks[a]["text"]), fold(new.tasks[b]["text"]))


def _turned(found: Alignment) -> Alignment:
    """The alignment seen from the other side."""
    return Alignment(
        tuple(
            Pair(pair.new, pair.old, pair.score, pair.reason, pair.needs_review)
            for pair in found.pairs
        ),
        tuple(
            Division(
                "merged" if each.kind == "split" else "split",
                each.new,
                each.old,
                each.score,
                each.reason,
                each.needs_review,
            )
            for each in found.divisions
        ),
    )


def _links(found: Alignment, old: Side, new: Side, edition: str, decided: Settled) -> list[Link]:
    """For each new row what it continues of the other edition."""
    reason = "no task of it is like this one"
    links = [Link(edition, (), "new", 1.0, reason) for _ in new.tasks]
    for row in decided.apart:
        links[row] = Link(edition, (), "new", 1.0, decided.reasons[row])
    for pair in found.pairs:
        a, b = old.tasks[pair.old], new.tasks[pair.new]
        same = all(fold(a[key]) == fold(b[key]) for key in ("item_title", "text"))
        kind: LinkKind = "same" if same else "changed"
        links[pair.new] = Link(
            edition, (a["task_id"],), kind, pair.score, pair.reason, pair.needs_review
        )
    for each in found.divisions:
        ids = tuple(old.tasks[row]["task_id"] for row in each.old)
        for row in each.new:
            links[row] = Link(edition, ids, each.kind, each.score, each.reason, each.needs_review)
    return links
