"""From functions, stems, suffixes and aliases to the forms that a name can take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.records import Alias, Form, Function, Template

_SLOT = re.compile(r"\{([PpLU])\}")
_ALL_LEVELS = "NPMCKT"
# 委X is how a party body stands behind its place (市委组织部); 党委X in autonomous regions.
_PARTY = re.compile(r"委(?!员会)")


def function_levels(function: Function) -> str:
    """The levels of a function; a municipality has what provinces and what cities have."""
    levels = set(function.levels)
    if levels & {"P", "C"}:
        levels.add("M")
    return "".join(letter for letter in _ALL_LEVELS if letter in levels)


def read_scope(scope: str, levels: str) -> tuple[str, tuple[str, ...]]:
    """A written scope as (levels, leading digits of codes).

    >>> read_scope("CK", "NPMCK"), read_scope("44|3303", "PCK"), read_scope("44|K", "PCK")
    (('CK', ()), ('PCK', ('44', '3303')), ('K', ('44',)))
    """
    letters, codes = "", []
    for part in filter(None, scope.split("|")):
        if part.isdigit():
            codes.append(part)
        else:
            letters += part
    # A municipality has the wordings that provinces and cities share.
    if "P" in letters and "C" in letters and "M" not in letters:
        letters += "M"
    return (letters or levels), tuple(codes)


def is_scope(scope: str) -> bool:
    """Whether ``scope`` can be read."""
    return all(
        (part.isdigit() and len(part) in (2, 4, 6)) or (part and set(part) <= set(_ALL_LEVELS))
        for part in scope.split("|")
        if scope
    )


def stem_forms(function: Function, suffixes: Mapping[str, tuple[str, str]]) -> Iterable[Form]:
    """Every stem with every suffix of a function, at the levels where the suffix stands.

    A stem with a full suffix (局, 委员会, not 委) is official; a short stem (科技) is not. The
    nation has one ministry, named by the first stem or short for it: a 科技创新部 is another body.
    """
    own = function_levels(function)
    for stem in (*function.stems, *function.short_stems):
        for suffix in function.suffixes:
            levels, full = suffixes.get(suffix, (_ALL_LEVELS, suffix))
            allowed = "".join(letter for letter in own if letter in levels)
            if not allowed or (allowed == "N" and not _is_short_for(stem, function.stems)):
                continue
            official = full == suffix and stem in function.stems
            yield Form(
                fold(stem + suffix),
                stem + suffix,
                function,
                "official" if official else "short",
                allowed,
                (),
                None,
                None,
                official,
                function.entry,
            )


def _is_short_for(stem: str, stems: Sequence[str]) -> bool:
    """Whether a stem is the first of ``stems``, or has its characters in order."""
    left = iter(stems[0]) if stems else iter(stem)
    return all(character in left for character in stem if character not in "和与")


def alias_forms(alias: Alias, function: Function) -> Iterable[Form]:
    """The forms of one alias; a party alias 委X also stands as 党委X."""
    levels, codes = read_scope(alias.scope, function_levels(function))
    texts = [alias.text]
    if _PARTY.match(alias.text):
        texts.append("党" + alias.text)
    for text in texts:
        yield Form(
            fold(text),
            text,
            function,
            alias.kind,
            levels,
            codes,
            alias.valid_from,
            alias.valid_to,
            alias.kind == "official" and text == alias.text,
            alias.entry,
        )


def template(form: Form) -> Template:
    """A form whose text has placeholders, cut at them."""
    pieces = _SLOT.split(form.printed)
    return Template(form, tuple(fold(p) for p in pieces[::2]), tuple(pieces[1::2]))


def has_slots(text: str) -> bool:
    """Whether a name has placeholders."""
    return "{" in text


def bad_slots(text: str) -> bool:
    """Whether braces stand for anything but {P}, {p}, {L} and {U}."""
    return bool(re.search(r"[{}]", _SLOT.sub("", text)))
