"""Whatever lies in raw/: a clear reason on the disk, the right exit code, the others published."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.engine.refresh import refresh
from pipeline.errors import CallError, SourceError
from pipeline.publish import catalog, quarantine

BAD = {
    "empty file": ({"a_docx": b""}, "empty_file", "a.docx"),
    "truncated DOCX": ({"a_docx": rf.docx_bytes()[:5000]}, "damaged", "a.docx"),
    "encrypted DOCX": ({"a_docx": rf.encrypted_docx_bytes()}, "encrypted", "a.docx"),
    "encrypted PDF": ({"a_pdf": rf.encrypted_pdf_bytes()}, "encrypted", "a.pdf"),
    "truncated PDF": ({"a_pdf": b"%PDF-1.7\n"}, "damaged", "a.pdf"),
    "no text layer": ({"a_pdf": rf.pdf_bytes(text=False)}, "no_text_layer", "a.pdf"),
    "no table": ({"a_docx": rf.docx_bytes(())}, "no_table", "a.docx"),
    "no task table": (
        {"a_docx": rf.docx_bytes((("姓名", "电话"), ("张三", "1")))},
        "no_task_table",
        "a.docx",
    ),
    "not a document": ({"a_docx": rf.zip_bytes()}, "unknown_format", "a.docx"),
}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw/ with one document that is all right."""
    rf.add(tmp_path / "raw", "good")
    return tmp_path / "raw"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def published(out: Path) -> list[str]:
    return [entry.document_id for entry in catalog.entries(out)]


def reason(out: Path, document: str = "bad", edition: str = "2021-08-26") -> dict:
    path = out / "quarantine" / document / edition / "reason.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("files", "code", "file"), BAD.values(), ids=BAD)
def test_a_bad_file_is_quarantined_and_the_other_document_published(
    raw: Path, out: Path, files: dict, code: str, file: str
) -> None:
    rf.add(raw, "bad", **files)
    run = refresh(raw, out, workers=1)
    assert run.exit_code == 3
    assert published(out) == ["good"]
    found = reason(out)
    assert (found["document"], found["edition"]) == ("bad", "2021-08-26")
    assert (found["code"], found["file"], found["published"]) == (code, file, False)
    assert len(found["message"]) > 15
    assert len(found["advice"]) > 5


def test_nothing_but_bad_input_is_exit_code_four_and_publishes_nothing(
    tmp_path: Path, out: Path
) -> None:
    rf.add(tmp_path / "raw", "bad", a_docx=b"")
    assert refresh(tmp_path / "raw", out, workers=1).exit_code == 4
    assert not (out / "catalog.json").exists()
    assert reason(out)["code"] == "empty_file"


def test_a_wrong_extension_is_read_by_content_and_noted(raw: Path, out: Path) -> None:
    rf.add(raw, "bad", a_pdf=rf.docx_bytes())
    run = refresh(raw, out, workers=1)
    assert run.exit_code == 0
    (edition,) = [one for one in run.editions if one.document_id == "bad"]
    assert any(".pdf" in note for note in edition.notes)


def test_an_unknown_jurisdiction_code_is_quarantined(raw: Path, out: Path) -> None:
    rf.add(raw, "bad", facts='jurisdiction = "999999"\n')
    assert refresh(raw, out, workers=1).exit_code == 3
    found = reason(out)
    assert found["code"] == "unknown_jurisdiction"
    assert found["file"] == "document.toml"
    assert "999999" in found["message"]
    assert published(out) == ["good"]


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ("title = \n", "line 1"),
        ('titel = "x"\n', "titel"),
        ("jurisdiction = 441900\n", "jurisdiction"),
        ('jurisdiction = "4419"\n', "jurisdiction"),
        ('[columns]\n"事项" = "ownner"\n', "columns.事项"),
        ('title = ""\n', "title"),
    ],
)
def test_a_malformed_document_toml_is_quarantined_with_file_and_key(
    raw: Path, out: Path, facts: str, named: str
) -> None:
    rf.add(raw, "bad", facts=facts)
    assert refresh(raw, out, workers=1).exit_code == 3
    found = reason(out)
    assert (found["code"], found["file"]) == ("document_toml", "document.toml")
    assert "document.toml" in found["message"]
    assert named in found["message"]
    assert published(out) == ["good"]


