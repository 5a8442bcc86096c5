package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.HOUR;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.WindowSize;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Figures that a dashboard shows of campaigns, hour by hour of the last 14 days: clicks, reported
 * cost, and orders by the time they were placed. Rules without statistics evaluate these.
 */
final class DashboardFigures {

  private static final int HOURS = 14 * 24;
  private static final double MICROS = 1e6;

  /** Totals of a stretch of time. */
  record Totals(double clicks, double cost, double orders, double revenue) {}

  /** Hours of a campaign: of each which one it is, and its totals. */
  private static final class Hours {
    private final int[] hours = new int[HOURS];
    private final double[][] totals = new double[HOURS][4];

    private Hours() {
      Arrays.fill(hours, Integer.MIN_VALUE);
    }

    private double[] at(int hour) {
      int index = Math.floorMod(hour, HOURS);
      if (hours[index] != hour) {
        hours[index] = hour;
        Arrays.fill(totals[index], 0);
      }
      return totals[index];
    }
  }

  private final Map<String, Map<String, Hours>> byCampaign = new HashMap<>();

  /** Adds an input of the alerts job. */
  void add(MarketFact fact) {
    CampaignMetrics row = fact.row();
    Credit credit = fact.credit();
    if (row != null && row.window() == WindowSize.PT1H) {
      double[] hour = hours(row.campaignId(), row.channel()).at(hour(row.windowStart()));
      hour[0] = row.base()[BaseMeasure.CLICKS.ordinal()];
      hour[1] = row.base()[BaseMeasure.SPEND.ordinal()] / MICROS;
    } else if (credit != null) {
      double[] hour =
          hours(credit.campaignId(), credit.channel()).at(hour(credit.conversionTime()));
      hour[2]++;
      for (Booking booking : credit.bookings()) {
        hour[3] += booking.amounts()[AttributedMeasure.GROSS_REVENUE.ordinal()] / MICROS;
      }
    }
  }

  /** Totals of a campaign between two hours, the second exclusive. */
  Totals between(String campaignId, int from, int until) {
    double[] sum = new double[4];
    Map<String, Hours> channels = byCampaign.getOrDefault(campaignId, Map.of());
    for (Hours hours : channels.values()) {
      for (int hour = Math.max(from, until - HOURS); hour < until; hour++) {
        int index = Math.floorMod(hour, HOURS);
        if (hours.hours[index] == hour) {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += hours.totals[index][i];
          }
        }
      }
    }
    return new Totals(sum[0], sum[1], sum[2], sum[3]);
  }

  private Hours hours(String campaignId, String channel) {
    Map<String, Hours> channels =
        Objects.requireNonNull(byCampaign.computeIfAbsent(campaignId, unused -> new HashMap<>()));
    return Objects.requireNonNull(channels.computeIfAbsent(channel, unused -> new Hours()));
  }

  private static int hour(long instant) {
    return Math.floorDiv(SeriesRows.minute(instant), HOUR);
  }
}
