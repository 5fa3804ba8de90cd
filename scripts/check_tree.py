"""The house rules that no linter knows: file lengths, names, changelog, decisions, skipped tests.

Run from anywhere: ``python scripts/check_tree.py [ROOT]``. Exits with 1 and one line for each
breach, or with 0 and the list of files that grow long.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LONGEST = 400
LONG = 250
CODE = ("pipeline", "scripts", "bench", "tests")
VAGUE = frozenset({"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"})
# Spelt apart, so that this file does not find itself.
SKIPPED = re.compile(r"pytest\.(mark\.)?(skip|xfail)|import" + "orskip")


def python_files(root: Path) -> list[Path]:
    """Every Python file of the code folders, sorted."""
    return sorted(path for folder in CODE for path in (root / folder).rglob("*.py"))


def lengths(root: Path) -> list[tuple[int, Path]]:
    """Lines of each Python file, longest first."""
    counted = [(len(path.read_bytes().splitlines()), path) for path in python_files(root)]
    return sorted(counted, key=lambda pair: (-pair[0], pair[1]))


def too_long(root: Path) -> Iterator[str]:
    """Files that are more than a page or two."""
    for lines, path in lengths(root):
        if lines > LONGEST:
            yield f"{path.relative_to(root)}: {lines} lines, at most {LONGEST}: split it"


def vague_names(root: Path) -> Iterator[str]:
    """Modules and folders whose name says nothing of what is inside."""
    for path in python_files(root):
        relative = path.relative_to(root)
        for name in sorted(VAGUE.intersection(relative.with_suffix("").parts)):
            yield f"{relative}: the name {name!r} says nothing: name what happens there"


def version_without_entry(root: Path) -> Iterator[str]:
    """The current version has its heading in CHANGELOG.md."""
    found = re.search(
        r'__version__ = "([^"]+)"', (root / "pipeline/__init__.py").read_text("utf-8")
    )
    if found is None:
        yield 'pipeline/__init__.py: no line __version__ = "..."'
        return
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text("utf-8") if changelog.exists() else ""
    if not re.search(rf"^## {re.escape(found[1])}\b", text, re.MULTILINE):
        yield f"CHANGELOG.md: no heading '## {found[1]}' for the current version"


def misnumbered_decisions(root: Path) -> Iterator[str]:
    """Decisions are ``NNNN-title.md``, each number once."""
    numbers: Counter[str] = Counter()
    for path in sorted((root / "docs/decisions").glob("*")):
        if re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name):
            numbers[path.name[:4]] += 1
        else:
            yield f"docs/decisions/{path.name}: not named NNNN-title.md"
    for number, count in numbers.items():
        if count > 1:
            yield f"docs/decisions: number {number} is given {count} times"


def skipped_tests(root: Path) -> Iterator[str]:
    """A test that may not run proves nothing: what it needs is installed instead."""
    for path in sorted((root / "tests").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if SKIPPED.search(line):
                yield f"{path.relative_to(root)}:{number}: a test that may not run"


RULES = (too_long, vague_names, version_without_entry, misnumbered_decisions, skipped_tests)


def main(root: Path) -> int:
    """Print what breaks a rule, or else what comes near to it; 1 if anything is broken."""
    breaches = [breach for rule in RULES for breach in rule(root)]
    for breach in breaches:
        print(breach, file=sys.stderr)
    if breaches:
        return 1
    for lines, path in lengths(root):
        if lines > LONG:
            print(f"note: {path.relative_to(root)} grows long: {lines} lines")
    print("house rules: kept")
    return 0


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1]
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
