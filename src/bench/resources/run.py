#!/usr/bin/env python3
"""Audits trees that want to exhaust the plugin, each in a Maven process of its own with little memory, and tells what it cost.

    python3 src/bench/resources/run.py [--only NAME,NAME] [--jobs N] [--repo LOCAL_REPOSITORY] [--work FOLDER] [--rows FILE]
        [--output docs/resources.md]

The plugin must be installed in the local repository. Needs some 8 GB of disk for the largest tree; each is removed after its
audit. Each tree is audited twice, the second time with the caches of the first, except for files of 1 GB, of which nothing is
kept; both count. Exits with the number of trees for
which an audit died, took more than a minute of processor time, or passed what it had not looked at.
"""
import argparse, concurrent.futures, json, os, pathlib, re, signal, subprocess, sys, tempfile, time  # nosec PYA404 - it starts Maven, which is what is measured
import hostile_trees

HEAP, MOST_CPU, TIMEOUT = "512m", 60, 600
SHOWN = ["1.1", "5.1", "6.1", "6.2", "8.2", "10.1", "10.2"]
SHORT = {"PASS": "pass", "FAIL": "fail", "REVIEW": "review", "UNKNOWN": "unknown", "NOT_APPLICABLE": "n/a"}
UNREAD = re.compile(r"not (fully )?read|not, or not fully|not (listed|followed|scanned|understood)|larger than|cannot be|out of the repository|"
                    r"more than \d+|more entries|left out|were not|does not end|damaged", re.I)


def audit(arguments, tree, work):
    """Wall seconds, CPU seconds, peak memory in MB, exit status (negative: a signal) and the log of one audit."""
    (work / "start").mkdir(exist_ok=True)
    command = ["mvn", "-B", "-ntp", "-o", "-Dmaven.repo.local=" + arguments.repo,
               f"io.github.pysecaudit:audit-maven-plugin:{arguments.version}:check", "-Daudit.offline", "-Daudit.scanners=none",
               "-Daudit.directory=" + str(tree), "-Daudit.outputDirectory=" + str(work / "out"), "-Daudit.cacheDirectory=" + str(work / "cache"),
               "-Daudit.formats=json,sarif,html,junit,markdown,cyclonedx"]
    environment = dict(os.environ, MAVEN_OPTS=f"-Xmx{HEAP} -XX:+ExitOnOutOfMemoryError")
    start = time.monotonic()
    with open(work / "log", "wb") as log:
        process = subprocess.Popen(command, cwd=work / "start", env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)  # nosec PYA603 - the command is a list and is written in this script
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - start > TIMEOUT:
                os.killpg(process.pid, signal.SIGKILL)
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode,
            (work / "log").read_text(errors="replace"))


def judge(tree_hides, runs, work):
    """What is wrong with these audits, the verdicts, and what the report says about what was not read."""
    problems = []
    for _, cpu, _, status, log in runs:
        if "OutOfMemory" in log or "StackOverflow" in log or status not in (0, 1) or "requirement(s)" not in log and "BUILD SUCCESS" not in log:
            problems.append("died: " + next((line for line in log.splitlines() if "ERROR" in line or "rror" in line), f"status {status}")[:160])
        if cpu > MOST_CPU:
            problems.append(f"{cpu:.0f} s of processor time")
    report = work / "out/audit.json"
    if hostile_trees.REFUSED in tree_hides:
        refusals = re.findall(r"\S+ cannot be read: [^\n]*", runs[0][4])
        return ([] if refusals and not report.is_file() else ["not refused"]), {}, (refusals or [""])[0][:150]
    if not report.is_file():
        return problems + ["no report"], {}, ""
    found = json.loads(report.read_text())
    verdicts = {r["id"]: r["verdict"] for r in found["requirements"]}
    problems += [f"{name} passed" for name in tree_hides if verdicts[name] == "PASS"]
    problems += ["a fact broke down: " + r["summary"][:120] for r in found["requirements"] if "broke" in r["summary"] or "Error" in r["summary"]]
    said = {}
    for requirement in found["requirements"]:
        texts = [requirement["summary"]] + [f["message"] for f in requirement.get("findings", [])] + [e.get("text", "") for e in requirement.get("evidence", [])]
        said.update((t, None) for t in texts if UNREAD.search(t))
    first = next(iter(said), "")[:150]
    return problems, verdicts, first + (f" (and {len(said) - 1} more)" if len(said) > 1 else "")


