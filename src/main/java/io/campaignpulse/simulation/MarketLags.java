package io.campaignpulse.simulation;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Known lags of a market's channels, as a merchant gives them who knows his buyers. */
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
        List<CampaignProfile> profiles =
            profiles()
                .filter(profile -> profile.channel().equals(channel))
                .filter(profile -> conversion.perSecond.applyAsDouble(profile) > 0)
                .toList();
        if (!profiles.isEmpty()) {
          rows.add(
              new ChannelLags(
                  channel, conversion.type, shares(profiles, conversion), 0, "", origin));
        }
      }
    }
    return rows;
  }

  private static Stream<CampaignProfile> profiles() {
    return MarketCampaigns.profiles().stream();
  }

  private List<LagShare> shares(List<CampaignProfile> profiles, Conversion conversion) {
    return AGES.stream()
        .map(age -> new LagShare(age.toMillis(), share(profiles, conversion, age.toMillis())))
        .toList();
  }

  /** The mean over campaigns, each by its conversions. */
  private double share(List<CampaignProfile> profiles, Conversion conversion, long age) {
    double sum = 0;
    double weight = 0;
    for (CampaignProfile profile : profiles) {
      double decided = (age - conversion.delay) * lagSpeed;
      DecisionTime time = DecisionTime.of(profile);
      double ofProfile = conversion.perSecond.applyAsDouble(profile);
      sum += ofProfile * (conversion.afterTwo ? time.shareOfTwo(decided) : time.share(decided));
      weight += ofProfile;
    }
    return Math.round(PRECISION * sum / weight) / PRECISION;
  }

  /** A type of conversion whose lags are known. */
  private enum Conversion {
    ORDER(ConversionType.ORDER, profile -> profile.orders(1), Conversions.ORDER_DELAY, false),
    LEAD(ConversionType.LEAD, Conversion::leads, Conversions.LEAD_DELAY, false),
    QUALIFIED_LEAD(
        ConversionType.QUALIFIED_LEAD,
        Conversion::leads,
        Conversions.LEAD_DELAY + Conversions.STAGE_DELAY,
        true);

    private final ConversionType type;
    private final ToDoubleFunction<CampaignProfile> perSecond;
    private final long delay;
    private final boolean afterTwo;

    Conversion(
        ConversionType type,
        ToDoubleFunction<CampaignProfile> perSecond,
        long delay,
        boolean afterTwo) {
      this.type = type;
      this.perSecond = perSecond;
      this.delay = delay;
      this.afterTwo = afterTwo;
    }

    private static double leads(CampaignProfile profile) {
      return profile.clicks(1) * profile.leadRate();
    }
  }
}
