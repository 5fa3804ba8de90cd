"""Comparisons made by hand: what a writer is given, without any document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.diff.records import About, Change, Comparison, Pair, Side, Summary

POLICE = ("441900:public-security", "东莞市公安局")
CIVIL = ("441900:civil-affairs", "东莞市民政局")
FINANCE = ("441900:finance", "东莞市财政局")


def owner(body=POLICE, role="responsible"):
    return {
        "position": 1,
        "bureau_id": body[0],
        "bureau_name": body[1],
        "role": role,
        "surface": body[1][2:],
    }


def task(row_no, text, owners=(POLICE,), *, item=None, title=None, task_id=None, page=1, **more):
    """A row of ``tasks``, with its ``owners`` beside it (in ``with_owners`` alone)."""
    item = row_no if item is None else item
    row = {
        "task_id": task_id or f"t-{row_no:012x}",
        "row_no": row_no,
        "task_no": f"{item}.1",
        "item_no": item,
        "subtask_no": 1,
        "item_title": title or f"第{item}项任务",
        "text": text,
        "owner_text": "、".join(body[1][2:] for body in owners),
        "section": [],
        "deadline_text": None,
        "deadline_kind": None,
        "deadline_date": None,
        "targets": [],
        "persons": [],
        "source": [
            {
                "file": "table.pdf",
                "page": page,
                "bbox": [50.0, 100.0, 550.0, 160.0],
                "table": 0,
                "row": row_no,
                "column": None,
                "line": None,
            }
        ],
    }
    return {**row, **more}, owners


def side(edition, tasks, *, document="doc", **about):
    """A side of what ``task`` gives."""
    facts = {"title": "关于某事的任务分解表", "sources": {"table.pdf": "0" * 64}, **about}
    return Side(
        About(f"{document}@{edition}", document, edition, **facts),
        tuple(row for row, _ in tasks),
        tuple(
            {
                "task_id": row["task_id"],
                "position": position,
                "bureau_id": body[0],
                "bureau_name": body[1],
                "role": "responsible",
                "surface": body[1][2:],
            }
            for row, owners in tasks
            for position, body in enumerate(owners, start=1)
        ),
    )


def whole(one):
    """A task as ``old`` or ``new`` of a change has it."""
    row, owners = one
    names = ("row_no", "task_no", "item_no", "subtask_no", "item_title", "section", "text")
    names += (
        "owner_text",
        "deadline_text",
        "deadline_kind",
        "deadline_date",
        "targets",
        "persons",
        "task_id",
    )
    return {**{name: row[name] for name in names}, "owners": [owner(body) for body in owners]}


def change(kind, field, old, new, *, of, severity="substance", spans=(), was=None, **more):
    """A change of the task ``of``; ``was`` is its old form, if it has one."""
    after = None if kind == "task_removed" else of[0]["task_no"]
    before = (was or (of if kind == "task_removed" else (None,)))[0]
    return Change(
        kind,
        severity,
        more.get("cause", "source"),
        of[0]["task_id"],
        before and before["task_no"],
        after,
        field,
        old,
        new,
        spans,
        more.get("score", 1.0),
    )


def comparison(old, new, changes, *, covers=None, shifted=0, divisions=()):
    """Tasks of one ID are one task. Without ``covers`` a change holds for its own task."""
    rows = {row["task_id"]: index for index, row in enumerate(new.tasks)}
    pairs = tuple(
        Pair(index, rows[row["task_id"]], 1.0, "the same text")
        for index, row in enumerate(old.tasks)
        if row["task_id"] in rows
    )
    number = {
        (kind == "task_removed", row["task_id"]): row["row_no"]
        for side, kind in ((old, "task_removed"), (new, ""))
        for row in side.tasks
    }
    if covers is None:
        covers = [(number[c.kind == "task_removed", c.task_id],) for c in changes]
    changed = {c.task_id for c in changes}
    summary = Summary(
        tasks_old=len(old.tasks),
        tasks_new=len(new.tasks),
        same=sum(new.tasks[pair.new]["task_id"] not in changed for pair in pairs),
        shifted=shifted,
        kinds=Counter(c.kind for c in changes),
        severities=Counter(c.severity for c in changes),
        causes=Counter(c.cause for c in changes),
        needs_review=0,
    )
    return Comparison(old, new, pairs, tuple(divisions), tuple(changes), tuple(covers), summary)


def doubtful(one, score=0.7):
    """The same comparison with every pair in doubt."""
    pairs = tuple(replace(pair, score=score, needs_review=True) for pair in one.pairs)
    return replace(one, pairs=pairs, summary=replace(one.summary, needs_review=len(pairs)))
