"""The entries of the dictionaries, as plain records.

Levels are letters: ``N`` nation, ``P`` province, ``M`` municipality (直辖市), ``C``
prefecture, ``K`` county, ``T`` town. Dates are ISO, as precise as known (``2018``,
``2018-10``); ``None`` is open. A ``scope`` is empty (everywhere), levels (``CK``), or the
leading digits of division codes (``44``, ``3303``), several joined by ``|``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an entry is written: file name and line, and the directory as it was given.

    The directory is left out of the words: they stand in outputs, which are the same on
    every machine.
    """

    file: str
    line: int
    directory: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Function:
    """What a kind of body does; one row of functions.csv.

    ``valid_to`` and ``successor`` come from reforms.csv where a reform ended the function.
    """

    code: str
    name: str
    branch: str
    prefix_rule: str
    levels: str
    suffixes: tuple[str, ...]
    stems: tuple[str, ...]
    short_stems: tuple[str, ...]
    identity: str
    also_covers: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    successor: str | None
    entry: Entry

    @property
    def is_collective(self) -> bool:
        """Whether the code names many bodies at once (各镇街)."""
        return self.identity == "collective"


@dataclass(frozen=True, slots=True)
class Reform:
    """Who took over a function, and when at the nation; a row of reforms.csv.

    The places followed within some months (see ``dates.TOLERANCE``).
    """

    old: str
    new: str
    date: str | None
    name: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a function's name; one row of aliases.csv."""

    function: str
    text: str
    kind: str
    scope: str
    valid_from: str | None
    valid_to: str | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Body:
    """A body of one jurisdiction with its own name; a row of local.csv or national.csv.

    ``jurisdiction`` is the left part of the bureau ID. ``names`` are the official name
    and the aliases, without the place in front, folded for matching.
    """

    jurisdiction: str
    function: str
    name: str
    names: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division at one period; a code may have several."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """A name without its place, ready for look-up: an alias, or a stem with a suffix.

    ``text`` is folded for matching, ``printed`` is as written in the dictionary. ``levels``
    are the levels at which it may stand, ``codes`` the leading digits of the divisions
    (empty: everywhere). ``official`` marks forms that can stand as a full name.
    """

    text: str
    printed: str
    function: Function
    kind: str
    levels: str
    codes: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    official: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Template:
    """A whole name with places inside, ``国家税务总局{P}税务局``, cut at its placeholders.

    ``{P}`` full place name, ``{p}`` short one, ``{L}`` level word (市), ``{U}`` the place one
    level up. ``pieces`` has one literal more than ``slots`` has placeholders.
    """

    form: Form
    pieces: tuple[str, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to a collective: a rule (towns, counties ...) or bodies by name."""

    function: str
    scope: str
    members: str
    valid_from: str | None
    valid_to: str | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person settled about a surface: a body, or that it is none."""

    surface: str
    scope: str
    bureau_id: str | None
    who: str
    when: str
    why: str
    context: str | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word that says what owners do, or that is no owner; a row of roles.csv.

    ``kind`` is label (牵头单位), verb (牵头), inside (a verb that also parts names in the
    middle of a run), join (会同, 和), opener (由), filler (等), empty (无), remark or rule.
    """

    word: str
    kind: str
    role: str
    entry: Entry
