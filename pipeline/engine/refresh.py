"""The main job: everything in ``raw/`` that is new goes through the stages and is published."""

from __future__ import annotations

import itertools
import operator
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import owners
from pipeline.engine import lineage, lineage_csv, local, raw, vocabulary
from pipeline.engine.making import code_version, making_of
from pipeline.engine.reader import PdfEngine
from pipeline.engine.scope import Scope, sources_in
from pipeline.engine.summary import Run, Status, figures, surfaces
from pipeline.engine.vocabulary import Vocabulary
from pipeline.errors import CallError, ConfigurationError
from pipeline.publish import catalog, files, quarantine
from pipeline.publish.catalog import Entry
from pipeline.publish.quarantine import Failure

LOCK = ".lock"
_LOCK_SECONDS = 5.0

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class _Made:
    """An edition whose snapshot is there: staged (``new``) or in place since an earlier run."""

    source: raw.Source
    entry: Entry
    folder: Path
    status: Status


def refresh(
    raw_folder: Path,
    out: Path,
    *,
    only: Collection[str] = (),
    edition: str | None = None,
    workers: int | None = None,
    dry_run: bool = False,
    strict: bool = False,
    dictionaries: Path | None = None,
    pdf_engine: PdfEngine = "pdfium",
    progress: Progress = lambda done, total, name: None,
) -> Run:
    """Publish every edition of ``raw_folder`` into ``out`` and say what was done.

    An edition whose sources, dictionaries and code are those of a snapshot in ``out`` is
    not read again. ``only`` and ``edition`` narrow the run; all else stays as published.
    ``workers`` defaults to one a processor; ``pdf_engine`` says whose reading of a PDF page
    counts first, and editions read otherwise are read again. With ``dry_run`` nothing in
    ``out`` changes. With ``strict`` nothing is published unless everything can be.
    ``dictionaries`` is read after the delivered ones and the project's own: the folder
    ``dictionaries/`` next to ``raw_folder``, else the one in the current folder.

    Decisions that no longer hit are told where every document was read, now or before,
    and none failed: a decision may be about what was not.

    Raises ``CallError`` where the call cannot be carried out, ``SourceError``
    (``empty_raw``) where there is no document.
    """
    scope = Scope(frozenset(only), edition)
    if out.resolve().is_relative_to(raw_folder.resolve()):
        raise CallError(f"{out} lies inside {raw_folder}. Publish into a folder outside of it.")
    sources = sources_in(raw_folder, scope)
    extra = vocabulary.find(dictionaries, raw_folder.resolve().parent, Path.cwd())
    words = vocabulary.load(*extra)
    with _rehearsal() if dry_run else _publishing(out) as staging:
        made, failures = _make(sources, out, staging, words, workers, pdf_engine, progress)
        made, failures = _one_an_edition(made, failures, scope)
        kept, gone = _others(out, sources, scope, made)
        made, wrong = _with_lineage(out, made, kept, gone)
        failures += wrong
        kept = sorted({*kept, *_as_published(out, wrong)})
        report = [figures(one.folder, one.entry, one.status) for one in made]
        whole = scope == Scope() and not failures
        stale = _stale_decisions(words, made) if whole else None
        blocked = strict and bool(failures)
        if not dry_run:
            quarantine.write(out, failures, staging)
            if made and not blocked:
                _commit(out, staging, made, kept)
            quarantine.clear(out, scope.has, failures)
        return Run(
            out=str(out),
            editions=tuple(report),
            failures=tuple(failures),
            kept=tuple(f"{entry.document_id}@{entry.edition}" for entry in kept),
            gone=tuple(f"{entry.document_id}@{entry.edition}" for entry in gone),
            published=bool(made) and not blocked and not dry_run,
            exit_code=_exit_code(made, failures, blocked),
            dictionaries=tuple(map(str, extra)),
            stale_decisions=stale,
        )


def _stale_decisions(words: Vocabulary, made: Sequence[_Made]) -> tuple[str, ...]:
    if not words.dictionaries.decisions:
        return ()
    read = itertools.chain.from_iterable(surfaces(one.folder) for one in made)
    return owners.stale_decisions(words.dictionaries, read)


@contextmanager
def _rehearsal() -> Iterator[Path]:
    """A staging folder away from everything that is published."""
    with tempfile.TemporaryDirectory(prefix="fenjie-") as staging:
        yield Path(staging)


