"""Texts that are nothing but names of bodies, told by their shape alone."""

from __future__ import annotations

import re

from pipeline.ink import ink

# A bracket of nothing but names of bodies: （拉萨市人民政府）（市教育局、市财政局）.
_NAME = re.compile(
    r"(?:[一-鿿（）()〔〕、]{1,40}(?:[局委办厅署队]|(?<!公)司|[有相]关(?:单位|部门))"
    r"|[一-鿿（）()〔〕、]{0,40}[一-鿿（(](?:政府|部|院|处|中心|集团|公司|委员会|办公室|管委会"
    r"|供销社|银行|[分支总]行|残联|妇联|工商联|文联|科协|总工会|贸促会|[协商学]会|联合会|海关|边检站"
    r"|电视台|报社|大学|学院|开发区|高新区|经开区|新区|园区|街道|社区))[）)〕]?"
)
_PLACES = re.compile(r"各[一-鿿、（）()〔〕]{1,12}")
_PLACE = re.compile(r"[一-鿿]{0,8}[县区市州盟旗镇乡]")
_ENDS_AS_NAME = re.compile(
    r"[一-鿿（）()]{1,18}(?:(?<!小)[区园]|[局行司站团委办院会室校所心社部厅队组处科馆厂企])"
)
_WORD = re.compile(r"(?!.*[的了])[一-鿿]{2,14}")
_NO_NAME = ("含", "包括", "不含", "除", "如", "即", "指")
# What a heading over the tasks of some bodies says beside their names.
_COUNTED = re.compile(r"[（(]共?\d{1,3}[项条个件][^（()）]{0,4}[)）]$")
_HEADED = re.compile(
    r"(?:牵头|负责|承办|主办|承担|具体)?(?:牵头|负责|办理|落实|实施)?的?(?:重点)?(?:任务|事项|工作任务)?(?:清单)?$"
)
_BETWEEN = re.compile(r"[、，,；;](?![^（()）〔〕]{0,40}[）)〕])")
_TRADITIONAL = str.maketrans(
    "負責牽頭實與參協辦廳處隊團縣區鎮鄉業園臺館關會門構員級總聯貿婦殘黨組織領導發爲為",
    "负责牵头实与参协办厅处队团县区镇乡业园台馆关会门构员级总联贸妇残党组织领导发为为",
)


def simplified(text: str) -> str:
    """The ink of a text, with the simplified forms of words for roles and bodies."""
    return ink(text).translate(_TRADITIONAL)


def are_names(inner: str, *, loosely: bool = False) -> bool:
    """Whether the text of a bracket is nothing but names of bodies.

    Of those at least half must have the shape of a body or a place, one of a body; ``loosely``
    each need only end as such names do (在鄂高校, 市政府教育督导室).
    """
    inner = simplified(inner).removesuffix("等")
    names = [name for name in _BETWEEN.split(inner) if name]
    if not names or inner.startswith(_NO_NAME):
        return False
    if _PLACES.fullmatch(inner):
        return True
    bodies = [name for name in names if _NAME.fullmatch(name)]
    others = [name for name in names if not _NAME.fullmatch(name)]
    strange = [name for name in others if not (_PLACES.fullmatch(name) or _PLACE.fullmatch(name))]
    if loosely and all(map(_ENDS_AS_NAME.fullmatch, strange)):
        return bool(bodies) or any(not name.endswith(("区", "园")) for name in strange)
    few = 2 * len(strange) <= len(names)
    return bool(bodies) and few and all(map(_WORD.fullmatch, strange))


def bodies_of_heading(heading: str) -> str:
    """The bodies that a heading over their tasks names, ``""`` where it says more.

    >>> bodies_of_heading("县发展和改革局（3项）"), bodies_of_heading("由市教育局牵头的任务：")
    ('县发展和改革局', '市教育局')
    """
    bare = _COUNTED.sub("", ink(heading).rstrip("：:").strip("【】"))
    names = _HEADED.sub("", bare.removeprefix("由"))
    return names if are_names(names) else ""
