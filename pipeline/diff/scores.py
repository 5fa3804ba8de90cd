"""How certain it is that two rows are one task: the cost model, on one screen.

=======  ======  ==============================================================
feature  weight  value, from 0 to 1
=======  ======  ==============================================================
text     0.60    2 × longest common subsequence / both lengths, of folded texts
title    0.15    the same of the item titles
owners   0.15    bodies in common / bodies in either
place    0.10    1 between the same unchanged neighbours, 0.5 with the same number
=======  ======  ==============================================================

A feature that neither side has is left out and the rest weighed anew. Two rows may be one
task from ``ACCEPT`` on, if their texts alone reach ``LEAST_TEXT``; a text that is all but the
same is enough wherever it stands. Of all pairings the one is taken in which the certainty
above ``ALONE`` adds up to the most: so one good pair is worth more than two poor ones. Below
``CERTAIN``, or where another row comes within ``MARGIN``, the pair is made and flagged.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from pipeline.diff.lines import Line

TEXT, TITLE, OWNERS, PLACE = 0.60, 0.15, 0.15, 0.10
ACCEPT = 0.60
ALONE = 0.58
LEAST_TEXT = 0.40
CERTAIN = 0.70
MARGIN = 0.05
# A lost text can never be certain.
_WITHOUT_TEXT = 0.69
_FREE = 0.10  # what a text loses that stands somewhere else, under another title


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` is 0 where the rows cannot be one task; ``evidence`` says what it rests on."""

    total: float
    evidence: str


def score(old: Line, new: Line, text: float, *, same_place: bool) -> Score:
    """Weigh two rows; ``text`` is the likeness of their folded texts, from 0 to 1."""
    found: list[tuple[str, float, float]] = []
    lost = not old.subject or not new.subject
    if not lost:
        found.append(("text", TEXT, text))
    if old.title or new.title:
        found.append(("title", TITLE, likeness(old.title, new.title)))
    if old.owners or new.owners:
        found.append(("owners", OWNERS, _common(old.owners, new.owners)))
    same_number = old.number is not None and old.number == new.number
    found.append(("place", PLACE, 1.0 if same_place else 0.5 if same_number else 0.0))
    weight = sum(part for _, part, _ in found)
    total = sum(part * value for _, part, value in found) / weight
    evidence = ", ".join(f"{name} {value:.2f}" for name, _, value in found)
    if lost:
        total = min(total, _WITHOUT_TEXT)
        evidence = f"the text is lost; {evidence}"
    elif text < LEAST_TEXT:
        total = 0.0
    else:
        total = max(total, text - _FREE)
    return Score(round(total, 4) if total >= ACCEPT else 0.0, evidence)


def likeness(one: str, other: str) -> float:
    """How like two folded texts are, from 0 to 1; the same both ways round."""
    return 1.0 if one == other else ratio(one, other) / 100


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    one, other = set(old), set(new)
    return len(one & other) / len(one | other)
