"""The house rules find what they are for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def check_tree(project_root: Path) -> ModuleType:
    path = project_root / "scripts" / "check_tree.py"
    spec = importlib.util.spec_from_file_location("check_tree", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The smallest tree that keeps every rule."""
    for folder in ("pipeline", "scripts", "bench", "tests", "docs/decisions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "pipeline/__init__.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.0 (unreleased)\n")
    return tmp_path


def test_tree_that_keeps_every_rule_passes(
    check_tree: ModuleType, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "pipeline/ledger.py").write_text("\n" * 300)
    assert check_tree.main(tree) == 0
    assert "pipeline/ledger.py grows long: 300 lines" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        ("pipeline/x.py", "\n" * 401, "pipeline/x.py: 401 lines"),
        ("tests/test_x.py", "\n" * 401, "tests/test_x.py: 401 lines"),
        ("pipeline/utils.py", "", "'utils' says nothing"),
        ("pipeline/helpers/rows.py", "", "'helpers' says nothing"),
        ("CHANGELOG.md", "## 1.2.01\n", "no heading '## 1.2.0'"),
        ("docs/decisions/notes.md", "", "not named NNNN-title.md"),
        ("tests/test_x.py", "pytest." + "skip('later')\n", "tests/test_x.py:1: a test that may"),
    ],
)
def test_each_breach_is_named_and_fails(
    check_tree: ModuleType,
    tree: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    text: str,
    finding: str,
) -> None:
    target = tree / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(text)
    assert check_tree.main(tree) == 1
    assert finding in capsys.readouterr().err


def test_number_given_to_two_decisions_is_found(check_tree: ModuleType, tree: Path) -> None:
    for title in ("one", "two"):
        (tree / f"docs/decisions/0007-{title}.md").touch()
    assert list(check_tree.misnumbered_decisions(tree)) == [
        "docs/decisions: number 0007 is given 2 times"
    ]
