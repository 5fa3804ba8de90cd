"""What could not be published, and why: ``quarantine/<document>/<edition>/reason.json``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publish import files

QUARANTINE = "quarantine"
REASON = "reason.json"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a whole edition (``file`` None), that was set aside.

    ``published`` says whether the edition came out all the same, from its other files.
    ``traceback`` is given only for a defect of ours.
    """

    document_id: str
    edition: str
    file: str | None
    code: str
    message: str
    advice: str
    published: bool = False
    traceback: str | None = None


def write(out: Path, failures: Iterable[Failure], staging: Path) -> None:
    """Write the reasons, one file an edition; each file is replaced whole."""
    grouped: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        grouped.setdefault((failure.document_id, failure.edition), []).append(failure)
    for (document_id, edition), group in grouped.items():
        folder = out / QUARANTINE / document_id / edition
        folder.mkdir(parents=True, exist_ok=True)
        value = {"document": document_id, "edition": edition, **_reason(group[0])}
        if len(group) > 1:
            value["further"] = [_reason(failure) for failure in group[1:]]
        files.write_sealed(staging / REASON, value)
        (staging / REASON).replace(folder / REASON)


def clear(out: Path, in_scope: Callable[[str, str], bool], keep: Iterable[Failure]) -> None:
    """Take out the reasons that no longer hold; ``in_scope`` takes document and edition."""
    kept = {(failure.document_id, failure.edition) for failure in keep}
    root = out / QUARANTINE
    for reason in sorted(root.glob(f"*/*/{REASON}")):
        edition = reason.parent
        key = (edition.parent.name, edition.name)
        if key not in kept and in_scope(*key):
            shutil.rmtree(edition)
            for folder in (edition.parent, root):
                if not any(folder.iterdir()):
                    folder.rmdir()


def read(out: Path) -> list[dict[str, Any]]:
    """All reasons on the disk, in order of document and edition."""
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((out / QUARANTINE).glob(f"*/*/{REASON}"))
    ]


def _reason(failure: Failure) -> dict[str, Any]:
    reason: dict[str, Any] = {
        "file": failure.file,
        "code": failure.code,
        "message": failure.message,
        "advice": failure.advice,
        "published": failure.published,
    }
    if failure.traceback is not None:
        reason["traceback"] = failure.traceback
    return reason
