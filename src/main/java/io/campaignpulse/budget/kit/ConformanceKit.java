package io.campaignpulse.budget.kit;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.DailyBudget;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kit: an hour of records as a consumer receives them, and the actions that a right consumer
 * takes. Each case is an episode on a campaign of its own with a daily budget of 100 EUR.
 *
 * <pre>
 * 10:00 live · 10:20 a source is silent · 10:26 live · 10:31 no heartbeat · 10:41 catching up
 * 10:46 live · 10:50 restart, everything is received again
 * </pre>
 *
 * @param lines in the order in which they are received
 */
public record ConformanceKit(List<KitLine> lines, List<KitCase> cases) {

  /**
   * Policy that the expected amounts follow from; the day's cap of all campaigns is out of reach.
   */
  public static final BudgetPolicy POLICY =
      new BudgetPolicy(
          "kit",
          0.2,
          BudgetPolicy.DEFAULT.increaseBy(),
          BudgetPolicy.DEFAULT.floor(),
          BudgetPolicy.DEFAULT.ceiling(),
          BudgetPolicy.DEFAULT.stepCap(),
          BudgetPolicy.DEFAULT.campaignDayCap(),
          1,
          BudgetPolicy.DEFAULT.cooldown(),
          BudgetPolicy.DEFAULT.minimumGrade(),
          BudgetPolicy.DEFAULT.zone());

  /** Freezes the lists. */
  public ConformanceKit {
    lines = List.copyOf(lines);
    cases = List.copyOf(cases);
  }

  /** Returns the kit; always the same. */
  public static ConformanceKit build() {
    return new Builder().build();
  }

  private static final class Builder {
    private static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long EURO = 1_000_000;
    private static final long TO_ACT = 5 * MINUTE;
    private static final long TO_UNDO = MINUTE;
    private static final int FLOOD = 20;
    private static final int FLOOD_REVISIONS = 5;

    private static final double SILENT = 20;
    private static final double LIVE_AGAIN = 26;
    private static final double LAST_HEARTBEAT = 30;
    private static final double BACKLOG = 41;
    private static final double CAUGHT_UP = 46;
    private static final double RESTART = 50;
    private static final int END = 58;

    private final List<KitLine> lines = new ArrayList<>();
    private final List<KitCase> cases = new ArrayList<>();

    ConformanceKit build() {
      heartbeats();
      repeatedAndOutdated();
      retractions();
      states();
      advice();
      silence();
      noHeartbeat();
      backlog();
      restart();
      lines.sort(Comparator.comparingLong(KitLine::receivedAt));
      return new ConformanceKit(lines, cases);
    }

    private void heartbeats() {
      for (int minute = 0; minute <= END; minute++) {
        if (minute > LAST_HEARTBEAT && minute < BACKLOG) {
          continue;
        }
        HeartbeatState state =
            minute >= SILENT && minute < LIVE_AGAIN
                ? HeartbeatState.PAUSED
                : minute >= BACKLOG && minute < CAUGHT_UP
                    ? HeartbeatState.CATCHING_UP
                    : HeartbeatState.LIVE;
        line(minute, heartbeat("all", state, minute));
        // A source that is live says nothing of the whole.
        line(minute, heartbeat("clicks", HeartbeatState.LIVE, minute));
      }
      // After the stop old heartbeats are received again: they are of then, not of now.
      for (int minute = 27; minute <= LAST_HEARTBEAT; minute++) {
        line(40, heartbeat("all", HeartbeatState.LIVE, minute));
      }
    }

    private static AlertHeartbeat heartbeat(String source, HeartbeatState state, int minute) {
      long asOf = at(minute);
      long until = state == HeartbeatState.CATCHING_UP ? asOf - 90 * MINUTE : asOf;
      return new AlertHeartbeat(source, state, until, asOf, asOf, asOf);
    }

