package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingFindings.rule;
import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingMinuteRows.row;
import static io.campaignpulse.testing.TestingSentences.chinese;
import static io.campaignpulse.testing.TestingSentences.english;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.SourceRule;
import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleProblem;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingFindings;
import io.campaignpulse.testing.TestingRules;
import io.campaignpulse.testing.TestingSentences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Minutes of campaigns from their rows to what is said of the sources of the whole business. */
class EvaluateSourcesFunctionTest {

  private static final AlertRule EVERY_SOURCE =
      TestingRules.of("{ruleId: data-silence, kind: DATA_SILENCE, severity: CRITICAL, for: PT2M}");

  private static final AlertOptions LIVE = options(Emission.ON_CHANGE, EVERY_SOURCE);

  @Test
  void ordersThatStopWhilePeopleClickAreBrokenTracking() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.minutes(0, 120, 50, 2);
      assertThat(live.news()).isEmpty();
      live.minutes(120, 140, 50, 0);
      List<Finding> news = live.news();
      assertThat(news).isNotEmpty();
      Finding first = news.get(0);
      assertThat(first.ruleId()).isEqualTo("data-silence");
      assertThat(first.kind()).isEqualTo(RuleKind.DATA_SILENCE);
      assertThat(first.subject()).isEqualTo(new AlertSubject(null, null, null, null, "orders"));
      assertThat(first.cause()).isEqualTo(AlertCause.TRACKING_BROKEN);
      assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(first.forMillis()).isEqualTo(2 * MINUTE);
      assertThat(first.tick()).isBetween(at(127), at(130));
      assertThat(english(first))
          .startsWith("No orders have arrived since ")
          .contains("since 12:00", "Visitors keep arriving, so tracking");
      assertThat(chinese(first)).contains("没有订单");
      assertThat(first.action())
          .isEqualTo(
              AlertMessage.of("action.feedTracking", MessagePart.term("source", "source.orders")));
      assertThat(news)
          .extracting(Finding::tick)
          .as("told at every tick at which rows come")
          .containsExactlyElementsOf(
              LongStream.rangeClosed(0, (at(140) - first.tick()) / MINUTE)
                  .mapToObj(minute -> first.tick() + minute * MINUTE)
                  .toList());

