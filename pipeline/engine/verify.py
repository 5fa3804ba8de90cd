"""Whether what is published is still what was published, and its sources what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine import raw
from pipeline.errors import CallError
from pipeline.publish import catalog, files
from pipeline.publish import verify as published
from pipeline.publish.verify import Fault, Progress


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and found: ``sources`` is ``None`` where there was no raw/ to look in."""

    faults: tuple[Fault, ...]
    folders: int
    sources: int | None


def verify(
    out: Path,
    raw_folder: Path | None = None,
    progress: Progress = lambda done, total, name: None,
) -> Verified:
    """Check the tree ``out``, and its sources in ``raw_folder``.

    Without ``raw_folder`` the folder raw/ beside ``out`` is taken, where there is one.
    Raises ``CallError`` where nothing was ever published, or there is no ``raw_folder``.
    """
    if not any((out / name).exists() for name in (catalog.CATALOG, catalog.SNAPSHOTS)):
        raise CallError(f"{out}: nothing is published there. Run: fenjie refresh RAW {out}")
    faults, folders = published.verify(out, progress)
    looked_in = raw_folder or raw.beside(out)
    if looked_in is None:
        return Verified(tuple(faults), folders, None)
    checked = list(_sources(out, looked_in))
    faults += [fault for _, found in checked for fault in found]
    return Verified(tuple(sorted(faults)), folders, sum(count for count, _ in checked))


def _sources(out: Path, raw_folder: Path) -> Iterator[tuple[int, list[Fault]]]:
    there = raw.discover(raw_folder)
    for entry in catalog.entries(out):
        descriptor = files.read_descriptor(entry.folder(out))
        if descriptor is None:  # already told
            continue
        found = raw.files_of(there, entry.document_id, entry.edition)
        named = f"{entry.document_id}@{entry.edition}"
        faults = list(published.check_sources(descriptor, found, named))
        yield len(descriptor["sources"]), faults
