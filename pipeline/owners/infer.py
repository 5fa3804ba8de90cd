"""A document's jurisdiction and date from its title, 文号 and text, with the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.dictionaries import Dictionaries
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.places import NATION

# 东府〔2021〕51号, also with brackets lost or other ones: 东府202151号, 东府[2021]51号.
_NUMBER = re.compile(r"([一-鿿]{2,12})[〔（\[(【]?((?:19|20)\d{2})[〕）\])】]?\s*第?(\d{0,5})号?")
_FULL_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DATE_LINE = re.compile(r"\s*" + _FULL_DATE.pattern + r"\s*\Z")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_NATIONAL = re.compile(
    r"国务院|中共中央|中央办公厅|中华人民共和国|国家[一-鿿]{2,10}(?:委|局|部|署)"
)
_TITLE_PARTS = re.compile(r"附件\d*|[《》：，。、（）]|关于(?:印发|转发|贯彻|落实|发布)?|印发|转发")
_NUMERALS = {c: str(i) for i, row in enumerate(("〇○零", *"一二三四五六七八九")) for c in row}
_CHINESE_DATE = re.compile(
    r"\s*[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日\s*\Z"
)
_LONGEST = 15


def infer_document(
    dictionaries: Dictionaries,
    *,
    title: str | None,
    number: str | None,
    texts: Iterable[str],
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Read (jurisdiction, date, evidence) of a document; ``None`` where nothing decides.

    The 文号 goes before the title, the title before the text. The date is the year of the
    文号, made exact by a date line of the same year in the text.
    """
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    number = number or _find_number(lines, dictionaries)
    evidence: list[str] = []
    code, year = _by_number(number, dictionaries, evidence)
    if code is None:
        code = _by_title(title, dictionaries, evidence)
    if code is None:
        code = _by_text(lines, dictionaries, evidence)
    return code, _date(year, title, lines, evidence), tuple(evidence)


def _find_number(lines: list[str], dictionaries: Dictionaries) -> str | None:
    """A line that is a 文号 and whose prefix is known."""
    for line in lines[:40]:
        match = _NUMBER.search(line)
        if match and match.group(3) and len(line) < 40 and _prefix(match.group(1), dictionaries):
            return match.group()
    return None


def _prefix(letters: str, dictionaries: Dictionaries) -> str | None:
    """The longest known prefix at the start of a 文号."""
    for length in range(len(letters), 1, -1):
        if letters[:length] in dictionaries.numbers:
            return letters[:length]
    return None


def _by_number(
    number: str | None, dictionaries: Dictionaries, evidence: list[str]
) -> tuple[str | None, str | None]:
    match = _NUMBER.search(number or "")
    if match is None:
        return None, None
    letters, year = match.group(1), match.group(2)
    prefix = _prefix(letters, dictionaries)
    evidence.append(f"date {year}: the year of {number}")
    if prefix is None:
        return None, year
    code = dictionaries.numbers[prefix]
    evidence.append(f"jurisdiction {code}: {prefix} in {number}")
    return code, year


def _by_title(title: str | None, dictionaries: Dictionaries, evidence: list[str]) -> str | None:
    if not title:
        return None
    for part in _TITLE_PARTS.split(fold(title)):
        if _NATIONAL.match(part):
            evidence.append(f"jurisdiction {NATION}: {part[:12]} in the title")
            return NATION
        code = _leading_place(part, dictionaries)
        if code is not None:
            name = dictionaries.places.periods[code][-1].name
            evidence.append(f"jurisdiction {code}: {name} in the title")
            return code
    return None


def _leading_place(text: str, dictionaries: Dictionaries) -> str | None:
    """The place at the start of a text, the innermost of a chain: 广东省东莞市 is 东莞市."""
    found: str | None = None
    position = 0
    while True:
        step = _place_at(text, position, found, dictionaries)
        if step is None:
            return found
        found, position = step


def _place_at(
    text: str, position: int, outer: str | None, dictionaries: Dictionaries
) -> tuple[str, int] | None:
    places = dictionaries.places
    for length in range(min(_LONGEST, len(text) - position), 1, -1):
        name = text[position : position + length]
        codes = places.by_name.get(name, ())
        if outer is not None:
            inside = [c for c in codes if outer in {d.code for d in places.chain(c, None)[1:]}]
            codes = tuple(inside)
        alive = [c for c in codes if places.is_alive(c, "2024")] or list(codes)
        if len(alive) == 1:
            return alive[0], position + length
    return None


def _in_digits(line: str) -> str:
    """二〇二一年八月二十六日 as 2021年8月26日; other lines as they are."""
    if not _CHINESE_DATE.match(line):
        return line
    line = re.sub(r"(?<![一二三四五六七八九])十(?![一二三四五六七八九])", "10", line)
    line = re.sub(r"(?<=[一二三四五六七八九])十(?=[一二三四五六七八九])", "", line)
    line = re.sub(r"(?<=[一二三四五六七八九])十", "0", line).replace("十", "1")
    return "".join(_NUMERALS.get(c, c) for c in line)


def _by_text(lines: list[str], dictionaries: Dictionaries, evidence: list[str]) -> str | None:
    """The government that the text names most often, if no other comes near it."""
    counts: Counter[str] = Counter()
    for line in lines:
        for match in re.finditer("人民政府", line):
            before = fold(line[max(0, match.start() - _LONGEST) : match.start()])
            for start in range(len(before) - 1):
                code = _leading_place(before[start:], dictionaries)
                if code is not None and _covers(before[start:], code, dictionaries):
                    counts[code] += 1
                    break
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    code, count = ranked[0]
    name = dictionaries.places.periods[code][-1].name
    evidence.append(f"jurisdiction {code}: {name}人民政府 {count} times in the text")
    return code


def _covers(text: str, code: str, dictionaries: Dictionaries) -> bool:
    return text.endswith(tuple(p.name for p in dictionaries.places.periods[code]))


def _date(year: str | None, title: str | None, lines: list[str], evidence: list[str]) -> str | None:
    """A date line of the text, the year of the 文号, or a year at the title's start."""
    for line in reversed(lines):
        match = _DATE_LINE.match(_in_digits(line))
        if match and (year is None or match.group(1) == year):
            month, day = int(match.group(2)), int(match.group(3))
            if 1 <= month <= 12 and 1 <= day <= 31:
                date = f"{match.group(1)}-{month:02d}-{day:02d}"
                evidence.append(f"date {date}: the date line {line.strip()}")
                return date
    if year is not None:
        return year
    match = _YEAR.search(title or "")
    if match is not None:
        evidence.append(f"date {match.group(1)}: the year in the title")
        return match.group(1)
    return None
