"""``current/``: the newest edition of every document, one table each."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish import files
from pipeline.publish.rows import Row
from pipeline.publish.schema import BUREAUS, TABLES, TableSchema, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa


def write(folder: Path, snapshots: Sequence[Path]) -> None:
    """Write ``folder`` from snapshot folders given in order of document.

    Rows keep the order of their documents. The tables are joined as files, not parsed,
    so that what is current is what the snapshots hold, to the byte.
    """
    folder.mkdir(parents=True)
    resources: list[dict[str, object]] = []
    for table in TABLES:
        rows = _bureaus(folder, snapshots) if table is BUREAUS else _join(folder, table, snapshots)
        resources += files.resources(folder, table, rows)
    files.write_sealed(
        folder / files.DESCRIPTOR,
        {
            "name": "fenjie-current",
            "title": "The newest edition of every document",
            "documents": [_document(snapshot) for snapshot in snapshots],
            "resources": resources,
        },
    )


def _join(folder: Path, table: TableSchema, snapshots: Sequence[Path]) -> int:
    import pyarrow as pa

    head = (files.BYTE_ORDER_MARK + files.csv_text(table, ())).encode()
    with (folder / f"{table.name}.csv").open("wb") as file:
        file.write(head)
        for snapshot in snapshots:
            part = snapshot / f"{table.name}.csv"
            if not part.exists():  # of a version without this table
                continue
            with part.open("rb") as made:
                if made.read(len(head)) == head:
                    shutil.copyfileobj(made, file)
                else:  # made by a version with fewer columns
                    file.write(_body(table, _parquet(snapshot, table).to_pylist()).encode())
        files.sync_file(file)
    schema = arrow_schema(table, {})
    tables = [schema.empty_table(), *(_parquet(snapshot, table) for snapshot in snapshots)]
    joined = pa.concat_tables(tables, promote_options="default").cast(schema).combine_chunks()
    files.write_parquet(folder / f"{table.name}.parquet", joined)
    return int(joined.num_rows)


def _body(table: TableSchema, rows: list[Row]) -> str:
    blank: Row = dict.fromkeys(column.name for column in table.columns)
    return files.csv_text(table, ({**blank, **row} for row in rows)).split("\r\n", 1)[1]


def _bureaus(folder: Path, snapshots: Sequence[Path]) -> int:
    """One row a body: as the newest edition that names it has it."""
    found: dict[str, Row] = {}
    # The edition is the name of the folder that holds the snapshot.
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.parent.name):
        for row in _parquet(snapshot, BUREAUS).to_pylist():
            found[row["bureau_id"]] = row
    rows = (found[bureau_id] for bureau_id in sorted(found))
    return files.write_table(folder, BUREAUS, rows, {})


def _parquet(snapshot: Path, table: TableSchema) -> pa.Table:
    import pyarrow.parquet as pq

    path = snapshot / f"{table.name}.parquet"
    if not path.exists():  # made by a version without this table
        return arrow_schema(table, {}).empty_table()
    with pq.ParquetFile(path) as file:
        return file.read()


def _document(snapshot: Path) -> dict[str, Any]:
    descriptor = files.read_descriptor(snapshot) or {}
    return {key: descriptor[key] for key in ("document_id", "edition", "snapshot", "title")}
