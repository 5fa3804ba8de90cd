"""What is published: ``catalog.json`` and ``current/``, changed together at one commit point.

    OUT/catalog.json -> .head/catalog.json      links, made once
    OUT/current      -> .head/current
    OUT/.head        -> .states/<state>         the commit point: swapped by one rename
    OUT/.states/<state>/                        a whole state: catalog.json and current/
    OUT/snapshots/<document>/<edition>/<snapshot>/
    OUT/.staging/                               what is being written; rubbish to all others

A reader sees the old state or the new one, never a part of each. A run that is cut short
leaves only rubbish, which the next run takes out. Why so:
``docs/decisions/0002-commit-point.md``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.publish import current, files

CATALOG = "catalog.json"
CURRENT = "current"
SNAPSHOTS = "snapshots"
STAGING = ".staging"
STATES = ".states"
HEAD = ".head"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One published edition."""

    document_id: str
    edition: str
    snapshot: str

    def folder(self, out: Path) -> Path:
        """Where the snapshot lies."""
        return out / SNAPSHOTS / self.document_id / self.edition / self.snapshot


def read(out: Path) -> dict[str, Any] | None:
    """The published catalog, or ``None`` where nothing is published yet."""
    try:
        value = json.loads((out / CATALOG).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def entries(out: Path) -> tuple[Entry, ...]:
    """The published editions, in order; none where nothing is published yet."""
    try:
        return tuple(
            Entry(document["document_id"], edition["edition"], edition["snapshot"])
            for document in (read(out) or {"documents": ()})["documents"]
            for edition in document["editions"]
        )
    except (KeyError, TypeError):  # somebody wrote into it: publish anew
        return ()


def snapshots(
    out: Path, document_id: str | None = None, edition: str | None = None
) -> tuple[Entry, ...]:
    """Every snapshot on the disk, published or older, in order; of one document or edition."""
    return tuple(
        Entry(document.name, issued.name, snapshot.name)
        for document in _folders(out / SNAPSHOTS)
        if document_id in (None, document.name)
        for issued in _folders(document)
        if edition in (None, issued.name)
        for snapshot in _folders(issued)
        if files.read_descriptor(snapshot) is not None
    )


def publish(out: Path, chosen: Iterable[Entry], staging: Path) -> None:
    """Make exactly ``chosen`` the published state. Their snapshots must be in place.

    ``staging`` is an empty folder on the same file system. Returns when the new state is
    on the disk; cut short at any point before, the old state stands.
    """
    ordered = sorted(chosen)
    state = staging / "state"
    state.mkdir()
    newest = [list(group)[-1] for _, group in groupby(ordered, lambda e: e.document_id)]
    current.write(state / CURRENT, [entry.folder(out) for entry in newest])
    files.write_sealed(state / CATALOG, _catalog(out, ordered, state / CURRENT))
    name = hashlib.sha256((state / CATALOG).read_bytes()).hexdigest()[:12]
    if _has_links(out, staging):
        _swap_link(out, state, staging, name)
    else:
        _swap_by_renames(out, state, staging)


def clean(out: Path) -> None:
    """Take out what an interrupted run left: staging, unused states, broken snapshots."""
    shutil.rmtree(out / STAGING, ignore_errors=True)
    head = out / HEAD
    in_use = Path(os.readlink(head)).name if head.is_symlink() else None
    for state in _folders(out / STATES):
        if state.name != in_use:
            shutil.rmtree(state, ignore_errors=True)
    for document in _folders(out / SNAPSHOTS):
        for edition in _folders(document):
            for snapshot in _folders(edition):
                if files.read_descriptor(snapshot) is None:
                    shutil.rmtree(snapshot, ignore_errors=True)
            _remove_if_empty(edition)
        _remove_if_empty(document)


def _catalog(out: Path, ordered: list[Entry], current_folder: Path) -> dict[str, Any]:
    documents: list[dict[str, Any]] = []
    for document_id, group in groupby(ordered, lambda entry: entry.document_id):
        editions = []
        for entry in group:
            descriptor = files.read_descriptor(entry.folder(out)) or {}
            path = entry.folder(out) / files.DESCRIPTOR
            editions.append(
                {
                    "edition": entry.edition,
                    "snapshot": entry.snapshot,
                    "title": descriptor["title"],
                    "number": descriptor["number"],
                    "jurisdiction": descriptor["jurisdiction"],
                    "date": descriptor["date"],
                    "rows": rows(descriptor),
                    "datapackage": {
                        "path": path.relative_to(out).as_posix(),
                        **files.weigh(path),
                    },
                }
            )
        newest = editions[-1]
        documents.append(
            {
                "document_id": document_id,
                "title": newest["title"],
                "current_edition": newest["edition"],
                "editions": editions,
            }
        )
    return {
        "format": 1,
        "documents": documents,
        "current": {
            "path": f"{CURRENT}/{files.DESCRIPTOR}",
            **files.weigh(current_folder / files.DESCRIPTOR),
        },
    }


def rows(descriptor: dict[str, Any]) -> dict[str, int]:
    """Row count of each table that a descriptor vouches for."""
    return {r["name"]: r["rows"] for r in descriptor["resources"] if r["type"] == "table"}


def _has_links(out: Path, staging: Path) -> bool:
    """Whether links can be made here, and plain files do not already stand in their place."""
    for name in (CATALOG, CURRENT):
        if (out / name).exists() and not (out / name).is_symlink():
            return False
    try:
        (staging / "probe").symlink_to(".")
    except (OSError, NotImplementedError):  # Windows without the right to make links
        return False
    return True


def _swap_link(out: Path, state: Path, staging: Path, name: str) -> None:
    target = out / STATES / name
    files.sync_folder(state / CURRENT)
    files.put_in_place(state, target)
    for shown in (CATALOG, CURRENT):
        if not (out / shown).is_symlink():
            _link(staging, f"{HEAD}/{shown}", out / shown)
    _link(staging, f"{STATES}/{name}", out / HEAD)
    files.sync_folder(out)
    for other in _folders(out / STATES):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def _link(staging: Path, to: str, link: Path) -> None:
    aside = staging / "link"
    aside.symlink_to(to)
    aside.replace(link)


def _swap_by_renames(out: Path, state: Path, staging: Path) -> None:
    """Without links: ``current/`` first, the catalog last. A cut between the two shows."""
    if (out / CURRENT).exists():
        (out / CURRENT).rename(staging / "old")
    (state / CURRENT).rename(out / CURRENT)
    (state / CATALOG).replace(out / CATALOG)
    files.sync_folder(out)


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
