"""The published JSON Schema of ``fenjie diff --format json``, made from the records.

``python -m pipeline.diff.write.json_schema > docs/changes.schema.json``
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, get_args

from pipeline.diff.records import Cause, Kind, Severity

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": ["integer", "null"]}
_MAYBE: Schema = {"type": ["string", "null"]}
_NULL: Schema = {"type": "null"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_HEADINGS: Schema = {"type": "array", "items": _TEXT, "description": "Outermost first."}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def schema() -> Schema:
    """The schema, draft 2020-12. What ``old`` and ``new`` are goes by the kind of a change."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Changes between two editions of a task-breakdown table",
        **_object(
            {
                "from": _ref("side"),
                "to": _ref("side"),
                "changes": {"type": "array", "items": _ref("change")},
                "summary": _ref("summary"),
            }
        ),
        "$defs": {
            "side": _side(),
            "change": _change(),
            "summary": _summary(),
            "owner": _owner(),
            "number": _object(_numbers()),
            "place": _object(_place()),
            "deadline": _object(_deadline()),
            "target": _target(),
            "task": _task(),
        },
    }


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _length(items: int) -> Schema:
    return {"minItems": items, "maxItems": items}


def _two(item: Schema) -> Schema:
    return {"type": "array", "items": item, **_length(2)}


def _side() -> Schema:
    return _object(
        {
            "label": {**_TEXT, "description": "document@edition, a folder or a file."},
            "document_id": _TEXT,
            "edition": _TEXT,
            "snapshot": {**_MAYBE, "description": "Null for a file."},
            "title": _MAYBE,
            "number": {**_MAYBE, "description": "文号."},
            "jurisdiction": {**_MAYBE, "description": "GB/T 2260 code of six digits."},
            "date": {**_MAYBE, "description": "ISO, as far as known."},
            "sources": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "File name to sha256.",
            },
            "dictionaries": {**_MAYBE, "description": "Digest of the dictionaries used."},
            "decisions": {**_MAYBE, "description": "Digest of the decisions used."},
            "code": {**_MAYBE, "description": "Versions of the code used."},
        }
    )


def _change() -> Schema:
    """A change: its keys, and for each kind its field and its values."""
    span = {
        "type": "array",
        "prefixItems": [_COUNT] * 4,
        **_length(4),
        "description": "old_start, old_end, new_start, new_end, in characters.",
    }
    keys: dict[str, Schema] = {
        "kind": {"enum": list(get_args(Kind))},
        "severity": {
            "enum": list(get_args(Severity)),
            "description": "substance: the duty changed; form: the same duty, written or placed "
            "otherwise; none: the same duty and body under another name.",
        },
        "cause": {"enum": list(get_args(Cause))},
        "task_id": _TEXT,
        "task_no_old": _MAYBE,
        "task_no_new": _MAYBE,
        "field": _TEXT,
        "old": {},
        "new": {},
        "spans": {"type": "array", "items": span},
        "score": {**_SHARE, "description": "Certainty that both sides are one task."},
    }
    return {**_object(keys), "oneOf": [_values(kind) for kind in get_args(Kind)]}


def _values(kind: Kind) -> Schema:
    field, old, new = _VALUES[kind]
    fields = field if isinstance(field, tuple) else (field,)
    return {
        "properties": {
            "kind": {"const": kind},
            "field": {"enum": list(fields)},
            "old": old,
            "new": new,
        }
    }


