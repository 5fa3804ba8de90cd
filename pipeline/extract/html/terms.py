"""The terms of ``<dl>`` lists on one line with what is said of them, as a page shows them.

    <dt>责任单位</dt><dd>市教育局</dd>      as      责任单位　市教育局

A wide space parts the two, so that no character is added. Evidence: the term is as short as a
label, without a number or a full stop, and what follows is one text, or several short ones.
"""

from __future__ import annotations

from lxml import etree

from pipeline.ink import ink
from pipeline.numbering import leading_number

_LONGEST_TERM, _LONGEST_OF_SEVERAL = 12, 20
_LISTS = ("table", "ol", "ul", "dl")
_BLOCKS = frozenset({"p", "div"})
_PARTING = "\u3000"


def join_terms(root: etree._Element) -> None:
    """Move each text into the element of its term, in the tree itself."""
    for term in list(root.iter("dt")):
        said = _said(term)
        if not said or not _is_label(ink("".join(term.itertext()))):
            continue
        for each in said:
            first = each[0] if len(each) and not ink(each.text or "") else None
            if first is not None and first.tag in _BLOCKS:
                first.tag = "span"
                each.text = None
            each.tag = "span"
            each.text = _PARTING + (each.text or "").lstrip()
            term.append(each)


def _said(term: etree._Element) -> list[etree._Element]:
    """The texts that follow a term; none where they are no short answer to it."""
    said: list[etree._Element] = []
    following = term.getnext()
    while following is not None and following.tag == "dd":
        said.append(following)
        following = following.getnext()
    if any(next(each.iter(*_LISTS), None) is not None for each in said):
        return []
    texts = [ink("".join(each.itertext())) for each in said]
    if not all(texts) or any(leading_number(text) for text in texts):
        return []
    return said if len(said) == 1 or max(map(len, texts)) <= _LONGEST_OF_SEVERAL else []


def _is_label(text: str) -> bool:
    is_short = 0 < len(text) <= _LONGEST_TERM and not set("。；;") & set(text)
    return is_short and not leading_number(text)
