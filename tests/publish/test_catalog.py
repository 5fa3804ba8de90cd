"""The commit point: a reader sees one whole state or another, and rubbish is taken out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest

import readings
from pipeline.publish import catalog, files
from pipeline.publish.catalog import Entry
from pipeline.publish.rows import Reading
from pipeline.publish.snapshot import write


def entry(folder: Path) -> Entry:
    return Entry(folder.parents[1].name, folder.parent.name, folder.name)


def publish(out: Path, *folders: Path) -> None:
    staging = out / catalog.STAGING / "run"
    staging.mkdir(parents=True)
    catalog.publish(out, [entry(folder) for folder in folders], staging)
    catalog.clean(out)


def task_documents(out: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(out / "current" / "tasks.parquet").to_pylist()
    return sorted({(row["document_id"], row["edition"]) for row in rows})


def test_current_has_the_newest_edition_of_every_document(tmp_path: Path) -> None:
    publish(
        tmp_path,
        readings.snapshot(tmp_path, "b", "2020-01-01"),
        readings.snapshot(tmp_path, "b", "2021-01-01"),
        readings.snapshot(tmp_path, "a", "2019-01-01"),
    )
    assert task_documents(tmp_path) == [("a", "2019-01-01"), ("b", "2021-01-01")]
    text = (tmp_path / "current" / "tasks.csv").read_bytes().decode("utf-8-sig")
    assert text.count("document_id,edition") == 1
    assert text.count("\r\n") == 1 + 4


def test_current_is_a_valid_package(tmp_path: Path) -> None:
    publish(tmp_path, readings.snapshot(tmp_path, "a"), readings.snapshot(tmp_path, "b"))
    report = frictionless.validate(str(tmp_path / "current" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_a_body_in_two_documents_is_one_row_as_the_newer_has_it(tmp_path: Path) -> None:
    older = readings.snapshot(tmp_path, "z", "2012-01-01")
    reading = readings.reading("a", "2021-01-01")
    made = readings.making("a", "2021-01-01")
    newer = tmp_path / "snapshots" / "a" / "2021-01-01" / made.fingerprint()
    renamed = readings.bureau(name="新名")
    write(
        newer,
        Reading(reading.document, reading.repaired, reading.resolutions, (renamed,)),
        readings.LEDGER,
        made,
    )
    publish(tmp_path, older, newer)
    (row,) = pq.read_table(tmp_path / "current" / "bureaus.parquet").to_pylist()
    assert row["name"] == "新名"


def test_every_file_that_the_catalog_names_has_the_hash_it_gives(tmp_path: Path) -> None:
    publish(tmp_path, readings.snapshot(tmp_path, "a"))
    value = json.loads((tmp_path / "catalog.json").read_text(encoding="utf-8"))
    (document,) = value["documents"]
    (edition,) = document["editions"]
    for named in (edition["datapackage"], value["current"]):
        assert files.weigh(tmp_path / named["path"]) == {
            "hash": named["hash"],
            "bytes": named["bytes"],
        }
    assert document["current_edition"] == "2021-08-26"
    assert edition["rows"]["tasks"] == 2


def test_the_same_state_published_from_another_order_has_the_same_bytes(tmp_path: Path) -> None:
    for out, names in ((tmp_path / "x", "abc"), (tmp_path / "y", "cab")):
        publish(out, *(readings.snapshot(out, name) for name in names))
    one, two = tmp_path / "x", tmp_path / "y"
    for path in sorted(p for p in one.rglob("*") if p.is_file()):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_a_reader_sees_the_old_state_until_the_swap(tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path, readings.snapshot(tmp_path, "a"))
    before = (tmp_path / "catalog.json").read_bytes()
    second = readings.snapshot(tmp_path, "b")

    def cut(*args: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(catalog, "_link", cut)
    with pytest.raises(OSError, match="power cut"):
        publish(tmp_path, second)
    assert (tmp_path / "catalog.json").read_bytes() == before
    assert task_documents(tmp_path) == [("a", "2021-08-26")]


def test_cleaning_takes_out_staging_unused_states_and_broken_snapshots_alone(
    tmp_path: Path,
) -> None:
    whole = readings.snapshot(tmp_path, "a")
    publish(tmp_path, whole)
    older = readings.snapshot(tmp_path, "a", "2020-01-01")
    broken = readings.snapshot(tmp_path, "b")
    (broken / "datapackage.json").unlink()
    (tmp_path / ".staging" / "x").mkdir(parents=True)
    (tmp_path / ".states" / "half" / "current").mkdir(parents=True)
    catalog.clean(tmp_path)
    assert whole.is_dir()
    assert older.is_dir()
    assert not (tmp_path / "snapshots" / "b").exists()
    assert not (tmp_path / ".staging").exists()
    assert len(list((tmp_path / ".states").iterdir())) == 1
    assert task_documents(tmp_path) == [("a", "2021-08-26")]


@pytest.fixture
def no_links(monkeypatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)


@pytest.mark.usefixtures("no_links")
def test_without_links_files_and_folders_are_renamed(tmp_path: Path) -> None:
    first = readings.snapshot(tmp_path, "a")
    publish(tmp_path, first)
    publish(tmp_path, first, readings.snapshot(tmp_path, "b"))
    assert not (tmp_path / "current").is_symlink()
    assert task_documents(tmp_path) == [("a", "2021-08-26"), ("b", "2021-08-26")]
    assert len(catalog.entries(tmp_path)) == 2


def test_plain_files_of_a_system_without_links_are_replaced_in_their_manner(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "symlink_to", lambda *_: (_ for _ in ()).throw(OSError()))
        publish(tmp_path, readings.snapshot(tmp_path, "a"))
    publish(tmp_path, readings.snapshot(tmp_path, "b"))
    assert not (tmp_path / "catalog.json").is_symlink()
    assert task_documents(tmp_path) == [("b", "2021-08-26")]


def test_a_state_that_somebody_damaged_is_made_anew(tmp_path: Path) -> None:
    folder = readings.snapshot(tmp_path, "a")
    publish(tmp_path, folder)
    (tmp_path / "current" / "tasks.csv").write_text("edited")
    publish(tmp_path, folder)
    assert files.is_whole(tmp_path / "current")


def test_rows_of_a_snapshot_made_with_fewer_columns_are_filled_with_nulls(tmp_path: Path) -> None:
    folder = readings.snapshot(tmp_path, "a")
    path = folder / "cells.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["went_to"]), path)
    text = (folder / "cells.csv").read_text(encoding="utf-8")
    (folder / "cells.csv").write_text(text.replace(",went_to", ""), encoding="utf-8")
    publish(tmp_path, folder, readings.snapshot(tmp_path, "b"))
    text = (tmp_path / "current" / "cells.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["document_id"] for row in rows] == ["a"] * 3 + ["b"] * 3
    assert [row["went_to"] for row in rows[:3]] == [""] * 3
    assert rows[3]["went_to"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"documents": [{}]}', '{"documents": 3}'])
def test_a_catalog_that_somebody_wrote_into_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "catalog.json").write_text(text)
    assert catalog.entries(tmp_path) == ()
