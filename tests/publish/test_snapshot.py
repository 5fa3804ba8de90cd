"""A snapshot folder: both forms of each table, and a descriptor that vouches for every byte."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest

import readings
from pipeline.publish import files
from pipeline.publish.rows import rows_of
from pipeline.publish.schema import TABLES
from pipeline.publish.snapshot import SourceFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return readings.snapshot(tmp_path)


def test_each_table_is_there_in_both_forms(folder: Path) -> None:
    names = {f"{t.name}.{form}" for t in TABLES for form in ("csv", "parquet")}
    assert {path.name for path in folder.iterdir()} == {*names, "datapackage.json"}


def test_csv_opens_in_excel_and_has_the_line_ends_of_rfc_4180(folder: Path) -> None:
    data = (folder / "tasks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdocument_id,")
    assert data.endswith(b"\r\n")
    records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(records) == 3


def test_csv_and_parquet_say_the_same(folder: Path) -> None:
    rows = rows_of(readings.reading())
    for table in TABLES:
        assert pq.read_table(folder / f"{table.name}.parquet").to_pylist() == rows[table.name]
        text = (folder / f"{table.name}.csv").read_bytes().decode("utf-8-sig")
        for printed, row in zip(
            csv.DictReader(io.StringIO(text, newline="")), rows[table.name], strict=True
        ):
            for name, value in row.items():
                expected = (
                    ""
                    if value is None
                    else json.dumps(value, ensure_ascii=False)
                    if isinstance(value, list)
                    else str(value).lower()
                    if isinstance(value, bool)
                    else str(value)
                )
                assert printed[name] == expected


def test_the_bytes_do_not_tell_how_many_rows_are_taken_at_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_BATCH", 1)
    rows = rows_of(readings.reading())
    (tmp_path / "single").mkdir()
    for table in TABLES:
        whole = folder / f"{table.name}.parquet"
        known = {k.decode(): v.decode() for k, v in pq.read_schema(whole).metadata.items()}
        del known["title"]
        assert files.write_table(tmp_path / "single", table, rows[table.name], known) == len(
            rows[table.name]
        )
        for form in ("csv", "parquet"):
            name = f"{table.name}.{form}"
            assert (tmp_path / "single" / name).read_bytes() == (folder / name).read_bytes()


def test_the_descriptor_is_valid_for_frictionless_with_rows_keys_and_hashes(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert {task.name for task in report.tasks} == {t.name for t in TABLES} | {
        f"{t.name}-parquet" for t in TABLES
    }


@pytest.mark.parametrize("name", ["tasks.csv", "tasks.parquet"])
def test_frictionless_sees_a_changed_byte(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"doc", b"dox", 1))
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_parquet_says_of_what_it_was_made(folder: Path) -> None:
    metadata = pq.read_schema(folder / "tasks.parquet").metadata
    assert metadata[b"document_id"] == b"doc"
    assert metadata[b"edition"] == b"2021-08-26"
    assert metadata[b"snapshot"].decode() == folder.name
    assert metadata[b"dictionaries"] == b"d" * 64
    assert metadata[b"code"] == b"0.1.0"
    assert json.loads(metadata[b"sources"])[0]["hash"] == "sha256:" + "0" * 64


def test_parquet_is_zstd(folder: Path) -> None:
    column = pq.ParquetFile(folder / "tasks.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = readings.snapshot(tmp_path / "a"), readings.snapshot(tmp_path / "b")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_a_whole_folder_is_told_from_one_with_a_file_cut_short_or_gone(folder: Path) -> None:
    assert files.is_whole(folder)
    data = (folder / "cells.csv").read_bytes()
    (folder / "cells.csv").write_bytes(data[:-1])
    assert not files.is_whole(folder)
    (folder / "cells.csv").unlink()
    assert not files.is_whole(folder)


def test_a_folder_without_a_readable_descriptor_is_not_whole(folder: Path) -> None:
    (folder / "datapackage.json").write_text('{"resources": [')
    assert not files.is_whole(folder)


def test_the_name_of_a_snapshot_changes_with_all_that_makes_it() -> None:
    making = readings.making()
    variants = [
        making,
        replace(making, sources=(SourceFile("a.docx", "1" * 64, 3),)),
        replace(making, sources=(SourceFile("b.docx", "0" * 64, 3),)),
        replace(making, facts='{"title": "x"}'),
        replace(making, dictionaries="e" * 64),
        replace(making, code="0.2.0"),
    ]
    assert len({variant.fingerprint() for variant in variants}) == len(variants)
