package io.github.pysecaudit.mojo;

import io.github.pysecaudit.remote.Hosts;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.ProxyServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Network settings as Maven has them: proxies with decrypted passwords, and the user's cache
 * folder.
 */
final class NetworkAdapter {

  private NetworkAdapter() {}

  /** The settings of the HTTP client for this session. */
  static HttpSettings http(MavenSession session, String version, boolean offline) {
    return HttpSettings.forVersion(version)
        .withOffline(offline)
        .withProxies(uri -> proxy(session.getRepositorySession(), uri));
  }

  private static Optional<ProxyServer> proxy(RepositorySystemSession session, URI uri) {
    RemoteRepository target =
        new RemoteRepository.Builder("audit", "default", uri.toString()).build();
    Proxy proxy =
        session.getProxySelector() == null ? null : session.getProxySelector().getProxy(target);
    if (proxy == null) {
      return Optional.empty();
    }
    RemoteRepository proxied = new RemoteRepository.Builder(target).setProxy(proxy).build();
    try (AuthenticationContext authentication = AuthenticationContext.forProxy(session, proxied)) {
      return Optional.of(
          new ProxyServer(
              proxy.getHost(),
              proxy.getPort(),
              Optional.ofNullable(authentication).map(a -> a.get(AuthenticationContext.USERNAME)),
              Optional.ofNullable(authentication).map(a -> a.get(AuthenticationContext.PASSWORD))));
    }
  }

  /** A server address without a slash at the end; HTTPS only, except on this machine. */
  static String server(String parameter, String value) throws MojoExecutionException {
    String text = value.strip().replaceAll("/+$", "");
    try {
      Optional<String> refusal = Hosts.refusal(new URI(text));
      if (refusal.isEmpty()) {
        return text;
      }
      throw new MojoExecutionException(
          "audit." + parameter + ": " + refusal.get() + " http is for this machine only.");
    } catch (URISyntaxException e) {
      // The value may hold a password, and so does the message of the exception.
      throw new MojoExecutionException("audit." + parameter + " is no valid address.");
    }
  }

  /** The folder that the operating system gives programs for caches. */
  static Path userCache(MavenSession session) {
    Properties system = session.getSystemProperties();
    Path home = Path.of(system.getProperty("user.home", "."));
    String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String windows = system.getProperty("env.LOCALAPPDATA");
    String xdg = system.getProperty("env.XDG_CACHE_HOME");
    Path caches;
    if (os.contains("windows") && windows != null) {
      caches = Path.of(windows);
    } else if (os.contains("mac")) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
    }
    return caches.resolve("audit-maven-plugin");
  }
}
