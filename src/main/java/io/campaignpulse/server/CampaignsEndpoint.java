package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.server.MetricsQuery.Dimension;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/campaigns}: every campaign of the catalogue or of the results, with its figures
 * to date and of the reporting zone's today, and by channel how far its conversions have come in.
 */
final class CampaignsEndpoint implements Handler {

  private final ResultViews views;
  private final ServerOptions.Reporting reporting;
  private final int limit;
  private final Clock clock;

  CampaignsEndpoint(ResultViews views, ServerOptions options, Clock clock) {
    this.views = views;
    this.reporting = options.reporting();
    this.limit = options.limits().rowsPerAnswer();
    this.clock = clock;
  }

  @Override
  public void handle(Context request) {
    QueryParameters given = new QueryParameters(request, "model", "basis");
    Map<String, MetricsQuery.Row> life =
        figures(given, WindowSize.LIFE, Long.MIN_VALUE, Long.MAX_VALUE);
    Scope.Range day = Scope.TODAY.range(clock.instant(), reporting.zone());
    Map<String, MetricsQuery.Row> today = figures(given, WindowSize.P1D, day.from(), day.to());
    Set<String> ids = new TreeSet<>(life.keySet());
    ids.addAll(today.keySet());
    views.campaigns().forEach(c -> ids.add(c.campaignId()));
    Map<String, List<CampaignOutlook>> outlooks =
        views.outlooks().current().stream()
            .collect(Collectors.groupingBy(CampaignOutlook::campaignId));
    ids.addAll(outlooks.keySet());
    ObjectNode answer = Json.object();
    answer.put("model", given.model(reporting).name());
    answer.put("basis", given.basis(reporting).name());
    answer.put("currency", reporting.currency());
    ArrayNode campaigns = answer.putArray("campaigns");
    for (String id : ids) {
      ObjectNode node = campaigns.addObject();
      node.put("campaignId", id);
      describe(node, views.campaign(id));
      putFigures(node, "life", life.get(id));
      putFigures(node, "today", today.get(id));
      ArrayNode outlook = node.putArray("outlook");
      outlooks.getOrDefault(id, List.of()).forEach(o -> outlook.add(OutlookJson.of(o)));
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private Map<String, MetricsQuery.Row> figures(
      QueryParameters given, WindowSize window, long from, long to) {
    return new MetricsQuery(
            window,
            from,
            to,
            Set.of(),
            Set.of(),
            given.model(reporting),
            given.basis(reporting),
            MetricsQuery.dimensions(Dimension.CAMPAIGN))
        .answer(views, limit).stream()
            .collect(
                Collectors.toMap(
                    row -> String.valueOf(row.campaignId()), Function.identity(), (a, b) -> a));
  }

  private static void describe(ObjectNode node, @Nullable Campaign campaign) {
    node.put("inCatalogue", campaign != null);
    if (campaign == null) {
      return;
    }
    node.put("name", campaign.name());
    campaign.aliases().forEach(node.putArray("aliases")::add);
    node.put("department", campaign.department());
    campaign.channels().forEach(node.putArray("channels")::add);
    node.put("startTime", Json.time(campaign.startTime()));
    node.put("endTime", Json.time(campaign.endTime()));
    node.put("currency", campaign.currency());
    node.put("dailyBudget", Json.money(campaign.dailyBudgetMicros()));
    node.put("totalBudget", Json.money(campaign.totalBudgetMicros()));
    campaign.targets().forEach(node.putObject("targets")::put);
    node.put("revision", campaign.revision());
  }

  private static void putFigures(ObjectNode node, String name, MetricsQuery.@Nullable Row row) {
    if (row == null) {
      node.putNull(name);
    } else {
      Json.putFigures(node.putObject(name), row.sums(), MetricsQuery.METRICS);
    }
  }
}
