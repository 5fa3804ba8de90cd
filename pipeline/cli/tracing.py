"""A trace for people: from the value back to the paper, one step a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_SHOWN = ("task_no", "item_title", "text", "owner_text", "section", "deadline_text", "persons")


def as_text(found: Mapping[str, Any]) -> str:
    """The text of ``fenjie trace``."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['id']}  {found['kind']} of {found['document_id']}@{found['edition']}"
    yield f"  {found['title']}"
    yield from _value(found)
    if "resolver" in found:
        yield from _resolver(found["row"], found["resolver"])
    for repair in found.get("repairs", ()):
        yield from _repair(repair)
    yield "printed"
    for cell in found["cells"]:
        page = "" if cell["page"] is None else f", page {cell['page']}"
        place = f"table {cell['table']}, row {cell['row']}, column {cell['column']}{page}"
        yield f"  {cell['cell_id']}  {place}: {_words(cell['text'])}"
    yield "source"
    yield from dict.fromkeys(f"  {_place(place)}" for place in found["places"])
    files = {place["file"]: place["hash"] for place in found["places"]}
    for name, hash_ in files.items():
        yield f"  {name}  {hash_}"
    made = found["made"]
    yield f"made by {made['code']}, dictionaries {made['dictionaries'][:12]}"
    yield f"  snapshot {found['snapshot']}"


def _value(found: Mapping[str, Any]) -> Iterator[str]:
    row = found["row"]
    if found["kind"] == "value":
        yield f"  {row['task_no']} {found['field']}: {_words(found['value'])}"
    elif found["kind"] == "cell":
        for value in found["values"]:
            went = f"{value['task_id']}.{value['field']}"
            yield f"  went to {went} ({value['task_no']}): {_words(value['value'])}"
        if not found["values"]:
            yield f"  went to {row['went_to'] or 'nothing: it is printed empty'}"
    elif found["kind"] == "repair":
        yield from _repair(row)
    else:
        task = found.get("task") or row
        for name in _SHOWN:
            if task[name] not in (None, []):
                yield f"  {name}: {_words(task[name])}"
        if task["needs_review"]:
            yield from (f"  to be reviewed: {reason}" for reason in task["review_reasons"])


def _resolver(row: Mapping[str, Any], reason: Mapping[str, Any]) -> Iterator[str]:
    span = f"{row['surface']} [{row['surface_start']}:{row['surface_end']}]"
    yield f"read as {row['bureau_id']} {row['bureau_name']}, {row['role']}"
    yield f"  {span}: {reason['method']}, {reason['score']:.2f}"
    yield f"  {reason['why'] or 'the dictionaries of today do not give this reading'}"
    if reason["role_evidence"]:
        yield f"  role: {reason['role_evidence']}"
    if reason["dictionaries"] != "those of the snapshot":
        yield f"  explained with dictionaries {reason['dictionaries']}"


def _repair(repair: Mapping[str, Any]) -> Iterator[str]:
    yield f"repair {repair['repair_id']}  {repair['rule']} on {repair['field']}"
    yield f"  {_words(repair['before'])} -> {_words(repair['after'])}"
    yield f"  {repair['evidence']} (confidence {repair['confidence']:g})"


def _place(place: Mapping[str, Any]) -> str:
    parts = [place["file"]]
    parts += [f"{key} {place[key]}" for key in ("page", "line") if place[key] is not None]
    parts += [f"{k} {place[k]}" for k in ("table", "row", "column") if place[k] is not None]
    if place["bbox"] is not None:
        parts.append("box " + " ".join(f"{edge:.1f}" for edge in place["bbox"]))
    return ", ".join(parts)


def _words(value: Any) -> str:
    if value is None:
        return "(nothing)"
    words = "；".join(value) if isinstance(value, list) else str(value)
    return " ".join(words.split("\n"))
