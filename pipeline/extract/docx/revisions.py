"""The two states of a DOCX with tracked changes, and what each leaves out.

Final: insertions and text moved here are text, deletions and text moved away are not.
Original: the other way round, and properties (spans, numbering, hiding) are those that
stand under a property change. What a state leaves out is a removal by a named rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from pipeline.extract.docx.names import W

Revisions: TypeAlias = Literal["final", "original"]

DELETED, INSERTED = "tracked_deletion", "tracked_insertion"


@dataclass(frozen=True, slots=True)
class State:
    """What is looked through and what is left out, by the names of the elements.

    ``kept`` are changes whose content is text. ``rules`` map those that are left out to
    the rule of their removal; ``rows`` and ``cells`` do so for a row or cell as a whole.
    ``marks`` in a paragraph's own run properties say that its end mark is not there.
    """

    revisions: Revisions
    kept: frozenset[str]
    rules: Mapping[str, str]
    marks: tuple[str, ...]
    rows: Mapping[str, str]
    cells: Mapping[str, str]

    def properties(self, properties: etree._Element) -> etree._Element:
        """The properties that hold in this state: in the original, those before a change."""
        if self.revisions == "final":
            return properties
        change = properties.find(f"{properties.tag}Change")
        before = None if change is None else change.find(properties.tag)
        return properties if before is None else before


_FINAL = State(
    "final",
    kept=frozenset({f"{W}ins", f"{W}moveTo"}),
    rules={f"{W}del": DELETED, f"{W}moveFrom": DELETED, f"{W}delText": DELETED},
    marks=(f"{W}del", f"{W}moveFrom"),
    rows={f"{W}del": DELETED},
    cells={f"{W}cellDel": DELETED},
)
_ORIGINAL = State(
    "original",
    kept=frozenset({f"{W}del", f"{W}moveFrom"}),
    rules={f"{W}ins": INSERTED, f"{W}moveTo": INSERTED},
    marks=(f"{W}ins", f"{W}moveTo"),
    rows={f"{W}ins": INSERTED},
    cells={f"{W}cellIns": INSERTED},
)
STATES: Mapping[Revisions, State] = {"final": _FINAL, "original": _ORIGINAL}
