package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Place;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomPlacesTest {
  private static final Place UNKNOWN = Place.file("pom.xml");

  @TempDir Path root;

  private Place place(String model, String location) {
    InputSource source = new InputSource();
    source.setModelId(model);
    source.setLocation(location);
    Dependency dependency = new Dependency();
    dependency.setLocation("version", new InputLocation(9, 7, source));
    return new PomPlaces(root).of(dependency, "version", UNKNOWN);
  }

  @Test
  void aPathOfMaven3HasItsLine() {
    assertEquals(
        Place.line("a b/pom.xml", 9),
        place("g:a:1", root.resolve("a b").resolve("pom.xml").toString()));
  }

  @Test
  void anAddressOfMaven4HasItsLineEvenIfTheModelIsNotNamed() {
    assertEquals(
        Place.line("a b/pom.xml", 9),
        place(null, root.resolve("a b").resolve("pom.xml").toUri().toString()));
  }

  @Test
  void aPomElsewhereIsNamedByItsModel() {
    Place elsewhere = Place.nowhere().through(List.of("g:a:1"));
    Path outside = root.resolveSibling("elsewhere").resolve("pom.xml");
    assertEquals(elsewhere, place("g:a:1", outside.toString()));
    assertEquals(elsewhere, place("g:a:1", outside.toUri().toString()));
    assertEquals(elsewhere, place("g:a:1", null));
  }

  @Test
  void whatIsNoAddressIsNoPlace() {
    assertEquals(UNKNOWN, place(null, "file:not an address"));
    assertEquals(UNKNOWN, place(null, "file:pom.xml"));
    assertEquals(UNKNOWN, place(null, ""));
  }
}
