"""An audit of the published tree finds what was touched, and says which file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import raw_folders as rf
from pipeline.engine.refresh import refresh
from pipeline.engine.verify import verify
from pipeline.errors import CallError
from pipeline.publish import catalog, files


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw/ and normalized/: two documents, one of them in two editions."""
    root = tmp_path_factory.mktemp("published")
    rf.add(root / "raw", "a", "2021-01-01")
    rows = (("1．落实改革。", "做好甲事", "市公安局、市民政局、各镇街"), *rf.ROWS[1:])
    rf.add(root / "raw", "a", "2022-01-01", table_txt=rf.text_table(rows))
    rf.add(root / "raw", "b", table_docx=rf.docx_bytes())
    refresh(root / "raw", root / "normalized", workers=1)
    return root


@pytest.fixture
def tree(published: Path, tmp_path: Path) -> Path:
    """A copy to be spoiled."""
    copy = tmp_path / "copy"
    shutil.copytree(published, copy, symlinks=True)
    return copy


def kinds(root: Path) -> set[tuple[str, str]]:
    found = verify(root / "normalized")
    return {(Path(fault.path).name, fault.kind) for fault in found.faults}


def all_files(root: Path) -> list[Path]:
    out = root / "normalized"
    return sorted(
        path
        for path in out.rglob("*")
        if path.is_file() and path.stat().st_size and not path.is_symlink()
    )


def test_a_tree_as_published_has_no_fault(tree: Path) -> None:
    found = verify(tree / "normalized")
    assert found.faults == ()
    assert (found.folders, found.sources) == (4, 3)


def test_one_flipped_bit_in_any_file_is_found_and_the_file_is_named(tree: Path) -> None:
    spoiled = all_files(tree)
    assert len(spoiled) > 40
    for path in spoiled:
        whole = path.read_bytes()
        for place in (0, len(whole) // 2, len(whole) - 1):
            changed = bytearray(whole)
            changed[place] ^= 1
            path.write_bytes(changed)
            assert path.name in {name for name, _ in kinds(tree)}, (path, place)
        path.write_bytes(whole)


def test_any_deleted_file_is_found_and_named(tree: Path) -> None:
    for path in all_files(tree):
        whole = path.read_bytes()
        path.unlink()
        assert (path.name, "missing") in kinds(tree), path
        path.write_bytes(whole)


def test_a_deleted_snapshot_and_a_file_put_in_are_found(tree: Path) -> None:
    (entry, *_) = catalog.entries(tree / "normalized")
    (entry.folder(tree / "normalized") / "notes.txt").write_text("x")
    assert kinds(tree) == {("notes.txt", "unknown_file")}
    shutil.rmtree(entry.folder(tree / "normalized"))
    assert kinds(tree) == {("datapackage.json", "missing")}


def _reseal(folder: Path, change: Callable[[dict], None]) -> None:
    """Change a descriptor and give it a new seal, as one who wants to deceive would."""
    value = files.read_descriptor(folder)
    change(value)
    del value["seal"]
    files.write_sealed(folder / files.DESCRIPTOR, value)


def test_a_csv_edited_together_with_its_hash_still_differs_from_the_parquet(tree: Path) -> None:
    (entry, *_) = catalog.entries(tree / "normalized")
    folder = entry.folder(tree / "normalized")
    path = folder / "tasks.csv"
    path.write_bytes(path.read_bytes().replace("甲事".encode(), "丙事".encode()))

    def vouch(value: dict) -> None:
        for item in value["resources"]:
            if item["path"] == "tasks.csv":
                item.update(files.weigh(path))

    _reseal(folder, vouch)
    assert kinds(tree) == {("tasks.csv", "csv_differs"), ("datapackage.json", "changed")}


def test_a_ledger_that_does_not_add_up_is_found(tree: Path) -> None:
    (entry, *_) = catalog.entries(tree / "normalized")
    _reseal(entry.folder(tree / "normalized"), lambda value: value["ledger"].update(outside=99))
    assert ("datapackage.json", "ledger") in kinds(tree)


@pytest.mark.parametrize(
    ("table", "column", "value", "kind"),
    [
        ("assignments", "task_id", "t-000000000000", "reference"),
        ("assignments", "bureau_id", "441900:nothing", "reference"),
        ("assignments", "surface_start", 1, "surface"),
        ("bureaus", "current_bureau_id", "441900:nothing", "reference"),
        ("cells", "went_to", "t-000000000000.text", "reference"),
        ("cells", "went_to", None, "ledger"),
        ("tasks", "task_id", "t-000000000000", "duplicate_key"),
    ],
)
def test_a_broken_reference_is_found_though_all_hashes_are_made_anew(
    tree: Path, table: str, column: str, value: object, kind: str
) -> None:
    from pipeline.publish.schema import BY_NAME

    (entry, *_) = catalog.entries(tree / "normalized")
    folder = entry.folder(tree / "normalized")
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        old = file.read()
    rows = old.to_pylist()
    for row in rows if kind == "duplicate_key" else rows[-1:]:
        row[column] = value
    files.write_parquet(folder / f"{table}.parquet", pa.Table.from_pylist(rows, schema=old.schema))
    text = files.BYTE_ORDER_MARK + files.csv_text(BY_NAME[table], rows)
    files.write_text(folder / f"{table}.csv", text)

    def vouch(value: dict) -> None:
        for item in value["resources"]:
            item.update(files.weigh(folder / item["path"]))

    _reseal(folder, vouch)
    assert (f"{table}.parquet", kind) in kinds(tree)


def test_a_source_that_changed_or_went_since_it_was_read_is_found(tree: Path) -> None:
    (path,) = (tree / "raw" / "a" / "2022-01-01").iterdir()
    path.write_bytes(path.read_bytes() + b"\n")
    assert kinds(tree) == {(path.name, "source_changed")}
    path.unlink()
    assert kinds(tree) == {(path.name, "source_missing")}


def test_without_raw_the_sources_are_said_to_be_unchecked(tree: Path) -> None:
    (tree / "raw").rename(tree / "elsewhere")
    assert verify(tree / "normalized").sources is None
    assert verify(tree / "normalized", tree / "elsewhere").sources == 3


def test_a_copy_without_links_holds_as_well(tree: Path) -> None:
    shutil.copytree(tree / "normalized", tree / "flat")
    assert verify(tree / "flat").faults == ()


def test_where_nothing_is_published_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="fenjie refresh"):
        verify(tmp_path)


def test_a_catalog_that_is_no_catalog_is_a_fault_and_no_crash(tree: Path) -> None:
    out = tree / "normalized"
    for text in ("", "[]", "{}", '{"documents": 1}', json.dumps({"documents": [{}]})):
        (out / "catalog.json").resolve().write_text(text)
        assert ("catalog.json", "changed") in kinds(tree) or ("catalog.json", "missing") in kinds(
            tree
        )
