"""Compares the embedded scanner with an installed Bandit on a folder, and measures both in one run.

    mvn -q test-compile dependency:build-classpath     (once; or any other way to compile)
    python3 src/bench/sast/compare_bandit.py --classpath target/test-classes:target/classes:... FOLDER

Every finding of Bandit of severity MEDIUM or HIGH must be found by us on the same lines, in whatever severity, or fall
under one of the differences below, which are on purpose. Exit code 1 if one does not. Code of tests counts like any other.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

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
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    result = subprocess.run([program, "-q", "-r", "-f", "json", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)  # nosec B603 - whoever starts this comparison names the program
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads(result.stdout)
    return report, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_ours(folder, classpath, threads, rounds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = ["java", "-Xmx512m", "-cp", classpath, "io.github.pysecaudit.sast.scan.ScanDump", str(folder), str(threads), str(rounds)]
    result = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # nosec B603 - whoever starts this comparison names the program
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    times, found = [], collections.defaultdict(list)
    for line in result.stdout.decode("utf-8").splitlines():
        kind, *rest = line.split("\t")
        if kind == "round":
            times.append((int(rest[0]), int(rest[1]), float(rest[2]), float(rest[3]), int(rest[4])))
        elif kind == "found":
            found[rest[1]].append((rest[0], int(rest[2])))
    return times, found, wall, cpu


def source_lines(cache, path):
    if path not in cache:
        cache[path] = pathlib.Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    return cache[path]


def reason(finding, text):
    for test, pattern, why in DIFFERENCES:
        if finding["test_id"] == test and (pattern is None or re.search(pattern, text)):
            return why
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--bandit", default="bandit")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--show", action="store_true", help="list the differences that are on purpose, too")
    options = parser.parse_args()
    folder = options.folder.resolve()

    cold, found, cold_wall, cold_cpu = run_ours(folder, options.classpath, options.threads, 1)
    warm, _, _, _ = run_ours(folder, options.classpath, 1, 30)
    report, bandit_wall, bandit_cpu = run_bandit(folder, options.bandit)
    loc = sum(1 for path in report["metrics"] if path != "_totals")
    files, lines, _, _, unscanned = cold[0]
    best = min(cpu for _, _, _, cpu, _ in warm)

    print(f"folder      {folder}")
    print(f"bandit      {loc} files, {len(report['errors'])} skipped, {len(report['results'])} findings, {bandit_wall:.1f} s, CPU {bandit_cpu:.1f} s, {lines / bandit_cpu:,.0f} lines per CPU second")
    print(f"ours, cold  {files} files, {unscanned} not fully read, {sum(map(len, found.values()))} findings, {cold_wall:.1f} s, CPU {cold_cpu:.1f} s, {lines / cold_cpu:,.0f} lines per CPU second")
    print(f"ours, warm  {lines} lines, CPU {best:.2f} s on one thread, {lines / best:,.0f} lines per CPU second: {bandit_cpu / best:.0f} times Bandit")

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
    print(f"\nOf {counts['all']} findings of Bandit of MEDIUM or HIGH, {counts['found']} are found here, {sum(map(len, purposely.values()))} are left out on purpose, {len(missed)} are missed.")
    for why, those in sorted(purposely.items()):
        print(f"  {len(those):4} {why}")
        if options.show or "see below" in why:
            print("\n".join("  " + line for line in those))
    print("\n".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
