#!/usr/bin/env python3
"""Measures what audit:check costs on top of mvn verify, and what any other plugin costs in its place.

    mvn -q -DskipTests -Dinvoker.skip package && python3 src/bench/gate_cost.py [--runs 7]

JAVA_HOMES holds the JDKs to measure with, separated like a path; JAVA_HOME is used otherwise. The first run of all fetches what
Maven does not have.
"""

import argparse
import statistics

import measure
import projects
import services

ENFORCER = "org.apache.maven.plugins:maven-enforcer-plugin:3.5.0"
RULE = "<configuration><rules><requireMavenVersion><version>3.6</version></requireMavenVersion></rules></configuration>"
AIM = 1.5
QUICK = "-XX:TieredStopAtLevel=1"


def variants():
    """What is run in turn: words, and options."""
    return {
        "mvn verify": [],
        "and maven-enforcer-plugin, one rule": ["-Pnothing"],
        "and audit:check, skipped": ["-Pgate", "-Daudit.skip"],
        "and audit:check, empty caches": ["-Pgate"],
        "and audit:check, warm caches": ["-Pgate"],
        "and audit:check, warm caches, all formats": ["-Pgate", "-Daudit.formats=json,sarif,html,junit,markdown,cyclonedx"],
        f"mvn verify with {QUICK}": [],
        f"and audit:check, warm caches, with {QUICK}": ["-Pgate"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    folder, cache = projects.fresh("mixed"), measure.WORK / "mixed-cache"
    files, lines = projects.mixed(folder, [projects.bound(ENFORCER, "enforce", "nothing", RULE), projects.bound(measure.Maven().plugin, "check", "gate")])
    blocks = []
    with services.Services() as service:
        for home in measure.JAVA_HOMES or [None]:
            maven = measure.Maven(home)
            common = ["verify", "-DskipTests", f"-Daudit.cacheDirectory={cache}", *measure.settled(service.address)]
            for options in (["-Pnothing"], ["-Pgate"]):
                maven.run(folder, *common, *options)
            spent, walls = {name: [] for name in variants()}, {name: [] for name in variants()}
            for _ in range(runs):
                for name, options in variants().items():
                    if "empty" in name:
                        measure.forget(cache)
                    measured = maven.run(folder, *common, *options, options=QUICK if QUICK in name else "")
                    spent[name].append(measured.cpu)
                    walls[name].append(measured.wall)
            count = (folder / "target/audit/audit.json").read_text(encoding="utf-8").count('"ecosystem" : "Maven"')
            blocks.append((maven.machine(), count, spent, walls))
    print(f"""## What the gate costs on top of mvn verify

    python3 src/bench/gate_cost.py --runs {runs}

Input: a mixed project with {blocks[0][1]} Maven dependencies, 20 pinned Python ones, and {files} modules of Python's standard library with {lines:,}
lines; no tests to run. CPU seconds of the whole process, median (least to most) of {runs} runs, taken in turn. The aim is that
the step costs under {AIM} CPU seconds with warm caches.
""")
    for machine, _, spent, walls in blocks:
        plain = {quick: statistics.median(spent["mvn verify" + quick]) for quick in ("", f" with {QUICK}")}
        rows = [(name, measure.middle(times), f"{statistics.median(times) - plain[f' with {QUICK}' if QUICK in name else '']:+.2f}", f"{statistics.median(walls[name]):.1f}")
                for name, times in spent.items()]
        print(f"{machine}:\n")
        print(measure.table(("run", "CPU s", "over mvn verify", "wall s"), rows) + "\n")
    print("""The line of maven-enforcer-plugin is what any plugin costs: Maven reads its descriptor, puts its class path together and makes the goal.
The skipped gate is the same for this plugin. The rest is what the audit itself does, mostly in a JVM that is not warm. Much of that, and of
Maven itself, is the JVM's second compiler: the last two lines compare builds that do without it, by MAVEN_OPTS or .mvn/jvm.config.""")


if __name__ == "__main__":
    main()
