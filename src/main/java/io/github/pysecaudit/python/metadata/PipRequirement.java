package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What may stand where pip expects a requirement: a PEP 508 requirement, a URL, a repository, a
 * path or an archive (pip's {@code constructors.py}).
 */
final class PipRequirement {
  private static final Predicate<String> NOWHERE = path -> false;

  private PipRequirement() {}

  /** Reads a requirement of which nothing in the tree is known. */
  static PinReading read(String text) {
    return read(text, List.of(), NOWHERE);
  }

  /**
   * Reads a requirement.
   *
   * @param hashes values of {@code --hash}
   * @param isProject whether a path, as written, is a folder that can be installed
   */
  static PinReading read(String text, List<String> hashes, Predicate<String> isProject) {
    if (isLocation(text)) {
      return ofLocation(withoutMarker(text), hashes);
    }
    String path = withoutExtras(withoutMarker(text));
    if (path.startsWith(".") || path.startsWith("/") || path.startsWith("\\")) {
      return DirectReference.ofPath(path);
    }
    boolean namesUrl = text.indexOf('@') >= 0 && text.lastIndexOf('/', text.indexOf('@')) < 0;
    if (!namesUrl && DirectReference.isArchive(path)) {
      return DirectReference.ofPath(path);
    }
    if (!namesUrl && path.indexOf('/') > 0 && isProject.test(path)) {
      return PinReading.of(PinReason.LOCAL_PATH, "");
    }
    PinReading pin = PinReading.ofRequirement(text);
    return hashes.isEmpty() ? pin : withHashes(pin, text, hashes);
  }

  /** Reads what follows {@code -e}: a repository or a path, never a name. */
  static PinReading readEditable(String text) {
    if (isLocation(text)) {
      return ofLocation(text, List.of());
    }
    return PinReading.hasPlaceholder(text)
        ? PinReading.of(PinReason.ENV_VAR, "")
        : DirectReference.ofPath(withoutExtras(withoutMarker(text)));
  }

  /** A hash beside the requirement does for a URL what one in its fragment does. */
  private static PinReading withHashes(PinReading pin, String text, List<String> hashes) {
    if (pin.reason() != PinReason.URL_NO_HASH && pin.reason() != PinReason.URL_WEAK_HASH) {
      return pin;
    }
    String url = text.substring(text.indexOf('@') + 1).strip();
    int blank = url.indexOf(' ');
    PinReading hashed = DirectReference.read(blank < 0 ? url : url.substring(0, blank), hashes);
    return hashed.named(pin.name(), pin.extras());
  }

  private static PinReading ofLocation(String url, List<String> hashes) {
    // Whatever is filled into file:///${PROJECT_ROOT}/x, it stays a path of this machine.
    if (PinReading.hasPlaceholder(url) && !url.startsWith("file:")) {
      return PinReading.of(PinReason.ENV_VAR, "");
    }
    PinReading pin = DirectReference.read(url, hashes);
    Optional<String> egg = DirectReference.eggOf(url);
    return egg.map(name -> pin.named(name, List.of())).orElse(pin);
  }

  /** A URL or repository: a scheme at the very start, before any {@code @}. */
  private static boolean isLocation(String text) {
    int colon = text.indexOf("://");
    if (colon > 0) {
      return text.substring(0, colon).matches("(?i)[a-z][a-z0-9+.-]{1,30}");
    }
    return text.regionMatches(true, 0, "file:", 0, 5);
  }

  private static String withoutMarker(String text) {
    int semicolon = isLocation(text) ? text.indexOf("; ") : text.indexOf(';');
    return (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
  }

  private static String withoutExtras(String text) {
    int bracket = text.indexOf('[');
    return bracket > 0 && text.endsWith("]") ? text.substring(0, bracket) : text;
  }
}
