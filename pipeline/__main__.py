"""``python -m pipeline`` is ``fenjie``."""

from pipeline.cli import main

main()
