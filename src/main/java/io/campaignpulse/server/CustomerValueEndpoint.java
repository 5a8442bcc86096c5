package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.CustomerValue;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/customer-value}: what customers are worth by age, as JSON or CSV. */
final class CustomerValueEndpoint implements Handler {

  private static final String LAST = "last";
  private static final List<String> COLUMNS =
      List.of(
          "campaignId",
          "channel",
          "ageDays",
          "customers",
          "margin",
          "ltv",
          "cac",
          "ltvToCac",
          "paybackDay",
          "updatedAt");

  private final ResultViews views;
  private final ServerOptions options;

  CustomerValueEndpoint(ResultViews views, ServerOptions options) {
    this.views = views;
    this.options = options;
  }

  @Override
  public void handle(Context request) {
    QueryParameters given = new QueryParameters(request, "campaign", "channel", "age");
    boolean csv = MediaTypes.prefersCsv(request.header("Accept"));
    List<CustomerValue> rows = answer(given);
    request.header("Vary", "Accept");
    if (csv) {
      request.contentType("text/csv; charset=utf-8; header=present");
      request.result(csv(rows).getBytes(StandardCharsets.UTF_8));
    } else {
      request.contentType("application/json").result(Json.bytes(json(rows)));
    }
  }

  private List<CustomerValue> answer(QueryParameters given) {
    Set<String> campaigns = given.texts("campaign");
    Set<String> channels = given.texts("channel");
    Set<String> ages = given.texts("age");
    for (String age : ages) {
      if (!age.equals(LAST) && !age.matches("\\d{1,5}")) {
        throw QueryParameters.invalid("age", "whole days from 0 on, or " + LAST);
      }
    }
    List<CustomerValue> rows =
        views.customerValue().stream()
            .filter(row -> campaigns.isEmpty() || campaigns.contains(row.campaignId()))
            .filter(row -> channels.isEmpty() || channels.contains(row.channel()))
            .toList();
    List<CustomerValue> answer = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      CustomerValue row = rows.get(i);
      boolean last = i + 1 == rows.size() || rows.get(i + 1).ageDays() <= row.ageDays();
      if (ages.isEmpty()
          || ages.contains(Integer.toString(row.ageDays()))
          || (last && ages.contains(LAST))) {
        answer.add(row);
      }
    }
    if (answer.size() > options.limits().rowsPerAnswer()) {
      throw new Problem.Raised(Problem.tooManyRows(options.limits().rowsPerAnswer()));
    }
    return answer;
  }

  private ObjectNode json(List<CustomerValue> rows) {
    ObjectNode answer = Json.object();
    answer.put("model", options.reporting().model().name());
    answer.put("currency", options.reporting().currency());
    ArrayNode array = answer.putArray("rows");
    for (CustomerValue row : rows) {
      ObjectNode node = array.addObject();
      node.put("campaignId", row.campaignId());
      node.put("channel", row.channel());
      node.put("ageDays", row.ageDays());
      Json.putNumber(node, "customers", customers(row).doubleValue());
      node.put("margin", Json.money(row.marginMicros()));
      Json.putNumber(node, "ltv", row.ltv());
      Json.putNumber(node, "cac", row.cac());
      Json.putNumber(node, "ltvToCac", row.ltvToCac());
      node.put("paybackDay", row.paybackDay());
      node.put("updatedAt", Json.time(row.updatedAt()));
    }
    return answer;
  }

  private static String csv(List<CustomerValue> rows) {
    Csv csv = new Csv();
    csv.row(COLUMNS);
    for (CustomerValue row : rows) {
      Integer payback = row.paybackDay();
      List<@Nullable String> cells = new ArrayList<>();
      cells.add(row.campaignId());
      cells.add(row.channel());
      cells.add(Integer.toString(row.ageDays()));
      cells.add(Json.decimal(customers(row)));
      cells.add(Json.money(row.marginMicros()));
      cells.add(number(row.ltv()));
      cells.add(number(row.cac()));
      cells.add(number(row.ltvToCac()));
      cells.add(payback == null ? null : payback.toString());
      cells.add(Json.time(row.updatedAt()));
      csv.row(cells);
    }
    return csv.text();
  }

  private static BigDecimal customers(CustomerValue row) {
    return BigDecimal.valueOf(row.customersNanos(), 9);
  }

  private static @Nullable String number(@Nullable Double value) {
    return value == null ? null : Json.decimal(BigDecimal.valueOf(value));
  }
}
