package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told to whom and when, on a clock of its own. */
class DeskTest {

  private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");

  private final StandingsBook people = new StandingsBook();
  private final RuleTargets rules = new RuleTargets();
  private final Target hook = target("hook", TargetType.WEBHOOK, TargetFilter.EVERYTHING, false);
  private final Target other = target("other", TargetType.WEBHOOK, TargetFilter.EVERYTHING, false);
  private Desk desk = new Desk(List.of(hook), rules, people, () -> 0);
  private long now;

  @BeforeEach
  void begin() {
    now = START.toEpochMilli();
  }

  @Test
  void anAttemptHasTheLatestHeartbeat() {
    desk.accept(new AlertHeartbeat(AlertHeartbeat.ALL, HeartbeatState.PAUSED, 1, 1, 2, 1));
    desk.accept(new AlertHeartbeat(AlertHeartbeat.ALL, HeartbeatState.LIVE, 1, 1, 1, 1));
    hear(AlertState.FIRING, Severity.WARNING, 1);
    assertThat(Objects.requireNonNull(desk.begin(now).get(0).heartbeat()).state())
        .isEqualTo(HeartbeatState.PAUSED);
  }

  @Test
  void aFiringAlertIsToldOnceHoweverOftenItIsUpdated() {
    hear(AlertState.PENDING, Severity.WARNING, 1);
    assertThat(deliverAll()).isEmpty();
    hear(AlertState.FIRING, Severity.WARNING, 2);
    assertThat(deliverAll()).containsExactly("a1-firing");
    hear(AlertState.FIRING, Severity.WARNING, 3);
    hear(AlertState.PAUSED, Severity.WARNING, 4);
    hear(AlertState.FIRING, Severity.WARNING, 5);
    assertThat(deliverAll()).isEmpty();
    hear(AlertState.RESOLVED, Severity.WARNING, 6);
    assertThat(deliverAll()).containsExactly("a1-resolved");
  }

  @Test
  void whatWasOnlyPendingIsNeverToldOf() {
    hear(AlertState.PENDING, Severity.WARNING, 1);
    hear(AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).isEmpty();
  }

