package io.campaignpulse.simulation;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Known lags of a market's channels, as a merchant gives them who knows his buyers: of each
 * conversion type, as a lead of one channel may be credited to another.
 */
final class MarketLags {

  private static final List<Duration> AGES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(16),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(4),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30));

  /** Shares are given to a millionth. */
  private static final double PRECISION = 1e6;

  private final double lagSpeed;

  MarketLags(double lagSpeed) {
    this.lagSpeed = lagSpeed;
  }

  List<ChannelLags> rows(Origin origin) {
    List<ChannelLags> rows = new ArrayList<>();
    for (String channel : profiles().map(CampaignProfile::channel).distinct().sorted().toList()) {
      for (Conversion conversion : Conversion.values()) {
        List<LagShare> shares =
            AGES.stream()
                .map(age -> new LagShare(age.toMillis(), share(channel, conversion, age)))
                .toList();
        rows.add(new ChannelLags(channel, conversion.type, shares, 0, "", origin));
      }
    }
    return rows;
  }

  private static Stream<CampaignProfile> profiles() {
    return MarketCampaigns.profiles().stream();
  }

  /** The mean over the campaigns of a channel, each by its clicks. */
  private double share(String channel, Conversion conversion, Duration age) {
    double decided = (age.toMillis() - conversion.delay) * lagSpeed;
    double sum = 0;
    double weight = 0;
    for (CampaignProfile profile : profiles().filter(p -> p.channel().equals(channel)).toList()) {
      DecisionTime time = DecisionTime.of(profile);
      double clicks = profile.clicks(1);
      sum += clicks * (conversion.afterTwo ? time.shareOfTwo(decided) : time.share(decided));
      weight += clicks;
    }
    return Math.round(PRECISION * sum / weight) / PRECISION;
  }

  /** A type of conversion whose lags are known. */
  private enum Conversion {
    ORDER(ConversionType.ORDER, Conversions.ORDER_DELAY, false),
    LEAD(ConversionType.LEAD, Conversions.LEAD_DELAY, false),
    QUALIFIED_LEAD(
        ConversionType.QUALIFIED_LEAD, Conversions.LEAD_DELAY + Conversions.STAGE_DELAY, true);

    private final ConversionType type;
    private final long delay;
    private final boolean afterTwo;

    Conversion(ConversionType type, long delay, boolean afterTwo) {
      this.type = type;
      this.delay = delay;
      this.afterTwo = afterTwo;
    }
  }
}
