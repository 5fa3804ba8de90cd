"""One file or one owner text at a time: no raw/ needed, and nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import owners
from pipeline.dictionaries.places import NATION
from pipeline.engine.edition import (
    check_date,
    check_jurisdiction,
    extract_from,
    read_file,
    reading_of,
)
from pipeline.engine.raw import read_facts, source_of
from pipeline.engine.vocabulary import load as load_words
from pipeline.extract.as_json import tables_json
from pipeline.owners import names
from pipeline.publish.rows import rows_of
from pipeline.publish.snapshot import ledger_row
from pipeline.records import Resolution
from pipeline.repair import ledger as ledgers

_TABLES = ("tasks", "assignments", "repairs", "unresolved")


def extract_file(
    path: Path, *, jurisdiction: str | None = None, date: str | None = None
) -> dict[str, Any]:
    """Everything read from one file, with the keys and columns of ``fenjie extract``.

    A file in a raw/ layout takes its ``document.toml`` and the date of its edition;
    ``jurisdiction`` (GB/T 2260) and ``date`` (ISO) overrule both. The ledger is given as
    it is, balanced or not. Raises ``SourceError``, ``CallError``, ``ConfigurationError``.
    """
    check_date(date)
    source = source_of(path)
    facts = read_facts(source.facts_file)
    words = load_words()
    if jurisdiction is not None:
        check_jurisdiction(jurisdiction, words)
        facts = replace(facts, jurisdiction=jurisdiction)
    repaired = read_file(path, facts, words)
    reading = reading_of(source, facts, words, repaired, date=date)
    document, rows = reading.document, rows_of(reading)
    return {
        "document": {
            "document_id": document.document_id,
            "edition": document.edition,
            "title": document.title,
            "number": document.number,
            "jurisdiction": document.jurisdiction,
            "date": document.date,
            "evidence": list(document.evidence),
            "file": path.name,
            "notes": list(repaired.located.extraction.notes),
        },
        **{name: rows[name] for name in _TABLES},
        "ledger": ledger_row(ledgers.balance(reading.repaired)),
    }


def read_tables(path: Path) -> dict[str, Any]:
    """What the reader sees in a file before any repair. Raises ``SourceError``."""
    return tables_json(extract_from(path))


def resolve_texts(
    texts: Iterable[str], *, jurisdiction: str | None = None, date: str | None = None
) -> Iterator[Resolution]:
    """One resolution for each owner text, in order, as they come.

    Without ``jurisdiction`` (GB/T 2260) only names that hold their place, and those of
    national bodies, can be known. Raises ``CallError`` where there is no such code.
    """
    check_date(date)
    words = load_words()
    check_jurisdiction(jurisdiction, words)
    namebook = names.build(words.dictionaries, jurisdiction or NATION, date)
    return (owners.resolve(text, namebook) for text in texts)
