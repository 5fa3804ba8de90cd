"""Records to rows: plain dictionaries with the columns of ``schema.TABLES``, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pipeline.ink import is_ink
from pipeline.publish import identity
from pipeline.records import Bureau, Cell, Document, Place, Repaired, Resolution

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition, read: what ``publish`` needs to write it.

    ``resolutions`` has one entry for each task, ``None`` where no owner is printed.
    """

    document: Document
    repaired: Repaired
    resolutions: tuple[Resolution | None, ...]
    bureaus: tuple[Bureau, ...] = ()


def rows_of(reading: Reading) -> Rows:
    """All rows of an edition by table name; the order is that of the document."""
    return {name: list(rows) for name, rows in row_streams(reading).items()}


def row_streams(reading: Reading) -> dict[str, Iterator[Row]]:
    """The rows of each table as they are asked for: all at once may not fit into memory."""
    document, repaired = reading.document, reading.repaired
    ids = identity.task_ids(document.document_id, repaired.tasks)
    id_of = {task.row_no: task_id for task, task_id in zip(repaired.tasks, ids, strict=True)}
    stem: Row = {"document_id": document.document_id, "edition": document.edition}
    return {
        "tasks": _tasks(stem, ids, reading),
        "assignments": _assignments(stem, ids, reading.resolutions),
        "bureaus": _bureaus(reading.bureaus),
        "repairs": _repairs(stem, id_of, reading),
        "unresolved": _unresolved(stem, ids, reading.resolutions),
        "cells": _cells(stem, id_of, repaired),
        "lineage": lineage_rows(stem, ids, [[identity.FIRST]] * len(ids)),
    }


def lineage_rows(
    stem: Row, ids: Sequence[str], links: Sequence[Sequence[identity.Link]]
) -> Iterator[Row]:
    """The lineage of each task, in order; ``links`` has one entry for each."""
    for task_id, of_task in zip(ids, links, strict=True):
        for number, link in enumerate(of_task, start=1):
            yield {
                **stem,
                "task_id": task_id,
                "link_no": number,
                "from_edition": link.from_edition,
                "from_task_ids": list(link.from_task_ids),
                "kind": link.kind,
                "score": link.score,
                "reason": link.reason,
                "needs_review": link.needs_review,
            }


def _tasks(stem: Row, ids: Sequence[str], reading: Reading) -> Iterator[Row]:
    for task, task_id in zip(reading.repaired.tasks, ids, strict=True):
        yield {
            **stem,
            "task_id": task_id,
            "row_no": task.row_no,
            "task_no": task.task_no,
            "item_no": task.item_no,
            "subtask_no": task.subtask_no,
            "item_title": task.item_title,
            "text": task.text,
            "owner_text": task.owner_text,
            "section": list(task.section),
            "deadline_text": task.deadline_text,
            "deadline_kind": task.deadline_kind,
            "deadline_date": task.deadline_date,
            "targets": [
                {"text": t.text, "quantity": t.quantity, "unit": t.unit, "comparison": t.comparison}
                for t in task.targets
            ],
            "persons": list(task.persons),
            "keywords": None if task.keywords is None else list(task.keywords),
            "item_title_lost": task.item_title_lost,
            "text_lost": task.text_lost,
            "needs_review": bool(task.review_reasons),
            "review_reasons": list(task.review_reasons),
            "grade": task.grade,
            "source": _places(task.places),
        }


def _assignments(
    stem: Row, ids: Sequence[str], resolutions: Sequence[Resolution | None]
) -> Iterator[Row]:
    for task_id, resolution in zip(ids, resolutions, strict=True):
        if resolution is not None:
            for position, mention in enumerate(resolution.mentions, start=1):
                yield {
                    **stem,
                    "task_id": task_id,
                    "position": position,
                    "bureau_id": mention.bureau_id,
                    "bureau_name": mention.name,
                    "role": mention.role,
                    "role_evidence": mention.role_evidence or None,
                    "surface": mention.surface,
                    "surface_start": mention.start,
                    "surface_end": mention.end,
                    "method": mention.method,
                    "score": mention.score,
                    "is_collective": mention.is_collective,
                    "needs_review": mention.needs_review,
                }


def _bureaus(bureaus: Iterable[Bureau]) -> Iterator[Row]:
    for bureau in sorted(bureaus, key=lambda bureau: bureau.bureau_id):
        yield {
            "bureau_id": bureau.bureau_id,
            "name": bureau.name,
            "short_name": bureau.short_name,
            "jurisdiction": bureau.jurisdiction,
            "jurisdiction_name": bureau.jurisdiction_name,
            "function": bureau.function,
            "branch": bureau.branch,
            "valid_from": bureau.valid_from,
            "valid_to": bureau.valid_to,
            "current_bureau_id": bureau.current_bureau_id,
            "members": list(bureau.members),
        }


def _repairs(stem: Row, id_of: Mapping[int, str], reading: Reading) -> Iterator[Row]:
    repairs = reading.repaired.repairs
    task_ids = [None if r.row_no is None else id_of[r.row_no] for r in repairs]
    repair_ids = identity.repair_ids(reading.document.document_id, repairs, task_ids)
    for repair, task_id, repair_id in zip(repairs, task_ids, repair_ids, strict=True):
        yield {
            **stem,
            "repair_id": repair_id,
            "rule": repair.rule,
            "rule_version": repair.rule_version,
            "task_id": task_id,
            "field": repair.field,
            "before": repair.before,
            "after": repair.after,
            "evidence": repair.evidence,
            "confidence": repair.confidence,
            "source": _places(() if repair.place is None else (repair.place,)),
        }


def _unresolved(
    stem: Row, ids: Sequence[str], resolutions: Sequence[Resolution | None]
) -> Iterator[Row]:
    for task_id, resolution in zip(ids, resolutions, strict=True):
        if resolution is None or not resolution.unresolved:
            continue
        counts = Counter((part.surface, part.reason) for part in resolution.unresolved)
        first = {(part.surface, part.reason): part for part in reversed(resolution.unresolved)}
        for (surface, reason), count in counts.items():
            yield {
                **stem,
                "task_id": task_id,
                "surface": surface,
                "reason": reason,
                "candidates": [
                    {"bureau_id": c.bureau_id, "name": c.name, "score": c.score, "why": c.why}
                    for c in first[surface, reason].candidates
                ],
                "count": count,
            }


def _cells(stem: Row, id_of: Mapping[int, str], repaired: Repaired) -> Iterator[Row]:
    went: dict[tuple[int, int, int], list[str]] = {}
    for to in repaired.destinations:
        name = to.name if to.row_no is None else f"{id_of[to.row_no]}.{to.name}"
        names = went.setdefault((to.table, to.row, to.column), [])
        if name not in names:
            names.append(name)
    for table in repaired.located.extraction.tables:
        for cell in table.cells:
            yield {
                **stem,
                "cell_id": f"c-{table.index}-{cell.row}-{cell.column}",
                "page": _first_page(cell),
                "table": table.index,
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.text if any(map(is_ink, cell.text)) else None,
                "went_to": ";".join(went.get((table.index, cell.row, cell.column), ())) or None,
            }


def _first_page(cell: Cell) -> int | None:
    return next((part.place.page for part in cell.parts if part.place.page is not None), None)


def _places(places: Iterable[Place]) -> list[Row]:
    return [
        {
            "file": place.file,
            "page": place.page,
            "bbox": None if place.bbox is None else list(place.bbox),
            "table": place.table,
            "row": place.row,
            "column": place.column,
            "line": place.line,
        }
        for place in places
    ]
