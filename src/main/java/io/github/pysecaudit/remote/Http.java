package io.github.pysecaudit.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.Route;
import okio.AsyncTimeout;
import okio.BufferedSource;

/**
 * The one HTTP client: bounded in time, size, redirects, retries and parallel requests, and the
 * only class that touches OkHttp.
 *
 * <p>Calls block the calling thread; the library's own threads are daemons, so nothing keeps the
 * build alive. Safe for use by several threads.
 */
public final class Http implements HttpSender, FileDownloader, AutoCloseable {

  /** The trust of a test server. */
  record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpSettings settings;
  private final Timekeeper time;
  private final Attempts attempts;
  private final Optional<Trust> trust;
  private Clients clients;

  /** A client on this machine's clock. */
  public Http(HttpSettings settings) {
    this(settings, Timekeeper.system(), new Random());
  }

  /** A client on the given clock and dice. */
  public Http(HttpSettings settings, Timekeeper time, RandomGenerator random) {
    this(settings, time, random, Optional.empty());
  }

  Http(HttpSettings settings, Timekeeper time, RandomGenerator random, Optional<Trust> trust) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.time = Objects.requireNonNull(time, "time");
    this.attempts = new Attempts(settings, time, random);
    this.trust = trust;
  }

  /** The library's clients, made when the first request needs them: most builds send none. */
  private record Clients(OkHttpClient patient, OkHttpClient brisk) {

    static Clients of(HttpSettings settings, Optional<Trust> trust) {
      OkHttpClient.Builder builder =
          new OkHttpClient.Builder()
              .followRedirects(false)
              .followSslRedirects(false)
              .connectionPool(new ConnectionPool(settings.maxPerHost(), 1, TimeUnit.MINUTES))
              .readTimeout(settings.readTimeout())
              .writeTimeout(settings.readTimeout())
              .proxySelector(new Proxies(settings.proxies()))
              .proxyAuthenticator(proxyAuthenticator(settings.proxies()))
              .eventListener(new ContactListener());
      trust.ifPresent(t -> builder.sslSocketFactory(t.sockets(), t.manager()));
      OkHttpClient patient = bounded(builder, settings.connectTimeout());
      return new Clients(
          patient, bounded(patient.newBuilder(), settings.connectTimeout().dividedBy(2)));
    }

    private static OkHttpClient bounded(OkHttpClient.Builder builder, Duration connect) {
      return builder.connectTimeout(connect).dns(new BoundedDns(connect)).build();
    }

    OkHttpClient of(boolean hurry) {
      return hurry ? brisk : patient;
    }
  }

  private synchronized Clients clients() {
    if (clients == null) {
      clients = Clients.of(settings, trust);
    }
    return clients;
  }

  @Override
  public Lookup<Answer> send(Request request) {
    return attempts.run(request.uri(), request.deadline(), budget -> once(request, budget));
  }

  @Override
  public Lookup<Path> download(Download download) {
    Request request =
        Request.get(download.uri())
            .withMaxBytes(download.maxBytes())
            .withDeadline(download.deadline())
            .withRedirectsTo(download.redirectHosts().toArray(String[]::new))
            .withHeader("Accept-Encoding", "identity");
    try (PartialFile file = new PartialFile(download)) {
      return attempts.run(
          download.uri(),
          download.deadline(),
          budget ->
              exchange(
                  file.resuming(request),
                  budget,
                  (uri, response) ->
                      file.receive(
                          Hosts.name(uri),
                          new PartialFile.Part(
                              response.code(),
                              Optional.ofNullable(response.header("ETag")),
                              Optional.ofNullable(response.header("Content-Range")),
                              response.body().contentLength(),
                              response.body().byteStream()),
                          again(uri, response))));
    }
  }

  /** Lets go of all connections; later requests would open new ones. */
  @Override
  public synchronized void close() {
    if (clients != null) {
      clients.patient().dispatcher().executorService().shutdown();
      clients.patient().connectionPool().evictAll();
    }
  }

  private Outcome<Answer> once(Request request, Attempts.Budget budget) {
    return exchange(request, budget, (uri, response) -> judge(request, uri, response));
  }

  /** What is made of a response that is no redirect. */
  @FunctionalInterface
  private interface Receiver<T> {
    Outcome<T> receive(URI uri, Response response) throws IOException;
  }

  /** One attempt, redirects included. */
  private <T> Outcome<T> exchange(Request request, Attempts.Budget budget, Receiver<T> receiver) {
    long end = time.nanoTime() + budget.left().toNanos();
    URI uri = request.uri();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpUrl url = HttpUrl.get(uri);
      if (url == null) {
        return Outcome.unavailable(Hosts.name(uri) + " is not an address that can be asked.");
      }
      Contact contact = new Contact();
      Call call = call(request, url, contact, budget.brisk(), end);
      try (Response response = call.execute()) {
        if (!REDIRECTS.contains(response.code())) {
          return receiver.receive(uri, response);
        }
        Optional<URI> next = target(uri, response);
        Optional<String> refusal = refusal(request, uri, next, response.code());
        if (refusal.isPresent()) {
          return Outcome.unavailable(refusal.get());
        }
        uri = next.orElseThrow();
      } catch (IOException e) {
        return new Failure(uri, settings.proxies(), budget.left(), contact.made)
            .outcome(contact.expired ? new SocketTimeoutException() : e);
      } finally {
        contact.exit();
      }
    }
    return Outcome.unavailable(
        Hosts.name(uri) + " redirects in circles: more than " + MAX_REDIRECTS + " redirects.");
  }

  /** A call with its deadlines running. */
  private Call call(Request request, HttpUrl url, Contact contact, boolean hurry, long end) {
    Call call = clients().of(hurry).newCall(wireRequest(request, url, contact));
    call.timeout().timeout(Math.max(1, end - time.nanoTime()), TimeUnit.NANOSECONDS);
    contact.call = call;
    contact.timeout(settings.contactTimeout(hurry).toMillis(), TimeUnit.MILLISECONDS);
    contact.enter();
    return call;
  }

  private static Optional<String> refusal(Request request, URI from, Optional<URI> to, int status) {
    if (to.isEmpty()) {
      return Optional.of(Hosts.name(from) + " redirected to nowhere.");
    }
    if (request.method() == Request.Method.POST && status < 307) {
      return Optional.of(Hosts.name(from) + " redirected a request that carries data.");
    }
    return Hosts.refusal(from, to.get(), request);
  }

  private Outcome<Answer> judge(Request request, URI uri, Response response) throws IOException {
    int status = response.code();
    String host = Hosts.name(uri);
    if (status == 407) {
      return Outcome.unavailable(Failure.proxyRefusal(uri, settings.proxies()));
    }
    if (status == 408 || status == 429 || status >= 500) {
      return again(uri, response);
    }
    if (status < 200 || status >= 300 && status < 400 && status != 304) {
      return Outcome.unavailable(host + " answered with the unexpected status " + status + ".");
    }
    BufferedSource source = response.body().source();
    if (source.request(request.maxBytes() + 1)) {
      return Outcome.unavailable(
          host + " sent more than " + Failure.size(request.maxBytes()) + ", which is not read.");
    }
    Answer answer =
        new Answer(status, response.headers().toMultimap(), source.readByteArray(), uri);
    Optional<String> objection =
        answer.isSuccess() ? request.objection().apply(answer) : Optional.empty();
    return objection.isPresent()
        ? Outcome.again(host + " sent " + objection.get() + ".")
        : new Outcome.Done<>(Lookup.found(answer, uri.toString()));
  }

  private <T> Outcome<T> again(URI uri, Response response) {
    return new Outcome.Again<>(
        Failure.status(uri, response.code()),
        RetryAfter.parse(Optional.ofNullable(response.header("Retry-After")), time.now()));
  }

  private okhttp3.Request wireRequest(Request request, HttpUrl url, Contact contact) {
    RequestBody body =
        request
            .content()
            .map(c -> RequestBody.create(c.bytes(), MediaType.parse(c.type())))
            .orElse(null);
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(url)
            .method(request.method().name(), body)
            .header("User-Agent", settings.userAgent())
            .tag(Contact.class, contact);
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static Optional<URI> target(URI from, Response response) {
    String location = response.header("Location");
    if (location == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(from.resolve(location));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Authenticator proxyAuthenticator(ProxyChooser chooser) {
    return (Route route, Response response) -> {
      if (response.request().header("Proxy-Authorization") != null) {
        return null;
      }
      URI uri = response.request().url().uri();
      return chooser
          .proxyFor(uri)
          .filter(proxy -> proxy.user().isPresent())
          .map(proxy -> Credentials.basic(proxy.user().get(), proxy.password().orElse("")))
          .map(
              credentials ->
                  response
                      .request()
                      .newBuilder()
                      .header("Proxy-Authorization", credentials)
                      .build())
          .orElse(null);
    };
  }

  /** Gives up an attempt that does not come to a usable connection, TLS and tunnel included. */
  private static final class Contact extends AsyncTimeout {
    private volatile Call call;
    private volatile boolean made;
    private volatile boolean expired;

    @Override
    protected void timedOut() {
      if (!made) {
        expired = true;
        call.cancel();
      }
    }
  }

  private static final class ContactListener extends EventListener {
    @Override
    public void connectionAcquired(Call call, Connection connection) {
      Contact contact = call.request().tag(Contact.class);
      if (contact != null) {
        contact.made = true;
      }
    }
  }

  private static final class Proxies extends ProxySelector {
    private final ProxyChooser chooser;

    Proxies(ProxyChooser chooser) {
      this.chooser = chooser;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return chooser
          .proxyFor(uri)
          .map(p -> InetSocketAddress.createUnresolved(p.host(), p.port()))
          .map(address -> List.of(new Proxy(Proxy.Type.HTTP, address)))
          .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {
      // The failure reaches the caller as the outcome of the attempt.
    }
  }

  /** Name resolution that ends in time; the system's own may block for half a minute. */
  private record BoundedDns(Duration limit) implements Dns {
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
      FutureTask<List<InetAddress>> task = new FutureTask<>(() -> Dns.SYSTEM.lookup(hostname));
      Thread thread = new Thread(task, "audit name resolution");
      thread.setDaemon(true);
      thread.start();
      try {
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownHostException(hostname);
      } catch (ExecutionException | TimeoutException e) {
        throw new UnknownHostException(hostname);
      }
    }
  }
}
