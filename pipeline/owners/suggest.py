"""Growing the dictionary: from what stayed unresolved to lines that a person can paste.

Most frequent surfaces first. For each, the candidates with their reasons, a line for
aliases.csv (if the first candidate is right, everywhere or in one place), and a line for
decisions/*.csv (if it is right here only, or if the surface names no body at all).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.dictionaries import Dictionaries
from pipeline.dictionaries.folding import fold
from pipeline.records import Candidate, Resolution


@dataclass(frozen=True, slots=True)
class Unknown:
    """A surface that stayed unresolved, in one jurisdiction, as often as ``count`` says."""

    surface: str
    jurisdiction: str
    reason: str
    candidates: tuple[Candidate, ...] = ()
    count: int = 1


def suggest(unknown: Iterable[Unknown]) -> tuple[Unknown, ...]:
    """One entry for each surface and jurisdiction, the most frequent first."""
    found: dict[tuple[str, str], Unknown] = {}
    for part in unknown:
        key = fold(part.surface), part.jurisdiction
        before = found.get(key)
        found[key] = part if before is None else replace(before, count=before.count + part.count)
    return tuple(sorted(found.values(), key=lambda u: (-u.count, u.jurisdiction, u.surface)))


def lines(suggestions: Iterable[Unknown]) -> str:
    """The suggestions as text: remarks start with #, the other lines can be pasted."""
    blocks: list[str] = []
    for part in suggestions:
        block = [f"# {part.surface}: {part.count} times in {part.jurisdiction}; {part.reason}"]
        block += [f"#   {c.score:.2f} {c.bureau_id} {c.name}: {c.why}" for c in part.candidates]
        if part.candidates:
            best = part.candidates[0].bureau_id
            code = best.partition(":")[2]
            block.append("# aliases.csv, if it means the same everywhere (or give it a scope):")
            block.append(_row([code, part.surface, "short", "", "", "", "WHERE SEEN"]))
            block.append("# decisions/*.csv, if it means that body here:")
            block.append(_decision(part, best))
        block.append("# decisions/*.csv, if it names no body:")
        block.append(_decision(part, ""))
        blocks.append("\n".join(block))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _decision(part: Unknown, bureau_id: str) -> str:
    return _row([part.surface, part.jurisdiction, bureau_id, "WHO", "WHEN", "WHY", ""])


def _row(values: list[str]) -> str:
    """A CSV line of aliases.csv or decisions/*.csv, in the order of their columns."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def context_digest(text: str | None) -> str:
    """What a decision's ``context`` column holds: 16 digits for the task's text.

    A decision whose context is filled was made in view of that text; when no task with it
    names the surface any more, the decision is reported, not dropped.
    """
    return hashlib.sha256(fold(text or "").encode()).hexdigest()[:16]


def stale_decisions(
    dictionaries: Dictionaries, read: Iterable[tuple[Resolution, str | None]]
) -> tuple[str, ...]:
    """Decisions that no cell hits any more, or only in another context than they were made in.

    ``read`` are the resolutions of a run with the texts of their tasks.
    """
    contexts: dict[str, set[str]] = {}
    for resolution, text in read:
        surfaces = [m.surface for m in resolution.mentions]
        surfaces += [u.surface for u in resolution.unresolved]
        for surface in surfaces:
            contexts.setdefault(fold(surface), set()).add(context_digest(text))
    return tuple(_stale(dictionaries, contexts))


def _stale(dictionaries: Dictionaries, contexts: Mapping[str, set[str]]) -> Iterable[str]:
    for surface, decisions in dictionaries.decisions.items():
        for decision in decisions:
            if surface not in contexts:
                yield f"{decision.entry}: no cell names {decision.surface} any more"
            elif decision.context and decision.context not in contexts[surface]:
                yield (
                    f"{decision.entry}: {decision.surface} was settled in view of another task "
                    "text; look at it again"
                )
