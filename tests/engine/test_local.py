"""Processes: the same outcomes as in one, and a process that dies takes only its document."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.engine import local, raw, vocabulary
from pipeline.engine.local import Job
from pipeline.engine.making import making_of
from pipeline.engine.raw import Facts


@dataclass(frozen=True)
class Deadly(Facts):
    """Facts on which the process that receives them dies, as on a crash in a library."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    for name in "abc":
        rf.add(tmp_path / "raw", name)
    made = []
    for source in raw.discover(tmp_path / "raw"):
        facts = raw.read_facts(source.facts_file)
        making = making_of(source, facts, "words", "code")
        made.append(Job(source, facts, making, tmp_path / "staging" / source.document_id))
    return made


def test_a_process_that_dies_takes_only_its_document(jobs: list[Job]) -> None:
    from dataclasses import replace

    deadly = replace(jobs[1], facts=Deadly())
    told: list[str] = []
    outcomes = local.run(
        [jobs[0], deadly, jobs[2]],
        vocabulary.load(),
        2,
        lambda job: told.append(job.source.document_id),
    )
    assert [one.edition for one in outcomes] == ["2021-08-26", None, "2021-08-26"]
    (failure,) = outcomes[1].failures
    assert (failure.document_id, failure.code) == ("b", "defect")
    assert "died" in failure.message
    assert sorted(told) == ["a", "b", "c"]


def test_outcomes_come_in_the_order_of_the_jobs(jobs: list[Job]) -> None:
    outcomes = local.run(jobs, vocabulary.load(), 2, lambda job: None)
    assert [one.job.source.document_id for one in outcomes] == ["a", "b", "c"]
