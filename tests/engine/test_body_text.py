"""A body text beside the table fills what the table lost; other prose is set aside by name."""

from __future__ import annotations

from pathlib import Path

from pipeline.engine.refresh import refresh

_ROWS = ["15．甲。\t一。\t市公安局", "\t\t市民政局", "\t三。\t市财政局", "17．丙。\t四。\t市公安局"]


def _write(folder: Path, body: str) -> None:
    edition = folder / "plan" / "2022-01-01"
    edition.mkdir(parents=True)
    lines = ["任务项目\t任务分解\t责任单位", *_ROWS]
    (edition / "table.txt").write_text("\n".join(lines), encoding="utf-8")
    (edition / "body.txt").write_text(body, encoding="utf-8")


def _tasks(out: Path) -> list[tuple[str, str]]:
    import csv

    with (out / "current" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["item_title"], row["text"]) for row in csv.DictReader(file)]


def test_body_text_fills_the_lost_heading(tmp_path: Path) -> None:
    """Number 16 is lost in the table and stands in the body between the same neighbours."""
    _write(tmp_path / "raw", "通知\n15．甲。一。\n16．乙。二。三。\n17．丙。四。\n")
    run = refresh(tmp_path / "raw", tmp_path / "out", workers=1)
    assert run.failures == ()
    assert _tasks(tmp_path / "out")[1:3] == [("乙", "二。"), ("乙", "三。")]


def test_prose_of_another_document_is_set_aside_by_name(tmp_path: Path) -> None:
    """No heading in common: the table is published, the prose is named."""
    _write(tmp_path / "raw", "通知\n1．总则。\n2．附则。\n")
    run = refresh(tmp_path / "raw", tmp_path / "out", workers=1)
    assert [failure.file for failure in run.failures] == ["body.txt"]
    assert run.exit_code == 3
    assert _tasks(tmp_path / "out")[1] == ("", "")