    private void repeatedAndOutdated() {
      act("one-alert", "an alert to reduce is acted on", 3, BudgetStep.REDUCE);
      fires("one-alert", 3, 1);

      act("duplicates", "a record that is received again changes nothing", 3, BudgetStep.REDUCE);
      fires("duplicates", 3, 1);
      fires("duplicates", 3, 1);
      fires("duplicates", 4, 1);
      fires("duplicates", 9, 1);

      act("revisions", "an episode is acted on once, whatever its revisions", 3, BudgetStep.REDUCE);
      fires("revisions", 3, 1);
      alert("revisions", 5, 2, AlertState.FIRING, Advice.PAUSE_CANDIDATE);
      fires("revisions", 8, 3);
      alert("revisions", 10, 4, AlertState.RESOLVED, Advice.NONE);

      none("reordered", "a lower revision is ignored, also after a retraction");
      alert("reordered", 4, 3, AlertState.RETRACTED, Advice.REDUCE);
      fires("reordered", 5, 2);

      act(
          "cooldown",
          "a second episode on the campaign waits for the cooldown",
          3,
          BudgetStep.REDUCE);
      fires("cooldown", 3, 1);
      lines.add(
          new KitLine(
              at(12),
              new BudgetSignal(
                  "cooldown:2",
                  "cooldown",
                  "EMAIL",
                  AlertState.FIRING,
                  Advice.REDUCE,
                  EvidenceGrade.STRONG,
                  at(600),
                  "cpa",
                  "1",
                  1,
                  null,
                  1)));
    }

    private void retractions() {
      undo("retraction", "a retraction restores the amount within 60 s", 3, 12);
      fires("retraction", 3, 1);
      alert("retraction", 12, 2, AlertState.RETRACTED, Advice.REDUCE);
      alert("retraction", 12, 2, AlertState.RETRACTED, Advice.REDUCE);

      undo("retraction-is-final", "after a retraction nothing is done any more", 3, 11);
      fires("retraction-is-final", 3, 1);
      alert("retraction-is-final", 11, 2, AlertState.RETRACTED, Advice.REDUCE);
      fires("retraction-is-final", 13, 3);

      act(
          "set-by-a-person",
          "an undo doesn't overwrite a budget that a person has set since",
          3,
          BudgetStep.REDUCE);
      fires("set-by-a-person", 3, 1);
      line(8, new DailyBudget("set-by-a-person", "EUR", 130 * EURO, 2));
      alert("set-by-a-person", 12, 2, AlertState.RETRACTED, Advice.REDUCE);
    }

    private void states() {
      none("pending", "a pending alert doesn't fire yet");
      alert("pending", 3, 1, AlertState.PENDING, Advice.REDUCE);
      none("paused", "a paused alert isn't evaluated");
      alert("paused", 3, 1, AlertState.PAUSED, Advice.REDUCE);
      none("resolved", "a resolved alert is over");
      alert("resolved", 3, 1, AlertState.RESOLVED, Advice.REDUCE);
      none("learning", "too little is known");
      graded("learning", EvidenceGrade.LEARNING, at(600));
      none("weak", "the evidence is below the policy's grade");
      graded("weak", EvidenceGrade.WEAK, at(600));
      none("no-grade", "no grade is stated");
      graded("no-grade", null, at(600));
      none("expired", "validUntil has passed");
      graded("expired", EvidenceGrade.STRONG, at(2));
    }

    private void advice() {
      act("increase", "10 % more", 3, BudgetStep.INCREASE);
      alert("increase", 3, 1, AlertState.FIRING, Advice.INCREASE_CANDIDATE);
      act("pause-candidate", "to the floor", 3, BudgetStep.FLOOR);
      alert("pause-candidate", 3, 1, AlertState.FIRING, Advice.PAUSE_CANDIDATE);
      for (Advice advice : List.of(Advice.HOLD, Advice.FIX_DATA, Advice.RESTOCK, Advice.NONE)) {
        String name = "advice-" + advice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        none(name, advice + " changes no budget");
        alert(name, 3, 1, AlertState.FIRING, advice);
      }
    }

    private void silence() {
      none("silent-source", "nothing while a source is silent; then the alert is over");
      fires("silent-source", 21, 1);
      alert("silent-source", 22, 2, AlertState.PAUSED, Advice.FIX_DATA);
      alert("silent-source", 25, 3, AlertState.RESOLVED, Advice.NONE);
      act(
          "after-silence",
          "an alert that still holds is acted on once live",
          LIVE_AGAIN,
          BudgetStep.REDUCE);
      fires("after-silence", 22, 1);
    }

