package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import java.util.Set;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What Maven hands to the goal, and what the goal makes of it. */
@MojoTest
@Basedir("src/test/resources/mojo/empty-project")
@EnabledIf("io.github.pysecaudit.mojo.PluginDescriptorTest#exists")
class CheckMojoTest {

  @Test
  @InjectMojo(goal = "check", pom = "pom.xml")
  void defaultsAreRightForAProjectThatConfiguresNothing(CheckMojo mojo) throws Exception {
    RunSettings settings = mojo.settings();
    assertEquals(FailOn.MUST, settings.failOn());
    assertFalse(settings.strict());
    assertTrue(settings.failOnError());
    assertEquals(OnDataError.FAIL, settings.onDataError());
    assertEquals("https://api.osv.dev", settings.osvUrl());
    assertEquals("https://www.bestpractices.dev", settings.badgeUrl());
    assertEquals("passing", settings.minimumBadge());
    assertEquals(Set.of("compile", "runtime", "provided", "system", "test"), settings.scopes());
    assertEquals(Set.of("json"), settings.formats());
    assertEquals(Severity.NONE, settings.severity());
    assertTrue(settings.badgeId().isEmpty());
    assertTrue(settings.notes().isEmpty());
  }

  @Test
  @InjectMojo(goal = "check", pom = "pom.xml")
  @MojoParameter(name = "formats", value = "json,sarif")
  @MojoParameter(name = "failOnSeverity", value = "7.5")
  @MojoParameter(name = "failOn", value = "should")
  void valuesAreReadAsUsersWriteThem(CheckMojo mojo) throws Exception {
    RunSettings settings = mojo.settings();
    assertEquals(Set.of("json", "sarif"), settings.formats());
    assertEquals(7.5, settings.score().getAsDouble());
    assertEquals(FailOn.SHOULD, settings.failOn());
  }

  @Test
  @InjectMojo(goal = "check", pom = "pom.xml")
  @MojoParameter(name = "minimumBadge", value = "platinum")
  void anUnknownValueIsAnErrorThatListsTheKnownOnes(CheckMojo mojo) {
    MojoExecutionException error =
        assertThrows(MojoExecutionException.class, () -> mojo.settings());
    assertEquals(
        "audit.minimumBadge: \"platinum\" is not known. Known values: gold, passing, silver.",
        error.getMessage());
  }

  @Test
  @InjectMojo(goal = "check", pom = "pom.xml")
  @MojoParameter(name = "osvUrl", value = "http://osv.example.org")
  void aServerElsewhereIsAskedByHttpsOnly(CheckMojo mojo) {
    MojoExecutionException error =
        assertThrows(MojoExecutionException.class, () -> mojo.settings());
    assertTrue(error.getMessage().startsWith("audit.osvUrl:"), error.getMessage());
  }
}
