"""``fenjie history``: one task, or one bureau, over all published editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import output
from pipeline.cli.options import Json, Quiet, Verbose
from pipeline.errors import CallError

if TYPE_CHECKING:
    from pipeline.diff.records import Change
    from pipeline.engine.history import BodyEdition, BodyHistory, TaskHistory

_SIGNS = {"gained": "+", "lost": "-", "role": "~", "other": "."}


def history(
    task_id: Annotated[
        str | None, typer.Argument(metavar="TASK_ID", help="A task, such as t-8e368482dd2d.")
    ] = None,
    bureau: Annotated[
        str | None, typer.Option(help="A bureau instead, by ID or name.", metavar="BUREAU")
    ] = None,
    document: Annotated[str | None, typer.Option(help="This document alone.")] = None,
    out: Annotated[Path, typer.Option(help="Where editions are published.")] = Path("normalized"),
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Follow one task, or the tasks of one bureau, through all published editions.

    Of a task: every edition with what changed in it. Of a bureau: how many tasks it has in each
    edition, which it gained (+) and lost (-), where its role changed (~), and with -v what else
    changed in its tasks (.).

    \b
    Examples:
      fenjie history t-8e368482dd2d
      fenjie history --bureau 441900:public-security
      fenjie history --bureau 市公安局 --document dongguan-fire-reform --json
    """
    from pipeline.engine.history import as_json, body_history, task_history

    if (task_id is None) == (bureau is None):
        raise CallError("Give a TASK_ID or --bureau, one of the two.")
    found: TaskHistory | tuple[BodyHistory, ...]
    if task_id is not None:
        found = one = task_history(out, task_id, document)
        lines = _task(one)
    else:
        found = some = body_history(out, str(bureau), document)
        lines = _bodies(some, verbose=verbose)
    if json:
        output.write_json(as_json(found))
    else:
        output.write("".join(f"{line}\n" for line in lines))


def _task(one: TaskHistory) -> Iterator[str]:
    from pipeline.diff.write.line import described
    from pipeline.diff.write.words import kind_of

    yield f"{one.task_id}  {one.document_id}"
    yield f"  {one.title}"
    for edition in one.editions:
        task = edition.task
        yield ""
        if task is None:
            yield f"{edition.edition}  no such task"
        else:
            yield f"{edition.edition}  {task['task_no'] or '-'}  {task['item_title'] or '-'}"
            if edition.since is None:
                yield f"  {_flat(task['text'])}"
                names = [row["bureau_name"] for row in edition.bureaus]
                yield f"  {', '.join(names) or '(no owner)'}"
            elif not edition.changes:
                yield f"  as in {edition.since}"
        for change in edition.changes:
            yield f"  {kind_of(change, 'en'):<22}{described(change, 'en')}"


def _bodies(some: Sequence[BodyHistory], *, verbose: bool) -> Iterator[str]:
    for one in some:
        yield f"{one.bureau_id}  {one.name}"
        yield f"  {one.document_id}  {one.title}"
        for edition in one.editions:
            yield f"  {edition.edition}  {_figures(edition)}"
            for effect in edition.effects:
                if effect.meaning != "other" or verbose:
                    yield f"    {_SIGNS[effect.meaning]} {_short(effect.change)}"


def _figures(edition: BodyEdition) -> str:
    roles = ", ".join(f"{role} {count}" for role, count in sorted(edition.roles.items()))
    words = f"{edition.tasks} tasks" + (f" ({roles})" if roles else "")
    if edition.since is None:
        return words
    count = Counter(effect.meaning for effect in edition.effects)
    return (
        f"{words}; gained {count['gained']}, lost {count['lost']}, "
        f"role changed {count['role']}, changed otherwise {count['other']}"
    )


def _short(change: Change) -> str:
    from pipeline.diff.write.line import described
    from pipeline.diff.write.words import kind_of

    number = change.task_no_new or change.task_no_old or "-"
    return f"{number:<8}{change.task_id}  {kind_of(change, 'en')}: {described(change, 'en')}"


def _flat(text: str | None) -> str:
    return " ".join(text.split()) if text else "(lost in the source)"
