"""A comparison in a few sentences."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diff.concerned import concerned, names
from pipeline.diff.narrow import Wanted
from pipeline.diff.records import Comparison
from pipeline.diff.write.words import CAUSES, ORDER, SEVERITIES, Language


def headline(comparison: Comparison, wanted: Wanted, language: Language) -> list[str]:
    """How much changed, what stayed, what shifted, and what the reader chose to see."""
    chinese = language == "zh"
    said = _chinese(comparison) if chinese else _english(comparison)
    called = names(comparison)
    if wanted.bodies:
        listed = ("、" if chinese else ", ").join(called[body] for body in wanted.bodies)
        said.append(f"仅列{listed}的任务。" if chinese else f"Only tasks of {listed}.")
    if wanted.severity != "none":
        kept = [
            SEVERITIES[language][one]
            for one in ORDER["severity"][: ORDER["severity"].index(wanted.severity) + 1]
        ]
        said.append(
            f"仅列{'、'.join(kept)}改动。" if chinese else f"Only changes of {' and '.join(kept)}."
        )
    return said


def tasks_touched(comparison: Comparison) -> int:
    """Tasks that a change concerns; what stands on both sides counts once."""
    ids = {row["task_id"] for rows in concerned(comparison) for row in (rows.new or rows.old)}
    return len(ids)


def _chinese(comparison: Comparison) -> list[str]:
    summary, number = comparison.summary, len(comparison.changes)
    if not number:
        said = ["没有改动。"]
    else:
        said = [
            f"共 {number:,} 处改动（{_tally(summary.severities, SEVERITIES['zh'], '、')}），"
            f"涉及 {tasks_touched(comparison):,} 项任务。"
        ]
    said.append(
        f"旧版 {summary.tasks_old:,} 项任务，新版 {summary.tasks_new:,} 项，"
        f"其中 {summary.same:,} 项相同。"
    )
    if summary.shifted:
        said.append(f"另有 {summary.shifted:,} 项任务仅因前面增删而顺延编号，不计为改动。")
    if summary.redated:
        said.append(f"{len(summary.redated):,} 项任务时限文字相同，因发文日期不同而指另一日。")
    if set(summary.causes) - {"source"}:
        said.append(f"改动原因：{_tally(summary.causes, CAUSES['zh'], '、')}。")
    if summary.needs_review:
        said.append(f"{summary.needs_review:,} 组任务的新旧对应关系存疑，须人工核对。")
    return said


def _english(comparison: Comparison) -> list[str]:
    summary, number = comparison.summary, len(comparison.changes)
    if not number:
        said = ["No changes."]
    else:
        said = [
            f"{_many(number, 'change')} ({_tally(summary.severities, SEVERITIES['en'], ', ')}) "
            f"in {_many(tasks_touched(comparison), 'task')}."
        ]
    said.append(
        f"{_many(summary.tasks_old, 'task')} before, {summary.tasks_new:,} after; "
        f"{summary.same:,} the same."
    )
    if summary.shifted:
        said.append(
            f"{_many(summary.shifted, 'number')} only shifted with what was put in or taken out "
            "above; no change."
        )
    if summary.redated:
        said.append(
            f"{_many(len(summary.redated), 'deadline')} in the same words, of another day since "
            "the document is of another date."
        )
    if set(summary.causes) - {"source"}:
        said.append(f"Causes: {_tally(summary.causes, CAUSES['en'], ', ')}.")
    if summary.needs_review:
        said.append(f"{_many(summary.needs_review, 'pairing')} in doubt: to be checked.")
    return said


def _tally(counts: Mapping[str, int], labels: Mapping[str, str], between: str) -> str:
    return between.join(f"{labels[name]} {count:,}" for name, count in counts.items())


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
