package io.github.pysecaudit.sast.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads reports that other scanners made: SARIF 2.1.0 of any tool, and the JSON of Bandit, Python
 * Code Audit (both forms), Semgrep and ruff. The format is recognised by its content. Reports are
 * hostile input: size, depth and number of findings are bounded, and nothing in them is followed.
 */
public final class ReportReader {

  /** The largest report that is read, in bytes. */
  public static final int MAX_BYTES = 64 << 20;

  /** The most findings of one report. */
  public static final int MAX_FINDINGS = 200_000;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(4 << 20)
                          .maxNumberLength(100)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a report.
   *
   * @throws ReportException if it is too large, broken, or of no format that is known
   */
  public ImportedReport read(byte[] bytes) throws ReportException {
    if (bytes.length > MAX_BYTES) {
      throw new ReportException("The report has more than " + (MAX_BYTES >> 20) + " MB.");
    }
    int start = start(bytes);
    Map<String, String> skipped = skipped(new String(bytes, 0, start, StandardCharsets.UTF_8));
    JsonNode root;
    try {
      root = mapper.readTree(bytes, start, bytes.length - start);
    } catch (JsonProcessingException e) {
      throw new ReportException("The report is not valid JSON: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw new ReportException("The report could not be read: " + e.getMessage() + ".");
    }
    return read(root, skipped);
  }

  private static ImportedReport read(JsonNode root, Map<String, String> skipped)
      throws ReportException {
    if (root.isArray() && (root.isEmpty() || root.path(0).has("location"))) {
      return RuffReport.read(root);
    }
    if (root.has("runs")) {
      return SarifReport.read(root);
    }
    if (root.has("results") && root.has("metrics")) {
      return BanditReport.read(root);
    }
    if (root.has("results") && root.has("paths")) {
      return SemgrepReport.read(root);
    }
    if (root.has("file_security_info") || root.has("files_data") || CodeAuditReport.isShort(root)) {
      return CodeAuditReport.read(root, skipped);
    }
    throw new ReportException("The report has none of the formats that can be read.");
  }

  /** Where the JSON begins: some scanners print lines before it. */
  private static int start(byte[] bytes) {
    int line = 0;
    if (bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
      line = 3;
    }
    while (line < bytes.length) {
      if (bytes[line] == '{' || bytes[line] == '[') {
        return line;
      }
      while (line < bytes.length && bytes[line] != '\n') {
        line++;
      }
      line++;
    }
    return 0;
  }

  /** Lines such as "Error: a.py will be skipped": the only record of files not scanned. */
  private static Map<String, String> skipped(String head) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String line : head.split("\n")) {
      for (String word : line.split("[\\s'\"`]+")) {
        if (word.endsWith(".py") && files.size() < 10_000) {
          files.put(word, line.strip());
        }
      }
    }
    return files;
  }
}
