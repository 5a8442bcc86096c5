package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.server.MetricsQuery.Dimension;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/metrics}: sums and ratios over windows, as JSON or CSV. */
final class MetricsEndpoint implements Handler {

  private final ResultViews views;
  private final ServerOptions options;

  MetricsEndpoint(ResultViews views, ServerOptions options) {
    this.views = views;
    this.options = options;
  }

  @Override
  public void handle(Context request) {
    MetricsQuery query = read(request);
    boolean csv = MediaTypes.prefersCsv(request.header("Accept"));
    List<MetricsQuery.Row> rows = query.answer(views, options.limits().rowsPerAnswer());
    request.header("Vary", "Accept");
    if (csv) {
      request.contentType("text/csv; charset=utf-8; header=present");
      request.result(csv(rows).getBytes(StandardCharsets.UTF_8));
    } else {
      request.contentType("application/json");
      request.result(Json.bytes(json(query, rows)));
    }
  }

  private MetricsQuery read(Context request) {
    QueryParameters given =
        new QueryParameters(
            request,
            "window",
            "from",
            "to",
            "campaign",
            "channel",
            "model",
            "basis",
            "groupBy",
            "series");
    ServerOptions.Reporting reporting = options.reporting();
    WindowSize window = given.constant("window", WindowSize.class, WindowSize.P1D);
    if (window == WindowSize.LIFE && (given.text("from") != null || given.text("to") != null)) {
      throw QueryParameters.invalid("window", "PT1M, PT1H or P1D where from or to are given");
    }
    long from = given.time("from", reporting.zone(), Long.MIN_VALUE);
    long to = given.time("to", reporting.zone(), Long.MAX_VALUE);
    if (from > to) {
      throw QueryParameters.invalid("from", "a time that isn't after to");
    }
    return new MetricsQuery(
        window,
        from,
        to,
        given.texts("campaign"),
        given.texts("channel"),
        given.model(reporting),
        given.basis(reporting),
        groupBy(given));
  }

  private static Set<Dimension> groupBy(QueryParameters given) {
    Set<String> names = given.texts("groupBy");
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    if (names.isEmpty()) {
      dimensions.addAll(MetricsQuery.dimensions(Dimension.CAMPAIGN, Dimension.CHANNEL));
    } else if (!names.equals(Set.of("total"))) {
      for (String name : names) {
        try {
          dimensions.add(Dimension.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw QueryParameters.invalid("groupBy", "total, or some of campaign, channel, window");
        }
      }
    }
    String series = given.text("series");
    if ("true".equals(series)) {
      dimensions.add(Dimension.WINDOW);
    } else if (series != null && !"false".equals(series)) {
      throw QueryParameters.invalid("series", "true or false");
    }
    return dimensions;
  }

  private ObjectNode json(MetricsQuery query, List<MetricsQuery.Row> rows) {
    ObjectNode answer = Json.object();
    answer.put("window", query.window().name());
    answer.put("model", query.model().name());
    answer.put("basis", query.basis().name());
    answer.put("currency", options.reporting().currency());
    answer.put("timeZone", options.reporting().zoneName());
    answer.put("eventTime", Json.time(views.eventTime()));
    ArrayNode array = answer.putArray("rows");
    for (MetricsQuery.Row row : rows) {
      ObjectNode node = array.addObject();
      Set<Dimension> groupBy = query.groupBy();
      if (groupBy.contains(Dimension.WINDOW)) {
        node.put("windowStart", Json.time(row.windowStart()));
        node.put("windowEnd", Json.time(row.windowEnd()));
      }
      if (groupBy.contains(Dimension.CAMPAIGN)) {
        node.put("campaignId", row.campaignId());
      }
      if (groupBy.contains(Dimension.CHANNEL)) {
        node.put("channel", row.channel());
      }
      Json.putFigures(node, row.sums(), MetricsQuery.METRICS);
      node.put("provisional", row.sums().provisional());
      node.put("spendReportedUntil", Json.time(row.sums().spendReportedUntil()));
      node.put("complete", row.sums().complete());
      node.put("updatedAt", Json.time(row.sums().updatedAt()));
    }
    return answer;
  }

  private static String csv(List<MetricsQuery.Row> rows) {
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(List.of("windowStart", "windowEnd", "campaignId", "channel"));
    MetricsQuery.METRICS.forEach(m -> header.add(m.label()));
    header.addAll(List.of("provisional", "spendReportedUntil", "complete", "updatedAt"));
    csv.row(header);
    for (MetricsQuery.Row row : rows) {
      List<@Nullable String> cells = new ArrayList<>();
      cells.add(Json.time(row.windowStart()));
      cells.add(Json.time(row.windowEnd()));
      cells.add(row.campaignId());
      cells.add(row.channel());
      for (Metric metric : MetricsQuery.METRICS) {
        Number figure = row.sums().figure(metric);
        cells.add(figure == null ? null : Json.decimal(new BigDecimal(figure.toString())));
      }
      cells.add(Boolean.toString(row.sums().provisional()));
      cells.add(Json.time(row.sums().spendReportedUntil()));
      cells.add(Boolean.toString(row.sums().complete()));
      cells.add(Json.time(row.sums().updatedAt()));
      csv.row(cells);
    }
    return csv.text();
  }
}
