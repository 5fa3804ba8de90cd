"""Data to stdout, words for people to stderr."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import NoReturn

from pipeline.errors import CallError


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
