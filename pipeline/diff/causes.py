"""Why two sides differ: another source, or the same one read by other words or other code."""

from __future__ import annotations

from pipeline.diff.records import About, Cause


def cause(old: About, new: About, *, printed: bool, owner: bool, decided: bool) -> Cause:
    """The cause of one change, from what both sides are made of.

    ``printed``: the printed value differs, not only what was read in it; ``owner``: it is
    about who is responsible; ``decided``: a person's decision about a name stands on one
    side alone. Where the sources are the same files, no change comes from them. Where both
    dictionaries and code differ, what an owner is read as goes by the dictionaries, all else
    by the code.
    """
    same_sources = bool(old.sources) and sorted(old.sources.values()) == sorted(
        new.sources.values()
    )
    if printed and not same_sources:
        return "source"
    decisions = old.decisions != new.decisions
    words = old.dictionaries != new.dictionaries
    code = old.code != new.code
    if owner and (decided or (decisions and not words)):
        return "decision"
    if words and (owner or not code):
        return "dictionary"
    if code:
        return "code"
    return "decision" if decisions else "source"
