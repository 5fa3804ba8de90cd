"""From rows of the dictionary files to records; each error names file and line."""

from __future__ import annotations

from pipeline.dictionaries import files
from pipeline.dictionaries.dates import is_date
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.forms import bad_slots, is_scope
from pipeline.dictionaries.records import (
    Alias,
    Body,
    Decision,
    Division,
    Function,
    Membership,
    Reform,
    RoleWord,
)
from pipeline.errors import ConfigurationError

DATES = ("valid_from", "valid_to")
FUNCTION = (
    "function_code", "name_zh", "branch", "prefix_rule", "levels", "level_suffixes", "stems",
    "short_stems", "identity", "also_covers", *DATES,
)  # fmt: skip
REFORM = ("old_function", "new_function", "date", "reform")
ALIAS = ("function_code", "alias", "kind", "scope", *DATES)
BODY = ("jurisdiction", "function_code", "name", "aliases", *DATES)
DIVISION = ("code", "name", "short_name", "level", "parent", *DATES)
MEMBER = ("function_code", "scope", "members", *DATES)
ROLE = ("word", "kind", "role")
DECISION = ("surface", "scope", "bureau_id", "who", "when", "why", "context")


def _dated(row: files.Row) -> tuple[str | None, str | None]:
    return _date(row, "valid_from"), _date(row, "valid_to")


def _date(row: files.Row, column: str) -> str | None:
    date = row.get(column)
    if date is not None and not is_date(date):
        raise ConfigurationError(
            f"{row.entry}: {date} is no date; write YYYY, YYYY-MM or YYYY-MM-DD."
        )
    return date


def _scope(row: files.Row) -> str:
    scope = row.get("scope") or ""
    if not is_scope(scope):
        raise ConfigurationError(
            f"{row.entry}: scope {scope} is not known; write levels (N P M C K T) or the first "
            "2, 4 or 6 digits of division codes, joined by |."
        )
    return scope


def function(row: files.Row) -> Function:
    """A row of functions.csv."""
    valid_from, valid_to = _dated(row)
    return Function(
        code=row.need("function_code"),
        name=row.need("name_zh"),
        branch=row.need("branch"),
        prefix_rule=row.need("prefix_rule"),
        levels=row.need("levels"),
        suffixes=row.several("level_suffixes"),
        stems=row.several("stems"),
        short_stems=row.several("short_stems"),
        identity=row.need("identity"),
        also_covers=row.several("also_covers"),
        valid_from=valid_from,
        valid_to=valid_to,
        successor=None,
        entry=row.entry,
    )


def reform(row: files.Row) -> Reform:
    """A row of reforms.csv; without a date the old function lasts in some regions."""
    return Reform(
        row.need("old_function"),
        row.need("new_function"),
        _date(row, "date"),
        row.need("reform"),
        row.entry,
    )


def alias(row: files.Row) -> Alias:
    """A row of aliases.csv."""
    valid_from, valid_to = _dated(row)
    text = row.need("alias")
    if bad_slots(text):
        raise ConfigurationError(
            f"{row.entry}: {text} has braces that are no placeholder; {{P}} {{p}} {{L}} {{U}} are."
        )
    if not fold(text):
        raise ConfigurationError(f"{row.entry}: {text} has no character to match; write a name.")
    code, kind = row.need("function_code"), row.need("kind")
    return Alias(code, text, kind, _scope(row), valid_from, valid_to, row.entry)


def body(row: files.Row) -> Body:
    """A row of national.csv or local.csv."""
    valid_from, valid_to = _dated(row)
    names = (row.need("name"), *row.several("aliases"))
    return Body(
        row.need("jurisdiction"),
        row.need("function_code"),
        names[0],
        names,
        valid_from,
        valid_to,
        row.entry,
    )


def membership(row: files.Row) -> Membership:
    """A row of collectives.csv."""
    valid_from, valid_to = _dated(row)
    code, members = row.need("function_code"), row.need("members")
    return Membership(code, _scope(row), members, valid_from, valid_to, row.entry)


def role_word(row: files.Row) -> RoleWord:
    """A row of roles.csv."""
    return RoleWord(
        fold(row.need("word")) or '"', row.need("kind"), row.get("role") or "", row.entry
    )


def decision(row: files.Row) -> Decision:
    """A row of a file in decisions/."""
    return Decision(
        row.need("surface"),
        _scope(row),
        row.get("bureau_id"),
        row.need("who"),
        row.need("when"),
        row.need("why"),
        row.get("context"),
        row.entry,
    )


def division(row: files.Row) -> Division:
    """A row of divisions.csv."""
    valid_from, valid_to = _dated(row)
    return Division(
        row.need("code"),
        row.need("name"),
        row.need("short_name"),
        row.need("level"),
        row.get("parent") or "",
        valid_from,
        valid_to,
    )
