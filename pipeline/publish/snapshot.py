"""One edition as an immutable folder: its tables, and the descriptor that vouches for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.publish import files
from pipeline.publish.rows import Reading, rows_of
from pipeline.publish.schema import TABLES
from pipeline.records import Ledger


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an edition. ``sha256`` is ``None`` where the file could not be read."""

    name: str
    sha256: str | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Making:
    """Of what a snapshot is made: the same making gives the same bytes.

    ``facts`` are those of ``document.toml``; ``dictionaries`` is a digest; ``code`` names
    the versions of this package and of the libraries that decide what is read.
    """

    document_id: str
    edition: str | None
    sources: tuple[SourceFile, ...]
    facts: str
    dictionaries: str
    code: str

    def fingerprint(self) -> str:
        """Name of the snapshot: 12 hexadecimal digits."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(folder: Path, reading: Reading, ledger: Ledger, making: Making) -> None:
    """Write the snapshot into ``folder``, which must not exist; the descriptor comes last."""
    folder.mkdir(parents=True)
    document = reading.document
    facts: dict[str, Any] = {
        "document_id": document.document_id,
        "edition": document.edition,
        "number": document.number,
        "jurisdiction": document.jurisdiction,
        "date": document.date,
        "snapshot": making.fingerprint(),
        "dictionaries": making.dictionaries,
        "code": making.code,
    }
    sources = _sources(making.sources)
    metadata = {key: str(value) for key, value in facts.items() if value is not None}
    metadata["sources"] = json.dumps(sources, ensure_ascii=False)
    resources: list[dict[str, object]] = []
    rows = rows_of(reading)
    for table in TABLES:
        files.write_text(
            folder / f"{table.name}.csv",
            files.BYTE_ORDER_MARK + files.csv_text(table, rows[table.name]),
        )
        files.write_parquet(
            folder / f"{table.name}.parquet", files.arrow_table(table, rows[table.name], metadata)
        )
        resources += files.resources(folder, table, len(rows[table.name]))
    files.write_json(
        folder / files.DESCRIPTOR,
        {
            "name": f"fenjie-{making.fingerprint()}",
            "title": document.title or document.document_id,
            **facts,
            "evidence": list(document.evidence),
            "notes": list(reading.repaired.located.extraction.notes),
            "ledger": ledger_row(ledger),
            "sources": sources,
            "resources": resources,
        },
    )


def _sources(sources: Sequence[SourceFile]) -> list[dict[str, object]]:
    return [
        {"title": s.name, "path": s.name, "hash": f"sha256:{s.sha256}", "bytes": s.bytes}
        for s in sources
        if s.sha256 is not None
    ]


def ledger_row(ledger: Ledger) -> dict[str, object]:
    """The ledger as published: where the printed characters went, and whether all are there."""
    return {
        "source_chars": ledger.source_chars,
        "in_fields": ledger.in_fields,
        "in_headers": ledger.in_headers,
        "outside": ledger.outside,
        "removed": ledger.removed,
        "balanced": ledger.balanced,
    }
