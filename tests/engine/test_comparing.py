"""What may be compared: published editions, snapshot folders and files, each named to people."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
import raw_folders as rf
from pipeline.engine.comparing import compare_named, side_of
from pipeline.engine.refresh import refresh
from pipeline.errors import CallError, SourceError
from pipeline.publish import catalog

LATER = (
    ("1．新增。", "开展消防演练", "市民政局"),
    ("2．落实改革。", "做好甲事", "市公安局、市民政局、市财政局"),
    ("3．加强监管。", "做好乙事", "市财政局"),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    rf.add(folder / "raw", "a", "2021-08-26")
    rf.add(folder / "raw", "a", "2022-03-01", table_txt=rf.text_table(LATER))
    assert refresh(folder / "raw", folder / "out", workers=1).exit_code == 0
    return folder


def kinds(found) -> list[str]:
    return [change.kind for change in found.changes]


def test_editions_folders_and_files_give_the_same_changes(tree: Path) -> None:
    out = tree / "out"
    named = pipeline.diff("a@2021-08-26", "a@2022-03-01", out=out)
    assert kinds(named) == ["task_added", "owner_added"]
    assert named.summary.shifted == 2
    first, second = (entry.folder(out) for entry in catalog.entries(out))
    assert compare_named(first, second).changes == named.changes
    old, new = sorted((tree / "raw" / "a").glob("*/table.txt"))
    read = compare_named(old, new)
    assert kinds(read) == kinds(named)
    assert read.new.about.date == "2022-03-01"
    assert {change.cause for change in (*read.changes, *named.changes)} == {"source"}


def test_a_published_task_keeps_its_id_and_the_change_names_it(tree: Path) -> None:
    found = pipeline.diff("a@2021-08-26", "a@2022-03-01", out=tree / "out")
    assert found.changes[1].task_id == found.old.tasks[0]["task_id"]
    assert found.old.carried
    assert found.new.carried


def test_ids_of_a_file_are_not_taken_for_published_ones(tree: Path) -> None:
    new = next((tree / "raw" / "a").glob("2022*/table.txt"))
    found = compare_named("a@2021-08-26", new, out=tree / "out")
    assert kinds(found) == ["task_added", "owner_added"]
    assert not found.old.carried


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a@2021-08-27", "Did you mean a@2021-08-26"),
        ("nothing", "<document>@<edition>"),
        (".", "is no snapshot"),
    ],
)
def test_what_is_not_there_is_said_with_a_hint(tree: Path, name: str, words: str) -> None:
    with pytest.raises(CallError, match=words):
        side_of(name, out=tree / "out")


def test_a_file_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("nothing here", encoding="utf-8")
    with pytest.raises(SourceError):
        side_of(path)


def test_a_damaged_snapshot_is_refused_by_name(tree: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "snapshot"
    shutil.copytree(catalog.entries(tree / "out")[0].folder(tree / "out"), folder)
    (folder / "assignments.parquet").write_bytes(b"PAR1")
    with pytest.raises(CallError, match=r"assignments\.parquet.*fenjie verify"):
        side_of(folder)
