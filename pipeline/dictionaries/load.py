"""Loading: all files of the dictionary directories into one frozen record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from pipeline.dictionaries import entries, files
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.forms import alias_forms, has_slots, stem_forms, template
from pipeline.dictionaries.names import body_names
from pipeline.dictionaries.places import Places, places
from pipeline.dictionaries.pools import Pool
from pipeline.dictionaries.records import (
    Alias,
    Body,
    Decision,
    Form,
    Function,
    Membership,
    Reform,
    RoleWord,
    Template,
)
from pipeline.errors import ConfigurationError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """Everything the stages look up; made by ``load`` and never changed.

    ``forms`` maps a folded name without its place to what it may mean, ``by_function``
    lists the same forms by function, official ones first. ``bodies`` maps a six-digit
    jurisdiction to its own bodies by folded name, ``own_bodies`` a bureau ID to its rows
    in the order of the file. ``digest`` is the sha256 over names
    and bytes of the files used. ``literals`` are the keys of ``forms`` as patterns of
    ``automaton``, ``standing`` the same keys by the levels at which they may stand. ``pools``
    keeps them indexed by their characters, where an unknown name has asked for it.
    """

    directory: Path
    files: tuple[str, ...]
    digest: str
    functions: Mapping[str, Function]
    function_rows: tuple[Function, ...]
    reforms: tuple[Reform, ...]
    aliases: tuple[Alias, ...]
    forms: Mapping[str, tuple[Form, ...]]
    by_function: Mapping[str, tuple[Form, ...]]
    templates: tuple[Template, ...]
    bodies: Mapping[str, Mapping[str, tuple[Body, ...]]]
    own_bodies: Mapping[str, tuple[Body, ...]]
    places: Places
    memberships: tuple[Membership, ...]
    suffixes: Mapping[str, tuple[str, str]]
    roles: tuple[RoleWord, ...]
    numbers: Mapping[str, str]
    traditional: Mapping[str, str]
    decisions: Mapping[str, tuple[Decision, ...]]
    literals: tuple[str, ...]
    automaton: AhoCorasick
    standing: Mapping[str, tuple[str, ...]]
    pools: dict[str, Pool] = field(default_factory=dict)


def default_directory() -> Path:
    """The delivered dictionaries: inside the installed package, else in the checkout."""
    packaged = Path(str(resources.files("pipeline"))) / "data" / "dictionaries"
    checkout = Path(str(resources.files("pipeline"))).parent / "dictionaries"
    for directory in (packaged, checkout):
        if (directory / "functions.csv").is_file():
            return directory
    raise ConfigurationError(
        f"No dictionaries found in {packaged} or {checkout}; install the package anew."
    )


def load(directory: Path | None = None, extra: Sequence[Path] = ()) -> Dictionaries:
    """Read ``directory`` (default: the delivered one), then what ``extra`` overrides.

    Raises:
        ConfigurationError: a file or row that cannot be read, with file and line.
    """
    base = directory or default_directory()
    for path in (base, *extra):
        if not path.is_dir():
            raise ConfigurationError(f"{path}: no such dictionary directory; check the path.")
    source = _Source((base, *extra))
    suffixes = {
        row.need("suffix"): (row.need("levels"), row.need("full"))
        for row in source.rows("suffixes.csv", ("suffix", "levels", "full"))
    }
    functions = source.merge("functions.csv", entries.FUNCTION, entries.function, lambda f: f.code)
    aliases = source.merge(
        "aliases.csv",
        entries.ALIAS,
        entries.alias,
        lambda a: (fold(a.text), a.scope, a.valid_from, a.valid_to),
    )
    reforms = source.merge("reforms.csv", entries.REFORM, entries.reform, lambda r: r.old)
    functions = _reformed(functions, reforms)
    by_code = {function.code: function for function in functions}
    divisions = source.merge(
        "divisions.csv",
        entries.DIVISION,
        entries.division,
        lambda d: (d.code, d.name, d.valid_from),
    )
    towns = source.text("towns.csv.gz")
    country = places(divisions, towns)
    body_rows = [
        _named(body, country)
        for name in ("national.csv", "local.csv")
        for body in source.merge(
            name,
            entries.BODY,
            entries.body,
            lambda b: (b.jurisdiction, b.function, b.valid_from, b.name),
        )
    ]
    forms = list(_forms(functions, aliases, by_code, suffixes))
    flat = [form for form in forms if not has_slots(form.printed)]
    memberships = source.merge(
        "collectives.csv",
        entries.MEMBER,
        entries.membership,
        lambda m: (m.function, m.scope, m.valid_from),
    )
    roles = source.merge("roles.csv", entries.ROLE, entries.role_word, lambda r: (r.word, r.kind))
    numbers = {
        row.need("prefix"): row.need("jurisdiction")
        for row in source.rows("numbers.csv", ("prefix", "jurisdiction"))
    }
    traditional = {
        row.need("traditional"): row.need("simplified")
        for row in source.rows("traditional.csv", ("traditional", "simplified"))
    }
    by_text = _group(flat, lambda form: form.text)
    literals = tuple(by_text)
    return Dictionaries(
        directory=base,
        files=tuple(source.used),
        digest=source.digest.hexdigest(),
        functions=by_code,
        function_rows=tuple(functions),
        reforms=tuple(reforms),
        aliases=tuple(aliases),
        forms=by_text,
        by_function=_group(
            sorted(forms, key=lambda form: not form.official), lambda form: form.function.code
        ),
        templates=tuple(template(form) for form in forms if has_slots(form.printed)),
        bodies=_bodies(body_rows),
        own_bodies=_group(body_rows, lambda body: f"{body.jurisdiction}:{body.function}"),
        places=country,
        memberships=tuple(memberships),
        suffixes=suffixes,
        roles=tuple(roles),
        numbers=numbers,
        traditional=traditional,
        decisions=_group(source.decisions(), lambda decision: fold(decision.surface)),
        literals=literals,
        automaton=AhoCorasick(literals, implementation=Implementation.ContiguousNFA),
        standing=_standing(flat),
    )


class _Source:
    """The directories, and the digest of what was read from them."""

    def __init__(self, directories: Sequence[Path]) -> None:
        self.directories = directories
        self.used: list[str] = []
        self.digest = hashlib.sha256()

    def _read(self, path: Path) -> bytes:
        data = files.read_bytes(path)
        self.used.append(str(path))
        self.digest.update(path.name.encode() + b"\0" + hashlib.sha256(data).digest())
        return data

    def rows(self, name: str, columns: Sequence[str]) -> Iterable[files.Row]:
        for directory in self.directories:
            path = directory / name
            if path.is_file():
                yield from files.rows(self._read(path), name, columns, str(directory))

    def merge(
        self,
        name: str,
        columns: Sequence[str],
        read: Callable[[files.Row], T],
        key: Callable[[T], Hashable],
    ) -> list[T]:
        """Rows of all directories; a later directory replaces an entry of the same key.

        Two rows of one key in one file both stay, for ``check`` to report.
        """
        merged: list[T] = []
        for directory in self.directories:
            path = directory / name
            if path.is_file():
                found = files.rows(self._read(path), name, columns, str(directory))
                own = [read(row) for row in found]
                keys = {key(item) for item in own}
                merged = [item for item in merged if key(item) not in keys] + own
        return merged

    def text(self, name: str) -> str:
        found = [d / name for d in self.directories if (d / name).is_file()]
        return "\n".join(files.unzip(self._read(path), name) for path in found)

    def decisions(self) -> Iterable[Decision]:
        for directory in self.directories:
            for path in sorted((directory / "decisions").glob("*.csv")):
                name = f"decisions/{path.name}"
                rows = files.rows(self._read(path), name, entries.DECISION, str(directory))
                for row in rows:
                    yield entries.decision(row)


def _group(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    grouped: dict[str, list[T]] = {}
    for item in items:
        grouped.setdefault(key(item), []).append(item)
    return {name: tuple(found) for name, found in grouped.items()}


def _reformed(functions: Iterable[Function], reforms: Iterable[Reform]) -> list[Function]:
    """The functions with the end and the successor that a reform gave them."""
    after = {reform.old: reform for reform in reforms}
    return [
        replace(
            function,
            valid_to=after[function.code].date or function.valid_to,
            successor=after[function.code].new,
        )
        if function.code in after
        else function
        for function in functions
    ]


def _standing(forms: Iterable[Form]) -> dict[str, tuple[str, ...]]:
    """The texts that may stand at each level."""
    found: dict[str, dict[str, None]] = {}
    for form in forms:
        if form.function.identity != "generic" and form.kind != "suffix":
            for level in form.levels:
                found.setdefault(level, {})[form.text] = None
    return {level: tuple(texts) for level, texts in found.items()}


def _bodies(bodies: Iterable[Body]) -> dict[str, dict[str, tuple[Body, ...]]]:
    found: dict[str, dict[str, list[Body]]] = {}
    for body in bodies:
        own = found.setdefault(body.jurisdiction[:6], {})
        for name in body.names:
            own.setdefault(name, []).append(body)
    return {code: {n: tuple(b) for n, b in own.items()} for code, own in found.items()}


def _forms(
    functions: Iterable[Function],
    aliases: Iterable[Alias],
    by_code: Mapping[str, Function],
    suffixes: Mapping[str, tuple[str, str]],
) -> Iterable[Form]:
    for function in functions:
        yield from stem_forms(function, suffixes)
    for alias in aliases:
        # An unknown function is for check to report; a reader gets the rest.
        if alias.function in by_code:
            yield from alias_forms(alias, by_code[alias.function])


def _named(body: Body, country: Places) -> Body:
    """The body with its names folded and without the place in front."""
    division = country.at(body.jurisdiction[:6], None)
    names = dict.fromkeys(n for name in body.names for n in body_names(name, division))
    return Body(
        body.jurisdiction,
        body.function,
        body.name,
        tuple(names),
        body.valid_from,
        body.valid_to,
        body.entry,
    )
