package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.ResourceTable;
import io.github.pysecaudit.python.metadata.PyprojectReading.ProjectTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The open-source licences that cover a whole repository, by the text of a licence file, by an SPDX
 * tag, or by what a manifest declares.
 *
 * @param recognised each with the SPDX id as the text of the evidence
 * @param unrecognised licence files whose text is none that is known
 */
public record Licences(List<Evidence> recognised, List<String> unrecognised) {
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_NAME = 500;
  private static final Pattern FILE =
      Pattern.compile("(licen[cs]es?|copying|unlicense)([-._].*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG =
      Pattern.compile("SPDX-License-Identifier:\\s*([A-Za-z0-9.+-]{2,40})");
  private static final List<Known> TABLE =
      ResourceTable.rows(Licences.class, "licences.tsv", 4).stream().map(Known::of).toList();

  private static final List<String> RIDERS =
      ResourceTable.rows(Licences.class, "licence-riders.tsv", 2).stream()
          .map(row -> row.get(0))
          .toList();

  /** One row of the table. */
  private record Known(String id, List<String> phrases, Pattern name) {
    static Known of(List<String> row) {
      return new Known(
          row.get(0),
          Arrays.asList(row.get(1).split(";")),
          Pattern.compile(row.get(2), Pattern.CASE_INSENSITIVE));
    }
  }

  public Licences {
    recognised = List.copyOf(recognised);
    unrecognised = List.copyOf(unrecognised);
  }

  static Licences of(Repository repository, List<MavenBuild> builds, PythonPackaging packaging) {
    List<Evidence> found = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    for (RepositoryFile file : repository.files()) {
      boolean top = file.folder().isEmpty() || file.folder().equals("LICENSES");
      if (top && (file.folder().equals("LICENSES") || FILE.matcher(file.name()).matches())) {
        Content content = repository.read(file.path(), LARGEST);
        Optional<String> id = ofText(new String(content.bytes(), StandardCharsets.UTF_8));
        id.ifPresentOrElse(
            i -> found.add(Evidence.at(file.path(), 1, i)), () -> strange.add(file.path()));
      }
    }
    for (MavenBuild build : builds) {
      for (String name : build.licenses()) {
        ofName(name)
            .ifPresent(
                id ->
                    found.add(
                        new Evidence(Place.file(build.pom()), id + " in <licenses>: " + name)));
      }
    }
    packaging
        .mainPyproject()
        .flatMap(PackagingFile::pyproject)
        .flatMap(p -> p.project())
        .ifPresent(project -> ofProject(project).ifPresent(found::add));
    return new Licences(found, strange);
  }

  private static Optional<Evidence> ofProject(ProjectTable project) {
    return project
        .license()
        .flatMap(text -> ofName(text).or(() -> ofText(text)))
        .map(id -> new Evidence(project.place(), id + " as project.license"));
  }

  /** The SPDX id of a licence text. */
  static Optional<String> ofText(String text) {
    Matcher tag = TAG.matcher(text);
    if (tag.find()) {
      Optional<String> tagged = ofName(tag.group(1));
      if (tagged.isPresent()) {
        return tagged;
      }
    }
    String plain =
        text.toLowerCase(Locale.ROOT).replace('“', '"').replace('”', '"').replaceAll("\\s+", " ");
    if (RIDERS.stream().anyMatch(plain::contains)) {
      return Optional.empty();
    }
    return TABLE.stream()
        .filter(known -> known.phrases().stream().allMatch(plain::contains))
        .map(Known::id)
        .findFirst();
  }

  /**
   * The SPDX id of a name or an expression, as manifests write it. Of alternatives one that is open
   * is enough; of licences that hold together all must be.
   */
  static Optional<String> ofName(String name) {
    String bare = name.length() > LONGEST_NAME ? "" : name.replaceAll("[()]", " ").strip();
    for (String alternative : bare.split("(?i)\\s+or\\s+(?!later\\b)")) {
      List<Optional<String>> parts =
          Arrays.stream(alternative.split("(?i)\\s+and\\s+")).map(Licences::ofOneName).toList();
      if (parts.stream().allMatch(Optional::isPresent)) {
        return parts.get(0);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofOneName(String name) {
    String first =
        name.strip().replaceFirst("(?i)^the ", "").replaceFirst("(?i)-(only|or-later)$", "");
    return TABLE.stream()
        .filter(
            known ->
                first.equalsIgnoreCase(known.id())
                    || known.name().matcher(first.toLowerCase(Locale.ROOT)).matches())
        .map(Known::id)
        .findFirst();
  }
}
