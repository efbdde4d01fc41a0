package io.github.pysecaudit.advisory;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where bulk files of the vulnerability database may lie: in our own folder, or where osv-scanner
 * (up to 2.4.0) and osv-scalibr (since) keep theirs. Their last resort, the folder for temporary
 * files, is left out: anybody can write there.
 *
 * @param own our folder; only this one is ever written
 * @param others folders of other programs, only read
 */
public record DatabaseFolders(Path own, List<Path> others) {

  public DatabaseFolders {
    Objects.requireNonNull(own, "own");
    others = List.copyOf(others);
  }

  /**
   * Our folder and those of other programs.
   *
   * @param environment the environment of the build; relative paths in it are ignored
   */
  public static DatabaseFolders of(Path own, Map<String, String> environment) {
    List<Path> others = new ArrayList<>();
    absolute(environment, "OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY")
        .ifPresent(base -> others.add(base.resolve("osv-scalibr")));
    absolute(environment, "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY")
        .ifPresent(base -> others.add(base.resolve("osv-scanner")));
    for (Path base : userCaches(environment)) {
      others.add(base.resolve("osv-scalibr"));
      others.add(base.resolve("osv-scanner"));
    }
    return new DatabaseFolders(own, others);
  }

  /** The bulk file of an ecosystem in our folder, whether it exists or not. */
  Path ownZip(String ecosystem) {
    return zip(own, ecosystem);
  }

  /** All places where the bulk file of an ecosystem may be. */
  List<Path> zips(String ecosystem) {
    List<Path> zips = new ArrayList<>(List.of(ownZip(ecosystem)));
    others.forEach(folder -> zips.add(zip(folder, ecosystem)));
    return zips;
  }

  /** Where indexes are kept. */
  Path indexes() {
    return own.resolve("index");
  }

  private static Path zip(Path folder, String ecosystem) {
    return folder.resolve(ecosystem).resolve("all.zip");
  }

  /** The user's cache folder on Windows, Linux and macOS; those that do not exist do no harm. */
  private static List<Path> userCaches(Map<String, String> environment) {
    List<Path> caches = new ArrayList<>();
    absolute(environment, "LocalAppData").ifPresent(caches::add);
    absolute(environment, "XDG_CACHE_HOME").ifPresent(caches::add);
    absolute(environment, "HOME")
        .ifPresent(
            home -> {
              caches.add(home.resolve(".cache"));
              caches.add(home.resolve("Library").resolve("Caches"));
            });
    return caches;
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    try {
      return Optional.ofNullable(environment.get(name))
          .filter(value -> !value.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
