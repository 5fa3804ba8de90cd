"""The commands. Each parses, makes one library call, prints, and gives the exit code."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import pipeline
from pipeline.cli import audit, debug, dictionary, output
from pipeline.cli.diff import diff
from pipeline.cli.history import history
from pipeline.cli.options import Date, Dictionaries, Json, Jurisdiction, Quiet, Verbose

app = typer.Typer(
    help="From government task-breakdown tables (任务分解表) to data with canonical bureau IDs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How ``extract`` prints."""

    json = "json"
    csv = "csv"
    text = "text"


class Revisions(StrEnum):
    """Whether tracked changes count as made or as not made."""

    final = "final"
    original = "original"


class PdfEngine(StrEnum):
    """Which library's reading of a PDF page counts first."""

    pdfium = "pdfium"
    pdfplumber = "pdfplumber"


PdfFirst = Annotated[
    PdfEngine, typer.Option(help="Whose reading of a PDF page counts first; both are counted.")
]


def _version(wanted: bool) -> None:
    if wanted:
        output.write(f"fenjie {pipeline.__version__}\n")
        raise typer.Exit


def _engine(name: str) -> str:
    if name != "local":
        raise typer.BadParameter(f"this version has no engine {name!r}, only 'local'.")
    return name


@app.callback()
def fenjie(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take one of the commands below; `fenjie COMMAND --help` shows examples."""


@app.command()
def refresh(
    raw: Annotated[Path, typer.Argument(help="The documents.")] = Path("raw"),
    out: Annotated[Path, typer.Argument(help="Where to publish.")] = Path("normalized"),
    edition: Annotated[str | None, typer.Option(help="This edition alone.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="This document alone; may be repeated.", metavar="DOC")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as processors if not given.")
    ] = None,
    engine: Annotated[str, typer.Option(help="Where to work: local.", callback=_engine)] = "local",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Publish nothing.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Publish nothing unless everything can be published.")
    ] = False,
    pdf_engine: PdfFirst = PdfEngine.pdfium,
    dictionaries: Dictionaries = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read what is new in RAW and publish it into OUT: the main job.

    Exit codes: 0 done; 1 a defect of fenjie; 2 the call or configuration is wrong; 3 done,
    but something was quarantined; 4 nothing could be published.

    \b
    Examples:
      fenjie refresh
      fenjie refresh raw normalized --only dongguan-fire-reform
      fenjie refresh --dry-run --strict
      fenjie refresh --dictionaries our-bodies
    """
    from pipeline.cli.progress import progress_bar
    from pipeline.cli.summary import print_summary
    from pipeline.engine.refresh import refresh as run_refresh

    with progress_bar(quiet=quiet) as progress:
        run = run_refresh(
            raw,
            out,
            only=only or (),
            edition=edition,
            workers=workers,
            dry_run=dry_run,
            strict=strict,
            dictionaries=dictionaries,
            pdf_engine=pdf_engine.value,
            progress=progress,
        )
    if json:
        output.write_json(run.as_json())
    if not quiet:
        print_summary(run, dry_run=dry_run, verbose=verbose)
    raise typer.Exit(run.exit_code)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A DOCX, PDF or text file.")],
    jurisdiction: Jurisdiction = None,
    date: Date = None,
    tables: Annotated[
        bool,
        typer.Option("--tables", help="What the reader saw before any repair: as JSON, or drawn."),
    ] = False,
    format: Annotated[
        Format, typer.Option(help="json: all; csv: the tasks; text: for people.")
    ] = Format.json,
    revisions: Annotated[
        Revisions, typer.Option(help="Tracked changes of Word: as made, or as not made.")
    ] = Revisions.final,
    pdf_engine: PdfFirst = PdfEngine.pdfium,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that share the pages of a large PDF.")
    ] = 1,
    dictionaries: Dictionaries = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read one FILE and print its tasks, assignments, repairs, unresolved names and ledger.

    A file in a raw/ layout takes its document.toml and the date of its edition. Exit codes:
    0 done; 2 the call or configuration is wrong; 3 the ledger does not balance; 4 the file
    cannot be used.

    \b
    Examples:
      fenjie extract 任务分解表.docx --jurisdiction 441900 --date 2021-08-26
      fenjie extract 任务分解表.pdf --format text
      fenjie extract 任务分解表.pdf --tables --format text
      fenjie extract 任务分解表.docx --revisions original
    """
    from pipeline.engine.single import draw_tables, extract_file, read_tables

    if tables:
        if format is Format.csv:
            raise typer.BadParameter("--tables is printed as json or text, not as csv.")
        if format is Format.text:
            output.write(
                draw_tables(file, output.width(), revisions.value, pdf_engine.value, workers)
            )
        else:
            output.write_row_lists(read_tables(file, revisions.value, pdf_engine.value, workers))
        return
    with output.pages_told(file.name, quiet=quiet) as heard:
        found = extract_file(
            file,
            jurisdiction=jurisdiction,
            date=date,
            dictionaries=dictionaries,
            revisions=revisions.value,
            pdf_engine=pdf_engine.value,
            workers=workers,
            told=output.teller(quiet=quiet),
            heard=heard,
        )
    if format is Format.json:
        output.write_row_lists(found)
    elif format is Format.csv:
        from pipeline.publish.files import csv_text
        from pipeline.publish.schema import TASKS

        output.write(csv_text(TASKS, found["tasks"]))
    else:
        from pipeline.cli.reading import as_text

        output.write(as_text(found))
    if not found["ledger"]["balanced"]:
        output.fail(f"{file}: the count of printed characters does not balance.", 3)


@app.command()
def resolve(
    text: Annotated[
        list[str] | None, typer.Argument(help="Owner texts; without any, stdin, one a line.")
    ] = None,
    jurisdiction: Jurisdiction = None,
    date: Date = None,
    explain: Annotated[bool, typer.Option("--explain", help="In words, for people.")] = False,
    dictionaries: Dictionaries = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read owner texts and print the bodies they name: one JSON object a line.

    \b
    Examples:
      fenjie resolve 市公安局、市民政局 --jurisdiction 441900
      fenjie resolve --jurisdiction 441900 --date 2021-08-26 < owners.txt
      fenjie resolve 市政务数据管理局 --jurisdiction 441900 --explain
    """
    from pipeline.engine.single import resolve_texts
    from pipeline.owners import as_json

    for resolution in resolve_texts(
        text or output.lines_of_stdin(),
        jurisdiction=jurisdiction,
        date=date,
        dictionaries=dictionaries,
        told=output.teller(quiet=quiet),
    ):
        if explain:
            output.write_explanation(resolution)
        else:
            output.write_json(as_json(resolution), indent=None)


