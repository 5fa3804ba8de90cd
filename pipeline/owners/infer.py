"""A document's jurisdiction and date from its title, 文号 and text, with the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.dictionaries import Dictionaries
from pipeline.dictionaries.folding import fold
from pipeline.owners.titled_place import forms, leading_place, place_in

# 东府〔2021〕51号, also with brackets lost or other ones: 东府202151号, 东府[2021]51号.
_NUMBER = re.compile(r"([一-鿿]{2,12})[〔（\[(【]?((?:19|20)\d{2})[〕）\])】]?\s*第?(\d{0,5})号?")
_FULL_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DATE_LINE = re.compile(r"\s*" + _FULL_DATE.pattern + r"\s*\Z")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_NUMERALS = {c: str(i) for i, row in enumerate(("〇○零", *"一二三四五六七八九")) for c in row}
_CHINESE_DATE = re.compile(
    r"\s*[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?\s*\Z"
)
_GOVERNMENT = re.compile("(?:人民)?政府")
_LONGEST = 15
_LONGEST_ISSUER = 40
# How far into a text, or behind the word 附件, a title may stand, and over how many lines.
_TITLE_LINES, _JOINED = 15, 3
_SHORTEST, _LONGEST_TITLE, _LONGEST_UNNAMED = 6, 100, 40  # characters
_TITLE_END = re.compile(
    r"(?:方案|意见|通知|计划|要点|办法|规划|纲要|预案|规定|细则|决定|分工|分解|安排|清单|措施|行动|台账|"
    r"(?:分工|任务|分解|责任|一览|进度|安排|明细|重点|目标|工作|项目)表)(?:[（(][^（）()]{1,20}[）)])?\Z"
)
# A line that ends so is a title only where it begins with a place, or names a year.
_WEAK_END = re.compile(
    r"(?:任务|实事|项目|工作|重点|事项|表|纪要|书)(?:[（(][^（）()]{1,20}[）)])?\Z"
)
_DATE_LABEL = re.compile(r"(?:制表|填报|发布|成文|印发|更新)(?:时间|日期)\s*[：:]")
# 2023年3月, （2023年度）, 制表日期：2023年6月30日, 发布时间：2023-06-30 来源：…
_DATED_LINE = re.compile(
    r"\s*[（(]?(?:截至|(?:制表|填报|发布|成文|印发|更新)?(?:时间|日期)\s*[：:])?\s*((?:19|20)\d{2})"
    r"(?:年度|[年.\-/](?:(\d{1,2})(?:[月.\-/](?:(\d{1,2})日?)?)?)?)(?:[）)]?\s*\Z|\s)"
)
_ATTACHMENT = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*\s*[：:.]?\s*")
_NO_TITLE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|第[一二三四五六七八九十\d]+[章条节]"
)
_WHOLE_NUMBER = re.compile(
    r"\s*[（(]?\s*([一-鿿]{2,12}\s*[〔\[(（【]\s*(?:19|20)\d{2}\s*[〕\])）】]\s*第?\d{1,5}号)\s*[）)]?\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a document says of itself; ``None`` where nothing decides.

    ``title`` and ``number`` are those given, else found in the text. ``evidence`` says for
    each fact where it comes from, and which places compete where that leaves none.
    """

    jurisdiction: str | None
    date: str | None
    title: str | None
    number: str | None
    evidence: tuple[str, ...]


