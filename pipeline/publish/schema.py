"""The published tables: the only place where their columns are defined.

Everything that depends on columns is made from ``TABLES``: Parquet schemas, CSV headers,
Frictionless schemas, the rows of ``fenjie extract`` and ``docs/data-dictionary.md``
(``python -m pipeline.publish.schema > docs/data-dictionary.md``).

Columns are only ever added, nullable and at the end of a table: readers of an older
version go on working. Nothing here loads pyarrow until an Arrow schema is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Kind: TypeAlias = Literal[
    "string", "integer", "number", "boolean", "date", "strings", "places", "candidates", "targets"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` decides its Arrow, CSV and Frictionless type alike."""

    name: str
    kind: Kind
    nullable: bool
    description: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table. ``key`` names the columns that no two rows share."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _must(name: str, kind: Kind, description: str) -> Column:
    return Column(name, kind, False, description)


def _may(name: str, kind: Kind, description: str) -> Column:
    return Column(name, kind, True, description)


_DOCUMENT = _must("document_id", "string", "The document: its folder or file name in raw/.")
_EDITION = _must("edition", "string", "The issued version, an ISO date or a sortable label.")
_PLACES = (
    "file, page (from 1), bbox [x0, top, x1, bottom] in PDF points from the upper left, "
    "table, row and column (from 0), line (from 1); what a format does not have is null"
)

TASKS = TableSchema(
    "tasks",
    "Sub-tasks, one a printed row",
    ("document_id", "edition", "task_id"),
    (
        _DOCUMENT,
        _EDITION,
        _must("task_id", "string", "Stable ID of the sub-task: t- and 12 hexadecimal digits."),
        _must("row_no", "integer", "Order in the document, from 1."),
        _may(
            "task_no",
            "string",
            "Printed position, item.sub-task (16.1); with the section where numbers restart.",
        ),
        _may("item_no", "integer", "Number of the item; null where none is printed or it is lost."),
        _may("subtask_no", "integer", "Order in its item, from 1; null where the item is unknown."),
        _may(
            "item_title",
            "string",
            "Heading of the item without its number and closing 。, on every row of the item.",
        ),
        _may("text", "string", "What is to be done, as printed; paragraphs joined by line feeds."),
        _may("owner_text", "string", "The owner cell as printed, white space removed."),
        _must("section", "strings", "Headings above the item, outermost first."),
        _may("deadline_text", "string", "The deadline as printed."),
        _may("deadline_kind", "string", "by, within, ongoing or recurring."),
        _may("deadline_date", "date", "Last day of the named period."),
        _must(
            "targets",
            "targets",
            "Quantities the text commits to: text as printed, quantity, unit (with 万, 亿), "
            "comparison (=, >=, <=, >, <, ~).",
        ),
        _must("persons", "strings", "Persons named as responsible, as printed."),
        _may("keywords", "strings", "Up to five key terms of the text, the weightiest first."),
        _must("item_title_lost", "boolean", "Whether the source lost the item's heading."),
        _must("text_lost", "boolean", "Whether the source lost this row's text."),
        _must("needs_review", "boolean", "Whether a person should look at this row."),
        _must("review_reasons", "strings", "Why, each as code: words."),
        _must(
            "grade",
            "string",
            "A as printed or by certain geometry, B repaired on evidence that decides, "
            "C inferred or doubtful.",
        ),
        _must("source", "places", f"Where the row stands in the source: {_PLACES}."),
    ),
)

ASSIGNMENTS = TableSchema(
    "assignments",
    "Owners of sub-tasks, one a mention that names a known body",
    ("document_id", "edition", "task_id", "position"),
    (
        _DOCUMENT,
        _EDITION,
        _must("task_id", "string", "The sub-task, as in tasks."),
        _must("position", "integer", "Order in the owner cell, from 1."),
        _must("bureau_id", "string", "The body, as in bureaus: GB/T 2260 code:function."),
        _must("bureau_name", "string", "Its official name at the document's date."),
        _must("role", "string", "lead (牵头), responsible or support (配合, 协助, 参与)."),
        _may("role_evidence", "string", "The words or the column that give the role."),
        _must("surface", "string", "The name as printed."),
        _must("surface_start", "integer", "First character of surface in owner_text, from 0."),
        _must("surface_end", "integer", "Character after the last of surface in owner_text."),
        _must("method", "string", "The tier of matching that decided."),
        _must("score", "number", "Certainty of the match, from 0 to 1."),
        _must("is_collective", "boolean", "Whether the body stands for several (各镇街)."),
        _must("needs_review", "boolean", "Whether a person should look at this mention."),
    ),
)

