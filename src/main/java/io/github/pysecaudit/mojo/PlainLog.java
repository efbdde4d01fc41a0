package io.github.pysecaudit.mojo;

import io.github.pysecaudit.report.PlainText;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log for texts of which any part may come from an audited project or a server: each
 * message is one harmless line per line that we meant, without credentials. All that a goal says
 * goes through here, so that no place can forget it.
 */
final class PlainLog implements Log {
  private static final int DEEPEST = 50;

  private final Log log;

  PlainLog(Log log) {
    this.log = log;
  }

  private static String plain(CharSequence content) {
    return PlainText.logged(String.valueOf(content));
  }

  /** Maven's own log, for the commands of a workflow that we mean. */
  static Log unwrap(Log log) {
    return log instanceof PlainLog plain ? plain.log : log;
  }

  /**
   * A cause that Maven may print with {@code -e}, or null if a message in it is not harmless: what
   * it says is in our own message, made harmless.
   */
  static Throwable harmless(Throwable cause) {
    int depth = 0;
    for (Throwable one = cause; one != null; one = one.getCause()) {
      String message = String.valueOf(one.getMessage());
      if (!message.equals(PlainText.logged(message)) || ++depth > DEEPEST) {
        return null;
      }
    }
    return cause;
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    log.debug(plain(content));
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(plain(content), error);
  }

  @Override
  public void debug(Throwable error) {
    log.debug(error);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    log.info(plain(content));
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(plain(content), error);
  }

  @Override
  public void info(Throwable error) {
    log.info(error);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    log.warn(plain(content));
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(plain(content), error);
  }

  @Override
  public void warn(Throwable error) {
    log.warn(error);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    log.error(plain(content));
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(plain(content), error);
  }

  @Override
  public void error(Throwable error) {
    log.error(error);
  }
}
