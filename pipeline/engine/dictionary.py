"""Growing the dictionaries: what is wrong in them, and what published owners still lack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import dictionaries, owners
from pipeline.engine import vocabulary
from pipeline.engine.published import unresolved
from pipeline.errors import ConfigurationError
from pipeline.owners import Unknown
from pipeline.records import Candidate

# How the reason of a surface begins that a person has settled: nothing is left to suggest.
_SETTLED = "not a body; settled by"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, in order, and every problem as ``file:line: what is wrong``."""

    directories: tuple[str, ...]
    problems: tuple[str, ...]


def check(directory: Path | None = None, given: Path | None = None) -> Checked:
    """Look for faults in dictionaries.

    Without ``directory`` those that a run in this folder would use: the delivered ones, the
    project's own, and ``given``. A ``directory`` that holds every dictionary file is read
    alone; any other together with the delivered files, which it overrides and extends. A row
    that cannot be read ends the reading, and is then the only problem told.

    Raises ``CallError`` where ``directory`` or ``given`` is no folder of dictionaries.
    """
    base = None
    if directory is None:
        extra = vocabulary.find(given, Path.cwd())
    else:
        extra = tuple(dict.fromkeys((*vocabulary.find(directory), *vocabulary.find(given))))
        if vocabulary.is_whole(directory):
            base, extra = directory, tuple(path for path in extra if path != directory)
    read = (base or dictionaries.default_directory(), *extra)
    problems = [
        f"{path / name}:1: no dictionary file has this name, so it is not read; give it the "
        "name of one."
        for path in read
        for name in vocabulary.unread(path)
    ]
    try:
        problems += dictionaries.check(vocabulary.load(*extra, base=base).dictionaries)
    except ConfigurationError as error:
        problems.append(str(error))
    return Checked(tuple(map(str, read)), tuple(problems))


def suggest(out: Path) -> tuple[Unknown, ...]:
    """What stayed unresolved in the newest editions of ``out``, most frequent first.

    Surfaces that a person has settled are left out. Raises ``CallError`` where nothing is
    published.
    """
    return owners.suggest(
        Unknown(
            surface=row["surface"],
            jurisdiction=row["jurisdiction"] or "",
            reason=row["reason"],
            candidates=tuple(Candidate(**candidate) for candidate in row["candidates"]),
            count=row["count"],
        )
        for row in unresolved(out)
        if not row["reason"].startswith(_SETTLED)
    )
