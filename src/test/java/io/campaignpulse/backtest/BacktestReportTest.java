package io.campaignpulse.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestReportTest {

  private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
  private static final long TWO_WEEKS = Duration.ofDays(14).toMinutes();

  @Test
  void theSummarySaysOfEachRuleHowOftenOnHowManySeriesAndForHowLongItFired() {
    BacktestReport report =
        report(
            TWO_WEEKS,
            alert("cvr", "a", AlertState.PENDING, 5),
            alert("cvr", "a", AlertState.FIRING, 10),
            alert("cvr", "b", AlertState.FIRING, 20),
            alert("cvr", "b", AlertState.PAUSED, 25),
            alert("cvr", "a", AlertState.RESOLVED, 30),
            alert("cvr", "b", AlertState.RETRACTED, 40),
            alert("another rule", "c", AlertState.FIRING, 50));

    assertThat(report.summary())
        .containsExactly(
            "20160 minutes, 2026-03-02T00:00:00Z to 2026-03-15T23:59:00Z (14.0 days)",
            "rule       kind       alerts  per week  series  minutes firing",
            "cvr        THRESHOLD       2       1.0       1              25",
            "long-name  THRESHOLD       0       0.0       0               0");
    assertThat(report.list())
        .containsExactly(
            "cvr",
            "  2026-03-02T00:10:00Z FIRING    spring EMAIL: a is FIRING",
            "  2026-03-02T00:20:00Z FIRING    spring EMAIL: b is FIRING",
            "  2026-03-02T00:25:00Z PAUSED    spring EMAIL: b is PAUSED",
            "  2026-03-02T00:30:00Z RESOLVED  spring EMAIL: a is RESOLVED",
            "  2026-03-02T00:40:00Z RETRACTED spring EMAIL: b is RETRACTED");
  }

  @Test
  void anAlertThatIsStillFiringCountsToTheEnd() {
    assertThat(report(60, alert("cvr", "a", AlertState.FIRING, 59)).summary())
        .element(2)
        .isEqualTo("cvr        THRESHOLD       1     168.0       1               1");
  }

  @Test
  void anEpisodeThatNeverFiredIsLeftOut() {
    BacktestReport report =
        report(
            TWO_WEEKS,
            alert("cvr", "a", AlertState.PENDING, 1),
            alert("cvr", "a", AlertState.RESOLVED, 2));

    assertThat(report.list()).isEmpty();
    assertThat(report.summary())
        .element(2)
        .isEqualTo("cvr        THRESHOLD       0       0.0       0               0");
  }

  @Test
  void withoutEventsNothingIsClaimed() {
    assertThat(report(0).summary()).containsExactly("no events");
  }

  private static BacktestReport report(long ticks, Alert... alerts) {
    return new BacktestReport(
        List.of(rule("cvr"), rule("long-name")), List.of(alerts), FIRST.toEpochMilli(), ticks);
  }

  private static AlertRule rule(String id) {
    return new AlertRule(
        id,
        RuleKind.THRESHOLD,
        "cvr",
        "<",
        0.1,
        60_000L,
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
        false,
        null,
        null,
        0,
        "{}",
        new Origin(0, 0, null, 0));
  }

  private static Alert alert(String rule, String id, AlertState state, long minute) {
    long time = FIRST.plus(Duration.ofMinutes(minute)).toEpochMilli();
    return new Alert(
        id,
        rule,
        RuleKind.THRESHOLD,
        Severity.WARNING,
        state,
        null,
        null,
        "spring",
        "EMAIL",
        null,
        null,
        null,
        null,
        List.of(),
        1,
        1,
        "cvr",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        time,
        time,
        null,
        id,
        "",
        id + " is " + state,
        "",
        null,
        null,
        time,
        1);
  }
}
