package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PomPackagesTest {
  private static MetadataReading read(String text) {
    return PomPackages.read(
        List.of(new PomPackages.PomPackage(text, Place.position("pom.xml", 30, 15))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "termcolor==2.2|termcolor|PIN_EQ",
        "requests|requests|NO_VERSION",
        "requests[socks]>=2|requests|RANGE",
        "git+https://git.example/x@main#egg=x|x|VCS_MUTABLE",
        "x @ https://files.example/x-1.0.tar.gz|x|URL_NO_HASH",
        "./local|''|LOCAL_PATH",
        "-e ./local|''|LOCAL_PATH",
        "lib/x-1.0-py3-none-any.whl|''|LOCAL_ARCHIVE",
        "${version}|''|ENV_VAR"
      })
  void judgesEachPackageAsPipReadsIt(String text, String name, String reason) {
    Dependency dependency = read(text).dependencies().get(0);
    assertEquals(name, dependency.name());
    assertEquals(reason, dependency.reason());
    assertEquals("pom.xml:30", dependency.place().toString());
  }

  @Test
  void aPackageThatIsNoRequirementIsAProblem() {
    assertEquals(1, read("requests=1").problems().size());
    assertEquals(0, read("  ").dependencies().size());
  }
}
