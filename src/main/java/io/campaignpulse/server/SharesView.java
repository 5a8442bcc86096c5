package io.campaignpulse.server;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ShareMethod;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The latest share of every campaign and channel, by method and conversion type. */
final class SharesView {

  private static final Comparator<ModelShare> LARGEST_FIRST =
      Comparator.comparing(ModelShare::share, Comparator.reverseOrder())
          .thenComparing(ModelShare::key);

  private final ConcurrentMap<String, ModelShare> latest = new ConcurrentHashMap<>();

  void accept(ModelShare share) {
    latest.merge(share.key(), share, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  /** The shares above 0 of a method and conversion type, the largest first. */
  List<ModelShare> current(ShareMethod method, ConversionType type) {
    return latest.values().stream()
        .filter(s -> s.share() > 0 && s.method() == method && s.conversionType() == type)
        .sorted(LARGEST_FIRST)
        .toList();
  }
}
