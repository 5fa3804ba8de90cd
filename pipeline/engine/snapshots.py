"""The rows of a snapshot, read for a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import CallError


def read_tables(folder: Path, tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Rows by table name. Raises ``CallError`` where a table is missing or damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        try:
            with pq.ParquetFile(folder / f"{table}.parquet") as file:
                rows[table] = file.read().to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise CallError(
                f"{folder / table}.parquet: cannot be read ({error}). See: fenjie verify"
            ) from error
    return rows
