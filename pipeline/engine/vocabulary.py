"""All words that people keep for fenjie: the dictionaries, and the column headers.

Beside the delivered files a project may keep its own, in a folder ``dictionaries/`` next to
its ``raw/``: files of the same names, whose entries override and extend the delivered ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipeline import dictionaries
from pipeline.dictionaries import Dictionaries, files
from pipeline.errors import CallError, ConfigurationError
from pipeline.locate.headers import FURTHER
from pipeline.records import Meaning
from pipeline.terms.keywords import Keywords, Term, read_terms

FOLDER = "dictionaries"
_HEADERS = "headers.csv"
_TERMS = "terms.csv"
_DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the stages look words up in. ``headers`` maps a column header to its meaning.

    ``keywords`` finds the key terms of texts; it loads its word list at the first one.
    ``digest`` is over the bytes of every file used: another word makes another snapshot.
    ``decisions`` is the part of it that people decided about single names, ``names`` all the
    rest. ``extra`` are the directories read after the delivered one, in order.
    """

    dictionaries: Dictionaries
    headers: Mapping[str, str]
    keywords: Keywords
    digest: str
    extra: tuple[Path, ...] = ()
    decisions: str = ""
    names: str = ""


def load(*extra: Path, base: Path | None = None) -> Vocabulary:
    """The delivered vocabulary (or that of ``base``), then what ``extra`` overrides, in order.

    Raises ``ConfigurationError`` that names file and line.
    """
    try:
        return _load(base, extra)
    except ConfigurationError as error:
        if not extra:
            raise
        read = ", ".join(map(str, (base or dictionaries.default_directory(), *extra)))
        raise ConfigurationError(f"{error} (Read, in this order: {read}.)") from error


def find(given: Path | None, *projects: Path) -> tuple[Path, ...]:
    """The directories to read after the delivered one: the project's own, then ``given``.

    The project's own is the first folder ``dictionaries/`` in ``projects`` that holds a
    dictionary file and is not the delivered one. Raises ``CallError`` where ``given`` is no
    folder or holds no such file.
    """
    delivered = dictionaries.default_directory()
    found: list[Path] = []
    for project in projects:
        own = (project / FOLDER).resolve()
        if _holds_entries(own, delivered):
            if not own.samefile(delivered):
                found.append(own)
            break
    if given is not None:
        if not given.is_dir():
            raise CallError(f"{given}: there is no such folder of dictionaries; check the path.")
        if not _holds_entries(given, delivered):
            raise CallError(
                f"{given}: holds no dictionary file. Such files are named "
                f"{', '.join(sorted(_names(delivered)))} and {_DECISIONS}/*.csv."
            )
        if not any(given.samefile(path) for path in (delivered, *found)):
            found.append(given)
    return tuple(found)


def is_whole(directory: Path) -> bool:
    """Whether a directory holds every file that the delivered one holds."""
    return all((directory / name).is_file() for name in _names(dictionaries.default_directory()))


def unread(directory: Path) -> Iterator[str]:
    """The CSV files of a directory that are not read, because no dictionary has their name."""
    known = _names(dictionaries.default_directory())
    for path in sorted(directory.iterdir()):
        if path.name.endswith((".csv", ".csv.gz")) and path.name not in known:
            yield path.name


def _load(base: Path | None, extra: tuple[Path, ...]) -> Vocabulary:
    loaded = dictionaries.load(base, extra)
    digest = hashlib.sha256(loaded.digest.encode())
    headers: dict[str, str] = {}
    terms: dict[str, Term] = {}
    for directory in (loaded.directory, *extra):
        for name in (_HEADERS, _TERMS):
            path = directory / name
            if directory != loaded.directory and not path.is_file():
                continue
            data = files.read_bytes(path)
            digest.update(hashlib.sha256(data).digest())
            if name == _HEADERS:
                headers |= dict(_headers(data))
            else:
                terms |= {term.word: term for term in read_terms(data, name)}
    words = [name for function in loaded.function_rows for name in (function.name, *function.stems)]
    keywords = Keywords(terms.values(), words)
    directories = (loaded.directory, *extra)
    return Vocabulary(
        loaded,
        headers,
        keywords,
        digest.hexdigest(),
        extra,
        decisions=_digest(p for d in directories for p in sorted((d / _DECISIONS).glob("*.csv"))),
        names=_digest(d / n for d in directories for n in sorted(_names(loaded.directory))),
    )


def _digest(paths: Iterable[Path]) -> str:
    """A digest of the bytes of those files that are there."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode() + b"\0")
            digest.update(hashlib.sha256(files.read_bytes(path)).digest())
    return digest.hexdigest()


def _headers(data: bytes) -> Iterator[tuple[str, str]]:
    known = (*get_args(Meaning), *FURTHER)
    for row in files.rows(data, _HEADERS, ("label", "meaning")):
        label, meaning = row.need("label"), row.need("meaning")
        if meaning not in known:
            raise ConfigurationError(
                f"{row.entry}: meaning {meaning} is not known; write {', '.join(known)}."
            )
        yield label, meaning


def _names(delivered: Path) -> set[str]:
    return {path.name for path in delivered.iterdir() if path.name.endswith((".csv", ".csv.gz"))}


def _holds_entries(directory: Path, delivered: Path) -> bool:
    try:
        return any((directory / name).is_file() for name in _names(delivered)) or any(
            (directory / _DECISIONS).glob("*.csv")
        )
    except OSError as error:
        raise CallError(f"{directory}: cannot be read ({error.strerror}).") from error
