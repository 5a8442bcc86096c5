package io.campaignpulse.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Metric;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the board of a model and basis from the views as they stand. */
final class BoardBuilder {

  /** The figures the page shows; the API has all of them. */
  private static final List<Metric> SHOWN =
      List.of(
          Metric.IMPRESSIONS,
          Metric.CLICKS,
          Metric.VISITS,
          Metric.SPEND,
          Metric.PROVISIONAL_SPEND,
          Metric.LEADS,
          Metric.ORDERS,
          Metric.NEW_CUSTOMERS,
          Metric.NET_REVENUE,
          Metric.CTR,
          Metric.CVR,
          Metric.CPC,
          Metric.CPA,
          Metric.CPA_LIVE,
          Metric.CAC,
          Metric.ROAS,
          Metric.ROAS_LIVE);

  private static final List<Metric> CHARTED =
      List.of(Metric.SPEND, Metric.CLICKS, Metric.ORDERS, Metric.NET_REVENUE);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int ENDED_ALERTS_SHOWN = 20;

  private final ResultViews views;
  private final ResultFeed feed;
  private final ServerOptions.Reporting reporting;
  private final Clock clock;

  /** Which numbers a client wants to see. */
  record Choice(AttributionModel model, TimeBasis basis) {}

  BoardBuilder(ResultViews views, ResultFeed feed, ServerOptions.Reporting reporting, Clock clock) {
    this.views = views;
    this.feed = feed;
    this.reporting = reporting;
    this.clock = clock;
  }

  Board build(Choice choice) {
    Instant now = clock.instant();
    Map<String, Map<String, JsonNode>> sections = new LinkedHashMap<>();
    Map<String, JsonNode> totals = new LinkedHashMap<>();
    for (Scope scope : Scope.values()) {
      Scope.Range range = scope.range(now, reporting.zone());
      Map<String, JsonNode> rows = new LinkedHashMap<>();
      totals.put(scope.label(), putRows(rows, scope, range, choice));
      sections.put(scope.label(), rows);
    }
    sections.put("totals", totals);
    sections.put("minutes", minutes(Scope.HOUR.range(now, reporting.zone()), choice));
    sections.put("plans", plans(now.toEpochMilli()));
    sections.put("calibration", calibration());
    sections.put("alerts", alerts(now.toEpochMilli()));
    sections.put("evaluation", evaluation(now.toEpochMilli()));
    sections.put("ledger", ledger());
    sections.put("conservation", Map.of("toDate", ConservationJson.of(views)));
    sections.put("campaigns", campaigns());
    sections.put("outlooks", outlooks());
    return new Board(meta(now, choice), sections);
  }

  private ObjectNode meta(Instant now, Choice choice) {
    ObjectNode meta = Json.object();
    meta.put("now", now.toString());
    meta.put("eventTime", Json.time(views.eventTime()));
    meta.put("feed", feed.state().name());
    meta.put("currency", reporting.currency());
    meta.put("timeZone", reporting.zoneName());
    meta.put("model", choice.model.name());
    meta.put("basis", choice.basis.name());
    reporting.models().forEach(m -> meta.withArrayProperty("models").add(m.name()));
    return meta;
  }

  private ObjectNode putRows(
      Map<String, JsonNode> rows, Scope scope, Scope.Range range, Choice choice) {
    Map<String, Sums> series = new TreeMap<>();
    Map<String, CampaignMetrics> names = new LinkedHashMap<>();
    Sums total = new Sums(choice.model, choice.basis);
    try (Stream<CampaignMetrics> found = views.metrics(scope.window(), range.from(), range.to())) {
      found.forEach(
          row -> {
            String key = ResultViews.seriesKey(row.campaignId(), row.channel());
            series.computeIfAbsent(key, k -> new Sums(choice.model, choice.basis)).add(row);
            names.putIfAbsent(key, row);
            total.add(row);
          });
    }
    names.forEach(
        (key, row) -> {
          ObjectNode node = Json.object();
          node.put("campaignId", row.campaignId());
          node.put("channel", row.channel());
          Sums sums = series.getOrDefault(key, total);
          node.put("spendReportedUntil", Json.time(sums.spendReportedUntil()));
          Json.putFigures(node, sums, SHOWN);
          rows.put(key, node);
        });
    ObjectNode sum = Json.object();
    Json.putFigures(sum, total, SHOWN);
    Json.putNumber(sum, Metric.MER.label(), mer(scope.window(), range));
    return sum;
  }

