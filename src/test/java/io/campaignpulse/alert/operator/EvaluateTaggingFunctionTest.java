package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.START;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingSentences.chinese;
import static io.campaignpulse.testing.TestingSentences.english;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.feed.TrafficHour;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Emission;
import io.campaignpulse.testing.TestingRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Hours of traffic and cost, and when a campaign is said to have lost its tagging. */
class EvaluateTaggingFunctionTest {

  private static final AlertRule SOURCES =
      TestingRules.of("{ruleId: sources, kind: DATA_SILENCE, severity: WARNING}");
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int WEEK = 168;

  @Test
  void clicksThatComeWithoutTheirCampaignWhileItsCostGoesOnAreLostTagging() throws Exception {
    try (Business live = new Business()) {
      live.hours(WEEK + 24, 60, 20, 200);
      assertThat(live.findings()).isEmpty();
      live.hours(3, 0, 20, 260);
      List<Finding> found = live.findings();
      assertThat(found).isNotEmpty();
      Finding first = found.get(0);
      assertThat(first.cause()).isEqualTo(AlertCause.TAGGING_LOST);
      assertThat(first.subject().campaignId()).isEqualTo("summer");
      assertThat(english(first))
          .matches(
              "Clicks on \"summer\" \\(Paid search\\) have arrived without their campaign since .*: 0"
                  + " carried it where about \\d+ were expected\\. Its cost continues, and direct"
                  + " traffic has risen by about \\d+(\\.\\d)?\\.");
      assertThat(chinese(first)).contains("丢失了活动标记");

      live.hours(12, 60, 20, 200);
      List<Finding> after = live.findings();
      assertThat(after.get(after.size() - 1).holds()).isFalse();
    }
  }

  @Test
  void aCampaignThatEndedOnPurposeHasNoCost() throws Exception {
    try (Business live = new Business()) {
      live.hours(WEEK + 24, 60, 20, 200);
      live.hours(30, 0, 0, 260);
      assertThat(live.findings()).isEmpty();
    }
  }

  @Test
  void clicksThatGoNowhereAreNoLostTagging() throws Exception {
    try (Business live = new Business()) {
      live.hours(WEEK + 24, 60, 20, 200);
      live.hours(30, 0, 20, 200);
      assertThat(live.findings()).isEmpty();
    }
  }

  @Test
  void directTrafficThatRisesByMuchMoreIsAnotherStory() throws Exception {
    try (Business live = new Business()) {
      live.hours(WEEK + 24, 60, 20, 200);
      live.hours(30, 0, 20, 900);
      assertThat(live.findings()).isEmpty();
    }
  }

  @Test
  void soundCampaignsOfManySizesAreLeftAlone() throws Exception {
    for (int clicks : List.of(1, 8, 300)) {
      try (Business live = new Business()) {
        live.hours(6 * WEEK, clicks, 20, 200);
        assertThat(live.findings()).as("%s clicks an hour", clicks).isEmpty();
      }
    }
  }

  @Test
  void aSeriesIsCountedOnceItIsKnown() throws Exception {
    try (Business live = new Business()) {
      live.hours(WEEK - 24, 60, 20, 200);
      assertThat(live.statuses()).isEmpty();
      live.hours(48, 60, 20, 200);
      assertThat(live.statuses()).extracting(EvaluatedSeries::campaignId).contains("summer");
    }
  }

  /** Hours of campaign "summer" and of direct traffic, Poisson each, with the ticks after them. */
  private static final class Business implements AutoCloseable {

    private final KeyedTwoInputStreamOperatorTestHarness<
            String, TrafficHour, RuleUpdate, FindingEvent>
        flink =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new EvaluateTaggingFunction(options(Emission.ON_CHANGE, SOURCES)),
                    List.of(EvaluateTaggingFunction.RULES, EvaluateTaggingFunction.CAMPAIGNS)),
                hour -> "business",
                null,
                Types.STRING);
    private final Random chance = new Random(5);
    private long next = START;

    Business() throws Exception {
      flink.open();
    }

    void hours(int count, double clicks, int cost, double direct) throws Exception {
      for (int i = 0; i < count; i++) {
        long end = next + HOUR;
        take(new TrafficHour("(none)", "DIRECT", next, poisson(direct), 0, null));
        take(
            new TrafficHour(
                "summer", "PAID_SEARCH", next, poisson(clicks), cost * 1_000_000L, end));
        next = end;
        flink.processBothWatermarks(new Watermark(end + HOUR / 4));
      }
    }

    private void take(TrafficHour hour) throws Exception {
      flink.processElement1(new StreamRecord<>(hour));
    }

    private long poisson(double mean) {
      long count = 0;
      for (double sum = -Math.log(1 - chance.nextDouble()); sum < mean; count++) {
        sum -= Math.log(1 - chance.nextDouble());
      }
      return count;
    }

    private List<FindingEvent> events() {
      return new ArrayList<>(flink.extractOutputValues());
    }

    List<Finding> findings() {
      List<Finding> found =
          events().stream().map(FindingEvent::finding).filter(Objects::nonNull).toList();
      flink.getOutput().clear();
      return found;
    }

    List<EvaluatedSeries> statuses() {
      return events().stream().map(FindingEvent::series).filter(Objects::nonNull).toList();
    }

    @Override
    public void close() {
      try {
        flink.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
