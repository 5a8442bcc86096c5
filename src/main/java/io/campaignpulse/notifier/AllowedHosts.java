package io.campaignpulse.notifier;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The hosts that requests may be sent to: a host alone for ports 80 and 443, or host:port. */
final class AllowedHosts {

  private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

  private final Set<String> entries = new HashSet<>();

  /** The entries as a file has them: {@code host}, {@code host:port}, {@code [IPv6]:port}. */
  AllowedHosts(List<String> entries) {
    entries.forEach(entry -> this.entries.add(entry.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether requests may go there.
   *
   * @param host in lower case; an IPv6 address without brackets
   */
  boolean contains(String host, int port) {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return entries.contains(name + ":" + port)
        || (USUAL_PORTS.contains(port) && entries.contains(name));
  }
}
