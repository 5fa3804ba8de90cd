"""What lies in ``raw/``: documents, their editions, their files, their ``document.toml``.

    raw/<document>/document.toml          facts about the document; every key is optional
    raw/<document>/<edition>/<files>      one issued version, named by its ISO date
    raw/<document>/<files>                an edition whose date is read from the text
    raw/<name>.docx                       a document of one file, named by the file

Hidden files, lock files of office programs (``~$...``) and files called README are passed
over. Nothing else is: what cannot be used becomes a failure with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import CallError, ConfigurationError
from pipeline.records import Meaning

FACTS = "document.toml"
LINEAGE = "lineage.csv"
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Facts:
    """What ``document.toml`` says; ``columns`` maps a printed column header to its meaning."""

    title: str | None = None
    number: str | None = None
    jurisdiction: str | None = None
    columns: tuple[tuple[str, Meaning], ...] = ()
    first_is_lead: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One edition as it lies in ``raw/``; ``edition`` is ``None`` where the text must tell it."""

    document_id: str
    edition: str | None
    files: tuple[Path, ...]
    facts_file: Path | None = None
    lineage_file: Path | None = None


def discover(raw: Path) -> tuple[Source, ...]:
    """Every edition in ``raw``, in order of document and edition.

    Raises ``CallError`` where ``raw`` is not a folder.
    """
    if not raw.is_dir():
        raise CallError(
            f"{raw}: there is no such folder. Give the folder that holds the documents."
        )
    sources: list[Source] = []
    single: dict[str, list[Path]] = {}
    for entry in _entries(raw):
        if entry.is_dir():
            sources += _document(entry)
        else:
            single.setdefault(entry.stem, []).append(entry)
    sources += [Source(printable(name), None, tuple(files)) for name, files in single.items()]
    return tuple(sorted(sources, key=lambda source: (source.document_id, source.edition or "")))


def beside(out: Path) -> Path | None:
    """The folder raw/ that lies beside ``out``, ``None`` where there is none."""
    folder = out.resolve().parent / "raw"
    return folder if folder.is_dir() else None


def files_of(sources: Iterable[Source], document_id: str, edition: str) -> dict[str, Path]:
    """The files that may be those of an edition, by the names they have in the published data."""
    return {
        printable(path.name): path
        for source in sources
        if source.document_id == document_id and source.edition in (None, edition)
        for path in source.files
    }


def source_of(file: Path) -> Source:
    """The source that one file makes: with the facts of the raw/ layout that it lies in, if any."""
    edition = file.absolute().parent
    if (edition.parent / FACTS).is_file():
        return Source(edition.parent.name, edition.name, (file,), edition.parent / FACTS)
    if (edition / FACTS).is_file():
        return Source(edition.name, None, (file,), edition / FACTS)
    return Source(file.stem, None, (file,))


def printable(name: str) -> str:
    """A file name as text; bytes in it that are no UTF-8 are shown as \\xNN."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_facts(path: Path | None) -> Facts:
    """The facts in a ``document.toml``; none where there is no such file.

    Raises ``ConfigurationError`` that names the file and, where one is at fault, the key.
    """
    if path is None:
        return Facts()
    from pipeline.engine.document_toml import parse  # pydantic: only where there is a file

    try:
        return parse(path.read_text(encoding="utf-8-sig"), printable(str(path)))
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{printable(str(path))}: not UTF-8 text. Save it as UTF-8."
        ) from error
    except OSError as error:
        message = f"{printable(str(path))}: cannot be read ({error.strerror})."
        raise ConfigurationError(message) from error


def _document(folder: Path) -> list[Source]:
    document_id = printable(folder.name)
    entries = _entries(folder)
    facts_file = next((entry for entry in entries if entry.name == FACTS), None)
    lineage_file = next((entry for entry in entries if entry.name == LINEAGE), None)
    entries = [entry for entry in entries if entry not in (facts_file, lineage_file)]
    loose = tuple(entry for entry in entries if not entry.is_dir())
    sources = [
        Source(document_id, printable(entry.name), tuple(_entries(entry)), facts_file, lineage_file)
        for entry in entries
        if entry.is_dir()
    ]
    if loose or not sources:
        sources.append(Source(document_id, None, loose, facts_file, lineage_file))
    return sources


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        name = printable(str(folder))
        raise CallError(f"{name}: the folder cannot be read ({error.strerror}).") from error
    return [
        entry
        for entry in entries
        if not entry.name.startswith((".", "~$")) and entry.stem.upper() != "README"
    ]
