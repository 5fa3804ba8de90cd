"""The JSON of ``extract --tables``: every key as documented, spans and pages kept."""

from __future__ import annotations

import json

from pipeline.extract.as_json import tables_json
from pipeline.records import Cell, Extraction, Part, Place, Removal, Table
from word_xml import read, tbl, tc, tr


def test_a_docx_table() -> None:
    extraction = read(
        "<w:p><w:r><w:t>题</w:t><w:t/></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        + tbl(
            tr(tc("项", "<w:vMerge w:val='restart'/>"), "甲"), tr(tc("", "<w:vMerge/>"), "乙\n丙")
        )
    )
    plain = {"column_span": 1, "page": None, "bbox": None}
    assert tables_json(extraction) == {
        "tables": [
            {
                "table": 0,
                "page": None,
                "rows": 2,
                "columns": 2,
                "cells": [
                    {"row": 0, "column": 0, "row_span": 2, "text": "项", **plain},
                    {"row": 0, "column": 1, "row_span": 1, "text": "甲", **plain},
                    {"row": 1, "column": 1, "row_span": 1, "text": "乙\n丙", **plain},
                ],
            }
        ],
        "outside": [{"text": "题", "page": None}],
        "removed": [{"rule": "tracked_deletion", "text": "旧", "page": None}],
    }


def test_a_cell_cut_by_a_page_edge_is_listed_once_with_its_parts() -> None:
    parts = (
        Part("甲、", Place("t.pdf", 2, (10.0, 700.0, 90.0, 720.0))),
        Part("乙", Place("t.pdf", 3, (10.0, 50.0, 90.0, 70.0))),
    )
    table = Table(0, 1, 2, (Cell(0, 0, 1, 1, "甲、\n乙", parts), Cell(0, 1, 1, 1, "", ())))
    removed = (Removal("page_number", "2", Place("t.pdf", 2)),)
    extraction = Extraction("t.pdf", "pdf", (table,), (), removed, {}, pages=3)
    result = json.loads(json.dumps(tables_json(extraction)))
    [table_json] = result["tables"]
    assert table_json["page"] == 2
    cut, blank = table_json["cells"]
    assert (cut["page"], cut["bbox"]) == (2, [10.0, 700.0, 90.0, 720.0])
    assert cut["parts"] == [
        {"page": 2, "bbox": [10.0, 700.0, 90.0, 720.0], "text": "甲、"},
        {"page": 3, "bbox": [10.0, 50.0, 90.0, 70.0], "text": "乙"},
    ]
    assert (blank["page"], blank["bbox"], "parts" in blank) == (None, None, False)
    assert result["removed"] == [{"rule": "page_number", "text": "2", "page": 2}]


def test_the_box_of_a_cell_is_around_all_its_parts_on_the_page() -> None:
    parts = (
        Part("甲", Place("t.pdf", 1, (10.0, 20.0, 30.0, 40.0))),
        Part("乙", Place("t.pdf", 1, (5.0, 40.0, 20.0, 60.0))),
        Part("丙", Place("t.pdf", 1)),
    )
    table = Table(0, 1, 1, (Cell(0, 0, 1, 1, "甲\n乙\n丙", parts),))
    extraction = Extraction("t.pdf", "pdf", (table,), (), (), {}, pages=1)
    assert tables_json(extraction)["tables"][0]["cells"][0]["bbox"] == [5.0, 20.0, 30.0, 60.0]
