#!/usr/bin/env python3
"""Measures audit:dependencies with nothing cached, with everything cached, offline from the bulk files, and unplugged.

    mvn -q -DskipTests -Dinvoker.skip package && python3 src/bench/dependency_step.py [--runs 5] [--osv URL --bulk URL]

Beside it, in the same run: asking the same service the same by a script of twenty lines, which is the least anybody could do,
and pip-audit on the Python half if it is installed. With --osv and --bulk another service is asked instead of services.py.
"""

import argparse
import json
import shutil
import statistics
import sys
import urllib.request

import measure
import projects
import services

MAVEN, PINS = 250, 500
NOWHERE = "http://127.0.0.1:9"


def ask(address):
    """What the script beside ours does: one batch, then each record once."""
    packages = [("Maven", f"org.bench:{kind}-{n:05}") for kind in ("lib", "base") for n in range(MAVEN)] + [("PyPI", f"bench-lib-{n:05}") for n in range(PINS)]
    body = json.dumps({"queries": [{"package": {"ecosystem": ecosystem, "name": name}, "version": "1.0"} for ecosystem, name in packages]})
    with urllib.request.urlopen(urllib.request.Request(address + "/v1/querybatch", data=body.encode())) as answer:  # nosec B310 - the address comes from whoever starts this measurement
        results = json.load(answer)["results"]
    found = {one["id"] for result in results for one in result.get("vulns", [])}
    for own in found:
        with urllib.request.urlopen(f"{address}/v1/vulns/{own}") as answer:  # nosec B310 - the address comes from whoever starts this measurement
            json.load(answer)
    print(len(found))


class Step:
    """The goal on one project, with one cache."""

    def __init__(self, maven, folder, cache):
        self.maven, self.folder, self.cache = maven, folder, cache

    def run(self, osv, *arguments, goal="dependencies", offline=False):
        return self.maven.run(self.folder, self.maven.goal(goal), f"-Daudit.cacheDirectory={self.cache}", *measure.settled(osv), *arguments, offline=offline)

    def forget(self, *parts):
        for part in parts or (".",):
            measure.forget(self.cache / part)


def rounds(step, osv, bulk):
    """Each way once: words, the run, and how many requests the goal counted."""
    step.forget()
    yield "Maven and the plugin alone (audit:help)", step.run(osv, goal="help")
    yield "online, nothing cached", step.run(osv)
    yield "online, everything cached", step.run(osv)
    step.forget()
    yield "unplugged, nothing cached", step.run(NOWHERE)
    yield "audit:update", step.run(osv, f"-Daudit.bulkUrl={bulk}", goal="update")
    yield "unplugged, with the bulk files", step.run(NOWHERE)
    yield "offline (-o), with the bulk files", step.run(osv, offline=True)
    step.forget("osv/index")
    yield "offline (-o), index of the bulk files made anew", step.run(osv, offline=True)
    yield "a script that asks the service the same", measure.run([sys.executable, __file__, "--ask", osv])
    audit = shutil.which("pip-audit")
    if audit:
        yield "pip-audit, the Python half", measure.run([audit, "-r", step.folder / "requirements.txt", "--no-deps", "--disable-pip", "--progress-spinner", "off", "-s", "osv", "--osv-url", osv + "/v1/query", "-f", "json", "-o", "/dev/null"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--osv")
    parser.add_argument("--bulk")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        return ask(options.ask)
    maven = measure.Maven()
    folder = projects.fresh("dependencies")
    projects.pom(folder, projects.made_up_dependencies(maven.repository, MAVEN))
    projects.requirements(folder, PINS)
    step = Step(maven, folder, projects.empty("dependencies-cache"))
    spent, walls, asked = {}, {}, {}
    with services.Services() as service:
        osv, bulk = options.osv or service.address, options.bulk or service.address
        step.run(osv)
        service.take_counts()
        for _ in range(options.runs):
            for name, measured in rounds(step, osv, bulk):
                spent.setdefault(name, []).append(measured.cpu)
                walls.setdefault(name, []).append(measured.wall)
                asked[name] = ", ".join(f"{count} {kind}" for kind, count in sorted(service.take_counts().items())) or "none"
        records = len(service.records)
    print(f"""## The dependency step

    python3 src/bench/dependency_step.py --runs {options.runs}

Input: {MAVEN} declared Maven dependencies which bring {MAVEN} more, and {PINS} pinned Python ones, every tenth vulnerable by two records that
name each other, {"against " + f"{records:,} made-up advisories on the loopback interface" if not options.osv else "against a service that was named on the command line"}; {maven.machine()}. CPU seconds of
the whole process, median (least to most) of {options.runs} runs.
""")
    base = statistics.median(next(iter(spent.values())))
    rows = [(name, measure.middle(times), f"{statistics.median(times) - base:+.2f}" if "pip" not in name and "script" not in name else "", f"{statistics.median(walls[name]):.1f}", asked[name]) for name, times in spent.items()]
    print(measure.table(("run", "CPU s", "over Maven alone", "wall s", "requests"), rows))
    print("""
What is cached costs no request; unplugged and with nothing cached the step ends and says UNKNOWN. The script does no version matching, no
aliases and no graph of Maven: it shows how much of the time is asking.""")
    return None


if __name__ == "__main__":
    main()
