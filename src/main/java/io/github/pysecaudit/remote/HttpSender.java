package io.github.pysecaudit.remote;

/**
 * Sends one request and brings back the answer. {@link Http} is the real one; a test may use a
 * lambda.
 */
@FunctionalInterface
public interface HttpSender {

  /**
   * The answer of the server to this request.
   *
   * <p>Found for every 2xx and 304, and for every 4xx except 407, 408 and 429: what such an answer
   * means is for the caller to judge. Everything else is unavailable, with one sentence that names
   * the host and the cause. Never throws for what the network does.
   */
  Lookup<Answer> send(Request request);
}
