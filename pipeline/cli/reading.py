"""One extracted file as text for people."""

from __future__ import annotations

from typing import Any


def as_text(found: dict[str, Any]) -> str:
    """Items with their sub-tasks, each with its owners, doubts last; from ``extract_file``."""
    document, ledger = found["document"], found["ledger"]
    lines = [document["title"] or document["document_id"]]
    facts = (document["number"], document["jurisdiction"], document["date"])
    lines.append("  ".join(fact for fact in facts if fact))
    lines += [f"  {line}" for line in (*document["evidence"], *document["notes"])]
    owners: dict[str, list[str]] = {}
    for row in found["assignments"]:
        role = "" if row["role"] == "responsible" else f" ({row['role']})"
        owners.setdefault(row["task_id"], []).append(f"{row['bureau_name']}{role}")
    for row in found["unresolved"]:
        owners.setdefault(row["task_id"], []).append(f"{row['surface']} (unresolved)")
    item: tuple[Any, ...] | None = None
    for task in found["tasks"]:
        heading = (task["section"], task["item_no"], task["item_title"])
        if heading != item:
            lines += [
                "",
                *task["section"][-1:],
                f"{task['item_no'] or '-'}. {_shown(task, 'item_title')}",
            ]
            item = heading
        lines.append(f"  {task['task_no'] or '-'}  {_shown(task, 'text')}")
        lines.append(f"      {', '.join(owners.get(task['task_id'], ['(no owner)']))}")
        if task["deadline_text"]:
            lines.append(f"      {task['deadline_text']}")
        lines += [f"      ? {reason}" for reason in task["review_reasons"]]
    lines += ["", _ledger(ledger)]
    return "\n".join(lines) + "\n"


def _shown(task: dict[str, Any], field: str) -> str:
    value: str | None = task[field]
    if value is None:
        return "(lost in the source)" if task[f"{field}_lost"] else "-"
    return value.replace("\n", "\n      ")


def _ledger(ledger: dict[str, Any]) -> str:
    balance = "balances" if ledger["balanced"] else "DOES NOT BALANCE"
    return (
        f"Ledger {balance}: {ledger['source_chars']} characters printed = "
        f"{ledger['in_fields']} in fields + {ledger['in_headers']} in headers + "
        f"{ledger['outside']} outside + {ledger['removed']} removed"
    )
