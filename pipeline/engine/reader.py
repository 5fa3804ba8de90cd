"""One file read in a process of its own, with limits of time and of memory.

    within_limits ─ fork ─▶ extract.read, or what draws a page ─ pipe ─▶ bytes
      └ watches: what takes too long or grows too large is killed, with all that it started

A file made to harm, or a fault in a library that is not ours, ends that process and nothing
else: the file is set aside with the reason, like any other that cannot be read. What is read on
a page and on none before earns time for the next, so that long documents have as much as they
need and a file of which nothing new can be had ends soon. The fork costs some milliseconds.
Only on Linux can a process with libraries loaded be forked safely and its memory be watched;
elsewhere files are read in this process and without limits.
"""

from __future__ import annotations

import gc
import os
import pickle
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from pipeline import extract
from pipeline.engine import parcel, process_tree
from pipeline.engine.progress import Listener, PagesHeard, Teller, unheard
from pipeline.errors import CallError, SourceError
from pipeline.extract.format import has_pages
from pipeline.extract.orphans import end_with
from pipeline.extract.told import PageTold, nobody
from pipeline.records import Extraction

Revisions: TypeAlias = Literal["final", "original"]
PdfEngine: TypeAlias = Literal["pdfium", "pdfplumber"]

SECONDS, MEGABYTES = "FENJIE_READER_SECONDS", "FENJIE_READER_MB"
_RAISED = b"raised "  # what follows is an error
_IDLE = 4.0  # by the clock, what the processor's time is multiplied by
_TICK = 0.02  # seconds between two looks at the process
_MB = 2**20
_BESIDE = 150.0  # MB that may be reserved and not held
# What libraries say that do not raise MemoryError.
_OUT_OF_MEMORY = re.compile(r"(?i)bad.?alloc|insufficient memory|failed to allocate")
_HIGHEST_DESCRIPTOR = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take, with all processes that share in it.

    ``seconds`` of processor time, and what the pages of a PDF or picture file earn (see
    ``progress``), or for another file as many again for each 20 MB; four times as many may
    pass by the clock, without what others on the machine took. ``megabytes`` of memory,
    beside what the command itself holds.
    """

    seconds: float = 20.0
    megabytes: float = 700.0

    def seconds_of(self, path: Path) -> float:
        """Seconds for a file before any of its pages is read."""
        with suppress(OSError):
            if not has_pages(path):
                return self.seconds * (1 + _size(path) / (20 * _MB))
        return self.seconds

    def earned(self, told: float) -> float:
        """Seconds for pages that earn so many with the usual limits."""
        return told * self.seconds / Limits().seconds


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
    heard: PagesHeard = unheard,
) -> Extraction:
    """What ``extract.read`` gives, within limits: those given, or of the environment.

    ``heard`` is told how many pages are read, whenever there are more. Raises what it raises,
    and ``SourceError``: ``reader_time``, ``reader_memory``, ``reader_died``.
    """
    how = partial(extract.read, path, path.name, revisions, pdf_engine=pdf_engine, workers=workers)
    if sys.platform != "linux":
        return how()
    by_pdfplumber = pdf_engine == "pdfplumber"
    sent = within_limits(
        lambda told: parcel.pack(how(told=told)),
        path,
        limits,
        by_pdfplumber=by_pdfplumber,
        heard=heard,
    )
    return parcel.unpack(sent)


def within_limits(
    how: Callable[[PageTold], bytes],
    path: Path,
    limits: Limits | None = None,
    *,
    by_pdfplumber: bool = False,
    heard: PagesHeard = unheard,
) -> bytes:
    """What ``how`` makes of a file, called in a process of its own; it tells of each page read.

    Raises what ``how`` raises, and what ``read`` does.
    """
    if sys.platform != "linux":
        return how(nobody)
    limits = limits or limits_of(os.environ)
    with _folder() as folder:
        told = folder / "pages"
        listener = Listener(told, _size(path), heard, by_pdfplumber=by_pdfplumber)
        teller = Teller(told)
        sent = _read_apart(lambda: how(teller), path, limits, listener, folder)
    if sent.startswith(_RAISED):
        raise pickle.loads(sent.removeprefix(_RAISED))
    return sent


def _size(path: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked, which its reading will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for all that is written while the file is read; nothing is left of it."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="fenjie-", ignore_cleanup_errors=True)
    except OSError as error:
        message = f"There is no folder for temporary files ({error}). Set TMPDIR to one."
        raise CallError(message) from error
    with folder as name:
        yield Path(name)


def _read_apart(
    how: Callable[[], bytes], path: Path, limits: Limits, listener: Listener, folder: Path
) -> bytes:
    """What a process of its own gives back of a file."""
    receiver, sender = Pipe(duplex=False)
    with warnings.catch_warnings():
        # The child runs one thread, takes no lock that another held, and never returns here.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent = os.getpid()
        child = os.fork()
    with suppress(OSError):
        os.setpgid(child, child)  # 0 is the child itself; both do it, for either may be first
    if not child:
        _read_and_send(how, path.name, limits, sender, folder, parent)
    sender.close()
    try:
        with receiver:
            return _received(receiver, child, path, limits, listener)
    finally:
        process_tree.end(child)


def _received(
    receiver: Connection, child: int, path: Path, limits: Limits, listener: Listener
) -> bytes:
    """What the child sends. Raises ``SourceError`` where it exceeds a limit or dies."""
    start, least, waited = time.monotonic(), limits.seconds_of(path), 0.0
    before = float(_next(receiver, path))  # MB, what it held when it began
    while not receiver.poll(_TICK):
        together = process_tree.descendants(child)
        seconds = least + limits.earned(listener.earned())
        used = sum(map(process_tree.seconds, together))
        waited = max(waited, sum(map(process_tree.seconds_kept_waiting, together)))
        if used > seconds or time.monotonic() - start - waited > _IDLE * seconds:
            message = f"Reading it takes longer than {seconds:.0f} seconds"
            raise _failed("time", path.name, message, SECONDS)
        # Each copy of this process holds what this one held.
        held = (max(0.0, process_tree.megabytes(each) - before) for each in together)
        if sum(held) > limits.megabytes:
            raise _too_large(path.name, limits)
    return _next(receiver, path)


def _next(receiver: Connection, path: Path) -> bytes:
    try:
        return receiver.recv_bytes()
    except EOFError as error:
        raise SourceError(
            "reader_died",
            path.name,
            "The process that read it died: a library crashed, or memory ran out.",
            "Open the document in Word, WPS or a PDF reader and save it anew.",
        ) from error


def _too_large(name: str, limits: Limits) -> SourceError:
    message = f"Reading it takes more than {limits.megabytes:.0f} MB of memory"
    return _failed("memory", name, message, MEGABYTES)


def _failed(what: str, name: str, message: str, variable: str) -> SourceError:
    return SourceError(
        f"reader_{what}",
        name,
        f"{message}.",
        f"Check that it is the document you mean; where it is, raise the limit ({variable}).",
    )


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


def _read_and_send(
    how: Callable[[], bytes],
    name: str,
    limits: Limits,
    sender: Connection,
    folder: Path,
    parent: int,
) -> NoReturn:
    """Read the file, send what came of it, and end without touching what the parent has open."""
    status = 1
    try:
        end_with(parent)
        gc.freeze()  # what is there already is not looked at, and its memory not copied
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # A lock of the parent must not outlive it in here.
        _close_all_but(sender.fileno(), _tracker())
        _limit_memory(limits.megabytes)
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        sender.send_bytes(str(process_tree.megabytes(os.getpid())).encode())
        sender.send_bytes(_outcome(how, name, limits))
        status = 0
    finally:
        os._exit(status)


def _limit_memory(megabytes: float) -> None:
    """Refuse memory from the system, too: one large request is faster than any watch."""
    most = process_tree.megabytes_reserved(os.getpid()) + megabytes + _BESIDE
    with suppress(OSError, ValueError):  # where a lower limit is set already
        resource.setrlimit(resource.RLIMIT_DATA, (int(most * _MB), int(most * _MB)))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


def _outcome(how: Callable[[], bytes], name: str, limits: Limits) -> bytes:
    try:
        return how()
    except MemoryError:
        return _RAISED + pickle.dumps(_too_large(name, limits))
    except (CallError, SourceError) as error:
        return _RAISED + pickle.dumps(error)
    except Exception as error:
        if _OUT_OF_MEMORY.search(str(error)):
            return _RAISED + pickle.dumps(_too_large(name, limits))
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return _RAISED + pickle.dumps(told)