def infer_document(
    dictionaries: Dictionaries,
    *,
    title: str | None,
    number: str | None,
    texts: Iterable[str],
    file_name: str | None = None,
) -> Inferred:
    """Read place and date, and title and 文号 where they are not given.

    A given 文号 decides, then a given title. Of what is found in the text, 文号 and titles must
    name one place; the file's name and the governments that the text names come last. The
    date is the year of the 文号, made exact by a date line of the same year in the text.
    """
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    evidence: list[str] = []
    code, year = _by_number(number, dictionaries, evidence)
    settled = code is not None
    code = code or _by_title(title, dictionaries, evidence)
    claims = {code: title or ""} if code is not None else {}
    if number is None and (number := _find_number(lines, dictionaries)) is not None:
        evidence.append(f"number {number}: a line of the text")
        named, year = _by_number(number, dictionaries, evidence)
        if named is not None:
            claims.setdefault(named, number)
    if title is None:
        title, found = _find_title(lines, dictionaries)
        if title is not None:
            evidence.append(f"title {title}: a line of the text")
        claims = claims if settled else found | claims
        new = [named for named in found if named in claims and named != code]
        evidence += [f"jurisdiction {named}: the title {found[named]}" for named in new]
    if len(claims) > 1:
        code = None
        evidence = [e for e in evidence if not e.startswith("jurisdiction ")]
        told = "; ".join(f"{named} by {text}" for named, text in sorted(claims.items()))
        evidence.append(f"places compete: {told}")
    else:
        code = next(iter(claims), None)
        code = code or _by_title(file_name, dictionaries, evidence)
        code = code or _by_issuer(lines, dictionaries, evidence)
        code = code or _by_text(lines, dictionaries, evidence)
    date = _date(year, title or file_name, lines, evidence)
    return Inferred(code, date, title, number, tuple(evidence))


def _find_number(lines: list[str], dictionaries: Dictionaries) -> str | None:
    """A line that is a 文号, or that has one whose prefix is known and cites no document."""
    for line in lines[:40]:
        whole = _WHOLE_NUMBER.match(line)
        if whole is not None:
            return whole.group(1)
        match = _NUMBER.search(line)
        cited = match is not None and "》" in line[: match.start()]
        if match is None or not match.group(3) or len(line) >= 40 or cited:
            continue
        if _prefix(match.group(1), dictionaries):
            return match.group()
    return None


def _find_title(lines: list[str], dictionaries: Dictionaries) -> tuple[str | None, dict[str, str]]:
    """The first title in a text, and the places that its titles name, each with its title."""
    found: dict[str, str] = {}
    first = None
    for candidate in _titles(lines, dictionaries):
        code = _by_title(candidate, dictionaries, [])
        if code is not None and not found:
            first = candidate
        if code is not None:
            found.setdefault(code, candidate)
        first = first or candidate
    if first is None:  # 广州市2023年重点工作落实情况, whatever it ends with
        for line in filter(_names_year, map(str.strip, lines[:_TITLE_LINES])):
            if named := place_in(line, dictionaries):
                return line, {named[0]: line}
    return first, found


def _names_year(line: str) -> bool:
    """Whether a short line without the marks of a sentence names a year, and may be a title."""
    is_short = _SHORTEST <= len(line) <= _LONGEST_UNNAMED
    return is_short and bool(_YEAR.search(line)) and _may_be_title(line)


def _titles(lines: list[str], dictionaries: Dictionaries) -> Iterator[str]:
    """Lines, or up to three joined ones, that end like a title, near the start or an 附件."""
    starts = [0, *(i for i, line in enumerate(lines) if _ATTACHMENT.match(line.strip()))]
    seen = -1
    for start in starts:
        for index in range(start, min(start + _TITLE_LINES, len(lines))):
            if index <= seen:
                continue
            pieces: list[str] = []
            for last in range(index, min(index + _JOINED, len(lines))):
                line = _ATTACHMENT.sub("", "".join(lines[last].split()).strip("#*"), count=1)
                if not line or not _may_be_title(line):
                    break
                pieces.append(line)
                if title := _title_of(pieces, dictionaries):
                    yield title
                if _ends_as_title("".join(pieces), dictionaries):
                    seen = last
                    break


