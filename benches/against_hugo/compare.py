#!/usr/bin/env python3
"""Isogloss and Hugo in turn on the same site: in, how many posts; out, what each costs, and the ratios.

The floor is `cp -r` of our finished pages. Every run writes into a folder that is not there yet and finds no cache of an
earlier one. Medians count.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import sites  # noqa: E402 (after the line above, so that no compiled copy lies here)

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


def files_below(folder):
    return sum(len(files) for _, _, files in os.walk(folder))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("isogloss", type=pathlib.Path, help="the program, built with --release")
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sites", type=pathlib.Path, help="a folder with `isogloss` and `hugo`, instead of our own")
    parser.add_argument("--before", type=pathlib.Path, help="an older isogloss, to be compared with too")
    parser.add_argument("--work", type=pathlib.Path, help="where sites and pages are written; a temporary folder else")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.work) as work:
        compare(arguments, pathlib.Path(work))


def compare(arguments, work):
    if not (from_ := arguments.sites):
        from_ = work
        sites.write_isogloss(work / "isogloss", arguments.posts)
        sites.write_hugo(work / "hugo", arguments.posts)
    ours, theirs = from_ / "isogloss", from_ / "hugo"
    programs = {"isogloss": arguments.isogloss, "before": arguments.before}
    programs = {name: str(program.resolve()) for name, program in programs.items() if program}
    hugo = shutil.which("hugo")
    version = [hugo, "version"] if hugo else ["echo", "hugo is not in PATH: it is left out"]
    print(subprocess.run(version, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1])
    costs = {}
    # Each run has a folder of its own: where files were removed a moment ago, file systems take longer to make new ones.
    for run in range(arguments.runs):
        for name, program in programs.items():
            shutil.rmtree(ours / ".isogloss", ignore_errors=True)
            out = str(work / f"{name}-{run}")
            # Its code is 1 where something is wrong with the site.
            costs.setdefault(name, []).append(cost([program, "build", "--site", str(ours), "--out", out], (0, 1)))
        pages = str(work / f"isogloss-{run}")
        costs.setdefault("cp -r", []).append(cost(["cp", "-r", pages, str(work / f"copy-{run}")]))
        if hugo:
            folders = ["--source", theirs, "--destination", work / f"hugo-{run}", "--cacheDir", work / f"cache-{run}"]
            costs.setdefault("hugo", []).append(cost([hugo, *map(str, folders)]))
    counted = {name: files_below(work / f"{name}-0") for name in costs if name != "cp -r"}
    print("files written: " + ", ".join(f"{name} {count}" for name, count in counted.items()))
    show({name: [statistics.median(values) for values in zip(*all_)] for name, all_ in costs.items()})


def show(medians):
    others = [name for name in medians if name != "isogloss"]
    print(f"{'':18}" + "".join(f"{name:>12}" for name in medians) + "".join(f"{'to ' + name:>12}" for name in others))
    for at, measure in enumerate(MEASURES):
        own = medians["isogloss"][at]
        ratios = (own / medians[name][at] if medians[name][at] else float("inf") for name in others)
        shown = "".join(f"{values[at]:12.2f}" for values in medians.values())
        print(f"{measure:18}{shown}" + "".join(f"{ratio:12.3f}" for ratio in ratios))


if __name__ == "__main__":
    main()
