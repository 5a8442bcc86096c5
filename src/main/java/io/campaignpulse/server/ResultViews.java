package io.campaignpulse.server;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest of every result, kept in memory and rebuilt from the topics at each start. One thread
 * writes (the feed's); requests read without waiting for it. Windows older than their retention go,
 * so the memory is bounded by series × retained windows.
 */
public final class ResultViews {

  private final Clock clock;
  private final ServerOptions.Limits limits;
  private final Map<WindowSize, WindowedRows<CampaignMetrics>> metrics =
      new EnumMap<>(WindowSize.class);
  private final Map<WindowSize, WindowedRows<BusinessMetrics>> business =
      new EnumMap<>(WindowSize.class);

  /** By age: what of a campaign and channel is withdrawn stays, without customers. */
  private final WindowedRows<CustomerValue> customerValue = new WindowedRows<>();

  private final PlansView plans = new PlansView();
  private final ScoresView scores = new ScoresView();
  private final SharesView shares = new SharesView();
  private final AlertsView alerts = new AlertsView();
  private final ConcurrentMap<Topic, LedgerBook> ledger = new ConcurrentHashMap<>();
  private final ConcurrentMap<Topic, LedgerBook> refused = new ConcurrentHashMap<>();
  private final AlertActionsView actions = new AlertActionsView();
  private final OutlooksView outlooks = new OutlooksView();
  private final HeartbeatsView heartbeats = new HeartbeatsView();
  private final CataloguesView catalogues = new CataloguesView();
  private final AtomicLong completeUntil = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong newestActivity = new AtomicLong(Long.MIN_VALUE);

  /** Empty views; the clock only says what is too old to keep. */
  public ResultViews(Clock clock, ServerOptions.Limits limits) {
    this.clock = clock;
    this.limits = limits;
    for (WindowSize window : WindowSize.values()) {
      metrics.put(window, new WindowedRows<>());
      business.put(window, new WindowedRows<>());
    }
  }

  /** Takes in a row of campaign-metrics. */
  public void accept(CampaignMetrics row) {
    if (row.windowStart() < oldestKept(row.window())) {
      return;
    }
    rows(row.window())
        .put(row.windowStart(), seriesKey(row.campaignId(), row.channel()), row.revision(), row);
    if (row.window() == WindowSize.PT1M) {
      noteTime(row);
    }
  }

  /** Takes in a row of business-metrics. */
  public void accept(BusinessMetrics row) {
    if (row.windowStart() < oldestKept(row.window())) {
      return;
    }
    windowsOf(business, row.window()).put(row.windowStart(), "", row.revision(), row);
  }

  /** Takes in what customers are worth at an age. */
  public void accept(CustomerValue row) {
    customerValue.put(
        row.ageDays(), seriesKey(row.campaignId(), row.channel()), row.revision(), row);
  }

  /** Takes in a share by a model. */
  public void accept(ModelShare share) {
    shares.accept(share);
  }

  /** Takes in the progress of a plan. */
  public void accept(PlanProgress plan) {
    plans.accept(plan);
  }

  /** Takes in the score of a projection. */
  public void accept(ProjectionScore score) {
    scores.accept(score);
  }

  /** Takes in a transition of an alert. */
  public void accept(Alert alert) {
    alerts.accept(alert);
  }

  /** Takes in the ledger of a topic that a job keeps. */
  public void accept(LedgerBook book) {
    ledger.merge(book.topic(), book, ResultViews::later);
  }

  /** Takes in the ledger of a topic that the server keeps: what it refused over HTTP. */
  void acceptRefused(LedgerBook book) {
    refused.merge(book.topic(), book, ResultViews::later);
  }

  /** Takes in a row of the campaign catalogue. */
  public void accept(Campaign campaign) {
    accept(Topic.CAMPAIGNS, campaign);
  }

  /** Takes in a row of a catalogue. */
  public void accept(Topic catalogue, CatalogueRow row) {
    catalogues.accept(catalogue, row);
  }

  /** Takes a row out of a catalogue. */
  public void deleted(Topic catalogue, String id) {
    catalogues.deleted(catalogue, id);
  }

  /** Takes in what has been done about an alert. */
  public void accept(AlertAction action) {
    actions.accept(action);
  }

  /** Takes in the outlook of a campaign and channel. */
  public void accept(CampaignOutlook outlook) {
    outlooks.accept(outlook);
  }

  /** Accepts a heartbeat of the evaluation of alerts. */
  public void accept(AlertHeartbeat heartbeat) {
    heartbeats.accept(heartbeat);
  }

  /** Forgets the windows and days whose retention is over. */
  public void expire() {
    plans.expire(clock.millis());
    for (WindowSize window : WindowSize.values()) {
      long oldest = oldestKept(window);
      rows(window).dropBefore(oldest);
      windowsOf(business, window).dropBefore(oldest);
    }
  }

  /** Rows of campaign-metrics whose window starts in [from, to). */
  Stream<CampaignMetrics> metrics(WindowSize window, long from, long to) {
    return rows(window).between(from, to);
  }

  /** Rows of business-metrics whose window starts in [from, to). */
  Stream<BusinessMetrics> business(WindowSize window, long from, long to) {
    return windowsOf(business, window).between(from, to);
  }

  /** The totals of the whole business to date; null while there are none. */
  @Nullable BusinessMetrics toDate() {
    try (Stream<BusinessMetrics> rows = business(WindowSize.LIFE, 0, 1)) {
      return rows.findFirst().orElse(null);
    }
  }

  /** What customers are worth, by campaign, channel and age. */
  List<CustomerValue> customerValue() {
    return customerValue
        .between(0, Long.MAX_VALUE)
        .filter(row -> row.customersNanos() != 0)
        .sorted(
            Comparator.comparing(CustomerValue::campaignId)
                .thenComparing(CustomerValue::channel)
                .thenComparingInt(CustomerValue::ageDays))
        .toList();
  }

  PlansView plans() {
    return plans;
  }

  ScoresView scores() {
    return scores;
  }

  SharesView shares() {
    return shares;
  }

  AlertsView alerts() {
    return alerts;
  }

  /** The ledger of each topic: of the jobs and of the server together. */
  List<LedgerBook> ledger() {
    Map<Topic, LedgerBook> books = new EnumMap<>(Topic.class);
    books.putAll(ledger);
    refused.forEach((topic, book) -> books.merge(topic, book, LedgerBook::plus));
    return List.copyOf(books.values());
  }

  /** What the server refused of a topic; null if nothing. */
  @Nullable LedgerBook refused(Topic topic) {
    return refused.get(topic);
  }

  private static LedgerBook later(LedgerBook a, LedgerBook b) {
    return b.revision() >= a.revision() ? b : a;
  }

  AlertActionsView actions() {
    return actions;
  }

  OutlooksView outlooks() {
    return outlooks;
  }

  HeartbeatsView heartbeats() {
    return heartbeats;
  }

  CataloguesView catalogues() {
    return catalogues;
  }

  List<Campaign> campaigns() {
    return catalogues.rows(Topic.CAMPAIGNS).stream().map(Campaign.class::cast).toList();
  }

  @Nullable Campaign campaign(String campaignId) {
    return (Campaign) catalogues.row(Topic.CAMPAIGNS, campaignId);
  }

  /**
   * Event time up to which minutes are complete, epoch milliseconds: what the watermark has passed.
   * Before the first complete minute, the start of the newest minute with an interaction; null
   * while there is none.
   */
  @Nullable Long eventTime() {
    long complete = completeUntil.get();
    long known = complete != Long.MIN_VALUE ? complete : newestActivity.get();
    return known == Long.MIN_VALUE ? null : known;
  }

  /** The identity of a campaign × channel in the views and on the stream. */
  static String seriesKey(String campaignId, String channel) {
    return ResultKey.of(campaignId, channel);
  }

  private void noteTime(CampaignMetrics row) {
    Long end = row.windowEnd();
    if (row.complete() && end != null) {
      completeUntil.accumulateAndGet(end, Math::max);
    }
    long[] base = row.base();
    // Spend reports may cover minutes still to come; only interactions tell how late it is.
    if (base[BaseMeasure.IMPRESSIONS.ordinal()]
            + base[BaseMeasure.CLICKS.ordinal()]
            + base[BaseMeasure.VISITS.ordinal()]
        > 0) {
      newestActivity.accumulateAndGet(row.windowStart(), Math::max);
    }
  }

  private WindowedRows<CampaignMetrics> rows(WindowSize window) {
    return windowsOf(metrics, window);
  }

  private static <T> WindowedRows<T> windowsOf(
      Map<WindowSize, WindowedRows<T>> all, WindowSize window) {
    WindowedRows<T> rows = all.get(window);
    if (rows == null) {
      throw new IllegalArgumentException("no view of " + window);
    }
    return rows;
  }

  private long oldestKept(WindowSize window) {
    return switch (window) {
      case PT1M -> clock.millis() - limits.minutes().toMillis();
      case PT1H -> clock.millis() - limits.hours().toMillis();
      case P1D -> clock.millis() - limits.days().toMillis();
      case LIFE -> Long.MIN_VALUE;
    };
  }
}
