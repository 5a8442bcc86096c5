package io.campaignpulse.alert.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the table of inhibitions, and what it must leave alone. */
class InhibitionTest {

  /** Subjects are written campaign/channel/promotion/plan/subject, a dash where there is none. */
  @ParameterizedTest
  @CsvSource({
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, ROAS, , a/EMAIL/-/-/-, PAUSE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, CLEARANCE, , a/-/p/-/sku, PAUSE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, REFUND_RATE, , a/EMAIL/-/-/-, PAUSE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, BUDGET_PACE, , a/-/-/b/-, NONE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/impressions, ROAS, , a/EMAIL/-/-/-, NONE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, DATA_SILENCE, TRACKING_BROKEN,"
        + " a/EMAIL/-/-/conversions, HOLD",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, DATA_SILENCE, COST_LATE, a/EMAIL/-/-/cost, NONE",
    "DATA_SILENCE, FEED_STALLED, -/-/-/-/orders, DATA_SILENCE, FEED_STALLED, -/-/-/-/leads, NONE",
    "DATA_SILENCE, TRACKING_BROKEN, -/-/-/-/orders, ROAS, , a/EMAIL/-/-/-, PAUSE",
    "DATA_SILENCE, TRACKING_BROKEN, a/EMAIL/-/-/conversions, ROAS, , a/EMAIL/-/-/-, PAUSE",
    "DATA_SILENCE, TRACKING_BROKEN, a/EMAIL/-/-/conversions, ROAS, , a/DISPLAY/-/-/-, NONE",
    "DATA_SILENCE, TRACKING_BROKEN, a/EMAIL/-/-/conversions, PLAN_BEHIND, , a/-/-/p/-, PAUSE",
    "DATA_SILENCE, TRACKING_BROKEN, a/EMAIL/-/-/conversions, THRESHOLD, INVALID_TRAFFIC,"
        + " a/EMAIL/-/-/-, NONE",
    "DATA_SILENCE, COST_LATE, a/EMAIL/-/-/cost, ROAS, , a/EMAIL/-/-/-, NONE",
    "STOCK_OUT, OUT_OF_STOCK, -/-/p/-/sku, CLEARANCE, , -/-/p/-/sku, HOLD",
    "STOCK_OUT, OUT_OF_STOCK, -/-/p/-/sku, CLEARANCE, , -/-/q/-/sku, NONE",
    "STOCK_OUT, OUT_OF_STOCK, a/-/p/-/sku, CONVERSION_RATE, , a/EMAIL/-/-/-, HOLD",
    "STOCK_OUT, OUT_OF_STOCK, a/-/p/-/sku, THRESHOLD, INVALID_TRAFFIC, a/EMAIL/-/-/-, NONE",
    "STOCK_OUT, OUT_OF_STOCK, a/-/p/-/sku, CONVERSION_RATE, , b/EMAIL/-/-/-, NONE",
    "CONVERSION_RATE, DEMAND_WEAK, a/EMAIL/-/-/-, COST_PER, , a/EMAIL/-/-/-, HOLD",
    "CONVERSION_RATE, DEMAND_WEAK, a/EMAIL/-/-/-, COST_PER, , a/DISPLAY/-/-/-, NONE",
    "CONVERSION_RATE, DEMAND_WEAK, a/EMAIL/-/-/-, THRESHOLD, , a/EMAIL/-/-/-, NONE",
    "CLEARANCE, DEMAND_WEAK, -/-/p/-/-, CLEARANCE, , -/-/p/-/sku, HOLD",
    "CLEARANCE, DEMAND_WEAK, -/-/p/-/sku, CLEARANCE, , -/-/p/-/-, NONE",
    "BUDGET_PACE, BUDGET_OVERSPENT, a/-/-/b/-, BUDGET_PACE, , a/-/-/b:2026-03-01/-, HOLD",
    "BUDGET_PACE, BUDGET_OVERSPENT, a/-/-/b:2026-03-01/-, BUDGET_PACE, , a/-/-/b/-, NONE"
  })
  void aSourceActsOnItsTargets(
      RuleKind sourceKind,
      AlertCause sourceCause,
      String source,
      RuleKind targetKind,
      @Nullable AlertCause targetCause,
      String target,
      Inhibition.Effect effect) {
    Finding from = finding(sourceKind, sourceCause, source);
    Finding to = finding(targetKind, targetCause, target);

    assertThat(new Inhibition(List.of(from, to)).of(to)).isEqualTo(effect);
  }

  private static Finding finding(RuleKind kind, @Nullable AlertCause cause, String labels) {
    List<String> parts = List.of(labels.split("/"));
    TestingFinding finding =
        new TestingFinding(
                kind,
                new AlertSubject(
                    label(parts, 0),
                    label(parts, 1),
                    label(parts, 2),
                    label(parts, 3),
                    label(parts, 4)))
            .holds(Severity.WARNING);
    return cause == null ? finding.at(0) : finding.cause(cause).at(0);
  }

  private static @Nullable String label(List<String> parts, int index) {
    return parts.get(index).equals("-") ? null : parts.get(index);
  }
}