BUREAUS = TableSchema(
    "bureaus",
    "Bodies that the other tables name, and the members of collectives",
    ("bureau_id",),
    (
        _must("bureau_id", "string", "GB/T 2260 code of the jurisdiction:function code."),
        _must("name", "string", "Official name at the date of the newest document naming it."),
        _may("short_name", "string", "Usual short form."),
        _must("jurisdiction", "string", "GB/T 2260 code, six digits."),
        _must("jurisdiction_name", "string", "Name of the jurisdiction."),
        _must("function", "string", "Function code of the dictionary."),
        _must("branch", "string", "party, government, vertical, judicial, ..."),
        _may("valid_from", "string", "First day of its existence, ISO, as far as known."),
        _may("valid_to", "string", "Last day of its existence, ISO; null while it exists."),
        _must("current_bureau_id", "string", "The body that does its work today."),
        _must("members", "strings", "bureau_id of each member of a collective, else empty."),
    ),
)

REPAIRS = TableSchema(
    "repairs",
    "Every value that is not printed exactly so, and why",
    ("document_id", "edition", "repair_id"),
    (
        _DOCUMENT,
        _EDITION,
        _must("repair_id", "string", "ID of the repair: r- and 12 hexadecimal digits."),
        _must("rule", "string", "The rule that acted."),
        _must("rule_version", "integer", "Version of the rule, from 1."),
        _may("task_id", "string", "The sub-task, as in tasks; null where no task is left."),
        _must("field", "string", "The column of tasks concerned, or what was taken out."),
        _may("before", "string", "The value as read."),
        _may("after", "string", "The value as published."),
        _must("evidence", "string", "What the decision rests on, in words."),
        _must("confidence", "number", "From 0 to 1; 1 where geometry or the numbers decide."),
        _must("source", "places", f"Where in the source: {_PLACES}."),
    ),
)

UNRESOLVED = TableSchema(
    "unresolved",
    "Parts of owner cells that name no known body with certainty",
    ("document_id", "edition", "task_id", "surface", "reason"),
    (
        _DOCUMENT,
        _EDITION,
        _must("task_id", "string", "The sub-task, as in tasks."),
        _must("surface", "string", "The part as printed."),
        _must("reason", "string", "Why it is not resolved, in words."),
        _must(
            "candidates",
            "candidates",
            "Bodies it may mean, likeliest first: bureau_id, name, score (0 to 1), why.",
        ),
        _must("count", "integer", "How often it stands in this owner cell."),
    ),
)

CELLS = TableSchema(
    "cells",
    "Every cell of the source as printed, and where its text went",
    ("document_id", "edition", "cell_id"),
    (
        _DOCUMENT,
        _EDITION,
        _must("cell_id", "string", "c-table-row-column."),
        _may("page", "integer", "Page on which the cell begins, from 1."),
        _must("table", "integer", "Table in the file, from 0."),
        _must("row", "integer", "First row, from 0."),
        _must("column", "integer", "First grid column, from 0."),
        _must("row_span", "integer", "Rows covered."),
        _must("column_span", "integer", "Grid columns covered."),
        _may("text", "string", "The text as printed; null where the cell is printed empty."),
        _may(
            "went_to",
            "string",
            "task_id.field, or the rule that took it out; several are joined by ;. "
            "Null where there was no text to place.",
        ),
    ),
)

