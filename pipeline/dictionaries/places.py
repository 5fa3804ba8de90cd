"""The divisions of the country: by code, by name, by date, with their towns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.dictionaries.dates import timing
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.records import Division

NATION = "000000"

_LEVELS = {"nation": "N", "province": "P", "prefecture": "C", "county": "K"}

# Level words in front of a body's name, by the end of the division's name; the first is
# the one that official short forms use.
_LEVEL_WORDS = (
    ("特别行政区", ("特区",)),
    ("自治区", ("自治区", "区")),
    ("自治州", ("州", "自治州")),
    ("自治县", ("县", "自治县")),
    ("自治旗", ("旗", "自治旗")),
    ("地区", ("地区", "行署", "地")),
    ("新区", ("区", "新区")),
    ("林区", ("区", "林区")),
    ("特区", ("区", "特区")),
    ("街道", ("街道",)),
    *((word, (word,)) for word in "省市区县盟旗镇乡"),
)


def level_letter(division: Division) -> str:
    """``N P M C K T`` of a division; a municipality (直辖市) is ``M``."""
    letter = _LEVELS.get(division.level, "T")
    return "M" if letter == "P" and division.name.endswith("市") else letter


def level_words(division: Division) -> tuple[str, ...]:
    """What may stand for the place in front of a body's name: 市, 省, 自治区 ...

    A province has 省 whatever its own name; the nation has none.
    """
    if division.level == "nation":
        return ()
    for end, words in _LEVEL_WORDS:
        if division.name.endswith(end):
            return words
    return ()


def place_names(division: Division) -> tuple[str, ...]:
    """The full name and the short ones: 延边朝鲜族自治州, 延边州, 延边自治州, 延边."""
    if division.level == "nation":
        return ()
    names = [division.name]
    if "自治" in division.name:
        words = level_words(division)
        if not division.short_name.endswith(words[0]):
            names += [division.short_name + word for word in words if word != "区"]
    if len(division.short_name) > 1:
        names.append(division.short_name)
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Places:
    """All divisions; towns are kept as text lines and read for one parent at a time."""

    periods: Mapping[str, tuple[Division, ...]]
    by_name: Mapping[str, tuple[str, ...]]
    by_short: Mapping[str, tuple[str, ...]]
    below: Mapping[str, tuple[str, ...]]
    town_text: str = ""

    def at(self, code: str, date: str | None) -> Division | None:
        """The division of a code as of a date: the period that holds, else the nearest."""
        periods = self.periods.get(code)
        if periods is None:
            return self._town(code) if len(code) > 6 else None
        for wanted in ("current", "tolerated"):
            found = [p for p in periods if timing(date, p.valid_from, p.valid_to) == wanted]
            if found:
                return found[-1]
        return periods[-1]

    def is_alive(self, code: str, date: str | None) -> bool:
        """Whether the code was in use at the date (18 months of tolerance)."""
        return any(
            timing(date, p.valid_from, p.valid_to) in ("current", "tolerated")
            for p in self.periods.get(code, ())
        )

    def chain(self, code: str, date: str | None) -> tuple[Division, ...]:
        """The division and those above it, the nation last."""
        found: list[Division] = []
        while (division := self.at(code, date)) is not None:
            found.append(division)
            if not division.parent or len(found) > 5:
                break
            code = division.parent
        return tuple(found)

    def children(self, code: str, date: str | None) -> tuple[Division, ...]:
        """Divisions directly below, provinces to counties, alive at the date."""
        codes = (c for c in self.below.get(code, ()) if self.is_alive(c, date))
        return tuple(d for c in codes if (d := self.at(c, date)) is not None)

    def towns_of(self, code: str) -> tuple[Division, ...]:
        """Towns, townships, streets and parks of a county (or a city without counties)."""
        return tuple(self._town_lines(code))

    def _town(self, code: str) -> Division | None:
        for parent in (code[:6], code[:4] + "00"):
            for town in self.towns_of(parent):
                if town.code == code:
                    return town
        return None

    def _town_lines(self, parent: str) -> Iterable[Division]:
        """Towns whose line ends in ``,parent``."""
        mark = f",{parent}\n"
        end = self.town_text.find(mark)
        while end >= 0:
            start = self.town_text.rfind("\n", 0, end) + 1
            fields = self.town_text[start:end].split(",")
            if len(fields) == 4:
                code, name, short, kind = fields
                yield Division(code, name, short, kind, parent, None, None)
            end = self.town_text.find(mark, end + len(mark) - 1)


def places(divisions: Iterable[Division], town_text: str) -> Places:
    """Index divisions (several periods of a code in the order of time) and towns."""
    periods: dict[str, list[Division]] = {}
    by_name: dict[str, list[str]] = {}
    by_short: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for division in divisions:
        periods.setdefault(division.code, []).append(division)
        full, *short = place_names(division) or ("",)
        if full:
            by_name.setdefault(fold(full), []).append(division.code)
        for name in short:
            by_short.setdefault(fold(name), []).append(division.code)
        if division.parent:
            below.setdefault(division.parent, []).append(division.code)
    return Places(
        periods={c: tuple(sorted(p, key=lambda d: d.valid_from or "")) for c, p in periods.items()},
        by_name={n: tuple(dict.fromkeys(c)) for n, c in by_name.items()},
        by_short={n: tuple(dict.fromkeys(c)) for n, c in by_short.items()},
        below={c: tuple(dict.fromkeys(b)) for c, b in below.items()},
        town_text=town_text.replace("\r\n", "\n").rstrip("\n") + "\n",
    )
