"""Published tables as DataFrames: by document, by edition, as of a date."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
import raw_folders as rf
from pipeline.errors import CallError


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    for edition, name in (("2019-05-01", "市公安局"), ("2021-08-26", "市民政局")):
        rows = (("1．改革。", edition, name),)
        rf.add(root / "raw", "a", edition, table_txt=rf.text_table(rows))
    rows = (("1．改革。", "b", "市公安局"),)
    rf.add(root / "raw", "b", "2020-01-01", table_txt=rf.text_table(rows))
    pipeline.refresh(root / "raw", root / "out", workers=1)
    return root / "out"


@pytest.mark.parametrize(
    ("as_of", "texts"),
    [
        ("2019", ["2019-05-01"]),
        ("2020-12-31", ["2019-05-01", "b"]),
        ("2021-08", ["2021-08-26", "b"]),
        ("2021-08-25", ["2019-05-01", "b"]),
        ("2030", ["2021-08-26", "b"]),
    ],
)
def test_as_of_a_date_each_document_has_the_edition_then_in_force(out, as_of, texts) -> None:
    assert pipeline.load(out, "tasks", as_of=as_of).text.tolist() == texts


def test_of_a_document_the_newest_edition_unless_one_is_named(out) -> None:
    assert pipeline.load(out, "tasks", document="a").text.tolist() == ["2021-08-26"]
    assert pipeline.load(out, "tasks", document="a", edition="2019-05-01").text[0] == "2019-05-01"


def test_bodies_that_several_documents_name_have_one_row(out) -> None:
    assert pipeline.load(out, "bureaus", as_of="2020-12-31").bureau_id.is_unique


def test_a_date_before_all_and_a_date_that_is_none_are_said(out) -> None:
    with pytest.raises(CallError, match="not published as of 1999"):
        pipeline.load(out, "tasks", as_of="1999")
    with pytest.raises(CallError, match="is no date"):
        pipeline.load(out, "tasks", as_of="soon")
