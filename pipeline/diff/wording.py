"""When two texts say the same, how like they are, and which characters differ."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import Levenshtein, Opcodes

from pipeline.diff.records import Span

# Equal characters between two differences that are shown as a part of one: a lone character
# that two rewritten words happen to share is no help to a reader.
_ISLAND = 1
# Above this product of lengths the search for the shortest edit would take gigabytes.
_LARGEST = 400_000_000

_SIGN = re.compile(r"[\W_]")
_VALUES = "%‰"  # punctuation to Unicode, but a part of a value


def fold(text: str | None) -> str:
    """The words of a text alone: no white space, no punctuation, one width.

    Texts that fold alike differ in punctuation or layout only. Signs that carry a value (%,
    +, <) stay.

    >>> fold("做好“放管服”，\\n Ａ类 10％")
    '做好放管服A类10%'
    """
    if not text:
        return ""
    return _SIGN.sub(_kept, unicodedata.normalize("NFKC", text))


def _kept(sign: re.Match[str]) -> str:
    category = unicodedata.category(sign[0])[0]
    return sign[0] if sign[0] in _VALUES or category not in "ZCP" else ""


def spans(old: str | None, new: str | None) -> tuple[Span, ...]:
    """Which characters differ, in order; those of (new, old) are the same, turned round.

    >>> spans("推进改革试点", "全面推进改革")
    ((0, 0, 0, 2), (4, 6, 6, 6))
    """
    first, second = old or "", new or ""
    # One of the several shortest edits is found; both directions must find the same one.
    turned = (second, first) < (first, second)
    if turned:
        first, second = second, first
    if len(first) * len(second) > _LARGEST:
        found = [_whole(first, second)]
    else:
        found = _merged(Levenshtein.opcodes(first, second))
    return tuple((c, d, a, b) if turned else (a, b, c, d) for a, b, c, d in found)


def _whole(first: str, second: str) -> Span:
    """All between what the texts have in common at both ends."""
    shortest = min(len(first), len(second))
    start = next((i for i in range(shortest) if first[i] != second[i]), shortest)
    rest = shortest - start
    end = next((i for i in range(rest) if first[-1 - i] != second[-1 - i]), rest)
    return start, len(first) - end, start, len(second) - end


def _merged(opcodes: Opcodes) -> list[Span]:
    found: list[Span] = []
    for code in opcodes:
        if code.tag == "equal":
            continue
        span = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and span[0] - found[-1][1] <= _ISLAND:
            last = found.pop()
            span = (last[0], span[1], last[2], span[3])
        found.append(span)
    return found
