package io.campaignpulse.spend.operator;

import static io.campaignpulse.testing.TestingMetrics.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.SpendChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // closing the harness is not interrupted
class ResolveSpendLevelsFunctionTest {

  private static final long DAY = 86_400_000;
  private static final long MONDAY = at("2026-03-02T00:00:00Z");

  @Test
  void theCampaignsTotalReplacesItsParts() throws Exception {
    assertThat(total(campaign(0, 2, 211), adGroup("g1", 0, 1, 40), adGroup("g2", 0, 1, 29)))
        .isEqualTo(211);
    assertThat(total(adGroup("g1", 0, 1, 40), adGroup("g2", 0, 1, 29))).isEqualTo(69);
  }

  @Test
  void partsCountWhereNoTotalReaches() throws Exception {
    assertThat(total(campaign(0, 1, 100), adGroup("g1", 0, 2, 60))).isEqualTo(130);
    assertThat(total(adGroup("g1", 0, 1, 40), ad("a1", 0, 2, 20))).isEqualTo(50);
  }

  @Test
  void anAdjustmentCountsBesideTheReportsItCorrects() throws Exception {
    assertThat(total(campaign(0, 1, 120), report("credit", null, null, 0, 1, -20, 1)))
        .isEqualTo(100);
    assertThat(total(adGroup("g1", 0, 1, 120), report("credit", null, null, 0, 1, -20, 1)))
        .as("a credit of the campaign hides no ad group")
        .isEqualTo(100);
    assertThat(total(campaign(0, 1, 100), report("credit", null, "g1", 0, 1, -20, 1)))
        .as("the total holds the credit of an ad group")
        .isEqualTo(100);
  }

  @Test
  void aLevelThatIsRestatedCountsAtItsNewOne() throws Exception {
    assertThat(
            total(
                report(null, SpendLevel.CAMPAIGN, "g1", 0, 1, 40, 1),
                adGroup("g2", 0, 1, 29),
                report(null, SpendLevel.AD_GROUP, "g1", 0, 1, 41, 2)))
        .isEqualTo(70);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfArrivalDoesNotMatter(int seed) throws Exception {
    Random random = new Random(seed);
    List<SpendReport> reports = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int from = random.nextInt(6);
      SpendLevel level = SpendLevel.values()[random.nextInt(3)];
      reports.add(
          report(
              "b" + random.nextInt(3),
              random.nextInt(3) == 0 ? null : level,
              random.nextBoolean() ? "g" + random.nextInt(2) : null,
              from,
              from + 1 + random.nextInt(3),
              random.nextInt(90) - 15,
              i));
    }
    long expected = replayed(reports);
    for (int order = 0; order < 5; order++) {
      Collections.shuffle(reports, random);
      assertThat(live(reports, Long.MIN_VALUE)).isEqualTo(expected);
    }
  }

  @Test
  void expiresWithItsRetention() throws Exception {
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.processElement(new StreamRecord<>(campaign(0, 1, 5)));
      harness.processElement(new StreamRecord<>(adGroup("g", 0, 1, 4)));
      harness.processWatermark(new Watermark(MONDAY + 50 * DAY));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static long total(SpendReport... reports) throws Exception {
    List<SpendReport> all = new ArrayList<>(List.of(reports));
    long total = live(all, MONDAY);
    assertThat(replayed(all)).isEqualTo(total);
    Collections.reverse(all);
    assertThat(live(all, MONDAY)).isEqualTo(total);
    return total;
  }

  private static long live(List<SpendReport> reports, long watermark) throws Exception {
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.processWatermark(new Watermark(watermark));
      for (SpendReport report : reports) {
        harness.processElement(new StreamRecord<>(report));
      }
      return sum(harness.extractOutputValues());
    }
  }

  private static long replayed(List<SpendReport> reports) throws Exception {
    try (var harness = harness(Emission.AT_END)) {
      for (SpendReport report : reports) {
        harness.processElement(new StreamRecord<>(report));
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return sum(harness.extractOutputValues());
    }
  }

  /** The cost as readers of the changes add it up, in wholes. */
  private static long sum(List<CountedSpend> changes) {
    Map<String, CountedSpend> latest = new HashMap<>();
    long sum = 0;
    for (CountedSpend change : changes) {
      CountedSpend before = latest.get(change.report().reportKey());
      assertThat(change.replaces(before)).isTrue();
      sum += new SpendChange(before, change).costMicros(MONDAY - DAY, MONDAY + 30 * DAY);
      latest.put(change.report().reportKey(), change);
    }
    return Math.round(sum / 1e6);
  }

  private static SpendReport campaign(int from, int to, long cost) {
    return report(null, null, null, from, to, cost, 1);
  }

  private static SpendReport adGroup(String id, int from, int to, long cost) {
    return report(null, null, id, from, to, cost, 1);
  }

  private static SpendReport ad(String id, int from, int to, long cost) {
    return report(id, SpendLevel.AD, "g1", from, to, cost, 1);
  }

  private static SpendReport report(
      @Nullable String breakdown,
      @Nullable SpendLevel level,
      @Nullable String adGroup,
      int from,
      int to,
      long cost,
      long revision) {
    return new SpendReport(
        MONDAY,
        "a",
        "EMAIL",
        MONDAY + from * DAY,
        MONDAY + to * DAY,
        "USD",
        cost * 1_000_000,
        revision,
        level,
        adGroup,
        breakdown,
        null,
        null,
        new Origin(0, 0, null, 0));
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          Tuple2<String, String>, SpendReport, CountedSpend>
      harness(Emission emission) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<
            Tuple2<String, String>, SpendReport, CountedSpend>(
            new KeyedProcessOperator<>(new ResolveSpendLevelsFunction(emission, 40 * DAY)),
            report -> Tuple2.of(report.campaignId(), report.channel()),
            Types.TUPLE(Types.STRING, Types.STRING));
    harness.open();
    return harness;
  }
}
