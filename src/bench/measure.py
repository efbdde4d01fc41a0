"""What the measurements beside this file share: running a process and counting its CPU, Maven with the plugin just built, tables.

CPU seconds are what is compared: user and system time of the process and of all that it started and waited for. They
barely change when a machine is busy with other work; wall time does.
"""

import dataclasses
import html
import math
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "bench"
JAVA_HOMES = [home for home in os.environ.get("JAVA_HOMES", os.environ.get("JAVA_HOME", "")).split(os.pathsep) if home]


@dataclasses.dataclass(frozen=True)
class Run:
    """One finished process: seconds, bytes, exit code, and what it printed."""

    wall: float
    cpu: float
    peak: int
    code: int
    output: str


def run(command, folder=None, environment=None):
    """Runs a command to its end. Its output is kept in a file meanwhile, so that reading it costs the command nothing."""
    WORK.mkdir(parents=True, exist_ok=True)
    log = WORK / f"output-{os.getpid()}.log"
    with open(log, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], cwd=folder, env={**os.environ, **(environment or {})},  # nosec B603 - the commands are written in these scripts
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), process.returncode, text)


class Maven:
    """Maven with the plugin that lies in target/, which is put into a local repository of its own: nobody else's build sees it."""

    def __init__(self, java_home=None):
        self.program = os.environ.get("MVN", "mvn")
        self.environment = {"JAVA_HOME": java_home} if java_home else {}
        self.repository = WORK / "repository"
        self.settings = WORK / "settings.xml"
        self.version, self.jar = plugin()
        self.plugin = f"io.github.pysecaudit:audit-maven-plugin:{self.version}"
        self._install()

    def _install(self):
        place = self.repository / "io/github/pysecaudit/audit-maven-plugin" / self.version
        place.mkdir(parents=True, exist_ok=True)
        for source, kind in ((self.jar, "jar"), (ROOT / "pom.xml", "pom")):
            (place / f"audit-maven-plugin-{self.version}.{kind}").write_bytes(source.read_bytes())
        source = os.environ.get("REPO", str(pathlib.Path.home() / ".m2" / "repository"))
        address = html.escape(pathlib.Path(source).as_uri())
        inner = f"<id>local</id><url>{address}</url>"
        self.settings.write_text(
            f"<settings><profiles><profile><id>local</id><activation><activeByDefault>true</activeByDefault></activation>"
            f"<repositories><repository>{inner}</repository></repositories>"
            f"<pluginRepositories><pluginRepository>{inner}</pluginRepository></pluginRepositories></profile></profiles></settings>",
            encoding="utf-8")

    def run(self, folder, *arguments, offline=False, options="", success=True):
        """One Maven process. It is not offline, as the plugin would be as well; once all is fetched Maven asks nobody."""
        command = [self.program, "-B", "-ntp", "-s", self.settings, f"-Dmaven.repo.local={self.repository}", *(["-o"] if offline else []), *arguments]
        result = run(command, folder, {**self.environment, "MAVEN_OPTS": options})
        if success and result.code:
            sys.exit(f"This did not end as it should, with exit code {result.code}:\n{' '.join(map(str, command))}\n{result.output[-4000:]}")
        return result

    def goal(self, name):
        """The full name of a goal, which needs no search for its prefix."""
        return f"{self.plugin}:{name}"

    def machine(self):
        """The machine in one line, for the head of a block."""
        text = run([self.program, "-v"], None, self.environment).output
        maven = re.search(r"Apache Maven (\S+?)(?:\x1b.*)?\s", text)
        java = re.search(r"Java version: ([^,]+)", text)
        return f"{os.cpu_count()} cores, JDK {java[1] if java else '?'}, Maven {maven[1] if maven else '?'}, Python {platform.python_version()}"


def forget(folder):
    """Removes a folder with all that is in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)  # nosec PYA914 - only folders below target/bench, which the measurements made


def plugin():
    """Version and jar of the plugin that was built last."""
    version = re.search(r"<artifactId>audit-maven-plugin</artifactId>\s*<version>([^<]+)", (ROOT / "pom.xml").read_text(encoding="utf-8"))[1]
    jar = ROOT / "target" / f"audit-maven-plugin-{version}.jar"
    if not jar.exists():
        sys.exit("Build the plugin first: mvn -DskipTests -Dinvoker.skip package (src/bench/run.sh does).")
    return version, jar


def settled(service):
    """Options of the plugin that measured runs share: the stand-in services, no other scanner, and an end without failure."""
    return [f"-Daudit.osvUrl={service}", f"-Daudit.badgeUrl={service}", "-Daudit.scanners=none", "-Daudit.failOn=NEVER", "-Daudit.failOnError=false"]


def middle(values):
    """Median with the smallest and the largest, as text."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def exponent(small, large, factor=10):
    """By which power of the input a cost grows: 1 is linear. None if there is nothing to tell yet."""
    return math.log(large / small, factor) if small > 0 and large > 0 else None


def table(heads, rows):
    """A Markdown table; the first column holds words, the others numbers."""
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def megabytes(size):
    """Millions of bytes, with one digit."""
    return f"{size / 1e6:.1f}"
