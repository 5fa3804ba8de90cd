"""How fast and how large: each figure side by side with what one would use instead.

``make bench`` or ``python -m bench [--json FILE]``. Both sides of a comparison run in turn
in one process, so that a slow or busy machine slows both; figures are medians. Nothing here
passes or fails.
"""