@contextmanager
def _publishing(out: Path) -> Iterator[Path]:
    """The right to write ``out``, cleaned of interrupted runs; gives a folder to stage in."""
    from filelock import FileLock, Timeout

    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK, timeout=_LOCK_SECONDS)
        with lock:
            catalog.clean(out)
            try:
                (out / catalog.STAGING).mkdir()
                yield Path(tempfile.mkdtemp(dir=out / catalog.STAGING))
            finally:
                catalog.clean(out)
    except Timeout as error:
        raise CallError(
            f"{out}: another run is publishing there. Wait until it has ended."
        ) from error
    except OSError as error:
        raise CallError(f"{out}: cannot be written ({error}).") from error


def _make(
    sources: Sequence[raw.Source],
    out: Path,
    staging: Path,
    words: Vocabulary,
    workers: int | None,
    pdf_engine: PdfEngine,
    progress: Progress,
) -> tuple[list[_Made], list[Failure]]:
    """A snapshot for each source, read anew only where no whole one of its making is there."""
    code = code_version()
    made: list[_Made] = []
    failures: list[Failure] = []
    jobs: list[local.Job] = []
    for index, source in enumerate(sources):
        try:
            facts = raw.read_facts(source.facts_file)
        except ConfigurationError as error:
            failures.append(_bad_facts(source, error))
            continue
        making = making_of(
            source,
            facts,
            words.digest,
            code,
            decisions=words.decisions,
            names=words.names,
            pdf_engine=pdf_engine,
        )
        entry = _made_before(out, source, making.fingerprint())
        if entry is None:
            jobs.append(local.Job(source, facts, making, staging / f"edition-{index}"))
        else:
            made.append(_Made(source, entry, entry.folder(out), "unchanged"))
    progress(0, len(jobs), "")
    made_so_far: list[local.Job] = []

    def done(job: local.Job) -> None:
        made_so_far.append(job)
        progress(len(made_so_far), len(jobs), job.source.document_id)

    def heard(job: local.Job, pages: int) -> None:
        progress(len(made_so_far), len(jobs), f"{job.source.document_id}, page {pages}")

    for outcome in local.run(
        jobs,
        words,
        workers or os.cpu_count() or 1,
        done,
        heard,
    ):
        failures += outcome.failures
        if outcome.edition is not None:
            source = outcome.job.source
            entry = Entry(source.document_id, outcome.edition, outcome.job.making.fingerprint())
            made.append(_Made(source, entry, outcome.job.folder, "new"))
    return made, failures


def _made_before(out: Path, source: raw.Source, making: str) -> Entry | None:
    """The whole snapshot of this making, if there is one and no file was set aside for it.

    The published one, where there are several: they differ in the IDs carried over.
    """
    document = out / catalog.SNAPSHOTS / source.document_id
    if source.edition is not None:
        editions = [source.edition]
    elif document.is_dir():
        editions = sorted(path.name for path in document.iterdir())
    else:
        editions = []
    published = set(catalog.entries(out))
    for edition in editions:
        reason = out / quarantine.QUARANTINE / source.document_id / edition / quarantine.REASON
        if reason.exists():
            continue
        snapshots = catalog.snapshots(out, source.document_id, edition)
        for entry in sorted(snapshots, key=lambda entry: (entry not in published, entry)):
            descriptor = files.read_descriptor(entry.folder(out)) or {}
            if descriptor.get("making") == making and files.is_whole(entry.folder(out)):
                return entry
    return None


def _with_lineage(
    out: Path, made: Sequence[_Made], kept: Sequence[Entry], gone: Sequence[Entry]
) -> tuple[list[_Made], list[Failure]]:
    """``made``, its new editions with the IDs that their tasks have in other editions.

    New editions of a document whose ``lineage.csv`` is not right are failures.
    """
    final = {(one.entry.document_id, one.entry.edition): one for one in made}
    wrong: list[Failure] = []
    published = [entry for entry in catalog.entries(out) if entry not in gone]
    for document_id in sorted({one.entry.document_id for one in made if one.status == "new"}):
        mine = [one for one in made if one.entry.document_id == document_id]
        staged = {one.entry.edition: one.folder for one in mine if one.status == "new"}
        there = {one.entry.edition: one.folder for one in mine if one.status != "new"}
        there |= {e.edition: e.folder(out) for e in kept if e.document_id == document_id}
        folders = {e.edition: e.folder(out) for e in published if e.document_id == document_id}
        before = {edition: folder for edition, folder in folders.items() if files.is_whole(folder)}
        try:
            decisions = lineage_csv.read_decisions(mine[0].source.lineage_file)
            given = list(lineage.carry_over(staged, there, before, decisions))
        except ConfigurationError as error:
            for edition in sorted(staged):
                del final[document_id, edition]
                wrong.append(_bad_lineage(document_id, edition, error))
            continue
        for carried in given:
            key = document_id, carried.edition
            entry = Entry(document_id, carried.edition, carried.name)
            final[key] = replace(final[key], entry=entry, folder=carried.folder)
    return list(final.values()), wrong