  /** Net revenue ÷ spend of the whole business, from its own totals (metrics.md, row "mer"). */
  private @Nullable Double mer(WindowSize window, Scope.Range range) {
    long spend = 0;
    long revenue = 0;
    try (Stream<BusinessMetrics> rows = views.business(window, range.from(), range.to())) {
      for (BusinessMetrics row : rows.toList()) {
        spend = Math.addExact(spend, row.spendMicros());
        revenue = Math.addExact(revenue, row.credited()[AttributedMeasure.NET_REVENUE.ordinal()]);
      }
    }
    return spend <= 0 ? null : Double.valueOf((double) revenue / spend);
  }

  /** One point for each minute, those without a row at zero: a gap would look like an outage. */
  private Map<String, JsonNode> minutes(Scope.Range range, Choice choice) {
    Map<Long, Sums> sums = new TreeMap<>();
    for (long minute = range.from(); minute < range.to(); minute += MINUTE) {
      sums.put(minute, new Sums(choice.model, choice.basis));
    }
    try (Stream<CampaignMetrics> rows = views.metrics(WindowSize.PT1M, range.from(), range.to())) {
      rows.forEach(
          row -> {
            Sums minute = sums.get(row.windowStart());
            if (minute != null) {
              minute.add(row);
            }
          });
    }
    Map<String, JsonNode> points = new LinkedHashMap<>();
    sums.forEach(
        (start, minute) -> {
          ObjectNode point = Json.object();
          for (Metric metric : CHARTED) {
            Number figure = minute.figure(metric);
            Json.putNumber(point, metric.label(), figure == null ? null : number(figure));
          }
          points.put(Instant.ofEpochMilli(start).toString(), point);
        });
    return points;
  }

  private static Double number(Number figure) {
    return figure instanceof BigDecimal money ? money.doubleValue() : figure.doubleValue();
  }

  private Map<String, JsonNode> alerts(long now) {
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    int ended = 0;
    for (Alert alert : views.alerts().current(null)) {
      if (AlertsView.isEnded(alert) && ++ended > ENDED_ALERTS_SHOWN) {
        break;
      }
      shown.put(alert.alertId(), AlertJson.of(alert, views, now));
    }
    return shown;
  }

  private Map<String, JsonNode> evaluation(long now) {
    return Map.of("now", HeartbeatJson.of(views.heartbeats(), now));
  }

  /** Without their courses; of daily budgets only those of days that are under way. */
  private Map<String, JsonNode> plans(long now) {
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (PlanProgress plan : views.plans().current()) {
      if (plan.kind() != PlanKind.DAILY_BUDGET
          || (plan.startTime() <= now && now < plan.endTime())) {
        shown.put(plan.planId(), PlanJson.brief(plan));
      }
    }
    return shown;
  }

  private Map<String, JsonNode> calibration() {
    Map<String, JsonNode> kinds = new LinkedHashMap<>();
    views.scores().calibration().forEach(c -> kinds.put(c.kind(), PlanJson.of(c)));
    return kinds;
  }

  private Map<String, JsonNode> ledger() {
    Map<String, JsonNode> books = new LinkedHashMap<>();
    views.ledger().forEach(book -> books.put(book.topic().label(), LedgerJson.of(book)));
    return books;
  }

  private Map<String, JsonNode> outlooks() {
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (CampaignOutlook outlook : views.outlooks().current()) {
      shown.put(outlook.key(), OutlookJson.of(outlook));
    }
    return shown;
  }

  private Map<String, JsonNode> campaigns() {
    Map<String, JsonNode> names = new TreeMap<>();
    views.campaigns().forEach(c -> names.put(c.campaignId(), Json.object().put("name", c.name())));
    return names;
  }
}
