"""Reading back what is published."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engine.edition import check_date
from pipeline.errors import CallError
from pipeline.publish import catalog, files
from pipeline.publish.schema import BUREAUS, BY_NAME

if TYPE_CHECKING:
    import pandas as pd


_DATED = re.compile(r"\d{4}(-\d\d){0,2}(?!\d)")


def versions(out: Path) -> list[dict[str, Any]]:
    """Every snapshot in ``out``: those of the catalog (``published``), and older ones.

    In order of document, edition, then the published one first. Raises ``CallError``
    where nothing is published.
    """
    _require(out)
    published = set(catalog.entries(out))
    newest = {entry.document_id: entry.edition for entry in sorted(published)}
    found: list[dict[str, Any]] = []
    for entry in catalog.snapshots(out):
        descriptor = files.read_descriptor(entry.folder(out)) or {}
        found.append(
            {
                "document_id": entry.document_id,
                "edition": entry.edition,
                "snapshot": entry.snapshot,
                "published": entry in published,
                "current": entry in published and newest[entry.document_id] == entry.edition,
                "title": descriptor["title"],
                "tasks": catalog.rows(descriptor)["tasks"],
                "code": descriptor["code"],
                "dictionaries": descriptor["dictionaries"],
                "path": entry.folder(out).relative_to(out).as_posix(),
            }
        )
    return sorted(found, key=lambda row: (row["document_id"], row["edition"], not row["published"]))


def load(
    out: Path,
    table: str,
    document: str | None = None,
    edition: str | None = None,
    as_of: str | None = None,
) -> pd.DataFrame:
    """A published table as a DataFrame; whole numbers stay whole where some are null.

    Without ``edition`` the newest of every document (or of ``document``), else that
    edition. ``as_of`` (ISO: ``2021``, ``2021-08``, ``2021-08-26``) takes for each document
    the newest edition issued by then. Raises ``CallError`` where there is no such thing.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    if table not in BY_NAME:
        raise CallError(f"There is no table {table!r}. Tables: {', '.join(BY_NAME)}.")
    if as_of is not None:
        check_date(as_of)
    _require(out)
    chosen = [
        entry
        for entry in catalog.entries(out)
        if document in (None, entry.document_id)
        and edition in (None, entry.edition)
        and (as_of is None or _issued(out, entry)[: len(as_of)] <= as_of)
    ]
    if not chosen:
        wanted = "@".join(part for part in (document, edition) if part) or "a document"
        until = "" if as_of is None else f" as of {as_of}"
        raise CallError(f"{out}: {wanted} is not published{until}. See: fenjie versions {out}")
    newest = {entry.document_id: entry for entry in chosen}
    if document is None and edition is None and as_of is None:
        paths = [out / catalog.CURRENT]
    else:
        paths = [entry.folder(out) for entry in newest.values()]
    if table == BUREAUS.name:  # the folder of a snapshot lies in that of its edition
        paths.sort(key=lambda path: path.parent.name)
    tables = []
    for path in paths:
        with pq.ParquetFile(path / f"{table}.parquet") as file:
            tables.append(file.read().replace_schema_metadata())
    whole = pa.concat_tables(tables, promote_options="default")
    types = {pa.int32(): pd.Int32Dtype(), pa.string(): pd.StringDtype()}
    frame: pd.DataFrame = whole.to_pandas(types_mapper=types.get)
    if table == BUREAUS.name and len(paths) > 1:  # one row a body, as the newest edition has it
        frame = frame.drop_duplicates("bureau_id", keep="last").reset_index(drop=True)
    return frame


def _issued(out: Path, entry: catalog.Entry) -> str:
    """When an edition was issued: the date that names it, else the one it was read with."""
    if _DATED.match(entry.edition):
        return entry.edition
    date = (files.read_descriptor(entry.folder(out)) or {}).get("date")
    if date is None:
        raise CallError(
            f"{entry.document_id}@{entry.edition} has no date, so nothing can be said as of a "
            "date. Name the folder of the edition by its ISO date."
        )
    return str(date)


def unresolved(out: Path) -> list[dict[str, Any]]:
    """The rows of ``unresolved`` in ``current/``, each with its document's ``jurisdiction``.

    Raises ``CallError`` where nothing is published.
    """
    import pyarrow.parquet as pq

    _require(out)
    places = {
        (entry.document_id, entry.edition): (files.read_descriptor(entry.folder(out)) or {})
        for entry in catalog.entries(out)
    }
    with pq.ParquetFile(out / catalog.CURRENT / "unresolved.parquet") as file:
        rows: list[dict[str, Any]] = file.read().to_pylist()
    return [
        {**row, "jurisdiction": places[row["document_id"], row["edition"]].get("jurisdiction")}
        for row in rows
    ]


def _require(out: Path) -> None:
    if catalog.read(out) is None:
        raise CallError(f"{out}: nothing is published there. Run: fenjie refresh RAW {out}")
