"""A process and all that it started: memory held, processor time used, and their end. Linux."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

_TIMES = slice(11, 15)  # of ``stat`` behind the name: its own two and those of ended children


def descendants(process: int) -> list[int]:
    """The process, then all that it started and that still run."""
    found = [process]
    for one in found:  # it grows while it is walked
        with suppress(OSError):
            for task in os.listdir(f"/proc/{one}/task"):
                listed = Path(f"/proc/{one}/task/{task}/children").read_bytes()
                found += map(int, listed.split())
    return found


def megabytes(process: int) -> float:
    """The memory that a process holds of its own; 0 for one that has ended."""
    return _of_status(process, b"RssAnon:")


def megabytes_reserved(process: int) -> float:
    """The memory that a process may write to, whether it holds it yet or not."""
    return _of_status(process, b"VmData:")


def seconds(process: int) -> float:
    """The processor time that a process and its ended children used; 0 for one that has ended."""
    with suppress(OSError, ValueError):
        # The name of the program, in brackets, may hold anything.
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return sum(map(int, fields[_TIMES])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def seconds_kept_waiting(process: int) -> float:
    """How long a process could have run while others did; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{process}/schedstat").read_bytes().split()[1]) / 1e9
    return 0.0


def end(process: int) -> None:
    """End a process that leads a group of its own, with all that it started, and wait for it."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGSTOP)  # so that it starts no more while they are looked for
    groups = {process}
    for one in descendants(process)[1:]:
        with suppress(ProcessLookupError):
            groups.add(os.getpgid(one))
    for group in groups - {os.getpgrp()}:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    os.waitpid(process, 0)


def _of_status(process: int, key: bytes) -> float:
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_bytes()
        _, found, rest = status.partition(key)
        return int(rest.split(None, 1)[0]) / 1024 if found else 0.0
    return 0.0
