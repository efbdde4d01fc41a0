#!/usr/bin/env python3
"""Measures the inner loops with JMH, and what Python offers for the same on the same input, side by side.

    mvn -q -Pbench -Dquick test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/test.txt
    python3 src/bench/inner_loops.py [--only REGEX]

The inputs are made into target/bench/inputs, from the standard library of this Python and from a fixed seed. `packaging` is
used if it can be imported, either by itself or as pip brings it.
"""

import argparse
import ast
import fnmatch
import io
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import tokenize

import measure
import projects
import services

try:
    from packaging import requirements, specifiers, version
except ImportError:
    from pip._vendor.packaging import requirements, specifiers, version
try:
    import tomllib
except ImportError:
    tomllib = None

LINES, VERSIONS, SPECIFIERS, REQUIREMENTS, PACKAGES, PINS, RECORDS, FILES, PATHS, PATTERNS = 20_000, 2_000, 100, 2_000, 500, 2_000, 500, 5_000, 5_000, 60
INPUTS = measure.WORK / "inputs"


def some_versions(chance, count):
    """Versions of all shapes of PEP 440."""
    ends = ["", "", "", "", "a1", "b2", "rc1", ".post1", ".dev3", "+local.7"]
    return [".".join(str(chance.randrange(40)) for _ in range(chance.choice((2, 3, 3, 3, 4)))) + chance.choice(ends) for _ in range(count)]


