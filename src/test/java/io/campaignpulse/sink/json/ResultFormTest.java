package io.campaignpulse.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.CampaignMetricsForm;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultFormTest {
  private static final long DAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long NEXT = Instant.parse("2026-03-03T00:00:00Z").toEpochMilli();

  private static <T> String text(ResultForm<T> form, T result) {
    return new String(form.line(result), UTF_8);
  }

  private static <T> JsonNode json(ResultForm<T> form, T result) throws IOException {
    return new ObjectMapper().readTree(form.line(result));
  }

  private static long[] amounts(long orders, long netRevenue, long cogs) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = orders;
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = netRevenue;
    amounts[AttributedMeasure.COGS.ordinal()] = cogs;
    return amounts;
  }

  @Test
  void campaign_metrics_hold_every_model_and_basis_and_the_ratios() throws IOException {
    CampaignMetrics row =
        new CampaignMetrics(
            WindowSize.P1D,
            DAY,
            NEXT,
            "spring|search",
            "PAID_SEARCH",
            new long[] {2, 3, 1, 0, 4, 0, 50_000_000, 7_100_000},
            2,
            List.of(
                new AttributedTotals(
                    AttributionModel.LINEAR,
                    TimeBasis.CONVERSION_TIME,
                    amounts(1_500_000_000, 285_500_000, 118_000_000))),
            null,
            true,
            1,
            NEXT);
    CampaignMetricsForm form =
        new CampaignMetricsForm(List.of(AttributionModel.LINEAR, AttributionModel.LAST_TOUCH));
    assertThat(text(form, row))
        .startsWith(
            "{\"key\":\"P1D|2026-03-02T00:00:00Z|spring%7Csearch|PAID_SEARCH\",\"window\":\"P1D\","
                + "\"windowStart\":\"2026-03-02T00:00:00Z\",\"windowEnd\":\"2026-03-03T00:00:00Z\","
                + "\"campaignId\":\"spring|search\",\"channel\":\"PAID_SEARCH\",\"impressions\":2,"
                + "\"clicks\":3,\"visits\":1,\"invalidImpressions\":0,\"invalidClicks\":4,"
                + "\"invalidVisits\":0,\"spend\":\"50\",\"provisionalSpend\":\"7.1\","
                + "\"reach\":2,\"ctr\":1.5,");
    JsonNode json = json(form, row);
    assertThat(json.get("spendReportedUntil").isNull()).isTrue();
    assertThat(json.get("complete").booleanValue()).isTrue();
    JsonNode entries = json.get("attributed");
    assertThat(entries).hasSize(4);
    assertThat(entries.findValuesAsText("model"))
        .containsExactly("LAST_TOUCH", "LAST_TOUCH", "LINEAR", "LINEAR");
    assertThat(entries.findValuesAsText("basis"))
        .containsExactly(
            "CONVERSION_TIME", "INTERACTION_TIME", "CONVERSION_TIME", "INTERACTION_TIME");
    JsonNode linear = entries.get(2);
    assertThat(linear.get("orders").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(linear.get("netRevenue").textValue()).isEqualTo("285.5");
    assertThat(linear.get("margin").textValue()).isEqualTo("167.5");
    assertThat(linear.get("roas").doubleValue()).isEqualTo(5.71);
    assertThat(linear.get("roasLive").doubleValue()).isEqualTo(5.0);
    assertThat(linear.get("cac").isNull()).isTrue();
    JsonNode nothing = entries.get(0);
    assertThat(nothing.get("orders").longValue()).isZero();
    assertThat(nothing.get("lostLeads").isNumber()).isTrue();
    assertThat(nothing.get("margin").textValue()).isEqualTo("0");
    assertThat(nothing.get("cpa").isNull()).isTrue();
  }

  @Test
  void an_outlook_holds_conversions_and_targets_with_what_is_unknown_as_null() {
    assertThat(text(Results.CAMPAIGN_OUTLOOK.form(), TestingWireValues.campaignOutlook()))
        .isEqualTo(
            "{\"key\":\"camp%7Cx|EMAIL\",\"campaignId\":\"camp|x\",\"channel\":\"EMAIL\","
                + "\"asOf\":\"2026-03-02T10:00:00Z\",\"byConversionType\":["
                + "{\"conversionType\":\"ORDER\",\"clicks\":1200.0,\"conversions\":30.5,"
                + "\"maturity\":0.75,\"projected\":40.5,\"low\":35.0,\"high\":47.25},"
                + "{\"conversionType\":\"LOST_LEAD\",\"clicks\":1200.0,\"conversions\":0.0,"
                + "\"maturity\":0.25,\"projected\":1.0,\"low\":0.0,\"high\":3.0}],"
                + "\"targets\":[{\"ruleId\":\"rule-1\",\"kind\":\"COST_PER\",\"ruleVersion\":2,\"targetVersion\":3,"
                + "\"metric\":\"cpa\",\"target\":25.0,"
                + "\"standing\":\"MISSED\",\"reason\":null,\"knownFrom\":null,\"observed\":31.5,\"projected\":30.0,"
                + "\"projectedLow\":27.5,\"projectedHigh\":33.25,\"maturity\":0.75,"
                + "\"evidence\":42.5,\"ratio\":1.375,\"ratioLow\":1.125,\"ratioHigh\":1.625,\"expectedPerDay\":12.5,\"daysToKnow\":6.5,\"severity\":\"CRITICAL\",\"better\":null,\"cause\":\"EFFICIENCY_LOW\"},"
                + "{\"ruleId\":\"rule-2\",\"kind\":\"CONVERSION_RATE\",\"ruleVersion\":1,\"targetVersion\":1,"
                + "\"metric\":\"cvr\",\"target\":0.03,"
                + "\"standing\":\"PAUSED\",\"reason\":\"LAGS_CHANGED\",\"knownFrom\":\"2026-03-02T10:00:00.003Z\",\"observed\":null,\"projected\":null,"
                + "\"projectedLow\":null,\"projectedHigh\":null,\"maturity\":0.0,"
                + "\"evidence\":null,\"ratio\":null,\"ratioLow\":null,\"ratioHigh\":null,\"expectedPerDay\":0.0,\"daysToKnow\":null,\"severity\":null,\"better\":null,\"cause\":null}],"
                + "\"advice\":\"REDUCE\",\"evidenceGrade\":\"STRONG\",\"validUntil\":\"2026-03-02T10:30:00Z\","
                + "\"revision\":14,\"updatedAt\":\"2026-03-02T10:00:00.001Z\"}");
  }

  @Test
  void life_has_no_end_and_a_margin_with_unknown_cost_is_null() throws IOException {
    long[] amounts = amounts(0, 5, 0);
    amounts[AttributedMeasure.UNITS_WITHOUT_COST.ordinal()] = 1;
    CampaignMetrics row =
        new CampaignMetrics(
            WindowSize.LIFE,
            0,
            null,
            "c",
            "EMAIL",
            new long[BaseMeasure.COUNT],
            0,
            List.of(
                new AttributedTotals(
                    AttributionModel.LAST_TOUCH, TimeBasis.INTERACTION_TIME, amounts)),
            DAY,
            false,
            1,
            DAY);
    JsonNode json = json(new CampaignMetricsForm(List.of(AttributionModel.LAST_TOUCH)), row);
    assertThat(json.get("windowStart").textValue()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(json.get("windowEnd").isNull()).isTrue();
    assertThat(json.get("attributed").get(1).get("margin").isNull()).isTrue();
    assertThat(json.get("spendReportedUntil").textValue()).isEqualTo("2026-03-02T00:00:00Z");
  }

  @Test
  void a_credit_has_its_weight_as_number_and_its_value_as_text() throws IOException {
    Credit credit =
        new Credit(
            AttributionModel.TIME_DECAY,
            "O4",
            ConversionType.ORDER,
            NEXT,
            null,
            "c",
            "EMAIL",
            "-",
            null,
            333_333_333,
            -40_000_001,
            List.of(new Booking(NEXT + 1, amounts(-333_333_333, -40_000_001, 0))),
            "d1",
            null,
            null,
            true,
            false,
            1);
    assertThat(text(Results.CREDITS.form(), credit))
        .startsWith(
            "{\"key\":\"TIME_DECAY|O4|-\",\"model\":\"TIME_DECAY\",\"conversionId\":\"O4\","
                + "\"conversionType\":\"ORDER\",\"conversionTime\":\"2026-03-03T00:00:00Z\","
                + "\"personId\":null,\"campaignId\":\"c\",\"channel\":\"EMAIL\","
                + "\"touchEventId\":\"-\",\"touchTime\":null,\"weight\":0.333333333,"
                + "\"value\":\"-40.000001\",\"bookings\":[{\"time\":\"2026-03-03T00:00:00.001Z\","
                + "\"leads\":0,")
        .endsWith(
            "\"dealerId\":\"d1\",\"previousWeight\":null,\"previousValue\":null,\"newCustomer\":true,"
                + "\"voided\":false,\"revision\":1}");
    JsonNode booking = json(Results.CREDITS.form(), credit).get("bookings").get(0);
    assertThat(booking.get("orders").decimalValue()).isEqualByComparingTo("-0.333333333");
    assertThat(booking.get("netRevenue").textValue()).isEqualTo("-40.000001");
  }

  @Test
  void a_rejection_says_where_and_keeps_its_payload_as_text_or_base64() {
    byte[] bad = {'{', (byte) 0xE4};
    assertThat(
            text(
                new RejectionForm(NEXT),
                rejection("orders.jsonl", "kein \"JSON\"".getBytes(UTF_8))))
        .isEqualTo(
            "{\"topic\":\"orders\",\"file\":\"orders.jsonl\",\"line\":12,\"reason\":\"MALFORMED\","
                + "\"detail\":\"d\",\"payload\":\"kein \\\"JSON\\\"\","
                + "\"rejectedAt\":\"2026-03-03T00:00:00Z\"}");
    assertThat(text(new RejectionForm(null), rejection(null, bad)))
        .isEqualTo(
            "{\"topic\":\"orders\",\"partition\":3,\"offset\":12,\"reason\":\"MALFORMED\","
                + "\"detail\":\"d\",\"payload\":\"e+Q=\",\"payloadEncoding\":\"base64\","
                + "\"rejectedAt\":\"2026-03-02T00:00:00Z\"}");
    assertThat(text(new RejectionForm(null), rejection(null, null))).contains("\"payload\":null");
  }

  private static Rejection rejection(@Nullable String file, byte @Nullable [] payload) {
    return new Rejection(Topic.ORDERS, 3, 12, file, DAY, RejectionReason.MALFORMED, "d", payload);
  }

  @Test
  void an_alert_is_written_whole() throws IOException {
    JsonNode json = json(Results.ALERTS.form(), alert(DAY, "a1", 2));
    assertThat(json.get("key").textValue()).isEqualTo("a1");
    assertThat(json.get("observed").doubleValue()).isEqualTo(31.25);
    assertThat(json.get("expected").isNull()).isTrue();
    assertThat(json.get("moneyAtRisk").textValue()).isEqualTo("12.5");
    assertThat(json.get("endsAt").isNull()).isTrue();
    assertThat(json.get("headline").textValue()).isEqualTo("cpa high");
    assertThat(json.get("headlineZh").textValue()).isEqualTo("成本高");
    assertThat(json.get("summaryZh").textValue()).isEqualTo("超标");
  }

  private static Alert alert(long updatedAt, String id, long revision) {
    return new Alert(
        id,
        "cpa",
        RuleKind.THRESHOLD,
        Severity.WARNING,
        AlertState.FIRING,
        null,
        null,
        "c",
        "EMAIL",
        null,
        null,
        null,
        null,
        List.of(),
        1,
        1,
        "cpa",
        31.25,
        null,
        25.0,
        1.25,
        null,
        null,
        null,
        null,
        null,
        12_500_000L,
        "USD",
        null,
        null,
        null,
        DAY,
        updatedAt,
        null,
        "cpa high",
        "成本高",
        "over target",
        "超标",
        AlertMessage.of("cost.reported", MessagePart.text("campaign", "c")),
        null,
        updatedAt,
        revision);
  }

  @Test
  void business_metrics_carry_mer_cac_and_the_check_of_the_books() throws IOException {
    BusinessMetrics totals =
        new BusinessMetrics(
            WindowSize.P1D,
            DAY,
            NEXT,
            115_000_000,
            amounts(5_000_000_000L, 465_000_000, 198_000_000),
            new Conservation(
                465_000_001,
                465_000_000,
                List.of(
                    new Imbalance(
                        AttributionModel.LINEAR,
                        TimeBasis.CONVERSION_TIME,
                        AttributedMeasure.ORDERS,
                        5_000_000_000L,
                        4_500_000_000L))),
            true,
            1,
            NEXT);
    JsonNode json = json(Results.BUSINESS_METRICS.form(), totals);
    assertThat(json.get("conservation"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"ledger": "465.000001", "credited": "465", "difference": "0.000001",
                     "balanced": false,
                     "unbalanced": [{"model": "LINEAR", "basis": "CONVERSION_TIME",
                       "measure": "orders", "ledger": 5, "credited": 4.5}]}
                    """));
    assertThat(json.get("key").textValue()).isEqualTo("P1D|2026-03-02T00:00:00Z");
    assertThat(json.get("margin").textValue()).isEqualTo("267");
    assertThat(json.get("mer").doubleValue()).isEqualTo(465.0 / 115);
    assertThat(json.get("cac").isNull()).isTrue();
  }

  @Test
  void customer_value_shows_what_is_unknown_as_null() {
    assertThat(
            text(
                Results.CUSTOMER_VALUE.form(),
                new CustomerValue(
                    "camp|a", "EMAIL", 3, 1_500_000_000L, 7_250_000L, 5.5, 2.0, 2.75, 0, 1, NEXT)))
        .isEqualTo(
            "{\"key\":\"camp%7Ca|EMAIL|3\",\"campaignId\":\"camp|a\",\"channel\":\"EMAIL\","
                + "\"ageDays\":3,\"customers\":1.5,\"margin\":\"7.25\",\"ltv\":5.5,\"cac\":2.0,"
                + "\"ltvToCac\":2.75,\"paybackDay\":0,\"revision\":1,"
                + "\"updatedAt\":\"2026-03-03T00:00:00Z\"}");
    assertThat(
            text(
                Results.CUSTOMER_VALUE.form(),
                new CustomerValue(
                    "camp", "EMAIL", 3, 1_000_000_000L, null, null, null, null, null, 1, NEXT)))
        .contains("\"customers\":1,\"margin\":null,\"ltv\":null,\"cac\":null")
        .contains("\"ltvToCac\":null,\"paybackDay\":null");
  }

  @Test
  void a_clearance_shows_its_stock_and_no_budget() throws IOException {
    JsonNode json = json(Results.PLAN_PROGRESS.form(), TestingWireValues.clearance());
    assertThat(json.get("key").textValue()).isEqualTo("clearance:promo:sku%7C1");
    assertThat(json.get("planId").textValue()).isEqualTo("clearance:promo:sku|1");
    assertThat(json.get("goal").textValue()).isEqualTo("200");
    assertThat(json.get("actual").textValue()).isEqualTo("90.5");
    assertThat(json.get("attainment").doubleValue()).isEqualTo(0.4525);
    assertThat(json.get("projectedTotal").textValue()).isEqualTo("181");
    assertThat(json.get("onHand").textValue()).isEqualTo("179.5");
    assertThat(json.get("sellThrough").doubleValue()).isEqualTo(0.335);
    assertThat(json.get("outOfStock").textValue()).isEqualTo("PT1M30.5S");
    assertThat(json.get("marginGivenUp").textValue()).isEqualTo("100.000001");
    assertThat(json.get("vsExpected").textValue()).isEqualTo("50.5");
    assertThat(json.get("problem").isNull()).isTrue();
    assertThat(json.get("course").get(0).get("projected").isNull()).isTrue();
    assertThat(json.get("course").get(1).get("low").textValue()).isEqualTo("160");
    assertThat(json.has("remainingPerDay")).isFalse();
  }

  @Test
  void a_budget_shows_its_month_and_a_target_its_problem() throws IOException {
    JsonNode budget = json(Results.PLAN_PROGRESS.form(), TestingWireValues.dailyBudget());
    assertThat(budget.get("provisional").textValue()).isEqualTo("2.5");
    assertThat(budget.get("remainingPerDay").textValue()).isEqualTo("-82.500001");
    assertThat(budget.get("monthLimit").textValue()).isEqualTo("3040");
    assertThat(budget.has("onHand")).isFalse();
    JsonNode target = json(Results.PLAN_PROGRESS.form(), TestingWireValues.unsoundTarget());
    assertThat(target.get("standing").textValue()).isEqualTo("INVALID");
    assertThat(target.get("problem").textValue()).isEqualTo("GOAL_NOT_SUM_OF_CHILDREN");
    assertThat(target.get("problemDetail").textValue()).contains("80", "70");
    assertThat(target.get("projectedTotal").isNull()).isTrue();
    assertThat(target.get("probabilityOfGoal").isNull()).isTrue();
    assertThat(target.has("provisional")).isFalse();
    assertThat(target.get("course")).isEmpty();
  }

  @Test
  void a_score_says_whether_its_interval_held_the_truth() {
    assertThat(text(Results.PROJECTION_SCORES.form(), TestingWireValues.projectionScore()))
        .startsWith(
            "{\"key\":\"PLAN|budget:camp%7Cx|PT1H30M\",\"kind\":\"PLAN\","
                + "\"id\":\"budget:camp|x\",\"horizon\":\"PT1H30M\",\"projected\":190.5,"
                + "\"low\":180.0,\"high\":200.25,\"realised\":201.0,\"covered\":false,");
    assertThat(
            text(
                Results.PROJECTION_SCORES.form(),
                new ProjectionScore("SPEND_NOWCAST", "c", 0, 1.5, null, null, null, null, 1, NEXT)))
        .contains("\"low\":null,\"high\":null,\"realised\":null,\"covered\":null");
  }

  @Test
  void the_ledger_lists_topics_in_their_order() {
    long[] counts = {9, 3, 2, 1, 2, 1, 7, 5};
    assertThat(
            text(
                new LedgerForm(),
                Map.of(
                    Topic.FX_RATES,
                    new LedgerBook(Topic.FX_RATES, new long[8], 1, 0),
                    Topic.LEADS,
                    new LedgerBook(Topic.LEADS, counts, 1, 0))))
        .isEqualTo(
            "{\"leads\":{\"received\":9,\"counted\":3,\"duplicate\":2,\"rejected\":1,"
                + "\"filtered\":2,\"late\":1,\"unknownFields\":7,\"conflict\":5},\"fx-rates\":{\"received\":0,"
                + "\"counted\":0,\"duplicate\":0,\"rejected\":0,\"filtered\":0,\"late\":0,"
                + "\"unknownFields\":0}}");
  }

  @Test
  void rejections_sort_by_topic_file_and_line_and_alerts_by_time_key_and_revision() {
    Rejection ninth = rejection("orders.csv", null);
    Rejection tenth =
        new Rejection(
            Topic.ORDERS, 3, 300, "orders.csv", DAY, RejectionReason.MALFORMED, "d", null);
    Rejection other =
        new Rejection(
            Topic.FX_RATES, 3, 900, "fx-rates.csv", DAY, RejectionReason.MALFORMED, "d", null);
    assertThat(Arrays.compareUnsigned(SortKeys.rejection(ninth), SortKeys.rejection(tenth)))
        .isNegative();
    assertThat(Arrays.compareUnsigned(SortKeys.rejection(other), SortKeys.rejection(ninth)))
        .isNegative();
    assertThat(
            Arrays.compareUnsigned(
                SortKeys.alert(alert(DAY, "a", 2)), SortKeys.alert(alert(DAY, "a1", 1))))
        .isNegative();
    assertThat(
            Arrays.compareUnsigned(
                SortKeys.alert(alert(-1, "b", 2)), SortKeys.alert(alert(DAY, "a", 1))))
        .isNegative();
  }
}
