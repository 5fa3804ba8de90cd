"""What lies in raw/ is found whole: folders, loose files, single files, facts."""

from __future__ import annotations

from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.engine.raw import Facts, discover, read_facts, source_of
from pipeline.errors import ConfigurationError


def found(raw: Path) -> list[tuple[str, str | None, list[str]]]:
    return [(s.document_id, s.edition, [p.name for p in s.files]) for s in discover(raw)]


def test_editions_loose_files_and_single_files_are_all_found(tmp_path: Path) -> None:
    rf.add(tmp_path, "b", "2021-08-26", b_txt="x", a_txt="x")
    rf.add(tmp_path, "b", "2020-01-01", facts=None, c_txt="x")
    (tmp_path / "b" / "loose.txt").touch()
    (tmp_path / "a.docx").touch()
    (tmp_path / "a.pdf").touch()
    assert found(tmp_path) == [
        ("a", None, ["a.docx", "a.pdf"]),
        ("b", None, ["loose.txt"]),
        ("b", "2020-01-01", ["c.txt"]),
        ("b", "2021-08-26", ["a.txt", "b.txt"]),
    ]


def test_hidden_files_lock_files_and_readme_are_passed_over(tmp_path: Path) -> None:
    rf.add(tmp_path, "a", x_txt="x")
    for name in (".hidden", "~$x.docx", "README.md", "readme.txt"):
        (tmp_path / name).touch()
        (tmp_path / "a" / name).touch()
        (tmp_path / "a" / "2021-08-26" / name).touch()
    assert found(tmp_path) == [("a", "2021-08-26", ["x.txt"])]


def test_an_empty_document_folder_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert found(tmp_path) == [("a", None, [])]


def test_a_file_in_a_layout_takes_its_document_and_edition(tmp_path: Path) -> None:
    folder = rf.add(tmp_path, "a", x_txt="x")
    source = source_of(folder / "x.txt")
    assert (source.document_id, source.edition) == ("a", "2021-08-26")
    assert source.facts_file == tmp_path / "a" / "document.toml"


def test_a_file_elsewhere_is_a_document_of_its_own(tmp_path: Path) -> None:
    source = source_of(tmp_path / "表.docx")
    assert (source.document_id, source.edition, source.facts_file) == ("表", None, None)


def test_all_keys_of_document_toml_are_read(tmp_path: Path) -> None:
    path = tmp_path / "document.toml"
    path.write_text(
        "\ufeff" + rf.FACTS + '[columns]\n"事项" = "task"\n[rules]\nfirst_is_lead = true\n',
        encoding="utf-8",
    )
    assert read_facts(path) == Facts(
        "任务分解表", "东府〔2021〕51号", "441900", (("事项", "task"),), first_is_lead=True
    )


def test_no_document_toml_is_no_facts() -> None:
    assert read_facts(None) == Facts()


def test_an_unknown_key_under_rules_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "document.toml"
    path.write_text("[rules]\nfirst_leads = true\n")
    with pytest.raises(ConfigurationError, match=r"rules\.first_leads.*first_is_lead"):
        read_facts(path)


def test_a_document_toml_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "document.toml").mkdir()
    with pytest.raises(ConfigurationError, match=r"document\.toml.*cannot be read"):
        read_facts(tmp_path / "document.toml")
