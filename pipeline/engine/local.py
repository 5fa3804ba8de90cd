"""Editions mapped over the processes of one machine.

The order of the outcomes is that of the jobs, whatever the order of the work, and each
job writes into a folder of its own: so the number of workers leaves no trace in the output.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

from pipeline.engine import vocabulary
from pipeline.engine.edition import read_edition
from pipeline.engine.progress import PagesHeard, unheard
from pipeline.engine.raw import UNDATED, Facts, Source
from pipeline.engine.vocabulary import Vocabulary
from pipeline.errors import CallError, SourceError
from pipeline.publish import snapshot
from pipeline.publish.quarantine import Failure
from pipeline.publish.snapshot import Making


@dataclass(frozen=True, slots=True)
class Job:
    """An edition to make, and the folder (not there yet) to write its snapshot into."""

    source: Source
    facts: Facts
    making: Making
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: ``edition`` is ``None`` where no snapshot was written."""

    job: Job
    edition: str | None
    failures: tuple[Failure, ...] = ()


def make(job: Job, words: Vocabulary, workers: int = 1, heard: PagesHeard = unheard) -> Outcome:
    """Read one edition and write its snapshot; ``workers`` share the pages of a large PDF.

    ``heard`` is told how many of a file's pages are read.
    Raises ``CallError`` where it cannot write.
    """
    try:
        edition = read_edition(
            job.source,
            job.facts,
            words,
            pdf_engine=job.making.pdf_engine,
            workers=workers,
            heard=heard,
        )
    except ExceptionGroup as group:
        errors = [error for error in group.exceptions if isinstance(error, SourceError)]
        if len(errors) < len(group.exceptions):
            return Outcome(job, None, (_defect(job, traceback.format_exc()),))
        return Outcome(job, None, tuple(_failure(job, error) for error in errors))
    except Exception:
        return Outcome(job, None, (_defect(job, traceback.format_exc()),))
    name = edition.reading.document.edition
    try:
        snapshot.write(job.folder, edition.reading, edition.ledger, job.making)
    except OSError as error:
        raise CallError(f"{job.folder}: cannot be written ({error.strerror}).") from error
    except Exception:
        return Outcome(job, None, (_defect(job, traceback.format_exc()),))
    aside = (replace(_failure(job, e), edition=name, published=True) for e in edition.set_aside)
    return Outcome(job, name, tuple(aside))


def run(
    jobs: Sequence[Job],
    words: Vocabulary,
    workers: int,
    done: Callable[[Job], None],
    heard: Callable[[Job, int], None] = lambda job, pages: None,
) -> list[Outcome]:
    """All jobs, in ``workers`` processes (1: in this one). ``done`` is called for each.

    ``heard`` is told how many pages of a job's file are read, where it is read in this process.
    """
    if workers <= 1 or len(jobs) <= 1:
        return [_told(make(job, words, workers, partial(heard, job)), done) for job in jobs]
    outcomes = _in_pool(jobs, words.extra, min(workers, len(jobs)), done)
    for index, job in enumerate(jobs):
        if index not in outcomes:
            # A process died and took its pool with it: each job left over gets a process
            # of its own, so that only the one to blame is lost.
            shutil.rmtree(job.folder, ignore_errors=True)
            alone = _in_pool([job], words.extra, 1, done)
            outcomes[index] = alone[0] if alone else _told(_died(job), done)
    return [outcomes[index] for index in range(len(jobs))]


def _in_pool(
    jobs: Sequence[Job], extra: tuple[Path, ...], workers: int, done: Callable[[Job], None]
) -> dict[int, Outcome]:
    outcomes: dict[int, Outcome] = {}
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(workers, context, _start_worker, extra) as pool:
        waiting: dict[Future[Outcome], int] = {}
        try:
            for index, job in enumerate(jobs):
                waiting[pool.submit(_work, job)] = index
            for future in as_completed(waiting):
                outcomes[waiting[future]] = _told(future.result(), done)
        except BrokenProcessPool:
            for future, index in waiting.items():
                if index not in outcomes and _is_good(future):
                    outcomes[index] = _told(future.result(), done)
        except BaseException:
            # Interrupted: what the workers are at is of no more use.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
            raise
    return outcomes


def _is_good(future: Future[Outcome]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _told(outcome: Outcome, done: Callable[[Job], None]) -> Outcome:
    done(outcome.job)
    return outcome


# --- in a worker ---------------------------------------------------------------------

_loaded: list[Vocabulary] = []  # one a process, filled before its first job


def _start_worker(*extra: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a traceback
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _loaded.append(vocabulary.load(*extra))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)  # killed parents do not tell their workers


def _work(job: Job) -> Outcome:
    return make(job, _loaded[0])


# --- failures ------------------------------------------------------------------------


def _failure(job: Job, error: SourceError) -> Failure:
    return Failure(
        document_id=job.source.document_id,
        edition=job.source.edition or UNDATED,
        file=error.file,
        code=error.code,
        message=error.message,
        advice=error.advice,
    )


def _defect(job: Job, trace: str) -> Failure:
    return Failure(
        document_id=job.source.document_id,
        edition=job.source.edition or UNDATED,
        file=_only(path.name for path in job.source.files),
        code="defect",
        message=f"A defect of fenjie: {trace.strip().splitlines()[-1]}",
        advice="Please report it with this file and the traceback.",
        traceback=trace,
    )


def _died(job: Job) -> Outcome:
    failure = replace(
        _defect(job, "the process that read it died."),
        advice="Memory may have run out, or a library crashed; try the file alone.",
        traceback=None,
    )
    return Outcome(job, None, (failure,))


def _only(names: Iterable[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None
