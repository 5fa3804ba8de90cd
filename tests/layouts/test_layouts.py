"""Every layout in every format that can carry it: tasks exact, ledger balanced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from layouts.catalogue import LAYOUTS, page
from layouts.layout import Layout, Truth
from layouts.writers import WRITERS, as_pdf
from pipeline.extract.docx.reading import read_docx
from pipeline.extract.html.reading import read_html
from pipeline.extract.pdf.reading import read_pdf
from pipeline.extract.text.reading import read_text
from pipeline.extract.xlsx.reading import read_xlsx
from pipeline.locate import locate
from pipeline.records import Extraction, Repaired, Task
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms

READERS: Mapping[str, Callable[[bytes, str], Extraction]] = {
    "docx": read_docx,
    "html": read_html,
    "xlsx": read_xlsx,
}
CASES = [
    pytest.param(layout, form, id=f"{layout.name}-{form}")
    for layout in LAYOUTS
    for form in layout.formats.split()
]


@pytest.mark.parametrize(("layout", "form"), CASES)
def test_layout(layout: Layout, form: str, tmp_path: Path) -> None:
    """Number, title, text, owners, section, deadline, persons, flags and lost cells."""
    extraction = _read(layout, form, tmp_path)
    result = repair(locate(extraction, synonyms(), layout.columns))
    assert [_told(task) for task in result.tasks] == layout.truth()
    ledger = balance(result)
    assert ledger.balanced, (ledger.lost, ledger.surplus)
    assert len(result.located.others) == layout.others
    assert _destinations(result) == _cells(result)
    aside = [part.text for part in (*result.outside, *result.headers)]
    assert [text for text in layout.outside if text not in aside] == []
    gone = {removal.rule for removal in (*extraction.removed, *result.removed)}
    gone |= {removal.rule for removal in result.located.extraction.removed}
    assert set(layout.removed) <= gone


def _read(layout: Layout, form: str, folder: Path) -> Extraction:
    if form == "pdf":
        as_pdf(layout, folder / "t.pdf")
        return read_pdf(folder / "t.pdf", "t.pdf")
    data = layout.made.get(form) or WRITERS[form](layout)
    return READERS.get(form, read_text)(data, f"t.{form}")


def _told(task: Task) -> Truth:
    lost = [name for name in ("item_title", "text") if getattr(task, f"{name}_lost")]
    return Truth(
        task.task_no,
        task.item_no,
        task.subtask_no,
        task.item_title,
        task.text,
        task.owner_text,
        task.section,
        task.deadline_text,
        task.persons,
        tuple(sorted(reason.split(":")[0] for reason in task.review_reasons)),
        tuple(lost),
    )


def _destinations(result: Repaired) -> list[tuple[int, int, int]]:
    return sorted((each.table, each.row, each.column) for each in result.destinations)


def _cells(result: Repaired) -> list[tuple[int, int, int]]:
    tables = result.located.extraction.tables
    return sorted((table.index, cell.row, cell.column) for table in tables for cell in table.cells)


def test_names_differ() -> None:
    """A name says one layout, so that ``-k`` and the page find it."""
    names = [layout.name for layout in LAYOUTS]
    assert sorted(set(names)) == sorted(names)


def test_page_lists_every_layout(project_root: Path) -> None:
    """``docs/layouts.md`` is what the catalogue writes."""
    assert (project_root / "docs" / "layouts.md").read_text(encoding="utf-8") == page()
