"""What holds of every comparison."""

from __future__ import annotations

from diff.editions import Edition, side
from pipeline.diff.apply import apply, state
from pipeline.diff.compare import compare
from pipeline.diff.invert import invert
from pipeline.diff.records import Comparison


def check(old: Edition, new: Edition) -> Comparison:
    """Compare; the other way round is the inverse, and the changes give the new edition."""
    a, b = side(old), side(new, "b")
    found = compare(a, b)
    turned = sorted(repr(invert(change)) for change in found.changes)
    assert turned == sorted(map(repr, compare(b, a).changes))
    assert apply(found) == state(found.new)
    return found
