package io.github.pysecaudit.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pysecaudit.advisory.DatabaseFolders;
import io.github.pysecaudit.advisory.FallbackSource;
import io.github.pysecaudit.advisory.OsvClient;
import io.github.pysecaudit.advisory.OsvDatabase;
import io.github.pysecaudit.advisory.OsvSettings;
import io.github.pysecaudit.advisory.SessionSource;
import io.github.pysecaudit.advisory.VulnerabilityLookup;
import io.github.pysecaudit.advisory.VulnerabilitySource;
import io.github.pysecaudit.badge.BadgeClient;
import io.github.pysecaudit.badge.BadgeSource;
import io.github.pysecaudit.remote.CachePolicy;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.scan.FolderScanCache;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The network of one run: one client, one cache folder, and the two services that are asked. */
final class Network {
  /** No answer of either service is larger. */
  private static final int MAX_CACHED_BYTES = 32 << 20;

  private final BadgeSource badge;
  private final VulnerabilitySource vulnerabilities;
  private final Path cacheDirectory;

  /**
   * @param maxDataAge how old data may be when no newer can be had
   * @param environment tells where other programs keep the bulk files of OSV
   */
  Network(
      HttpSettings http,
      RunSettings settings,
      Duration maxDataAge,
      Map<String, String> environment) {
    this.cacheDirectory = settings.cacheDirectory();
    Http client = new Http(http);
    ResponseCache cache =
        new ResponseCache(
            settings.cacheDirectory().resolve("answers"), Timekeeper.system(), MAX_CACHED_BYTES);
    Duration day = Duration.ofDays(1);
    Duration fresh = maxDataAge.compareTo(day) < 0 ? maxDataAge : day;
    this.badge =
        BadgeClient.cached(
            URI.create(settings.badgeUrl()), client, cache, new CachePolicy(fresh, maxDataAge));
    OsvSettings osv = OsvSettings.of(URI.create(settings.osvUrl()));
    Duration osvFresh = maxDataAge.compareTo(osv.fresh()) < 0 ? maxDataAge : osv.fresh();
    OsvClient service =
        new OsvClient(client, cache, osv.withAges(osvFresh, maxDataAge), Timekeeper.system());
    OsvDatabase bulk =
        new OsvDatabase(
            DatabaseFolders.of(settings.cacheDirectory().resolve("osv"), environment),
            maxDataAge,
            Timekeeper.system());
    this.vulnerabilities =
        new VulnerabilityLookup(
            new SessionSource(
                FallbackSource.of(service, osvFresh, bulk), new ConcurrentHashMap<>()));
  }

  /** What the embedded scanner found in the unchanged files of this root. */
  ScanCache scanCache(Path root) {
    String name = UUID.nameUUIDFromBytes(root.toString().getBytes(UTF_8)).toString();
    return FolderScanCache.open(
        cacheDirectory.resolve("scans").resolve(name),
        SourceScanner.cacheVersion(RuleCatalogue.load()));
  }

  BadgeSource badge() {
    return badge;
  }

  VulnerabilitySource vulnerabilities() {
    return vulnerabilities;
  }
}
