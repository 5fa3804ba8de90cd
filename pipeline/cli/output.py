"""Data to stdout, words for people to stderr."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from pipeline.errors import CallError

if TYPE_CHECKING:
    from pipeline.records import Resolution


def use_utf8() -> None:
    """Data are UTF-8 whatever the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An argument that is no UTF-8 comes out as \\udcXX, which JSON reads back.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write to stdout. A reader that has gone (``| head``) ends the program without complaint."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must not be tried again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def write_json(value: object, *, indent: int | None = 2) -> None:
    """Write one JSON value and a line end; Chinese as it is."""
    write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def write_row_lists(value: Mapping[str, object]) -> None:
    """Write one JSON object with each row of its lists on a line of its own.

    As readable as an indented one, and several times as fast to make.
    """
    write(
        "{\n" + ",\n".join(f"{_json(key)}: {_rows(part)}" for key, part in value.items()) + "\n}\n"
    )


def _rows(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n  " + ",\n  ".join(map(_json, value)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_explanation(resolution: Resolution) -> None:
    """Write what an owner text was read as, and why, in words."""
    from pipeline.owners import explain

    write(explain(resolution).rstrip("\n") + "\n")


def width() -> int:
    """Columns of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def teller(*, quiet: bool) -> Callable[[str], None]:
    """What says a line for people to stderr, or with ``quiet`` says nothing."""
    return (lambda line: None) if quiet else say


@contextmanager
def pages_told(name: str, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Gives what says how many pages of a file are read, on one line of a terminal."""
    shown = sys.stderr.isatty() and not quiet

    def told(pages: int) -> None:
        if shown:
            print(f"\r\x1b[K{name}: {pages} pages read", end="", file=sys.stderr, flush=True)

    try:
        yield told
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def say(text: str) -> None:
    """Write a line for people to stderr."""
    print(text, file=sys.stderr)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong in one message and end with ``code``."""
    say(f"fenjie: {message}")
    raise SystemExit(code)


def lines_of_stdin() -> Iterator[str]:
    """The lines of stdin as they come, without line ends. Raises ``CallError`` if not UTF-8."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise CallError(f"standard input, line {number}: not UTF-8 text.") from error