@app.command()
def versions(
    out: Annotated[Path, typer.Argument(help="Where it was published.")] = Path("normalized"),
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List the documents, editions and snapshots in OUT.

    * marks what is in current/, - a snapshot of an earlier run.

    \b
    Examples:
      fenjie versions
      fenjie versions normalized --json
    """
    from pipeline.engine.published import versions as list_versions

    found = list_versions(out)
    if json:
        output.write_json(found)
        return
    for row in found:
        mark = "*" if row["current"] else " " if row["published"] else "-"
        output.write(
            f"{mark} {row['document_id']}@{row['edition']}  {row['snapshot']}  "
            f"{row['tasks']} tasks  {row['title']}\n"
        )


@app.command()
def doctor(json: Json = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Say what this machine has, and what each missing thing is needed for.

    \b
    Example:
      fenjie doctor
    """
    from dataclasses import asdict

    from pipeline.engine.doctor import examine

    checks = examine()
    if json:
        output.write_json([asdict(check) for check in checks])
        return
    for check in checks:
        if check.found is not None:
            output.write(f"ok       {check.name} {check.found}\n")
        else:
            output.write(f"missing  {check.name}: needed for {check.needed_for}. {check.advice}\n")


for command in (diff, history, audit.trace, audit.verify, debug.debug):
    app.command()(command)
app.add_typer(dictionary.app)
