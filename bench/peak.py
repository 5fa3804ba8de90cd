"""Read one file and print the most memory the process ever held, in bytes.

A program of its own (``python -m bench.peak FILE``), so that nothing else is counted.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from pipeline import extract


def peak_bytes() -> int:
    """The peak of this process alone.

    On Linux ``ru_maxrss`` starts from what the parent process held when it made this one,
    so the kernel's own mark of this process is read instead.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    extract.read(Path(sys.argv[1]))
    print(peak_bytes())
