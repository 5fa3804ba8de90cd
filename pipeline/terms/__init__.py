"""The terms of a task: by when (deadlines), how much (targets), about what (keywords).

Each module reads printed text alone and returns records; no file, no clock. Offsets are
characters of the text as printed.
"""
