"""How a table, a descriptor and a folder get onto the disk, byte for byte the same each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipeline.publish.rows import Row
from pipeline.publish.schema import Column, TableSchema, arrow_schema, frictionless_schema

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 4096  # rows
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a UTF-8 CSV in the local code page
DESCRIPTOR = "datapackage.json"


def csv_text(table: TableSchema, rows: Iterable[Row]) -> str:
    """Rows as RFC 4180 text: header, CRLF line ends, null as an empty field, lists as JSON."""
    text = io.StringIO()
    _write_header(text, table)
    _write_rows(text, table, list(rows))
    return text.getvalue()


def write_table(
    folder: Path, table: TableSchema, rows: Iterable[Row], metadata: Mapping[str, str]
) -> int:
    """Write rows as CSV (what ``csv_text`` gives behind a byte order mark) and Parquet; fsynced.

    Rows are taken a batch at a time, since those of a large table are most of the memory.
    Returns how many they are.
    """
    import pyarrow as pa

    schema = arrow_schema(table, metadata)
    batches: list[pa.RecordBatch] = []
    rest = iter(rows)
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        _write_header(file, table)
        while batch := list(islice(rest, _BATCH)):
            _write_rows(file, table, batch)
            batches.append(pa.RecordBatch.from_pylist(_typed(table, batch), schema))
        sync_file(file)
    # One piece, so that the bytes do not tell how many batches there were.
    as_arrow = pa.Table.from_batches(batches, schema).combine_chunks()
    write_parquet(folder / f"{table.name}.parquet", as_arrow)
    return int(as_arrow.num_rows)


def _write_header(file: IO[str], table: TableSchema) -> None:
    csv.writer(file, lineterminator="\r\n").writerow([column.name for column in table.columns])


def _write_rows(file: IO[str], table: TableSchema, rows: list[Row]) -> None:
    fields = (_fields(column, rows) for column in table.columns)
    csv.writer(file, lineterminator="\r\n").writerows(zip(*fields, strict=True))


def _fields(column: Column, rows: list[Row]) -> Iterator[Any]:
    """The values of a column as the CSV writer takes them: texts, numbers, ``None``."""
    values = map(itemgetter(column.name), rows)
    if column.kind in ("strings", "places", "candidates", "targets"):
        as_json = json.JSONEncoder(ensure_ascii=False).encode
        return (None if value is None else as_json(value) if value else "[]" for value in values)
    if column.kind == "boolean":
        return (None if value is None else "true" if value else "false" for value in values)
    return values


def _typed(table: TableSchema, rows: list[Row]) -> list[Row]:
    """Rows as Arrow takes them: dates as such."""
    dates = [column.name for column in table.columns if column.kind == "date"]
    return [{**row, **{n: _date(row[n]) for n in dates}} for row in rows] if dates else rows


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write with every option that shapes the bytes fixed; fsynced."""
    import pyarrow.parquet as pq

    with path.open("wb") as file:
        pq.write_table(
            table,
            file,
            row_group_size=65_536,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=3,
            use_dictionary=True,
            write_statistics=True,
            store_schema=True,
        )
        sync_file(file)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 as it is (no change of line ends); fsynced."""
    with path.open("wb") as file:
        file.write(text.encode())
        sync_file(file)


def write_sealed(path: Path, value: Mapping[str, object]) -> None:
    """Write JSON for people and programs, indented, with a seal as its last key; fsynced.

    ``seal`` is ``sha256:`` and the hash of the same text without the seal, so that a file
    that no other file vouches for shows a change of any of its bytes.
    """
    write_text(path, _json_text({**value, "seal": _seal(value)}))


def has_whole_seal(path: Path) -> bool:
    """Whether a file is, byte for byte, what ``write_sealed`` wrote."""
    try:
        text = path.read_bytes().decode()
        value = json.loads(text)
        seal = value.pop("seal")
    except (OSError, ValueError, AttributeError, KeyError, RecursionError):
        return False
    return bool(seal == _seal(value) and text == _json_text({**value, "seal": seal}))


def _seal(value: Mapping[str, object]) -> str:
    return f"sha256:{hashlib.sha256(_json_text(value).encode()).hexdigest()}"


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def resources(folder: Path, table: TableSchema, rows: int) -> list[dict[str, object]]:
    """The Frictionless resources for a table's CSV and Parquet file in ``folder``."""
    return [
        {
            "name": table.name,
            "type": "table",
            "path": f"{table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "title": table.title,
            "rows": rows,
            **weigh(folder / f"{table.name}.csv"),
            "schema": frictionless_schema(table),
        },
        {
            "name": f"{table.name}-parquet",
            "type": "file",
            "path": f"{table.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "title": table.title,
            "rowCount": rows,  # "rows" would have a validator open the file as text
            **weigh(folder / f"{table.name}.parquet"),
        },
    ]


def weigh(path: Path) -> dict[str, object]:
    """``hash`` (``sha256:`` and hexadecimal digits) and ``bytes`` of a file."""
    return {"hash": f"sha256:{sha256(path)}", "bytes": path.stat().st_size}


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_descriptor(folder: Path) -> dict[str, Any] | None:
    """The folder's ``datapackage.json``, or ``None`` where it is missing or cut short."""
    try:
        value = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) and "resources" in value else None


def is_whole(folder: Path) -> bool:
    """Whether the folder has every file that its descriptor names, with the hash it gives."""
    descriptor = read_descriptor(folder)
    if descriptor is None:
        return False
    try:
        return all(
            weigh(folder / item["path"]) == {"hash": item["hash"], "bytes": item["bytes"]}
            for item in descriptor["resources"]
        )
    except (OSError, KeyError, TypeError):
        return False


def sync_file(file: IO[Any]) -> None:
    """Bring what was written to an open file down to the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name == "nt":  # Windows cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(folder: Path, target: Path) -> None:
    """Rename a finished folder to ``target``, in place of what may lie there; fsynced."""
    sync_folder(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():  # the same snapshot, damaged since
        shutil.rmtree(target)
    folder.rename(target)
    for parent in list(target.parents)[:4]:
        sync_folder(parent)
