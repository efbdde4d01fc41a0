package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Outlines of the documents that the checklist asks for, with questions to answer. What is to be
 * answered is written as {@code [INSERT: ...]}, which the checks take for what it is: an outline
 * satisfies no requirement.
 */
public enum StarterFile {
  SECURITY_POLICY("SECURITY.md", "starter-security.md"),
  ARCHITECTURE("ARCHITECTURE.md", "starter-architecture.md"),
  APPLICABILITY("APPLICABILITY.md", "starter-applicability.md"),
  CONFIGURATION("audit.toml", "starter-audit.toml");

  private static final int NAME = 80;

  private final String path;
  private final String template;

  StarterFile(String path, String template) {
    this.path = path;
    this.template = template;
  }

  /** Path in the repository. */
  public String path() {
    return path;
  }

  /**
   * The outline.
   *
   * @param project name of the project, hostile text
   * @param others the files that are written with this one; the configuration names the
   *     applicability document only if that is written too
   */
  public String text(String project, Set<StarterFile> others) {
    return template()
        .replace("{rows}", rows())
        .replace("{documents}", others.contains(APPLICABILITY) ? documents() : "")
        .replace("{name}", MarkdownText.escape(project, NAME));
  }

  private static String documents() {
    return "\n[documents]\napplicabilityDocument = \"" + APPLICABILITY.path + "\"\n";
  }

  /**
   * Titles are comments, so that no check takes a word of theirs for something the project says.
   */
  private static String rows() {
    return Arrays.stream(Requirement.values())
        .filter(Requirement::isWaivable)
        .map(
            r ->
                "| "
                    + r.id()
                    + " <!-- "
                    + r.title()
                    + " --> | [INSERT: yes or no] | [INSERT: the reason] |")
        .collect(Collectors.joining("\n"));
  }

  private String template() {
    try (InputStream in = StarterFile.class.getResourceAsStream(template)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + template + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
