package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingResults.Figures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultViewsTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant MINUTE = Instant.parse("2026-03-14T12:29:00Z");
  private static final Figures SOME = Figures.of(3, 1, 1, 50);

  private final ResultViews views =
      new ResultViews(Clock.fixed(NOW, ZoneOffset.UTC), ServerOptions.Limits.defaults());

  private long minutes() {
    return views.metrics(WindowSize.PT1M, Long.MIN_VALUE, Long.MAX_VALUE).count();
  }

  @Test
  void theHigherRevisionStandsWhateverComesLast() {
    views.accept(row(WindowSize.PT1M, MINUTE, "a", "EMAIL", 7, Figures.of(9, 1, 1, 50)));
    views.accept(row(WindowSize.PT1M, MINUTE, "a", "EMAIL", 6, SOME));

    assertThat(views.metrics(WindowSize.PT1M, Long.MIN_VALUE, Long.MAX_VALUE))
        .singleElement()
        .satisfies(found -> assertThat(found.revision()).isEqualTo(7));
  }

  @Test
  void minutesOlderThanTwoDaysAreNotKept() {
    views.accept(row(WindowSize.PT1M, NOW.minus(Duration.ofHours(49)), "a", "EMAIL", 1, SOME));
    assertThat(minutes()).isZero();

    Clock later = Clock.fixed(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC);
    ResultViews aging = new ResultViews(later, ServerOptions.Limits.defaults());
    aging.accept(row(WindowSize.P1D, NOW, "a", "EMAIL", 1, SOME));
    aging.expire();
    assertThat(aging.metrics(WindowSize.P1D, Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void timeIsWhatMinutesAreCompleteUpTo() {
    assertThat(views.eventTime()).isNull();
    views.accept(
        row(WindowSize.PT1M, MINUTE, "a", "EMAIL", 1, new Figures(1, 1, 1, 0, 0, 0, false)));
    assertThat(views.eventTime()).isEqualTo(MINUTE.toEpochMilli());

    views.accept(row(WindowSize.PT1M, MINUTE, "a", "EMAIL", 2, SOME));
    assertThat(views.eventTime()).isEqualTo(MINUTE.plusSeconds(60).toEpochMilli());

    Figures onlySpend = new Figures(0, 0, 0, 5, 0, 0, false);
    views.accept(row(WindowSize.PT1M, MINUTE.plusSeconds(7200), "a", "EMAIL", 1, onlySpend));
    assertThat(views.eventTime()).isEqualTo(MINUTE.plusSeconds(60).toEpochMilli());
  }

  @Test
  void catalogueRowsComeAndGo() {
    views.accept(campaign("a", "New", 2));
    views.accept(campaign("a", "Old", 1));
    assertThat(views.campaigns()).extracting(c -> c.name()).containsExactly("New");

    views.deleted(Topic.CAMPAIGNS, "a");
    assertThat(views.campaigns()).isEmpty();
  }

  @Test
  void alertsKeepTheirLatestStateAndTheirHistory() {
    views.accept(alert("a", AlertState.PENDING, Severity.INFO, "x", MINUTE, 1));
    views.accept(alert("a", AlertState.FIRING, Severity.INFO, "x", MINUTE, 2));
    views.accept(alert("a", AlertState.FIRING, Severity.INFO, "x", MINUTE, 3));
    views.accept(alert("a", AlertState.PENDING, Severity.INFO, "x", MINUTE, 1));

    assertThat(views.alerts().current(null)).extracting(Alert::revision).containsExactly(3L);
    assertThat(views.alerts().transitions())
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING, AlertState.PENDING);
  }

  @Test
  void endedAlertsAreForgottenInTheEndAndActiveOnesNever() {
    views.accept(alert("active", AlertState.FIRING, Severity.INFO, "x", MINUTE, 1));
    for (int i = 0; i < 600; i++) {
      views.accept(alert("over" + i, AlertState.RESOLVED, Severity.INFO, "x", MINUTE, 1));
    }

    assertThat(views.alerts().current(null)).hasSize(501);
    assertThat(views.alerts().current(AlertState.FIRING)).hasSize(1);
  }

  @Test
  void keepsWindowsAndBelievesTimesAsTheJobsAreTold() {
    ServerOptions.Limits limits =
        ServerOptions.Limits.defaults()
            .asTheJobs(Duration.ofHours(2), Map.of(WindowSize.PT1M, Duration.ofDays(7)));

    assertThat(limits.maxFuture()).isEqualTo(Duration.ofHours(2));
    assertThat(limits.minutes()).isEqualTo(Duration.ofDays(7));
    assertThat(limits.hours()).isEqualTo(ServerOptions.Limits.defaults().hours());
  }
}
