package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.HOUR;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.spend.Spreading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows and credits of a series as the live jobs publish them: a minute and its hour to date when
 * the minute is over, both again once their cost is reported.
 */
final class SeriesRows {

  /** The beginning of the measured time, a Monday. */
  static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static final long WHOLE = 1_000_000_000;
  private static final double MICROS = 1e6;

  /** Cost may be reported a day late. */
  private static final int KEPT = 32 * HOUR;

  private final String campaignId;
  private final String channel;
  private final AttributionModel model;
  private final int[] clicks = new int[KEPT];
  private final int[] orders = new int[KEPT];
  private int clicksOfHour;
  private @Nullable Long reportedUntil;

  SeriesRows(String campaignId, String channel, AttributionModel model) {
    this.campaignId = campaignId;
    this.channel = channel;
    this.model = model;
  }

  /** When a minute begins, epoch milliseconds. */
  static long time(int minute) {
    return START + minute * MINUTE;
  }

  /** The minute of the market that an instant lies in. */
  static int minute(long instant) {
    return (int) Math.floorDiv(instant - START, MINUTE);
  }

  /** The credit of an order. */
  void order(int click, int placed, long number, double value, Consumer<MarketFact> out) {
    long worth = Math.round(value * MICROS);
    out.accept(
        MarketFact.of(
            new Credit(
                model,
                campaignId + "-" + channel + "-" + number,
                ConversionType.ORDER,
                time(placed),
                null,
                campaignId,
                channel,
                "click-" + click + "-" + number,
                time(click),
                WHOLE,
                worth,
                List.of(new Booking(time(placed), amounts(1, worth))),
                null,
                null,
                null,
                false,
                false,
                1)));
  }

  /** A minute that is over. */
  void minute(int minute, int clicked, int ordered, Consumer<MarketFact> out) {
    if (Math.floorMod(minute, HOUR) == 0) {
      clicksOfHour = 0;
    }
    clicksOfHour += clicked;
    int at = Math.floorMod(minute, KEPT);
    clicks[at] = clicked;
    orders[at] = ordered;
    if (clicked > 0 || ordered > 0) {
      out.accept(minuteRow(minute, 0, minute + 1));
      out.accept(hourRow(minute - Math.floorMod(minute, HOUR), clicksOfHour, 0, minute + 1));
    }
  }

  /** The cost of the hour that ended at a minute is reported. */
  void report(int end, double cost, Consumer<MarketFact> out) {
    reportedUntil = time(end);
    int start = end - HOUR;
    int clicked = 0;
    Spreading spread = new Spreading(Math.round(cost * MICROS), time(start), time(end));
    for (int minute = start; minute < end; minute++) {
      clicked += clicks[Math.floorMod(minute, KEPT)];
      long share = spread.share(time(minute), time(minute + 1));
      if (share != 0 || minute == end - 1) {
        out.accept(minuteRow(minute, share, end + 1));
      }
    }
    out.accept(hourRow(start, clicked, spread.amount(), end + 1));
  }

  private MarketFact minuteRow(int minute, long spend, int revision) {
    int at = Math.floorMod(minute, KEPT);
    return MarketFact.of(
        row(WindowSize.PT1M, minute, 1, clicks[at], spend, attributed(orders[at]), revision));
  }

  private MarketFact hourRow(int start, int clicked, long spend, int revision) {
    return MarketFact.of(row(WindowSize.PT1H, start, HOUR, clicked, spend, List.of(), revision));
  }

  private CampaignMetrics row(
      WindowSize window,
      int start,
      int width,
      int clicked,
      long spend,
      List<AttributedTotals> attributed,
      int revision) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.CLICKS.ordinal()] = clicked;
    base[BaseMeasure.SPEND.ordinal()] = spend;
    return new CampaignMetrics(
        window,
        time(start),
        time(start + width),
        campaignId,
        channel,
        base,
        0,
        attributed,
        reportedUntil,
        true,
        time(revision),
        time(revision));
  }

  private List<AttributedTotals> attributed(int ordered) {
    return ordered == 0
        ? List.of()
        : List.of(new AttributedTotals(model, TimeBasis.CONVERSION_TIME, amounts(ordered, 0)));
  }

  private static long[] amounts(int ordered, long revenue) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = ordered * WHOLE;
    amounts[AttributedMeasure.GROSS_REVENUE.ordinal()] = revenue;
    return amounts;
  }
}
