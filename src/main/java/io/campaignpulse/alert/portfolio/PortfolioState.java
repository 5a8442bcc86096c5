package io.campaignpulse.alert.portfolio;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.ScatterSums;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.evidence.WeekProfile;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCounts;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import io.campaignpulse.lag.LagShift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * State of what all series share: lags, hours of the week, scatter, sizes of orders and delays of
 * cost reports. It learns minute by minute and publishes a {@link Portfolio} with a tenth more
 * conversions, once a day, and when lags have changed.
 */
public final class PortfolioState {

  /** No name of a conversion type has one. */
  private static final char SEPARATOR = '|';

  private static final List<ConversionType> TYPES =
      List.of(ConversionType.ORDER, ConversionType.LEAD, ConversionType.QUALIFIED_LEAD);

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final double WEEK = Duration.ofDays(7).toMillis();
  private static final double HALF_LIFE = Duration.ofDays(21).toMillis();

  /** Beyond a gap as long as that nothing is to be expected of the time between. */
  private static final long LONGEST_GAP = Duration.ofDays(7).toMillis();

  private static final double FIRST_PUBLISHED = 20;
  private static final double GROWTH = 1.1;

  private static final int ENOUGH_REPORTED = 5;
  private static final double FOUR_OF_FIVE = 0.8;
  private static final long ENDED = Duration.ofDays(7).toMillis();

  private static final Comparator<PortfolioFact> ORDER =
      Comparator.comparing(PortfolioFact::series)
          .thenComparingLong(PortfolioFact::time)
          .thenComparing(PortfolioFact::change, Comparator.nullsFirst(CreditChange.ORDER))
          .thenComparingLong(PortfolioFact::clicks);

  private final Shelves shelves;
  private final WeekHours hours;
  private final SpecialTimes special;
  private final double dailyVariation;
  private PortfolioTotals totals;
  private boolean lagsChanged;

  /** Keyed state. */
  public record Shelf<T>(Get<T> get, Put<T> put, All<T> all) {}

  /** Reads the value of a key; null if there is none. */
  @FunctionalInterface
  public interface Get<T> {
    /** See above. */
    @Nullable T of(String key) throws Exception;
  }

  /** Writes the value of a key. */
  @FunctionalInterface
  public interface Put<T> {
    /** See above. */
    void at(String key, T value) throws Exception;
  }

  /** Lists all entries. */
  @FunctionalInterface
  public interface All<T> {
    /** See above. */
    Iterable<Map.Entry<String, T>> entries() throws Exception;
  }

  /** Times at which known events are on. */
  @FunctionalInterface
  public interface SpecialTimes {
    /** Whether one is on for a series at an instant. */
    boolean isSpecial(String campaignId, String channel, @Nullable String department, long instant);
  }

  /**
   * The keyed parts of the state.
   *
   * @param segments by channel and conversion type
   * @param clicks of all series of a channel, by channel
   * @param scatter by series
   * @param reports by series
   */
  public record Shelves(
      Shelf<SegmentState> segments,
      Shelf<AgedPanes> clicks,
      Shelf<SeriesScatter> scatter,
      Shelf<CostReports> reports) {}

  /**
   * The state as it was kept.
   *
   * @param totals null at the beginning
   * @param hours of the week, in the reporting zone
   * @param special times whose hours and scatter are not learned
   * @param dailyVariation how much levels usually differ from day to day, relatively
   */
  public PortfolioState(
      Shelves shelves,
      @Nullable PortfolioTotals totals,
      WeekHours hours,
      SpecialTimes special,
      double dailyVariation) {
    this.shelves = shelves;
    this.totals = totals == null ? PortfolioTotals.begin() : totals;
    this.hours = hours;
    this.special = special;
    this.dailyVariation = dailyVariation;
  }

  /** What has to be kept beside the shelves. */
  public PortfolioTotals totals() {
    return totals;
  }

