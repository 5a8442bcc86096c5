package io.campaignpulse.channel;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Referrers that say nothing of where a visit came from: own sites with their AMP copies, and
 * others in whose middle a visitor only was, such as payment pages.
 */
public final class IgnoredReferrers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Entry that includes the list of payment providers of the product. */
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

  /** Whether the pages of a site are to be ignored as referrers. */
  boolean contains(String site) {
    return own.contains(site) || others.contains(site);
  }
}
