package io.campaignpulse.notifier;

import io.campaignpulse.notifier.RefusedException.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that requests may be sent to, as far as can be told from its text. Its path and query
 * may hold a secret and never reach a log.
 *
 * @param secure whether it is https
 * @param host in lower case; an IPv6 address without brackets
 * @param path path and query as they are sent, with the leading slash
 * @param allowPrivate whether host and port are listed as one of our own
 */
record TargetUrl(boolean secure, String host, int port, String path, boolean allowPrivate) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int LARGEST_PORT = 65_535;
  private static final int DELETE = 0x7F;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final Pattern LAST_LABEL_IS_A_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]*:[0-9a-f:.]*");

  /**
   * The address in a text.
   *
   * @param allowPrivate whether the target is one of our own, next door
   * @throws RefusedException if it isn't one that requests may be sent to
   */
  static TargetUrl parse(String text, AllowedHosts allowed, boolean allowPrivate)
      throws RefusedException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // Its message repeats the text, which may hold a secret.
      throw new RefusedException(Refusal.MALFORMED_URL, e.getReason());
    }
    boolean secure = secure(uri, allowPrivate);
    if (uri.getRawUserInfo() != null || (uri.getRawAuthority() + "").contains("@")) {
      throw new RefusedException(Refusal.USER_INFO, "user and password don't belong in a URL");
    }
    if (uri.getRawFragment() != null) {
      throw new RefusedException(Refusal.MALFORMED_URL, "a fragment is never sent");
    }
    String host = host(uri);
    int port = port(uri, secure);
    if (!allowed.contains(host, port)) {
      throw new RefusedException(
          Refusal.HOST_NOT_ALLOWED, host + ":" + port + " is not listed in allowedHosts");
    }
    return new TargetUrl(secure, host, port, path(uri), allowPrivate);
  }

  private static boolean secure(URI uri, boolean allowPrivate) throws RefusedException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https" -> true;
      case "http" -> {
        if (!allowPrivate) {
          throw new RefusedException(
              Refusal.SCHEME, "http is for targets with allowPrivate; use https");
        }
        yield false;
      }
      default -> throw new RefusedException(Refusal.SCHEME, "neither http nor https");
    };
  }

  private static String host(URI uri) throws RefusedException {
    // Null for what isn't a host of ASCII: other dots, other digits, names not in Punycode.
    if (uri.getHost() == null) {
      throw new RefusedException(
          Refusal.HOST_FORM, "the host is no name in ASCII, IPv4 address or [IPv6 address]");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      String inside = host.substring(1, host.length() - 1);
      if (!IPV6.matcher(inside).matches()) {
        throw new RefusedException(Refusal.HOST_FORM, "an IPv6 address without zone is expected");
      }
      return inside;
    }
    boolean address = DECIMAL.matcher(host).matches();
    // Resolvers read 127.1, 0x7f.0.0.1, 0177.0.0.1 and 2130706433 as addresses, each its own way.
    if (!address
        && (!NAME.matcher(host).matches() || LAST_LABEL_IS_A_NUMBER.matcher(host).matches())) {
      throw new RefusedException(
          Refusal.HOST_FORM, "the host is neither a plain name nor a plain IPv4 address");
    }
    return host;
  }

  private static int port(URI uri, boolean secure) throws RefusedException {
    int port = uri.getPort() == -1 ? secure ? HTTPS : HTTP : uri.getPort();
    if (port < 1 || port > LARGEST_PORT) {
      throw new RefusedException(Refusal.MALFORMED_URL, "port " + port);
    }
    return port;
  }

  private static String path(URI uri) throws RefusedException {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String sent = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    if (!sent.chars().allMatch(c -> c > ' ' && c < DELETE)) {
      throw new RefusedException(
          Refusal.MALFORMED_URL, "beyond ASCII, paths and queries are percent-encoded");
    }
    return sent;
  }

  /** The same host with more path. */
  TargetUrl below(String more) {
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new TargetUrl(secure, host, port, base + more, allowPrivate);
  }

  /** The same address with one more parameter, which is encoded already. */
  TargetUrl with(String parameter) {
    return new TargetUrl(
        secure, host, port, path + (path.indexOf('?') < 0 ? "?" : "&") + parameter, allowPrivate);
  }

  /** What the header Host says. */
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
  }

  /** Host and port only: path and query may hold a secret. */
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