  @Test
  void risingSeverityIsToldAgainAndFallingIsNot() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a1-firing");
    hear(AlertState.FIRING, Severity.CRITICAL, 2);
    Attempt raised = desk.begin(now).get(0);
    assertThat(raised.notices().get(0).id()).isEqualTo("a1-firing-2");
    assertThat(raised.notices().get(0).before()).isEqualTo(Severity.WARNING);
    desk.settle(raised, new Outcome.Delivered(), now);
    hear(AlertState.FIRING, Severity.WARNING, 3);
    hear(AlertState.FIRING, Severity.CRITICAL, 4);
    assertThat(deliverAll()).isEmpty();
    hear(AlertState.RETRACTED, Severity.WARNING, 5);
    assertThat(deliverAll()).containsExactly("a1-retracted-2");
  }

  @Test
  void aRecordReadAgainTellsNothingAgain() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    hear(AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a1-firing");
    hear(AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).containsExactly("a1-resolved");
    hear(AlertState.FIRING, Severity.WARNING, 1);
    hear(AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).isEmpty();
  }

  @Test
  void whatIsOverCanStillBeRetractedOnce() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    hear(AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).containsExactly("a1-firing", "a1-resolved");
    hear(AlertState.RETRACTED, Severity.WARNING, 3);
    hear(AlertState.RETRACTED, Severity.WARNING, 4);
    hear(AlertState.RESOLVED, Severity.WARNING, 5);
    assertThat(deliverAll()).containsExactly("a1-retracted");
  }

  @Test
  void whatStillFiresIsRepeatedEveryFourHours() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a1-firing");
    pass(Duration.ofHours(4).minusSeconds(10));
    assertThat(deliverAll()).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(deliverAll()).containsExactly("a1-firing-2");
    pass(Duration.ofHours(4));
    assertThat(deliverAll()).containsExactly("a1-firing-3");
    hear(AlertState.PAUSED, Severity.WARNING, 2);
    pass(Duration.ofHours(4));
    assertThat(deliverAll()).isEmpty();
  }

  @Test
  void whatSomebodyTakesCareOfIsNotRepeatedButItsRiseAndEndAreTold() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a1-firing");
    people.stand("a1", true, null, 1);
    pass(Duration.ofHours(5));
    assertThat(deliverAll()).isEmpty();
    hear(AlertState.FIRING, Severity.CRITICAL, 2);
    hear(AlertState.RESOLVED, Severity.CRITICAL, 3);
    assertThat(deliverAll()).containsExactly("a1-firing-2", "a1-resolved-2");
  }

  @Test
  void whatIsSnoozedIsToldAsItStandsWhenTheSnoozeEnds() {
    people.stand("a1", false, now + Duration.ofHours(1).toMillis(), 1);
    hear(AlertState.FIRING, Severity.WARNING, 1);
    hear(AlertState.FIRING, Severity.CRITICAL, 2);
    assertThat(deliverAll()).isEmpty();
    pass(Duration.ofHours(1));
    Attempt attempt = desk.begin(now).get(0);
    assertThat(attempt.notices()).extracting(Notice::id).containsExactly("a1-firing");
    assertThat(attempt.notices()).extracting(Notice::severity).containsExactly(Severity.CRITICAL);
    desk.settle(attempt, new Outcome.Delivered(), now);
    assertThat(deliverAll()).isEmpty();
  }

  @Test
  void whatEndsWhileItIsSnoozedIsToldOnlyToThoseWhoHeardOfIt() {
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a1-firing");
    people.stand("a1", false, now + Duration.ofHours(1).toMillis(), 1);
    people.stand("a2", false, now + Duration.ofHours(1).toMillis(), 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    hear("a1", AlertState.FIRING, Severity.CRITICAL, 2);
    assertThat(deliverAll()).isEmpty();
    hear("a1", AlertState.RESOLVED, Severity.CRITICAL, 3);
    hear("a2", AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).containsExactly("a1-resolved");
    pass(Duration.ofHours(2));
    assertThat(deliverAll()).isEmpty();
  }

  @Test
  void failuresAreRetriedForMoreThanADayAndThenBuried() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    List<Duration> at = new ArrayList<>();
    for (int attempt = 0; attempt < 8; attempt++) {
      while (desk.begin(now).isEmpty()) {
        pass(Duration.ofSeconds(1));
      }
      at.add(Duration.between(START, Instant.ofEpochMilli(now)));
      settleBusy(Outcome.failed("HTTP 500"));
    }
    assertThat(at)
        .containsExactly(
            Duration.ZERO,
            Duration.parse("PT5S"),
            Duration.parse("PT5M5S"),
            Duration.parse("PT35M5S"),
            Duration.parse("PT2H35M5S"),
            Duration.parse("PT7H35M5S"),
            Duration.parse("PT17H35M5S"),
            Duration.parse("PT27H35M5S"));
    assertThat(desk.changes().letters().keySet()).containsExactly("hook|a1-firing");
    assertThat(status().dead()).isEqualTo(1);
    assertThat(status().trouble()).isEqualTo("HTTP 500");
    assertThat(status().isClear()).isTrue();
  }

  @Test
  void jitterLengthensADelayByAtMostAFifth() {
    assertThat(RetrySchedule.STANDARD.after(1, () -> 0)).hasValue(5_000);
    assertThat(RetrySchedule.STANDARD.after(1, () -> 0.999999)).hasValue(6_000);
    assertThat(RetrySchedule.STANDARD.after(8, () -> 0)).isEmpty();
  }

  @Test
  void noticesOfAnAlertStayInOrderAndOtherAlertsDoNotWaitForThem() {
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    desk.begin(now);
    settleBusyOf("a1", Outcome.failed("HTTP 500"));
    hear("a1", AlertState.RESOLVED, Severity.WARNING, 2);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a2-firing");
    pass(Duration.ofSeconds(5));
    assertThat(deliverAll()).containsExactly("a1-firing", "a1-resolved");
  }

  @Test
  void aTargetIsLeftAloneAsLongAsItAsks() {
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    desk.begin(now);
    settleBusyOf("a1", new Outcome.Failed("HTTP 429", 3_600_000L));
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    pass(Duration.ofMinutes(59));
    assertThat(deliverAll()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(deliverAll()).containsExactlyInAnyOrder("a1-firing", "a2-firing");
  }

  @Test
  void aTargetThatIsGoneGetsNothingUntilItIsEnabled() {
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    desk.begin(now);
    settleBusyOf("a1", new Outcome.Gone());
    assertThat(desk.changes().targets()).containsKey("hook");
    assertThat(desk.changes().letters().keySet()).containsExactly("hook|a1-firing");
    assertThat(status().disabled()).isTrue();
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).isEmpty();

    TargetDesk target = Objects.requireNonNull(desk.of("hook"));
    target.enable();
    target.replay(Objects.requireNonNull(desk.changes().letters().get("hook|a1-firing")), now);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactlyInAnyOrder("a1-firing", "a2-firing");
    assertThat(desk.changes().letters()).containsEntry("hook|a1-firing", null);
    assertThat(status().dead()).isZero();
  }

  @Test
  void eachTargetHasOneRequestUnderWayAndWaitsForNoOther() {
    desk = new Desk(List.of(hook, other), rules, people, () -> 0);
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    List<Attempt> attempts = desk.begin(now);
    assertThat(attempts).extracting(a -> a.target().id()).containsExactly("hook", "other");
    assertThat(desk.begin(now)).isEmpty();
    desk.settle(attempts.get(1), new Outcome.Delivered(), now);
    assertThat(desk.begin(now)).extracting(a -> a.target().id()).containsExactly("other");
  }

  @Test
  void rulesAndFiltersSayWhoIsTold() {
    TargetFilter critical =
        new TargetFilter(Severity.CRITICAL, Set.of(), Set.of("camp"), Set.of("cvr-low"));
    desk =
        new Desk(
            List.of(
                hook,
                target("pager", TargetType.WEBHOOK, critical, false),
                target("named", TargetType.WEBHOOK, TargetFilter.EVERYTHING, true)),
            rules,
            people,
            () -> 0);
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAllBy()).containsExactly("hook a1-firing");
    hear("a1", AlertState.FIRING, Severity.CRITICAL, 2);
    assertThat(deliverAllBy()).containsExactlyInAnyOrder("hook a1-firing-2", "pager a1-firing");
    rules.stand("cvr-low", List.of("named"), 1);
    hear("a2", AlertState.FIRING, Severity.CRITICAL, 1);
    assertThat(deliverAllBy()).containsExactly("named a2-firing");
    // Who heard the beginning hears the end, whatever the rules and filters say by then.
    hear("a1", AlertState.RESOLVED, Severity.INFO, 3);
    assertThat(deliverAllBy()).containsExactlyInAnyOrder("hook a1-resolved-2", "pager a1-resolved");
  }

  @Test
  void anAlertmanagerIsRemindedEachMinuteOfWhatLasts() {
    Target manager = target("am", TargetType.ALERTMANAGER, TargetFilter.EVERYTHING, false);
    desk = new Desk(List.of(manager), rules, people, () -> 0);
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    Attempt first = desk.begin(now).get(0);
    assertThat(first.notices()).extracting(Notice::id).containsExactly("a1-firing", "a2-firing");
    assertThat(first.open()).isEmpty();
    desk.settle(first, new Outcome.Delivered(), now);
    hear("a1", AlertState.PAUSED, Severity.WARNING, 2);
    pass(Duration.ofSeconds(59));
    assertThat(desk.begin(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    Attempt reminder = desk.begin(now).get(0);
    assertThat(reminder.notices()).isEmpty();
    assertThat(reminder.open()).extracting(o -> o.alert().alertId()).containsExactly("a1", "a2");
    desk.settle(reminder, Outcome.failed("down"), now);
    hear("a2", AlertState.RESOLVED, Severity.WARNING, 2);
    pass(Duration.ofMinutes(1));
    Attempt last = desk.begin(now).get(0);
    assertThat(last.notices()).extracting(Notice::id).containsExactly("a2-resolved");
    assertThat(last.open()).extracting(o -> o.alert().alertId()).containsExactly("a1");
  }

  @Test
  void whatIsWrittenDownIsAllThatARestartNeeds() {
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    desk.begin(now);
    settleBusyOf("a1", Outcome.failed("HTTP 500"));
    List<Standing> written = new ArrayList<>(desk.changes().standings().values());
    StandingCodec codec = new StandingCodec();

    desk = new Desk(List.of(hook), rules, people, () -> 0);
    for (Standing standing : written) {
      Standing read = (Standing) codec.readNotification(codec.write(standing));
      assertThat(read).isEqualTo(standing);
      Objects.requireNonNull(desk.of("hook")).restore(read);
    }
    hear("a1", AlertState.FIRING, Severity.WARNING, 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, 1);
    assertThat(deliverAll()).containsExactly("a2-firing");
    pass(Duration.ofSeconds(5));
    assertThat(deliverAll()).containsExactly("a1-firing");
    pass(Duration.ofHours(4));
    assertThat(deliverAll()).containsExactlyInAnyOrder("a1-firing-2", "a2-firing-2");
  }

  @Test
  void whatEndedIsForgottenOnceItCanNoLongerBeRetracted() {
    hear(AlertState.FIRING, Severity.WARNING, 1);
    hear(AlertState.RESOLVED, Severity.WARNING, 2);
    assertThat(deliverAll()).hasSize(2);
    desk.changes().clear();
    pass(Duration.ofDays(31).minusSeconds(1));
    assertThat(desk.changes().standings()).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(desk.changes().standings()).containsEntry("hook|a1", null);
  }

  @Test
  void deadLettersAndDisabledTargetsAreReadAsTheyWereWritten() {
    StandingCodec codec = new StandingCodec();
    Alert alert =
        TestingResults.alert("a1", AlertState.FIRING, Severity.CRITICAL, "camp", START, 1);
    DeadLetter letter =
        new DeadLetter(
            new Notice("hook", alert, Transition.FIRING, 2, Severity.CRITICAL, Severity.WARNING),
            8,
            "HTTP 500",
            now);
    assertThat(codec.readDeadLetter(codec.write(letter))).isEqualTo(letter);
    DisabledTarget gone = new DisabledTarget("hook", now, "HTTP 410");
    assertThat(codec.readNotification(codec.write(gone))).isEqualTo(gone);
  }

  // --- Steps ---

  private void hear(AlertState state, Severity severity, long revision) {
    hear("a1", state, severity, revision);
  }

  private void hear(String alertId, AlertState state, Severity severity, long revision) {
    desk.hear(TestingResults.alert(alertId, state, severity, "camp", START, revision), now);
    desk.look(now);
  }

  private void pass(Duration time) {
    now += time.toMillis();
    desk.look(now);
  }

  private List<String> deliverAll() {
    return deliverAllBy().stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  private List<String> deliverAllBy() {
    List<String> delivered = new ArrayList<>();
    for (List<Attempt> attempts = desk.begin(now);
        !attempts.isEmpty();
        attempts = desk.begin(now)) {
      for (Attempt attempt : attempts) {
        attempt.notices().forEach(n -> delivered.add(n.targetId() + " " + n.id()));
        desk.settle(attempt, new Outcome.Delivered(), now);
      }
    }
    return delivered;
  }

  /** The only request that is under way ends. */
  private void settleBusy(Outcome outcome) {
    settleBusyOf("a1", outcome);
  }

  private void settleBusyOf(String alertId, Outcome outcome) {
    Alert alert =
        TestingResults.alert(alertId, AlertState.FIRING, Severity.WARNING, "camp", START, 1);
    Notice notice = new Notice("hook", alert, Transition.FIRING, 1, Severity.WARNING, null);
    desk.settle(new Attempt(hook, List.of(notice), List.of(), null), outcome, now);
  }

  private TargetStatus status() {
    return desk.status().get(0);
  }

  private static Target target(String id, TargetType type, TargetFilter filter, boolean onlyNamed) {
    return new Target(
        id,
        type,
        new TargetUrl(true, "hooks.example.com", 443, "/", false),
        List.of(),
        filter,
        onlyNamed);
  }
}
