"""Data to stdout, words for people to stderr."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

from pipeline.errors import CallError


def use_utf8() -> None:
    """Data are UTF-8 whatever the console is set to; what it cannot show is escaped on stderr."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


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
