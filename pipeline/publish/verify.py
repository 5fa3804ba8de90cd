"""Whether a published tree is what was published: every hash, row, reference and ledger.

What vouches for what:

    .head -> .states/<hash of catalog.json>     the name of the state
    catalog.json      its own seal; the hash of each datapackage.json of an edition and of current/
    datapackage.json  its own seal; the hash of each table file beside it
    tables            CSV and Parquet say the same, keys are unique, references are met

So whoever changes a table must change its descriptor, then the catalog, then the name of the
state. Against somebody who does all of that only the sources help: ``check_sources``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publish import catalog, files, quarantine, tables
from pipeline.publish.catalog import Entry


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as published. ``path`` is relative to the tree (or to raw/).

    ``kind``: ``missing``, ``changed``, ``unknown_file``, ``catalog``, ``descriptor``,
    ``schema``, ``rows``, ``duplicate_key``, ``reference``, ``surface``, ``ledger``,
    ``csv_differs``, ``source_missing`` or ``source_changed``.
    """

    path: str
    kind: str
    message: str


Progress = Callable[[int, int, str], None]


def verify(
    out: Path, progress: Progress = lambda done, total, name: None
) -> tuple[list[Fault], int]:
    """Every fault of the tree ``out``, in order, and the number of folders of tables checked.

    A snapshot that is no longer published is checked by its own descriptor.
    """
    faults = list(_catalog_faults(out))
    vouched = _vouched(out)
    folders = {out / catalog.CURRENT, *vouched}
    folders |= {path.parent for path in (out / catalog.SNAPSHOTS).glob(f"*/*/*/{files.DESCRIPTOR}")}
    folders |= {path for path in (out / catalog.SNAPSHOTS).glob("*/*/*") if path.is_dir()}
    for done, folder in enumerate(sorted(folders)):
        progress(done, len(folders), folder.name)
        faults += _folder_faults(out, folder, vouched.get(folder))
    for reason in sorted((out / quarantine.QUARANTINE).glob(f"*/*/{quarantine.REASON}")):
        if not files.has_whole_seal(reason):
            faults.append(_fault(out, reason, "changed", "it is not what was written: its seal"))
    progress(len(folders), len(folders), "")
    return sorted(set(faults)), len(folders)


def check_sources(
    descriptor: Mapping[str, Any], found: Mapping[str, Path], edition: str
) -> Iterator[Fault]:
    """Faults of the sources that a snapshot names; ``found`` maps file names to files in raw/."""
    for source in descriptor["sources"]:
        name = str(source["path"])
        path = found.get(name)
        if path is None or not path.is_file():
            yield Fault(name, "source_missing", f"source of {edition}: it is not in raw/")
        elif f"sha256:{files.sha256(path)}" != source["hash"]:
            yield Fault(
                str(path), "source_changed", f"source of {edition}: other bytes than were read"
            )


def _catalog_faults(out: Path) -> Iterator[Fault]:
    path = out / catalog.CATALOG
    if catalog.read(out) is None:
        yield _fault(out, path, "missing", "there is no catalog that can be read")
        return
    if not files.has_whole_seal(path):
        yield _fault(out, path, "changed", "it is not what was written: its seal does not hold")
    head = out / catalog.HEAD
    if head.is_symlink():
        state = Path(os.readlink(head)).name
        if hashlib.sha256(path.read_bytes()).hexdigest()[:12] != state:
            yield _fault(out, path, "changed", f"its hash is not the name of its state, {state}")


def _vouched(out: Path) -> dict[Path, Mapping[str, Any]]:
    """The folders that the catalog names, with path, hash and bytes of their descriptors."""
    value = catalog.read(out) or {}
    try:
        named = [e["datapackage"] for d in value["documents"] for e in d["editions"]]
        return {(out / one["path"]).parent: one for one in (*named, value["current"])}
    except (KeyError, TypeError):
        return {}


def _folder_faults(out: Path, folder: Path, vouched: Mapping[str, Any] | None) -> Iterator[Fault]:
    path = folder / files.DESCRIPTOR
    if not path.is_file():
        yield _fault(out, path, "missing", "the folder has no descriptor")
        return
    if vouched is not None and f"sha256:{files.sha256(path)}" != vouched.get("hash"):
        yield _fault(out, path, "changed", "its hash is not the one in the catalog")
    elif not files.has_whole_seal(path):
        yield _fault(out, path, "changed", "it is not what was written: its seal does not hold")
    descriptor = files.read_descriptor(folder)
    if descriptor is None:
        yield _fault(out, path, "descriptor", "it cannot be read as a descriptor")
        return
    sound = True
    names = {files.DESCRIPTOR}
    for item in _resources(descriptor):
        names.add(item["path"])
        for fault in _file_faults(out, folder / item["path"], item):
            sound = False
            yield fault
    for other in sorted(folder.iterdir()):
        if other.name not in names:
            yield _fault(out, other, "unknown_file", "the descriptor does not name it")
    if sound:  # of a damaged file nothing more can be said
        yield from (
            _fault(out, folder / where, kind, words)
            for where, kind, words in tables.faults(folder, descriptor)
        )
    if "ledger" in descriptor:
        yield from _ledger_faults(out, path, descriptor["ledger"])
        yield from _name_faults(out, folder, descriptor)


def _resources(descriptor: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    items = descriptor["resources"]
    return [i for i in items if isinstance(i, dict) and {"path", "hash", "bytes"} <= i.keys()]


def _file_faults(out: Path, path: Path, item: Mapping[str, Any]) -> Iterator[Fault]:
    if not path.is_file():
        yield _fault(out, path, "missing", "the descriptor names it, and it is not there")
    elif files.weigh(path) != {"hash": item["hash"], "bytes": item["bytes"]}:
        yield _fault(out, path, "changed", "its hash is not the one in the descriptor")


def _ledger_faults(out: Path, path: Path, ledger: Mapping[str, Any]) -> Iterator[Fault]:
    placed = sum(ledger[key] for key in ("in_fields", "in_headers", "outside", "removed"))
    if not ledger["balanced"] or placed != ledger["source_chars"]:
        words = f"the ledger has {ledger['source_chars']} characters printed and {placed} placed"
        yield _fault(out, path, "ledger", words)


def _name_faults(out: Path, folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    said = Entry(descriptor["document_id"], descriptor["edition"], descriptor["snapshot"])
    if said.folder(out) != folder:
        words = f"it says that it is {said.document_id}@{said.edition} {said.snapshot}"
        yield _fault(out, folder / files.DESCRIPTOR, "descriptor", words)


def _fault(out: Path, path: Path, kind: str, message: str) -> Fault:
    return Fault(path.relative_to(out).as_posix(), kind, message)


def as_json(faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Faults as ``fenjie verify --json`` prints them."""
    return [{"path": f.path, "kind": f.kind, "message": f.message} for f in faults]
