"""The old and the new value of a change in words: see ``Change`` for what they are by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.diff.records import Change
from pipeline.diff.write.words import ROLES, Language
from pipeline.ink import ink

_LISTS = {"zh": "、", "en": ", "}
_UNKNOWN = {"zh": "词典未收", "en": "not in the dictionaries"}
_LOST = {"zh": "（无文字）", "en": "(no text)"}
_ABSENT = {"zh": "无", "en": "none"}


def in_words(change: Change, value: Any, language: Language) -> str | None:
    """``value``, which is ``change.old`` or ``change.new``; ``None`` where a side has nothing.

    A task is its number and its text, or what is known of it where the source lost that;
    several tasks stand on lines of their own.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if change.field == "task":
        tasks = [value] if isinstance(value, Mapping) else value
        return "\n".join(_task(one, language) for one in tasks)
    if change.kind == "owner_order":
        return _LISTS[language].join(owner["bureau_name"] for owner in value)
    if change.field == "persons":
        return str(value["surface"])
    if change.field == "owners":
        return _owner(change, value, language)
    if change.field == "task_no":
        return value["task_no"] or _ABSENT[language]
    if change.field == "place":
        return _place(value)
    if change.field == "deadline":
        return _deadline(value, language)
    if change.field == "targets":
        return _LISTS[language].join(target["text"] for target in value) or _ABSENT[language]
    return _LISTS[language].join(value) or _ABSENT[language]


def task_fields(task: Mapping[str, Any]) -> dict[str, str]:
    """A whole task: its fields in words, by the names of ``words.FIELDS``, without empty ones."""
    fields = {
        "task_no": task["task_no"],
        "section": " › ".join(task["section"] or ()),
        "item_title": task["item_title"],
        "text": task["text"],
        "owner_text": task["owner_text"],
        "persons": "、".join(task["persons"] or ()),
        "deadline_text": task["deadline_text"],
    }
    return {name: value for name, value in fields.items() if value}


def _task(task: Mapping[str, Any], language: Language) -> str:
    text = task["text"]
    if not ink(text or ""):
        text = " ".join(filter(None, (_LOST[language], task["item_title"], task["owner_text"])))
    return " ".join(filter(None, (task["task_no"], text)))


def _owner(change: Change, owner: Mapping[str, Any], language: Language) -> str:
    """The name and the role; the name as printed where that alone tells the sides apart."""
    name, role = owner["bureau_name"], owner["role"]
    sides: Sequence[Any] = (change.old, change.new)
    if all(sides) and len({(one["bureau_name"], one["role"]) for one in sides}) == 1:
        name = owner["surface"]
    label = ROLES[language][role] if role else _UNKNOWN[language]
    return f"{name}（{label}）" if language == "zh" else f"{name} ({label})"


def _place(place: Mapping[str, Any]) -> str:
    above = [*(place["section"] or ()), place["item_title"], place["task_no"]]
    return " › ".join(part for part in above if part)


def _deadline(deadline: Mapping[str, Any], language: Language) -> str:
    text, date = deadline["deadline_text"], deadline["deadline_date"]
    if text and date:
        return f"{text}（{date}）" if language == "zh" else f"{text} ({date})"
    return text or _ABSENT[language]
