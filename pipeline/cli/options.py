"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON to stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say more; show the traceback of a defect.")
]
Jurisdiction = Annotated[
    str | None,
    typer.Option(help="GB/T 2260 code of the issuing place, such as 441900.", metavar="CODE"),
]
Date = Annotated[
    str | None, typer.Option(help="Date at which names are judged, ISO.", metavar="DATE")
]
Dictionaries = Annotated[
    Path | None,
    typer.Option(
        "--dictionaries",
        help="Dictionary files that override and extend the delivered ones and the project's "
        "own, those in a folder dictionaries/ next to raw/ or here.",
        metavar="DIR",
    ),
]
