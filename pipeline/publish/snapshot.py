"""One edition as an immutable folder: its tables, and the descriptor that vouches for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pipeline.publish import files
from pipeline.publish.identity import Link, mint_repairs
from pipeline.publish.rows import Reading, Row, lineage_rows, row_streams
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

    ``facts`` are those of ``document.toml``; ``dictionaries`` is a digest, and ``decisions``
    and ``names`` are those of its two parts (see ``Vocabulary``); ``code`` names the versions
    of this package and of the libraries that decide what is read; ``pdf_engine`` is whose
    reading of a PDF page counts first.
    """

    document_id: str
    edition: str | None
    sources: tuple[SourceFile, ...]
    facts: str
    dictionaries: str
    code: str
    decisions: str = ""
    names: str = ""
    pdf_engine: Literal["pdfium", "pdfplumber"] = "pdfium"

    def fingerprint(self) -> str:
        """Name of the snapshot: 12 hexadecimal digits."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(folder: Path, reading: Reading, ledger: Ledger, making: Making) -> None:
    """Write the snapshot into ``folder``, which must not exist; the descriptor comes last."""
    document = reading.document
    facts: dict[str, Any] = {
        "document_id": document.document_id,
        "edition": document.edition,
        "number": document.number,
        "jurisdiction": document.jurisdiction,
        "date": document.date,
        "snapshot": making.fingerprint(),
        "making": making.fingerprint(),
        "dictionaries": making.dictionaries,
        "decisions": making.decisions,
        "names": making.names,
        "code": making.code,
        "pdf_engine": making.pdf_engine,
    }
    _write(
        folder,
        row_streams(reading).__getitem__,
        {
            "name": f"fenjie-{making.fingerprint()}",
            "title": document.title or document.document_id,
            **facts,
            "evidence": list(document.evidence),
            "notes": list(reading.repaired.located.extraction.notes),
            "ledger": ledger_row(ledger),
            "sources": _sources(making.sources),
        },
        tuple(facts),
    )


def carry(
    folder: Path, target: Path, ids: Mapping[str, str], links: Sequence[Sequence[Link]]
) -> str:
    """Write the snapshot in ``folder`` anew into ``target``, with the IDs that tasks go by.

    ``ids`` maps the minted ID of each task to that one; ``links`` has the lineage of each
    task, in order. Returns the name of the snapshot, which stands for its lineage too.
    """
    descriptor = files.read_descriptor(folder) or {}
    stem = {key: descriptor[key] for key in ("document_id", "edition")}
    tasks = [ids[row["task_id"]] for row in _rows(folder, "tasks", ["task_id"])]
    lineage = list(lineage_rows(stem, tasks, links))

    def renamed(table: str) -> list[Row]:
        rows = lineage if table == "lineage" else _rows(folder, table)
        if table in ("tasks", "assignments", "unresolved", "repairs"):
            for row in rows:
                if row["task_id"] is not None:
                    row["task_id"] = ids[row["task_id"]]
        if table == "repairs":
            columns = ("document_id", "rule", "task_id", "field", "before", "after")
            minted = mint_repairs([tuple(row[c] for c in columns) for row in rows])
            for row, repair_id in zip(rows, minted, strict=True):
                row["repair_id"] = repair_id
        if table == "cells":
            for row in rows:
                if row["went_to"] is not None:
                    names = (name.partition(".") for name in row["went_to"].split(";"))
                    gone = (ids.get(head, head) + dot + rest for head, dot, rest in names)
                    row["went_to"] = ";".join(gone)
        return rows

    text = json.dumps([descriptor["making"], lineage], ensure_ascii=False)
    name = hashlib.sha256(text.encode()).hexdigest()[:12]
    outer = [key for key in descriptor if key not in ("resources", "seal")]
    kept = {key: descriptor[key] for key in outer}
    kept |= {"name": f"fenjie-{name}", "snapshot": name}
    facts = tuple(outer[outer.index("document_id") : outer.index("evidence")])
    _write(target, renamed, kept, facts)
    return name


def _rows(folder: Path, table: str, columns: list[str] | None = None) -> list[Row]:
    """The rows of a staged table as ``rows_of`` gave them, or some of their columns."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        rows: list[Row] = file.read(columns).to_pylist()
    for row in rows:
        row |= {key: value.isoformat() for key, value in row.items() if isinstance(value, date)}
    return rows


def _write(
    folder: Path,
    rows_of_table: Callable[[str], Iterable[Row]],
    descriptor: Mapping[str, Any],
    facts: Sequence[str],
) -> None:
    """Write the tables and, last, the descriptor; ``facts`` of it stand in each Parquet file."""
    folder.mkdir(parents=True)
    known = {key: descriptor[key] for key in facts}
    metadata = {key: str(value) for key, value in known.items() if value is not None}
    metadata["sources"] = json.dumps(descriptor["sources"], ensure_ascii=False)
    resources: list[dict[str, object]] = []
    for table in TABLES:
        counted = files.write_table(folder, table, rows_of_table(table.name), metadata)
        resources += files.resources(folder, table, counted)
    files.write_sealed(folder / files.DESCRIPTOR, {**descriptor, "resources": resources})


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
