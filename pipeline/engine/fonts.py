"""Where this machine has a font with Chinese characters."""

from __future__ import annotations

from pathlib import Path

# What the usual fonts with Chinese characters have in their file names.
_CHINESE_FONTS = (
    "notosanscjk", "notoserifcjk", "notosanssc", "sourcehan", "wqy", "simsun", "simhei",
    "msyh", "pingfang", "stheiti", "songti", "hiragino sans gb", "droidsansfallback", "uming",
)  # fmt: skip
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


def find_chinese_font() -> str | None:
    """The path of a font file with Chinese characters, ``None`` where there is none."""
    for folder in _FONT_FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob("*.[tTo][tT]*")):
            if any(mark in path.name.lower().replace("-", "") for mark in _CHINESE_FONTS):
                return str(path)
    return None
