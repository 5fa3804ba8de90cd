"""The JSON of a comparison, and its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import jsonschema
import pytest

import compared as c
from pipeline.diff.compare import compare
from pipeline.diff.records import Kind
from pipeline.diff.write import as_json
from pipeline.diff.write.json_schema import document, schema

KEYS = [
    "kind",
    "severity",
    "cause",
    "task_id",
    "task_no_old",
    "task_no_new",
    "field",
    "old",
    "new",
    "spans",
    "score",
]
LONG = (
    "对取消和下放的行政许可事项逐项制定事中事后监管措施，明确监管层级、监管部门、监管职责和监管措施"
)


def edited():
    """Two editions with many kinds of edit, as the comparison itself reports them."""
    texts = [f"第{n}件事：{chr(0x4E00 + 97 * n) * 4}，{LONG[n:]}" for n in range(14)]
    old = [c.task(n + 1, text) for n, text in enumerate(texts)]
    new = [c.task(n + 1, text) for n, text in enumerate(texts)]
    new[1] = c.task(2, texts[1].replace("逐项", "分类"))
    new[2] = c.task(3, texts[2], (c.POLICE, c.CIVIL))
    old[3] = c.task(4, texts[3], (c.CIVIL, c.POLICE))
    new[3] = c.task(4, texts[3], (c.POLICE, c.CIVIL))
    old[4] = c.task(5, texts[4], (c.CIVIL, c.POLICE))
    new[5] = c.task(6, texts[5], title="另一标题")
    new[6] = c.task(7, texts[6].replace("，", "、", 1))
    deadline = {"deadline_text": "年底前", "deadline_kind": "by", "deadline_date": "2021-12-31"}
    new[7] = c.task(8, texts[7], **deadline)
    new[8] = c.task(9, texts[8], section=["一、新类别"])
    target = {"text": "100件", "quantity": 100.0, "unit": "件", "comparison": "="}
    new[9] = c.task(10, texts[9], targets=[target])
    new[10] = c.task(11, texts[10], persons=["张三"])
    new[12] = c.task(13, "完全是另外一件从来没有出现过的工作")
    return compare(c.side("2020-01-01", old), c.side("2021-08-26", new))


def test_the_object_has_the_keys_of_the_design() -> None:
    found = as_json(edited())
    assert list(found) == ["from", "to", "changes", "summary"]
    assert {tuple(change) for change in found["changes"]} == {tuple(KEYS)}
    assert found["from"]["edition"] == "2020-01-01"


def test_what_a_comparison_says_is_valid_by_the_published_schema() -> None:
    found = json.loads(json.dumps(as_json(edited())))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(found, schema())
    assert len(found["summary"]["kinds"]) >= 8


def test_where_the_sides_lie_on_this_machine_is_not_said() -> None:
    one = edited()
    about = replace(one.old.about, folder="/somewhere/else")
    moved = replace(one, old=replace(one.old, about=about))
    assert as_json(moved) == as_json(one)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "task_lost"),
        ("severity", "grave"),
        ("field", "owners"),
        ("old", {"text": "a"}),
        ("spans", [[1, 2, 3]]),
        ("score", 1.5),
    ],
)
def test_the_schema_refuses_what_is_no_change(name: str, value: object) -> None:
    found = json.loads(json.dumps(as_json(edited())))
    change = next(one for one in found["changes"] if one["kind"] == "text_reworded")
    change[name] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema())


def test_the_schema_knows_every_kind() -> None:
    by_kind = schema()["$defs"]["change"]["oneOf"]
    assert [one["properties"]["kind"]["const"] for one in by_kind] == list(get_args(Kind))


def test_the_published_schema_is_made_from_the_code(project_root) -> None:
    """``python -m pipeline.diff.write.json_schema > docs/changes.schema.json``."""
    assert (project_root / "docs/changes.schema.json").read_text("utf-8") == document()
