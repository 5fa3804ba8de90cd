"""``python -m bench [--json FILE]``: measure everything and print one table."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bench import diff, owners, pdf, process, reading, scans
from bench.measure import Comparison, table


def main() -> None:
    """Run every comparison; progress goes to stderr, the table to stdout."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here, too")
    options = parser.parse_args()
    results: list[Comparison] = []
    for part in (reading, pdf, process, owners, scans, diff):
        print(f"measuring: {part.__name__.partition('.')[2]} ...", file=sys.stderr)
        results += part.compare()
    print(table(results))
    if options.json:
        rows = [{**asdict(result), "ratio": round(result.ratio, 4)} for result in results]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