def test_a_document_toml_in_another_encoding_is_quarantined(raw: Path, out: Path) -> None:
    rf.add(raw, "bad")
    (raw / "bad" / "document.toml").write_bytes('title = "任务"'.encode("gbk"))
    assert refresh(raw, out, workers=1).exit_code == 3
    assert "UTF-8" in reason(out)["message"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling link"])
def test_what_is_no_file_is_quarantined_and_not_waited_for(raw: Path, out: Path, kind: str) -> None:
    folder = rf.add(raw, "bad")
    (folder / "table.txt").unlink()
    make = {"folder": Path.mkdir, "pipe": os.mkfifo, "dangling link": lambda p: p.symlink_to("x")}
    make[kind](folder / "a.docx")
    assert refresh(raw, out, workers=1).exit_code == 3
    assert reason(out)["code"] == "unreadable_file"
    assert published(out) == ["good"]


@pytest.mark.parametrize("place", ["document", "edition", "file"])
def test_a_name_that_is_not_utf8_is_quarantined(raw: Path, out: Path, place: str) -> None:
    file = rf.add(raw, "bad") / "table.txt"
    path = {"file": file, "edition": file.parent, "document": file.parents[1]}[place]
    path.rename(os.fsdecode(os.fsencode(path.parent / "任务") + "表".encode("gbk")))
    assert refresh(raw, out, workers=1).exit_code == 3
    (found,) = quarantine.read(out)
    assert found["code"] == "file_name"
    assert published(out) == ["good"]


def test_an_edition_without_a_file_is_quarantined(raw: Path, out: Path) -> None:
    (raw / "bad" / "2021-08-26").mkdir(parents=True)
    assert refresh(raw, out, workers=1).exit_code == 3
    assert reason(out)["code"] == "empty_edition"


def test_an_empty_raw_is_an_error_of_exit_code_four(tmp_path: Path, out: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "README.md").write_text("what lies here")
    with pytest.raises(SourceError, match="no document") as caught:
        refresh(tmp_path / "raw", out)
    assert caught.value.exit_code == 4
    assert not out.exists()


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_raw_that_is_no_folder_is_a_wrong_call(tmp_path: Path, out: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CallError, match=name) as caught:
        refresh(tmp_path / name, out)
    assert caught.value.exit_code == 2


def test_an_out_that_cannot_be_a_folder_is_a_wrong_call(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CallError, match="file"):
        refresh(raw, tmp_path / "file")


def test_an_out_inside_raw_is_a_wrong_call(raw: Path) -> None:
    with pytest.raises(CallError, match="inside"):
        refresh(raw, raw / "normalized")


def test_a_bad_rendition_beside_a_good_one_is_set_aside_and_said(raw: Path, out: Path) -> None:
    rf.add(raw, "bad", a_pdf=rf.encrypted_pdf_bytes(), b_txt=rf.text_table())
    run = refresh(raw, out, workers=1)
    assert run.exit_code == 3
    assert published(out) == ["bad", "good"]
    found = reason(out)
    assert (found["file"], found["code"], found["published"]) == ("a.pdf", "encrypted", True)
    again = refresh(raw, out, workers=1)
    assert (again.exit_code, again.failures) == (3, run.failures)


def test_where_every_rendition_fails_every_reason_is_given(raw: Path, out: Path) -> None:
    rf.add(raw, "bad", a_pdf=rf.encrypted_pdf_bytes(), b_docx=b"")
    assert refresh(raw, out, workers=1).exit_code == 3
    found = reason(out)
    assert [found["code"], *(one["code"] for one in found["further"])] == [
        "encrypted",
        "empty_file",
    ]


def test_the_reason_goes_when_the_edition_succeeds(raw: Path, out: Path) -> None:
    folder = rf.add(raw, "bad", a_txt=b"")
    refresh(raw, out, workers=1)
    (folder / "a.txt").write_text(rf.text_table(), encoding="utf-8")
    assert refresh(raw, out, workers=1).exit_code == 0
    assert quarantine.read(out) == []
    assert published(out) == ["bad", "good"]


def test_an_edition_that_fails_now_stays_published_as_it_was(raw: Path, out: Path) -> None:
    folder = rf.add(raw, "bad")
    refresh(raw, out, workers=1)
    before = catalog.entries(out)
    (folder / "table.txt").write_bytes(b"")
    run = refresh(raw, out, workers=1)
    assert run.exit_code == 3
    assert run.kept == ("bad@2021-08-26",)
    assert catalog.entries(out) == before


def test_strict_publishes_nothing_unless_everything_can_be(raw: Path, out: Path) -> None:
    rf.add(raw, "bad", a_docx=b"")
    run = refresh(raw, out, workers=1, strict=True)
    assert (run.exit_code, run.published) == (4, False)
    assert not (out / "catalog.json").exists()
    assert reason(out)["code"] == "empty_file"


def test_a_ledger_that_does_not_balance_is_quarantined(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from pipeline.engine import edition

    real = edition.ledgers.balance
    monkeypatch.setattr(
        edition.ledgers, "balance", lambda r: replace(real(r), balanced=False, lost="甲")
    )
    assert refresh(raw, out, workers=1).exit_code == 4
    found = reason(out, "good")
    assert found["code"] == "ledger"
    assert "甲" in found["message"]


def test_a_defect_takes_down_its_document_alone_and_shows_where(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rf.add(raw, "bad", odd_txt=rf.text_table())
    from pipeline.engine import edition

    real = edition.extract_from

    def stumble(path, **how):
        if path.name == "odd.txt":
            raise ZeroDivisionError("division by zero")
        return real(path, **how)

    monkeypatch.setattr(edition, "extract_from", stumble)
    assert refresh(raw, out, workers=1).exit_code == 1
    found = reason(out)
    assert found["code"] == "defect"
    assert "ZeroDivisionError" in found["message"]
    assert "Traceback" in found["traceback"]
    assert published(out) == ["good"]