LINEAGE = TableSchema(
    "lineage",
    "How each task ID came over from another edition",
    ("document_id", "edition", "task_id", "link_no"),
    (
        _DOCUMENT,
        _EDITION,
        _must("task_id", "string", "The sub-task, as in tasks."),
        _must(
            "link_no",
            "integer",
            "1: the edition before. 2: the edition after, where that was published first.",
        ),
        _may("from_edition", "string", "The other edition; null where there was none."),
        _must("from_task_ids", "strings", "The tasks of it that this one continues."),
        _must(
            "kind",
            "string",
            "new (continues none), same (the same words), changed, split (a part of one), "
            "merged (several in one).",
        ),
        _must("score", "number", "Certainty of the link, from 0 to 1."),
        _must("reason", "string", "What the link rests on, in words."),
        _must("needs_review", "boolean", "Whether a person should look at it: see lineage.csv."),
    ),
)

TABLES: tuple[TableSchema, ...] = (
    TASKS,
    ASSIGNMENTS,
    BUREAUS,
    REPAIRS,
    UNRESOLVED,
    CELLS,
    LINEAGE,
)
BY_NAME: Mapping[str, TableSchema] = {table.name: table for table in TABLES}


def arrow_schema(table: TableSchema, metadata: Mapping[str, str]) -> pa.Schema:
    """The table's Arrow schema: descriptions as field metadata, ``metadata`` on the whole."""
    import pyarrow as pa

    place = [
        pa.field("file", pa.string(), nullable=False),
        pa.field("page", pa.int32()),
        pa.field("bbox", _list(pa.float64())),
        *(pa.field(name, pa.int32()) for name in ("table", "row", "column", "line")),
    ]
    candidate = [
        pa.field("bureau_id", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("score", pa.float64(), nullable=False),
        pa.field("why", pa.string(), nullable=False),
    ]
    target = [
        pa.field("text", pa.string(), nullable=False),
        pa.field("quantity", pa.float64(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("comparison", pa.string(), nullable=False),
    ]
    types: dict[Kind, pa.DataType] = {
        "string": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "strings": _list(pa.string()),
        "places": _list(pa.struct(place)),
        "candidates": _list(pa.struct(candidate)),
        "targets": _list(pa.struct(target)),
    }
    return pa.schema(
        [
            pa.field(c.name, types[c.kind], c.nullable, {"description": c.description})
            for c in table.columns
        ],
        metadata={"title": table.title, **metadata},
    )


def _list(element: pa.DataType) -> pa.DataType:
    """A list without null elements, named as the Parquet format asks for."""
    import pyarrow as pa

    return pa.list_(pa.field("element", element, nullable=False))


_FRICTIONLESS: Mapping[Kind, str] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "strings": "array",
    "places": "array",
    "candidates": "array",
    "targets": "array",
}


def frictionless_schema(table: TableSchema) -> dict[str, object]:
    """The table's CSV form as a Frictionless Table Schema."""
    fields = [
        {
            "name": column.name,
            "type": _FRICTIONLESS[column.kind],
            "description": column.description,
            **({} if column.nullable else {"constraints": {"required": True}}),
        }
        for column in table.columns
    ]
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def data_dictionary() -> str:
    """The text of ``docs/data-dictionary.md``."""
    lines = [
        "# Data dictionary",
        "",
        "Made from `pipeline/publish/schema.py` by `python -m pipeline.publish.schema`; "
        "do not edit by hand.",
        "",
        "Each table is published as Parquet and as CSV (UTF-8 with byte order mark, RFC 4180) with "
        "the same columns. Lists and structures are JSON text in CSV. Lost and absent values are "
        "null, an empty field in CSV, never an empty string. `bureaus` has one row a body and no "
        "document; every other table carries `document_id` and `edition`.",
    ]
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += ["", f"## {table.name}", "", f"{table.title}. Key: {key}.", ""]
        schema = arrow_schema(table, {})
        lines += ["| column | type | null | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{c.name}` | {_type_name(schema.field(c.name).type)} "
            f"| {'yes' if c.nullable else 'no'} | {c.description} |"
            for c in table.columns
        ]
    return "\n".join(lines) + "\n"


def _type_name(arrow_type: pa.DataType) -> str:
    text = str(arrow_type).replace("element: ", "").replace(" not null", "").replace("[day]", "")
    return text.replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(data_dictionary())