def both(runs, which):
    return " / ".join(f"{run[which]:.1f}" for run in runs)


def cell(text):
    return re.sub(r"[^ -~]", "?", text).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")


def measure(arguments, name, size, hides, build):
    """The row of one tree."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="audit-" + name + "-", dir=arguments.work))
    try:
        (work / "tree").mkdir()
        build(work / "tree")
        runs = [audit(arguments, work / "tree", work) for _ in range(1 if "-1-gb-" in name else arguments.runs)]
        problems, verdicts, said = judge(hides, runs, work)
    finally:
        if not arguments.keep:
            subprocess.run(["rm", "-rf", str(work)], check=True)  # what deletes in Python gives up on a tree this deep  # nosec PYA603, PYA607 - the command is a list and is written in this script; the programs are those of whoever measures
    shown = ", ".join(f"{v} {SHORT[verdicts[v]]}" for v in SHOWN if v in verdicts)
    return (f"| {name} | {cell(size)} | {both(runs, 0)} | {both(runs, 1)} | {max(r[2] for r in runs):.0f} | {shown} | {cell(said)} | "
            f"{cell('; '.join(problems)) or 'none'} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--repo", default=os.path.expanduser("~/.m2/repository"))
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--work")
    parser.add_argument("--runs", type=int, default=2, help="audits of each tree; those after the first have its caches")
    parser.add_argument("--jobs", type=int, default=1, help="trees at a time; with more than one the wall times say little")
    parser.add_argument("--keep", action="store_true", help="leaves trees, logs and reports where they are")
    parser.add_argument("--rows", help="a file of rows: an interrupted run goes on where it stopped")
    parser.add_argument("--output")
    arguments = parser.parse_args()
    wanted = [c for c in hostile_trees.CASES if not arguments.only or c[0] in arguments.only.split(",")]
    kept = pathlib.Path(arguments.rows).read_text().splitlines() if arguments.rows and os.path.exists(arguments.rows) else []
    known = {row.split(" | ")[0].removeprefix("| "): row for row in kept}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        rows = []
        for row in pool.map(lambda one: known.get(one[0]) or measure(arguments, *one), wanted):
            rows.append(row)
            print(row, flush=True)
            if arguments.rows:
                pathlib.Path(arguments.rows).write_text("\n".join(rows) + "\n")
    failed = sum(not row.endswith("| none |") for row in rows)
    if arguments.output:
        publish(arguments, rows, failed)
    sys.exit(min(failed, 99))


def publish(arguments, rows, failed):
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]  # nosec PYA603, PYA607 - the command is a list and is written in this script; the programs are those of whoever measures
    maven = re.sub(r"\x1b\[[0-9;]*m", "", subprocess.run(["mvn", "-B", "--version"], capture_output=True, text=True).stdout.splitlines()[0])  # nosec PYA603, PYA607 - the command is a list and is written in this script; the programs are those of whoever measures
    pathlib.Path(arguments.output).write_text(f"""# Bounded memory and time

Written by `python3 src/bench/resources/run.py --output docs/resources.md`; `src/bench/resources/hostile_trees.py` builds the trees.

Each tree is a folder without a POM, audited by `audit:check` with all report formats and without a network, in a Maven process of
its own with `-Xmx{HEAP}`: once with an empty cache, and once more with what the first run kept (not for files of 1 GB, of which
nothing is kept). Wall time, processor time (user and
system, of all threads) and peak memory (resident, with everything the JVM has beside its heap) are those of the whole process, Maven
included; the first row is what these cost without any attack. A problem is an audit that dies, takes more than {MOST_CPU} s of
processor time, or passes a requirement whose violation the tree hides. {java}, {maven}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}
at the end; {arguments.jobs} at a time, so that wall times are those of a busy machine if that is not 1.

| tree | what is in it | wall s, cold / warm | CPU s, cold / warm | peak MB | verdicts | what the report says was not read | problems |
| --- | --- | --- | --- | --- | --- | --- | --- |
""" + "\n".join(rows) + f"\n\n{len(rows)} trees, {failed} with a problem.\n")


main()
