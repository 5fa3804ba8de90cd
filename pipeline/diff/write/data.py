"""The JSON object of ``fenjie diff``. Its published schema is made in ``json_schema``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.diff.records import About, Comparison


def as_json(comparison: Comparison) -> dict[str, Any]:
    """``{"from", "to", "changes", "summary"}``, ready for ``json.dumps``.

    Where the sides lie on this machine is no part of it.
    """
    return {
        "from": _about(comparison.old.about),
        "to": _about(comparison.new.about),
        "changes": [asdict(change) for change in comparison.changes],
        "summary": asdict(comparison.summary),
    }


def _about(about: About) -> dict[str, Any]:
    return {name: value for name, value in asdict(about).items() if name != "folder"}
