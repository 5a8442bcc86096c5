package io.campaignpulse.channel;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Hosts, each with all hosts below it: {@code shop.example} holds {@code www.shop.example}, not
 * {@code myshop.example}.
 */
final class HostSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Set<String> hosts = new HashSet<>();

  /**
   * Hosts in any case.
   *
   * @throws IllegalArgumentException if one is no host
   */
  HostSet(Collection<String> hosts) {
    for (String host : hosts) {
      String name = host.toLowerCase(Locale.ROOT);
      if (name.isEmpty() || name.startsWith(".") || !name.matches("[^/:?#@*\\s]+")) {
        throw new IllegalArgumentException(
            "expected hosts such as shop.example, without scheme and path, not '" + host + "'");
      }
      this.hosts.add(WebAddress.withoutWww(name));
    }
  }

  /** Whether a host in lower case is one of these or lies below one. */
  boolean contains(String host) {
    if (hosts.isEmpty()) {
      return false;
    }
    String name = host;
    while (!hosts.contains(name)) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        return false;
      }
      name = name.substring(dot + 1);
    }
    return true;
  }
}
