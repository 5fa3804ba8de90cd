"""All layouts, by theme."""

from __future__ import annotations

from layouts import (
    cells,
    faults,
    headers,
    numerals,
    owners,
    prose,
    sections,
    several,
    web_files,
    word_files,
)
from layouts.layout import Layout

THEMES: dict[str, tuple[Layout, ...]] = {
    "Headers and columns": headers.LAYOUTS,
    "Cells": cells.LAYOUTS,
    "Sections": sections.LAYOUTS,
    "Owners and persons": owners.LAYOUTS,
    "Numbers": numerals.LAYOUTS,
    "Lost cells and faults of the source": faults.LAYOUTS,
    "Several tables": several.LAYOUTS,
    "No table": prose.LAYOUTS,
    "Word": word_files.LAYOUTS,
    "Web pages and spreadsheets": web_files.LAYOUTS,
}
LAYOUTS = tuple(layout for theme in THEMES.values() for layout in theme)
