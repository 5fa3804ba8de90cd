"""What a person names, made into the two sides of a comparison."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

from pipeline.diff.compare import compare
from pipeline.diff.records import About, Comparison, Side
from pipeline.diff.sides import make_side
from pipeline.engine.edition import check_date, check_jurisdiction, read_file, with_bureaus
from pipeline.engine.making import code_version
from pipeline.engine.raw import printable, read_facts, source_of
from pipeline.engine.single import Told, load_words
from pipeline.engine.snapshots import read_tables
from pipeline.errors import CallError
from pipeline.publish import catalog, files
from pipeline.publish.catalog import Entry
from pipeline.publish.rows import rows_of

_TABLES = ("tasks", "assignments", "unresolved", "bureaus")


def compare_named(
    old: str | Path,
    new: str | Path,
    *,
    out: Path = Path("normalized"),
    jurisdiction: str | None = None,
    date: str | None = None,
    dictionaries: Path | None = None,
    told: Told = lambda line: None,
) -> Comparison:
    """Compare two of: ``<document>@<edition>`` published in ``out``, a snapshot folder, a file.

    A file is read on the fly, with the ``document.toml`` and the edition date of the raw/
    layout that it lies in; ``jurisdiction`` (GB/T 2260) and ``date`` (ISO) overrule them for
    both, ``dictionaries`` and ``told`` are as in ``extract_file``. Raises ``CallError``,
    ``ConfigurationError`` and, where a file cannot be read, ``SourceError``.
    """
    sides = [
        side_of(
            name,
            out=out,
            jurisdiction=jurisdiction,
            date=date,
            dictionaries=dictionaries,
            told=told,
        )
        for name in (old, new)
    ]
    return compare(*_apart(*sides))


def side_of(
    name: str | Path,
    *,
    out: Path = Path("normalized"),
    jurisdiction: str | None = None,
    date: str | None = None,
    dictionaries: Path | None = None,
    told: Told = lambda line: None,
) -> Side:
    """One side of a comparison; the arguments are those of ``compare_named``."""
    check_date(date)
    path = Path(name)
    if path.is_dir():
        return _snapshot(path, printable(str(path)))
    if path.is_file():
        return _file(path, jurisdiction, date, dictionaries, told)
    document, at, edition = str(name).rpartition("@")
    if not at:
        raise CallError(
            f"{name}: there is no such file or snapshot folder. A published edition is named "
            "<document>@<edition>; see: fenjie versions"
        )
    return _snapshot(_published(out, document, edition).folder(out), str(name), carried=True)


def _published(out: Path, document: str, edition: str) -> Entry:
    entries = catalog.entries(out)
    if not entries:
        raise CallError(f"{out}: nothing is published there. Run: fenjie refresh RAW {out}")
    for entry in entries:
        if (entry.document_id, entry.edition) == (document, edition):
            return entry
    known = [f"{entry.document_id}@{entry.edition}" for entry in entries]
    close = difflib.get_close_matches(f"{document}@{edition}", known, n=1, cutoff=0.5)
    hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(known[:20])}."
    raise CallError(f"{out}: {document}@{edition} is not published.{hint}")


def _snapshot(folder: Path, label: str, *, carried: bool = False) -> Side:
    descriptor = files.read_descriptor(folder)
    if descriptor is None or "snapshot" not in descriptor:
        raise CallError(
            f"{label}: this folder is no snapshot (it has no whole {files.DESCRIPTOR}). Give a "
            "folder normalized/snapshots/<document>/<edition>/<snapshot>, or <document>@<edition>."
        )
    about = About(
        label=label,
        document_id=descriptor["document_id"],
        edition=descriptor["edition"],
        snapshot=descriptor["snapshot"],
        title=descriptor["title"],
        number=descriptor["number"],
        jurisdiction=descriptor["jurisdiction"],
        date=descriptor["date"],
        sources={source["path"]: source["hash"] for source in descriptor["sources"]},
        dictionaries=descriptor.get("names"),
        decisions=descriptor.get("decisions"),
        code=descriptor["code"],
        folder=str(folder),
    )
    # Snapshots of one tree, wherever they are named from, had their IDs carried on.
    return make_side(about, read_tables(folder, _TABLES), carried=carried or _in_a_tree(folder))


def _in_a_tree(folder: Path) -> bool:
    return folder.resolve().parent.parent.parent.name == catalog.SNAPSHOTS


def _file(
    path: Path, jurisdiction: str | None, date: str | None, dictionaries: Path | None, told: Told
) -> Side:
    source = source_of(path)
    facts = read_facts(source.facts_file)
    words = load_words(dictionaries, told, source)
    if jurisdiction is not None:
        check_jurisdiction(jurisdiction, words)
        facts = replace(facts, jurisdiction=jurisdiction)
    repaired = read_file(path, facts, words)
    reading = with_bureaus(source, facts, words, repaired, date)
    document = reading.document
    about = About(
        label=printable(str(path)),
        document_id=document.document_id,
        edition=document.edition,
        title=document.title,
        number=document.number,
        jurisdiction=document.jurisdiction,
        date=document.date,
        sources={printable(path.name): f"sha256:{files.sha256(path)}"},
        dictionaries=words.names,
        decisions=words.decisions,
        code=code_version(),
        folder=printable(str(path)),
    )
    return make_side(about, rows_of(reading))


def _apart(old: Side, new: Side) -> tuple[Side, Side]:
    """IDs are compared only inside one published tree: elsewhere they were never carried on."""
    if old.carried and new.carried and _tree(old) == _tree(new):
        return old, new
    return replace(old, carried=False), replace(new, carried=False)


def _tree(side: Side) -> Path:
    return Path(side.about.folder or "").resolve().parent.parent.parent
