"""The summary after ``refresh``: what there is now, what is doubtful, what failed, and where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from pipeline.engine.edition import GIVEN
from pipeline.engine.summary import EditionFigures, Run, together
from pipeline.publish.quarantine import Failure

_LISTED = 12  # editions listed one by one; of more, only those that need a person


def print_summary(run: Run, *, dry_run: bool, verbose: bool) -> None:
    """Print to stderr; colours on a terminal only, none with NO_COLOR."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in _lines(run, dry_run=dry_run, verbose=verbose):
        console.print(line)


def _lines(run: Run, *, dry_run: bool, verbose: bool) -> Iterator[str]:
    yield from _editions(run, verbose=verbose)
    yield from _review(run, verbose=verbose)
    yield from _failures(run, verbose=verbose)
    if run.kept and run.failures:
        yield f"Still published from an earlier run: {escape(', '.join(run.kept))}"
    if run.gone:
        yield f"No longer in raw/, so no longer published: {escape(', '.join(run.gone))}"
    if run.stale_decisions:
        yield ""
        yield f"[bold yellow]Decisions to look at again: {len(run.stale_decisions)}[/]"
        yield from (f"  {escape(line)}" for line in run.stale_decisions)
    yield ""
    if run.published:
        yield f"[bold]{escape(run.out)}/current/[/]  tasks, assignments, bureaus, repairs, " + (
            "unresolved, cells and lineage, each as .parquet and .csv"
        )
    elif dry_run:
        yield "Nothing was written (--dry-run)."
    else:
        yield "[bold red]Nothing was published.[/] What was published before stays as it was."


def _editions(run: Run, *, verbose: bool) -> Iterator[str]:
    done = run.editions
    documents = len({one.document_id for one in done})
    new = sum(one.status == "new" for one in done)
    resolved, unresolved = sum(one.resolved for one in done), sum(one.unresolved for one in done)
    yield (
        f"[bold]{_count(documents, 'document')}, {_count(len(done), 'edition')}[/] "
        f"({new} read, {len(done) - new} unchanged): "
        f"{_count(sum(one.tasks for one in done), 'task')}, "
        f"owners resolved {_share(resolved, unresolved)}"
    )
    for directory in run.dictionaries:
        yield f"  dictionaries used beside the delivered ones: {escape(directory)}"
    listed = done if len(done) <= _LISTED or verbose else [one for one in done if one.to_review]
    for one in listed[: None if verbose else _LISTED]:
        yield from _edition(one, verbose=verbose)
    if not verbose and len(done) > _LISTED:
        yield f"  ... {len(done) - min(len(listed), _LISTED)} more (-v lists them all)"


def _edition(one: EditionFigures, *, verbose: bool) -> Iterator[str]:
    yield (
        f"  {escape(one.document_id)}@{escape(one.edition)}  "
        f"{_count(one.items, 'item')}, {_count(one.tasks, 'task')}; "
        f"owners {_share(one.resolved, one.unresolved)}; {one.to_review} to review"
    )
    if verbose:
        yield f"    snapshot {one.snapshot} ({one.status})"
    inferred = [line for line in one.evidence if verbose or not line.endswith(GIVEN)]
    for note in (*inferred, *one.notes):
        yield f"    {escape(note)}"


def _review(run: Run, *, verbose: bool) -> Iterator[str]:
    reasons = together(reason for one in run.editions for reason in one.reasons)
    if not reasons:
        return
    rows = sum(one.to_review for one in run.editions)
    yield ""
    yield f"[bold yellow]To review: {_count(rows, 'task')}[/]"
    width = max(len(reason.code) for reason in reasons)
    for reason in reasons:
        example = reason.example if verbose else _short(reason.example)
        yield (
            f"  {reason.count:>5}  {escape(reason.code):<{width}}  "
            f"{escape(reason.document_id)} {escape(reason.task_no)}"
            f"{escape(f': {example}' if example else '')}"
        )


def _failures(run: Run, *, verbose: bool) -> Iterator[str]:
    if not run.failures:
        return
    yield ""
    where = f"{run.out}/quarantine/"
    yield f"[bold red]Quarantined: {len(run.failures)}[/]  (reasons in {escape(where)})"
    for failure in run.failures:
        yield f"  {escape(_where(failure))}: {escape(failure.code)}"
        yield f"    {escape(failure.message)} {escape(failure.advice)}"
        if failure.published:
            yield "    The edition is published from its other files."
        if verbose and failure.traceback:
            yield escape(failure.traceback)


def _where(failure: Failure) -> str:
    where = f"{failure.document_id}@{failure.edition}"
    return f"{where} {failure.file}" if failure.file else where


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def _share(resolved: int, unresolved: int) -> str:
    total = resolved + unresolved
    return f"{resolved} of {total} ({resolved / total:.1%})" if total else "0 of 0"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
