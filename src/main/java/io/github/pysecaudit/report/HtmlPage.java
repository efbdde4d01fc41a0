package io.github.pysecaudit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page of HTML that is complete in itself: one style sheet, allowed by its hash, and nothing else
 * that a browser would load or run.
 */
final class HtmlPage {
  private static final String STYLE = "audit.css";

  private final StringBuilder html = new StringBuilder();

  /**
   * @param title hostile text
   */
  HtmlPage(String title) {
    String style = style();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src '")
        .append(hash(style))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .append("<title>")
        .append(XmlText.escape(title, 200))
        .append("</title>\n<style>")
        .append(style)
        .append("</style>\n</head>\n<body>\n");
  }

  /** Markup of our own; hostile text goes through {@link XmlText} first. */
  HtmlPage add(String markup) {
    html.append(markup);
    return this;
  }

  String end() {
    return html.append("</body>\n</html>\n").toString();
  }

  /**
   * Adds list items as long as they fit.
   *
   * @param budget bytes
   * @return how many were left out
   */
  int addItems(List<String> items, int budget) {
    int left = budget;
    for (int i = 0; i < items.size(); i++) {
      left -= items.get(i).getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        return items.size() - i;
      }
      html.append(items.get(i));
    }
    return 0;
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + STYLE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The source expression of CSP level 2 (4.2.4) for an inline style sheet. */
  private static String hash(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
