"""A comparison as one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipeline.diff.narrow import Wanted
from pipeline.diff.records import About, Comparison
from pipeline.diff.write.headline import headline
from pipeline.diff.write.page_data import Pictures, labels, page_data
from pipeline.diff.write.page_words import PAGE
from pipeline.diff.write.tallies import tallies
from pipeline.diff.write.words import ORDER, Language

_SHOWN = 8  # bodies listed before the reader asks for all


def as_html(comparison: Comparison, wanted: Wanted, language: Language, pictures: Pictures) -> str:
    """The whole page, in both languages; ``language`` is the one it opens in.

    Texts of the documents reach the page as escaped text or as JSON in which no ``<`` is left,
    and the page's own policy lets no script but the one delivered run.
    """
    folder = files("pipeline.diff.write")
    style = (folder / "page.css").read_text("utf-8")
    script = (folder / "page.js").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
    }
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    changes = comparison.changes
    return template.render(
        lang=language,
        title=comparison.new.about.title or comparison.old.about.title or "fenjie diff",
        style=style,
        script=script,
        hashes={"style": _hash(style), "script": _hash(script)},
        words=PAGE,
        labels={one: labels(one) for one in PAGE},
        old=_side(comparison.old.about, comparison.summary.tasks_old),
        new=_side(comparison.new.about, comparison.summary.tasks_new),
        headlines={one: headline(comparison, wanted, one) for one in PAGE},
        kinds=_kinds(comparison),
        severities=[s for s in ORDER["severity"] if s in comparison.summary.severities],
        causes=len({change.cause for change in changes}),
        tallies=tallies(comparison),
        tallies_shown=_SHOWN,
        pictures_left=pictures.left,
        data=page_data(comparison, pictures),
    )


def _side(about: About, tasks: int) -> dict[str, Any]:
    return {"about": about, "tasks": tasks, "sources": sorted(about.sources)}


def _kinds(comparison: Comparison) -> list[tuple[str, dict[str, int], int]]:
    """Each kind that occurs, with how often in each severity and in all."""
    found = []
    for kind, count in comparison.summary.kinds.items():
        by = dict.fromkeys(ORDER["severity"], 0)
        for change in comparison.changes:
            if change.kind == kind:
                by[change.severity] += 1
        found.append((kind, by, count))
    return found


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
