"""The main job: same input same bytes, only what is new is read, scope is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.engine.refresh import refresh
from pipeline.errors import CallError
from pipeline.publish import catalog


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    rf.add(raw, "a", "2020-01-01")
    rf.add(raw, "a", "2021-08-26", b_docx=rf.docx_bytes())
    rf.add(raw, "b", "2019-05-01", facts=None)
    return raw


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def editions(out: Path) -> list[tuple[str, str]]:
    return [(entry.document_id, entry.edition) for entry in catalog.entries(out)]


def test_two_runs_and_one_against_two_workers_give_the_same_tree(raw: Path, tmp_path: Path) -> None:
    trees = []
    for name, workers in (("x", 1), ("y", 1), ("z", 2)):
        assert refresh(raw, tmp_path / name, workers=workers).exit_code == 0
        trees.append(rf.tree(tmp_path / name))
    assert trees[0] == trees[1]
    assert trees[0] == trees[2]
    assert len(trees[0]) > 3 * 13


def test_a_second_run_reads_nothing_and_changes_nothing(raw: Path, out: Path) -> None:
    first = refresh(raw, out, workers=1)
    before = rf.tree(out)
    second = refresh(raw, out, workers=1)
    assert {one.status for one in first.editions} == {"new"}
    assert {one.status for one in second.editions} == {"unchanged"}
    assert rf.tree(out) == before


def test_only_the_edition_that_changed_is_read_again_and_its_old_snapshot_stays(
    raw: Path, out: Path
) -> None:
    refresh(raw, out, workers=1)
    old = next(entry for entry in catalog.entries(out) if entry.document_id == "b")
    changed = rf.text_table((("1．新。", "新的事", "市公安局"),))
    (raw / "b" / "2019-05-01" / "table.txt").write_text(changed, encoding="utf-8")
    run = refresh(raw, out, workers=1)
    assert [one.document_id for one in run.editions if one.status == "new"] == ["b"]
    assert old.folder(out).is_dir()
    assert old not in catalog.entries(out)
    assert len(catalog.snapshots(out)) == 4


def test_facts_in_document_toml_make_another_snapshot(raw: Path, out: Path) -> None:
    refresh(raw, out, workers=1)
    before = catalog.entries(out)
    (raw / "b" / "document.toml").write_text('title = "乙"\n', encoding="utf-8")
    refresh(raw, out, workers=1)
    changed = set(before) ^ set(catalog.entries(out))
    assert {entry.document_id for entry in changed} == {"b"}


def test_a_damaged_snapshot_is_made_anew(raw: Path, out: Path) -> None:
    refresh(raw, out, workers=1)
    before = rf.tree(out)
    catalog.entries(out)[0].folder(out).joinpath("tasks.csv").write_text("edited")
    refresh(raw, out, workers=1)
    assert rf.tree(out) == before


def test_a_document_that_left_raw_leaves_the_catalog_and_is_named(raw: Path, out: Path) -> None:
    refresh(raw, out, workers=1)
    (raw / "b").rename(raw.parent / "b")
    run = refresh(raw, out, workers=1)
    assert run.gone == ("b@2019-05-01",)
    assert editions(out) == [("a", "2020-01-01"), ("a", "2021-08-26")]


def test_only_and_edition_leave_all_else_as_published(raw: Path, out: Path) -> None:
    refresh(raw, out, workers=1)
    (raw / "b").rename(raw.parent / "b")
    run = refresh(raw, out, only=["a"], edition="2020-01-01", workers=1)
    assert [(one.document_id, one.edition) for one in run.editions] == [("a", "2020-01-01")]
    assert len(editions(out)) == 3


def test_a_document_that_is_not_there_is_a_wrong_call_with_a_proposal(tmp_path: Path) -> None:
    rf.add(tmp_path / "raw", "dongguan-fire-reform")
    with pytest.raises(CallError, match="Did you mean 'dongguan-fire-reform'"):
        refresh(tmp_path / "raw", tmp_path / "out", only=["dongguan-fire"])
    with pytest.raises(CallError, match="Did you mean '2021-08-26'"):
        refresh(tmp_path / "raw", tmp_path / "out", edition="2021-08-25")


def test_a_dry_run_reports_and_writes_nothing(raw: Path, out: Path) -> None:
    run = refresh(raw, out, dry_run=True, workers=1)
    assert [one.tasks for one in run.editions] == [2, 2, 2]
    assert not run.published
    assert not out.exists()


def test_a_single_file_is_a_document_of_its_own(tmp_path: Path, out: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "任务表.txt").write_text(rf.text_table(), encoding="utf-8")
    assert refresh(raw, out, workers=1).exit_code == 0
    assert editions(out) == [("任务表", "undated")]
    assert {one.status for one in refresh(raw, out, workers=1).editions} == {"unchanged"}


def test_two_sources_of_one_edition_are_told_and_the_one_in_its_folder_stands(
    tmp_path: Path, out: Path
) -> None:
    raw = tmp_path / "raw"
    rf.add(raw, "a", "undated", facts=None)
    (raw / "a.txt").write_text(rf.text_table(rf.ROWS[:1]), encoding="utf-8")
    run = refresh(raw, out, workers=1)
    assert run.exit_code == 3
    assert [failure.code for failure in run.failures] == ["duplicate_edition"]
    assert [one.tasks for one in run.editions] == [2]
    again = refresh(raw, out, workers=1)
    assert [one.tasks for one in again.editions] == [2]
    assert again.exit_code == 3


def test_hidden_files_and_locks_of_office_programs_are_passed_over(raw: Path, out: Path) -> None:
    folder = raw / "a" / "2020-01-01"
    for name in (".DS_Store", "~$table.docx", ".~lock.table.docx#"):
        (folder / name).write_bytes(b"x")
    assert refresh(raw, out, workers=1).exit_code == 0


def test_a_second_publisher_is_told_to_wait(raw: Path, out: Path, monkeypatch) -> None:
    from filelock import FileLock

    import pipeline.engine.refresh as job

    monkeypatch.setattr(job, "_LOCK_SECONDS", 0.1)
    out.mkdir()
    with FileLock(out / ".lock"), pytest.raises(CallError, match="another run"):
        refresh(raw, out, workers=1)


def test_rubbish_of_an_interrupted_run_is_taken_out(raw: Path, out: Path) -> None:
    refresh(raw, out, workers=1)
    before = rf.tree(out)
    (out / ".staging" / "dead").mkdir(parents=True)
    (out / ".states" / "half").mkdir()
    (out / "snapshots" / "a" / "2020-01-01" / "half").mkdir()
    refresh(raw, out, workers=1)
    assert rf.tree(out) == before
    assert not (out / ".staging").exists()


def test_what_is_inferred_and_what_is_not_known_is_said(tmp_path: Path, out: Path) -> None:
    raw = tmp_path / "raw"
    rf.add(raw, "a", facts='number = "东府〔2021〕51号"\n')
    (raw / "东莞市任务表.txt").write_text(rf.text_table(), encoding="utf-8")
    (raw / "b.txt").write_text(rf.text_table(), encoding="utf-8")
    evidence = {one.document_id: one.evidence for one in refresh(raw, out).editions}
    assert evidence["a"] == (
        "date 2021-08-26: given",
        "jurisdiction 441900: 东府 in 东府〔2021〕51号",
    )
    assert evidence["东莞市任务表"][0].startswith("date unknown")
    assert evidence["东莞市任务表"][1].startswith("jurisdiction 441900: 东莞市")
    assert evidence["b"][0].startswith("jurisdiction unknown")
