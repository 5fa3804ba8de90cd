"""``fenjie dictionary``: check what people wrote, see what is missing, ask why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import output
from pipeline.cli.options import Date, Dictionaries, Json, Jurisdiction, Quiet, Verbose

app = typer.Typer(
    name="dictionary",
    help="Check and extend the dictionaries of bodies, or ask why a name is read as it is.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def check(
    directory: Annotated[
        Path | None,
        typer.Argument(help="The dictionaries; those of a run here if not given.", metavar="DIR"),
    ] = None,
    dictionaries: Dictionaries = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say every fault in the dictionaries with file and line.

    A DIR that holds every dictionary file is checked alone, any other together with the
    delivered files. Exit codes: 0 sound; 2 there are faults.

    \b
    Examples:
      fenjie dictionary check
      fenjie dictionary check dictionaries --json
    """
    from pipeline.engine.dictionary import check as run_check

    found = run_check(directory, dictionaries)
    if json:
        output.write_json({"directories": found.directories, "problems": found.problems})
    elif found.problems:
        output.write("".join(f"{problem}\n" for problem in found.problems))
    elif not quiet:
        output.write(f"The dictionaries are sound: {', '.join(found.directories)}\n")
    if found.problems:
        if len(found.directories) > 1 and not quiet:
            output.say(f"Read, in this order: {', '.join(found.directories)}")
        raise typer.Exit(2)


@app.command()
def suggest(
    out: Annotated[Path, typer.Argument(help="Where it was published.")] = Path("normalized"),
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Turn the names that stayed unresolved into lines for the dictionaries.

    The most frequent come first, each with the bodies it may mean and why. Paste the line
    that is right into a file of your dictionaries/, and check it.

    \b
    Examples:
      fenjie dictionary suggest
      fenjie dictionary suggest normalized --json
    """
    from dataclasses import asdict

    from pipeline.engine.dictionary import suggest as run_suggest
    from pipeline.owners import suggestion_lines

    found = run_suggest(out)
    if json:
        output.write_json([asdict(one) for one in found])
        return
    output.write(suggestion_lines(found))
    if not found and not quiet:
        output.say("Every name is resolved or settled; there is nothing to suggest.")


@app.command()
def explain(
    text: Annotated[list[str], typer.Argument(help="Names of bodies, or whole owner texts.")],
    jurisdiction: Jurisdiction = None,
    date: Date = None,
    dictionaries: Dictionaries = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say in words which body a name means at a place and date, and why.

    \b
    Examples:
      fenjie dictionary explain 市政务数据管理局 --jurisdiction 441900
      fenjie dictionary explain 市公安消防局 --jurisdiction 441900 --date 2012
    """
    from pipeline.engine.single import resolve_texts

    for resolution in resolve_texts(
        text,
        jurisdiction=jurisdiction,
        date=date,
        dictionaries=dictionaries,
        told=output.teller(quiet=quiet),
    ):
        output.write_explanation(resolution)
