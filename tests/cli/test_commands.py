"""The command line: data on stdout, words on stderr, and an exit code that tells what happened."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.cli import main

COMMANDS = ("refresh", "extract", "resolve", "versions", "doctor")


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def fenjie(monkeypatch, capsys, tmp_path):
    """Runs ``fenjie`` in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["fenjie", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """One small table in a raw/ layout, Dongguan 2021."""
    return rf.add(tmp_path / "raw", "doc") / "table.txt"


# --- help and wrong calls ---------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_shows_an_example(fenjie, command: str) -> None:
    done = fenjie(command, "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert f"\n    fenjie {command}" in done.out


def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(fenjie) -> None:
    done = fenjie("refersh")
    assert done.code == 2
    assert "Did you mean 'refresh'?" in done.err
    assert done.out == ""


def test_the_version_is_shown(fenjie) -> None:
    assert fenjie("--version").out == "fenjie 0.1.0\n"


def test_an_engine_that_this_version_lacks_is_said(fenjie) -> None:
    done = fenjie("refresh", "--engine", "ray")
    assert done.code == 2
    assert "'ray'" in done.err


def test_a_defect_is_one_line_and_with_v_a_traceback(fenjie, table, monkeypatch) -> None:
    from pipeline.engine import single

    def stumble(*args: object, **kwargs: object) -> None:
        raise KeyError("first\nsecond")

    monkeypatch.setattr(single, "extract_from", stumble)
    done = fenjie("extract", table)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "-v shows the traceback" in done.err
    monkeypatch.setattr(sys, "argv", ["fenjie", "extract", str(table), "-v"])
    with pytest.raises(KeyError):
        main()


# --- extract ----------------------------------------------------------------------------


def test_extract_prints_one_object_with_the_keys_of_the_design(fenjie, table: Path) -> None:
    done = fenjie("extract", table)
    assert done.code == 0
    found = json.loads(done.out)
    assert list(found) == [
        "document",
        "tasks",
        "assignments",
        "repairs",
        "unresolved",
        "ledger",
    ]
    assert found["document"]["jurisdiction"] == "441900"
    assert found["document"]["date"] == "2021-08-26"
    assert [task["item_title"] for task in found["tasks"]] == ["落实改革", "加强监管"]
    assert found["ledger"]["balanced"] is True
    names = [row["bureau_name"] for row in found["assignments"]]
    assert names == ["东莞市公安局", "东莞市民政局", "东莞市财政局"]


def test_jurisdiction_and_date_of_the_call_overrule_document_toml(fenjie, table: Path) -> None:
    done = fenjie("extract", table, "--jurisdiction", "440100", "--date", "2012")
    found = json.loads(done.out)
    assert (found["document"]["jurisdiction"], found["document"]["date"]) == ("440100", "2012")
    assert found["assignments"][0]["bureau_id"].startswith("440100:")


def test_extract_prints_the_tasks_as_csv(fenjie, table: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(fenjie("extract", table, "--format", "csv").out)))
    assert [row["task_no"] for row in rows] == ["1.1", "2.1"]
    assert json.loads(rows[0]["source"])[0]["file"] == "table.txt"


def test_extract_prints_text_for_people(fenjie, table: Path) -> None:
    text = fenjie("extract", table, "--format", "text").out
    assert "1. 落实改革" in text
    assert "东莞市公安局, 东莞市民政局" in text
    assert "Ledger balances" in text


def test_tables_are_shown_as_they_were_read(fenjie, table: Path) -> None:
    found = json.loads(fenjie("extract", table, "--tables").out)
    (first,) = found["tables"]
    assert (first["rows"], first["columns"]) == (3, 3)
    assert found["outside"] == []


@pytest.mark.parametrize("more", [(), ("--tables",)])
@pytest.mark.parametrize(
    ("name", "data"), [("missing.docx", None), ("empty.docx", b""), ("cut.pdf", b"%PDF-1.7")]
)
def test_a_file_that_cannot_be_used_is_named_in_one_line_with_exit_code_four(
    fenjie, tmp_path: Path, name: str, data: bytes | None, more: tuple[str, ...]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = fenjie("extract", name, *more)
    assert done.code == 4
    assert done.err.startswith(f"fenjie: {name}: ")
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_a_jurisdiction_that_does_not_exist_is_a_wrong_call(fenjie, table: Path) -> None:
    for arguments in (("extract", table), ("resolve", "市公安局")):
        done = fenjie(*arguments, "--jurisdiction", "999999")
        assert done.code == 2
        assert "999999" in done.err


def test_a_date_that_is_none_is_a_wrong_call(fenjie, table: Path) -> None:
    for arguments in (("extract", table), ("resolve", "市公安局")):
        done = fenjie(*arguments, "--date", "2021-13-01")
        assert done.code == 2
        assert "2021-13-01" in done.err


@pytest.mark.parametrize("more", [(), ("--tables",)])
def test_a_folder_is_no_file_to_extract(fenjie, tmp_path: Path, more: tuple[str, ...]) -> None:
    done = fenjie("extract", tmp_path, *more)
    assert done.code == 4
    assert "not a file" in done.err


def test_a_malformed_document_toml_is_a_wrong_configuration(fenjie, table: Path) -> None:
    (table.parents[1] / "document.toml").write_text("titel = 1\n")
    done = fenjie("extract", table)
    assert done.code == 2
    assert "titel" in done.err


def test_a_ledger_that_does_not_balance_is_said_after_the_data(fenjie, table, monkeypatch) -> None:
    from dataclasses import replace

    from pipeline.engine import single

    real = single.ledgers.balance
    monkeypatch.setattr(single.ledgers, "balance", lambda r: replace(real(r), balanced=False))
    done = fenjie("extract", table)
    assert done.code == 3
    assert json.loads(done.out)["ledger"]["balanced"] is False
    assert "does not balance" in done.err


# --- resolve ----------------------------------------------------------------------------


def test_resolve_prints_one_object_a_line_for_arguments(fenjie) -> None:
    done = fenjie("resolve", "市公安局、市财政局", "市量子局", "--jurisdiction", "441900")
    first, second = map(json.loads, done.out.splitlines())
    assert first["mentions"][0]["bureau_id"] == "441900:public-security"
    assert second["raw"] == "市量子局"
    assert second["unresolved"][0]["surface"] == "市量子局"


def test_resolve_reads_stdin_one_a_line_and_answers_a_blank_one_too(fenjie) -> None:
    stdin = "\ufeff市公安局\r\n\r\n市财政局".encode()
    done = fenjie("resolve", "--jurisdiction", "441900", stdin=stdin)
    assert [json.loads(line)["raw"] for line in done.out.splitlines()] == [
        "市公安局",
        "",
        "市财政局",
    ]


def test_resolve_names_the_line_that_is_not_utf8(fenjie) -> None:
    done = fenjie("resolve", stdin="市公安局\n".encode() + "市财政局\n".encode("gbk"))
    assert done.code == 2
    assert "line 2" in done.err


def test_resolve_explains_in_words(fenjie) -> None:
    done = fenjie("resolve", "市公安局", "--jurisdiction", "441900", "--explain")
    assert "441900:public-security" in done.out
    assert not done.out.startswith("{")


# --- refresh and versions ---------------------------------------------------------------


def test_refresh_says_what_it_did_on_stderr_and_nothing_on_stdout(fenjie, table: Path) -> None:
    done = fenjie("refresh")
    assert (done.code, done.out) == (0, "")
    assert "1 document, 1 edition (1 read, 0 unchanged): 2 tasks" in done.err
    assert "owners resolved 3 of 3 (100.0%)" in done.err
    assert "normalized/current/" in done.err
    assert "\x1b" not in done.err


def test_refresh_quiet_says_nothing(fenjie, table: Path) -> None:
    assert fenjie("refresh", "--quiet") == Done(0, "", "")


def test_refresh_json_is_the_run(fenjie, table: Path) -> None:
    rf.add(table.parents[2], "bad", a_docx=b"")
    done = fenjie("refresh", "--json", "--quiet")
    run = json.loads(done.out)
    assert done.code == run["exit_code"] == 3
    assert run["editions"][0]["tasks"] == 2
    assert run["failures"][0]["code"] == "empty_file"


def test_refresh_groups_what_needs_review_and_names_what_failed(fenjie, table: Path) -> None:
    rows = (*rf.ROWS, ("3．甲。", "做丙事", "市量子局"), ("4．乙。", "做丁事", "市量子局"))
    table.write_text(rf.text_table(rows), encoding="utf-8")
    rf.add(table.parents[2], "bad", a_docx=b"")
    done = fenjie("refresh")
    assert done.code == 3
    assert "To review: 2 tasks" in done.err
    assert "    2  owner_unresolved  doc 3.1: 市量子局" in done.err
    assert "bad@2021-08-26 a.docx: empty_file" in done.err
    assert "normalized/quarantine/" in done.err


def test_refresh_of_an_empty_raw_is_exit_code_four(fenjie, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = fenjie("refresh")
    assert done.code == 4
    assert "raw" in done.err
    assert done.err.count("\n") == 1


def test_refresh_without_raw_is_exit_code_two(fenjie) -> None:
    assert fenjie("refresh", "nowhere").code == 2


def test_dry_run_says_that_nothing_was_written(fenjie, table: Path, tmp_path: Path) -> None:
    done = fenjie("refresh", "--dry-run")
    assert done.code == 0
    assert "--dry-run" in done.err
    assert not (tmp_path / "normalized").exists()


def test_versions_lists_what_is_published_and_marks_what_is_current(fenjie, table: Path) -> None:
    rf.add(table.parents[2], "doc", "2020-01-01")
    fenjie("refresh")
    lines = fenjie("versions").out.splitlines()
    assert [line[:18] for line in lines] == ["  doc@2020-01-01  ", "* doc@2021-08-26  "]
    found = json.loads(fenjie("versions", "--json").out)
    assert [one["current"] for one in found] == [False, True]


def test_versions_shows_snapshots_of_earlier_runs(fenjie, table: Path) -> None:
    fenjie("refresh")
    table.write_text(rf.text_table(rf.ROWS[:1]), encoding="utf-8")
    fenjie("refresh")
    assert [line[0] for line in fenjie("versions").out.splitlines()] == ["*", "-"]


def test_versions_of_nothing_is_a_wrong_call(fenjie) -> None:
    done = fenjie("versions")
    assert done.code == 2
    assert "fenjie refresh" in done.err


# --- doctor -----------------------------------------------------------------------------


def test_doctor_says_what_is_here_and_what_a_missing_thing_is_needed_for(
    fenjie, monkeypatch
) -> None:
    from pipeline.engine import doctor

    monkeypatch.setattr(doctor.shutil, "which", lambda *args, **kwargs: None)
    done = fenjie("doctor")
    assert done.code == 0
    assert f"ok       Python {sys.version.split()[0]}" in done.out
    assert "missing  LibreOffice: needed for " in done.out
    found = {check["name"]: check for check in json.loads(fenjie("doctor", "--json").out)}
    assert found["LibreOffice"]["found"] is None
    assert found["pyarrow"]["found"]
