"""The ledger: every printed character is in exactly one place, and the count proves it.

    source = fields + headers + outside + removed

``source`` is the reader's census of the file, taken apart from the walk that built the
tables. The fields are counted from the values that are published, as they are printed:
where a value is not printed exactly so (a merged title repeated on a further row, a label
put before an owner), its repair record says what is printed (``before``) and what became
of it (``after``), and ``after`` must be the published value. Compared are multisets of
characters, so that a swap shows as well as a loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from pipeline.ink import census
from pipeline.records import Ledger, Repair, Repaired, Task

_FIELDS = ("item_title", "text", "owner_text", "deadline_text", "section", "persons")


def balance(repaired: Repaired) -> Ledger:
    """Count where each printed character went; ``lost`` and ``surplus`` name the rest."""
    extraction = repaired.located.extraction
    records: dict[tuple[int | None, str], list[Repair]] = {}
    for record in repaired.repairs:
        records.setdefault((record.row_no, record.field), []).append(record)
    fields = census(chain.from_iterable(_printed(task, records) for task in repaired.tasks))
    headers = census(part.text for part in repaired.headers)
    outside = census(part.text for part in repaired.outside)
    removed = census(r.text for r in (*extraction.removed, *repaired.removed))
    source = Counter(extraction.characters)
    found = fields + headers + outside + removed
    lost, surplus = source - found, found - source
    return Ledger(
        source_chars=source.total(),
        in_fields=fields.total(),
        in_headers=headers.total(),
        outside=outside.total(),
        removed=removed.total(),
        balanced=not lost and not surplus,
        lost="".join(sorted(lost.elements())),
        surplus="".join(sorted(surplus.elements())),
    )


def _printed(task: Task, records: Mapping[tuple[int | None, str], Sequence[Repair]]) -> list[str]:
    """What the source prints for the fields of one task: the ``before`` of its first record."""
    texts = [task.heading.number, task.heading.closing] if task.heading else []
    for name in _FIELDS:
        value = _value(task, name)
        chain = records.get((task.row_no, name), ())
        if not chain:
            texts.append(value or "")
        elif chain[-1].after == value:
            texts.append(chain[0].before or "")
        else:
            texts += [_UNEXPLAINED, value or ""]
    return texts


# Stands for a value that is not what its repair record made of it: never in a source.
_UNEXPLAINED = "\N{REPLACEMENT CHARACTER}"


def _value(task: Task, name: str) -> str | None:
    value = getattr(task, name)
    return "\n".join(value) or None if isinstance(value, tuple) else value
