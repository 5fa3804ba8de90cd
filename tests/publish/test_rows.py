"""Records become rows with exactly the published columns, and nothing is bent on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

import readings
from pipeline.publish.rows import rows_of
from pipeline.publish.schema import TABLES
from pipeline.records import Unresolved


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_exactly_the_columns_of_its_table_in_order(table) -> None:
    rows = rows_of(readings.reading())[table.name]
    assert rows
    for row in rows:
        assert list(row) == [column.name for column in table.columns]


def test_no_value_is_an_empty_string() -> None:
    for rows in rows_of(readings.reading()).values():
        assert not any(value == "" for row in rows for value in row.values())


def test_a_row_needs_review_exactly_when_there_is_a_reason() -> None:
    plain, lost = rows_of(readings.reading())["tasks"]
    assert (plain["needs_review"], plain["review_reasons"]) == (False, [])
    assert (lost["needs_review"], lost["review_reasons"]) == (True, ["text_lost: x"])


def test_a_cell_names_every_field_of_the_task_that_it_went_to() -> None:
    rows = rows_of(readings.reading())
    task_id = rows["tasks"][0]["task_id"]
    heading, text, blank = rows["cells"]
    assert heading["went_to"] == f"{task_id}.item_title;{task_id}.item_no"
    assert text["went_to"] == f"{task_id}.text"
    assert (blank["text"], blank["went_to"]) == (None, None)


def test_a_repair_without_a_task_has_no_task_id_and_no_source() -> None:
    row = rows_of(readings.reading())["repairs"][1]
    assert row["task_id"] is None
    assert row["source"] == []


def test_assignments_count_from_one_and_offsets_cut_the_surface_out_of_owner_text() -> None:
    rows = rows_of(readings.reading())
    owner_text = rows["tasks"][0]["owner_text"]
    first = rows["assignments"][0]
    assert first["position"] == 1
    assert owner_text[first["surface_start"] : first["surface_end"]] == first["surface"]


def test_a_surface_that_stands_twice_in_a_cell_is_one_row_with_count_two() -> None:
    reading = readings.reading(tasks=(readings.task(),))
    twice = tuple(Unresolved("市量子局", n, n + 4, "no body has this name") for n in (0, 5))
    doubled = replace(
        readings.resolution(), raw="市量子局、市量子局", mentions=(), unresolved=twice
    )
    (row,) = rows_of(replace(reading, resolutions=(doubled,)))["unresolved"]
    assert row["count"] == 2


def test_a_task_without_owner_has_no_assignment() -> None:
    reading = readings.reading(tasks=(readings.task(owner_text=None),))
    rows = rows_of(replace(reading, resolutions=(None,)))
    assert rows["assignments"] == rows["unresolved"] == []
