package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Python packages that a POM declares: the {@code <packages>} of {@code
 * graalpy-maven-plugin}, each in the words of pip's command line.
 */
public final class PomPackages {
  /** The field of these dependencies. */
  public static final String FIELD = "graalpy-maven-plugin packages";

  private PomPackages() {}

  /**
   * One {@code <package>}.
   *
   * @param text as Maven gives it, properties resolved
   * @param place in the POM
   */
  public record PomPackage(String text, Place place) {}

  /** Judges the packages, in order. A file that is named instead is read as requirements file. */
  public static MetadataReading read(List<PomPackage> packages) {
    List<Dependency> dependencies = new ArrayList<>();
    List<MetadataProblem> problems = new ArrayList<>();
    for (PomPackage declared : packages) {
      String text = declared.text().strip();
      if (text.isEmpty()) {
        continue;
      }
      PinReading pin = pin(text);
      dependencies.add(
          Dependency.python(
              pin.name(),
              pin.version(),
              declared.place(),
              FIELD,
              pin.exact(),
              pin.reason().name(),
              text,
              Scope.RUNTIME.label()));
      if (pin.reason() == PinReason.UNPARSEABLE) {
        problems.add(
            new MetadataProblem(
                declared.place(),
                "The package \"" + text + "\" is no requirement: " + pin.detail() + ".",
                PinReason.UNPARSEABLE));
      }
    }
    return new MetadataReading(dependencies, problems);
  }

  private static PinReading pin(String text) {
    if (text.startsWith("-e ") || text.startsWith("--editable ")) {
      return DirectReference.read(text.substring(text.indexOf(' ')).strip(), List.of());
    }
    boolean location =
        !text.contains(" @ ")
            && (DirectReference.hasScheme(text)
                || text.startsWith("./")
                || text.startsWith("../")
                || text.startsWith("/")
                || DirectReference.isArchive(text));
    return location
        ? DirectReference.read(text, List.of())
            .named(DirectReference.eggOf(text).orElse(""), List.of())
        : PinReading.ofRequirement(text);
  }
}
