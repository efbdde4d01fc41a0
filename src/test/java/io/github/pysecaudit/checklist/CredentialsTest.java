package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  @ParameterizedTest
  @CsvSource({
    "a @ git+https://user:secret@git.example/a, a @ git+https://***@git.example/a",
    "--index-url https://token@pypi.example/simple, --index-url https://***@pypi.example/simple",
    "HTTP://u:p@x and http://v:q@y, HTTP://***@x and http://***@y",
    "git+ssh://git@github.com/a/b, git+ssh://git@github.com/a/b",
    "postgres://app:secret@db/x, postgres://app:***@db/x",
    "https://user:p@ss:w@rd@git.example/a, https://***@git.example/a",
    "https://me:p@ss@word@git.example/a, https://***@git.example/a",
    "amqp://app:p@ss@mq/x, amqp://app:***@mq/x",
    "ftp://user:p@ss@ftp.example/a, ftp://user:***@ftp.example/a",
    "ftp://user@ftp.example/a https://b, ftp://user@ftp.example/a https://b",
    "https://a.example/b https://u:p@c.example/d, https://a.example/b https://***@c.example/d",
    "https://@a.example, https://@a.example",
    "redis://:secret@cache/0, redis://:***@cache/0",
    "https://example.org/@scope/a, https://example.org/@scope/a",
    "mail security@example.org, mail security@example.org",
  })
  void takesCredentialsOutOfAddresses(String text, String shown) {
    assertEquals(shown, Credentials.hidden(text));
    assertEquals(shown, new Finding(text, "Remove it.", Place.file("a")).message());
    assertEquals(shown, new Evidence(Place.file("a"), text).text());
    assertEquals(shown, new Finding("It is.", text, Place.nowhere()).remedy());
    assertEquals(Optional.of(shown), Place.url(text).url());
  }

  @Test
  void aTokenMayBeLongAndManyAddressesTakeNoTime() {
    String token = "https://aws:" + "eyJ0".repeat(1_000) + "@index.example/simple";
    assertEquals("https://***@index.example/simple", Credentials.hidden(token));
    assertEquals(
        "https://***@".repeat(100_000), Credentials.hidden("https://a:b@".repeat(100_000)));
    assertTrue(Credentials.hidden("://".repeat(500_000) + "@").endsWith("@"));
  }
}
