package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the steps of the reference consumer against what is true of a company, and against the
 * records it was given; not by the guardrail it uses itself.
 */
final class BudgetChecks {

  /** Counts of what must not happen, and delays in milliseconds of event time. */
  static final class Counts {
    int changes;
    int undos;
    int onBroken;
    int onLate;
    int notLive;
    int whileLearning;
    int doubles;
    int notUndone;
    final List<Long> undoDelays = new ArrayList<>();
    final List<Long> adviceDelays = new ArrayList<>();

    void add(Counts other) {
      changes += other.changes;
      undos += other.undos;
      onBroken += other.onBroken;
      onLate += other.onLate;
      notLive += other.notLive;
      whileLearning += other.whileLearning;
      doubles += other.doubles;
      notUndone += other.notUndone;
      undoDelays.addAll(other.undoDelays);
      adviceDelays.addAll(other.adviceDelays);
    }
  }

  private final Map<String, MeasuredCampaign> campaigns = new HashMap<>();
  private final Counts counts = new Counts();
  private final Map<String, Long> retracted = new HashMap<>();
  private final Map<String, Long> changed = new HashMap<>();
  private final Map<String, Integer> steps = new HashMap<>();
  private final Map<String, TargetStanding> standings = new HashMap<>();
  private final Map<String, Long> missedSince = new HashMap<>();
  private final Map<String, Long> fired = new HashMap<>();
  private @Nullable AlertHeartbeat heartbeat;

  BudgetChecks(List<MeasuredCampaign> campaigns) {
    campaigns.forEach(campaign -> this.campaigns.put(campaign.id(), campaign));
  }

  /**
   * Adds an alert.
   *
   * @param now the clock at which it was published, likewise of actions
   */
  void add(Alert alert, long now) {
    if (alert.state() == AlertState.RETRACTED) {
      retracted.putIfAbsent(alert.alertId(), alert.updatedAt());
    }
    boolean first =
        alert.state() == AlertState.FIRING && fired.putIfAbsent(alert.alertId(), now) == null;
    String campaignId = alert.campaignId();
    String channel = alert.channel();
    if (first && campaignId != null && channel != null && isMeasured(campaignId, now)) {
      // What arrived in the minute before the tick sufficed at the latest.
      long suffices = alert.updatedAt() - SeriesRows.MINUTE;
      Long missed = missedSince.get(ResultKey.of(campaignId, channel, alert.ruleId()));
      counts.adviceDelays.add(now - (missed == null ? suffices : Math.min(missed, suffices)));
    }
  }

  /** Adds an outlook. */
  void add(CampaignOutlook outlook) {
    for (TargetOutlook target : outlook.targets()) {
      String key = ResultKey.of(outlook.campaignId(), outlook.channel(), target.ruleId());
      standings.put(key, target.standing());
      if (target.severity() == null) {
        missedSince.remove(key);
      } else {
        missedSince.putIfAbsent(key, outlook.asOf());
      }
    }
  }

  /** Adds a heartbeat. */
  void add(AlertHeartbeat next) {
    if (next.source().equals(AlertHeartbeat.ALL)) {
      heartbeat = next;
    }
  }

  /** Adds an action of the consumer. */
  void add(BudgetAction action) {
    if (action.step() == BudgetStep.UNDO) {
      counts.undos++;
      counts.undoDelays.add(action.at() - Objects.requireNonNull(retracted.get(action.episode())));
    } else {
      counts.changes++;
      changed.put(action.episode(), action.at());
      check(action);
    }
    String step = ResultKey.of(action.episode(), action.step() == BudgetStep.UNDO ? "undo" : "");
    counts.doubles += Objects.requireNonNull(steps.merge(step, 1, Integer::sum)) > 1 ? 1 : 0;
  }

  private void check(BudgetAction action) {
    if (heartbeat == null || heartbeat.state() != HeartbeatState.LIVE) {
      counts.notLive++;
    }
    String channel = action.channel();
    TargetStanding standing =
        channel == null
            ? null
            : standings.get(ResultKey.of(action.campaignId(), channel, action.ruleId()));
    if (standing == TargetStanding.LEARNING || standing == TargetStanding.PAUSED) {
      counts.whileLearning++;
    }
    MeasuredCampaign campaign = campaigns.get(action.campaignId());
    if (campaign == null) {
      return;
    }
    int minute = SeriesRows.minute(action.at());
    int since = minute - campaign.change();
    Deviation deviation = campaign.scenario().deviation();
    if ((deviation == Deviation.STOP && since >= 0)
        || campaign.scenario().market().isSilent(minute)) {
      counts.onBroken++;
    }
    if ((deviation == Deviation.LATE && since >= 0 && since < TargetMarket.DAY + Deviation.DELAY)
        || deviation.withholdsCost(since)) {
      counts.onLate++;
    }
  }

  private boolean isMeasured(String campaignId, long now) {
    MeasuredCampaign campaign = campaigns.get(campaignId);
    int minute = SeriesRows.minute(now);
    return campaign != null && minute >= campaign.from() && minute <= campaign.until();
  }

  /** The counts, once all has passed. */
  Counts counts() {
    counts.notUndone =
        (int)
            changed.keySet().stream()
                .filter(retracted::containsKey)
                .filter(episode -> !steps.containsKey(ResultKey.of(episode, "undo")))
                .count();
    return counts;
  }
}
