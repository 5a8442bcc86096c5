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

  /** The site whose page an address shows, without www.; null if the address has no host. */
  static @Nullable String siteOf(WebAddress address) {
    String host = address.host();
    if (host == null) {
      return null;
    }
    String site = WebAddress.withoutWww(host);
    for (String cache : CACHES) {
      if (site.endsWith(cache)) {
        return WebAddress.withoutWww(decoded(site.substring(0, site.length() - cache.length())));
      }
    }
    if (address.path().startsWith(VIEWER) && site.startsWith("google.")) {
      String copied = siteOf(WebAddress.of(address.path().substring(VIEWER.length())));
      return copied == null ? site : copied;
    }
    return site;
  }

  /** Encoding of host names: a dash for a dot, two dashes for a dash. */
  private static String decoded(String label) {
    return label.replace("--", "\u0000").replace('-', '.').replace('\u0000', '-');
  }
}
