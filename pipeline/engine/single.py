"""One file or one owner text at a time: no raw/ needed, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pipeline import locate, owners, repair
from pipeline.engine import vocabulary
from pipeline.engine.edition import (
    check_date,
    check_jurisdiction,
    extract_from,
    reading_of,
)
from pipeline.engine.progress import PagesHeard, unheard
from pipeline.engine.raw import Facts, Source, read_facts, source_of
from pipeline.engine.vocabulary import Vocabulary
from pipeline.extract.as_json import tables_json
from pipeline.owners import names
from pipeline.publish.rows import rows_of
from pipeline.publish.snapshot import ledger_row
from pipeline.records import Extraction, Repaired, Resolution
from pipeline.repair import ledger as ledgers

_TABLES = ("tasks", "assignments", "repairs", "unresolved")


Revisions: TypeAlias = Literal["final", "original"]
PdfEngine: TypeAlias = Literal["pdfium", "pdfplumber"]
Told = Callable[[str], None]


def extract_file(
    path: Path,
    *,
    jurisdiction: str | None = None,
    date: str | None = None,
    dictionaries: Path | None = None,
    revisions: Revisions = "final",
    pdf_engine: PdfEngine = "pdfium",
    workers: int = 1,
    told: Told = lambda line: None,
    heard: PagesHeard = unheard,
) -> dict[str, Any]:
    """Everything read from one file, with the keys and columns of ``fenjie extract``.

    A file in a raw/ layout takes its ``document.toml`` and the date of its edition;
    ``jurisdiction`` (GB/T 2260) and ``date`` (ISO) overrule both. ``dictionaries`` is read
    after the delivered ones and the project's own (next to raw/, or in the current folder);
    ``told`` hears of those. ``revisions`` says how tracked changes count, ``pdf_engine`` and
    ``workers`` how a PDF is read (see ``extract.read``); ``heard`` is told how many of its pages
    are read. The ledger is given as it is, balanced or not. Raises ``SourceError``,
    ``CallError``, ``ConfigurationError``.
    """
    check_date(date)
    source = source_of(path)
    facts = read_facts(source.facts_file)
    words = load_words(dictionaries, told, source)
    if jurisdiction is not None:
        check_jurisdiction(jurisdiction, words)
        facts = replace(facts, jurisdiction=jurisdiction)
    extraction = extract_from(path, revisions, pdf_engine=pdf_engine, workers=workers, heard=heard)
    repaired = _read(extraction, facts, words)
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
            "notes": [*repaired.located.extraction.notes, *repaired.located.findings],
        },
        **{name: rows[name] for name in _TABLES},
        "ledger": ledger_row(ledgers.balance(reading.repaired)),
    }


def read_tables(
    path: Path,
    revisions: Revisions = "final",
    pdf_engine: PdfEngine = "pdfium",
    workers: int = 1,
) -> dict[str, Any]:
    """What the reader sees in a file before any repair, as data. Raises ``SourceError``."""
    extraction = extract_from(path, revisions, pdf_engine=pdf_engine, workers=workers)
    return tables_json(extraction)


def draw_tables(
    path: Path,
    width: int,
    revisions: Revisions = "final",
    pdf_engine: PdfEngine = "pdfium",
    workers: int = 1,
) -> str:
    """What the reader sees in a file, drawn for a terminal of ``width`` columns.

    Raises ``SourceError``.
    """
    from pipeline.extract.drawing import draw

    extraction = extract_from(path, revisions, pdf_engine=pdf_engine, workers=workers)
    return draw(extraction, width)


def resolve_texts(
    texts: Iterable[str],
    *,
    jurisdiction: str | None = None,
    date: str | None = None,
    dictionaries: Path | None = None,
    told: Told = lambda line: None,
) -> Iterator[Resolution]:
    """One resolution for each owner text, in order, as they come.

    Without ``jurisdiction`` (GB/T 2260) only names that hold their place, and those of
    national bodies, can be known. ``dictionaries`` and ``told`` as in ``extract_file``.
    Raises ``CallError`` where there is no such code.
    """
    check_date(date)
    words = load_words(dictionaries, told)
    check_jurisdiction(jurisdiction, words)
    namebook = names.build(words.dictionaries, jurisdiction, date)
    return (owners.resolve(text, namebook) for text in texts)


def load_words(given: Path | None, told: Told, source: Source | None = None) -> Vocabulary:
    """The vocabulary for one file or text: the delivered, the project's own, the given."""
    projects = [Path.cwd()]
    if source is not None and source.facts_file is not None:
        projects.insert(0, source.facts_file.parent.parent.parent)
    extra = vocabulary.find(given, *projects)
    for directory in extra:
        told(f"dictionaries used beside the delivered ones: {directory}")
    return vocabulary.load(*extra)


def _read(extraction: Extraction, facts: Facts, words: Vocabulary) -> Repaired:
    located = locate.locate(extraction, words.headers, dict(facts.columns))
    return repair.repair(located)
