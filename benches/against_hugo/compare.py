#!/usr/bin/env python3
"""Isogloss measured on one site: in, the program and what to measure; out, what each run costs, and the ratios.

clean   a build from nothing, beside Hugo, beside `cp -r` of our finished pages, and with --floor beside what the
        libraries alone take
warm    builds that begin with the last one's record: nothing changed, one message of a menu, the text of one post
growth  a build of ten times as many posts
watch   from the save of a message of the menu to the page that the server answers with, and to all files

All runs of a measure take turns in one run of this script, and medians count.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import edits  # noqa: E402 (after the line above, so that no compiled copy lies here)
import sites  # noqa: E402
from measures import build, cost, cpu, show  # noqa: E402


def main():
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("isogloss", type=pathlib.Path, help="the program")
    parser.add_argument("what", nargs="*", default=["clean"], help="what to measure; clean if nothing is said")
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sites", type=pathlib.Path, help="a folder with `isogloss` and `hugo`, instead of our own")
    parser.add_argument("--larger", type=pathlib.Path, help="such a folder with ten times as many posts, for growth")
    parser.add_argument("--before", type=pathlib.Path, help="an older isogloss, to be compared with too")
    parser.add_argument("--floor", type=pathlib.Path, help="the bench `floor`, built")
    parser.add_argument("--work", type=pathlib.Path, help="where sites and pages are written; a temporary folder else")
    arguments = parser.parse_args()
    kinds = {"clean": clean, "warm": warm, "growth": growth, "watch": watch}
    if unknown := set(arguments.what) - set(kinds):
        parser.error(f"{', '.join(unknown)} cannot be measured; {', '.join(kinds)} can")
    arguments.isogloss = str(arguments.isogloss.resolve())
    with tempfile.TemporaryDirectory(dir=arguments.work) as work:
        work = pathlib.Path(work)
        if not arguments.sites:
            arguments.sites = work
            sites.write_isogloss(work / "isogloss", arguments.posts)
            if "clean" in arguments.what:
                sites.write_hugo(work / "hugo", arguments.posts)
        for what in arguments.what:
            print(f"\n{what}: {arguments.posts} posts, medians of {arguments.runs}")
            kinds[what](arguments, work)


def files_below(folder):
    return sum(1 for path in folder.rglob("*") if path.is_file())


def forget(site):
    shutil.rmtree(site / ".isogloss", ignore_errors=True)


def clean(arguments, work):
    """Each run has a folder of its own: where files were removed a moment ago, file systems take longer to make new
    ones."""
    ours, theirs = arguments.sites / "isogloss", arguments.sites / "hugo"
    programs = {"isogloss": arguments.isogloss}
    if arguments.before:
        programs["before"] = str(arguments.before.resolve())
    hugo = shutil.which("hugo")
    version = [hugo, "version"] if hugo else ["echo", "hugo is not in PATH: it is left out"]
    print(subprocess.run(version, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1])
    costs = {}
    for run in range(arguments.runs):
        for name, program in programs.items():
            forget(ours)
            costs.setdefault(name, []).append(build(program, ours, work / f"{name}-{run}"))
        pages = str(work / f"isogloss-{run}")
        costs.setdefault("cp -r", []).append(cost(["cp", "-r", pages, str(work / f"copy-{run}")]))
        if arguments.floor:
            floor = [str(arguments.floor.resolve()), str(ours), str(work / f"floor-{run}")]
            costs.setdefault("floor", []).append(cost(floor))
        if hugo:
            folders = ["--source", theirs, "--destination", work / f"hugo-{run}", "--cacheDir", work / f"cache-{run}"]
            costs.setdefault("hugo", []).append(cost([hugo, *map(str, folders)]))
    counted = {name: files_below(work / f"{name}-0") for name in costs if name != "cp -r"}
    print("files written: " + ", ".join(f"{name} {count}" for name, count in counted.items()))
    show(costs, "isogloss")
    for left in work.glob("*-*"):
        shutil.rmtree(left)


def warm(arguments, work):
    site, out = arguments.sites / "isogloss", work / "warm"
    costs = {}
    with edits.Edited(site) as edited:
        for run in range(arguments.runs):
            forget(site)
            shutil.rmtree(out, ignore_errors=True)
            steps = {
                "clean": lambda: None,
                "nothing": lambda: None,
                "message": lambda run=run: edited.message(f"変更 {run}"),
                "post": lambda run=run: edited.post(f"変更 {run}"),
            }
            for name, edit in steps.items():
                edit()
                costs.setdefault(name, []).append(build(arguments.isogloss, site, out))
    show(costs, "clean")
    all_cpu = cpu(costs)
    print("all CPU to that of a clean build: " + ", ".join(f"{name} {all_cpu[name] / all_cpu['clean']:.3f}" for name in all_cpu))
    shutil.rmtree(out)


def growth(arguments, work):
    both = {"posts": work / "small", "ten times": work / "large"}
    if arguments.larger:
        shutil.copytree(arguments.sites / "isogloss", both["posts"])
        shutil.copytree(arguments.larger / "isogloss", both["ten times"])
    else:
        sites.write_isogloss(both["posts"], arguments.posts)
        sites.write_isogloss(both["ten times"], arguments.posts * 10)
    costs = {name: [] for name in both}
    times = []
    for run in range(arguments.runs):
        # A machine is faster in one minute than in the next: the large site is set against the builds around it, and
        # one small build tells little.
        around = ["posts"] * 3
        for name in [*around, "ten times", *around]:
            forget(both[name])
            out = work / f"growth-{run}"
            costs[name].append(build(arguments.isogloss, both[name], out))
            shutil.rmtree(out)
        latest = cpu({"around": costs["posts"][-2 * len(around):], "large": costs["ten times"][-1:]})
        times.append(latest["large"] / latest["around"])
    show(costs, "posts")
    print(f"all CPU: {statistics.median(times):.2f} times as much")


def watch(arguments, work):
    site = arguments.sites / "isogloss"
    forget(site)
    with edits.Edited(site) as edited:
        edits.latency(arguments.isogloss, site, work / "watched", edited, arguments.runs)


if __name__ == "__main__":
    main()
