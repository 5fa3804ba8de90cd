"""``fenjie diff``: what changed between two editions, in the form that its reader needs."""

from __future__ import annotations

import contextlib
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import output
from pipeline.cli.options import Date, Dictionaries, Jurisdiction, Quiet, Verbose
from pipeline.errors import CallError

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.diff.write.words import Language


class Format(StrEnum):
    """How the changes are written."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"
    parquet = "parquet"


class Severity(StrEnum):
    """How grave a change must be."""

    substance = "substance"
    form = "form"
    none = "none"


class Lang(StrEnum):
    """The language of labels; what documents say stays as it is."""

    zh = "zh"
    en = "en"


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="DOCUMENT@EDITION, a snapshot folder or a file.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, of the newer edition.")],
    format: Annotated[
        Format | None,
        typer.Option(help="By the name of the output file, else text, if not given."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here, not to stdout.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where there are changes.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="Tasks of this bureau alone, by ID or name; may be repeated.", metavar="BUREAU"
        ),
    ] = None,
    severity: Annotated[
        Severity, typer.Option(help="Changes as grave as this, or graver.")
    ] = Severity.none,
    lang: Annotated[
        Lang | None, typer.Option(help="zh for html and en for the others if not given.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where editions are published.")] = Path("normalized"),
    raw: Annotated[
        Path | None,
        typer.Option(
            help="The sources, for page pictures in html; raw/ beside --out if not given."
        ),
    ] = None,
    jurisdiction: Jurisdiction = None,
    date: Date = None,
    dictionaries: Dictionaries = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say what changed between two editions: each change once, by its name.

    Numbers that only shifted are counted, not listed. json, csv and parquet have one object or
    row for each change; html is one page that works without a network. Exit codes: 0 done, or
    the same; 1 with --exit-code: different; 2 the call is wrong; 4 a file cannot be used.

    \b
    Examples:
      fenjie diff dongguan-fire-reform@2021-08-26 dongguan-fire-reform@2023-05-01
      fenjie diff 2021.docx 2023.pdf --jurisdiction 441900 --severity substance
      fenjie diff doc@2021 doc@2023 --output changes.html --lang zh
      fenjie diff doc@2021 doc@2023 --only 市公安局 --format json --exit-code
    """
    from pipeline.diff import write
    from pipeline.diff.narrow import Wanted, bodies_named, narrow
    from pipeline.engine.comparing import compare_named

    kind = format or _by_name(file)
    if kind is Format.parquet and file is None:
        raise CallError("parquet is no text for stdout. Name a file: --output changes.parquet")
    whole = compare_named(
        old,
        new,
        out=out,
        jurisdiction=jurisdiction,
        date=date,
        dictionaries=dictionaries,
        told=output.teller(quiet=quiet),
    )
    wanted = Wanted(bodies_named((whole.old, whole.new), only or ()), severity.value)
    found = narrow(whole, wanted)
    language: Language = (lang or (Lang.zh if kind is Format.html else Lang.en)).value
    if kind is Format.text and file is None:
        _print(write.as_text(found, wanted, language, coloured=_coloured()))
    elif kind is Format.text:
        lines = write.as_text(found, wanted, language, coloured=False)
        _deliver("".join(f"{line.plain.rstrip()}\n" for line in lines), file)
    elif kind is Format.json:
        made = json.dumps(write.as_json(found), ensure_ascii=False, indent=2)
        _deliver(f"{made}\n", file)
    elif kind is Format.csv:
        _deliver(write.as_csv(found, language), file)
    elif kind is Format.parquet:
        _deliver(write.as_parquet(found, language), file)
    else:
        from pipeline.engine.page_pictures import page_pictures

        pictures = page_pictures(found, raw)
        _deliver(write.as_html(found, wanted, language, pictures), file)
    if file is not None and not quiet:
        number = len(found.changes)
        output.say(f"{file}: {number:,} change{'' if number == 1 else 's'}")
    if exit_code and found.changes:
        raise typer.Exit(1)


def _by_name(file: Path | None) -> Format:
    suffix = "" if file is None else file.suffix.lower().removeprefix(".")
    suffix = {"htm": "html"}.get(suffix, suffix)
    return Format(suffix) if suffix in set(Format) else Format.text


def _coloured() -> bool:
    from rich.console import Console

    console = Console()
    return console.is_terminal and not console.no_color


def _print(lines: list[Text]) -> None:
    """To stdout, with colour on a terminal unless NO_COLOR is set."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as captured:
        for line in lines:
            console.print(line)
    output.write(captured.get())


def _deliver(made: str | bytes, file: Path | None) -> None:
    """A file is written whole or not at all: beside its place first, then into it."""
    if file is None:
        output.write(str(made))
        return
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        aside.write_bytes(made.encode() if isinstance(made, str) else made)
        aside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise CallError(f"{file}: cannot be written ({error.strerror}).") from error
