"""The plain list, which most cells are: names between 、 and nothing else.

Such a cell needs no grammar: its names are looked up one by one, and a name that was read
before, in whatever cell, costs one look-up. What a name is, is found once, by the stages that
read any other cell (``clauses``, ``identify``, ``parts``). A cell with a label, verb, list in
brackets, sentence, white space in a name or a body named twice is no plain list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.dictionaries import Division
from pipeline.dictionaries.folding import fold
from pipeline.owners.clauses import Piece, pieces
from pipeline.owners.collectives import COLLECTIVE
from pipeline.owners.folded import Folded, folded
from pipeline.owners.identify import Finding, identify
from pipeline.owners.match import MOST_KEPT, lookup
from pipeline.owners.names import GOVERNMENT, Hit, Known, Namebook
from pipeline.owners.parts import Named, assign
from pipeline.records import Mention, Resolution, Unresolved

# The offsets at which the mention of a name is kept.
_MOST_OFFSETS = 64
# A collective that may go on behind the 、 has one of these: 各区、县级市.
_MAY_GO_ON = ("各", "有关", "相关", "属地")
_SPECIAL = frozenset("、，；。：/|\\")
_OPENING = "“‘「『\"'"
_CLOSING = "”’」』"

Given = tuple[str, str, tuple[str, ...]]


def _roles(first_is_lead: bool) -> Given:
    """Role, evidence and doubts of a name without any role word."""
    return assign([Named(0, 1, Finding(0, 1, None))], "", first_is_lead)[0][0]


_PLAIN, _FIRST = _roles(False), _roles(True)
_TRAILING = tuple(assign([Piece("list", 0, 1)], "、", False)[1])


def read_list(text: str, book: Namebook, first_is_lead: bool) -> Resolution | None:
    """A plain list read exactly as the grammar would; ``None`` for any other cell."""
    parts = text.split("、")
    flags: tuple[str, ...] = ()
    if not parts[-1]:
        flags = _TRAILING
        parts.pop()
    place = book.home
    names = book.names.setdefault(place.code, {})
    mentions: list[Mention] = []
    unresolved: list[Unresolved] = []
    may_go_on = is_folded = False
    start = 0
    for part in parts:
        try:
            known = names[part]
        except KeyError:
            known = _learn(part, book, place)
            if len(names) < MOST_KEPT:
                names[part] = known
        if known is None:
            return None
        found = known.at.get(start) or _at(start, known)
        mentions += found[0]
        if known.flags:
            flags += known.flags
        if found[1]:
            unresolved += found[1]
        if known.place is not None and known.place is not place:
            place = known.place
            names = book.names.setdefault(place.code, {})
        may_go_on = may_go_on or known.may_go_on
        is_folded = is_folded or known.is_folded
        start += len(part) + 1
    if not parts or len({mention.bureau_id for mention in mentions}) < len(mentions):
        return None
    if len(parts) > 1:
        plain = fold(text, book.dictionaries.traditional) if is_folded else text
        if _is_parted(plain, may_go_on, book):
            return None
    first = unresolved[0].start if unresolved else len(text)
    if first_is_lead and mentions and mentions[0].start < first:
        role, evidence, _ = _FIRST
        mentions[0] = replace(mentions[0], role=role, role_evidence=evidence)  # type: ignore[arg-type]
    return Resolution(
        text, tuple(mentions), tuple(unresolved), tuple(dict.fromkeys(flags)) if flags else ()
    )


def as_mention(surface: str, start: int, hit: Hit, given: Given) -> Mention:
    """The record of a name found at an offset, with what was given it by the cell."""
    role, evidence, doubts = given
    doubts = (*hit.doubts, *doubts)
    return Mention(
        surface,
        start,
        start + len(surface),
        role,  # type: ignore[arg-type]
        evidence,
        hit.bureau_id,
        hit.name,
        hit.tier,
        hit.score,
        hit.function.is_collective,
        bool(doubts),
        "; ".join([hit.why, *doubts]),
    )


def place_carried(hit: Hit) -> Division | None:
    """The place that names behind this one may leave out: 省工信厅、科技厅.

    A government (杭州市政府) or place in a list stands for itself alone.
    """
    carried = hit.prefixed and hit.division.level != "nation" and hit.function.code != GOVERNMENT
    return hit.division if carried else None


def _at(start: int, known: Known) -> tuple[tuple[Mention, ...], tuple[Unresolved, ...]]:
    """The records of what a part of a list names, at an offset of the cell."""
    mentions: list[Mention] = []
    unresolved: list[Unresolved] = []
    for finding, (first, end) in zip(known.findings, known.bounds, strict=True):
        surface = known.text[first:end]
        if finding.hit is not None:
            mentions.append(as_mention(surface, start + first, finding.hit, _PLAIN))
        else:
            unresolved.append(
                Unresolved(surface, start + first, start + end, finding.reason, finding.candidates)
            )
    found = tuple(mentions), tuple(unresolved)
    if len(known.at) < _MOST_OFFSETS:
        known.at[start] = found
    return found


def _learn(raw: str, book: Namebook, place: Division) -> Known | None:
    """What one part of a list is behind a place; ``None`` if the grammar has to read it."""
    folds = folded(raw, book.dictionaries.traditional)
    text = folds.text
    if not _SPECIAL.isdisjoint(text) or not _is_closed(text):
        return None
    if any(0 < position < len(text) for position in folds.breaks):
        return None
    if text.startswith(book.roles.remark_starts):
        return None
    found = pieces(text, book.roles, lambda name: bool(lookup(name, book)))
    if len(found) != 1 or found[0].kind != "name":
        return None
    findings = identify(text, book, place, frozenset(), "", True)
    # A typing error is judged in view of the task's text.
    if any(finding.hit is not None and finding.hit.tier == "fuzzy" for finding in findings):
        return None
    items = [
        Piece("join", finding.start, finding.end)
        if finding.kind == "join"
        else Named(finding.start, finding.end, finding)
        for finding in findings
    ]
    bounds = bounds_of(raw, folds, items)
    carried: Division | None = None
    for finding in findings:
        if finding.hit is not None:
            carried = place_carried(finding.hit) or carried
    flags: tuple[str, ...] = ()
    # One name by itself gives the cell no flag, unless it is an older name.
    if len(items) > 1 or (findings[0].hit is not None and findings[0].hit.outdated):
        flags = tuple(assign(items, text, False)[1])
    named = [index for index, finding in enumerate(findings) if finding.kind != "join"]
    return Known(
        raw,
        tuple(findings[index] for index in named),
        tuple(bounds[index] for index in named),
        flags,
        carried,
        any(word in text for word in _MAY_GO_ON),
        text != raw,
        {},
    )


def bounds_of(raw: str, folds: Folded, items: Sequence[Named | Piece]) -> list[tuple[int, int]]:
    """Raw offsets of each item; quotation marks at the edge of a name belong to it."""
    bounds: list[tuple[int, int]] = []
    reached = 0
    for item in items:
        start, end = folds.span(item.start, item.end)
        start = max(start, reached)
        end = max(end, start)
        if isinstance(item, Named):
            while start > reached and raw[start - 1] in _OPENING:
                start -= 1
            while end < len(raw) and raw[end] in _CLOSING:
                end += 1
        bounds.append((start, end))
        reached = end
    return bounds


def _is_closed(text: str) -> bool:
    """Whether every bracket of a text has its other half in it."""
    depth = 0
    for character in text:
        depth += (character == "（") - (character == "）")
        if depth < 0:
            return False
    return depth == 0


def _is_parted(text: str, may_go_on: bool, book: Namebook) -> bool:
    """Whether a 、 may belong to a name instead of parting two: 纪委、监委, 各区、县级市."""
    if book.parted is not None and book.parted.find_matches_as_indexes(text):
        return True
    return may_go_on and any("、" in match[0] for match in COLLECTIVE.finditer(text))
