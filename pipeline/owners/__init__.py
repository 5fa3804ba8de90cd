"""Owner cells to bureau IDs, roles and reasons.

    clauses.py    separators, brackets, labels, verbs: the grammar of a cell
    names.py      the names of a jurisdiction at a date
    match.py      one name to one body, exactly
    segment.py    names run together
    near.py       typing errors by two narrow rules; the nearest names for a person
    identify.py   the tiers in their order
    parts.py      roles
    resolve.py    a whole cell
    bodies.py     bureau records; explain.py words; infer.py a document's place and date
    suggest.py    from what stayed unresolved to lines for the dictionary

Methods of a mention: ``exact`` (an official wording with its place), ``alias`` (a listed
other wording), ``template`` (a whole name with the place inside), ``place`` (a place that
stands for its government), ``inherited`` (a wording whose place is carried along the
list), ``plate`` (甲（乙）), ``segmentation`` (names run together), ``repaired`` and ``fuzzy``
(a typing error), ``decision`` (settled by a person).
"""

from __future__ import annotations

from pipeline.owners.bodies import bureaus
from pipeline.owners.explain import as_json, explain
from pipeline.owners.infer import Inferred, infer_document
from pipeline.owners.names import Namebook, of_document
from pipeline.owners.resolve import resolve
from pipeline.owners.roles import states_first_is_lead
from pipeline.owners.suggest import Unknown, context_digest, stale_decisions, suggest
from pipeline.owners.suggest import lines as suggestion_lines

__all__ = [
    "Inferred",
    "Namebook",
    "Unknown",
    "as_json",
    "bureaus",
    "context_digest",
    "explain",
    "infer_document",
    "of_document",
    "resolve",
    "stale_decisions",
    "states_first_is_lead",
    "suggest",
    "suggestion_lines",
]
