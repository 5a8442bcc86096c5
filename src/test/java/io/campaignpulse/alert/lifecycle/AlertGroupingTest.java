package io.campaignpulse.alert.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.EvaluatedSeries.Status;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingFinding;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Series that fall together are one alert, of the scope that explains them. */
class AlertGroupingTest {

  private static final long MINUTE = 60_000;
  private static final RuleKind KIND = RuleKind.ROAS;

  private final AlertLifecycle lifecycle =
      new AlertLifecycle(Emission.AT_END, ZoneOffset.UTC, "USD");
  private final Map<String, ActiveFinding> entries = new HashMap<>();
  private final Map<String, EvaluatedSeries> evaluated = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long tick = 60 * MINUTE;

  @Test
  void aDipOfThirtyCampaignsIsOneAlert() {
    company(30);
    for (int i = 0; i < 30; i++) {
      fall(i);
    }
    advance();

    assertThat(alerts).hasSize(1);
    Alert alert = alerts.get(0);
    assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    assertThat(alert.kind()).isEqualTo(KIND);
    assertThat(alert.cause()).isEqualTo(AlertCause.EFFICIENCY_LOW);
    assertThat(alert.campaignId()).isNull();
    assertThat(alert.channel()).isNull();
    assertThat(alert.department()).isNull();
    assertThat(alert.members()).hasSize(30).extracting(AlertMember::alertId).containsOnlyNulls();
    assertThat(alert.summary()).contains("30 of 30 campaign channels in the whole company");
    assertThat(alert.summaryZh()).contains("全公司", "30");
  }

  @Test
  void alertsThatFiredBeforeWaitUntilTheGroupEnds() {
    company(6);
    fall(0);
    fall(1);
    advance();
    assertThat(alerts).extracting(Alert::state).containsOnly(AlertState.FIRING).hasSize(2);
    String first = alerts.get(0).alertId();

    alerts.clear();
    fall(2);
    fall(3);
    advance();
    assertThat(states())
        .containsExactlyInAnyOrder(
            tuple(AlertState.FIRING, null, 4),
            tuple(AlertState.PAUSED, AlertReason.INHIBITED, 0),
            tuple(AlertState.PAUSED, AlertReason.INHIBITED, 0));
    assertThat(alerts.stream().filter(alert -> !alert.members().isEmpty()).findFirst())
        .hasValueSatisfying(
            group ->
                assertThat(group.members())
                    .extracting(AlertMember::alertId)
                    .contains(first)
                    .containsNull());

    alerts.clear();
    recover(1);
    recover(2);
    recover(3);
    advance();
    assertThat(states())
        .containsExactlyInAnyOrder(
            tuple(AlertState.RESOLVED, null, 4),
            tuple(AlertState.RESOLVED, null, 0),
            tuple(AlertState.FIRING, null, 0));
  }

  @Test
  void membersThatComeAndGoAreAnotherRevisionOfTheSameAlert() {
    company(8);
    for (int i = 0; i < 4; i++) {
      fall(i);
    }
    advance();
    fall(4);
    advance();
    advance();

    assertThat(alerts).hasSize(2);
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(alerts).extracting(Alert::revision).containsExactly(1L, 2L);
    assertThat(alerts.get(1).members()).hasSize(5);
  }

  @Test
  void whatFallsInOneChannelIsOfTheChannel() {
    for (int i = 0; i < 12; i++) {
      evaluate(i, i < 7 ? "EMAIL" : "DISPLAY", i % 2 == 0 ? "growth" : "brand", Status.SOUND);
    }
    for (int i = 0; i < 7; i++) {
      fall(i);
    }
    advance();

    assertThat(alerts)
        .extracting(Alert::channel, Alert::department)
        .containsExactly(tuple("EMAIL", null));
  }

  @Test
  void whatFallsInOneDepartmentIsOfTheDepartment() {
    for (int i = 0; i < 12; i++) {
      evaluate(i, i % 2 == 0 ? "EMAIL" : "DISPLAY", i < 7 ? "growth" : "brand", Status.SOUND);
    }
    for (int i = 0; i < 7; i++) {
      fall(i);
    }
    advance();

    assertThat(alerts)
        .extracting(Alert::channel, Alert::department)
        .containsExactly(tuple(null, "growth"));
    assertThat(alerts.get(0).summary()).contains("in growth");
  }

  @Test
  void whatFallsOnAllChannelsOfACampaignIsOfTheCampaign() {
    company(6);
    List<String> channels = List.of("SMS", "AFFILIATE", "VIDEO");
    for (String channel : channels) {
      evaluate(99, channel, null, Status.SOUND);
      accept(holding(AlertSubject.ofSeries("c99", channel, null, null)).at(tick));
    }
    advance();

    assertThat(alerts)
        .extracting(Alert::campaignId, Alert::channel)
        .containsExactly(tuple("c99", null));
  }

  @Test
  void fewOfManyAreAlertsOfTheirOwn() {
    company(12);
    fall(0);
    fall(1);
    fall(2);
    advance();

    assertThat(alerts).hasSize(3).allMatch(alert -> alert.members().isEmpty());
  }

