"""One change on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from pipeline.diff.records import Change
from pipeline.diff.write.values import in_words
from pipeline.diff.write.words import ROLES, Language

# A piece of a line: the whole old or new value, or, of a text, what the old side alone has, the
# new side alone, or both.
Piece: TypeAlias = tuple[str, Literal["old", "new", "out", "in", "both"]]

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_AROUND = 8  # characters of unchanged text kept on each side of a changed one
_LONGEST = 60  # characters of one value shown on a line


def described(change: Change, language: Language) -> str:
    """The change as plain text: ``在[-十五-]{+十+}个工作日内``, ``东莞市公安局: 负责 → 牵头``."""
    return "".join(bracketed(piece) for piece in pieces(change, language))


def bracketed(piece: Piece) -> str:
    """The piece as plain text, in which brackets say what was taken out and put in."""
    text, whose = piece
    return {"out": f"[-{text}-]", "in": f"{{+{text}+}}"}.get(whose, text)


def pieces(change: Change, language: Language) -> list[Piece]:
    """The change as pieces of one line, shortened around what differs."""
    old = in_words(change, change.old, language)
    new = in_words(change, change.new, language)
    found: list[Piece]
    if change.kind == "role_changed":
        before, after = (ROLES[language].get(one["role"], "?") for one in (change.old, change.new))
        found = [(f"{change.new['bureau_name']}: ", "both"), (before, "old")]
        found += [(" → ", "both"), (after, "new")]
    elif isinstance(change.old, str) and isinstance(change.new, str):
        found = list(_marked(change))
    else:
        arrow = "" if old is None or new is None else " → "
        found = [(_short(old or ""), "old"), (arrow, "both"), (_short(new or ""), "new")]
    return [
        (one_line(text, changed=whose in ("out", "in")), whose) for text, whose in found if text
    ]


def one_line(text: str, *, changed: bool = False) -> str:
    """Without line feeds, which are shown where they are the change, and control characters.

    A terminal obeys those, and a document may hold any.
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("↵" if changed else " ", text))


def _marked(change: Change) -> Iterator[Piece]:
    """The changed spans of two texts with a little of what stands around them."""
    old, new, done = change.old, change.new, 0
    for number, (old_start, old_end, new_start, new_end) in enumerate(change.spans):
        yield _between(old[done:old_start], first=number == 0), "both"
        yield _short(old[old_start:old_end]), "out"
        yield _short(new[new_start:new_end]), "in"
        done = old_end
    rest = old[done:]
    yield rest if len(rest) <= _AROUND + 1 else f"{rest[:_AROUND]}…", "both"


def _between(text: str, *, first: bool) -> str:
    if first:
        return text if len(text) <= _AROUND + 1 else f"…{text[-_AROUND:]}"
    return text if len(text) <= 2 * _AROUND + 1 else f"{text[:_AROUND]}…{text[-_AROUND:]}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
