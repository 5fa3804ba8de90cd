"""Collectives by their grammar: 各县（市、区）, 各区、县级市人民政府, 各镇（街道）、园区.

Every province punctuates these differently, so a list of them is never complete. What
they mean follows from the kind of unit that is named first and from the level of the
document: 各市 in a province are its prefectures, in a prefecture its county-level cities.
"""

from __future__ import annotations

import re

_UNITS = {
    "province": ("自治区", "直辖市", "省"),
    "prefecture": (
        "地级以上市", "设区的市", "设区市", "地级市", "自治州", "省辖市", "州市", "州", "盟市",
        "盟",
    ),
    "city": ("市",),
    "county": (
        "县级市", "辖市区", "辖市", "自治县", "自治旗", "市辖区", "县市区", "县区", "区县",
        "县", "区", "旗",
    ),
    "town": (
        "苏木乡镇", "苏木", "乡镇", "镇乡", "镇街", "街镇", "街道办", "街道", "镇", "乡", "街",
    ),
    "park": ("产业园区", "园区", "开发区", "功能区", "管委会"),
    "village": ("行政村", "社区", "村居", "村", "居"),
}  # fmt: skip
_KIND = {word: kind for kind, words in _UNITS.items() for word in words}
_WORD = "|".join(sorted(_KIND, key=len, reverse=True))
_OFFICE = (
    "党委和人民政府|党委、政府|党委政府|党委和政府|人民政府|政府|人民政府办事处|办事处|街道办事处|管委会|管理委员会|"
    "新区管委会|开发区管委会|功能区管委会|管委|行政公署|行署|园区管委会|镇人民政府"
)
_TAIL = rf"(?:{_OFFICE})?(?:（(?:{_OFFICE})(?:[、，](?:{_OFFICE}))*）)?"
_GROUP = rf"(?:{_WORD})+(?:（(?:{_WORD})+(?:[、，](?:{_WORD})+)*）)?"
_LIST = rf"(?:各(?:有关|相关)?|有关|相关|属地)(?:{_GROUP})(?:[、及和与]?(?:{_GROUP}))*"
# What may follow, so that 各镇、街道、市公安局 ends before 市公安局.
_END = r"(?=[、，；。：（）/]|$|等|及|和|与|分别|按|负责|牵头|配合|落实|协助|参与|共同|具体|结合)"
COLLECTIVE = re.compile(_LIST + _TAIL + r"(?:[、和](?:" + _OFFICE + r"))?" + _END)
_UNIT = re.compile(_WORD)


def collective(text: str, level: str) -> str | None:
    """The function code of a collective at a document's level letter, or ``None``.

    >>> collective("各县（市、区）人民政府", "P"), collective("各市（州）", "P")
    ('all-counties', 'all-prefectures')
    """
    match = COLLECTIVE.fullmatch(text)
    if match is None:
        return None
    body = re.sub(_TAIL + r"\Z", "", text)
    kinds = [_KIND[unit] for unit in _UNIT.findall(body)]
    if not kinds:
        return None
    first, all_kinds = kinds[0], set(kinds)
    # 各园区管委会、镇人民政府（街道办事处）: an office that says whose it is counts as well.
    offices = {_KIND[unit] for unit in _UNIT.findall(text)}
    if all_kinds <= {"town", "park"} and offices <= {"town", "park"}:
        all_kinds |= offices
    if "village" in all_kinds:
        return "all-villages" if all_kinds == {"village"} and level in "CKT" else None
    if all_kinds == {"park"}:
        return "all-parks"
    if "town" in all_kinds:
        if all_kinds - {"town", "park"} or level not in "CKM":
            return None
        return "all-towns-streets-parks" if "park" in all_kinds else "all-towns-streets"
    if first == "province":
        return (
            "all-provinces"
            if level == "N" and all_kinds <= {"province", "city", "county"}
            else None
        )
    # 各市、县（区） in a province may mean its prefectures or its counties: not decided here.
    if all_kinds <= {"prefecture", "city"} and (level == "P" or first == "prefecture"):
        return "all-prefectures" if level in "NP" else None
    if level in "PM" and first == "county" and all_kinds <= {"county", "city"}:
        return "all-counties"
    if level == "C" and all_kinds <= {"county", "city"}:
        return "all-counties"
    return None