  @Test
  void seriesWhoseEvidenceLeansCountTowardsTheShare() {
    company(12);
    for (int i = 3; i < 9; i++) {
      evaluate(i, channel(i), null, Status.SUSPECT);
    }
    fall(0);
    fall(1);
    fall(2);
    advance();

    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).members()).hasSize(3);
    assertThat(alerts.get(0).summary()).contains("3 of 12");
  }

  @Test
  void whatBeganLongBeforeIsAStoryOfItsOwn() {
    company(8);
    fall(0);
    advance();
    tick += Duration.ofDays(4).toMillis();
    for (int i = 1; i < 5; i++) {
      fall(i);
    }
    advance();

    assertThat(alerts).hasSize(2);
    assertThat(alerts.get(0).members()).isEmpty();
    assertThat(alerts.get(1).members()).extracting(AlertMember::campaignId).doesNotContain("c0");
  }

  @Test
  void aSilentFeedPausesTheGroup() {
    company(6);
    for (int i = 0; i < 4; i++) {
      fall(i);
    }
    advance();
    accept(
        new TestingFinding(
                RuleKind.DATA_SILENCE, new AlertSubject(null, null, null, null, "orders"))
            .holds(Severity.CRITICAL)
            .cause(AlertCause.FEED_STALLED)
            .at(tick));
    advance();

    assertThat(alerts)
        .extracting(Alert::kind, Alert::state, Alert::reason)
        .containsExactlyInAnyOrder(
            tuple(KIND, AlertState.FIRING, null),
            tuple(RuleKind.DATA_SILENCE, AlertState.FIRING, null),
            tuple(KIND, AlertState.PAUSED, AlertReason.SOURCE_SILENT));
  }

  @Test
  void aWiderGroupPausesTheNarrower() {
    for (int i = 0; i < 6; i++) {
      evaluate(i, "EMAIL", null, Status.SOUND);
      evaluate(10 + i, "DISPLAY", null, Status.SOUND);
    }
    for (int i = 0; i < 4; i++) {
      fall(i);
    }
    advance();
    assertThat(alerts).extracting(Alert::channel).containsExactly("EMAIL");
    for (int i = 0; i < 4; i++) {
      fall(10 + i);
    }
    advance();
    assertThat(alerts)
        .extracting(Alert::channel, Alert::state, alert -> alert.members().size())
        .containsExactlyInAnyOrder(
            tuple("EMAIL", AlertState.FIRING, 4),
            tuple("EMAIL", AlertState.PAUSED, 4),
            tuple(null, AlertState.FIRING, 8));
    alerts.clear();
    for (int i = 0; i < 4; i++) {
      recover(10 + i);
    }
    recover(3);
    recover(2);
    advance();
    assertThat(alerts)
        .filteredOn(alert -> !alert.members().isEmpty())
        .extracting(Alert::channel, Alert::state)
        .containsExactlyInAnyOrder(
            tuple(null, AlertState.RESOLVED), tuple("EMAIL", AlertState.FIRING));
  }

  @Test
  void lateDataRetractTheGroup() {
    company(6);
    for (int i = 0; i < 4; i++) {
      fall(i);
    }
    advance();
    for (int i = 0; i < 4; i++) {
      accept(new TestingFinding(KIND, subject(i)).corrected(AlertReason.LATE_CONVERSIONS).at(tick));
    }
    advance();

    assertThat(states())
        .containsExactly(
            tuple(AlertState.FIRING, null, 4),
            tuple(AlertState.RETRACTED, AlertReason.LATE_CONVERSIONS, 4));
    assertThat(entries).isEmpty();
  }

  private List<org.assertj.core.groups.Tuple> states() {
    return alerts.stream()
        .map(alert -> tuple(alert.state(), alert.reason(), alert.members().size()))
        .toList();
  }

  private void company(int size) {
    for (int i = 0; i < size; i++) {
      evaluate(i, channel(i), i % 3 == 0 ? "growth" : "brand", Status.SOUND);
    }
  }

  private static String channel(int campaign) {
    return campaign % 2 == 0 ? "EMAIL" : "DISPLAY";
  }

  private void evaluate(int campaign, String channel, @Nullable String department, Status status) {
    EvaluatedSeries series =
        new EvaluatedSeries("rule-" + KIND, null, "c" + campaign, channel, department, status);
    evaluated.put(series.key(), series);
  }

  private AlertSubject subject(int campaign) {
    return evaluated.values().stream()
        .filter(series -> series.campaignId().equals("c" + campaign))
        .map(
            series ->
                AlertSubject.ofSeries(
                    series.campaignId(), series.channel(), series.department(), null))
        .findFirst()
        .orElseThrow();
  }

  private static TestingFinding holding(AlertSubject subject) {
    return new TestingFinding(KIND, subject)
        .holds(Severity.WARNING)
        .cause(AlertCause.EFFICIENCY_LOW);
  }

  private void fall(int campaign) {
    accept(holding(subject(campaign)).at(tick));
  }

  private void recover(int campaign) {
    accept(new TestingFinding(KIND, subject(campaign)).at(tick));
  }

  private void accept(Finding finding) {
    entries.compute(
        ActiveFinding.keyOf(finding), (key, before) -> ActiveFinding.after(before, finding));
  }

  private void advance() {
    alerts.addAll(lifecycle.advance(entries, evaluated.values(), 0, tick, 0));
    tick += MINUTE;
  }
}