      live.minutes(140, 142, 50, 1);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(false);
    }
  }

  @Test
  void ordersThatLoseTheirVisitsArePartialTracking() throws Exception {
    int known = 8 * 1_440;
    try (Business live = new Business(LIVE, null, null)) {
      live.orders(0, known, 3, 1);
      live.orders(known, known + 360, 1, 3);
      List<Finding> news = live.news();
      assertThat(news).isNotEmpty().allMatch(Finding::holds);
      Finding last = news.get(news.size() - 1);
      assertThat(last.cause()).isEqualTo(AlertCause.TRACKING_PARTIAL);
      assertThat(last.subject().subject()).isEqualTo("touches");
      assertThat(english(last))
          .matches(
              "7[0-9](\\.\\d)?% of orders since .* have no known visit before them, where 25(\\.\\d)?%"
                  + " is usual\\. .*");
      assertThat(chinese(last)).contains("下单前没有访问记录");

      live.orders(known + 360, known + 3 * 1_440, 3, 1);
      List<Finding> after = live.news();
      assertThat(after.get(after.size() - 1).holds()).isFalse();
    }
  }

  @Test
  void moreOrdersOfBothKindsAreNoPartialTracking() throws Exception {
    int known = 8 * 1_440;
    try (Business live = new Business(LIVE, null, null)) {
      live.orders(0, known, 3, 1);
      live.orders(known, known + 360, 9, 3);
      assertThat(live.news()).isEmpty();
    }
  }

  @Test
  void ordersOfWhichFewAreLeftAreMissedBySharesOfTheUsual() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.minutes(0, 1_500, 50, 2);
      assertThat(live.news()).isEmpty();
      for (int minute = 1_500; minute < 1_560; minute++) {
        live.minutes(minute, minute + 1, 50, minute % 12 == 0 ? 1 : 0);
      }
      List<Finding> news = live.news();
      assertThat(news).isNotEmpty();
      Finding last = news.get(news.size() - 1);
      assertThat(last.subject().subject()).isEqualTo("orders");
      assertThat(last.cause()).isEqualTo(AlertCause.TRACKING_BROKEN);
      assertThat(last.tick()).isEqualTo(at(1_560));
      assertThat(english(last))
          .matches("Only [34]\\.\\d+% of the usual orders have arrived since 11:0\\d: .*")
          .contains("Visitors keep arriving, so tracking");
      assertThat(chinese(last)).containsPattern("订单数据仅为往常的 [34]\\.");
      assertThat(last.figures().ratio()).isBetween(.03, .05);

      live.minutes(1_560, 1_600, 50, 2);
      List<Finding> after = live.news();
      Finding end = after.get(after.size() - 1);
      assertThat(end.holds()).isFalse();
      assertThat(english(end)).isEqualTo("The data feed of orders delivers as usual again.");
      assertThat(chinese(end)).isEqualTo("订单的数据接入已恢复到往常水平。");
    }
  }

  @Test
  void ordersOfWhichFewAreLeftAreMissedAtTheMinuteThatProvesItThoughNothingComes()
      throws Exception {
    AlertRule orders = silence("data-silence", "orders", null, true);
    try (Business live = new Business(options(Emission.ON_CHANGE, orders), null, null)) {
      int known = 5 * 1_440;
      live.minutes(0, known, 0, 2);
      live.minutes(known, known + 6, 0, 0);
      live.minutes(known + 6, known + 7, 0, 1);
      live.minutes(known + 7, known + 20, 0, 0);
      Finding first = live.news().get(0);
      // Before a quarter of an hour is over, and before 14 are missed since that order.
      assertThat(first.tick()).isBetween(at(known + 9), at(known + 12));
      assertThat(english(first)).startsWith("Only ").contains("No other source delivers as usual");
    }
  }

  @Test
  void everythingThatStopsIsAFeedThatStandsStill() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.minutes(0, 120, 50, 2);
      live.minutes(120, 136, 0, 0);
      assertThat(live.news())
          .filteredOn(finding -> finding.tick() == at(135))
          .extracting(
              finding -> finding.subject().subject(), Finding::cause, TestingSentences::english)
          .satisfiesExactlyInAnyOrder(
              clicks ->
                  assertThat(clicks.toList())
                      .startsWith("clicks", AlertCause.FEED_STALLED)
                      .last()
                      .asString()
                      .contains("No other source delivers"),
              orders -> assertThat(orders.toList()).startsWith("orders", AlertCause.FEED_STALLED));
    }
  }

  @Test
  void clicksThatStopWhileOrdersComeAreAFeedOfTheirOwn() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.minutes(0, 120, 50, 2);
      live.minutes(120, 130, 0, 2);
      assertThat(live.news())
          .isNotEmpty()
          .allSatisfy(
              finding -> {
                assertThat(finding.subject().subject()).isEqualTo("clicks");
                assertThat(finding.cause()).isEqualTo(AlertCause.FEED_STALLED);
                assertThat(english(finding)).contains("Other sources continue");
              });
    }
  }

  @Test
  void rowsOfAMinuteReplaceOneAnotherAndThoseOfAllCampaignsAddUp() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.take(row("a", 0, 3, 1, 0, null, 1));
      live.take(row("a", 0, 5, 1, 0, null, 3));
      live.take(row("a", 0, 4, 1, 0, null, 2));
      live.take(row("b", 0, 7, 0, 0, null, 1));
      long[] sums = new long[WatchedSource.COUNT];
      for (SourceMinute change : live.counted) {
        assertThat(change.minute()).isEqualTo(at(0));
        for (int i = 0; i < sums.length; i++) {
          sums[i] += change.nanos()[i];
        }
      }
      assertThat(sums[WatchedSource.CLICKS.ordinal()]).isEqualTo(12_000_000_000L);
      assertThat(sums[WatchedSource.ORDERS.ordinal()]).isEqualTo(1_000_000_000L);
      assertThat(live.counted).hasSize(3);
      live.tick(195);
      assertThat(live.count.numKeyedStateEntries()).isZero();
      live.take(row("a", 0, 9, 1, 0, null, 9));
      assertThat(live.count.numKeyedStateEntries()).as("of long ago").isZero();
    }
  }

  @Test
  void aRuleMayBeAboutOneSourceOrSwitchedOff() throws Exception {
    AlertRule clicks = silence("data-silence", "clicks", null, true);
    try (Business live = new Business(options(Emission.ON_CHANGE, clicks), null, null)) {
      live.minutes(0, 120, 50, 2);
      live.minutes(120, 140, 0, 0);
      assertThat(live.news())
          .isNotEmpty()
          .extracting(finding -> finding.subject().subject())
          .containsOnly("clicks");
      live.judge.rule(
          rule("data-silence", RuleKind.DATA_SILENCE, null, Duration.ZERO, List.of(), false, 2));
      live.minutes(140, 150, 0, 0);
      assertThat(live.news())
          .extracting(Finding::holds, Finding::correction)
          .containsExactly(tuple(false, AlertReason.RULE_CHANGED));
    }
  }

  @Test
  void aRestoredJobKnowsWhatIsUsual() throws Exception {
    OperatorSubtaskState counted;
    OperatorSubtaskState judged;
    try (Business before = new Business(LIVE, null, null)) {
      before.minutes(0, 130, 50, 2);
      counted = before.count.snapshot(1, 1);
      judged = before.judge.snapshot();
    }
    try (Business after = new Business(LIVE, counted, judged)) {
      for (int minute = 130; minute < 160; minute++) {
        after.take(row("summer", minute, 50, 0, 0, null, 1));
      }
      after.tick(160);
      assertThat(after.news())
          .extracting(Finding::tick, finding -> finding.subject().subject(), Finding::cause)
          .containsExactly(tuple(at(160), "orders", AlertCause.TRACKING_BROKEN));
    }
  }

  @Test
  void aSilenceIsFoundAtTheMinuteAtWhichItIsProvenThoughNothingComes() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      live.minutes(0, 120, 50, 0);
      live.minutes(120, 135, 0, 0);
      // Of 50 clicks a minute some 14 are enough, and the newest minute isn't counted.
      assertThat(live.news()).extracting(Finding::tick).containsExactly(at(122), at(135));
    }
  }

  @Test
  void historyIsLearnedAtTheFirstTick() throws Exception {
    try (Business live = new Business(LIVE, null, null)) {
      for (int minute = 0; minute < 200; minute++) {
        live.take(row("summer", minute, 50, minute < 150 ? 2 : 0, 0, null, 1));
      }
      live.tick(200);
      assertThat(live.news()).extracting(Finding::tick).containsExactly(at(200));
    }
  }

  @Test
  void aRuleThatCouldNeverBeJudgedSaysWhy() {
    assertThat(RuleCheck.problem(EVERY_SOURCE)).isNull();
    assertThat(RuleCheck.problem(silence("s", "roas", null, true)))
        .extracting(RuleProblem::field)
        .isEqualTo("metric");
    assertThat(RuleCheck.problem(silence("s", null, 1.0, true)))
        .extracting(RuleProblem::field)
        .isEqualTo("value");
  }

  @Test
  void aRuleAboutSomeSeriesIsNotAboutSources() {
    List<LabelMatch> email = List.of(new LabelMatch("channel", List.of("EMAIL")));
    AlertRule some = rule("s", RuleKind.DATA_SILENCE, null, Duration.ZERO, email, true, 0);
    assertThat(RuleCheck.problem(some)).isNull();
    assertThat(SourceRule.of(new RuleVersion(some, 1))).isNull();
  }

  private static AlertRule silence(
      String id, @Nullable String metric, @Nullable Double value, boolean enabled) {
    return new AlertRule(
        id,
        RuleKind.DATA_SILENCE,
        metric,
        null,
        value,
        null,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        null,
        Severity.WARNING,
        null,
        null,
        List.of(),
        enabled,
        null,
        null,
        0,
        "",
        new Origin(0, 0, null, 0));
  }

  /** Both operators, one after the other. */
  private static final class Business implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<String, CampaignMetrics, SourceMinute>
        count;
    private final TestingFindings<SourceMinute> judge;
    private final List<SourceMinute> counted = new ArrayList<>();

    Business(
        AlertOptions options,
        @Nullable OperatorSubtaskState counts,
        @Nullable OperatorSubtaskState judged)
        throws Exception {
      count =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new CountSourcesFunction(options)),
              row -> ResultKey.of(row.campaignId(), row.channel()),
              Types.STRING);
      if (counts != null) {
        count.initializeState(counts);
      }
      count.open();
      judge =
          new TestingFindings<>(
              new EvaluateSourcesFunction(options),
              List.of(EvaluateSourcesFunction.RULES),
              minute -> EvaluateSourcesFunction.WHOLE_BUSINESS,
              judged);
    }

    void take(CampaignMetrics row) throws Exception {
      count.processElement(new StreamRecord<>(row));
      List<SourceMinute> changes = new ArrayList<>(count.extractOutputValues());
      count.getOutput().clear();
      for (SourceMinute change : changes) {
        counted.add(change);
        judge.take(change);
      }
    }

    void tick(int minute) throws Exception {
      count.processWatermark(new Watermark(at(minute)));
      count.getOutput().clear();
      judge.tick(at(minute));
    }

    /** Minutes [from, to), each with the tick at its end. */
    void minutes(int from, int to, int clicks, int orders) throws Exception {
      for (int minute = from; minute < to; minute++) {
        if (clicks > 0 || orders > 0) {
          take(row("summer", minute, clicks, orders, 0, null, 1));
        }
        tick(minute + 1);
      }
    }

    /** Minutes [from, to) of ten clicks; every tenth has orders, with and without a touch. */
    void orders(int from, int to, int touched, int untouched) throws Exception {
      for (int minute = from; minute < to; minute++) {
        boolean sells = minute % 10 == 0;
        take(row("summer", minute, 10, sells ? touched : 0, 0, null, 1));
        if (sells) {
          take(row("(unattributed)", minute, 0, untouched, 0, null, 1));
        }
        tick(minute + 1);
      }
    }

    List<Finding> news() {
      return judge.news();
    }

    @Override
    public void close() {
      try {
        count.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      judge.close();
    }
  }
}
