package io.campaignpulse.simulation;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The platforms' billing: what every campaign and channel cost in each five minutes, reported one
 * to three minutes late, and for most periods restated some minutes later.
 */
final class SpendDesk {

  static final long PERIOD = 300_000;

  private static final long SALT = 3;
  private static final long FIRST_REPORT = 60_000;
  private static final long WINDOW = 120_000;
  private static final long UNDER_WAY = 700;

  private final long seed;
  private final IncidentEffects effects;
  private final TreeMap<Long, Bill[]> open = new TreeMap<>();

  SpendDesk(long seed, IncidentEffects effects) {
    this.seed = seed;
    this.effects = effects;
  }

  /** What one campaign on one channel cost in one period. */
  private static final class Bill {
    private double cost;
    private long impressions;
    private long clicks;
  }

  void saw(CampaignProfile profile, long time) {
    Bill bill = bill(profile, time);
    bill.impressions++;
    bill.cost += profile.cpm() / 1000;
  }

  void clicked(Click click, Chance chance) {
    Bill bill = bill(click.profile(), click.time());
    bill.clicks++;
    CampaignProfile profile = click.profile();
    if (profile.cpc() > 0) {
      bill.cost +=
          chance.logNormal(profile.cpc(), CampaignProfile.SPREAD)
              * effects.clickCost(profile, click.time());
    }
  }

  /** Delivers the reports of all periods that ended at or before {@code now}. */
  void report(long now, Consumer<Delivery> deliveries) {
    while (!open.isEmpty() && open.firstKey() + PERIOD <= now) {
      long start = open.firstKey();
      Bill[] bills = open.remove(start);
      for (int i = 0; bills != null && i < bills.length; i++) {
        send(start, i, bills[i], deliveries);
      }
    }
  }

  private void send(long start, int index, Bill bill, Consumer<Delivery> deliveries) {
    CampaignProfile profile = MarketCampaigns.profiles().get(index);
    if (effects.traffic(profile, start + PERIOD - 1) == 0) {
      return;
    }
    Chance chance = Chance.of(seed, SALT + index, start);
    long first = start + PERIOD + FIRST_REPORT + chance.below((int) WINDOW);
    boolean restated = chance.happens(0.6);
    double early = restated ? chance.between(0.90, 1.05) : 1;
    send(profile, start, first, bill, early, deliveries);
    if (restated) {
      send(profile, start, first + 2 * WINDOW + chance.below((int) WINDOW), bill, 1, deliveries);
    }
    if (chance.happens(0.05)) {
      // The exporter was restarted and sends what it had sent before.
      send(profile, start, first, 5 * WINDOW, bill, early, deliveries);
    }
  }

  private void send(
      CampaignProfile profile,
      long start,
      long reportedAt,
      Bill bill,
      double factor,
      Consumer<Delivery> deliveries) {
    send(profile, start, reportedAt, 0, bill, factor, deliveries);
  }

  private void send(
      CampaignProfile profile,
      long start,
      long usuallyReportedAt,
      long later,
      Bill bill,
      double factor,
      Consumer<Delivery> deliveries) {
    long reportedAt = effects.reportedAt(profile, usuallyReportedAt);
    long arrivalTime = effects.reportedAt(profile, usuallyReportedAt + later) + UNDER_WAY;
    deliveries.accept(
        Delivery.of(
            arrivalTime,
            Topic.SPEND,
            profile.campaignId(),
            new SpendReport(
                reportedAt,
                profile.campaignId(),
                profile.channel(),
                start,
                start + PERIOD,
                profile.currency(),
                Math.round(bill.cost * factor * 100) * 10_000,
                reportedAt,
                null,
                null,
                null,
                bill.impressions,
                bill.clicks,
                new Origin(0, 0, null, arrivalTime))));
  }

  private Bill bill(CampaignProfile profile, long time) {
    Bill[] bills =
        open.computeIfAbsent(
            Math.floorDiv(time, PERIOD) * PERIOD,
            start -> {
              Bill[] fresh = new Bill[MarketCampaigns.profiles().size()];
              Arrays.setAll(fresh, i -> new Bill());
              return fresh;
            });
    return bills[MarketCampaigns.profiles().indexOf(profile)];
  }
}
