"""The command line: parse, one library call, print, exit code."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run ``fenjie``. Ends in ``SystemExit`` with an exit code of ``pipeline.errors``."""
    from pipeline.cli.commands import app
    from pipeline.cli.output import fail, use_utf8
    from pipeline.errors import FenjieError

    # What is loaded at the start lives to the end. To look for garbage in it every 700
    # objects, and once more on leaving, costs a tenth of a short run.
    gc.set_threshold(50_000)
    use_utf8()
    try:
        app(prog_name="fenjie")
    except FenjieError as error:
        fail(str(error), error.exit_code)
    except Exception as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        fail(f"a defect of fenjie: {what} (-v shows the traceback)", 1)
    finally:
        gc.freeze()
