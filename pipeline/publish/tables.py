"""Whether the tables of a folder hold together: schema, rows, keys, references, CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.publish import files
from pipeline.publish.rows import Row
from pipeline.publish.schema import BY_NAME, TableSchema

Words: TypeAlias = tuple[str, str, str]  # file name, kind of fault, what is wrong
TaskKey: TypeAlias = tuple[str, str, str]


def faults(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Words]:
    """Every fault inside the tables that ``descriptor`` names; the files have their hashes.

    A snapshot of an older version has the columns of its time: those are what is checked.
    """
    read: dict[str, list[Row]] = {}
    for item in descriptor["resources"]:
        if item.get("type") == "table" and item["name"] in BY_NAME:
            table = _as_described(BY_NAME[item["name"]], item)
            rows, found = _rows(folder, table, item["rows"])
            read[table.name] = rows
            yield from found
    yield from _references(read)


def _as_described(table: TableSchema, item: Mapping[str, Any]) -> TableSchema:
    by_name = {column.name: column for column in table.columns}
    named = [field["name"] for field in item["schema"]["fields"]]
    columns = tuple(by_name[name] for name in named if name in by_name)
    return TableSchema(table.name, table.title, table.key, columns)


def _rows(folder: Path, table: TableSchema, counted: int) -> tuple[list[Row], list[Words]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    parquet, text = f"{table.name}.parquet", f"{table.name}.csv"
    try:
        with pq.ParquetFile(folder / parquet) as file:
            rows: list[Row] = file.read().to_pylist()
        as_csv = files.BYTE_ORDER_MARK + files.csv_text(table, rows)
    except (OSError, pa.ArrowException, KeyError) as error:
        return [], [(parquet, "schema", f"it cannot be read as described: {error}")]
    found: list[Words] = []
    if len(rows) != counted:
        found.append((parquet, "rows", f"{len(rows)} rows, the descriptor says {counted}"))
    if as_csv.encode() != (folder / text).read_bytes():
        found.append((text, "csv_differs", f"it does not say what {parquet} says"))
    keys = Counter(tuple(row[name] for name in table.key) for row in rows)
    for key, times in keys.items():
        if times > 1:
            found.append((parquet, "duplicate_key", f"{times} rows have the key {_shown(key)}"))
    return rows, found


def _references(read: Mapping[str, list[Row]]) -> Iterator[Words]:
    tasks = {_task(row): row for row in read.get("tasks", ())}
    bureaus = {row["bureau_id"] for row in read.get("bureaus", ())}
    for name in ("assignments", "repairs", "unresolved", "lineage"):
        for row in read.get(name, ()):
            if row["task_id"] is not None and _task(row) not in tasks:
                yield f"{name}.parquet", "reference", f"no task {_shown(_task(row))}"
    for row in read.get("assignments", ()):
        yield from _assignment(row, tasks.get(_task(row)), bureaus)
    for row in read.get("bureaus", ()):
        for named in (row["current_bureau_id"], *row["members"]):
            if named not in bureaus:
                words = f"{row['bureau_id']} names {named}, which has no row"
                yield "bureaus.parquet", "reference", words
    for row in read.get("cells", ()):
        yield from _cell(row, tasks)


def _assignment(row: Row, task: Row | None, bureaus: set[str]) -> Iterator[Words]:
    place = f"{_shown(_task(row))}, position {row['position']}"
    if row["bureau_id"] not in bureaus:
        yield "assignments.parquet", "reference", f"{place}: no bureau {row['bureau_id']}"
    if task is not None:
        printed = (task["owner_text"] or "")[row["surface_start"] : row["surface_end"]]
        if printed != row["surface"]:
            words = f"{place}: the offsets give {printed!r}, not {row['surface']!r}"
            yield "assignments.parquet", "surface", words


def _cell(row: Row, tasks: Mapping[TaskKey, Row]) -> Iterator[Words]:
    place = f"{row['document_id']}@{row['edition']}, {row['cell_id']}"
    if row["text"] is not None and row["went_to"] is None:
        yield "cells.parquet", "ledger", f"{place}: the text went nowhere"
    for name in (row["went_to"] or "").split(";"):
        task_id, dot, _ = name.partition(".")
        if dot and (row["document_id"], row["edition"], task_id) not in tasks:
            yield "cells.parquet", "reference", f"{place}: no task {task_id}"


def _task(row: Row) -> TaskKey:
    return row["document_id"], row["edition"], row["task_id"]


def _shown(key: tuple[Any, ...]) -> str:
    return " ".join(map(str, key))
