"""Changes as a table, one row a change, for spreadsheets (CSV) and data tools (Parquet)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from pipeline.diff.records import Change, Comparison
from pipeline.diff.write.line import described
from pipeline.diff.write.words import Language
from pipeline.publish.files import BYTE_ORDER_MARK

# The keys of a change in the JSON, and the change in words.
COLUMNS = (
    "kind",
    "severity",
    "cause",
    "task_id",
    "task_no_old",
    "task_no_new",
    "field",
    "old",
    "new",
    "spans",
    "score",
    "description",
)


def as_csv(comparison: Comparison, language: Language) -> str:
    """UTF-8 text with byte order mark, RFC 4180; null is an empty field.

    ``old`` and ``new`` are the text itself, or JSON text where they are an owner, a task, a
    list; ``spans`` are JSON text.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in comparison.changes:
        row = _row(change, language)
        row["spans"] = _json_text(row["spans"])
        writer.writerow("" if row[name] is None else row[name] for name in COLUMNS)
    return BYTE_ORDER_MARK + text.getvalue()


def as_parquet(comparison: Comparison, language: Language) -> bytes:
    """A Parquet file with the columns of the CSV; ``spans`` are lists of four integers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    integers = pa.list_(pa.field("element", pa.int32(), nullable=False))
    types = {
        "spans": pa.list_(pa.field("element", integers, nullable=False)),
        "score": pa.float64(),
    }
    null = {"task_no_old", "task_no_new", "old", "new"}
    schema = pa.schema(
        [pa.field(name, types.get(name, pa.string()), name in null) for name in COLUMNS],
        metadata={
            "from": comparison.old.about.label,
            "to": comparison.new.about.label,
        },
    )
    rows = [_row(change, language) for change in comparison.changes]
    file = io.BytesIO()
    pq.write_table(
        pa.Table.from_pylist(rows, schema=schema), file, version="2.6", compression="zstd"
    )
    return file.getvalue()


def _row(change: Change, language: Language) -> dict[str, Any]:
    return {
        **asdict(change),
        "old": _cell(change.old),
        "new": _cell(change.new),
        "description": described(change, language),
    }


def _cell(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _json_text(value)


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
