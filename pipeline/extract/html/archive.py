"""Web archives (MHT, MHTML): the page in the mail message that a browser or Office saved."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from pipeline.extract.format import damaged

_FRAMES = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)


def page_in(data: bytes, name: str) -> bytes:
    """The bytes of the page that a web archive shows.

    Of a workbook, which Excel saves as frames around a page for each sheet, the pages with
    tables, one after the other in UTF-8. Raises ``SourceError`` ``damaged`` where there is no
    page.
    """
    pages = [
        part
        for part in message_from_bytes(data).walk()
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    if not pages:
        raise damaged(name, "The web archive holds no page")
    first = _content(pages[0])
    sheets = [sheet for page in pages[1:] if _TABLE.search(sheet := _content(page))]
    return b"\n".join(sheets) if sheets and _FRAMES.search(first) else first


def _content(part: Message) -> bytes:
    """The page in a part, in UTF-8 where the part says its encoding."""
    content = part.get_payload(decode=True)
    page = content if isinstance(content, bytes) else b""
    try:
        return page.decode(part.get_content_charset() or "").encode()
    except (LookupError, UnicodeDecodeError):
        return page
