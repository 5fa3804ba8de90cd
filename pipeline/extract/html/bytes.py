"""Which characters the bytes of a web page stand for."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from pipeline.extract.byte_order import BYTE_ORDER_MARKS
from pipeline.extract.format import damaged
from pipeline.extract.html.mark import LOOKED_AT

_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([-\w:]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([-\w]+)",
    re.IGNORECASE,
)
# What pages call an encoding, and the larger one that they mean by it.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_CHINESE = re.compile(
    "[\u2000-\u27ff\u3000-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# Control characters that a page cannot hold; line ends and tabs stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]+")
_CONTROL_BYTES = bytes([*range(9), 11, *range(14, 32)])
# Of all characters; with more the page is no text in that encoding.
_FEW_BROKEN, _MOST_BROKEN = 10, 0.001


def decode_page(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and notes.

    A byte order mark decides; else UTF-8 where the bytes are valid UTF-8, since pages that
    were saved or copied often declare what they are no more; else what the page declares;
    else GB18030. A few broken characters are shown as U+FFFD, with a note. Raises
    ``SourceError`` ``damaged`` where there are many.
    """
    marked = [encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8"]:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            # Nearly no page has one, and the bytes tell it at once.
            is_clean = len(data.translate(None, _CONTROL_BYTES)) == len(data)
            return (text if is_clean else _clean(text)), ()
    if marked:
        return _least_broken(data, marked, name)
    text = data.decode("utf-8", "replace")
    # One bad byte must not turn a UTF-8 page into another encoding's nonsense.
    if 11 * text.count("\ufffd") <= len(_NOT_ASCII.findall(text)):
        return _least_broken(data, ["utf-8"], name)
    encodings = [*_declared(data), "gb18030"]
    texts: list[str] = []
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    if texts:
        # A page that declares a Western encoding may well be Chinese in GBK.
        return _clean(max(texts, key=_chinese)), ()
    return _least_broken(data, ["utf-8", *encodings], name)


def _declared(data: bytes) -> list[str]:
    found = _DECLARED.search(data[:LOOKED_AT])
    if not found:
        return []
    written = (found[1] or found[2]).decode("ascii", "ignore").lower()
    try:
        encoding = codecs.lookup(_MEANT.get(written, written))
    except LookupError:
        return []
    # Python also knows "encodings" that turn bytes into bytes.
    is_text = getattr(encoding, "_is_text_encoding", True)
    return [encoding.name] if is_text and encoding.name not in {"utf-16", "utf-32"} else []


def _chinese(text: str) -> float:
    """The share of Chinese among the characters that are not ASCII."""
    foreign = len(_NOT_ASCII.findall(text))
    return len(_CHINESE.findall(text)) / foreign if foreign else 1.0


def _least_broken(data: bytes, encodings: list[str], name: str) -> tuple[str, tuple[str, ...]]:
    decoded = [(data.decode(encoding, "replace"), encoding) for encoding in encodings]
    text, encoding = min(decoded, key=lambda pair: pair[0].count("\ufffd"))
    broken = text.count("\ufffd")
    if broken > max(_FEW_BROKEN, _MOST_BROKEN * len(text)):
        raise damaged(name, f"{broken} characters of the page are not valid {encoding.upper()}")
    return _clean(text), (f"{broken} characters are not valid {encoding.upper()}: shown as \ufffd",)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)
