"""What is installed is what is needed, and it works away from this tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest


def canonical(name: str) -> str:
    """The normal form of a distribution's name, as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project(root: Path) -> dict[str, object]:
    """The [project] table of pyproject.toml."""
    text = (root / "pyproject.toml").read_text("utf-8")
    table: dict[str, object] = tomllib.loads(text)["project"]
    return table


def named(requirements: object) -> set[str]:
    """The distributions that a list of requirements names."""
    assert isinstance(requirements, list)
    return {canonical(re.split(r"[\[<>=!~ ]", line, maxsplit=1)[0]) for line in requirements}


def imported(folder: Path) -> set[str]:
    """The distributions from outside the standard library that the code of a folder imports."""
    modules: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules.add(node.module.partition(".")[0])
    foreign = modules - set(sys.stdlib_module_names) - {"pipeline"}
    origins = packages_distributions()
    return {canonical(origins[module][0]) for module in foreign}


# docs/decisions/0001 and 0006: python-docx is for the tests, the others are loaded when asked for.
NOT_IMPORTED = {"onnxruntime", "python-docx", "rapidocr"}


def test_dependencies_are_what_the_package_imports(project_root: Path) -> None:
    extras = project(project_root)["optional-dependencies"]
    assert isinstance(extras, dict)
    declared = named(project(project_root)["dependencies"]) | named(extras["ocr"])
    assert imported(project_root / "pipeline") == declared - NOT_IMPORTED


def test_every_installed_requirement_is_pinned_in_the_constraints(project_root: Path) -> None:
    lines = (project_root / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pinned)
    extras = project(project_root)["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = named(project(project_root)["dependencies"]).union(*map(named, extras.values()))
    assert wanted - {"fenjie"} <= named(pinned)


@pytest.fixture(scope="module")
def unpacked_wheel(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, str(folder)], cwd=project_root, check=True, capture_output=True)
    [wheel] = folder.glob("fenjie-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in files}


def test_wheel_carries_every_dictionary(project_root: Path, unpacked_wheel: Path) -> None:
    here = contents(project_root / "dictionaries")
    assert here
    assert contents(unpacked_wheel / "pipeline" / "data" / "dictionaries") == here


def test_wheel_resolves_owners_away_from_this_tree(unpacked_wheel: Path, tmp_path: Path) -> None:
    call = ["resolve", "--jurisdiction", "441900", "--date", "2021-08-26", "市公安局、市民政局"]
    run = subprocess.run(
        [sys.executable, "-m", "pipeline", *call],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked_wheel), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "441900:public-security" in run.stdout
