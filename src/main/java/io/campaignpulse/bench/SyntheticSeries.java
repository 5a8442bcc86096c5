package io.campaignpulse.bench;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Tick;
import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A made-up business of many series, the same at each run: each has clicks and cost in every
 * minute, an order in every other one, and targets for them. One in {@value #MISSES_EVERY} misses
 * them. First comes what was there before, as wide as panes of that age are, then minute by minute
 * what happens and the tick.
 */
final class SyntheticSeries {

  /** One in so many gets a third of the orders its targets ask for. */
  static final int MISSES_EVERY = 20;

  /** A whole day, so that what was before fills whole panes. */
  static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;
  private static final String[] CHANNEL = {"PAID_SEARCH", "PAID_SOCIAL", "DISPLAY", "EMAIL"};

  /** Time is told once a minute has gone after the first tick. */
  private static final int TICKS_BEFORE = 2;

  private static final int CLICKS = 25;
  private static final long CLICK_COST = 500_000;
  private static final long ORDER_VALUE = 60_000_000;
  private static final double ORDERS = 0.5;
  private static final double FEW_ORDERS = 0.15;
  private static final long WHOLE = 1_000_000_000;

  /** Minutes from click to order, each as likely as the others. */
  private static final int[] LAGS = {1, 3, 8, 20, 60, 240, 900};

  /** A tenth easier to reach than what most series bring. */
  private static final Map<String, String> TARGETS =
      Map.of("cvr", "0.018", "cpa", "27.5", "cac", "55", "roas", "2.18");

  private final int count;
  private final AttributionModel model;
  private final List<int[]> before = new ArrayList<>();

  /**
   * A business.
   *
   * @param count how many series
   * @param age what happened in so much time before the first tick is told, too
   * @param model the one that is judged by
   */
  SyntheticSeries(int count, Duration age, AttributionModel model) {
    this.count = count;
    this.model = model;
    int oldest = -(int) age.toMinutes();
    addBefore(oldest, -3 * DAY, 6 * HOUR);
    addBefore(Math.max(oldest, -3 * DAY), -8 * HOUR, HOUR);
    addBefore(Math.max(oldest, -8 * HOUR), -30, 15);
    addBefore(Math.max(oldest, -30), 0, 1);
  }

  private void addBefore(int from, int until, int width) {
    for (int minute = Math.floorDiv(from, width) * width; minute < until; minute += width) {
      before.add(new int[] {minute, width});
    }
  }

  /** The catalogue with the campaigns of all series. */
  CatalogueSnapshot catalogue(List<AlertRule> rules) {
    List<Campaign> campaigns =
        IntStream.range(0, (count + CHANNEL.length - 1) / CHANNEL.length)
            .mapToObj(SyntheticSeries::campaign)
            .toList();
    return new CatalogueSnapshot(
        campaigns, List.of(), List.of(), List.of(), rules, List.of(), List.of());
  }

  private static Campaign campaign(int number) {
    return new Campaign(
        campaignId(number),
        "Campaign " + number,
        null,
        List.of(CHANNEL),
        START - Duration.ofDays(60).toMillis(),
        START + Duration.ofDays(60).toMillis(),
        "USD",
        null,
        null,
        TARGETS,
        List.of(),
        List.of(),
        0,
        "",
        SyntheticClicks.ANYWHERE);
  }

  private static String campaignId(int number) {
    return "campaign-2026-" + (10 + number);
  }

  /** How many series. */
  int count() {
    return count;
  }

  /** How many minutes of each series are told before the first tick. */
  int minutesBefore() {
    return before.size();
  }

  /**
   * How many steps there are.
   *
   * @param minutes that pass after the first tick
   */
  long steps(int minutes) {
    return (long) before.size() * count + TICKS_BEFORE + 1 + (long) minutes * (count + 1);
  }

  /** Whether time goes on with a tick, or the job waits for another. */
  static boolean isTime(Tick tick) {
    return tick.minute() >= START;
  }

  /** A step by its index. */
  SeriesStep step(long index) {
    long told = (long) before.size() * count;
    if (index < told) {
      int[] pane = before.get((int) (index / count));
      return earlier((int) (index % count), pane[0], pane[1]);
    }
    long left = index - told;
    if (left <= TICKS_BEFORE) {
      return SeriesStep.of(new Tick(time(left - TICKS_BEFORE)));
    }
    left -= TICKS_BEFORE + 1;
    int minute = (int) (left / (count + 1));
    int series = (int) (left % (count + 1));
    return series == count ? SeriesStep.of(new Tick(time(minute + 1))) : happening(series, minute);
  }

  private static long time(long minute) {
    return START + minute * MINUTE;
  }

  /** A minute that stands for several: as many clicks, and orders as they come on average. */
  private SeriesStep earlier(int series, int minute, int width) {
    long weight = Math.round(orders(series) * width * WHOLE);
    return new SeriesStep(
        List.of(row(WindowSize.PT1M, series, minute, 1, CLICKS * width)),
        credit(series, minute, minute + LAGS[pick(series, minute, LAGS.length)], weight),
        null);
  }

  private SeriesStep happening(int series, int minute) {
    int hour = Math.floorDiv(minute, HOUR) * HOUR;
    int clicks = CLICKS - 5 + pick(series, minute, 11);
    boolean ordered = pick(series, ~minute, 1000) < 1000 * orders(series);
    int lag = LAGS[pick(series, minute, LAGS.length)];
    return new SeriesStep(
        List.of(
            row(WindowSize.PT1M, series, minute, 1, clicks),
            row(WindowSize.PT1H, series, hour, HOUR, CLICKS * (minute - hour + 1))),
        ordered ? credit(series, minute - lag, minute, WHOLE) : null,
        null);
  }

  private static double orders(int series) {
    return series % MISSES_EVERY == 0 ? FEW_ORDERS : ORDERS;
  }

  private static int pick(int series, int minute, int of) {
    return (int) (SyntheticClicks.mix((long) series << 32 ^ minute) % of);
  }

  private static CampaignMetrics row(
      WindowSize window, int series, int minute, int width, int clicks) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.CLICKS.ordinal()] = clicks;
    base[BaseMeasure.SPEND.ordinal()] = clicks * CLICK_COST;
    return new CampaignMetrics(
        window,
        time(minute),
        time(minute + width),
        campaignId(series / CHANNEL.length),
        CHANNEL[series % CHANNEL.length],
        base,
        0,
        List.of(),
        time(minute + width),
        true,
        1,
        time(minute + width));
  }

  private Credit credit(int series, int touched, int ordered, long weight) {
    long time = time(ordered);
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = weight;
    amounts[AttributedMeasure.NEW_CUSTOMERS.ordinal()] = weight / 2;
    amounts[AttributedMeasure.GROSS_REVENUE.ordinal()] = weight / 1000 * (ORDER_VALUE / 1_000_000);
    return new Credit(
        model,
        "order-" + series + "-" + ordered,
        ConversionType.ORDER,
        time,
        null,
        campaignId(series / CHANNEL.length),
        CHANNEL[series % CHANNEL.length],
        "click-" + series + "-" + touched,
        time(touched),
        weight,
        ORDER_VALUE,
        List.of(new Booking(time, amounts)),
        null,
        null,
        null,
        false,
        false,
        1);
  }
}
