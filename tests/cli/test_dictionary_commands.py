"""``fenjie dictionary`` and ``--dictionaries``: words of one's own, and what is wrong in them."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.cli import main
from pipeline.dictionaries import default_directory

ALIASES = "function_code,alias,kind,scope,valid_from,valid_to,source\n"
DECISIONS = "surface,scope,bureau_id,who,when,why,context\n"
QUANTUM = ALIASES + "public-security,量子办,short,,,,ours\n"


@pytest.fixture
def fenjie(monkeypatch, capsys, tmp_path):
    """Runs ``fenjie`` in this process, in a folder of its own; gives code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["fenjie", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


def write(folder: Path, **files: str) -> Path:
    """Dictionary files by name; ``aliases`` is aliases.csv, ``decisions`` decisions/a.csv."""
    for name, text in files.items():
        path = folder / ("decisions/a.csv" if name == "decisions" else f"{name}.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def published(tmp_path: Path, fenjie, *owners: str) -> dict:
    """One document with these owner cells, published; gives the run."""
    rows = tuple((f"{n}．甲{n}。", f"做{n}", owner) for n, owner in enumerate(owners, start=1))
    rf.add(tmp_path / "raw", "doc", table_txt=rf.text_table(rows))
    code, out, _ = fenjie("refresh", "--json", "--quiet")
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize("command", ["check", "suggest", "explain"])
def test_help_of_each_subcommand_shows_an_example(fenjie, command: str) -> None:
    code, out, _ = fenjie("dictionary", command, "--help")
    assert code == 0
    assert f"\n    fenjie dictionary {command}" in out


# --- check ------------------------------------------------------------------------------


def test_sound_dictionaries_are_one_line(fenjie) -> None:
    code, out, err = fenjie("dictionary", "check")
    assert (code, out.count("\n"), err) == (0, 1, "")
    assert str(default_directory()) in out


def test_every_problem_has_file_and_line_and_the_exit_code_is_two(fenjie, tmp_path: Path) -> None:
    rows = "no-such,量子办,short,,,,ours\npublic-security,甲办,odd,,,,ours\n"
    folder = write(tmp_path / "mine", aliases=ALIASES + rows)
    code, out, _ = fenjie("dictionary", "check", folder)
    assert code == 2
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        "aliases.csv:2",
        "aliases.csv:3",
    ]
    code, out, _ = fenjie("dictionary", "check", folder, "--json")
    assert code == 2
    found = json.loads(out)
    assert len(found["problems"]) == 2
    assert found["directories"] == [str(default_directory()), str(folder)]


def test_a_row_that_cannot_be_read_is_a_problem_too(fenjie, tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", aliases=ALIASES + "one,two\n")
    code, out, err = fenjie("dictionary", "check", folder)
    assert code == 2
    assert out.startswith("aliases.csv:2: 2 values under 7 columns")
    assert err == f"Read, in this order: {default_directory()}, {folder}\n"


def test_a_file_that_no_dictionary_is_named_like_is_not_passed_over(fenjie, tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", aliases=QUANTUM, alises=QUANTUM)
    code, out, _ = fenjie("dictionary", "check", folder)
    assert code == 2
    assert "alises.csv:1: no dictionary file has this name" in out


def test_a_whole_set_of_files_is_checked_alone(fenjie, tmp_path: Path) -> None:
    # What was taken out of a copy must not be found in the delivered files again.
    folder = shutil.copytree(default_directory(), tmp_path / "copy")
    lines = (folder / "functions.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("public-security,")]
    (folder / "functions.csv").write_text("".join(kept), encoding="utf-8")
    code, out, _ = fenjie("dictionary", "check", folder)
    assert code == 2
    assert "public-security is no function" in out


def test_a_meaning_that_no_column_has_is_refused(fenjie, tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", headers="label,meaning\n牵头处室,leader\n")
    code, out, _ = fenjie("dictionary", "check", folder)
    assert code == 2
    assert out.startswith("headers.csv:2: meaning leader is not known")


# --- which dictionaries -----------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("refresh",),
        ("extract", "raw/doc/2021-08-26/table.txt"),
        ("resolve", "市公安局"),
        ("dictionary", "explain", "市公安局"),
        ("dictionary", "check"),
    ],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_without_dictionaries_is_a_wrong_call(
    fenjie, tmp_path: Path, command: tuple[str, ...], there: bool
) -> None:
    rf.add(tmp_path / "raw", "doc")
    if there:
        (tmp_path / "mine").mkdir()
    code, out, err = fenjie(*command, "--dictionaries", "mine")
    assert (code, out) == (2, "")
    assert err.startswith("fenjie: mine: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "normalized").exists()


def test_dictionaries_of_the_call_extend_the_delivered_ones(fenjie, tmp_path: Path) -> None:
    write(tmp_path / "mine", aliases=QUANTUM)
    call = ("resolve", "市量子办", "--jurisdiction", "441900")
    _, out, err = fenjie(*call)
    assert (json.loads(out)["mentions"], err) == ([], "")
    _, out, err = fenjie(*call, "--dictionaries", "mine")
    assert json.loads(out)["mentions"][0]["bureau_id"] == "441900:public-security"
    assert err == "dictionaries used beside the delivered ones: mine\n"


def test_the_projects_own_dictionaries_are_used_wherever_the_command_is_run(
    fenjie, tmp_path: Path, monkeypatch
) -> None:
    rf.add(tmp_path / "raw", "doc", table_txt=rf.text_table((("1．甲。", "做1", "市量子办"),)))
    own = write(tmp_path / "dictionaries", aliases=QUANTUM)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    code, out, err = fenjie("extract", "../raw/doc/2021-08-26/table.txt")
    assert code == 0
    assert json.loads(out)["assignments"][0]["bureau_id"] == "441900:public-security"
    assert err.endswith(f"{own}\n")
    code, out, err = fenjie("refresh", "../raw", "../out", "--json")
    assert json.loads(out)["dictionaries"] == [str(own)]
    assert json.loads(out)["editions"][0]["resolved"] == 1
    assert f"dictionaries used beside the delivered ones: {own}" in err


def test_an_unrelated_folder_of_that_name_is_left_alone(fenjie, tmp_path: Path) -> None:
    (tmp_path / "dictionaries").mkdir()
    (tmp_path / "dictionaries" / "words.txt").write_text("x")
    code, _, err = fenjie("resolve", "市公安局", "--jurisdiction", "441900")
    assert (code, err) == (0, "")


def test_what_is_given_overrides_what_the_project_has(fenjie, tmp_path: Path) -> None:
    write(tmp_path / "dictionaries", headers="label,meaning\n量子栏,deadline\n")
    write(tmp_path / "mine", headers="label,meaning\n量子栏,owner\n")
    table = rf.text_table().replace("责任单位", "量子栏")
    rf.add(tmp_path / "raw", "doc", table_txt=table)
    file = "raw/doc/2021-08-26/table.txt"
    assert json.loads(fenjie("extract", file)[1])["assignments"] == []
    code, out, _ = fenjie("extract", file, "--dictionaries", "mine")
    assert code == 0
    assert len(json.loads(out)["assignments"]) == 3


def test_another_word_makes_another_snapshot_with_any_number_of_workers(
    fenjie, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        rf.add(tmp_path / "raw", name, table_txt=rf.text_table((("1．甲。", "做1", "市量子办"),)))
    plain = json.loads(fenjie("refresh", "--json", "--quiet")[1])
    own = write(tmp_path / "mine", aliases=QUANTUM)
    call = ("refresh", "--dictionaries", own, "--json", "--quiet")
    two = json.loads(fenjie(*call, "--workers", "2")[1])
    assert [one["status"] for one in two["editions"]] == ["new", "new"]
    assert [one["resolved"] for one in two["editions"]] == [1, 1]
    assert {one["snapshot"] for one in plain["editions"]}.isdisjoint(
        one["snapshot"] for one in two["editions"]
    )
    again = json.loads(fenjie(*call)[1])
    assert [one["status"] for one in again["editions"]] == ["unchanged", "unchanged"]


def test_a_fault_in_a_dictionary_stops_the_run_before_anything_is_written(
    fenjie, tmp_path: Path
) -> None:
    rf.add(tmp_path / "raw", "doc")
    write(tmp_path / "dictionaries", aliases="function_code\nx\n")
    code, _, err = fenjie("refresh")
    assert code == 2
    assert "aliases.csv:1: column alias" in err
    assert str(tmp_path / "dictionaries") in err
    assert not (tmp_path / "normalized").exists()


# --- suggest and explain ----------------------------------------------------------------


def test_suggestions_are_most_frequent_first_and_can_be_pasted(fenjie, tmp_path: Path) -> None:
    published(tmp_path, fenjie, "市量子局", "市磁力局", "市磁力局")
    code, out, _ = fenjie("dictionary", "suggest")
    assert code == 0
    heads = [line for line in out.splitlines() if " times in 441900" in line]
    assert [head.split()[1] for head in heads] == ["市磁力局:", "市量子局:"]
    line = next(line for line in out.splitlines() if line.startswith("市量子局,441900,,"))
    write(tmp_path / "dictionaries", decisions=DECISIONS + line + "\n")
    assert fenjie("dictionary", "check")[0] == 0
    found = json.loads(fenjie("dictionary", "suggest", "--json")[1])
    assert [(one["surface"], one["jurisdiction"], one["count"]) for one in found] == [
        ("市磁力局", "441900", 2),
        ("市量子局", "441900", 1),
    ]
    assert all(one["reason"] for one in found)


def test_what_a_person_settled_is_not_suggested_again(fenjie, tmp_path: Path) -> None:
    row = "市量子局,441900,,Li,2026-01-01,not set up\n".replace("up\n", "up,\n")
    write(tmp_path / "dictionaries", decisions=DECISIONS + row)
    published(tmp_path, fenjie, "市量子局")
    code, out, err = fenjie("dictionary", "suggest")
    assert (code, out) == (0, "")
    assert "nothing to suggest" in err
    assert fenjie("dictionary", "suggest", "--json")[1] == "[]\n"


def test_suggest_where_nothing_is_published_is_a_wrong_call(fenjie) -> None:
    code, out, err = fenjie("dictionary", "suggest", "nowhere")
    assert (code, out) == (2, "")
    assert "fenjie refresh" in err
    assert err.count("\n") == 1


def test_explain_and_resolve_explain_are_one_text(fenjie) -> None:
    call = ("市公安局、市量子局", "--jurisdiction", "441900", "--date", "2021")
    code, out, _ = fenjie("dictionary", "explain", *call)
    assert code == 0
    assert "441900:public-security" in out
    assert out == fenjie("resolve", *call, "--explain")[1]


@pytest.mark.parametrize(("option", "value"), [("--jurisdiction", "999999"), ("--date", "soon")])
def test_explain_refuses_a_place_or_date_that_is_none(fenjie, option: str, value: str) -> None:
    code, out, err = fenjie("dictionary", "explain", "市公安局", option, value)
    assert (code, out) == (2, "")
    assert value in err
    assert err.count("\n") == 1


def test_explain_needs_a_name(fenjie) -> None:
    assert fenjie("dictionary", "explain")[0] == 2


# --- decisions --------------------------------------------------------------------------


def test_decisions_that_hit_no_more_or_in_another_context_are_told(fenjie, tmp_path: Path) -> None:
    rows = (
        "市旧局,,,Li,2026-01-01,gone,\n"
        "市量子局,,,Li,2026-01-01,not set up,0000000000000000\n"
        "市公安局,,441900:public-security,Li,2026-01-01,asked,\n"
    )
    write(tmp_path / "dictionaries", decisions=DECISIONS + rows)
    run = published(tmp_path, fenjie, "市量子局", "市公安局")
    assert [line.partition(": ")[0] for line in run["stale_decisions"]] == [
        "decisions/a.csv:2",
        "decisions/a.csv:3",
    ]
    # The second run reads nothing anew, and says the same.
    _, out, err = fenjie("refresh", "--json")
    assert json.loads(out)["stale_decisions"] == run["stale_decisions"]
    assert "Decisions to look at again: 2" in err


def test_a_run_over_a_part_says_nothing_about_decisions(fenjie, tmp_path: Path) -> None:
    rows = "市旧局,,,Li,2026-01-01,gone,\n"
    write(tmp_path / "dictionaries", decisions=DECISIONS + rows)
    rf.add(tmp_path / "raw", "doc")
    assert (
        json.loads(fenjie("refresh", "--json", "-q", "--only", "doc")[1])["stale_decisions"] is None
    )
    rf.add(tmp_path / "raw", "bad", a_docx=b"")
    assert json.loads(fenjie("refresh", "--json", "-q")[1])["stale_decisions"] is None


# --- extract: drawn tables, tracked changes ---------------------------------------------


def test_tables_are_drawn_for_people(fenjie, tmp_path: Path) -> None:
    rf.add(tmp_path / "raw", "doc")
    code, out, _ = fenjie("extract", "raw/doc/2021-08-26/table.txt", "--tables", "--format", "text")
    assert code == 0
    assert "┌" in out
    assert "市财政局" in out


def test_tables_as_csv_are_refused(fenjie, tmp_path: Path) -> None:
    rf.add(tmp_path / "raw", "doc")
    code, out, err = fenjie(
        "extract", "raw/doc/2021-08-26/table.txt", "--tables", "--format", "csv"
    )
    assert (code, out) == (2, "")
    assert "--tables" in err


def test_tracked_changes_are_read_as_made_or_as_not_made(fenjie, tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document(io.BytesIO(rf.docx_bytes()))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]._p
    paragraph.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>新添</w:t></w:r></w:ins>')
    )
    document.save(tmp_path / "a.docx")
    for part, more in (("tasks", ()), ("tables", ("--tables",))):
        _, final, _ = fenjie("extract", "a.docx", *more)
        code, original, _ = fenjie("extract", "a.docx", "--revisions", "original", *more)
        assert code == 0
        texts = [str(json.loads(found)[part]) for found in (final, original)]
        assert ["做好甲事新添" in text for text in texts] == [True, False]
        assert "做好甲事" in texts[1]
    assert fenjie("extract", "a.docx", "--revisions", "first")[0] == 2
