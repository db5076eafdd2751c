"""What a run costs: in, a command; out, numbers, and tables of their medians."""

import os
import statistics
import subprocess
import sys
import time

MEASURES = ("user CPU, s", "system CPU, s", "wall, s", "peak memory, MiB")


def cost(command, fine=(0,)):
    """What one run costs, in the order of MEASURES. The kernel counts, for the program and all its threads."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return used.ru_utime, used.ru_stime, wall, used.ru_maxrss / 1024


def build(program, site, out):
    """What a build costs. Its code is 1 where something is wrong with the site."""
    return cost([program, "build", "--site", str(site), "--out", str(out)], (0, 1))


def medians(costs):
    return {name: [statistics.median(values) for values in zip(*all_)] for name, all_ in costs.items()}


def cpu(costs):
    """User and system CPU together, by medians."""
    return {name: user + system for name, (user, system, *_) in medians(costs).items()}


def show(costs, against):
    """Prints the medians, and how the first of them, or each of the others, stands to `against`."""
    table = medians(costs)
    compared = [name for name in table if name != against]
    print(f"{'':18}" + "".join(f"{name:>14}" for name in table) + "".join(f"{name + ' / ' + against:>26}" for name in compared))
    for at, measure in enumerate(MEASURES):
        row = "".join(f"{values[at]:14.2f}" for values in table.values())
        base = table[against][at]
        ratios = (table[name][at] / base if base else float("inf") for name in compared)
        print(f"{measure:18}{row}" + "".join(f"{ratio:26.3f}" for ratio in ratios))
