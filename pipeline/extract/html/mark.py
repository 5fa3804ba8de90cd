"""Whether bytes begin like a web page, or like a piece of one."""

from __future__ import annotations

import re

from pipeline.extract.byte_order import BYTE_ORDER_MARKS

LOOKED_AT = 4096  # bytes at the beginning
_OPENING = re.compile(
    r"(?:<!--.*?(?:-->|\Z)|<\?xml[^>]*>|<!doctype\s+[^>]*>|\s)*"
    r"<(?:html|head|body|title|meta|link|script|style|div|table|tbody|thead|tr|td|p|h[1-6]|ul|ol"
    r"|dl|center|font|span|form|article|section|main|base|br|b|strong|a)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_MAIL = re.compile(r"\s*[a-z][-a-z]*:")
_WITHIN = re.compile(r"<(?:html|body|table)(?:\s[^<>]*)?>", re.IGNORECASE)


def is_web_archive(data: bytes) -> bool:
    """Whether the bytes begin like a page saved with its pictures as one mail message (MHT)."""
    head = _head(data)
    end = re.search(r"\r?\n\r?\n", head)
    fields = head[: end.start()].lower() if end else head.lower()
    is_mail = bool(_MAIL.match(fields)) and "mime-version:" in fields
    return is_mail and ("multipart/" in fields or "text/html" in fields)


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin like a web page, or like a piece of one."""
    head = _head(data)
    return bool(_OPENING.match(head) or _DOCTYPE.search(head) or _WITHIN.search(head))


def _head(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[:LOOKED_AT].decode(encoding, "ignore")
    return data[:LOOKED_AT].decode("latin-1")
