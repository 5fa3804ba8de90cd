"""A comparison as CSV and as Parquet, one row a change."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import compared as c
from pipeline.diff.write import as_csv, as_json, as_parquet

OLD = c.task(1, '在"十五"日内，\n完成')
NEW = c.task(1, '在"十"日内，\n完成', (c.POLICE, c.CIVIL))


@pytest.fixture
def comparison():
    texts = OLD[0]["text"], NEW[0]["text"]
    return c.comparison(
        c.side("2020-01-01", [OLD]),
        c.side("2021-08-26", [NEW]),
        [
            c.change("text_reworded", "text", *texts, of=NEW, was=OLD, spans=((2, 4, 2, 3),)),
            c.change("owner_added", "owners", None, c.owner(c.CIVIL), of=NEW, was=OLD),
            c.change("task_added", "task", None, c.whole(NEW), of=NEW),
        ],
    )


def test_csv_opens_in_a_spreadsheet_and_reads_back(comparison) -> None:
    text = as_csv(comparison, "zh")
    assert text.startswith("\ufeffkind,severity,cause,task_id,")
    assert text.count("\r\n") == 4
    rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert rows[0]["old"] == OLD[0]["text"]
    assert json.loads(rows[0]["spans"]) == [[2, 4, 2, 3]]
    assert rows[0]["description"] == '在"[-十五-]{+十+}"日内， 完成'
    assert json.loads(rows[1]["new"]) == c.owner(c.CIVIL)
    assert (rows[2]["old"], rows[2]["task_no_old"]) == ("", "")


def test_the_columns_are_the_keys_of_the_json_and_the_words(comparison) -> None:
    header = as_csv(comparison, "zh")[1:].split("\r\n")[0].split(",")
    assert header == [*as_json(comparison)["changes"][0], "description"]


def test_parquet_has_the_same_rows(comparison) -> None:
    table = pq.read_table(io.BytesIO(as_parquet(comparison, "en")))
    rows = table.to_pylist()
    assert [row["kind"] for row in rows] == ["text_reworded", "owner_added", "task_added"]
    assert rows[0]["spans"] == [[2, 4, 2, 3]]
    assert rows[1]["old"] is None
    assert json.loads(rows[2]["new"])["text"] == NEW[0]["text"]
    assert table.schema.metadata[b"from"] == b"doc@2020-01-01"


def test_no_change_is_a_table_with_the_same_columns_and_no_row() -> None:
    same = c.comparison(c.side("2020", [OLD]), c.side("2021", [OLD]), [])
    assert as_csv(same, "zh").count("\r\n") == 1
    table = pq.read_table(io.BytesIO(as_parquet(same, "zh")))
    assert table.num_rows == 0
    assert table.schema.field("score").type == pa.float64()


def test_the_same_comparison_gives_the_same_bytes(comparison) -> None:
    assert as_parquet(comparison, "zh") == as_parquet(comparison, "zh")
