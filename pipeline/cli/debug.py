"""For whoever wants to see why a page was read as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import output
from pipeline.cli.options import Quiet, Verbose


def debug(
    file: Annotated[Path, typer.Argument(help="A PDF, PNG, JPEG or TIFF file.")],
    image: Annotated[Path, typer.Option(help="The PNG to write.", metavar="OUT.png")],
    page: Annotated[int, typer.Option(help="The page, from 1.", min=1)] = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Draw lines, cells, seams, repairs and the text outside on the picture of a page.

    \b
    Examples:
      fenjie debug 任务分解表.pdf --page 3 --image page3.png
      fenjie debug scan.tif --image page1.png
    """
    from pipeline.engine.debug import debug_page

    told = debug_page(file, page, image)
    if not quiet:
        output.say(told)
