package io.campaignpulse.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Actions of the reference consumer. */
class BudgetConsumerTest {

  private static final long NOW = 1_772_445_600_000L;
  private static final long MINUTE = 60_000;
  private static final long EURO = 1_000_000;
  private static final BudgetPolicy POLICY = BudgetPolicyFile.parse("p.yaml", "reduceBy: 0.2");

  private final Map<String, NoActionReason> held = new HashMap<>();
  private @Nullable String killed;
  private final BudgetLedger ledger = new BudgetLedger(false, ZoneOffset.UTC);
  private final BudgetConsumer consumer = consumer(POLICY, ledger);

  private BudgetConsumer consumer(BudgetPolicy policy, BudgetLedger done) {
    BudgetConsumer made =
        new BudgetConsumer(
            policy, done, () -> killed, (signal, reason) -> held.put(signal.episode(), reason));
    for (String campaign : List.of("a", "b", "c", "d", "e")) {
      made.budgets().add(new DailyBudget(campaign, "EUR", 100 * EURO, 1));
    }
    return made;
  }

  private static BudgetSignal signal(
      String episode, String campaign, AlertState state, Advice advice, long revision) {
    return new BudgetSignal(
        episode,
        campaign,
        "EMAIL",
        state,
        advice,
        EvidenceGrade.SOUND,
        NOW + 100 * 24 * 60 * MINUTE,
        "r",
        "3",
        1,
        5 * EURO,
        revision);
  }

  private static AlertHeartbeat beat(HeartbeatState state, long at) {
    return new AlertHeartbeat(AlertHeartbeat.ALL, state, at, at, at, at);
  }

  private List<BudgetAction> evaluate(long now) {
    consumer.accept(beat(HeartbeatState.LIVE, now));
    return consumer.evaluate(now);
  }

