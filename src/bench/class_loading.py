#!/usr/bin/env python3
"""Counts which classes each goal makes the JVM load, from which libraries, and weighs the class path.

    mvn -q -DskipTests -Dinvoker.skip package && python3 src/bench/class_loading.py [--strict] [--classes LIBRARY] [GOAL...]

The input is the bundled example, with the stand-in of services.py. With --strict the exit code is 1 if a goal loads a library
that it has no use for; with --classes the classes of that library are listed for each goal.
"""

import argparse
import collections
import fnmatch
import pathlib
import re
import sys

import measure
import projects
import services

ASKING = ("badge", "dependencies", "check*", "update", "baseline", "explain*")
# Library, and the goals that have a use for it on this example. A library that is not named here may be loaded by each:
# every goal reads audit.toml, and the documents for what they say does not apply.
USES = {
    "okhttp-jvm": ASKING, "okio-jvm": ASKING, "kotlin-stdlib": ASKING,
    "cvss-calculator": ("dependencies", "check*", "baseline", "explain*"),
    "commons-compress": (), "commons-codec": (), "commons-io": (), "commons-lang3": (),
    "cyclonedx-core-java": ("check, cyclonedx",), "packageurl-java": ("check, cyclonedx",), "commons-collections4": ("check, cyclonedx",),
    "jackson-dataformat-xml": (), "stax2-api": (),
}
FORMATS = ("json", "sarif", "html", "junit", "markdown", "cyclonedx")
ONE = "org.apache.maven.plugins:maven-clean-plugin:3.5.0:clean"


def goals(maven, service):
    """Name and arguments of what is measured."""
    yield "clean of maven-clean-plugin", [ONE]
    yield "help", [maven.goal("help")]
    for name in ("pins", "build", "privileges", "documents", "badge", "dependencies", "code"):
        yield name, [maven.goal(name)]
    for form in FORMATS:
        yield "check" if form == "json" else f"check, {form}", [maven.goal("check"), f"-Daudit.formats={form}"]
    yield "explain", [maven.goal("explain"), "-Drequirement=4.2"]
    yield "pin", [maven.goal("pin"), "-DdryRun"]
    yield "baseline", [maven.goal("baseline")]
    yield "init", [maven.goal("init")]
    yield "update", [maven.goal("update"), f"-Daudit.bulkUrl={service}"]


def loaded(log, repository):
    """Names of the loaded classes by library; the JDK's and Maven's under these names."""
    found = collections.defaultdict(list)
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, source = line.partition(" source: ")
        name = name.split()[-1].split("/0x")[0]
        if source.startswith("file:") and f"/{repository.name}/" in source:
            found[re.sub(r"-\d[\w.-]*\.jar.*$", "", pathlib.PurePosixPath(source).name)].append(name)
        elif source.startswith("file:"):
            found["Maven"].append(name)
        elif name.startswith("io.github.pysecaudit"):
            found["audit-maven-plugin"].append(name)
        else:
            found["JDK"].append(name)
    return found


def misplaced(goal, found):
    """Libraries that this goal loads and has no use for."""
    for library in found:
        for pattern, users in USES.items():
            if fnmatch.fnmatch(library, pattern) and not any(fnmatch.fnmatch(goal, user) for user in users):
                yield library


def class_path(maven, folder):
    """Name and size of each file of the plugin's own class path, as Maven itself puts it together."""
    text = maven.run(folder, "-X", maven.goal("help")).output
    realm = re.search(r"Populating class realm plugin>io\.github\.pysecaudit\S*\s(.*?)\[DEBUG\] Configuring mojo", text, re.DOTALL)
    names = re.findall(r"Included: ([\w.-]+):([\w.-]+):jar:(?:\w+:)?([\w.-]+)", realm[1])
    for group, artifact, version in names:
        jar = maven.repository / group.replace(".", "/") / artifact / version / f"{artifact}-{version}.jar"
        yield artifact, version, jar.stat().st_size


def measured(maven, service, chosen):
    """Each goal with its CPU seconds and its classes by library, in its own copy of the example, with caches filled before."""
    log = measure.WORK / "classes.log"
    for goal, arguments in goals(maven, service):
        if chosen and goal not in chosen:
            continue
        folder, cache = projects.fresh("example"), projects.empty("example-cache")
        projects.example(folder)
        common = [*measure.settled(service), f"-Daudit.cacheDirectory={cache}", *arguments]
        maven.run(folder, *common)
        log.unlink(missing_ok=True)
        run = maven.run(folder, *common, options=f"-Xlog:class+load:file={log}:none")
        print(f"{goal}: {run.cpu:.1f} CPU s", file=sys.stderr)
        yield goal, run.cpu, loaded(log, maven.repository)


def row(goal, cpu, found):
    """A line of the table."""
    libraries = {name: len(classes) for name, classes in found.items() if name not in ("JDK", "Maven", "audit-maven-plugin")}
    named = ", ".join(f"{name} {count}" for name, count in sorted(libraries.items(), key=lambda item: -item[1]))
    others = len(found.get("JDK", ())) + len(found.get("Maven", ()))
    return goal, f"{cpu:.1f}", others, len(found.get("audit-maven-plugin", ())), sum(libraries.values()), named


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("goals", nargs="*")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--classes", metavar="LIBRARY")
    options = parser.parse_args()
    maven = measure.Maven()
    rows, wrong = [], collections.defaultdict(list)
    with services.Services() as service:
        for goal, cpu, found in measured(maven, service.address, options.goals):
            rows.append(row(goal, cpu, found))
            for library in misplaced(goal, found):
                wrong[library].append((goal, found[library]))
            if options.classes:
                print("\n".join([goal, *("    " + name for name in sorted(found[options.classes]))]))
        path = sorted(class_path(maven, measure.WORK / "example"), key=lambda entry: -entry[2])
    print(f"""## What each goal loads, and the class path

    python3 src/bench/class_loading.py

Input: the bundled example, each goal twice in a copy of its own, the second run counted; {maven.machine()}. Classes of
the JDK and of Maven are loaded by every goal of every plugin: the first line is a goal that does nothing, of another plugin.
`audit:reproduce` is left out, as it is two builds of the project.
""")
    print(measure.table(("goal", "CPU s", "JDK and Maven", "our own", "of libraries", "from"), rows))
    print("\nLibraries that a goal loads and has no use for:" + ("\n" if wrong else " none."))
    for library, places in sorted(wrong.items()):
        print(f"- {library}, up to {max(len(classes) for _, classes in places)} classes, `{places[0][1][0]}` first: {', '.join(goal for goal, _ in places)}")
    total = sum(size for _, _, size in path)
    print(f"\nThe class path of the plugin is {measure.megabytes(total)} MB as Maven puts it together; the aim is under 12 MB.\n")
    print(measure.table(("file", "MB"), [(f"{artifact} {version}", f"{size / 1e6:.2f}") for artifact, version, size in path]))
    if options.strict and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
