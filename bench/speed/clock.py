"""Processor time and memory of this process."""

import resource
import time
from pathlib import Path


def count_cpu_seconds() -> float:
    """Return the processor time of this process and of those it started and saw end."""
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + started.ru_utime + started.ru_stime


def measure_peak_mb() -> float:
    """Return the peak memory of this program alone.

    ``ru_maxrss`` keeps the peak of the process that started this one, so the kernel's own
    mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
