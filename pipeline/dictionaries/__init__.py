"""The dictionaries: who there is in the country, and how names are written.

    functions.csv     what a kind of body does: stems x level suffixes give its names
    aliases.csv       further names of a function; templates with {P} {p} {L} {U} inside
    reforms.csv       which function took over another one's work, and when
    national.csv      the bodies of the nation, each with its names
    local.csv         bodies of one jurisdiction whose name no template gives
    collectives.csv   who belongs to 各镇街 and its kind, with dates
    divisions.csv     provinces to counties with history; towns.csv.gz: their towns
    suffixes.csv      at which level 局, 厅, 部, 总队 ... may stand
    roles.csv         牵头, 配合, 按职责分工负责, 等, 无 ...
    numbers.csv       which authority a 文号 prefix belongs to
    traditional.csv   traditional characters, folded for matching only
    decisions/*.csv   what a person settled about a name

``load`` reads them into one frozen ``Dictionaries``, ``check`` lists what is wrong.
A project's own directory overrides and extends the delivered one entry by entry.
"""

from __future__ import annotations

from pipeline.dictionaries.check import check
from pipeline.dictionaries.load import Dictionaries, default_directory, load
from pipeline.dictionaries.records import (
    Alias,
    Body,
    Decision,
    Division,
    Form,
    Function,
    Template,
)

__all__ = [
    "Alias",
    "Body",
    "Decision",
    "Dictionaries",
    "Division",
    "Form",
    "Function",
    "Template",
    "check",
    "default_directory",
    "load",
]
