"""One edition through all stages: its files in, one reading out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import locate, owners, repair, terms
from pipeline.dictionaries.dates import is_date
from pipeline.engine import reader
from pipeline.engine.owner_cells import resolve_cells, reviewed
from pipeline.engine.progress import PagesHeard, unheard
from pipeline.engine.raw import FACTS, UNDATED, Facts, Source, printable
from pipeline.engine.vocabulary import Vocabulary
from pipeline.errors import CallError, SourceError
from pipeline.owners import Namebook, names
from pipeline.publish.rows import Reading
from pipeline.records import Document, Extraction, Ledger, Repaired
from pipeline.repair import ledger as ledgers
from pipeline.repair import renditions
from pipeline.repair.body import fill_from_body
from pipeline.terms.keywords import Keywords

# The evidence of a fact that a person gave: in document.toml, as edition, or on the call.
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Edition:
    """A reading whose ledger balances, and the files that could not be used for it."""

    reading: Reading
    ledger: Ledger
    set_aside: tuple[SourceError, ...] = ()


def read_edition(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    *,
    pdf_engine: reader.PdfEngine = "pdfium",
    workers: int = 1,
    heard: PagesHeard = unheard,
) -> Edition:
    """Read, repair and resolve the files of one edition; a PDF as ``extract.read`` says.

    A file that fails is set aside where another gives the table. Raises an
    ``ExceptionGroup`` of every ``SourceError`` where none does, where no jurisdiction has
    the code in ``facts``, or where the ledger of what would be published does not balance.
    """
    failed: list[SourceError] = []
    try:
        _check_facts(facts, words)
        extract = partial(extract_from, pdf_engine=pdf_engine, workers=workers, heard=heard)
        good, bodies = _read_files(source, facts, words, failed, extract)
        repaired = renditions.reconcile(good)
        for body, error in bodies:
            repaired, alike = fill_from_body(repaired, body)
            failed += [] if alike else [error]
        ledger = _balance(repaired)
    except SourceError as error:
        raise ExceptionGroup("the edition cannot be published", [*failed, error]) from error
    reading, namebook = _resolve(source, facts, words, repaired, None, words.keywords)
    bureaus = owners.bureaus(namebook, _named(reading))
    return Edition(replace(reading, bureaus=bureaus), ledger, tuple(failed))


def reading_of(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    repaired: Repaired,
    date: str | None = None,
) -> Reading:
    """Resolve the owners of what was read; ``date`` (ISO) overrules that of the edition.

    ``bureaus`` is left empty and keywords are not looked for: each takes longer than all the
    rest of a small file.
    """
    return _resolve(source, facts, words, repaired, date, None)[0]


def with_bureaus(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    repaired: Repaired,
    date: str | None = None,
) -> Reading:
    """As ``reading_of``, with the bodies that it names."""
    reading, namebook = _resolve(source, facts, words, repaired, date, None)
    return replace(reading, bureaus=owners.bureaus(namebook, _named(reading)))


def _named(reading: Reading) -> list[str]:
    return sorted({m.bureau_id for r in reading.resolutions if r is not None for m in r.mentions})


def _resolve(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    repaired: Repaired,
    date: str | None,
    keywords: Keywords | None,
) -> tuple[Reading, Namebook]:
    document = _document(source, facts, words, repaired, date)
    repaired = terms.read_terms(repaired, published=document.date, keywords=keywords)
    namebook = names.build(words.dictionaries, document.jurisdiction, document.date)
    resolutions = resolve_cells(repaired, namebook, first_is_lead=facts.first_is_lead)
    tasks = tuple(map(reviewed, repaired.tasks, resolutions))
    return Reading(document, replace(repaired, tasks=tasks), resolutions), namebook


def check_jurisdiction(code: str | None, words: Vocabulary) -> None:
    """Raise ``CallError`` where no jurisdiction has this GB/T 2260 code."""
    if code is not None and code not in words.dictionaries.places.periods:
        raise CallError(
            f"No jurisdiction has the GB/T 2260 code {code!r}. "
            "It has six digits, such as 441900 for Dongguan."
        )


def check_date(date: str | None) -> None:
    """Raise ``CallError`` where a date is given that is none."""
    if date is not None and not is_date(date):
        raise CallError(f"{date!r} is no date. Write YYYY-MM-DD, YYYY-MM or YYYY.")


def _check_facts(facts: Facts, words: Vocabulary) -> None:
    try:
        check_jurisdiction(facts.jurisdiction, words)
    except CallError as error:
        advice = "Correct jurisdiction in document.toml."
        raise SourceError("unknown_jurisdiction", FACTS, str(error), advice) from error


def _read_files(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    failed: list[SourceError],
    extract: Callable[[Path], Extraction],
) -> tuple[list[Repaired], list[tuple[Extraction, SourceError]]]:
    """What the files with a task table give, and the prose beside them.

    Prose may be the body text of the table; each comes with the error to report where it
    is not. The errors of other files go to ``failed``; the last is raised where there is
    no good file. A list of tasks in prose counts as table where there is no other.
    """
    tables: list[Repaired] = []
    lists: list[Repaired] = []
    bodies: list[tuple[Extraction, SourceError]] = []
    for path in source.files:
        try:
            extraction = extract(path)
        except SourceError as error:
            failed.append(error)
            continue
        try:
            repaired = _repair(extraction, facts, words)
            _balance(repaired)
        except SourceError as error:
            if error.code in ("no_table", "no_task_table"):
                bodies.append((extraction, error))
            else:
                failed.append(error)
        else:
            (lists if _is_list(repaired) else tables).append(repaired)
    if not tables and not lists:
        raise failed.pop() if failed else bodies.pop()[1] if bodies else _no_file(source)
    if tables:
        bodies += [(each.located.extraction, _beside_a_table(each)) for each in lists]
    return tables or lists, bodies


def _is_list(repaired: Repaired) -> bool:
    """Whether the tasks were read from prose, not from a printed table."""
    tables = repaired.located.task_tables
    return any(column.noted for table in tables for column in table.columns)


def _beside_a_table(repaired: Repaired) -> SourceError:
    return SourceError(
        "other_text",
        repaired.located.extraction.file,
        "This prose has no heading in common with the table beside it.",
        "If it is a document of its own, put it into a folder of its own.",
    )


def read_file(path: Path, facts: Facts, words: Vocabulary) -> Repaired:
    """One file, extracted, located and repaired. Raises ``SourceError``."""
    return _repair(extract_from(path), facts, words)


def _repair(extraction: Extraction, facts: Facts, words: Vocabulary) -> Repaired:
    located = locate.locate(extraction, words.headers, dict(facts.columns))
    return repair.repair(located)


def extract_from(
    path: Path,
    revisions: reader.Revisions = "final",
    *,
    pdf_engine: reader.PdfEngine = "pdfium",
    workers: int = 1,
    heard: PagesHeard = unheard,
) -> Extraction:
    """One file as read, before any repair, within limits. Raises ``SourceError``."""
    if any(printable(part) != part for part in path.parts[-3:]):
        raise SourceError(
            "file_name",
            printable(path.name),
            "The name of the file or of its folders is not UTF-8.",
            "Give it a new name; it may come from an archive made with another encoding.",
        )
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        raise SourceError(
            "unreadable_file",
            path.name,
            "This is a folder or a device, not a file.",
            "Give a file; the files of an edition lie directly in its folder.",
        )
    return reader.read(path, revisions, pdf_engine=pdf_engine, workers=workers, heard=heard)


def _balance(repaired: Repaired) -> Ledger:
    ledger = ledgers.balance(repaired)
    if not ledger.balanced:
        parts = [
            f"{name} {text[:40]!r} ({len(text)} characters)"
            for name, text in (("lost", ledger.lost), ("surplus", ledger.surplus))
            if text
        ]
        raise SourceError(
            "ledger",
            repaired.located.extraction.file,
            f"The count of printed characters does not balance: {', '.join(parts)}.",
            "This is a defect of fenjie; please report it with the file.",
        )
    return ledger


def _document(
    source: Source, facts: Facts, words: Vocabulary, repaired: Repaired, date: str | None
) -> Document:
    """What is known of the document, each fact with where it comes from."""
    below = {each.table.index: each.header_rows for each in repaired.located.task_tables}
    outside = [
        part.text
        for part in repaired.outside
        if part.place.table not in below or (part.place.row or 0) < below[part.place.table]
    ]

    def infer(texts: list[str]) -> owners.Inferred:
        return owners.infer_document(
            words.dictionaries,
            title=facts.title,
            number=facts.number,
            texts=texts,
            file_name=Path(repaired.located.extraction.file).stem,
        )

    inferred = infer(outside)
    if inferred.title is None or inferred.jurisdiction is None:
        inferred = infer([*_rows_above_headers(repaired), *outside])
    told: dict[str, str] = {}
    jurisdiction = facts.jurisdiction or inferred.jurisdiction
    if facts.jurisdiction is not None:
        told["jurisdiction"] = f"jurisdiction {jurisdiction}: {GIVEN}"
    elif inferred.jurisdiction is None:
        told["jurisdiction"] = "jurisdiction unknown: only national bodies can be known"
    if date is None and source.edition and is_date(source.edition):
        date = source.edition
    if date is not None:
        told["date"] = f"date {date}: {GIVEN}"
    elif inferred.date is None:
        told["date"] = "date unknown: names of every time are taken"
    date = date or inferred.date
    return Document(
        document_id=source.document_id,
        edition=source.edition or date or UNDATED,
        title=inferred.title,
        number=inferred.number,
        jurisdiction=jurisdiction,
        date=date,
        evidence=(
            *told.values(),
            *(e for e in inferred.evidence if e.partition(" ")[0] not in told),
        ),
    )


def _rows_above_headers(repaired: Repaired) -> list[str]:
    """Texts that stand alone in a row above the header of a task table, as titles do."""
    rows: dict[tuple[int, int], list[str]] = {}
    for each in repaired.located.task_tables:
        for cell in each.table.cells:
            if cell.row < each.header_rows and cell.text.strip():
                rows.setdefault((each.table.index, cell.row), []).append(cell.text)
    return [texts[0] for texts in rows.values() if len(texts) == 1]


def _no_file(source: Source) -> SourceError:
    return SourceError(
        "empty_edition",
        source.document_id if source.edition is None else f"{source.document_id}/{source.edition}",
        "There is no file in it.",
        "Put the document's files into raw/<document>/<edition>/.",
    )
