"""What is wrong in the dictionaries, for the person who edits them: file, line, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

from pipeline.dictionaries.dates import months, overlap
from pipeline.dictionaries.forms import alias_forms, function_levels, stem_forms
from pipeline.dictionaries.load import Dictionaries
from pipeline.dictionaries.records import Alias, Body, Form, Function, Membership

Validity: TypeAlias = tuple[str | None, str | None]

KINDS = ("official", "short", "template", "word", "generic", "suffix", "misprint")
RULES = ("gov", "party", "place", "none")
IDENTITIES = ("single", "group", "collective", "generic")
ROLE_KINDS = (
    "label", "verb", "inside", "join", "opener", "filler", "empty", "ditto", "remark",
)  # fmt: skip
ROLES = ("lead", "responsible", "support", "")
MEMBERS = ("towns", "streets", "parks", "counties", "prefectures", "provinces")


def check(dictionaries: Dictionaries) -> list[str]:
    """All problems, each as ``file:line: what is wrong; what to do``; empty when sound."""
    rules: tuple[Callable[[Dictionaries], Iterable[str]], ...] = (
        _doubled_functions,
        _unknown_targets,
        _unknown_words,
        _backward_dates,
        _successor_cycles,
        _unproducible,
        _shared_names,
        _shared_bodies,
        _overlapping_bodies,
    )
    return [problem for rule in rules for problem in rule(dictionaries)]


def _doubled_functions(d: Dictionaries) -> Iterator[str]:
    counts = Counter(function.code for function in d.function_rows)
    for function in d.function_rows:
        if counts[function.code] > 1:
            count = counts[function.code]
            yield f"{function.entry}: {function.code} is listed {count} times; keep one."


def _unknown_targets(d: Dictionaries) -> Iterator[str]:
    for function in d.functions.values():
        for code in function.also_covers:
            if code not in d.functions:
                yield f"{function.entry}: {code} is no function in functions.csv; correct it."
    for reform in d.reforms:
        for code in (reform.old, reform.new):
            if code not in d.functions:
                yield f"{reform.entry}: {code} is no function in functions.csv; correct it."
    bodies = [body for rows in d.own_bodies.values() for body in rows]
    named: list[Alias | Body | Membership] = [*d.aliases, *bodies, *d.memberships]
    for row in named:
        if row.function not in d.functions:
            yield f"{row.entry}: {row.function} is no function in functions.csv; correct it."
    for body in bodies:
        if d.places.at(body.jurisdiction[:6], None) is None:
            yield f"{body.entry}: {body.jurisdiction} is no division in divisions.csv; correct it."
    for rule in d.memberships:
        for member in rule.members.split("|"):
            if ":" not in member and member not in MEMBERS:
                known = ", ".join(MEMBERS)
                yield f"{rule.entry}: {member} is no member rule; write {known} or IDs."
            elif ":" in member and member.partition(":")[2] not in d.functions:
                yield f"{rule.entry}: {member} names no function in functions.csv; correct it."
    for decisions in d.decisions.values():
        for decision in decisions:
            code = (decision.bureau_id or ":").partition(":")[2]
            if code and code not in d.functions:
                yield f"{decision.entry}: {decision.bureau_id} names no known function; correct it."


def _unknown_words(d: Dictionaries) -> Iterator[str]:
    for function in d.functions.values():
        for rule in function.prefix_rule.split("|"):
            if rule not in RULES:
                rules = ", ".join(RULES)
                yield f"{function.entry}: prefix_rule {rule} is not known; write {rules}."
        if function.identity not in IDENTITIES:
            yield (
                f"{function.entry}: identity {function.identity} is not known; write "
                f"{', '.join(IDENTITIES)}."
            )
    for alias in d.aliases:
        if alias.kind not in KINDS:
            yield f"{alias.entry}: kind {alias.kind} is not known; write {', '.join(KINDS)}."
    for word in d.roles:
        if word.kind not in ROLE_KINDS or word.role not in ROLES:
            yield f"{word.entry}: {word.kind} with role {word.role!r} is not known; correct it."


def _backward_dates(d: Dictionaries) -> Iterator[str]:
    bodies = (body for rows in d.own_bodies.values() for body in rows)
    rows: list[Function | Alias | Body | Membership] = [*d.functions.values(), *d.aliases]
    for row in [*rows, *bodies, *d.memberships]:
        if row.valid_from and row.valid_to and months(row.valid_from)[0] > months(row.valid_to)[1]:
            yield f"{row.entry}: valid from {row.valid_from} until {row.valid_to}; turn them round."


def _successor_cycles(d: Dictionaries) -> Iterator[str]:
    for reform in d.reforms:
        if reform.old not in d.functions:
            continue
        path, following = [reform.old], d.functions[reform.old]
        while (after := d.functions.get(following.successor or "")) and after.code not in path:
            following = after
            path.append(after.code)
        if following.successor == reform.old:
            ring = " > ".join([*path, reform.old])
            yield f"{reform.entry}: successors go round: {ring}; break the ring."


def _unproducible(d: Dictionaries) -> Iterator[str]:
    for alias in d.aliases:
        function = d.functions.get(alias.function)
        if function is None:
            continue
        for form in alias_forms(alias, function):
            if not set(form.levels) & set(function_levels(function)):
                yield (
                    f"{alias.entry}: {alias.text} stands at {form.levels or 'no level'}, its "
                    f"function at {function.levels}; no name can come of it. Correct the scope."
                )
                break
        if "{U}" in alias.text and not set(alias_forms_levels(alias.scope, function)) & set("CKT"):
            yield f"{alias.entry}: {{U}} needs a place above; scope C, K or T has one."
    for function in d.functions.values():
        for suffix in function.suffixes:
            if suffix not in d.suffixes:
                yield f"{function.entry}: suffix {suffix} is not in suffixes.csv; add it there."
        produced = {form.text[-1:] for form in stem_forms(function, d.suffixes)}
        for suffix in function.suffixes if function.stems else ():
            if suffix in d.suffixes and suffix[-1:] not in produced:
                yield (
                    f"{function.entry}: {suffix} stands at none of the levels {function.levels}; "
                    "no name can come of it."
                )


def alias_forms_levels(scope: str, function: Function) -> str:
    """The levels that an alias's scope leaves, ``function``'s own where it says nothing."""
    letters = "".join(part for part in scope.split("|") if not part.isdigit())
    return letters or function_levels(function)


def _valid(form: Form) -> Validity:
    """The span in which both the wording and its function hold."""
    begins = [v for v in (form.valid_from, form.function.valid_from) if v]
    ends = [v for v in (form.valid_to, form.function.valid_to) if v]
    begin = max(begins, key=lambda v: months(v)[0], default=None)
    return begin, min(ends, key=lambda v: months(v)[1], default=None)


def _shared_names(d: Dictionaries) -> Iterator[str]:
    """A name must mean one function at one date, level and place."""
    for forms in d.forms.values():
        for a, b in combinations(forms, 2):
            if a.function.code == b.function.code:
                if a.entry != b.entry and _same_alias(a, b):
                    yield (
                        f"{b.entry}: {b.printed} is listed for {b.function.code} in {a.entry} too, "
                        "at overlapping dates; keep one."
                    )
                continue
            if not _meet(a, b) or not overlap(_valid(a), _valid(b)):
                continue
            yield (
                f"{b.entry}: {b.printed} names {b.function.code} here and {a.function.code} in "
                f"{a.entry}, at the same level and date; give one of them a scope or dates."
            )


def _same_alias(a: Form, b: Form) -> bool:
    stem = a.entry.file == "functions.csv" or b.entry.file == "functions.csv"
    dated = (a.valid_from, a.valid_to), (b.valid_from, b.valid_to)
    return not stem and _meet(a, b) and a.kind == b.kind and overlap(*dated)


def _meet(a: Form, b: Form) -> bool:
    """Whether two forms can stand at one place; a narrower code goes before a wider one."""
    if not set(a.levels) & set(b.levels):
        return False
    depth = [max(map(len, form.codes), default=0) for form in (a, b)]
    return depth[0] == depth[1] and (not a.codes or bool(set(a.codes) & set(b.codes)))


def _shared_bodies(d: Dictionaries) -> Iterator[str]:
    for names in d.bodies.values():
        for name, bodies in names.items():
            for a, b in combinations(bodies, 2):
                same = (a.jurisdiction, a.function) == (b.jurisdiction, b.function)
                if not same and overlap(_span(a), _span(b)):
                    yield (
                        f"{b.entry}: {name} is a name of {b.jurisdiction}:{b.function} and, in "
                        f"{a.entry}, of {a.jurisdiction}:{a.function}; give one of them dates."
                    )


def _overlapping_bodies(d: Dictionaries) -> Iterator[str]:
    for bureau_id, bodies in d.own_bodies.items():
        for a, b in combinations(bodies, 2):
            if overlap(_span(a), _span(b)):
                yield (
                    f"{b.entry}: {bureau_id} has two official names at one date, {b.name} and, in "
                    f"{a.entry}, {a.name}; give them dates that follow each other."
                )


def _span(body: Body) -> Validity:
    return body.valid_from, body.valid_to
