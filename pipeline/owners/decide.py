"""Decisions of a person about a surface, replayed before anything else."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dictionaries import Division
from pipeline.owners.bodies import body
from pipeline.owners.names import Hit, Namebook


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision that applies: a body, or none with its reason."""

    hit: Hit | None
    reason: str


def decided(text: str, book: Namebook, inherited: Division | None) -> Settled | None:
    """What a person settled about a folded surface here; the narrowest scope counts."""
    best = None
    for decision in book.dictionaries.decisions.get(text, ()):
        codes = [c for c in decision.scope.split("|") if c]
        if codes and not any(book.home.code.startswith(c) for c in codes):
            continue
        if best is None or len(decision.scope) >= len(best.scope):
            best = decision
    if best is None:
        return None
    why = f"settled by {best.who} on {best.when}: {best.why} ({best.entry})"
    if best.bureau_id is None:
        return Settled(None, f"not a body; {why}")
    found = body(book, best.bureau_id)
    if found is None:
        return None
    hit = Hit(
        best.bureau_id, found.name, found.function, found.division, "decision", 1.0, why,
        prefixed=True,
    )  # fmt: skip
    return Settled(hit, "")
