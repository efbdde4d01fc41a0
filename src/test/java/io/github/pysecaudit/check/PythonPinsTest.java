package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import io.github.pysecaudit.remote.Lookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonPinsTest {
  private static final String LOCK =
      """
      version = 1

      [[package]]
      name = "requests"
      version = "2.31.0"
      source = { registry = "https://index.example.org/simple" }
      """;

  private static Verdict pyproject(MemoryRepository repository) {
    return new PythonPins(ProjectFacts.of(repository).build()).pyproject();
  }

  private static Verdict elsewhere(MemoryRepository repository) {
    return new PythonPins(ProjectFacts.of(repository).build()).elsewhere();
  }

  @Test
  void aListThatSetupReadsCountsOnce() {
    Verdict verdict =
        elsewhere(
            MemoryRepository.of(
                "requirements.txt",
                "a>=1\n",
                "setup.py",
                """
                from setuptools import setup
                setup(install_requires=open("requirements.txt").read().splitlines())
                """));
    assertEquals("1 of 1 requirement is not exact.", verdict.summary());
    assertEquals(1, verdict.findings().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[project];dependencies = ['a==1']                              | PASS",
        "[project];dependencies = ['a>=1']                              | FAIL",
        "[project];dependencies = ['a']                                 | FAIL",
        "[project];optional-dependencies.x = ['a~=1.0']                 | FAIL",
        "[build-system];requires = ['hatchling']                        | FAIL",
        "[build-system];requires = ['hatchling==1.27.0']                | PASS",
        "[dependency-groups];test = ['pytest']                          | FAIL",
        "[dependency-groups];a = ['b==1'];all = [{include-group = 'a'}] | PASS",
        "[tool.poetry.dependencies];a = '^1.2'                          | FAIL",
        "[tool.poetry.dependencies];a = '1.2'                           | PASS",
        "[project];dependencies = ['a==1.2.*']                          | FAIL",
        "[project];dependencies = ['a>=1,<=1']                          | FAIL",
        "[project];name = 'x'                                           | PASS",
        "[project;name = 'x'                                            | UNKNOWN",
        "[project];name = 'x';dynamic = ['dependencies']                | REVIEW"
      })
  void judgesPyproject(String text, Status status) {
    Verdict verdict = pyproject(MemoryRepository.of("pyproject.toml", text.replace(';', '\n')));
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requirements.txt     | a==1                             | PASS",
        "requirements.txt     | a                                | FAIL",
        "requirements-dev.txt | -r missing.txt                   | UNKNOWN",
        "requirements/dev.txt | a                                | FAIL",
        "constraints.txt      | a<2                              | FAIL",
        "setup.cfg            | [options];install_requires = a   | FAIL",
        "setup.py             | from setuptools import setup;setup(install_requires=['a==1']) |"
            + " PASS",
        "setup.py             | from setuptools import setup;setup(install_requires=['a'])    |"
            + " FAIL",
        "setup.py             | from setuptools import setup;setup(install_requires=f())      |"
            + " REVIEW",
        "Pipfile              | [packages];a = '*'               | FAIL",
        "environment.yml      | dependencies:;  - numpy=1.11     | FAIL",
        "tool.py              | # /// script;# dependencies = ['a'];# /// | FAIL",
        "tox.ini              | [testenv];deps = a               | NOT_APPLICABLE",
        "tests/fixtures/requirements.txt | a                     | NOT_APPLICABLE",
        "lib/a-1.dist-info/METADATA | Metadata-Version: 2.1;Name: a;Version: 1;Requires-Dist: b |"
            + " FAIL"
      })
  void judgesOtherLists(String path, String text, Status status) {
    Verdict verdict = elsewhere(MemoryRepository.of(path, text.replace(';', '\n')));
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @Test
  void namesTheLockedVersionWithoutTakingItForAPin() {
    Verdict verdict =
        pyproject(
            MemoryRepository.of(
                "pyproject.toml", "[project]\ndependencies = ['requests>=2']", "uv.lock", LOCK));
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(
        verdict.findings().get(0).message().contains("locked to 2.31.0 in uv.lock"),
        verdict.toString());
    assertEquals("Write requests==2.31.0.", verdict.findings().get(0).remedy());
  }

  @Test
  void takesALockForAPinWhereTheProjectHasDecidedSo() throws ConfigurationException {
    MemoryRepository repository =
        MemoryRepository.of(
            "pyproject.toml", "[project]\ndependencies = ['requests>=2']", "uv.lock", LOCK);
    ProjectFacts facts =
        ProjectFacts.of(repository)
            .configuration(
                ConfigurationReader.read(
                    "audit.toml", "[pins]\nlockSatisfiesPins = true", k -> null))
            .build();
    Verdict verdict = new PythonPins(facts).pyproject();
    assertEquals(Status.PASS, verdict.status());
    assertEquals(1, verdict.warnings().size());
  }

  @Test
  void judgesOnlyTheScopesThatAreConfigured() throws ConfigurationException {
    MemoryRepository repository =
        MemoryRepository.of(
            "pyproject.toml",
            "[build-system]\nrequires = ['hatchling']\n[project]\ndependencies = ['a==1']");
    ProjectFacts facts =
        ProjectFacts.of(repository)
            .configuration(
                ConfigurationReader.read("audit.toml", "[pins]\nscopes = ['runtime']", k -> null))
            .build();
    Verdict verdict = new PythonPins(facts).pyproject();
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.summary().contains("1 are not judged by configuration"));
  }

  @Test
  void warnsOfASecondIndex() {
    Verdict verdict =
        elsewhere(
            MemoryRepository.of(
                "requirements.txt", "--extra-index-url https://other.example.org/simple\na==1"));
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.warnings().get(0).message().contains("dependency confusion"));
  }

  @Test
  void withoutAFileThereIsNothingToJudge() {
    assertEquals(Status.NOT_APPLICABLE, pyproject(MemoryRepository.of("a.txt", "")).status());
  }

  @Test
  void readsWhatAPomDeclaresForGraalPy() {
    MavenBuild build =
        new MavenBuild(
            "g:own:1.0",
            "jar",
            "app/pom.xml",
            List.of(),
            List.of(
                new MavenBuild.PluginUse(
                    "org.graalvm.python:graalpy-maven-plugin",
                    Optional.of("25.0.0"),
                    List.of(),
                    Map.of("requirementsFile", "./python-deps.txt"),
                    Place.line("app/pom.xml", 20))),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Set.of(),
            () -> Lookup.found(List.of(), "a test"),
            List::of,
            List.of(
                new MavenBuild.PythonRequirement("termcolor", Place.line("app/pom.xml", 23)),
                new MavenBuild.PythonRequirement(
                    "vadersentiment==3.3", Place.line("app/pom.xml", 24))));
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("app/pom.xml", "", "app/python-deps.txt", "qrcode"))
            .maven(build)
            .reactor(List.of(build))
            .build();
    Verdict verdict = new PythonPins(facts).elsewhere();
    assertEquals(
        Set.of("app/pom.xml:23", "app/python-deps.txt:1"),
        verdict.findings().stream().map(f -> f.place().toString()).collect(Collectors.toSet()),
        verdict.toString());
  }
}
