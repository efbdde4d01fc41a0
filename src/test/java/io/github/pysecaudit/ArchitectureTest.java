package io.github.pysecaudit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the code against the map of rooms and arrows that ARCHITECTURE.md draws. */
class ArchitectureTest {
  private static final String ROOT = "io.github.pysecaudit";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Which rooms a room may look into. */
  private static final Map<String, Set<String>> ARROWS = new TreeMap<>();

  static {
    ARROWS.put("checklist", Set.of());
    ARROWS.put("python.version", Set.of("checklist"));
    ARROWS.put("python.metadata", Set.of("python.version", "checklist"));
    ARROWS.put("python.syntax", Set.of());
    ARROWS.put("sast", Set.of("python.syntax", "checklist"));
    ARROWS.put("remote", Set.of());
    ARROWS.put("advisory", Set.of("remote", "python.version", "checklist"));
    ARROWS.put("badge", Set.of("remote", "checklist"));
    Set<String> below =
        Set.of(
            "checklist",
            "python.version",
            "python.metadata",
            "python.syntax",
            "sast",
            "remote",
            "advisory",
            "badge");
    ARROWS.put("facts", below);
    ARROWS.put("check", with(below, "facts"));
    ARROWS.put("gate", Set.of("checklist", "advisory"));
    ARROWS.put("report", Set.of("checklist", "gate", "advisory", "sast"));
    ARROWS.put("mojo", with(with(with(with(below, "facts"), "check"), "gate"), "report"));
  }

  private static Set<String> with(Set<String> rooms, String one) {
    Set<String> more = new TreeSet<>(rooms);
    more.add(one);
    return more;
  }

  @Test
  void everyArrowBetweenRoomsIsOnTheMap() {
    Set<String> strange = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().startsWith(ROOT)) {
          String source = room(from.getPackageName());
          String target = room(to.getPackageName());
          if (!source.equals(target) && !ARROWS.get(source).contains(target)) {
            strange.add(from.getName() + " -> " + to.getName());
          }
        }
      }
    }
    assertEquals(Set.of(), strange);
  }

  private static String room(String packageName) {
    String name = packageName.substring(ROOT.length() + 1);
    return ARROWS.keySet().stream()
        .filter(r -> name.equals(r) || name.startsWith(r + "."))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no room for " + packageName));
  }

  @Test
  void noCycleExistsBetweenPackages() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void mavenTypesStopAtTheMojos() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".mojo..", ROOT + ".advisory..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "org.codehaus.plexus..")
        .check(CLASSES);
  }

  @Test
  void okHttpStopsAtTheHttpClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".remote..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(CLASSES);
    Set<String> users =
        CLASSES.stream()
            .filter(
                c ->
                    c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("okhttp3")))
            .map(c -> c.getName().replaceFirst("\\$.*", ""))
            .collect(Collectors.toSet());
    assertEquals(Set.of(ROOT + ".remote.Http"), users);
  }

  @Test
  void checksReadNoFilesAndKnowNoClock() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".check..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .check(CLASSES);
  }

  @Test
  void theArchitectureDocumentDrawsTheSameMap() throws IOException {
    String document = Files.readString(Path.of("ARCHITECTURE.md"));
    Pattern row = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| .* \\| ([^|]+) \\|$");
    Map<String, Set<String>> drawn = new TreeMap<>();
    Matcher matcher = row.matcher(document);
    while (matcher.find()) {
      if (ARROWS.containsKey(matcher.group(1))) {
        drawn.put(matcher.group(1), rooms(matcher.group(2)));
      }
    }
    assertEquals(ARROWS, drawn);
    assertTrue(drawn.size() == ARROWS.size());
  }

  private static Set<String> rooms(String cell) {
    Matcher matcher = Pattern.compile("`([a-z.]+)`").matcher(cell);
    return matcher.results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyPackageSaysWhatItIs() {
    List<String> undocumented =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(
                p ->
                    !Files.exists(
                        Path.of("src/main/java/" + p.replace('.', '/') + "/package-info.java")))
            .toList();
    assertEquals(List.of(), undocumented);
  }
}
