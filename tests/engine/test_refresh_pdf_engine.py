"""Which library's reading of PDF pages counts first is asked of a run and told by it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
from typer.testing import CliRunner

import raw_folders as rf
from pdf_press import Press, Setting
from pipeline.cli.commands import app

ROWS = [["工作任务", "具体措施", "责任单位"]]
ROWS += [[f"{n}．改革。", f"落实第{n}项措施。", "市民政局"] for n in range(1, 4)]


def test_the_engine_is_in_the_manifest_and_another_reads_anew(tmp_path: Path) -> None:
    folder = rf.add(tmp_path / "raw", "a")
    (folder / "table.txt").unlink()
    press = Press(folder / "a.pdf", Setting(page=(595, 300)))
    press.table(ROWS)
    press.save()

    def run(*how: str) -> tuple[dict[str, object], dict[bytes, bytes]]:
        called = CliRunner().invoke(
            app, ["refresh", str(tmp_path / "raw"), str(tmp_path / "out"), "--json", *how]
        )
        assert called.exit_code == 0, called.output
        [edition] = json.loads(called.stdout)["editions"]
        snapshot = tmp_path / "out" / "snapshots" / "a" / "2021-08-26" / edition["snapshot"]
        descriptor = json.loads((snapshot / "datapackage.json").read_text("utf-8"))
        metadata = pq.read_schema(snapshot / "tasks.parquet").metadata
        return edition | descriptor, metadata

    usual, _ = run()
    assert usual["pdf_engine"] == "pdfium"
    other, metadata = run("--pdf-engine", "pdfplumber")
    assert (other["pdf_engine"], other["status"]) == ("pdfplumber", "new")
    assert metadata[b"pdf_engine"] == b"pdfplumber"
    assert other["snapshot"] != usual["snapshot"]
    assert run("--pdf-engine", "pdfplumber")[0]["status"] == "unchanged"
    # What is kept of the first run is of the other engine, and stays.
    assert run()[0]["snapshot"] == usual["snapshot"]
