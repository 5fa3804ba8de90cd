"""The real document as published: the tables agree with each other and with the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.errors import CallError
from pipeline.publish import catalog, files
from pipeline.publish.schema import TABLES


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Path:
    out = tmp_path_factory.mktemp("published") / "normalized"
    run = pipeline.refresh(project_root / "raw", out, workers=1)
    assert run.exit_code == 0
    return out


@pytest.fixture(scope="module")
def tables(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: pq.read_table(out / "current" / f"{table.name}.parquet").to_pylist()
        for table in TABLES
    }


def test_items_tasks_and_owners_are_all_there(tables: dict) -> None:
    tasks, assignments = tables["tasks"], tables["assignments"]
    assert len(tasks) == 129
    assert len({task["item_no"] for task in tasks}) == 69
    assert len(assignments) == 325
    assert sum(row["role"] == "support" for row in assignments) == 3
    assert tables["unresolved"] == []
    assert len({row["bureau_id"] for row in assignments}) == 30


def test_each_surface_is_cut_out_of_its_owner_text(tables: dict) -> None:
    owner_text = {task["task_id"]: task["owner_text"] for task in tables["tasks"]}
    for row in tables["assignments"]:
        text = owner_text[row["task_id"]]
        assert text[row["surface_start"] : row["surface_end"]] == row["surface"]


def test_every_key_is_unique_and_every_reference_leads_somewhere(tables: dict) -> None:
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in tables[table.name]]
        assert len(set(keys)) == len(keys), table.name
    tasks = {row["task_id"] for row in tables["tasks"]}
    bureaus = {row["bureau_id"]: row for row in tables["bureaus"]}
    for name in ("assignments", "unresolved", "repairs"):
        assert {row["task_id"] for row in tables[name]} - {None} <= tasks
    for row in tables["assignments"]:
        assert bureaus[row["bureau_id"]]["name"] == row["bureau_name"]
    for row in bureaus.values():
        assert {row["current_bureau_id"], *row["members"]} <= set(bureaus)


def test_no_value_is_an_empty_string(tables: dict) -> None:
    for rows in tables.values():
        assert not any(value == "" for row in rows for value in row.values())


def test_every_printed_cell_says_where_it_went(tables: dict) -> None:
    tasks = {row["task_id"] for row in tables["tasks"]}
    for cell in tables["cells"]:
        assert (cell["text"] is None) or cell["went_to"]
        for place in (cell["went_to"] or "").split(";"):
            task_id, _, field = place.partition(".")
            assert not field or task_id in tasks


def test_lost_titles_and_texts_are_null_flagged_and_explained(tables: dict) -> None:
    lost = [row for row in tables["tasks"] if row["text"] is None]
    assert len(lost) == 16
    assert all(row["text_lost"] and row["needs_review"] for row in lost)
    assert sum(row["item_title"] is None for row in tables["tasks"]) == 19
    repaired = {row["task_id"] for row in tables["repairs"]}
    assert {row["task_id"] for row in lost} <= repaired


def test_both_packages_are_valid_for_frictionless(out: Path) -> None:
    (entry,) = catalog.entries(out)
    for folder in (out / "current", entry.folder(out)):
        assert files.is_whole(folder)
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert report.valid, report.flatten(["type", "note"])


def test_the_ledger_is_in_the_descriptor(out: Path) -> None:
    (entry,) = catalog.entries(out)
    descriptor = files.read_descriptor(entry.folder(out))
    assert descriptor
    ledger = descriptor["ledger"]
    assert ledger["balanced"] is True
    parts = ("in_fields", "in_headers", "outside", "removed")
    assert ledger["source_chars"] == sum(ledger[name] for name in parts)
    assert len(descriptor["sources"]) == 3


def test_a_published_table_loads_with_whole_numbers(out: Path) -> None:
    frame = pipeline.load(out, "tasks")
    assert len(frame) == 129
    assert str(frame["item_no"].dtype) == "Int32"
    same = pipeline.load(out, "tasks", "dongguan-fire-reform", "2021-08-26")
    assert frame.equals(same)


def test_what_is_not_published_cannot_be_loaded(out: Path, tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no table 'task'"):
        pipeline.load(out, "task")
    with pytest.raises(CallError, match="is not published"):
        pipeline.load(out, "tasks", "other")
    with pytest.raises(CallError, match="nothing is published"):
        pipeline.load(tmp_path, "tasks")


def test_one_text_and_one_file_are_read_without_publishing(project_root: Path) -> None:
    (found,) = pipeline.resolve(["市公安局"], jurisdiction="441900")
    assert found["mentions"][0]["name"] == "东莞市公安局"
    (docx,) = (project_root / "raw").glob("*/*/*.docx")
    assert len(pipeline.extract_file(docx)["assignments"]) == 325