    private void noHeartbeat() {
      none("no-heartbeat", "nothing without a heartbeat of the last 3 minutes");
      fires("no-heartbeat", 35, 1);
      alert("no-heartbeat", 42, 2, AlertState.RESOLVED, Advice.NONE);
      undo("undo-without-heartbeat", "a retraction is undone also without heartbeat", 10, 36);
      fires("undo-without-heartbeat", 10, 1);
      alert("undo-without-heartbeat", 36, 2, AlertState.RETRACTED, Advice.REDUCE);
    }

    private void backlog() {
      for (int i = 1; i <= FLOOD; i++) {
        String name = "flood-" + i;
        boolean holds = i % 10 == 0;
        if (holds) {
          act(name, "what still holds after the backlog is acted on", CAUGHT_UP, BudgetStep.REDUCE);
        } else {
          none(name, "what the backlog brings may be retracted by it");
        }
        for (int revision = 1; revision <= FLOOD_REVISIONS; revision++) {
          fires(name, 42, revision);
        }
        if (!holds) {
          alert(name, 44, FLOOD_REVISIONS + 1, AlertState.RETRACTED, Advice.REDUCE);
        }
      }
    }

    /** After the restart everything is received again, then what happened meanwhile. */
    private void restart() {
      act("restart", "a restart repeats nothing", CAUGHT_UP + 1, BudgetStep.REDUCE);
      fires("restart", CAUGHT_UP + 1, 1);
      undo("retraction-after-restart", "what was done is known after a restart", 10, RESTART + 2);
      fires("retraction-after-restart", 10, 1);
      List<KitLine> before = new ArrayList<>(lines);
      before.sort(Comparator.comparingLong(KitLine::receivedAt));
      line(RESTART + 0.25, null);
      for (KitLine line : before) {
        if (line.receivedAt() <= at(RESTART)) {
          line(RESTART + 0.5, line.content());
        }
      }
      alert("retraction-after-restart", RESTART + 2, 2, AlertState.RETRACTED, Advice.REDUCE);
    }

    private void none(String name, String why) {
      campaign(name);
      cases.add(new KitCase(name, why, List.of()));
    }

    private void act(String name, String why, double minute, BudgetStep step) {
      campaign(name);
      cases.add(new KitCase(name, why, List.of(change(name, step, minute))));
    }

    private void undo(String name, String why, double minute, double retracted) {
      campaign(name);
      cases.add(
          new KitCase(
              name,
              why,
              List.of(
                  change(name, BudgetStep.REDUCE, minute),
                  new KitExpectation(
                      name + ":1",
                      name,
                      BudgetStep.UNDO,
                      80 * EURO,
                      100 * EURO,
                      at(retracted),
                      at(retracted) + TO_UNDO))));
    }

    private static KitExpectation change(String name, BudgetStep step, double minute) {
      long to =
          switch (step) {
            case REDUCE -> 80;
            case INCREASE -> 110;
            case FLOOR -> 20;
            case UNDO -> 100;
          };
      return new KitExpectation(
          name + ":1", name, step, 100 * EURO, to * EURO, at(minute), at(minute) + TO_ACT);
    }

    private void campaign(String name) {
      line(0, new DailyBudget(name, "EUR", 100 * EURO, 1));
    }

    private void fires(String name, double minute, long revision) {
      alert(name, minute, revision, AlertState.FIRING, Advice.REDUCE);
    }

    private void alert(String name, double minute, long revision, AlertState state, Advice advice) {
      line(minute, signal(name, revision, state, advice, EvidenceGrade.STRONG, at(600)));
    }

    private void graded(String name, @Nullable EvidenceGrade grade, long validUntil) {
      line(3, signal(name, 1, AlertState.FIRING, Advice.REDUCE, grade, validUntil));
    }

    private static BudgetSignal signal(
        String name,
        long revision,
        AlertState state,
        Advice advice,
        @Nullable EvidenceGrade grade,
        long validUntil) {
      return new BudgetSignal(
          name + ":1",
          name,
          "PAID_SEARCH",
          state,
          advice,
          grade,
          validUntil,
          "cpa",
          "1",
          1,
          25 * EURO,
          revision);
    }

    private void line(double minute, @Nullable Object content) {
      lines.add(new KitLine(at(minute), content));
    }

    private static long at(double minute) {
      return START + Math.round(minute * MINUTE);
    }
  }
}
