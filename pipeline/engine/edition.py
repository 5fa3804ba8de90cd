"""One edition through all stages: its files in, one reading out. Nothing is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import extract, locate, owners, repair
from pipeline.dictionaries.places import NATION
from pipeline.engine.owner_cells import resolve_cells, reviewed
from pipeline.engine.raw import FACTS, UNDATED, Facts, Source
from pipeline.engine.vocabulary import Vocabulary
from pipeline.errors import CallError, SourceError
from pipeline.owners import Namebook, names
from pipeline.publish.rows import Reading
from pipeline.records import Document, Ledger, Repaired
from pipeline.repair import ledger as ledgers
from pipeline.repair import renditions

# The evidence of a fact that a person gave: in document.toml, as edition, or on the call.
GIVEN = "given"

_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Edition:
    """A reading whose ledger balances, and the files that could not be used for it."""

    reading: Reading
    ledger: Ledger
    set_aside: tuple[SourceError, ...] = ()


def read_edition(source: Source, facts: Facts, words: Vocabulary) -> Edition:
    """Read, repair and resolve the files of one edition.

    A file that fails is set aside where another gives the table. Raises ``SourceError``
    where none does, where no jurisdiction has the code in ``facts``, or where the ledger
    of what would be published does not balance.
    """
    try:
        check_jurisdiction(facts.jurisdiction, words)
    except CallError as error:
        advice = "Correct jurisdiction in document.toml."
        raise SourceError("unknown_jurisdiction", FACTS, str(error), advice) from error
    good, failed = _read_files(source, facts, words)
    if not good:
        raise failed[0] if failed else _no_file(source)
    repaired = renditions.reconcile(good)
    ledger = _balance(repaired)
    reading, namebook = _resolve(source, facts, words, repaired, None)
    named = {m.bureau_id for r in reading.resolutions if r is not None for m in r.mentions}
    bureaus = owners.bureaus(namebook, sorted(named))
    return Edition(replace(reading, bureaus=bureaus), ledger, tuple(failed))


def reading_of(
    source: Source,
    facts: Facts,
    words: Vocabulary,
    repaired: Repaired,
    date: str | None = None,
) -> Reading:
    """Resolve the owners of what was read; ``date`` (ISO) overrules that of the edition.

    ``bureaus`` is left empty: it takes longer than all the rest of a small file.
    """
    return _resolve(source, facts, words, repaired, date)[0]


def _resolve(
    source: Source, facts: Facts, words: Vocabulary, repaired: Repaired, date: str | None
) -> tuple[Reading, Namebook]:
    document = _document(source, facts, words, repaired, date)
    namebook = names.build(words.dictionaries, document.jurisdiction or NATION, document.date)
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


def _read_files(
    source: Source, facts: Facts, words: Vocabulary
) -> tuple[list[Repaired], list[SourceError]]:
    good: list[Repaired] = []
    failed: list[SourceError] = []
    for path in source.files:
        try:
            repaired = read_file(path, facts, words)
            _balance(repaired)
        except SourceError as error:
            failed.append(error)
        else:
            good.append(repaired)
    return good, failed


def read_file(path: Path, facts: Facts, words: Vocabulary) -> Repaired:
    """One file, extracted, located and repaired. Raises ``SourceError``."""
    if path.exists() and not path.is_file():
        raise SourceError(
            "unreadable_file",
            path.name,
            "This is a folder or a device, not a file.",
            "Put the files of an edition directly into its folder.",
        )
    extraction = extract.read(path, path.name)
    located = locate.locate(extraction, words.headers, dict(facts.columns))
    return repair.repair(located)


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
    inferred, inferred_date, evidence = owners.infer_document(
        words.dictionaries,
        title=facts.title or Path(repaired.located.extraction.file).stem,
        number=facts.number,
        texts=[part.text for part in repaired.outside],
    )
    told: dict[str, str] = {}
    if facts.jurisdiction is not None:
        told["jurisdiction"] = f"jurisdiction {facts.jurisdiction}: {GIVEN}"
    if date is None and source.edition and _ISO_DATE.fullmatch(source.edition):
        date = source.edition
    if date is not None:
        told["date"] = f"date {date}: {GIVEN}"
    date = date or inferred_date
    return Document(
        document_id=source.document_id,
        edition=source.edition or date or UNDATED,
        title=facts.title,
        number=facts.number,
        jurisdiction=facts.jurisdiction or inferred,
        date=date,
        evidence=(*told.values(), *(e for e in evidence if e.partition(" ")[0] not in told)),
    )


def _no_file(source: Source) -> SourceError:
    return SourceError(
        "empty_edition",
        source.document_id if source.edition is None else f"{source.document_id}/{source.edition}",
        "There is no file in it.",
        "Put the document's files into raw/<document>/<edition>/.",
    )
