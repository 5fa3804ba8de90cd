"""The columns are a contract: these lists are copied from the design, not from the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.schema import BY_NAME, TABLES, arrow_schema, data_dictionary

DESIGN = {
    "tasks": "document_id, edition, task_id, row_no, task_no, item_no, subtask_no, item_title, "
    "text, owner_text, section, deadline_text, deadline_kind, deadline_date, targets, persons, "
    "keywords, item_title_lost, text_lost, needs_review, review_reasons, grade, source",
    "assignments": "document_id, edition, task_id, position, bureau_id, bureau_name, role, "
    "role_evidence, surface, surface_start, surface_end, method, score, is_collective, "
    "needs_review",
    "bureaus": "bureau_id, name, short_name, jurisdiction, jurisdiction_name, function, branch, "
    "valid_from, valid_to, current_bureau_id, members",
    "repairs": "document_id, edition, repair_id, rule, rule_version, task_id, field, before, "
    "after, evidence, confidence, source",
    "unresolved": "document_id, edition, task_id, surface, reason, candidates, count",
    "cells": "document_id, edition, cell_id, page, table, row, column, row_span, column_span, "
    "text, went_to",
    "lineage": "document_id, edition, task_id, link_no, from_edition, from_task_ids, kind, score, "
    "reason, needs_review",
}


@pytest.mark.parametrize("name", DESIGN)
def test_columns_are_those_of_the_design_in_that_order(name: str) -> None:
    assert [column.name for column in BY_NAME[name].columns] == DESIGN[name].split(", ")


def test_there_are_no_further_tables() -> None:
    assert {table.name for table in TABLES} == set(DESIGN)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_key_columns_are_never_null(table) -> None:
    schema = arrow_schema(table, {})
    assert not any(schema.field(name).nullable for name in table.key)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_the_file_itself(table) -> None:
    for field in arrow_schema(table, {}):
        assert len(field.metadata[b"description"]) > 10


def test_source_and_candidates_are_lists_of_structs_with_the_parts_of_the_design() -> None:
    source = arrow_schema(BY_NAME["tasks"], {}).field("source").type.value_type
    names = ["file", "page", "bbox", "table", "row", "column", "line"]
    assert [field.name for field in source] == names
    candidates = arrow_schema(BY_NAME["unresolved"], {}).field("candidates").type.value_type
    assert [field.name for field in candidates] == ["bureau_id", "name", "score", "why"]


def test_the_data_dictionary_in_docs_is_the_one_the_schema_makes(project_root: Path) -> None:
    text = (project_root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert text == data_dictionary(), (
        "run: python -m pipeline.publish.schema > docs/data-dictionary.md"
    )