def _as_published(out: Path, failures: Sequence[Failure]) -> list[Entry]:
    """The editions that failed now and were published before: those stay."""
    failed = {(failure.document_id, failure.edition) for failure in failures}
    return [
        entry
        for entry in catalog.entries(out)
        if (entry.document_id, entry.edition) in failed and files.is_whole(entry.folder(out))
    ]


def _bad_lineage(document_id: str, edition: str, error: ConfigurationError) -> Failure:
    return Failure(
        document_id,
        edition,
        raw.LINEAGE,
        "lineage_csv",
        str(error),
        "Correct lineage.csv; without it the tasks are aligned by their words alone.",
    )


def _one_an_edition(
    made: Sequence[_Made], failures: Sequence[Failure], scope: Scope
) -> tuple[list[_Made], list[Failure]]:
    """What is in scope, in order; of two that turn out to be one edition, the one in its folder."""
    chosen: dict[tuple[str, str], _Made] = {}
    doubled: list[Failure] = []
    for one in sorted(made, key=_order):
        key = (one.entry.document_id, one.entry.edition)
        if not scope.has(*key):
            continue
        if key in chosen:
            doubled.append(_duplicate(one))
        else:
            chosen[key] = one
    inside = [failure for failure in failures if scope.has(failure.document_id, failure.edition)]
    key_of = operator.attrgetter("document_id", "edition")
    return list(chosen.values()), sorted([*inside, *doubled], key=key_of)


def _order(one: _Made) -> tuple[str, str, bool, raw.Source]:
    entry, source = one.entry, one.source
    return entry.document_id, entry.edition, source.edition is None, source


def _duplicate(one: _Made) -> Failure:
    return Failure(
        one.entry.document_id,
        one.entry.edition,
        ", ".join(path.name for path in one.source.files),
        "duplicate_edition",
        f"Two places in raw/ give the edition {one.entry.edition} of this document.",
        "Put all files of an edition into one folder raw/<document>/<edition>/.",
        published=True,
    )


def _bad_facts(source: raw.Source, error: ConfigurationError) -> Failure:
    return Failure(
        source.document_id,
        source.edition or raw.UNDATED,
        raw.FACTS,
        "document_toml",
        str(error),
        "Correct document.toml; every key in it is optional.",
    )


def _others(
    out: Path, sources: Sequence[raw.Source], scope: Scope, made: Sequence[_Made]
) -> tuple[list[Entry], list[Entry]]:
    """Of what was published before and is not made now: what is kept, and what is gone."""
    now = {(one.entry.document_id, one.entry.edition) for one in made}
    # A source whose date is not known may be any edition of its document.
    failed = {(s.document_id, s.edition) for s in sources} - {
        (one.source.document_id, one.source.edition) for one in made
    }
    kept: list[Entry] = []
    gone: list[Entry] = []
    for entry in catalog.entries(out):
        key = (entry.document_id, entry.edition)
        if key not in now:
            stays = not scope.has(*key) or key in failed or (entry.document_id, None) in failed
            (kept if stays and files.is_whole(entry.folder(out)) else gone).append(entry)
    return kept, gone


def _commit(out: Path, staging: Path, made: Sequence[_Made], kept: Sequence[Entry]) -> None:
    for one in made:
        target = one.entry.folder(out)
        # A snapshot that is whole is never touched again, even by its equal.
        if one.status == "new" and not files.is_whole(target):
            files.put_in_place(one.folder, target)
    chosen = sorted([*(one.entry for one in made), *kept])
    if chosen != list(catalog.entries(out)) or not files.is_whole(out / catalog.CURRENT):
        catalog.publish(out, chosen, staging)


def _exit_code(made: Sequence[_Made], failures: Sequence[Failure], blocked: bool) -> int:
    if any(failure.code == "defect" for failure in failures):
        return 1
    if blocked or not made:
        return 4
    return 3 if failures else 0
