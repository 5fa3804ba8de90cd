"""A document with more rows and paragraphs than any plan has is refused before they cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract
from pipeline.engine.edition import extract_from
from pipeline.errors import SourceError

ROW = "<tr><td>任务</td><td>市公安局</td></tr>"


def page(tmp_path: Path, rows: int, paragraphs: int) -> Path:
    path = tmp_path / "计划.html"
    path.write_text(f"{'<p>段落</p>' * paragraphs}<table>{ROW * rows}</table>", "utf-8")
    return path


@pytest.mark.parametrize(("rows", "paragraphs"), [(4, 0), (2, 2), (2, 1)])
def test_rows_and_paragraphs_are_counted_together(
    rows: int, paragraphs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "_MOST_ROWS", 3)
    path = page(tmp_path, rows, paragraphs)
    if rows + paragraphs <= 3:
        assert extract.read(path).tables[0].rows == rows
        return
    with pytest.raises(SourceError, match=r"4 rows and paragraphs; up to 3 .*divide") as caught:
        extract.read(path)
    assert caught.value.code == "too_many_rows"


def test_the_refusal_comes_through_from_the_reading_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "_MOST_ROWS", 3)
    with pytest.raises(SourceError) as caught:
        extract_from(page(tmp_path, 5, 5))
    assert (caught.value.code, caught.value.file) == ("too_many_rows", "计划.html")
