package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * A place to install packages from that a file names. A second index beside the first is how
 * dependency confusion happens: the higher version wins, whoever published it.
 *
 * @param option how it is written, for instance {@code --extra-index-url} or {@code
 *     tool.poetry.source}
 * @param location the URL or path as written, credentials removed
 * @param additional whether it is asked beside another one, rather than instead of it
 * @param place where it is written
 */
public record PackageIndex(String option, String location, boolean additional, Place place) {
  public PackageIndex {
    Objects.requireNonNull(option, "option");
    Objects.requireNonNull(place, "place");
    location = location.replaceAll("(?<=//)[^/@\\s]{1,500}@", "***@");
  }
}