_ONE_OR_NONE: Schema = {"oneOf": [_NULL, _ref("owner")]}
_VALUES: Mapping[Kind, tuple[str | tuple[str, ...], Schema, Schema]] = {
    "task_added": ("task", _NULL, _ref("task")),
    "task_removed": ("task", _ref("task"), _NULL),
    "task_moved": ("place", _ref("place"), _ref("place")),
    "task_renumbered": ("task_no", _ref("number"), _ref("number")),
    "task_split": ("task", _list("task"), _list("task")),
    "task_merged": ("task", _list("task"), _list("task")),
    "title_reworded": ("item_title", _MAYBE, _MAYBE),
    "text_reworded": (("text", "owner_text"), _MAYBE, _MAYBE),
    "punctuation": (("item_title", "text", "owner_text"), _TEXT, _TEXT),
    "owner_added": (("owners", "persons"), _ONE_OR_NONE, _ref("owner")),
    "owner_removed": (("owners", "persons"), _ref("owner"), _ONE_OR_NONE),
    "owner_order": ("owners", _list("owner"), _list("owner")),
    "owner_renamed": ("owners", _ref("owner"), _ref("owner")),
    "role_changed": ("owners", _ref("owner"), _ref("owner")),
    "deadline_changed": ("deadline", _ref("deadline"), _ref("deadline")),
    "target_changed": ("targets", _list("target"), _list("target")),
    "section_changed": ("section", _HEADINGS, _HEADINGS),
}


def _summary() -> Schema:
    shift = _object(
        {"first": _COUNT, "last": _COUNT, "tasks": _COUNT}
        | {"items": {"type": "integer"}, "subtasks": {"type": "integer"}, "prefix": _MAYBE}
    )
    by: dict[str, Schema] = {
        name: {"type": "object", "propertyNames": {"enum": names}, "additionalProperties": _COUNT}
        for name, names in (
            ("kinds", list(get_args(Kind))),
            ("severities", list(get_args(Severity))),
            ("causes", list(get_args(Cause))),
        )
    }
    return _object(
        {
            "tasks_old": _COUNT,
            "tasks_new": _COUNT,
            "same": {**_COUNT, "description": "Tasks without any change."},
            "shifted": {
                **_COUNT,
                "description": "Tasks whose number moved only with what stands above; no change.",
            },
            **by,
            "needs_review": {**_COUNT, "description": "Tasks whose pairing is in doubt."},
            "shifts": {
                "type": "array",
                "items": shift,
                "description": "Runs of rows of the new side whose numbers moved by the same.",
            },
            "headings": {
                "type": "array",
                "items": _two(_HEADINGS),
                "description": "Old and new section where number or punctuation alone differ.",
            },
            "redated": {
                "type": "array",
                "items": {"type": "array", "prefixItems": [_COUNT, _MAYBE, _MAYBE], **_length(3)},
                "description": "Row of the new side, old and new date: the same words of a "
                "deadline mean another day, since the document is of another date.",
            },
        }
    )


def _owner() -> Schema:
    return _object(
        {
            "position": {"type": "integer", "minimum": 1},
            "bureau_id": {**_MAYBE, "description": "Null where no such body is known."},
            "bureau_name": _TEXT,
            "role": {"enum": ["lead", "responsible", "support", None]},
            "surface": {**_TEXT, "description": "As printed."},
        }
    )


def _numbers() -> dict[str, Schema]:
    return {"task_no": _MAYBE, "item_no": _NUMBER, "subtask_no": _NUMBER}


def _place() -> dict[str, Schema]:
    return {"row_no": _COUNT, **_numbers(), "item_title": _MAYBE, "section": _HEADINGS}


def _deadline() -> dict[str, Schema]:
    kinds = ["by", "within", "ongoing", "recurring", None]
    return {"deadline_text": _MAYBE, "deadline_kind": {"enum": kinds}, "deadline_date": _MAYBE}


def _target() -> Schema:
    comparisons = {"enum": ["=", ">=", "<=", ">", "<", "~"]}
    return _object(
        {"text": _TEXT, "quantity": {"type": "number"}, "unit": _TEXT, "comparison": comparisons}
    )


def _task() -> Schema:
    return _object(
        {
            **_place(),
            "text": _MAYBE,
            "owner_text": _MAYBE,
            **_deadline(),
            "targets": _list("target"),
            "persons": {"type": "array", "items": _TEXT},
            "owners": _list("owner"),
            "task_id": _TEXT,
        }
    )


def document() -> str:
    """The text of ``docs/changes.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(document())
