package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one line of a requirements file, split and read as pip does (pip's {@code
 * req_file.py}: shell words, long options may be shortened while they stay unique).
 *
 * @param values what was given per long option, in order; flags have an empty text
 */
record PipOptions(Map<String, List<String>> values) {

  /** An option pip does not know, or one without its value. */
  static final class BadOption extends Exception {
    private static final long serialVersionUID = 1L;

    BadOption(String message) {
      super(message);
    }
  }

  /** Long option to whether it takes a value. */
  private static final Map<String, Boolean> LONG = new LinkedHashMap<>();

  private static final Map<Character, String> SHORT =
      Map.of(
          'i', "--index-url",
          'c', "--constraint",
          'r', "--requirement",
          'e', "--editable",
          'f', "--find-links",
          'C', "--config-settings");

  static {
    for (String option :
        List.of(
            "--index-url",
            "--pypi-url",
            "--extra-index-url",
            "--constraint",
            "--requirement",
            "--editable",
            "--find-links",
            "--no-binary",
            "--only-binary",
            "--trusted-host",
            "--use-feature",
            "--hash",
            "--config-settings",
            "--config-setting",
            "--all-releases",
            "--only-final")) {
      LONG.put(option, true);
    }
    for (String flag :
        List.of(
            "--no-index", "--prefer-binary", "--require-hashes", "--no-require-hashes", "--pre")) {
      LONG.put(flag, false);
    }
  }

  PipOptions {
    values = Map.copyOf(values);
  }

  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  Optional<String> first(String option) {
    return all(option).stream().findFirst();
  }

  static PipOptions parse(String text) throws BadOption {
    List<String> words = words(text);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        continue;
      }
      String option;
      Optional<String> value = Optional.empty();
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        option = longOption(equals < 0 ? word : word.substring(0, equals));
        value = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
      } else {
        option = SHORT.get(word.charAt(1));
        if (option == null) {
          throw new BadOption("pip knows no option " + word.substring(0, 2));
        }
        value = word.length() == 2 ? Optional.empty() : Optional.of(word.substring(2));
      }
      boolean takesValue = LONG.get(option);
      if (takesValue && value.isEmpty()) {
        if (++i == words.size()) {
          throw new BadOption("The option " + option + " needs a value");
        }
        value = Optional.of(words.get(i));
      } else if (!takesValue && value.isPresent()) {
        throw new BadOption("The option " + option + " takes no value");
      }
      values.computeIfAbsent(option, key -> new ArrayList<>()).add(value.orElse(""));
    }
    checkHashes(values.getOrDefault("--hash", List.of()));
    values.replaceAll((option, list) -> List.copyOf(list));
    return new PipOptions(values);
  }

  private static String longOption(String written) throws BadOption {
    if (LONG.containsKey(written)) {
      return written;
    }
    List<String> candidates =
        LONG.keySet().stream().filter(option -> option.startsWith(written)).toList();
    if (candidates.size() != 1) {
      throw new BadOption(
          candidates.isEmpty()
              ? "pip knows no option " + written
              : "The option " + written + " is ambiguous");
    }
    return candidates.get(0);
  }

  private static void checkHashes(List<String> hashes) throws BadOption {
    for (String hash : hashes) {
      int colon = hash.indexOf(':');
      String algorithm = colon < 0 ? hash : hash.substring(0, colon);
      if (colon < 0 || !List.of("sha256", "sha384", "sha512").contains(algorithm)) {
        throw new BadOption("pip takes sha256, sha384 or sha512 for --hash, not " + algorithm);
      }
    }
  }

  /** Words as a POSIX shell splits them, without any expansion. */
  private static List<String> words(String text) throws BadOption {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\'
            && quote == '"'
            && i + 1 < text.length()
            && "\\\"".indexOf(text.charAt(i + 1)) >= 0) {
          word.append(text.charAt(++i));
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        inWord = true;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new BadOption("A quotation mark is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
