#!/usr/bin/env python3
"""Measures how the steps grow with 1, 10 and 100 times the files and the dependencies.

    mvn -q -DskipTests -Dinvoker.skip package && python3 src/bench/growth.py [--runs 3] [--only WORD] [--strict]

The exponent is the slope between ten and a hundred times the input in a plot with both axes logarithmic, of what the step costs
over the same step on an empty project: 1 is linear, 2 quadratic, under 1 means that a fixed part still dominates. With --strict
the exit code is 1 if one is above the limit.
"""

import argparse
import re
import sys

import measure
import projects
import services

FACTORS = (1, 10, 100)
LIMIT = 1.2
HEAP = "512m"


def axes(maven):
    """What grows: words with the size at factor one, a function that makes the project, goals, and whether they have a cache."""
    lines, plain, deps = 5_000, 1_000, 20
    yield f"Python, {lines:,} lines", lambda folder, factor: projects.python_source(folder / "app", lines, factor), {"code": True, "privileges": True}
    yield f"plain files, {plain:,}", lambda folder, factor: projects.plain_files(folder, plain * factor), {"documents": False, "pins": False}
    yield f"Maven dependencies, {deps} declared, {deps} more", lambda folder, factor: projects.pom(folder, projects.made_up_dependencies(maven.repository, deps * factor)), {"dependencies": True, "pins": False}
    yield f"Python pins, {deps}", lambda folder, factor: projects.requirements(folder, deps * factor), {"dependencies": True, "pins": False}


class Growth:
    def __init__(self, maven, service, runs):
        self.maven, self.service, self.runs = maven, service, runs
        self.empty = {}

    def measured(self, folder, goal, cold):
        """CPU and wall seconds of the quickest run, and the largest heap after a collection."""
        cache, log = measure.WORK / "growth-cache", measure.WORK / "gc.log"
        best = None
        for _ in range(self.runs):
            if cold:
                measure.forget(cache)
            log.unlink(missing_ok=True)
            run = self.maven.run(folder, self.maven.goal(goal), f"-Daudit.cacheDirectory={cache}", *measure.settled(self.service.address), options=f"-Xmx{HEAP} -Xlog:gc:file={log}")
            heaps = [int(size) for size in re.findall(r"->(\d+)M\(", log.read_text(encoding="utf-8"))]
            if best is None or run.cpu < best[0]:
                best = run.cpu, run.wall, max(heaps, default=0)
        return best

    def fixed(self, goal, cold):
        """What the goal costs on an empty project."""
        if (goal, cold) not in self.empty:
            folder = projects.fresh("growing")
            projects.pom(folder)
            if not cold:
                self.measured(folder, goal, True)
            self.empty[goal, cold] = self.measured(folder, goal, cold)
        return self.empty[goal, cold]

    def rows(self, words, make, goals):
        states = [(goal, cold) for goal, cached in goals.items() for cold in ((True, False) if cached else (True,))]
        start = {state: self.fixed(*state) for state in states}
        costs = {state: [] for state in states}
        for factor in FACTORS:
            folder = projects.fresh("growing")
            projects.pom(folder)
            make(folder, factor)
            for state in states:
                costs[state].append(self.measured(folder, *state))
                print(f"{words} x {factor}, {state}: {costs[state][-1]}", file=sys.stderr)
        for (goal, cold), found in costs.items():
            fixed = start[goal, cold][0]
            slope = measure.exponent(found[-2][0] - fixed, found[-1][0] - fixed)
            name = f"{words}: `{goal}`" + ("" if not goals[goal] else ", nothing cached" if cold else ", cached")
            yield (name, f"{fixed:.2f}", *(f"{cpu:.2f}" for cpu, _, _ in found), f"{slope:.2f}" if slope is not None else "none", f"{found[-1][1]:.1f}", found[-1][2]), slope


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    maven = measure.Maven()
    with services.Services() as service:
        growth = Growth(maven, service, options.runs)
        found = [row for words, make, goals in axes(maven) if options.only in words for row in growth.rows(words, make, goals)]
    steep = [row[0] for row, slope in found if slope is not None and slope > LIMIT]
    print(f"""## Growth

    python3 src/bench/growth.py --runs {options.runs}

Each input at 1, 10 and 100 times the size that its name gives, one at a time in an otherwise empty project; CPU seconds of the whole
process, the quickest of {options.runs} runs, with a heap of {HEAP}; {maven.machine()}. The exponent is that of the cost over an empty
project between 10 and 100 times: 1 is linear.
""")
    print(measure.table(("step", "empty", "× 1", "× 10", "× 100", "exponent", "wall s × 100", "MB of heap × 100"), [row for row, _ in found]))
    print(f"\nThe heap is the largest that was left after a collection. {'Steeper than ' + str(LIMIT) + ': ' + '; '.join(steep) + '.' if steep else f'Nothing grows with an exponent above {LIMIT}.'}")
    if options.strict and steep:
        sys.exit(1)


if __name__ == "__main__":
    main()
