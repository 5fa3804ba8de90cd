"""Every failure has its reason on the disk, for as long as it holds."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish import quarantine
from pipeline.publish.quarantine import Failure

BAD = Failure("doc", "2021-08-26", "a.pdf", "encrypted", "It is encrypted.", "Give the password.")


def everything(document_id: str, edition: str) -> bool:
    return True


def test_a_reason_says_document_edition_file_code_message_and_advice(tmp_path: Path) -> None:
    quarantine.write(tmp_path, [BAD], tmp_path)
    (reason,) = quarantine.read(tmp_path)
    assert reason.pop("seal").startswith("sha256:")
    assert reason == {
        "document": "doc",
        "edition": "2021-08-26",
        "file": "a.pdf",
        "code": "encrypted",
        "message": "It is encrypted.",
        "advice": "Give the password.",
        "published": False,
    }
    assert (tmp_path / "quarantine" / "doc" / "2021-08-26" / "reason.json").is_file()


def test_two_files_of_one_edition_share_a_reason_file(tmp_path: Path) -> None:
    other = Failure("doc", "2021-08-26", "b.pdf", "no_text_layer", "m", "a")
    quarantine.write(tmp_path, [BAD, other], tmp_path)
    (reason,) = quarantine.read(tmp_path)
    assert [further["file"] for further in reason["further"]] == ["b.pdf"]


def test_a_reason_goes_when_it_no_longer_holds_and_takes_its_empty_folders_along(
    tmp_path: Path,
) -> None:
    quarantine.write(tmp_path, [BAD], tmp_path)
    quarantine.clear(tmp_path, everything, [])
    assert not (tmp_path / "quarantine").exists()


def test_reasons_that_hold_or_are_out_of_scope_stay(tmp_path: Path) -> None:
    other = Failure("other", "2020-01-01", None, "ledger", "m", "a")
    quarantine.write(tmp_path, [BAD, other], tmp_path)
    quarantine.clear(tmp_path, lambda document_id, edition: document_id == "doc", [BAD])
    assert len(quarantine.read(tmp_path)) == 2
    quarantine.clear(tmp_path, lambda document_id, edition: document_id == "doc", [])
    assert [reason["document"] for reason in quarantine.read(tmp_path)] == ["other"]
