"""From a published value back to the printed cell.

value ─ resolver's reason ─ repairs ─ cells ─ places in the source ─ file and its hash
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pipeline import owners
from pipeline.engine import vocabulary
from pipeline.errors import CallError
from pipeline.owners import names
from pipeline.publish import catalog, files
from pipeline.publish.catalog import Entry
from pipeline.records import Mention

Row: TypeAlias = dict[str, Any]
_ID = re.compile(
    r"(?P<task>t-[0-9a-f]{12})(?:/(?P<position>[1-9]\d{0,5})|\.(?P<field>\w+))?"
    r"|(?P<repair>r-[0-9a-f]{12})|(?P<cell>c-\d+-\d+-\d+)"
)
# Columns that a cell prints, as ``cells.went_to`` names them.
_VALUES = ("item_no", "item_title", "text", "owner_text", "deadline_text", "persons", "section")
# Columns that are no value of the printed row.
_NOT_TRACED = frozenset({"document_id", "edition", "task_id", "source"})


def trace(
    out: Path,
    wanted: str,
    *,
    document: str | None = None,
    edition: str | None = None,
    dictionaries: Path | None = None,
) -> Row:
    """Where a published value comes from, with the keys of ``fenjie trace --json``.

    ``wanted`` is a task (``t-8e368482dd2d``), one of its fields (``t-8e368482dd2d.text``), one
    of its owners by position (``t-8e368482dd2d/1``), a repair (``r-…``) or a cell (``c-0-3-1``).
    Without ``edition`` the newest that has it. Raises ``CallError`` where there is no such ID,
    or where several documents have it.
    """
    parsed = _ID.fullmatch(wanted)
    if parsed is None:
        raise CallError(
            f"{wanted!r} is no ID. IDs: t-8e368482dd2d (a task), t-8e368482dd2d.text (its field), "
            "t-8e368482dd2d/1 (its first owner), r-… (a repair), c-0-3-1 (a cell)."
        )
    entry, row, kind = _find(out, parsed, document, edition)
    snapshot = _Snapshot(out, entry)
    found: Row = {
        "id": wanted,
        "kind": kind,
        "document_id": entry.document_id,
        "edition": entry.edition,
        "snapshot": entry.snapshot,
        "title": snapshot.descriptor["title"],
    }
    if kind == "cell":
        return {**found, "row": row, **_of_cell(snapshot, row)}
    task = snapshot.task(row["task_id"])
    field = parsed["field"]
    if field is not None and (task is None or field not in task or field in _NOT_TRACED):
        raise CallError(f"{wanted}: a task has no printed field {field!r}.")
    if kind == "repair":
        given = [] if task is None or row["field"] not in task else [row["field"]]
        cells = [cell for name in given for cell in snapshot.giving(task or {}, name)]
        places = snapshot.places_of(cells)
        cells += [cell for place in row["source"] for cell in snapshot.at(place)]
        places += [place for place in row["source"] if place not in places]
        return {**found, "row": row, "task": task, **snapshot.printed(places, cells)}
    assert task is not None  # the row of a task or of an assignment has one
    if kind == "assignment":
        shown = {"row": row, "task": task, "resolver": _reason(snapshot, task, row, dictionaries)}
        return {**found, **shown, **_of_task(snapshot, task, "owner_text")}
    value = {} if field is None else {"field": field, "value": task[field]}
    return {**found, **value, "row": task, **_of_task(snapshot, task, field)}


class _Snapshot:
    """The rows of one published edition."""

    def __init__(self, out: Path, entry: Entry) -> None:
        self.folder = entry.folder(out)
        self.descriptor = files.read_descriptor(self.folder) or {}
        self.cells = _rows(self.folder, "cells")

    def rows_of(self, table: str, task_id: str) -> list[Row]:
        return [row for row in _rows(self.folder, table) if row["task_id"] == task_id]

    def task(self, task_id: str | None) -> Row | None:
        rows = [] if task_id is None else self.rows_of("tasks", task_id)
        return rows[0] if rows else None

    def printed(self, places: list[Row], cells: list[Row]) -> Row:
        """``cells``, each once; ``places`` with the hashes of their files; ``made``."""
        hashes = {source["path"]: source["hash"] for source in self.descriptor["sources"]}
        return {
            "cells": sorted(
                {cell["cell_id"]: cell for cell in cells}.values(),
                key=lambda cell: (cell["table"], cell["row"], cell["column"]),
            ),
            "places": [{**place, "hash": hashes.get(place["file"])} for place in places],
            "made": {
                key: self.descriptor[key]
                for key in ("code", "dictionaries", "jurisdiction", "date", "sources")
            },
        }

    def giving(self, task: Row, field: str) -> list[Row]:
        """The cells that print the value of ``field``: the task's own, or the one above it.

        A value merged over several rows, or filled down, is printed once, on the nearest row
        above that has it.
        """
        own = [c for c in self.cells if f"{task['task_id']}.{field}" in _went(c)]
        if any(cell["text"] for cell in own) or task[field] in (None, []):
            return own
        rows = [(p["table"], p["row"]) for p in task["source"] if p["row"] is not None]
        values = {row["task_id"]: row[field] for row in _rows(self.folder, "tasks")}
        above = [
            cell
            for cell in self.cells
            for name in _went(cell)
            if cell["text"]
            and name.endswith(f".{field}")
            and values.get(name.partition(".")[0]) == task[field]
            and any(table == cell["table"] and row >= cell["row"] for table, row in rows)
        ]
        return above[-1:]

    def places_of(self, cells: list[Row]) -> list[Row]:
        """The places in the source, with files and boxes, that lie in one of ``cells``."""
        wanted = {cell["cell_id"] for cell in cells}
        found = [
            place
            for task in _rows(self.folder, "tasks")
            for place in task["source"]
            if any(cell["cell_id"] in wanted for cell in self.at(place))
        ]
        return list({repr(place): place for place in found}.values())

    def at(self, place: Row) -> Iterator[Row]:
        """The cell that covers a place, a merged one too."""
        for cell in self.cells:
            rows = range(cell["row"], cell["row"] + cell["row_span"])
            columns = range(cell["column"], cell["column"] + cell["column_span"])
            if (
                place["table"] == cell["table"]
                and place["row"] in rows
                and (place["column"] is None or place["column"] in columns)
            ):
                yield cell


def _find(
    out: Path, parsed: re.Match[str], document: str | None, edition: str | None
) -> tuple[Entry, Row, str]:
    kind, table, column = _kind(parsed)
    entries = [
        entry
        for entry in catalog.entries(out)
        if document in (None, entry.document_id) and edition in (None, entry.edition)
    ]
    if not entries:
        wanted = "@".join(part for part in (document, edition) if part)
        raise CallError(f"{out}: {wanted or 'nothing'} is published. See: fenjie versions {out}")
    newest: dict[str, tuple[Entry, Row]] = {}
    for entry in entries:  # in order of document, then edition
        for row in _rows(entry.folder(out), table):
            ours = row[column] == (parsed["task"] or parsed[0])
            if ours and (kind != "assignment" or row["position"] == int(parsed["position"])):
                newest[entry.document_id] = (entry, row)
    if not newest:
        raise CallError(f"{out}: no published {kind} has the ID {parsed[0]}.")
    if len(newest) > 1:
        raise CallError(f"{parsed[0]} stands in {', '.join(newest)}. Say which with --document.")
    ((entry, row),) = newest.values()
    return entry, row, kind


def _kind(parsed: Mapping[str, str | None] | re.Match[str]) -> tuple[str, str, str]:
    if parsed["repair"]:
        return "repair", "repairs", "repair_id"
    if parsed["cell"]:
        return "cell", "cells", "cell_id"
    if parsed["position"]:
        return "assignment", "assignments", "task_id"
    return "value" if parsed["field"] else "task", "tasks", "task_id"


def _of_task(snapshot: _Snapshot, task: Row, field: str | None) -> Row:
    """Repairs, cells and places of a task, or of one of its fields."""
    places: list[Row] = task["source"]
    repairs = snapshot.rows_of("repairs", task["task_id"])
    if field is None:
        cells = [cell for place in places for cell in snapshot.at(place)]
        cells += [cell for name in _VALUES for cell in snapshot.giving(task, name)]
        return {"repairs": repairs, **snapshot.printed(places, cells)}
    cells = snapshot.giving(task, field)
    repairs = [repair for repair in repairs if repair["field"] == field]
    return {"repairs": repairs, **snapshot.printed(snapshot.places_of(cells) or places, cells)}


def _of_cell(snapshot: _Snapshot, cell: Row) -> Row:
    """What became of a cell: the values it went to, and the repairs that name its place."""
    values = []
    for name in _went(cell):
        task_id, dot, field = name.partition(".")
        task = snapshot.task(task_id) if dot else None
        if task is not None:
            value = {"task_id": task_id, "task_no": task["task_no"], "field": field}
            values.append({**value, "value": task.get(field)})
    repairs = [
        repair
        for repair in _rows(snapshot.folder, "repairs")
        if any(c["cell_id"] == cell["cell_id"] for p in repair["source"] for c in snapshot.at(p))
    ]
    return {
        "values": values,
        "repairs": repairs,
        **snapshot.printed(snapshot.places_of([cell]), [cell]),
    }


def _went(cell: Row) -> list[str]:
    return [name for name in (cell["went_to"] or "").split(";") if name]


def _reason(
    snapshot: _Snapshot, task: Row, assignment: Row, dictionaries: Path | None
) -> dict[str, Any]:
    """Why the name was read as this body: as published, and in the words of the resolver."""
    made = snapshot.descriptor
    words = vocabulary.load(*vocabulary.find(dictionaries, Path.cwd()))
    namebook = names.build(words.dictionaries, made["jurisdiction"], made["date"])
    again = owners.resolve(task["owner_text"] or "", namebook, context=task["text"])
    same = words.digest == made["dictionaries"]
    return {
        "method": assignment["method"],
        "score": assignment["score"],
        "role_evidence": assignment["role_evidence"],
        "why": next((m.why for m in again.mentions if _is(m, assignment)), None),
        "dictionaries": "those of the snapshot" if same else "newer than those of the snapshot",
    }


def _is(mention: Mention, assignment: Row) -> bool:
    return (mention.start, mention.end, mention.bureau_id) == (
        assignment["surface_start"],
        assignment["surface_end"],
        assignment["bureau_id"],
    )


def _rows(folder: Path, table: str) -> list[Row]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        rows: list[Row] = file.read().to_pylist()
    return rows
