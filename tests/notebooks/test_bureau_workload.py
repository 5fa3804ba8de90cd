"""The notebook runs on freshly published tables and says what they say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NO_CHINESE_FONT = """
from matplotlib import font_manager
font_manager.fontManager.ttflist = [
    entry for entry in font_manager.fontManager.ttflist if entry.name == "DejaVu Sans"
]
font_manager.findSystemFonts = lambda *_: []
"""


@pytest.fixture(scope="module")
def normalized(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree published from raw/ by the command, as a user has it."""
    out = tmp_path_factory.mktemp("published") / "normalized"
    run = subprocess.run(
        [sys.executable, "-m", "pipeline", "refresh", str(project_root / "raw"), str(out)],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return out


def execute(path: Path, normalized: Path, first: str = "") -> nbformat.NotebookNode:
    """The notebook with its outputs, run on ``normalized`` after the code ``first``."""
    notebook = nbformat.read(path, as_version=4)
    if first:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(first))
    client = NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(cwd=str(path.parent), env={**os.environ, "FENJIE_NORMALIZED": str(normalized)})
    return notebook


def shown(notebook: nbformat.NotebookNode, kind: str) -> dict[str, str]:
    """Each cell's outputs of one kind: a stream's name or a MIME type."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == kind:
                found[cell.id] = found.get(cell.id, "") + output.text
            elif kind in output.get("data", {}):
                found[cell.id] = found.get(cell.id, "") + output.data[kind]
    return found


@pytest.fixture(scope="module")
def path(project_root: Path) -> Path:
    return project_root / "notebooks" / "bureau_workload.ipynb"


@pytest.fixture(scope="module")
def executed(path: Path, normalized: Path) -> nbformat.NotebookNode:
    return execute(path, normalized)


def test_counts_are_those_of_the_document(executed: nbformat.NotebookNode) -> None:
    said = shown(executed, "stdout")["tables"]
    assert "129 sub-tasks of 69 items" in said
    assert "325 assignments to 30 bureaus" in said
    table = shown(executed, "text/html")["workload"]
    first = table[table.index("441900:fire-rescue") :]
    assert first.index("东莞市消防救援支队") < first.index("112") < first.index("</tr>")


def test_charts_have_no_empty_boxes_for_characters(executed: nbformat.NotebookNode) -> None:
    assert "Glyph" not in "".join(shown(executed, "stderr").values())
    charts = set(shown(executed, "image/png"))
    if "Labels are set in" in shown(executed, "stdout")["font"]:
        assert charts == {"bars", "heatmap"}
    else:  # a machine without a Chinese font; CI installs one
        assert "CI" not in os.environ
        assert charts == set()


def test_without_a_chinese_font_it_says_so_and_draws_nothing(path: Path, normalized: Path) -> None:
    notebook = execute(path, normalized, NO_CHINESE_FONT)
    assert "No font with Chinese characters" in shown(notebook, "stdout")["font"]
    assert shown(notebook, "image/png") == {}
    assert shown(notebook, "stderr") == {}


def test_it_is_kept_without_outputs(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
