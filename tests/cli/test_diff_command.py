"""``fenjie diff``: two sides in, one form of the changes out, and an exit code."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

import pipeline
import raw_folders as rf
from pipeline.cli import main

OLD = (
    ("1．落实改革。", "做好甲事，在十五日内办结", "市公安局、市民政局"),
    ("2．加强监管。", "做好乙事", "市财政局"),
    ("3．优化服务。", "对市民办理的事项，一次告知", "市教育局"),
)
NEW = (
    ("1．落实改革。", "做好甲事，在十五日内一次办结", "市公安局"),
    ("2．统一平台。", "建设全市统一的数据平台并向社会开放", "市财政局"),
    ("3．加强监管。", "做好乙事", "市财政局"),
    ("4．优化服务。", "对市民办理的事项、一次告知", "市教育局"),
)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A folder with two editions in raw/, published in normalized/. Not to be written to."""
    tree = tmp_path_factory.mktemp("tree")
    rf.add(tree / "raw", "doc", "2020-01-01", table_txt=rf.text_table(OLD))
    rf.add(tree / "raw", "doc", "2021-08-26", table_txt=rf.text_table(NEW))
    assert pipeline.refresh(tree / "raw", tree / "normalized", workers=1).exit_code == 0
    return tree


@pytest.fixture
def fenjie(monkeypatch, capsys, tree):
    """Runs ``fenjie`` in this process, in the folder of the tree."""
    monkeypatch.chdir(tree)

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["fenjie", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def two() -> tuple[str, str]:
    """Two editions, by name."""
    return "doc@2020-01-01", "doc@2021-08-26"


def kinds(done: Done) -> list[str]:
    return [change["kind"] for change in json.loads(done.out)["changes"]]


ALL = ["text_reworded", "owner_removed", "task_added", "punctuation"]


def test_help_shows_examples_of_the_forms(fenjie) -> None:
    done = fenjie("diff", "--help")
    assert done.code == 0
    assert "\n    fenjie diff " in done.out
    assert "--exit-code" in done.out


def test_json_names_each_change_once_by_the_published_schema(fenjie, two, project_root) -> None:
    done = fenjie("diff", *two, "--format", "json")
    assert (done.code, kinds(done)) == (0, ALL)
    schema = json.loads((project_root / "docs/changes.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(done.out), schema)
    assert json.loads(done.out)["summary"]["shifted"] == 2


def test_text_is_the_default_and_has_no_colour_where_there_is_no_terminal(fenjie, two) -> None:
    done = fenjie("diff", *two)
    assert "4 changes (substance 3, form 1) in 3 tasks." in done.out
    assert "十五日内{+一次+}办结" in done.out
    assert "\x1b" not in done.out


def test_on_a_terminal_there_is_colour_unless_no_color_is_set(fenjie, two, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    coloured = fenjie("diff", *two).out
    assert "\x1b[32m一次\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    plain = fenjie("diff", *two).out
    assert "{+一次+}" in plain
    assert "\x1b[32m" not in plain


def test_the_words_are_chinese_where_asked_for(fenjie, two) -> None:
    assert "内容改写" in fenjie("diff", *two, "--lang", "zh").out


def test_csv_to_stdout(fenjie, two) -> None:
    rows = list(csv.DictReader(io.StringIO(fenjie("diff", *two, "--format", "csv").out[1:])))
    assert [row["kind"] for row in rows] == ALL


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [
        ("json", b"{"),
        ("csv", b"\xef\xbb\xbfkind,"),
        ("html", b"<!DOCTYPE html>"),
        ("htm", b"<!DOCTYPE html>"),
        ("parquet", b"PAR1"),
        ("txt", b"doc@2020-01-01"),
    ],
)
def test_the_form_goes_by_the_name_of_the_output_file(fenjie, two, tmp_path, suffix, begin) -> None:
    file = tmp_path / f"changes.{suffix}"
    done = fenjie("diff", *two, "--output", file)
    assert (done.code, done.out, done.err) == (0, "", f"{file}: 4 changes\n")
    assert file.read_bytes().startswith(begin)
    assert list(tmp_path.iterdir()) == [file]


def test_parquet_reads_back(fenjie, two, tmp_path) -> None:
    fenjie("diff", *two, "-o", tmp_path / "a.parquet", "--quiet")
    assert pq.read_table(tmp_path / "a.parquet").column("kind").to_pylist() == ALL


def test_exit_code_tells_the_same_from_the_different(fenjie, two) -> None:
    assert fenjie("diff", *two, "--exit-code").code == 1
    assert fenjie("diff", two[0], two[0], "--exit-code").code == 0
    assert fenjie("diff", *two).code == 0


def test_exit_code_counts_what_was_asked_for_alone(fenjie, two) -> None:
    only = ("--only", "市教育局")
    assert fenjie("diff", *two, *only, "--exit-code").code == 1
    assert fenjie("diff", *two, *only, "--severity", "substance", "--exit-code").code == 0


def test_only_one_bureau_by_name_or_id(fenjie, two) -> None:
    for name in ("市财政局", "东莞市财政局", "441900:finance"):
        assert kinds(fenjie("diff", *two, "--only", name, "--format", "json")) == ["task_added"]
    both = fenjie("diff", *two, "--only", "市财政局", "--only", "市民政局", "--format", "json")
    assert kinds(both) == ALL[:3]


def test_a_bureau_that_owns_nothing_is_a_wrong_call(fenjie, two) -> None:
    done = fenjie("diff", *two, "--only", "市水利局")
    assert done.code == 2
    assert "市水利局: owns no task here" in done.err
    assert done.err.count("\n") == 1


def test_severity_leaves_out_what_is_less_grave(fenjie, two) -> None:
    done = fenjie("diff", *two, "--severity", "substance", "--format", "json")
    assert kinds(done) == ALL[:3]


def test_two_files_are_read_on_the_fly(fenjie) -> None:
    files = [f"raw/doc/{edition}/table.txt" for edition in ("2020-01-01", "2021-08-26")]
    assert kinds(fenjie("diff", *files, "--format", "json")) == ALL


def test_a_mistyped_edition_is_answered_with_the_one_that_was_meant(fenjie) -> None:
    done = fenjie("diff", "doc@2020-01-01", "doc@2021-08-27")
    assert done.code == 2
    assert "Did you mean doc@2021-08-26?" in done.err


@pytest.mark.parametrize("name", ["no/such/folder/a.html", "folder"])
def test_an_output_that_cannot_be_written_leaves_nothing(fenjie, two, tmp_path, name) -> None:
    (tmp_path / "folder").mkdir()
    done = fenjie("diff", *two, "--format", "html", "--output", tmp_path / name)
    assert done.code == 2
    assert f"{name}: cannot be written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_parquet_needs_a_file(fenjie, two) -> None:
    done = fenjie("diff", *two, "--format", "parquet")
    assert done.code == 2
    assert "--output changes.parquet" in done.err


def test_a_side_that_is_not_there_or_not_readable_is_said_in_one_line(
    fenjie, two, tmp_path
) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    for side, code in (("nothing", 2), ("empty.docx", 4)):
        done = fenjie("diff", two[0], tmp_path / side)
        assert (done.code, done.out) == (code, "")
        assert done.err.startswith("fenjie: ")
        assert done.err.count("\n") == 1
