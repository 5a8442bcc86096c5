package io.campaignpulse.server;

import io.campaignpulse.event.CampaignOutlook;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The latest outlook of every campaign and channel. */
final class OutlooksView {

  private final ConcurrentMap<String, CampaignOutlook> latest = new ConcurrentHashMap<>();

  void accept(CampaignOutlook outlook) {
    latest.merge(outlook.key(), outlook, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  /** All of them, by campaign and channel. */
  List<CampaignOutlook> current() {
    return latest.values().stream()
        .sorted(
            Comparator.comparing(CampaignOutlook::campaignId)
                .thenComparing(CampaignOutlook::channel))
        .toList();
  }
}
