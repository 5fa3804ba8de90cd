"""Every kind of edit through every writer: each change is there once, in each form."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from dataclasses import replace
from typing import get_args

import jsonschema
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import compared as c
from diff.editions import edition, side
from diff.edits import EDITS, Desk, prepare
from pipeline.diff.compare import compare
from pipeline.diff.narrow import Wanted, narrow
from pipeline.diff.records import Comparison, Kind
from pipeline.diff.write import as_csv, as_html, as_json, as_parquet, as_text
from pipeline.diff.write.json_schema import schema
from pipeline.diff.write.page_data import Pictures
from pipeline.diff.write.words import FIELDS, KINDS
from pipeline.ink import ink


@pytest.fixture(scope="module")
def everything() -> Comparison:
    """An edition with every known edit at once."""
    rng = random.Random(3)
    old = edition(rng, 160, sections=3)
    free = [old.items.index(item) for item in prepare(old, rng).free]
    new = old.copy()
    desk = Desk(new, rng)
    desk.free = [new.items[index] for index in free]
    for edit in EDITS:
        edit(desk)
    return compare(side(old), side(new, "b"))


def check(comparison: Comparison) -> None:
    kinds = [change.kind for change in comparison.changes]
    found = json.loads(json.dumps(as_json(comparison)))
    jsonschema.validate(found, schema())
    rows = list(csv.DictReader(io.StringIO(as_csv(comparison, "en")[1:], newline="")))
    table = pq.read_table(io.BytesIO(as_parquet(comparison, "zh")))
    assert kinds == [row["kind"] for row in rows] == table.column("kind").to_pylist()
    assert all(len(row["description"].splitlines()) == 1 for row in rows)
    assert not any(re.search(r"[\x00-\x1f]", row["description"]) for row in rows)
    text = as_text(comparison, Wanted(), "en", coloured=False)
    assert sum(line.plain.startswith("  ") for line in text) == len(kinds)
    page = as_html(comparison, Wanted(), "zh", Pictures({}, {}))
    data = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    tasks = json.loads(data[0])["tasks"] if kinds else []
    assert sorted(one["kind"] for task in tasks for one in task["changes"]) == sorted(kinds)
    for task in tasks:
        assert all(0 <= n < len(json.loads(data[0])["bureaus"]) for n in task["bureaus"])


def test_every_kind_of_change_is_in_every_form(everything) -> None:
    assert len(everything.summary.kinds) >= 15
    check(everything)


def test_the_other_way_round_too(everything) -> None:
    check(compare(everything.new, everything.old))


def test_a_page_shows_all_characters_of_both_texts(everything) -> None:
    page = as_html(everything, Wanted(), "zh", Pictures({}, {}))
    (data,) = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    shown = {
        "".join(one[which]["pieces"])
        for task in json.loads(data)["tasks"]
        for one in task["changes"]
        for which in ("old", "new")
        if one[which] and "pieces" in one[which]
    }
    for change in everything.changes:
        assert not isinstance(change.old, str) or change.old in shown
        assert not isinstance(change.new, str) or change.new in shown


def test_each_body_sees_its_changes_and_all_bodies_together_all(everything) -> None:
    bodies = {row["bureau_id"] for s in (everything.old, everything.new) for row in s.assignments}
    bodies |= {row["surface"] for s in (everything.old, everything.new) for row in s.unresolved}
    seen = [narrow(everything, Wanted((body,))).changes for body in sorted(bodies)]
    owned = {change for some in seen for change in map(repr, some)}
    assert len(owned) >= 0.9 * len(everything.changes)
    for some in seen:
        kept = [change for change in everything.changes if change in some]
        assert list(some) == kept


def test_every_kind_and_field_has_a_name_in_both_languages(everything) -> None:
    for names in KINDS.values():
        assert set(get_args(Kind)) <= set(names)
    assert KINDS["zh"].keys() == KINDS["en"].keys()
    assert FIELDS["zh"].keys() == FIELDS["en"].keys()


# A cell without ink is absent, never a text.
_TEXTS = st.none() | st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("，。、\n\u2028\x1b<>&\"'𠮷"),
    max_size=12,
).filter(ink)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(_TEXTS, _TEXTS, st.sampled_from(["", "市公安局", "市某办"])), max_size=4),
    st.lists(st.tuples(_TEXTS, _TEXTS, st.sampled_from(["", "市公安局", "市某办"])), max_size=4),
)
def test_whatever_a_document_says_every_writer_can_say(before, after) -> None:
    """Lost texts and titles, no owner, owners that no dictionary knows, hostile characters."""

    def one(edition: str, rows):
        tasks = []
        for n, (title, text, owner) in enumerate(rows, 1):
            row, bodies = c.task(n, text or None, (c.POLICE,) if owner == "市公安局" else ())
            row |= {"item_title": title or None, "task_no": None if n == 2 else row["task_no"]}
            row |= {"owner_text": owner or None, "task_id": f"t-{edition}{n:08x}"}
            tasks.append((row, bodies))
        lost = [row for row, _ in tasks if row["owner_text"] == "市某办"]
        unresolved = tuple(
            {"task_id": row["task_id"], "surface": "市某办", "reason": "unknown", "count": 1}
            for row in lost
        )
        return replace(c.side(edition, tasks), unresolved=unresolved)

    check(compare(one("2020", before), one("2021", after)))
