"""Projects to be measured: made anew by each measurement, the same every time, and with their size known.

Python source is that of the standard library of the Python that runs the measurement: real code, at hand everywhere. Maven
dependencies of the growing projects are made up, as small artifacts in the local repository of the measurement; the mixed
project has real ones, which Maven fetches at the first run.
"""

import functools
import pathlib
import re
import shutil
import sysconfig
import zipfile

import measure

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.bench</groupId>
  <artifactId>{artifact}</artifactId>
  <version>1.0</version>
{inner}
</project>
"""
REAL = [
    "org.apache.maven:maven-core:3.9.16", "com.squareup.okhttp3:okhttp-jvm:5.5.1", "org.tomlj:tomlj:2.2.0",
    "org.cyclonedx:cyclonedx-core-java:12.2.0", "org.apache.maven.plugin-testing:maven-plugin-testing-harness:3.5.1",
    "org.junit.jupiter:junit-jupiter:6.1.3", "com.tngtech.archunit:archunit:1.4.1", "org.python:jython-slim:2.7.4",
]
LIFECYCLE = ["resources-plugin:3.3.1", "compiler-plugin:3.16.0", "surefire-plugin:3.6.1", "jar-plugin:3.5.1"]


def empty(name):
    """An empty folder below target/bench."""
    folder = measure.WORK / name
    measure.forget(folder)
    folder.mkdir(parents=True)
    return folder


def fresh(name):
    """A git repository below target/bench, empty but for what it ignores: without one of its own it would be a part of this one."""
    folder = empty(name)
    measure.run(["git", "init", "-q"], folder)
    (folder / ".gitignore").write_text("target/\n", encoding="utf-8")
    return folder


@functools.lru_cache
def library():
    """Files of the standard library without its tests, with their number of lines, the same order on every machine."""
    top = pathlib.Path(sysconfig.get_path("stdlib"))
    skipped = {"site-packages", "dist-packages", "test", "tests", "idle_test", "__pycache__", "lib2to3"}
    files = [path for path in sorted(top.rglob("*.py")) if not skipped & set(path.relative_to(top).parts)]
    return [(path, path.read_bytes().count(b"\n")) for path in files]


def python_source(folder, wanted, copies=1):
    """Copies whole modules until there are so many lines, each time under another name and not twice the same. Returns files and lines."""
    folder.mkdir(parents=True, exist_ok=True)
    files = lines = 0
    for copy in range(copies):
        have = 0
        for path, length in library():
            if have >= wanted:
                break
            (folder / f"m{copy:03}_{files:05}.py").write_bytes(path.read_bytes() + f"\n# copy {copy}\n".encode())
            files, have = files + 1, have + length + 2
        lines += have
    return files, lines


def plain_files(folder, count):
    """Text files in folders of fifty: what no requirement asks for, and what the walk sees all the same."""
    for number in range(count):
        place = folder / "data" / f"d{number // 50:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"record-{number:06}.txt").write_text(f"record {number}\n" * 5, encoding="utf-8")


def dependency(group, artifact, version):
    return f"    <dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"


def made_up_dependencies(repository, count):
    """So many declared dependencies, each of which brings one more; they are in the local repository afterwards."""
    for kind in ("lib", "base"):
        for number in range(count):
            artifact = f"{kind}-{number:05}"
            place = repository / "org/bench" / artifact / "1.0"
            if not (place / f"{artifact}-1.0.jar").exists():
                place.mkdir(parents=True, exist_ok=True)
                inner = f"  <dependencies>\n{dependency('org.bench', f'base-{number:05}', '1.0')}\n  </dependencies>" if kind == "lib" else ""
                (place / f"{artifact}-1.0.pom").write_text(POM.format(artifact=artifact, inner=inner), encoding="utf-8")
                with zipfile.ZipFile(place / f"{artifact}-1.0.jar", "w") as jar:  # nosec PYA911 - it is written, not read
                    jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
    return [dependency("org.bench", f"lib-{number:05}", "1.0") for number in range(count)]


def pom(folder, dependencies=(), build=""):
    inner = "  <packaging>jar</packaging>\n" if build else "  <packaging>pom</packaging>\n"
    if dependencies:
        inner += "  <dependencies>\n" + "\n".join(dependencies) + "\n  </dependencies>\n"
    (folder / "pom.xml").write_text(POM.format(artifact="measured", inner=inner + build), encoding="utf-8")


def requirements(folder, count):
    """So many pinned Python requirements."""
    (folder / "requirements.txt").write_text("".join(f"bench-lib-{number:05}==1.0\n" for number in range(count)), encoding="utf-8")


def bound(coordinates, goal, profile, configuration=""):
    """A profile that binds one more goal to verify."""
    group, artifact, version = coordinates.split(":")
    return (f"<profile><id>{profile}</id><build><plugins><plugin><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
            f"<executions><execution><id>measured</id><phase>verify</phase><goals><goal>{goal}</goal></goals>{configuration}</execution></executions>"
            f"</plugin></plugins></build></profile>")


def mixed(folder, profiles, lines=20_000):
    """A project of Java, Python, documents and deployment files, with about a hundred real Maven dependencies. Returns files and lines of Python."""
    plugins = "".join(f"<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-{name.replace(':', '</artifactId><version>')}</version></plugin>" for name in LIFECYCLE)
    properties = "<properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>"
    pom(folder, [dependency(*name.split(":")) for name in REAL], f"{properties}<build><plugins>{plugins}</plugins></build><profiles>{''.join(profiles)}</profiles>")
    java = folder / "src/main/java/demo/Demo.java"
    java.parent.mkdir(parents=True)
    java.write_text("package demo;\n\nclass Demo {}\n", encoding="utf-8")
    example = measure.ROOT / "src/it/example-mixed-project"
    for name in ("README.md", "SECURITY.md", "ARCHITECTURE.md", "Dockerfile", "pyproject.toml"):
        (folder / name).write_bytes((example / name).read_bytes())
    requirements(folder, 20)
    size = python_source(folder / "app", lines)
    measure.run(["git", "add", "-A"], folder)
    return size


def example(folder):
    """The example that the plugin comes with, as a project that any Maven can run."""
    version, _ = measure.plugin()
    values = {"project.groupId": "io.github.pysecaudit", "project.artifactId": "audit-maven-plugin", "project.version": version}
    source = measure.ROOT / "src/it/example-mixed-project"
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("services", "*.groovy", "*.properties"))  # nosec PYA914 - from the repository into target/bench
    text = (folder / "pom.xml").read_text(encoding="utf-8")
    (folder / "pom.xml").write_text(re.sub(r"@([\w.]+)@", lambda match: values[match[1]], text), encoding="utf-8")
