package io.campaignpulse.server;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every request must pass. The Host header has to be a name of this server, so a foreign name
 * that resolves to loopback (DNS rebinding) reads nothing; writes refuse foreign origins.
 */
final class RequestGuard {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private final Set<String> hosts;

  RequestGuard(ServerOptions options) {
    this.hosts =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "[::1]", options.host()),
                options.allowedHosts().stream())
            .map(h -> h.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  void check(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    if (request.path().startsWith("/api/")) {
      request.header("Cache-Control", "no-store");
    }
    if (!isOwn(request.header("Host"))) {
      throw new Problem.Raised(Problem.hostNotAllowed());
    }
    String origin = request.header("Origin");
    if (origin != null && !request.method().name().equals("GET") && !isOwnOrigin(origin)) {
      throw new Problem.Raised(Problem.originNotAllowed());
    }
  }

  private boolean isOwn(@Nullable String hostAndPort) {
    if (hostAndPort == null) {
      return false;
    }
    String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return hosts.contains(host);
  }

  private boolean isOwnOrigin(String origin) {
    try {
      return isOwn(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
