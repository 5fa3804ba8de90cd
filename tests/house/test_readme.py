"""README.md says what is: its commands are run, and print what it shows.

In a ``console`` block a line that begins with ``$ `` is a command, what follows is its output
as a terminal shows it. A line that is ``…`` stands for any lines, ``…`` in a line for any
characters. Commands other than ``fenjie`` (git, make) are left to CI.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
RECIPES = (ROOT / "docs" / "recipes.md").read_text("utf-8")


def fenced(language: str, text: str = README) -> list[str]:
    """The code blocks of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    turns = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(turn.partition("\n")[0], turn.partition("\n")[2].strip("\n")) for turn in turns]


def as_pattern(shown: str) -> str:
    """A pattern for the shown output, where ``…`` stands for what is left out."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"[ ]*\n"
        for line in shown.splitlines()
    ]
    return "".join(lines)


def write_new_edition(folder: Path) -> None:
    """新版.docx: the shipped DOCX with a row put in, an owner taken out and a text reworded."""
    (source,) = (folder / "raw").rglob("*.docx")
    document = docx.Document(str(source))
    (table,) = document.tables
    table.cell(2, 2).text = "市住房城乡建设局"
    table.cell(3, 1).text = table.cell(3, 1).text.replace("企业", "企业和个体工商户", 1)
    put_in = deepcopy(table.rows[5]._tr)
    table.rows[5]._tr.addnext(put_in)
    table.cell(6, 1).text = "公布消防技术服务机构名录，每季度更新一次。"
    document.save(str(folder / "新版.docx"))


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A working folder with raw/ and the environment of a terminal that finds ``fenjie``."""
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "raw", folder / "raw")
    write_new_edition(folder)
    command = folder / "bin" / "fenjie"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m pipeline \"$@\"\n")
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}"
    return folder, {
        **os.environ,
        "PATH": path + os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }


def test_commands_print_what_readme_shows(newcomer: tuple[Path, dict[str, str]]) -> None:
    folder, environment = newcomer
    run = [
        (command, shown)
        for block in fenced("console")
        for command, shown in commands(block)
        if command.startswith("fenjie ")
    ]
    assert run
    for command, shown in run:
        result = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"$ {command}\n{result.stdout}"
        printed = result.stdout.rstrip("\n") + "\n"
        if shown:
            matches = re.fullmatch(as_pattern(shown), printed)
            assert matches, f"README shows for $ {command}\n{shown}\nbut it prints\n{printed}"


def test_python_in_readme_and_recipes_runs_on_published_tables(
    newcomer: tuple[Path, dict[str, str]],
) -> None:
    folder, environment = newcomer
    subprocess.run(
        ["fenjie", "refresh", "raw", "normalized"], cwd=folder, env=environment, check=True
    )
    blocks = fenced("python")
    recipes = fenced("python", RECIPES)
    assert blocks
    assert recipes
    for block in blocks + recipes:
        subprocess.run([sys.executable, "-c", block], cwd=folder, env=environment, check=True)


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
