package io.campaignpulse.alert.operator;

import static io.campaignpulse.event.LeadStage.LOST;
import static io.campaignpulse.event.LeadStage.QUALIFIED;
import static io.campaignpulse.testing.TestingFindings.rule;
import static io.campaignpulse.testing.TestingLeads.lead;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static io.campaignpulse.testing.TestingSentences.chinese;
import static io.campaignpulse.testing.TestingSentences.english;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lead.LeadRule;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleProblem;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.DeletedRow;
import io.campaignpulse.testing.TestingFindings;
import io.campaignpulse.testing.TestingLeads;
import io.campaignpulse.testing.TestingWireValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leads from their events to what is said of their owners. */
class EvaluateLeadsFunctionTest {

  private static final AlertRule TWO_HOURS = sla(Duration.ofHours(2), List.of(), true, 0);
  private static final AlertOptions LIVE = options(Emission.ON_CHANGE, TWO_HOURS);

  @Test
  void whoLeavesLeadsWaitingIsToldAsEachIsOverdueUntilNoneWaits() throws Exception {
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann").worth(100, null));
      live.take(lead("b", QUALIFIED, 1).of("Ann").worth(50, "USD"));
      live.take(lead("c", QUALIFIED, 2).of("Ann").worth(70, "EUR"));
      live.ticks(1, 119);
      assertThat(live.news()).isEmpty();
      live.ticks(120, 122);
      List<Finding> news = live.news();
      assertThat(news)
          .extracting(Finding::tick, finding -> finding.figures().observed())
          .containsExactly(tuple(at(120), 1.0), tuple(at(121), 2.0), tuple(at(122), 3.0));
      Finding last = news.get(2);
      assertThat(last.subject()).isEqualTo(new AlertSubject(null, null, null, null, "Ann"));
      assertThat(last.severity()).isEqualTo(Severity.WARNING);
      assertThat(last.cause()).isEqualTo(AlertCause.RESPONSE_SLOW);
      assertThat(last.forMillis()).as("how long is in the condition").isZero();
      assertThat(last.figures().moneyAtRiskMicros()).isEqualTo(150_000_000);
      assertThat(english(last))
          .isEqualTo(
              "Qualified leads of \"Ann\" that have waited for a first contact for more than 2"
                  + " hours: 3, worth $150.00. The oldest has waited since 10:00.");
      assertThat(chinese(last))
          .isEqualTo("“Ann”有 3 条合格线索等待首次联系超过 2 小时，价值共 US$150.00。最早的一条自今天 10:00起等待。");

      live.take(lead("a", QUALIFIED, 0).of("Ann").contacted(122));
      live.take(lead("b", LOST, 122));
      live.take(lead("c", QUALIFIED, 2).contacted(122));
      live.tick(123);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(false);
      live.ticks(124, 135);
      assertThat(live.news()).isEmpty();
      assertThat(live.judge.keyedState()).isZero();
      assertThat(live.judge.timers()).isZero();
    }
  }

  @Test
  void eachOwnerIsOneSubjectAndLeadsOfNobodyAreOne() throws Exception {
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      live.take(lead("b", QUALIFIED, 0));
      live.ticks(1, 120);
      List<Finding> news = live.news();
      assertThat(news)
          .extracting(finding -> finding.subject().subject())
          .containsExactlyInAnyOrder("Ann", LeadWait.NOBODY);
      assertThat(news)
          .filteredOn(finding -> LeadWait.NOBODY.equals(finding.subject().subject()))
          .singleElement()
          .satisfies(
              nobody -> {
                assertThat(english(nobody))
                    .startsWith("Qualified leads without an owner that have waited");
                assertThat(nobody.figures().moneyAtRiskMicros()).isNull();
              });
    }
  }

  @Test
  void aLeadThatChangesHandsWaitsForTheNewOwnerAlone() throws Exception {
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      live.ticks(1, 120);
      live.take(lead("a", QUALIFIED, 119).of("Bob"));
      live.tick(121);
      assertThat(live.news())
          .extracting(finding -> finding.subject().subject(), Finding::holds)
          .containsExactlyInAnyOrder(tuple("Ann", true), tuple("Ann", false), tuple("Bob", true));
    }
  }

  @Test
  void nobodyWaitsForALeadForEver() throws Exception {
    int month = 30 * 1440;
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      live.tick(month - 1);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(true);
      live.tick(month);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(false);
      assertThat(live.judge.keyedState()).isZero();
      live.tick(month + 1);
      assertThat(live.follow.numKeyedStateEntries()).isZero();
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      assertThat(live.follow.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void aRuleIsAboutTheLeadsItMatches() throws Exception {
    AlertRule email =
        sla(
            Duration.ofHours(2),
            List.of(
                new LabelMatch("campaign", List.of("x")),
                new LabelMatch("channel", List.of("EMAIL"))),
            true,
            0);
    try (Sales live = new Sales(options(Emission.ON_CHANGE, email), null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann").from("x", "EMAIL"));
      live.take(lead("b", QUALIFIED, 0).of("Ann").from("x", "PAID_SEARCH"));
      live.take(lead("c", QUALIFIED, 0).of("Bob"));
      live.ticks(1, 120);
      assertThat(live.news())
          .extracting(
              finding -> finding.subject().subject(), finding -> finding.figures().observed())
          .containsExactly(tuple("Ann", 1.0));
    }
  }

  @Test
  void theDepartmentOfALeadIsThatOfItsCampaignNow() throws Exception {
    List<LabelMatch> growth = List.of(new LabelMatch("department", List.of("growth")));
    AlertRule rule = sla(Duration.ofHours(2), growth, true, 0);
    Campaign owned = TestingWireValues.campaign();
    try (Sales live = new Sales(options(Emission.ON_CHANGE, rule), null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann").from(owned.id(), "EMAIL"));
      live.ticks(1, 121);
      assertThat(live.news()).isEmpty();
      live.judge.campaign(owned);
      live.ticks(122, 136);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(true);
      live.judge.campaign((Campaign) DeletedRow.of(Topic.CAMPAIGNS, owned.id(), owned.origin()));
      live.ticks(137, 151);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(false);
    }
  }

  @Test
  void aRuleThatIsDeletedEndsWhatItFound() throws Exception {
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      live.ticks(1, 120);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(true);
      live.judge.rule((AlertRule) DeletedRow.of(Topic.RULES, "sla", TWO_HOURS.origin()));
      live.ticks(121, 135);
      assertThat(live.news()).extracting(Finding::holds).containsExactly(false);
    }
  }

  @Test
  void aRuleThatChangesEndsWhatItFound() throws Exception {
    try (Sales live = new Sales(LIVE, null, null)) {
      live.tick(0);
      live.take(lead("a", QUALIFIED, 0).of("Ann"));
      live.ticks(1, 120);
      live.judge.rule(sla(Duration.ofMinutes(30), List.of(), true, 1));
      live.ticks(121, 135);
      live.judge.rule(sla(Duration.ofMinutes(30), List.of(), false, 2));
      live.ticks(136, 150);
      assertThat(live.news())
          .extracting(Finding::targetVersion, Finding::holds, Finding::correction)
          .containsExactly(
              tuple(1, true, null),
              tuple(1, false, AlertReason.RULE_CHANGED),
              tuple(2, true, null),
              tuple(2, false, AlertReason.RULE_CHANGED));
    }
  }

  @Test
  void aRestoredJobKnowsWhoWaits() throws Exception {
    OperatorSubtaskState followed;
    OperatorSubtaskState judged;
    try (Sales before = new Sales(LIVE, null, null)) {
      before.tick(0);
      before.take(lead("a", QUALIFIED, 0).of("Ann"));
      before.ticks(1, 120);
      followed = before.follow.snapshot(1, 1);
      judged = before.judge.snapshot();
    }
    try (Sales after = new Sales(LIVE, followed, judged)) {
      after.tick(500);
      assertThat(after.news()).extracting(Finding::tick).containsExactly(at(500));
      after.take(lead("a", LOST, 500));
      after.tick(501);
      assertThat(after.news()).extracting(Finding::holds).containsExactly(false);
    }
  }

  @Test
  void aRuleWithoutATimeIsNotJudged() {
    for (Duration limit : List.of(Duration.ZERO, Duration.ofDays(30))) {
      AlertRule never = sla(limit, List.of(), true, 0);
      assertThat(RuleCheck.problem(never)).extracting(RuleProblem::field).isEqualTo("for");
      assertThat(LeadRule.of(new RuleVersion(never, 1))).isNull();
    }
    assertThat(RuleCheck.problem(TWO_HOURS)).isNull();
  }

  private static AlertRule sla(
      Duration limit, List<LabelMatch> match, boolean enabled, long revision) {
    return rule("sla", RuleKind.LEAD_SLA, null, limit, match, enabled, revision);
  }

  /** Both operators, one after the other. */
  private static final class Sales implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<String, LeadEvent, LeadWait> follow;
    private final TestingFindings<LeadWait> judge;

    Sales(
        AlertOptions options,
        @Nullable OperatorSubtaskState followed,
        @Nullable OperatorSubtaskState judged)
        throws Exception {
      follow =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new FollowLeadsFunction()),
              LeadEvent::leadId,
              Types.STRING);
      if (followed != null) {
        follow.initializeState(followed);
      }
      follow.open();
      judge =
          new TestingFindings<>(
              new EvaluateLeadsFunction(options),
              List.of(EvaluateLeadsFunction.RULES, EvaluateLeadsFunction.CAMPAIGNS),
              LeadWait::owner,
              judged);
    }

    void take(TestingLeads lead) throws Exception {
      follow.processElement(new StreamRecord<>(lead.event()));
      pass();
    }

    private void pass() throws Exception {
      List<LeadWait> waits = new ArrayList<>(follow.extractOutputValues());
      follow.getOutput().clear();
      for (LeadWait wait : waits) {
        judge.take(wait);
      }
    }

    void tick(int minute) throws Exception {
      follow.processWatermark(new Watermark(at(minute)));
      pass();
      judge.tick(at(minute));
    }

    void ticks(int first, int last) throws Exception {
      for (int minute = first; minute <= last; minute++) {
        tick(minute);
      }
    }

    List<Finding> news() {
      return judge.news();
    }

    @Override
    public void close() {
      try {
        follow.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      judge.close();
    }
  }
}
