package io.campaignpulse.channel;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Referrers that say nothing of where a visit came from: own sites with their AMP copies, and
 * others in whose middle a visitor only was, such as payment pages.
 */
public final class IgnoredReferrers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The entry that stands for the payment pages that ship with the product. */
  public static final String PAYMENT_PROVIDERS = "payment-providers";

  private static final String FILE = "file:";

  private final HostSet own;
  private final HostSet others;

  /**
   * Own hosts and other referrers to ignore, each with all hosts below it.
   *
   * @param others hosts, {@value #PAYMENT_PROVIDERS}, or {@code file:PATH} of a list with the
   *     column host
   * @throws IllegalArgumentException if one is none of these
   */
  public IgnoredReferrers(Collection<String> own, Collection<String> others) {
    this.own = new HostSet(own);
    List<String> hosts = new ArrayList<>();
    for (String entry : others) {
      if (entry.equals(PAYMENT_PROVIDERS)) {
        addHosts(ListFile.shipped("payment-providers.csv"), hosts);
      } else if (entry.startsWith(FILE)) {
        addHosts(ListFile.read(Path.of(entry.substring(FILE.length()))), hosts);
      } else {
        hosts.add(entry);
      }
    }
    this.others = new HostSet(hosts);
  }

  private static void addHosts(List<ListFile.Row> rows, List<String> hosts) {
    rows.forEach(row -> hosts.add(row.required("host")));
  }

  /** Whether a referrer with a host is to be ignored. */
  boolean contains(WebAddress referrer) {
    String host = referrer.host();
    if (host == null) {
      return false;
    }
    String copied = AmpCopy.originOf(referrer);
    return own.contains(copied == null ? host : copied) || others.contains(host);
  }

  /** Whether a referrer is the site of a page or its AMP copy. */
  static boolean isSameSite(WebAddress referrer, @Nullable String page) {
    String host = referrer.host();
    if (host == null || page == null) {
      return false;
    }
    String site = WebAddress.withoutWww(page);
    String copied = AmpCopy.originOf(referrer);
    return WebAddress.withoutWww(copied == null ? host : copied).equals(site);
  }
}
