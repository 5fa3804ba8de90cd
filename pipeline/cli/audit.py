"""For the auditor: whether what is published still holds, and where a value comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import output
from pipeline.cli.options import Dictionaries, Json, Quiet, Verbose

Out = Annotated[Path, typer.Argument(help="Where it was published.")]
Raw = Annotated[
    Path | None, typer.Option(help="The sources; the folder raw/ beside OUT if not given.")
]


def verify(
    out: Out = Path("normalized"),
    raw: Raw = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check what is published in OUT: every hash, ledger, key and reference, and the sources.

    Exit codes: 0 all is as published; 2 nothing is published there; 3 faults, each on a line
    with its file.

    \b
    Examples:
      fenjie verify
      fenjie verify normalized --raw raw --json
    """
    from pipeline.cli.progress import progress_bar
    from pipeline.engine.verify import verify as check
    from pipeline.publish.verify import as_json

    with progress_bar(quiet=quiet) as progress:
        found = check(out, raw, progress)
    if json:
        faults = as_json(found.faults)
        output.write_json({"faults": faults, "folders": found.folders, "sources": found.sources})
    else:
        for fault in found.faults:
            output.write(f"{fault.path}: {fault.kind}: {fault.message}\n")
    if not quiet:
        sources = "no raw/" if found.sources is None else f"{found.sources} sources"
        output.say(f"{len(found.faults)} faults; {found.folders} folders, {sources} checked")
    raise typer.Exit(3 if found.faults else 0)


def trace(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A task (t-…), its field (t-….text), its owner (t-…/1), a repair (r-…) or a "
            "cell (c-0-3-1).",
        ),
    ],
    out: Out = Path("normalized"),
    document: Annotated[str | None, typer.Option(help="This document alone.")] = None,
    edition: Annotated[str | None, typer.Option(help="This edition, not the newest.")] = None,
    image: Annotated[
        Path | None, typer.Option(help="Draw the place on its page as PNG.", metavar="OUT.png")
    ] = None,
    raw: Raw = None,
    dictionaries: Dictionaries = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Follow a published value back to the printed cell.

    \b
    Examples:
      fenjie trace t-8e368482dd2d
      fenjie trace t-8e368482dd2d/1 --json
      fenjie trace t-8e368482dd2d.owner_text --image cell.png
    """
    from pipeline.cli.tracing import as_text
    from pipeline.engine.trace import trace as follow

    found = follow(out, id, document=document, edition=edition, dictionaries=dictionaries)
    if image is not None:
        from pipeline.engine.picture import draw_trace

        drawn = draw_trace(found, out, raw, image)
        if not quiet:
            output.say(f"{image}: {drawn}")
    if json:
        output.write_json(found)
    else:
        output.write(as_text(found))