def _title_of(pieces: list[str], dictionaries: Dictionaries) -> str | None:
    """The title that lines are together, without those before the first that names a place.

    首页 | 政务公开 | 泰安市重点任务清单 is a menu above a title.
    """
    whole = "".join(pieces)
    if not _ends_as_title(whole, dictionaries) or len(whole) < _SHORTEST:
        return None
    if _by_title(whole, dictionaries, []) is None:
        rests = ("".join(pieces[at:]) for at in range(1, len(pieces)))
        placed = (rest for rest in rests if _by_title(rest, dictionaries, []) is not None)
        whole = next((rest for rest in placed if len(rest) >= _SHORTEST), whole)
    return whole[1:-1] if whole[0] + whole[-1] == "《》" else whole


def _ends_as_title(text: str, dictionaries: Dictionaries) -> bool:
    text = fold(text, dictionaries.traditional)
    bare = text.removesuffix("》")
    if len(text) > _LONGEST_TITLE:
        return False
    if _TITLE_END.search(bare):
        return True
    if not _WEAK_END.search(bare):
        return False
    return bool(_YEAR.search(text)) or leading_place(text, dictionaries) is not None


def _may_be_title(line: str) -> bool:
    """Whether a line can be part of a title: no sentence, 文号, date, salutation, heading, path."""
    return not (
        re.search(r"[。；：:;\t|>＞»]", line)
        or _NO_TITLE.match(line)
        or _WHOLE_NUMBER.match(line)
        or _DATE_LINE.match(_in_digits(line))
    )


def _prefix(letters: str, dictionaries: Dictionaries) -> str | None:
    """The longest known prefix at the start of a 文号."""
    for length in range(len(letters), 1, -1):
        if letters[:length] in dictionaries.numbers:
            return letters[:length]
    return None


def _by_number(
    number: str | None, dictionaries: Dictionaries, evidence: list[str]
) -> tuple[str | None, str | None]:
    match = _NUMBER.search("".join((number or "").split()))
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
    named = place_in(title, dictionaries) if title else None
    if named is None:
        return None
    code, words = named
    evidence.append(f"jurisdiction {code}: {words} in the title")
    return code


def _by_issuer(lines: list[str], dictionaries: Dictionaries, evidence: list[str]) -> str | None:
    """The place of the one who signs: the line above a date, where all such lines agree."""
    found: dict[str, str] = {}
    for line, below in pairwise(lines):
        if _DATE_LINE.match(_in_digits(below)) and len(line) <= _LONGEST_ISSUER:
            named = place_in("".join(line.split()), dictionaries)
            if named is not None:
                found[named[0]] = line.strip()
    if len(found) != 1:
        return None
    ((code, line),) = found.items()
    evidence.append(f"jurisdiction {code}: signed by {line}")
    return code


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
        for match in _GOVERNMENT.finditer(line):
            before = fold(line[max(0, match.start() - _LONGEST) : match.start()])
            for start in range(len(before) - 1):
                code = leading_place(before[start:], dictionaries)
                if code is not None and _covers(before[start:], code, dictionaries):
                    counts[code] += 1
                    break
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    code, count = ranked[0]
    name = dictionaries.places.periods[code][-1].name
    evidence.append(f"jurisdiction {code}: {name}政府 {count} times in the text")
    return code


def _covers(text: str, code: str, dictionaries: Dictionaries) -> bool:
    return text.endswith(tuple(forms(code, dictionaries)))


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
    under = [i for i, line in enumerate(lines) if title and "".join(line.split()) in title]
    near = range(under[-1] + 1, under[-1] + 1 + _JOINED) if under else range(0)
    for i, line in enumerate(lines):
        match = _DATED_LINE.match(_in_digits(line))
        if match and (i in near or _DATE_LABEL.search(line)):
            date = _iso(*match.groups())
            evidence.append(f"date {date}: the line {line.strip()[:40]}")
            return date
    return None


def _iso(year: str, month: str | None, day: str | None) -> str:
    """An ISO date as far as its parts are printed and can be."""
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"
