"""The benchmark measures what it says: its documents and its arithmetic, not the times."""

from __future__ import annotations

import tempfile
from pathlib import Path

import docx
import pdfplumber
import pytest

from bench import documents, owners, pdf, process, reading
from bench.measure import Comparison, seconds_in_turn, table


@pytest.fixture(autouse=True)
def kept_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_long_docx_is_one_table_whose_numbers_go_on() -> None:
    [made] = docx.Document(str(documents.long_docx(300))).tables
    first = [row.xpath("string(w:tc[1])") for row in made._tbl.tr_lst]
    assert len(first) == 301
    assert first[1] == "1．落实取消资质许可宣告。"
    assert first[131] == "70．落实取消资质许可宣告。"
    assert first[261] == "139．落实取消资质许可宣告。"


def test_long_pdf_has_its_header_once() -> None:
    with pdfplumber.open(documents.long_pdf(31)) as pdf:
        assert len(pdf.pages) == 31
        headed = [page.page_number for page in pdf.pages if "任务分解责任" in _ink(page)]
    assert headed == [1]


def _ink(page: pdfplumber.page.Page) -> str:
    return "".join(char["text"] for char in page.chars if char["text"].strip())


def test_a_document_is_made_once() -> None:
    path = documents.long_docx(140)
    before = path.stat().st_mtime_ns
    assert documents.long_docx(140) == path
    assert path.stat().st_mtime_ns == before


def test_each_action_runs_in_every_round_in_turn() -> None:
    calls: list[str] = []
    taken = seconds_in_turn(3, lambda: calls.append("a"), lambda: calls.append("b"))
    assert "".join(calls) == "ababab"
    assert len(taken) == 2


def test_table_shows_ratio_and_each_note_once() -> None:
    results = [
        Comparison("rows", 300.0, "other", 100.0, "rows/s", "in turn"),
        Comparison("process", 0.5, "pandas", 1.0, "s", "in turn"),
    ]
    lines = table(results).splitlines()
    assert lines[2].split() == ["rows", "[1]", "300", "other", "100", "rows/s", "3.00x"]
    assert lines[3].split()[-1] == "0.50x"
    assert lines[4:] == ["[1] in turn"]


def test_every_part_measures_small_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {
        reading: {"ROWS": 131, "LARGE": (131, 262)},
        pdf: {"PAGES": 4, "SOME_PAGES": 3, "FEW_PAGES": 1, "ROUNDS": 1},
        process: {"ROUNDS": 1, "PAGES": (3, 4)},
        owners: {"PASSES": 1, "MADE": 50, "LOOPED": 5, "PLACES": (1, 2), "LENGTHS": (100, 200)},
    }
    for part, constants in small.items():
        for name, value in constants.items():
            monkeypatch.setattr(part, name, value)
    results = [one for part in small for one in part.compare()]
    assert all(result.ours > 0 and result.theirs > 0 for result in results)
    units = {"rows/s", "pages/s", "strings/s", "characters/s", "s", "MB", "rows"}
    assert {result.unit for result in results} == units
