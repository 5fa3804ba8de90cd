"""One file read in a process of its own, with limits of time and of memory.

    read ─ fork ─▶ extract.read ─ pipe ─▶ Extraction
      └ watches: what takes too long or grows too large is killed

A file made to harm, or a fault in a library that is not ours, ends that process and nothing
else: the file is set aside with the reason, like any other that cannot be read. The fork
costs some milliseconds. Only on Linux can a process with libraries loaded be forked safely
and its memory be watched; elsewhere files are read in this process and without limits.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from pipeline import extract
from pipeline.engine import parcel
from pipeline.errors import CallError, SourceError
from pipeline.extract.format import has_pages
from pipeline.records import Extraction

Revisions: TypeAlias = Literal["final", "original"]
PdfEngine: TypeAlias = Literal["pdfium", "pdfplumber"]

SECONDS, MEGABYTES = "FENJIE_READER_SECONDS", "FENJIE_READER_MB"
_RAISED = b"raised "  # what follows is an error
_IDLE = 4.0  # by the clock, what the processor's time is multiplied by
_TICK = 0.02  # seconds between two looks at the process
_MB = 2**20
_HIGHEST_DESCRIPTOR = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take.

    ``seconds`` of processor time, and as many again for each 20 MB of the file; four times as
    many may pass by the clock. ``megabytes`` of memory, beside what the command itself holds.
    PDF and pictures, whose pages may have to be recognised one by one, get twenty times the
    time and three times the memory.
    """

    seconds: float = 20.0
    megabytes: float = 800.0

    def of(self, path: Path) -> tuple[float, float]:
        """Seconds and megabytes for a file."""
        with suppress(OSError):
            if has_pages(path):
                return 20 * self._seconds(path), 3 * self.megabytes
            return self._seconds(path), self.megabytes
        return self.seconds, self.megabytes

    def _seconds(self, path: Path) -> float:
        return self.seconds * (1 + path.stat().st_size / (20 * _MB))


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that a person has set, else the usual ones. Raises ``CallError``."""
    usual = Limits()
    return Limits(
        _number(environment, SECONDS, usual.seconds),
        _number(environment, MEGABYTES, usual.megabytes),
    )


def read(
    path: Path,
    revisions: Revisions = "final",
    limits: Limits | None = None,
    *,
    pdf_engine: PdfEngine = "pdfium",
    workers: int = 1,
) -> Extraction:
    """What ``extract.read`` gives, within limits: those given, or of the environment.

    Raises what it raises, and ``SourceError``: ``reader_time``, ``reader_memory``,
    ``reader_died``.
    """
    how = partial(extract.read, path, path.name, revisions, pdf_engine=pdf_engine, workers=workers)
    if sys.platform != "linux":
        return how()
    seconds, megabytes = (limits or limits_of(os.environ)).of(path)
    receiver, sender = Pipe(duplex=False)
    with warnings.catch_warnings():
        # The child runs one thread, takes no lock that another held, and never returns here.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    with suppress(OSError):
        os.setpgid(child, child)  # 0 is the child itself; both do it, for either may be first
    if not child:
        _read_and_send(how, path.name, sender)
    sender.close()
    try:
        with receiver:
            sent = _received(receiver, child, path.name, seconds, megabytes)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # with the processes that share its work
        os.waitpid(child, 0)
    if sent.startswith(_RAISED):
        raise pickle.loads(sent.removeprefix(_RAISED))
    return parcel.unpack(sent)


def _received(
    receiver: Connection, child: int, name: str, seconds: float, megabytes: float
) -> bytes:
    """What the child sends. Raises ``SourceError`` where it exceeds a limit or dies."""
    end = time.monotonic() + _IDLE * seconds
    before = _megabytes(child)
    while not receiver.poll(_TICK):
        if _seconds(child) > seconds or time.monotonic() > end:
            raise _failed(
                "time", name, f"Reading it takes longer than {seconds:.0f} seconds", SECONDS
            )
        if _megabytes(child) - before > megabytes:
            raise _failed(
                "memory",
                name,
                f"Reading it takes more than {megabytes:.0f} MB of memory",
                MEGABYTES,
            )
    try:
        return receiver.recv_bytes()
    except EOFError as error:
        raise SourceError(
            "reader_died",
            name,
            "The process that read it died: a library crashed, or memory ran out.",
            "Open the document in Word, WPS or a PDF reader and save it anew.",
        ) from error


def _failed(what: str, name: str, message: str, variable: str) -> SourceError:
    return SourceError(
        f"reader_{what}",
        name,
        f"{message}.",
        f"Check that it is the document you mean; where it is, raise the limit ({variable}).",
    )


def _megabytes(process: int) -> float:
    """The memory that a process holds of its own; 0 for one that has ended."""
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_bytes()
        _, found, rest = status.partition(b"RssAnon:")
        return int(rest.split(None, 1)[0]) / 1024 if found else 0.0
    return 0.0


def _seconds(process: int) -> float:
    """The processor time that a process has used; 0 for one that has ended."""
    with suppress(OSError, ValueError):
        # The name of the program, in brackets, may hold anything; user and system time follow.
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _number(environment: Mapping[str, str], name: str, usual: float) -> float:
    text = environment.get(name)
    if text is None:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise CallError(f"{name} is {text!r}; it must be a number above 0.")
    return number


# --- in the child --------------------------------------------------------------------


def _read_and_send(how: Callable[[], Extraction], name: str, sender: Connection) -> NoReturn:
    """Read the file, send what came of it, and end without touching what the parent has open."""
    status = 1
    try:
        gc.freeze()  # what is there already is not looked at, and its memory not copied
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # A lock of the parent must not outlive it in here.
        _close_all_but(sender.fileno(), _tracker())
        sender.send_bytes(_outcome(how, name))
        status = 0
    finally:
        os._exit(status)


def _close_all_but(*kept: int) -> None:
    lowest = 3
    for descriptor in sorted(kept):
        os.closerange(lowest, descriptor)
        lowest = descriptor + 1
    os.closerange(lowest, _HIGHEST_DESCRIPTOR)


def _tracker() -> int:
    """How to reach the helper of ``multiprocessing``, where it runs: pools hang without it."""
    known = getattr(resource_tracker, "_resource_tracker", None)
    descriptor = getattr(known, "_fd", None)
    return 2 if descriptor is None else int(descriptor)


def _outcome(how: Callable[[], Extraction], name: str) -> bytes:
    try:
        return parcel.pack(how())
    except MemoryError:
        why = "Reading it takes more memory than there is"
        return _RAISED + pickle.dumps(_failed("memory", name, why, MEGABYTES))
    except SourceError as error:
        return _RAISED + pickle.dumps(error)
    except Exception as error:
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return _RAISED + pickle.dumps(told)
