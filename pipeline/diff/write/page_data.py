"""What the script of the page draws: the changes as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.diff.concerned import names as names_of
from pipeline.diff.records import Change, Comparison, Row, Side
from pipeline.diff.write.group import Group, groups
from pipeline.diff.write.page_words import PAGE
from pipeline.diff.write.values import in_words, task_fields
from pipeline.diff.write.words import CAUSES, FIELDS, KINDS, ORDER, SEVERITIES, Language


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a PDF: a data URI, and the page's size in PDF points."""

    uri: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures of both sides by file and page (from 1); ``left`` counts those left out."""

    old: Mapping[tuple[str, int], Picture]
    new: Mapping[tuple[str, int], Picture]
    left: int = 0


def page_data(comparison: Comparison, pictures: Pictures) -> dict[str, Any]:
    """The object that ``page.js`` reads: tasks with their changes, bodies, pictures, labels.

    A changed text is a list of pieces, each second one changed; no offsets reach the script,
    which counts characters otherwise than Python.
    """
    grouped = groups(comparison)
    bodies = [body for body, _ in Counter(b for g in grouped for b in g.bodies).most_common()]
    index = {body: number for number, body in enumerate(bodies)}
    called = names_of(comparison)
    return {
        "tasks": [_task(comparison, group, index, pictures) for group in grouped],
        "bureaus": [called[body] for body in bodies],
        "bureau_ids": bodies,
        "pictures": {
            f"{side}:{file}#{page}": picture.uri
            for side, some in (("old", pictures.old), ("new", pictures.new))
            for (file, page), picture in some.items()
        },
        "order": ORDER,
        "labels": {language: labels(language) for language in PAGE},
    }


def labels(language: Language) -> dict[str, Mapping[str, str]]:
    """All words of the page in one language, by group; names with a capital."""
    named = {"kind": KINDS, "severity": SEVERITIES, "cause": CAUSES, "field": FIELDS}
    return {
        "page": PAGE[language],
        **{
            group: {key: name[:1].upper() + name[1:] for key, name in names[language].items()}
            for group, names in named.items()
        },
    }


def _task(
    comparison: Comparison, group: Group, index: Mapping[str, int], pictures: Pictures
) -> dict[str, Any]:
    first = group.changes[0]
    told = any(
        change.field in ("text", "task") or _printed_in_text(change) for change in group.changes
    )
    task: dict[str, Any] = {
        "id": group.task_id,
        "no": [first.task_no_old, first.task_no_new],
        "title": group.title,
        "text": None if told else next((row["text"] for row in (*group.new, *group.old)), None),
        "bureaus": sorted(index[body] for body in group.bodies),
        "changes": [
            _change(change, spread, group)
            for change, spread in zip(group.changes, group.spread, strict=True)
        ],
        "places": [
            _places(comparison.old, group.old, "old", pictures.old),
            _places(comparison.new, group.new, "new", pictures.new),
        ],
    }
    if group.pair is not None and (group.pair.score < 1 or group.pair.needs_review):
        task["score"] = f"{group.pair.score:.2f}"
        task["doubt"] = group.pair.needs_review
    return task


def _change(change: Change, spread: int, group: Group) -> dict[str, Any]:
    old, new = (next((row["text"] for row in rows), None) for rows in (group.old, group.new))
    shown = {
        "kind": change.kind,
        "severity": change.severity,
        "cause": change.cause,
        "field": change.field,
        "old": _value(change, change.old, [span[:2] for span in change.spans], old),
        "new": _value(change, change.new, [span[2:] for span in change.spans], new),
    }
    return {**shown, "spread": spread} if spread > 1 else shown


def _value(
    change: Change, value: Any, spans: Sequence[tuple[int, int]], text: str | None
) -> dict[str, Any] | None:
    if value is None:
        return None
    if change.field == "task":
        return {"tasks": [task_fields(one) for one in _tasks(value)]}
    if isinstance(value, str):
        return {"pieces": _pieces(value, spans)}
    words = {language: in_words(change, value, language) for language in PAGE}
    if _printed_in_text(change):
        return {"words": words, "pieces": _pieces(text or "", spans)}
    return {"words": words}


def _printed_in_text(change: Change) -> bool:
    """A deadline or target whose words stand in the task's text, where the spans mark them."""
    return change.field in ("deadline", "targets") and bool(change.spans)


def _tasks(value: Any) -> list[Row]:
    return [value] if isinstance(value, Mapping) else list(value)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    found: list[str] = []
    done = 0
    for start, end in spans:
        found += [text[done:start], text[start:end]]
        done = end
    return [*found, text[done:]]


def _places(
    side: Side, rows: Sequence[Row], which: str, pictures: Mapping[tuple[str, int], Picture]
) -> list[dict[str, Any]]:
    """Each row of each page once, with the boxes of all its cells.

    The one file of a side is named at the head of the page.
    """
    alone = len(side.about.sources) == 1
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for place in (place for row in rows for place in row.get("source") or ()):
        key = tuple(place[name] for name in ("file", "page", "table", "row", "line"))
        shown = found.setdefault(key, {} if alone else {"file": place["file"]})
        for name, first in (("page", 0), ("table", 1), ("row", 1), ("line", 0)):
            if place[name] is not None:
                shown[name] = place[name] + first  # people count from 1
        picture = pictures.get((place["file"], place["page"]))
        if picture is not None:
            shown["picture"] = f"{which}:{place['file']}#{place['page']}"
            if place["bbox"] is not None:
                shown.setdefault("boxes", []).append(_share(place["bbox"], picture))
    return list(found.values())


def _share(box: Sequence[float], picture: Picture) -> list[float]:
    """Left, top, width and height as shares of the page."""
    left, top, right, bottom = box
    shares = (
        left / picture.width,
        top / picture.height,
        (right - left) / picture.width,
        (bottom - top) / picture.height,
    )
    return [round(share, 4) for share in shares]
