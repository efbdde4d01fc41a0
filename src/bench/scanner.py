#!/usr/bin/env python3
"""Compares the embedded scanner with an installed Bandit on a folder, and measures both in one run.

    mvn -q -Pbench -Dquick test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/test.txt
    python3 src/bench/scanner.py [FOLDER]

Without a folder, the standard library of this Python without its tests is scanned. Every finding of Bandit of severity MEDIUM
or HIGH must be found by us on the same lines, in whatever severity, or fall under one of the differences below, which are on
purpose. Exit code 1 if one does not. Code of tests counts like any other.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import statistics
import sys

import measure
import projects

# Tests of older versions of Bandit that mean what another of our rules means.
SAME = {
    "B303": {"PYA303", "PYA324"},
    "B325": {"PYA306"},
    "B322": {"PYA903"},
    "B308": {"PYA308", "PYA703"},
    "B703": {"PYA308", "PYA703"},
    "B309": {"PYA917"},
    "B602": {"PYA602", "PYA605"},
}

# What we do not report on purpose: test id, pattern of the source line (or None), and the reason.
DIFFERENCES = [
    ("B108", r"[\"']/(?:tmp|var/tmp|dev/shm)[^/\"'][^\"']*[\"']", "the path only begins like /tmp"),
    ("B103", None, "the mode has no bit for others or for writing by the group"),
    ("B303", r"usedforsecurity\s*=\s*False", "the call says that it is not for security"),
    ("B324", r"usedforsecurity\s*=\s*False", "the call says that it is not for security"),
    ("B303", r"hashlib\.new", "the algorithm is a variable"),
    ("B306", r"(?:self|cls)\.", "a method of this name"),
    ("B309", None, "HTTPSConnection verifies certificates since Python 3.4"),
    ("B322", None, "input() of Python 3 evaluates nothing"),
    ("B608", None, "no statement of SQL, or no data in it: see below"),
    ("B314", r"defusedxml", "defusedxml"),
    ("B506", r"SafeLoader", "a safe loader"),
    ("B610", None, "constant arguments"),
]


def run_bandit(folder, program):
    report = measure.WORK / "bandit.json"
    run = measure.run([program, "-q", "-r", "-f", "json", "-o", report, folder])
    return json.loads(report.read_text(encoding="utf-8")), run


def run_ours(folder, threads, rounds):
    libraries = (measure.WORK / "test.txt").read_text(encoding="utf-8").strip()
    path = os.pathsep.join([str(measure.ROOT / "target/test-classes"), str(measure.ROOT / "target/classes"), libraries])
    java = os.path.join(measure.JAVA_HOMES[0], "bin", "java") if measure.JAVA_HOMES else "java"
    run = measure.run([java, "-Xmx512m", "-cp", path, "io.github.pysecaudit.sast.scan.ScanDump", folder, threads, rounds])
    if run.code:
        sys.exit(run.output)
    times, found = [], collections.defaultdict(list)
    for line in run.output.splitlines():
        kind, *rest = line.split("\t")
        if kind == "round":
            times.append((int(rest[0]), int(rest[1]), float(rest[2]), float(rest[3]), int(rest[4])))
        elif kind == "found":
            found[rest[1]].append((rest[0], int(rest[2])))
    return times, found, run


def scanned_library():
    """A copy of the standard library without its tests."""
    folder = projects.fresh("scanned")
    top = pathlib.Path(projects.sysconfig.get_path("stdlib"))
    for path, _ in projects.library():
        target = folder / path.relative_to(top)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


def source_lines(cache, path):
    if path not in cache:
        cache[path] = pathlib.Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    return cache[path]


def reason(finding, text):
    for test, pattern, why in DIFFERENCES:
        if finding["test_id"] == test and (pattern is None or re.search(pattern, text)):
            return why
    return None


def compare(report, found):
    """How many findings of Bandit count, how many of them we have, which are left out on purpose, and which are missed."""
    cache, counts, missed, purposely = {}, collections.Counter(), [], collections.defaultdict(list)
    for finding in report["results"]:
        if finding["issue_severity"] not in ("MEDIUM", "HIGH"):
            continue
        counts["all"] += 1
        path = finding["filename"]
        span = finding["line_range"] + [finding["line_number"]]
        rules = SAME.get(finding["test_id"], {"PYA" + finding["test_id"][1:]})
        text = source_lines(cache, path)
        if any(rule in rules and min(span) <= line <= max(span) for rule, line in found[path]):
            counts["found"] += 1
            continue
        shown = " ".join(part.strip() for part in text[min(span) - 1 : max(span)])[:160]
        line = f"  {finding['test_id']} {path}:{finding['line_number']}  {shown}"
        why = reason(finding, shown)
        if why:
            purposely[finding["test_id"] + ": " + why].append(line)
        else:
            missed.append(line)
    return counts, purposely, missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--bandit", default="bandit")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="list the differences that are on purpose, too")
    options = parser.parse_args()
    folder = options.folder.resolve() if options.folder else scanned_library()
    words = f"`{options.folder}`" if options.folder else "Python's standard library without its tests"
    ours = [run_ours(folder, os.cpu_count(), 1) for _ in range(options.runs)]
    warm = min(cpu for _, _, _, cpu, _ in run_ours(folder, 1, 30)[0])
    times, found, _ = ours[0]
    files, lines, _, _, unscanned = times[0]
    print(f"""## The scanner against Bandit

    python3 src/bench/scanner.py

Input: {words}, {files} files, {lines:,} lines, of which {unscanned} files could not be read to the end by us; {measure.Maven().machine()}.
CPU seconds of the whole process, median (least to most) of {options.runs} runs.
""")
    rows = [row("the embedded scanner, a JVM of its own", [run for _, _, run in ours], lines, sum(map(len, found.values()))),
            ("the same, warm, one thread", f"{warm:.2f}", "", f"{lines / warm:,.0f}", "the same")]
    if not shutil.which(options.bandit):
        print(measure.table(HEADS, rows) + "\n\nBandit is not installed here, so that there is nothing to compare with.")
        return 0
    banditry = [run_bandit(folder, options.bandit) for _ in range(options.runs)]
    report = banditry[0][0]
    version = re.search(r"bandit \S*?(\d\S*)", measure.run([options.bandit, "--version"]).output)[1]
    rows.append(row(f"Bandit {version}", [run for _, run in banditry], lines, len(report["results"])))
    print(measure.table(HEADS, rows))
    counts, purposely, missed = compare(report, found)
    print(f"""
Bandit skipped {len(report['errors'])} files. Of its {counts['all']} findings of MEDIUM or HIGH, {counts['found']} are found here, {sum(map(len, purposely.values()))} are left out on purpose, {len(missed)} are missed:
""")
    for why, those in sorted(purposely.items()):
        print(f"- {len(those)} {why}" + "".join("\n  " + line for line in those if options.show))
    print("\n".join("- missed:" + line for line in missed))
    return 1 if missed else 0


HEADS = ("scanner", "CPU s", "wall s", "lines per CPU second", "findings")


def row(name, runs, lines, findings):
    cpus = [run.cpu for run in runs]
    return name, measure.middle(cpus), f"{statistics.median(run.wall for run in runs):.1f}", f"{lines / statistics.median(cpus):,.0f}", f"{findings:,}"


if __name__ == "__main__":
    sys.exit(main())
