package io.campaignpulse.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestReportTest {

  private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
  private static final long TWO_WEEKS = Duration.ofDays(14).toMinutes();

  @Test
  void eachRuleSaysHowOftenAndForHowLongItWouldHaveFired() {
    List<String> lines =
        report(
            TWO_WEEKS,
            alert("cvr", "a", AlertState.PENDING, 5),
            alert("cvr", "a", AlertState.FIRING, 10),
            alert("cvr", "b", AlertState.FIRING, 20),
            alert("cvr", "b", AlertState.PAUSED, 25),
            alert("cvr", "a", AlertState.RESOLVED, 30),
            alert("cvr", "b", AlertState.RETRACTED, 40),
            alert("another rule", "c", AlertState.FIRING, 50));

    assertThat(lines)
        .containsExactly(
            "20160 minutes judged, 2026-03-02T00:00:00Z to 2026-03-15T23:59:00Z (14.0 days)",
            "rule cvr (THRESHOLD, WARNING): would have fired 2 times, 1.0 a week, 25 minutes firing",
            "  2026-03-02T00:10:00Z FIRING    spring EMAIL: a is FIRING",
            "  2026-03-02T00:20:00Z FIRING    spring EMAIL: b is FIRING",
            "  2026-03-02T00:25:00Z PAUSED    spring EMAIL: b is PAUSED",
            "  2026-03-02T00:30:00Z RESOLVED  spring EMAIL: a is RESOLVED",
            "  2026-03-02T00:40:00Z RETRACTED spring EMAIL: b is RETRACTED");
  }

  @Test
  void whatStillFiresCountsToTheEnd() {
    assertThat(report(60, alert("cvr", "a", AlertState.FIRING, 59)))
        .element(1)
        .isEqualTo(
            "rule cvr (THRESHOLD, WARNING): would have fired 1 time, 168.0 a week, 1 minute firing");
  }

  @Test
  void anEpisodeThatNeverFiredIsNobodysBusiness() {
    assertThat(
            report(
                TWO_WEEKS,
                alert("cvr", "a", AlertState.PENDING, 1),
                alert("cvr", "a", AlertState.RESOLVED, 2)))
        .hasSize(2)
        .element(1)
        .isEqualTo("rule cvr (THRESHOLD, WARNING): would not have fired");
  }

  @Test
  void withoutEventsNothingIsClaimed() {
    assertThat(report(0)).containsExactly("no minute was judged: nothing has arrived");
  }

  private static List<String> report(long ticks, Alert... alerts) {
    return new BacktestReport(List.of(rule("cvr")), List.of(alerts), FIRST.toEpochMilli(), ticks)
        .lines();
  }

  private static AlertRule rule(String id) {
    return new AlertRule(
        id,
        "THRESHOLD",
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
        "THRESHOLD",
        Severity.WARNING,
        state,
        null,
        null,
        "spring",
        "EMAIL",
        null,
        null,
        null,
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
        time,
        time,
        null,
        id + " is " + state,
        "",
        null,
        null,
        time,
        1);
  }
}
