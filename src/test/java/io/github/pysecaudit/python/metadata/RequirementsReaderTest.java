package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.Readings.bytes;
import static io.github.pysecaudit.python.metadata.Readings.files;
import static io.github.pysecaudit.python.metadata.Readings.indexes;
import static io.github.pysecaudit.python.metadata.Readings.messages;
import static io.github.pysecaudit.python.metadata.Readings.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsReaderTest {
  private static final String HASH = "sha256:" + "0123456789abcdef".repeat(4);

  private static MetadataReading read(String text) {
    return RequirementsReader.read("requirements.txt", bytes(text), MetadataFiles.none());
  }

  @Test
  void readsEveryFormPipTakes() {
    MetadataReading reading =
        read(
            """
            # comment
            a==1  # comment
              b[x] >= 2 ; python_version < "3"
            c==1 \\
                --hash=%s \\
                --hash=%s
            -e .
            --editable=git+https://e.org/d@v1#egg=d[x]
            git+https://e.org/e#egg=e
            https://e.org/f-1.0.tar.gz
            ./g
            h-1.0-py3-none-any.whl
            i @ https://e.org/i.whl --hash %s
            j==1#no-comment
            --pre
            k --no-such-option
            l --hash=md5:aa
            m==${M}
            """
                .formatted(HASH, HASH, HASH));
    assertEquals(
        """
        requirements.txt:2:1 requirement a PIN_EQ 1 runtime
        requirements.txt:3:3 requirement b RANGE runtime
        requirements.txt:4:1 requirement c PIN_EQ 1 runtime
        requirements.txt:7:1 editable - LOCAL_PATH runtime
        requirements.txt:8:1 editable d VCS_MUTABLE v1 runtime
        requirements.txt:9:1 requirement e VCS_NO_REV runtime
        requirements.txt:10:1 requirement - URL_NO_HASH 1.0 runtime
        requirements.txt:11:1 requirement - LOCAL_PATH runtime
        requirements.txt:12:1 requirement - LOCAL_ARCHIVE 1.0 runtime
        requirements.txt:13:1 requirement i PIN_URL_HASH runtime
        requirements.txt:14:1 requirement j UNPARSEABLE runtime
        requirements.txt:15:1 option - OPTION runtime
        requirements.txt:16:1 line - UNPARSEABLE runtime
        requirements.txt:17:1 line - UNPARSEABLE runtime
        requirements.txt:18:1 requirement m ENV_VAR runtime
        """,
        shown(reading));
    assertEquals("", messages(reading));
  }

  @Test
  void namesTheIndexesAndHidesTheirCredentials() {
    MetadataReading reading =
        read(
            """
            -i https://user:secret@one.example/simple
            --extra-index-url=https://two.example/simple
            --find-links ./wheels
            """);
    assertEquals(
        """
        requirements.txt:1 --index-url https://***@one.example/simple
        requirements.txt:2 --extra-index-url https://two.example/simple +
        requirements.txt:3 --find-links ./wheels +
        """,
        indexes(reading));
  }

  @Test
  void followsIncludesRelativeToTheFileThatNamesThem() {
    Map<String, String> tree =
        Map.of(
            "reqs/base.txt", "a==1\n-r ../more.txt\n-c limits.txt\n",
            "reqs/limits.txt", "c<2\n",
            "more.txt", "b\n");
    MetadataReading reading =
        RequirementsReader.read("dev.txt", bytes("-r reqs/base.txt\n"), files(tree));
    assertEquals(
        """
        dev.txt:1:1 -r - INCLUDE_FILE development
        reqs/base.txt:1:1 requirement a PIN_EQ 1 runtime
        reqs/base.txt:2:1 -r - INCLUDE_FILE runtime
        reqs/base.txt:3:1 -c - INCLUDE_CONSTRAINTS runtime
        more.txt:1:1 requirement b NO_VERSION runtime
        reqs/limits.txt:1:1 requirement c RANGE constraint
        """,
        shown(reading));
    assertEquals("", messages(reading));
    assertEquals(
        List.of("dev.txt", "reqs/base.txt", "more.txt", "reqs/limits.txt"),
        List.copyOf(reading.files()));
  }

  @ParameterizedTest
  @CsvSource({
    "-r ../../etc/passwd, outside the repository",
    "-r /etc/passwd, outside the repository",
    "-r C:\\x.txt, outside the repository",
    "-r https://e.org/r.txt, not in the repository",
    "-r missing.txt, does not exist",
    "-r requirements.txt, includes itself",
    "-r ${FILE}, depends on the environment",
  })
  void saysWhichIncludeItDoesNotFollow(String line, String words) {
    MetadataReading reading = read(line);
    assertEquals(1, reading.problems().size());
    assertTrue(messages(reading).contains(words), messages(reading));
    assertTrue(messages(reading).startsWith("requirements.txt:1 "), messages(reading));
  }

  @Test
  void takesAFolderWithAProjectForLocal() {
    MetadataReading reading =
        RequirementsReader.read(
            "requirements.txt",
            bytes("libs/one\nlibs/two\n"),
            files(Map.of("libs/one/pyproject.toml", "")));
    assertEquals(
        """
        requirements.txt:1:1 requirement - LOCAL_PATH runtime
        requirements.txt:2:1 requirement libs UNPARSEABLE runtime
        """,
        shown(reading));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void readsWhatAByteOrderMarkDeclares(String charset) {
    byte[] content = ("\uFEFFa==1\r\nb # é\r\n").getBytes(Charset.forName(charset));
    MetadataReading reading = RequirementsReader.read("r.txt", content, MetadataFiles.none());
    assertEquals(
        "r.txt:1:1 requirement a PIN_EQ 1 runtime\nr.txt:2:1 requirement b NO_VERSION runtime\n",
        shown(reading));
  }

  @Test
  void readsWhatACodingCommentDeclares() {
    byte[] content = "# -*- coding: latin-1 -*-\na==1 # é\n".getBytes(StandardCharsets.ISO_8859_1);
    MetadataReading reading = RequirementsReader.read("r.txt", content, MetadataFiles.none());
    assertEquals("r.txt:2:1 requirement a PIN_EQ 1 runtime\n", shown(reading));
    assertEquals("", messages(reading));
  }

  static List<byte[]> undecodable() {
    return List.of(
        new byte[] {'a', (byte) 0xFF, '\n'},
        "a==1\n".getBytes(StandardCharsets.UTF_16LE),
        bytes("a\0==1\n"),
        bytes("# coding: no-such-thing\na==1\n"));
  }

  @Test
  void saysOnceThatItCannotDecode() {
    for (byte[] content : undecodable()) {
      MetadataReading reading = RequirementsReader.read("r.txt", content, MetadataFiles.none());
      assertEquals("", shown(reading));
      assertEquals(1, reading.problems().size());
      assertEquals(PinReason.UNDECODABLE, reading.problems().get(0).reason());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "requirements.txt, runtime",
    "requirements-dev.txt, development",
    "dev-requirements.txt, development",
    "requirements/test.txt, development",
    "requirements/prod.txt, runtime",
    "test-constraints.txt, constraint",
    "docs/requirements.txt, runtime",
    "device-requirements.txt, runtime",
  })
  void tellsTheScopeByTheName(String path, String scope) {
    assertEquals(scope, RequirementsReader.scopeOf(path).label());
  }

  @Test
  void stopsAfterManyFiles() {
    List<String> asked = new ArrayList<>();
    MetadataFiles endless =
        path -> {
          asked.add(path);
          int number = Integer.parseInt(path.substring(1, path.length() - 4));
          return Optional.of(bytes("-r r" + (number + 1) + ".txt\n"));
        };
    MetadataReading reading = RequirementsReader.read("r0.txt", bytes("-r r1.txt\n"), endless);
    assertTrue(asked.size() < 1_000, () -> asked.size() + " files");
    assertEquals(1, reading.problems().size());
    assertTrue(messages(reading).contains("More than 500 files"), messages(reading));
  }

  @Test
  void readsEachFileOnceHoweverOftenItIsIncluded() {
    Map<String, String> tree = Map.of("a.txt", "-r b.txt\nx==1\n", "b.txt", "-r a.txt\ny==1\n");
    MetadataReading reading =
        RequirementsReader.read("r.txt", bytes("-r a.txt\n-r a.txt\n-r b.txt\n"), files(tree));
    assertEquals(2, reading.packages().size());
    // a.txt and b.txt include each other, which is found where the circle closes
    assertEquals(
        List.of(),
        reading.problems().stream().filter(p -> !p.message().contains("itself")).toList());
  }

  @Test
  void refusesAFileOfFiftyMegabytesWithOneMessage() {
    byte[] content = new byte[50 * 1024 * 1024];
    java.util.Arrays.fill(content, (byte) '\n');
    MetadataReading reading = RequirementsReader.read("r.txt", content, MetadataFiles.none());
    assertEquals(
        "r.txt UNDECODABLE The file r.txt has 52428800 bytes; at most 8388608 bytes are read.\n",
        messages(reading));
  }

  @Test
  void readsTheLargestFileInBoundedTime() {
    byte[] content = bytes("package-name==1.2.3 ; python_version < '3'\n".repeat(190_000));
    MetadataReading reading = RequirementsReader.read("r.txt", content, MetadataFiles.none());
    assertEquals(100_000, reading.dependencies().size());
    assertEquals(1, reading.problems().size());
  }
}
