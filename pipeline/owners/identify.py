"""One run of text to bodies: the tiers in their order.

1. decision     a person has settled this surface
2. exact, alias, template, place, inherited   the whole run is a listed name
3. plate        甲（乙）: 甲 is a listed name, the brackets hold its second plate or a gloss
4. segmentation names run together, if they cover the run to the last character
5. repaired, fuzzy   one typing error, by the two narrow rules of ``near``
6. unresolved   with the reason in words and the nearest names
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.dictionaries import Division
from pipeline.owners import near
from pipeline.owners.decide import decided
from pipeline.owners.match import LONGEST_NAME, MOST_KEPT, lookup
from pipeline.owners.names import GOVERNMENT, Hit, Namebook
from pipeline.owners.segment import Part, longest_known, segment
from pipeline.records import Candidate

_GROUP = re.compile(r"（([^（）]*(?:（[^（）]*）[^（）]*)*)）")
# What opens a gloss rather than a second name: （即文化）, （含扶贫办）, （原工商局）, （2021年）.
_GLOSS = re.compile(
    r"(?:即|含|原|包括|不含|说明|注|备注|如|详见|见|由|按|\d|第|新增|待|或|以下|下同|[^、：]{1,8}：)"
)

_WORD = 0.85
_LEVEL_WORDS = ("自治区", "地区", "省", "市", "区", "县", "州", "盟", "旗")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a stretch of a run was found to be: a body, a joining word, or unknown."""

    start: int
    end: int
    hit: Hit | None
    kind: str = "name"
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def identify(
    text: str,
    book: Namebook,
    inherited: Division | None,
    breaks: frozenset[int],
    context: str,
    with_candidates: bool,
) -> tuple[Finding, ...]:
    """Identify a folded run; the findings cover it from end to end, in order."""
    key = text, (inherited or book.home).code, with_candidates
    known = None if breaks else book.found.get(key)
    if known is not None:
        return known
    findings = tuple(_identify(text, book, inherited, breaks, context, with_candidates))
    # A typing error is judged in view of the task's text, which differs from cell to cell.
    alike = all(f.hit is None or f.hit.tier != "fuzzy" for f in findings)
    if alike and not breaks and len(book.found) < MOST_KEPT:
        book.found[key] = findings
    return findings


def _identify(
    text: str,
    book: Namebook,
    inherited: Division | None,
    breaks: frozenset[int],
    context: str,
    with_candidates: bool,
) -> list[Finding]:
    whole = len(text)
    settled = decided(text, book, inherited)
    if settled is not None:
        reason = "settled as no body" if settled.hit is None else ""
        return [Finding(0, whole, settled.hit, reason=settled.reason or reason)]
    hits = lookup(text, book, inherited)
    if len(hits) == 1:
        return [Finding(0, whole, hits[0])]
    if hits:
        return [_ambiguous(text, hits)]
    plated = _plate(text, book, inherited)
    if plated is not None:
        return [Finding(0, whole, plated)]
    run = _run(text, book, breaks)
    if run is not None:
        return run
    hit = near.repaired(text, book, inherited, context)
    if hit is not None:
        return [Finding(0, whole, hit)]
    if breaks and (pieces := _at_breaks(text, book, inherited, breaks, context, with_candidates)):
        return pieces
    found = near.candidates(text, book, inherited) if with_candidates else ()
    return [Finding(0, whole, None, reason=_reason(text, book, found), candidates=found)]


def _ambiguous(text: str, hits: Sequence[Hit]) -> Finding:
    names = " or ".join(f"{h.name} ({h.bureau_id})" for h in hits)
    found = tuple(Candidate(h.bureau_id, h.name, h.score, h.why) for h in hits[:3])
    return Finding(0, len(text), None, reason=f"ambiguous: may be {names}", candidates=found)


def _plate(text: str, book: Namebook, inherited: Division | None) -> Hit | None:
    """甲（乙）: the body of 甲; what the brackets hold is named in the reason.

    A second plate of the same body is no doubt; another body's name in the brackets, or a
    name that is not known, is one.
    """
    if not text.endswith("）") or len(text) > LONGEST_NAME * 2:
        return None
    groups = list(_GROUP.finditer(text))
    if not groups or groups[-1].end() != len(text) or groups[-1].start() < 2:
        return None
    match = groups[-1]
    head, inner = text[: match.start()], match.group(1)
    hits = lookup(head, book, inherited)
    # 开发区（园区): a mere word for a field is no head.
    if len(hits) != 1 or hits[0].score <= _WORD:
        return None
    hit = hits[0]
    # The brackets of a collective widen it (各镇街（园区）): that must be listed as a whole.
    if hit.function.is_collective and not _GLOSS.match(inner):
        return None
    if not inner or _GLOSS.match(inner):
        return replace(hit, why=f"{hit.why}; in brackets a gloss: {inner}")
    doubts: list[str] = []
    also: list[str] = []
    for name in filter(None, re.split("[、，；/]", inner)):
        second = lookup(name, book, hit.division)
        if len(second) != 1:
            doubts.append(f"{name} in the brackets is not known")
        elif second[0].bureau_id == hit.bureau_id or _is_plate(hit, second[0], book):
            also.append(name)
        else:
            doubts.append(f"the brackets also name {second[0].name} ({second[0].bureau_id})")
    why = f"{hit.why}; second plate {'、'.join(also)}" if also else hit.why
    return replace(
        hit, tier="plate", score=min(hit.score, 0.95), why=why, doubts=(*hit.doubts, *doubts)
    )