  @ParameterizedTest
  @CsvSource({
    "REDUCE, REDUCE, 80",
    "INCREASE_CANDIDATE, INCREASE, 110",
    // Of 500 a day at most 50.
    "PAUSE_CANDIDATE, FLOOR, 50"
  })
  void aStepFollowsTheAdvice(Advice advice, BudgetStep step, long to) {
    consumer.accept(signal("x", "a", AlertState.FIRING, advice, 1));
    assertThat(evaluate(NOW))
        .extracting(BudgetAction::step, BudgetAction::fromMicros, BudgetAction::toMicros)
        .containsExactly(tuple(step, 100 * EURO, to * EURO));
    assertThat(evaluate(NOW + MINUTE)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.ALREADY_ACTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLD", "FIX_DATA", "RESTOCK", "NONE"})
  void otherAdviceChangesNothing(Advice advice) {
    consumer.accept(signal("x", "a", AlertState.FIRING, advice, 1));
    assertThat(evaluate(NOW)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.NO_BUDGET_ADVICE);
  }

  @Test
  void whatArrivedDuringABacklogIsActedOnOnceLiveIfItStillHolds() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    consumer.accept(signal("y", "b", AlertState.FIRING, Advice.REDUCE, 1));
    assertThat(consumer.evaluate(NOW)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.NO_HEARTBEAT);
    consumer.accept(beat(HeartbeatState.CATCHING_UP, NOW));
    assertThat(consumer.evaluate(NOW)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.CATCHING_UP);
    consumer.accept(signal("y", "b", AlertState.RETRACTED, Advice.REDUCE, 2));
    assertThat(evaluate(NOW + MINUTE)).extracting(BudgetAction::episode).containsExactly("x");
  }

  @Test
  void aRetractionRestoresTheAmountFromBeforeWithoutHeartbeatAndInCooldown() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    BudgetAction reduced = evaluate(NOW).get(0);
    consumer.accept(signal("x", "a", AlertState.RETRACTED, Advice.REDUCE, 3));
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 4));
    assertThat(consumer.evaluate(NOW + 10 * MINUTE))
        .singleElement()
        .satisfies(
            undo -> {
              assertThat(undo.step()).isEqualTo(BudgetStep.UNDO);
              assertThat(undo.undoOf()).isEqualTo(reduced.actionId());
              assertThat(undo.fromMicros()).isEqualTo(80 * EURO);
              assertThat(undo.toMicros()).isEqualTo(100 * EURO);
            });
    assertThat(evaluate(NOW + 11 * MINUTE)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.RETRACTED);
  }

  @Test
  void anUndoLeavesTheChangesOfOtherEpisodes() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    evaluate(NOW);
    consumer.accept(signal("y", "a", AlertState.FIRING, Advice.REDUCE, 1));
    assertThat(evaluate(NOW + MINUTE)).isEmpty();
    assertThat(held).containsEntry("y", NoActionReason.COOLDOWN);
    long later = NOW + POLICY.cooldown().toMillis();
    assertThat(evaluate(later))
        .extracting(BudgetAction::fromMicros, BudgetAction::toMicros)
        .containsExactly(tuple(80 * EURO, 64 * EURO));
    consumer.accept(signal("x", "a", AlertState.RETRACTED, Advice.REDUCE, 2));
    assertThat(evaluate(later + MINUTE))
        .extracting(BudgetAction::fromMicros, BudgetAction::toMicros)
        .containsExactly(tuple(64 * EURO, 84 * EURO));
    consumer.accept(signal("y", "a", AlertState.RETRACTED, Advice.REDUCE, 2));
    assertThat(evaluate(later + 2 * MINUTE))
        .extracting(BudgetAction::toMicros)
        .containsExactly(100 * EURO);
  }

  @Test
  void theCatalogueMayFollowTheActions() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    evaluate(NOW);
    consumer.budgets().add(new DailyBudget("a", "EUR", 80 * EURO, 2));
    consumer.accept(signal("x", "a", AlertState.RETRACTED, Advice.REDUCE, 2));
    assertThat(evaluate(NOW + MINUTE))
        .extracting(BudgetAction::toMicros)
        .containsExactly(100 * EURO);
  }

  @Test
  void anUndoDoesNotOverwriteWhatAPersonHasSetSince() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    evaluate(NOW);
    consumer.budgets().add(new DailyBudget("a", "EUR", 130 * EURO, 2));
    consumer.accept(signal("x", "a", AlertState.RETRACTED, Advice.REDUCE, 2));
    assertThat(evaluate(NOW + MINUTE)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.BUDGET_CHANGED_SINCE);
  }

  @Test
  void anIncreaseWaitsWhileAnotherAlertOfTheCampaignSpeaksAgainstIt() {
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.INCREASE_CANDIDATE, 1));
    consumer.accept(signal("y", "a", AlertState.FIRING, Advice.FIX_DATA, 1));
    assertThat(evaluate(NOW)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.CONTRADICTED);
    consumer.accept(signal("y", "a", AlertState.RESOLVED, Advice.NONE, 2));
    assertThat(evaluate(NOW + MINUTE)).extracting(BudgetAction::episode).containsExactly("x");
  }

  @Test
  void theKillSwitchStopsEverythingUntilItIsOff() {
    killed = "sale";
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    assertThat(evaluate(NOW)).isEmpty();
    assertThat(held).containsEntry("x", NoActionReason.KILL_SWITCH);
    killed = null;
    assertThat(evaluate(NOW + MINUTE)).hasSize(1);
  }

  @Test
  void dryRunsAndRealActionsDoNotMix() {
    BudgetLedger dry = new BudgetLedger(true, ZoneOffset.UTC);
    BudgetConsumer rehearsal = consumer(POLICY, dry);
    rehearsal.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    rehearsal.accept(beat(HeartbeatState.LIVE, NOW));
    BudgetAction recorded = rehearsal.evaluate(NOW).get(0);
    assertThat(recorded.dryRun()).isTrue();
    assertThat(ledger.add(recorded)).isFalse();
    consumer.accept(signal("x", "a", AlertState.FIRING, Advice.REDUCE, 1));
    assertThat(evaluate(NOW)).hasSize(1);
  }

  /** Random signals, budgets and restarts over days: the laws hold whatever comes. */
  @Test
  void capsHoldNothingIsDoneTwiceAndUndoRestores() {
    Set<BudgetStep> seen = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      seen.addAll(world(seed));
    }
    assertThat(seen).containsExactlyInAnyOrder(BudgetStep.values());
  }

  private Set<BudgetStep> world(int seed) {
    Random random = new Random(seed);
    BudgetPolicy policy =
        new BudgetPolicy(
            "test",
            0.05 + random.nextDouble() / 2,
            0.05 + random.nextDouble() / 2,
            random.nextDouble() / 2,
            1 + random.nextDouble(),
            0.1 + random.nextDouble() / 2,
            0.1 + random.nextDouble() / 2,
            0.05 + random.nextDouble() / 4,
            Duration.ofHours(random.nextInt(8)),
            EvidenceGrade.WEAK,
            ZoneOffset.UTC);
    List<BudgetAction> all = new ArrayList<>();
    BudgetConsumer running = consumer(policy, new BudgetLedger(false, ZoneOffset.UTC));
    Map<String, BudgetSignal> topic = new HashMap<>();
    long now = NOW;
    for (int step = 0; step < 200; step++) {
      now += (1 + random.nextInt(60)) * MINUTE;
      String episode = "e" + random.nextInt(30);
      BudgetSignal previous = topic.get(episode);
      BudgetSignal next =
          signal(
              episode,
              String.valueOf("abcde".charAt(Math.floorMod(episode.hashCode(), 5))),
              AlertState.values()[random.nextInt(AlertState.values().length)],
              Advice.values()[random.nextInt(Advice.values().length)],
              previous == null ? 1 : previous.revision() + random.nextInt(3) - 1);
      running.accept(next);
      if (previous == null
          || (next.revision() > previous.revision() && previous.state() != AlertState.RETRACTED)) {
        topic.put(episode, next);
      }
      if (random.nextInt(10) == 0) {
        BudgetLedger restored = new BudgetLedger(false, ZoneOffset.UTC);
        all.forEach(restored::add);
        running = consumer(policy, restored);
        topic.values().forEach(running::accept);
      }
      HeartbeatState state = HeartbeatState.values()[random.nextInt(3)];
      running.accept(beat(state, now));
      List<BudgetAction> actions = running.evaluate(now);
      assertThat(actions)
          .allMatch(a -> a.step() == BudgetStep.UNDO || state == HeartbeatState.LIVE);
      all.addAll(actions);
    }
    // In the end everything was a mistake.
    for (BudgetSignal last : topic.values()) {
      running.accept(
          signal(
              last.episode(),
              Objects.requireNonNull(last.campaignId()),
              AlertState.RETRACTED,
              last.advice(),
              last.revision() + 1));
    }
    all.addAll(running.evaluate(now));
    assertLaws(policy, all);
    EnumMap<BudgetStep, Boolean> steps = new EnumMap<>(BudgetStep.class);
    all.forEach(action -> steps.put(action.step(), true));
    return steps.keySet();
  }

  private static void assertLaws(BudgetPolicy policy, List<BudgetAction> all) {
    assertThat(all).extracting(BudgetAction::actionId).doesNotHaveDuplicates();
    Map<String, Long> budget = new HashMap<>();
    Map<String, Long> lastAt = new HashMap<>();
    Map<String, Long> movedOfCampaign = new HashMap<>();
    Map<LocalDate, Long> moved = new HashMap<>();
    for (BudgetAction action : all) {
      long base = action.baseMicros();
      LocalDate day = Instant.ofEpochMilli(action.at()).atZone(ZoneOffset.UTC).toLocalDate();
      long size = Math.abs(action.deltaMicros());
      assertThat(action.fromMicros())
          .isEqualTo(budget.getOrDefault(action.campaignId(), 100 * EURO));
      budget.put(action.campaignId(), action.toMicros());
      assertThat(action.toMicros())
          .isBetween(Math.round(policy.floor() * base), Math.round(policy.ceiling() * base));
      long ofCampaign = movedOfCampaign.merge(action.campaignId() + day, size, Long::sum);
      long ofAll = moved.merge(day, size, Long::sum);
      if (action.step() != BudgetStep.UNDO) {
        assertThat(size).isLessThanOrEqualTo(Math.round(policy.stepCap() * base));
        assertThat(ofCampaign).isLessThanOrEqualTo(Math.round(policy.campaignDayCap() * base));
        assertThat(ofAll).isLessThanOrEqualTo(Math.round(policy.installationDayCap() * 500 * EURO));
        Long last = lastAt.get(action.campaignId());
        assertThat(last == null || action.at() - last >= policy.cooldown().toMillis()).isTrue();
      }
      lastAt.put(action.campaignId(), action.at());
    }
    assertThat(budget.values()).allMatch(amount -> amount == 100 * EURO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redueBy: 0.2       | p.yaml: no such field: [redueBy]",
        "reduceBy: 2        | p.yaml: reduceBy: a share from 0 to 1 is expected",
        "reduceBy: '0.2'    | p.yaml: reduceBy: a number is expected",
        "ceiling: 0.9       | p.yaml: ceiling: a number from 1 to 10 is expected",
        "cooldown: 1 day    | p.yaml: cooldown: a duration such as PT24H is expected",
        "minimumGrade: LEARNING | p.yaml: minimumGrade: WEAK, SOUND or STRONG is expected",
        "timeZone: Berlin   | p.yaml: timeZone: a zone such as Europe/Berlin is expected",
        "'a: ['             | p.yaml: line 1: not YAML",
      })
  void aPolicyThatCannotHoldIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> BudgetPolicyFile.parse("p.yaml", yaml)).hasMessage(message);
  }

  @Test
  void whatAPolicyDoesNotSayHasItsDefault() {
    assertThat(BudgetPolicyFile.parse("p.yaml", "")).isEqualTo(BudgetPolicy.DEFAULT);
    assertThat(BudgetPolicyFile.parse("p.yaml", "floor: 0.5\ncooldown: PT1H").floor())
        .isEqualTo(0.5);
  }
}
