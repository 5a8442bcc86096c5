package io.campaignpulse.channel;

import org.jspecify.annotations.Nullable;

/**
 * Pages of other sites as AMP caches and Google's AMP viewer show them under their own hosts.
 *
 * <p>Source of the addresses: amp.dev, "Using the Google AMP Cache", of 2026-11-30.
 */
final class AmpCopy {
  private static final String[] CACHES = {".cdn.ampproject.org", ".bing-amp.com"};
  private static final String VIEWER = "/amp/s/";

  private AmpCopy() {}

  /** The host of the copied site; null if the address is no copy. */
  static @Nullable String originOf(WebAddress address) {
    String host = address.host();
    if (host == null) {
      return null;
    }
    for (String cache : CACHES) {
      if (host.endsWith(cache)) {
        return decoded(host.substring(0, host.length() - cache.length()));
      }
    }
    if (WebAddress.withoutWww(host).startsWith("google.") && address.path().startsWith(VIEWER)) {
      return WebAddress.of(address.path().substring(VIEWER.length())).host();
    }
    return null;
  }

  /** A dash stands for a dot, two dashes for a dash. */
  private static String decoded(String label) {
    return label.replace("--", "\u0000").replace('-', '.').replace('\u0000', '-');
  }
}