def write(name, lines):
    (INPUTS / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_inputs():
    """All inputs, and words on what they are, by benchmark."""
    projects.empty("inputs")
    chance = random.Random(20261101)  # nosec B311 - the same input every time, nothing secret
    files, lines = projects.python_source(INPUTS / "source", LINES)
    known = some_versions(chance, VERSIONS)
    write("versions.txt", known)
    plain = [one for one in known if "+" not in one]
    write("specifiers.txt", [f">={chance.choice(plain)},<{chance.randrange(40)}.0,!={chance.choice(plain)}" for _ in range(SPECIFIERS)])
    markers = ['python_version >= "3.8"', 'sys_platform == "win32" and python_version < "3.12"', 'extra == "test" or (os_name == "posix" and platform_machine != "arm64")']
    write("pep508.txt", [f"bench-lib-{n}[one,two] >={chance.choice(plain)},<99 ; {chance.choice(markers)}" for n in range(REQUIREMENTS)])
    digest = lambda: "".join(chance.choice("0123456789abcdef") for _ in range(64))
    write("requirements.txt", [f"bench-lib-{n}=={chance.choice(plain)} ; python_version >= \"3.8\" \\\n    --hash=sha256:{digest()} \\\n    --hash=sha256:{digest()}" for n in range(PINS)])
    lock = ["version = 1", 'requires-python = ">=3.11"']
    for n in range(PACKAGES):
        name = f"bench-lib-{n}"
        lock += ["", "[[package]]", f'name = "{name}"', f'version = "1.{n}"', 'source = { registry = "https://example.org/simple" }', "dependencies = [",
                 *(f'    {{ name = "bench-lib-{(n + step) % PACKAGES}" }},' for step in (1, 2, 3)), "]",
                 f'sdist = {{ url = "https://example.org/{name}-1.{n}.tar.gz", hash = "sha256:{digest()}", size = {1000 + n} }}', "wheels = [",
                 *(f'    {{ url = "https://example.org/{name}-1.{n}-cp3{minor}-none-any.whl", hash = "sha256:{digest()}", size = {2000 + n} }},' for minor in range(8, 14)), "]"]
    write("uv.lock", lock)
    section = (measure.ROOT / "README.md").read_text(encoding="utf-8")
    (INPUTS / "document.md").write_text(section * 10, encoding="utf-8")
    for ecosystem, name in (("Maven", "org.bench:lib"), ("PyPI", "bench-lib")):
        folder = INPUTS / f"osv-{ecosystem}"
        folder.mkdir()
        for n in range(RECORDS):
            record = services.record(f"GHSA-bench-{n:05}", [], ecosystem, name)
            low = chance.randrange(30)
            record["affected"][0].update(versions=[], ranges=[{"type": "ECOSYSTEM", "events": [
                event for step in range(3) for event in ({"introduced": f"{low + step}.{chance.randrange(5)}"}, {"fixed": f"{low + step}.{5 + chance.randrange(5)}.1"})]}])
            (folder / f"{n:05}.json").write_text(json.dumps(record), encoding="utf-8")
    write("osv-versions.txt", [one for one in plain if "dev" not in one][:50])
    for n in range(FILES):
        place = INPUTS / "tree" / f"d{n // 500:02}" / f"e{n // 50:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"f{n}.txt").touch()
    words = ["build", "dist", "cache", "logs", "tmp", "node", "venv", "docs", "app", "lib"]
    write("paths.txt", ["/".join(chance.choice(words) + str(chance.randrange(30)) for _ in range(4)) + chance.choice((".py", ".log", ".txt", ".pyc")) for _ in range(PATHS)])
    write("gitignore.txt", [chance.choice((f"{chance.choice(words)}{n}/", f"*.{chance.choice(words)}{n}", f"**/{chance.choice(words)}{n}/*.log", f"/{chance.choice(words)}{n}/**/x*.txt", f"!{chance.choice(words)}{n}/keep.txt")) for n in range(PATTERNS)])
    return {
        "lex": f"{files} modules, {lines:,} lines", "parse": f"{files} modules, {lines:,} lines", "rules": f"{files} trees, {lines:,} lines",
        "parseVersions": f"{VERSIONS:,} versions", "sortVersions": f"{VERSIONS:,} versions", "matchSpecifiers": f"{SPECIFIERS} sets of 3 on {VERSIONS:,} versions",
        "parseRequirements": f"{REQUIREMENTS:,} requirements with markers", "readLock": f"uv.lock, {PACKAGES} packages, {(INPUTS / 'uv.lock').stat().st_size // 1000} kB",
        "readRequirements": f"{PINS:,} pins, two hashes each", "matchRanges Maven": f"{RECORDS} records of 3 ranges on 50 versions", "matchRanges PyPI": f"{RECORDS} records of 3 ranges on 50 versions",
        "readMarkdown": f"README.md ten times, {len(section) * 10 // 1000} kB", "walkTree": f"{FILES:,} files in {FILES // 50 + FILES // 500} folders", "matchIgnoreRules": f"{PATHS:,} paths, {PATTERNS} patterns",
    }


def counterparts():
    """What Python offers for the same: name of the benchmark, words, and a function without arguments."""
    text = {name: (INPUTS / name).read_text(encoding="utf-8") for name in ("versions.txt", "specifiers.txt", "pep508.txt", "uv.lock", "osv-versions.txt")}
    sources = [path.read_bytes() for path in sorted((INPUTS / "source").iterdir())]
    trees = [ast.parse(source) for source in sources]
    known = [version.Version(one) for one in text["versions.txt"].split()]
    sets = [specifiers.SpecifierSet(one) for one in text["specifiers.txt"].split()]
    pinned = re.findall(r"^bench.*?(?= \\)", (INPUTS / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    ranges = []
    for path in sorted((INPUTS / "osv-PyPI").iterdir()):
        events = json.loads(path.read_bytes())["affected"][0]["ranges"][0]["events"]
        ranges.append([(version.Version(a["introduced"]), version.Version(b["fixed"])) for a, b in zip(events[::2], events[1::2])])
    asked = text["osv-versions.txt"].split()
    yield "lex", "`tokenize`", lambda: [list(tokenize.tokenize(io.BytesIO(source).readline)) for source in sources]
    yield "parse", "`ast.parse`, in C", lambda: [ast.parse(source) for source in sources]
    yield "rules", "`ast.walk` alone, without a rule", lambda: [sum(1 for _ in ast.walk(tree)) for tree in trees]
    yield "parseVersions", "`packaging`", lambda: [version.Version(one) for one in text["versions.txt"].split()]
    yield "sortVersions", "`packaging`", lambda: sorted(known)
    yield "matchSpecifiers", "`packaging`", lambda: sum(one.contains(other) for one in sets for other in known)
    yield "parseRequirements", "`packaging`", lambda: [requirements.Requirement(one) for one in text["pep508.txt"].splitlines()]
    if tomllib:
        yield "readLock", "`tomllib`, without a look at the packages", lambda: tomllib.loads(text["uv.lock"])
    yield "readRequirements", "`packaging` on the requirements alone", lambda: [requirements.Requirement(one) for one in pinned]
    yield "matchRanges PyPI", "`packaging`, ranges parsed before", lambda: sum(any(low <= one < high for low, high in record) for one in map(version.Version, asked) for record in ranges)
    yield "walkTree", "`os.walk`, names only", lambda: sum(len(names) for _, _, names in os.walk(INPUTS / "tree"))
    paths, patterns = (INPUTS / "paths.txt").read_text().split(), (INPUTS / "gitignore.txt").read_text().split()
    compiled = [re.compile(fnmatch.translate(one.strip("!/"))) for one in patterns]
    yield "matchIgnoreRules", "`fnmatch` on the whole path, another meaning", lambda: sum(any(one.match(path) for one in compiled) for path in paths)


def best(function, rounds=5):
    """CPU milliseconds of the quickest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        function()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def jmh(only, seconds):
    """CPU milliseconds of the quickest iteration and of the median one, by benchmark."""
    libraries = (measure.WORK / "test.txt").read_text(encoding="utf-8").strip()
    path = os.pathsep.join([str(measure.ROOT / "target/test-classes"), str(measure.ROOT / "target/classes"), libraries])
    report = measure.WORK / "jmh.json"
    java = os.path.join(measure.JAVA_HOMES[0], "bin", "java") if measure.JAVA_HOMES else "java"
    command = [java, "-cp", path, "org.openjdk.jmh.Main", only, "-bm", "avgt", "-tu", "ms", "-f", "1", "-wi", "8", "-w", seconds, "-i", "5", "-r", seconds, "-prof", "io.github.pysecaudit.bench.CpuProfiler",
               "-rf", "json", "-rff", str(report), "-jvmArgsAppend", f"-Dbench.inputs={INPUTS} -Xmx1g"]
    done = subprocess.run([str(part) for part in command], stdout=sys.stderr, check=False)  # nosec B603 - the command is java with the arguments above
    if done.returncode:
        sys.exit("JMH did not end as it should.")
    for one in json.loads(report.read_text(encoding="utf-8")):
        name = " ".join([one["benchmark"].rpartition(".")[2], *one.get("params", {}).values()])
        iterations = [value for fork in one["secondaryMetrics"]["cpu"]["rawData"] for value in fork]
        yield name, min(iterations), statistics.median(iterations)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=r"io\.github\.pysecaudit\..*")
    parser.add_argument("--seconds", default=2, type=int, help="length of an iteration")
    options = parser.parse_args()
    inputs = make_inputs()
    measured = list(jmh(options.only, options.seconds))
    wanted = {name for name, _, _ in measured}
    python = {name: (words, best(function)) for name, words, function in counterparts() if name in wanted}
    print(f"""## Inner loops

    mvn -q -Pbench -Dquick test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/test.txt
    python3 src/bench/inner_loops.py

JMH, one fork, five iterations after eight to warm up; beside it what Python has for the same on the same input in the same run. Both in
CPU milliseconds of the whole process, the quickest of five; work on one thread. {measure.Maven().machine()}, packaging {getattr(sys.modules.get('packaging'), '__version__', 'as in pip')}.
""")
    rows = []
    for name, quickest, median in measured:
        words, other = python.get(name, ("nothing at hand", None))
        rows.append((name, inputs[name], f"{quickest:.2f}", f"{median:.2f}", f"{other:.2f}" if other else "", f"{other / quickest:.1f}" if other else "", words))
    print(measure.table(("loop", "input", "JVM, warm", "its median", "Python", "times", "Python by"), rows))
    print("""
The JVM is warm here, and a Maven build never is: what a loop costs in a build is in the sections on goals. Where Python's side does
less work than ours, its column says so; `ast.parse` is C.""")


if __name__ == "__main__":
    main()