def _is_plate(hit: Hit, second: Hit, book: Namebook) -> bool:
    """Whether the second name is a plate that the first body may bear; none at the nation."""
    first, other = hit.function, second.function
    if hit.division.level == "nation":
        return False
    return (
        other.code in first.also_covers
        or first.code in other.also_covers
        or other.successor == first.code
        or first.successor == other.code
    )


def _run(text: str, book: Namebook, breaks: frozenset[int]) -> list[Finding] | None:
    cover = segment(text, book, breaks)
    # Bare wordings side by side are rather one unknown body (市公安局 + 交通管理局); only in
    # a document of the nation do names go without their place.
    if cover is None:
        return None
    collective = any(p.hit is not None and p.hit.function.is_collective for p in cover.parts)
    if not cover.sure and (book.home.level != "nation" or collective):
        return None
    findings: list[Finding] = []
    glued = _glued(cover.parts) - breaks
    # 国务院 in front of a name says whose it is: 国务院发展研究中心 is no list of two.
    if glued and cover.parts[0].hit is not None and cover.parts[0].end in glued:
        head = cover.parts[0].hit
        if head.division.level == "nation" and head.function.code == GOVERNMENT:
            return None
    for part in cover.parts:
        if part.hit is None:
            findings.append(Finding(part.start, part.end, None, "join"))
            continue
        if part.start not in glued and part.end not in glued:
            findings.append(Finding(part.start, part.end, part.hit))
            continue
        doubt = () if cover.sure else ("names run together without place or separator",)
        hit = replace(
            part.hit,
            tier="segmentation",
            score=min(part.hit.score, 0.95),
            why=f"{part.hit.why}; printed in one run {text[:40]}, which listed names cover exactly",
            doubts=(*part.hit.doubts, *doubt),
        )
        findings.append(Finding(part.start, part.end, hit))
    return findings


def _glued(parts: Sequence[Part]) -> set[int]:
    """The positions at which one name follows another without a joining word."""
    pairs = pairwise(parts)
    return {b.start for a, b in pairs if a.hit is not None and b.hit is not None}


def _at_breaks(
    text: str,
    book: Namebook,
    inherited: Division | None,
    breaks: frozenset[int],
    context: str,
    with_candidates: bool,
) -> list[Finding] | None:
    """Where a run as a whole says nothing, spaces and line ends part its names.

    Only if one of the parts is a known name: else it is one name with spaces in it.
    """
    cuts = [0, *sorted(breaks), len(text)]
    parts = [(a, b) for a, b in pairwise(cuts) if b > a]
    if len(parts) < 2 or not any(lookup(text[a:b], book, inherited) for a, b in parts):
        return None
    findings: list[Finding] = []
    for start, end in parts:
        inner = identify(text[start:end], book, inherited, frozenset(), context, with_candidates)
        findings += [replace(f, start=f.start + start, end=f.end + start) for f in inner]
    return findings


def _reason(text: str, book: Namebook, found: Sequence[Candidate]) -> str:
    """Why a run is no owner that we know, in words."""
    forms = book.dictionaries.forms.get(text, ())
    for split in near.splits(text, book, None):
        forms = forms or book.dictionaries.forms.get(split.core, ())
        if any(form.function.identity == "generic" for form in forms):
            return f"{split.core} does not say which group; only its full name can be resolved"
    if not book.placed:
        word = next((w for w in _LEVEL_WORDS if text.startswith(w)), None)
        nation = book.dictionaries.bodies.get(book.home.code, {})
        if forms or text in nation or (word and text[len(word) :] in book.dictionaries.forms):
            return f"the document's place is not known; {text} may be a body of any place"
    if forms:
        return (
            f"{text} is a listed wording ({forms[0].function.code}), but not at this level or "
            "without knowing the place"
        )
    word = next((w for w in _LEVEL_WORDS if text.startswith(w) and w not in book.prefixes), None)
    if word is not None and text[len(word) :] in book.dictionaries.forms:
        return f"which {word} is meant is not said; the document is of {book.home.name}"
    if near.is_sentence(text):
        return "too long for a name; a sentence or several unknown names"
    part = longest_known(text, book)
    if part is not None and part.hit is not None and part.end - part.start > len(text) // 2:
        return f"only {text[part.start : part.end]} of it is a listed name; the rest is unknown"
    if found and found[0].score >= 0.75:
        return (
            f"not listed; {found[0].name} is near, but names this short or this different "
            "are not taken for typing errors"
        )
    return f"no body of this name is listed for {book.home.name} or above it"
