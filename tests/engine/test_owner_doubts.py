"""A name that was recognised without certainty is a candidate, never a body."""

from __future__ import annotations

from dataclasses import replace

import pytest

import readings
from pipeline import dictionaries
from pipeline.engine.owner_cells import resolve_cells, reviewed
from pipeline.owners import Namebook
from pipeline.owners.names import build
from pipeline.records import Resolution

OWNERS = "市公安局、市财政局、某某馆"


@pytest.fixture(scope="module")
def namebook() -> Namebook:
    return build(dictionaries.load(), "441900", "2021-08-26")


def _resolve(namebook: Namebook, *doubts: tuple[int, float]) -> Resolution:
    task = replace(readings.task(1, owner_text=OWNERS), owner_doubts=doubts)
    [found] = resolve_cells(readings.reading(tasks=(task,)).repaired, namebook, first_is_lead=False)
    assert found is not None
    return found


def test_a_doubtful_name_is_a_candidate_for_a_person(namebook: Namebook) -> None:
    found = _resolve(namebook, (6, 0.41), (7, 0.8))
    assert [mention.surface for mention in found.mentions] == ["市公安局"]
    doubtful, unknown = found.unresolved
    assert (doubtful.surface, doubtful.start, doubtful.end) == ("市财政局", 5, 9)
    assert "confidence of 0.41" in doubtful.reason
    [candidate] = doubtful.candidates
    assert (candidate.bureau_id, candidate.score) == ("441900:finance", 0.41)
    assert unknown.surface == "某某馆"


def test_a_doubtful_separator_leaves_the_names_beside_it(namebook: Namebook) -> None:
    found = _resolve(namebook, (4, 0.5))
    assert [mention.surface for mention in found.mentions] == ["市公安局", "市财政局"]


def test_the_task_is_to_be_reviewed(namebook: Namebook) -> None:
    task = readings.task(1, owner_text=OWNERS)
    reasons = reviewed(task, _resolve(namebook, (0, 0.5))).review_reasons
    assert any("市公安局: recognised on a picture" in reason for reason in reasons)