  /** Learns what arrived in the minute that ends with a tick, in any order. */
  public void learn(List<PortfolioFact> facts, long tick) throws Exception {
    long before = totals.at();
    advance(before, tick);
    Map<String, SeriesScatter> touched = new TreeMap<>();
    Map<String, AgedPanes> clicks = new TreeMap<>();
    Map<String, SegmentChange> segments = new TreeMap<>();
    Map<ConversionType, double[]> arrived = new TreeMap<>();
    List<PortfolioFact> sorted = new ArrayList<>(facts);
    sorted.sort(ORDER);
    for (PortfolioFact fact : sorted) {
      SeriesScatter series = touched.get(fact.series());
      if (series == null) {
        series = shelves.scatter().get().of(fact.series());
        series = series == null ? SeriesScatter.begin() : series;
        touched.put(fact.series(), series);
      }
      double more = series.add(fact, tick - Minutes.MINUTE, isSpecial(fact));
      if (more != 0) {
        panes(clicks, fact.channel(), tick).add(minute(fact, tick), 0, more);
      }
      learnReports(fact, tick);
      CreditChange change = fact.change();
      if (change != null) {
        learn(change, fact.channel(), segments, arrived, tick);
      }
    }
    for (Map.Entry<String, SeriesScatter> each : touched.entrySet()) {
      shelves.scatter().put().at(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, AgedPanes> each : clicks.entrySet()) {
      shelves.clicks().put().at(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, SegmentChange> each : segments.entrySet()) {
      SegmentChange change = each.getValue();
      shelves.segments().put().at(each.getKey(), change.before.with(change.counts, change.came));
    }
    arrived.forEach(
        (type, came) ->
            totals
                .arrivals()
                .put(type.name(), totals.arrivalsOf(type).plus(came, new double[came.length])));
  }

  private boolean isSpecial(PortfolioFact fact) {
    CreditChange change = fact.change();
    Long touch = change == null ? (Long) fact.time() : change.touchTime();
    return touch != null && special.isSpecial(fact.campaignId(), fact.channel(), null, touch);
  }

  /** Conversions that a minute adds to a segment. */
  private static final class SegmentChange {
    private final SegmentState before;
    private final LagCounts counts;
    private double came;

    SegmentChange(SegmentState before) {
      this.before = before;
      this.counts = before.counts();
    }
  }

  /** Rows tell of the hour to date: what is new since the last one came just now, or in its end. */
  private static long minute(PortfolioFact fact, long tick) {
    return Math.max(
        fact.time(), Math.min(tick - Minutes.MINUTE, fact.time() + HOUR - Minutes.MINUTE));
  }

  private AgedPanes panes(Map<String, AgedPanes> clicks, String channel, long tick)
      throws Exception {
    AgedPanes panes = clicks.get(channel);
    if (panes == null) {
      panes = shelves.clicks().get().of(channel);
      panes = panes == null ? new AgedPanes(1) : panes;
      panes.advance(tick);
      clicks.put(channel, panes);
    }
    return panes;
  }

  private void learnReports(PortfolioFact fact, long tick) throws Exception {
    if (fact.costReportedUntil() == null) {
      return;
    }
    CostReports known = shelves.reports().get().of(fact.series());
    CostReports now =
        (known == null ? CostReports.NONE : known).seen(fact.costReportedUntil(), tick);
    if (!now.equals(known)) {
      shelves.reports().put().at(fact.series(), now);
    }
  }

  private void learn(
      CreditChange change,
      String channel,
      Map<String, SegmentChange> segments,
      Map<ConversionType, double[]> arrived,
      long tick)
      throws Exception {
    if (change.type() == ConversionType.ORDER) {
      learnSize(change, channel);
    }
    Long touch = change.touchTime();
    if (touch == null || change.weight() == 0 || !TYPES.contains(change.type())) {
      return;
    }
    String key = channel + SEPARATOR + change.type().name();
    SegmentChange segment = segments.get(key);
    if (segment == null) {
      SegmentState known = shelves.segments().get().of(key);
      segment = new SegmentChange(known == null ? SegmentState.begin(tick) : known);
      segment.counts.advance(tick);
      segments.put(key, segment);
    }
    // What is taken back was added when it happened, not when it is taken back.
    long at = change.weight() < 0 ? change.time() : Math.max(change.time(), tick - Minutes.MINUTE);
    segment.counts.add(touch, Math.max(0, at - touch), change.weight());
    segment.came += change.weight();
    // By its own time: what is reported late says nothing of the hour in which it is.
    if (!special.isSpecial("", "", null, change.time())) {
      arrived
              .computeIfAbsent(change.type(), t -> new double[WeekProfile.HOURS])[
              hours.of(change.time())] +=
          change.weight();
    }
    totals = totals.at(totals.at(), totals.seen() + Math.max(0, change.weight()));
  }

  private void learnSize(CreditChange change, String channel) {
    if (change.weight() != 0 && change.revenue() / change.weight() > 0) {
      totals.sizes().add(channel, change.revenue() / change.weight(), change.weight());
    }
    if (change.refunds() != 0) {
      totals.sizes().add(channel, Math.abs(change.refunds()), -Math.signum(change.refunds()));
    }
  }

  /** Time passes: what fades fades, and clicks mature. */
  private void advance(long before, long tick) throws Exception {
    double kept = before == 0 ? 1 : StrictMath.pow(2, -(tick - before) / HALF_LIFE);
    totals.sizes().fade(kept);
    totals = totals.at(tick, kept * totals.seen());
    if (before == 0) {
      return;
    }
    boolean spanOver = Math.floorDiv(before, LagShift.SPAN) != Math.floorDiv(tick, LagShift.SPAN);
    long from = Math.max(before, tick - LONGEST_GAP);
    Map<String, AgedPanes> clicks = new HashMap<>();
    for (Map.Entry<String, AgedPanes> each : shelves.clicks().all().entries()) {
      clicks.put(each.getKey(), each.getValue());
    }
    Map<String, SegmentState> changed = new TreeMap<>();
    for (Map.Entry<String, SegmentState> each : shelves.segments().all().entries()) {
      changed.put(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, SegmentState> each : changed.entrySet()) {
      LagSegment segment = segment(each.getKey());
      SegmentState state = each.getValue();
      AgedPanes panes = clicks.get(segment.channel());
      if (panes != null) {
        state = matured(state, segment, panes, from, tick);
      }
      if (spanOver) {
        LagCounts counts = state.counts();
        LagCounts.Counted counted = counts.advance(tick);
        SegmentState next = state.advanced(counts, counted, curve(segment), tick);
        lagsChanged |=
            (next.changedAt() != null && !next.changedAt().equals(state.changedAt()))
                || next.isSuspected() != state.isSuspected();
        state = next;
      }
      shelves.segments().put().at(each.getKey(), state);
    }
  }

  private SegmentState matured(
      SegmentState state, LagSegment segment, AgedPanes panes, long from, long tick) {
    ConversionType type = ConversionType.valueOf(segment.type());
    WeekProfile profile = totals.arrivalsOf(type);
    LagCurve curve = curve(segment);
    double all = 0;
    for (long at = from; at < tick; ) {
      long end = Math.min(tick, (Math.floorDiv(at, HOUR) + 1) * HOUR);
      double gained = panes.gain(curve, 0, at, end);
      if (!special.isSpecial("", segment.channel(), null, at)) {
        profile = profile.with(hours.of(at), 0, gained * state.rate());
      }
      all += gained;
      at = end;
    }
    totals.arrivals().put(type.name(), profile);
    return state.matured(all, StrictMath.pow(2, -(tick - from) / HALF_LIFE));
  }

  private LagCurve curve(LagSegment segment) {
    return totals.curves().curve(segment.channel(), segment.type());
  }

  private static LagSegment segment(String key) {
    int type = key.lastIndexOf(SEPARATOR);
    return new LagSegment(key.substring(0, type), key.substring(type + 1));
  }

  /** The portfolio, where it has become another; else null. */
  public @Nullable Portfolio published(long tick) throws Exception {
    boolean more = totals.seen() >= Math.max(FIRST_PUBLISHED, GROWTH * totals.publishedSeen());
    boolean dayOver = totals.publishedAt() != 0 && tick - totals.publishedAt() >= DAY;
    Double costDelay = more || dayOver || !totals.costDelayPublished() ? costDelay(tick) : null;
    boolean costDelayLearned = costDelay != null && !totals.costDelayPublished();
    if (!more && !dayOver && !costDelayLearned && !lagsChanged) {
      return null;
    }
    lagsChanged = false;
    Dispersion dispersion = dispersion(tick);
    Map<LagSegment, LagCounts> counts = new HashMap<>();
    Map<LagSegment, LagKnowledge> knowledge = new HashMap<>();
    for (Map.Entry<String, SegmentState> each : shelves.segments().all().entries()) {
      LagSegment segment = segment(each.getKey());
      LagCounts known = each.getValue().counts();
      known.advance(tick);
      counts.put(segment, known);
      knowledge.put(segment, each.getValue().knowledge(tick));
    }
    LagCurves curves = LagCurves.of(counts);
    totals = totals.published(curves, costDelay != null);
    return new Portfolio(
        tick,
        curves,
        knowledge,
        factors(totals.arrivals()),
        factors(totals.clicks()),
        dispersion,
        totals.sizes().byChannel(),
        totals.sizes().limit(),
        costDelay);
  }

  private static Map<String, double[]> factors(Map<String, WeekProfile> profiles) {
    Map<String, double[]> factors = new TreeMap<>();
    profiles.forEach((type, profile) -> factors.put(type, profile.factors()));
    return factors;
  }

  /**
   * Series that have yet to report count with their present wait: some report once a day. A series
   * that has not reported for a week has ended.
   */
  private @Nullable Double costDelay(long tick) throws Exception {
    List<Double> waits = new ArrayList<>();
    int reported = 0;
    Iterator<Map.Entry<String, CostReports>> all = shelves.reports().all().entries().iterator();
    while (all.hasNext()) {
      CostReports each = all.next().getValue();
      if (tick - each.until() > ENDED) {
        all.remove();
      } else {
        waits.add(each.longestWait(tick));
        reported += each.reports() > 0 ? 1 : 0;
      }
    }
    if (reported < ENOUGH_REPORTED) {
      return null;
    }
    Collections.sort(waits);
    return waits.get((int) Math.ceil(FOUR_OF_FIVE * waits.size()) - 1);
  }

  /** Mature hours of all series: how they scatter, and what they say of hours of the week. */
  private Dispersion dispersion(long tick) throws Exception {
    double[] ofOrders = totals.clicksOf(ConversionType.ORDER).factors();
    double[] ofLeads = totals.clicksOf(ConversionType.LEAD).factors();
    Map<String, SeriesScatter.Evaluated> evaluated = new TreeMap<>();
    Iterator<Map.Entry<String, SeriesScatter>> all = shelves.scatter().all().entries().iterator();
    while (all.hasNext()) {
      Map.Entry<String, SeriesScatter> each = all.next();
      if (each.getValue().isForgotten(tick)) {
        all.remove();
      } else {
        evaluated.put(
            each.getKey(),
            each.getValue()
                .evaluated(
                    tick, time -> ofOrders[hours.of(time)], time -> ofLeads[hours.of(time)]));
      }
    }
    ScatterSums sums = ScatterSums.NONE;
    WeekLearned orders = new WeekLearned();
    WeekLearned leads = new WeekLearned();
    for (Map.Entry<String, SeriesScatter.Evaluated> each : evaluated.entrySet()) {
      shelves.scatter().put().at(each.getKey(), each.getValue().after());
      sums = sums.plus(each.getValue().after().sums());
      for (SeriesScatter.Hour hour : each.getValue().evaluated()) {
        orders.add(hours.of(hour.time()), hour.orders(), hour.expectedOrders());
        leads.add(hours.of(hour.time()), hour.leads(), hour.expectedLeads());
      }
    }
    double weeks = totals.publishedAt() == 0 ? 0 : (tick - totals.publishedAt()) / WEEK;
    totals
        .clicks()
        .put(
            ConversionType.ORDER.name(), orders.onto(totals.clicksOf(ConversionType.ORDER), weeks));
    totals
        .clicks()
        .put(ConversionType.LEAD.name(), leads.onto(totals.clicksOf(ConversionType.LEAD), weeks));
    totals.arrivals().replaceAll((type, profile) -> profile.faded(weeks));
    return Dispersion.of(sums, dailyVariation);
  }

  /** What hours of many series add to a profile. */
  private static final class WeekLearned {
    private final double[] came = new double[WeekProfile.HOURS];
    private final double[] expected = new double[WeekProfile.HOURS];

    /** Of a series whose level isn't known yet nothing can be said. */
    void add(int hour, double count, double awaited) {
      if (awaited > 0) {
        came[hour] += count;
        expected[hour] += awaited;
      }
    }

    WeekProfile onto(WeekProfile profile, double weeks) {
      return profile.faded(weeks).plus(came, expected);
    }
  }
}
