package io.github.pysecaudit.facts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@code security.txt} (RFC 9116).
 *
 * @param contacts the Contact fields
 * @param expires the Expires fields; the standard demands exactly one
 * @param problem why it could not be read
 */
public record SecurityTxt(
    String path, List<Field> contacts, List<Field> expires, Optional<String> problem) {

  /** A field's value and line. */
  public record Field(String value, int line) {}

  public SecurityTxt {
    contacts = List.copyOf(contacts);
    expires = List.copyOf(expires);
  }

  static SecurityTxt read(Repository repository, String path) {
    Content content = repository.read(path, 1 << 20);
    Optional<String> text =
        content.isComplete() ? TextDecoder.decode(content.bytes()) : Optional.empty();
    if (text.isEmpty()) {
      return new SecurityTxt(
          path, List.of(), List.of(), content.problem().or(() -> Optional.of("it is not a text")));
    }
    List<Field> contacts = new ArrayList<>();
    List<Field> expires = new ArrayList<>();
    int number = 0;
    for (String line : text.get().split("\n", -1)) {
      number++;
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        Field field = new Field(line.substring(colon + 1).strip(), number);
        if (name.equals("contact") && !field.value().isEmpty()) {
          contacts.add(field);
        } else if (name.equals("expires")) {
          expires.add(field);
        }
      }
    }
    return new SecurityTxt(path, contacts, expires, Optional.empty());
  }

  /** When it expires; empty unless there is exactly one date that can be read. */
  public Optional<Instant> expiry() {
    if (expires.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.parse(expires.get(0).value().toUpperCase(Locale.ROOT)).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
