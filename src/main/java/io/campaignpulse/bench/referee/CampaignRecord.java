package io.campaignpulse.bench.referee;

import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.TargetOutlook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was published of one campaign while it was measured. */
final class CampaignRecord {

  private static final String RATE = "cvr";

  private final MeasuredCampaign campaign;
  private final List<Projection> projections = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final Map<String, Transition> latest = new HashMap<>();
  private @Nullable Transition firstOfRate;
  private @Nullable Double ratioLater;
  private int projectedDays;

  CampaignRecord(MeasuredCampaign campaign) {
    this.campaign = campaign;
  }

  MeasuredCampaign campaign() {
    return campaign;
  }

  void add(Transition transition) {
    if (transition.minute() <= campaign.from() || transition.minute() > campaign.until()) {
      return;
    }
    transitions.add(transition);
    latest.put(transition.alertId(), transition);
    boolean changed = transition.minute() > campaign.change();
    if (firstOfRate == null && changed && transition.isRate() && transition.isFiring()) {
      firstOfRate = transition;
    }
  }

  void add(CampaignOutlook outlook, Outcome outcome) {
    addProjection(outlook, outcome);
    addRatioLater(outlook);
  }

  /** One a day, from the second day on. */
  private void addProjection(CampaignOutlook outlook, Outcome outcome) {
    int day = (SeriesRows.minute(outlook.asOf()) - campaign.from()) / TargetMarket.DAY;
    if (!campaign.scenario().isOnTarget() || day <= projectedDays) {
      return;
    }
    for (TargetOutlook target : outlook.targets()) {
      Double low = target.projectedLow();
      Double high = target.projectedHigh();
      if (target.metric().equals(RATE) && low != null && high != null) {
        boolean held = low <= outcome.rate() && outcome.rate() <= high;
        projections.add(new Projection(outcome.toCome(), held));
        projectedDays = day;
        return;
      }
    }
  }

  private void addRatioLater(CampaignOutlook outlook) {
    Transition first = firstOfRate;
    if (first == null
        || ratioLater != null
        || outlook.asOf() < SeriesRows.time(first.minute() + TargetMarket.DAY)) {
      return;
    }
    for (TargetOutlook target : outlook.targets()) {
      if (target.ruleId().equals(first.ruleId())) {
        ratioLater = target.ratio();
      }
    }
  }

  List<Projection> projections() {
    return projections;
  }

  /** Ratio that was shown of the conversion rate a day after it was found. */
  @Nullable Double ratioLater() {
    return ratioLater;
  }

  boolean any(Predicate<Transition> condition) {
    return transitions.stream().anyMatch(condition);
  }

  /** The transitions after the campaign has changed, in order. */
  Stream<Transition> changed() {
    return transitions.stream().filter(t -> t.minute() > campaign.change());
  }

  /** The first alert that finds a miss. */
  Optional<Transition> found() {
    return changed().filter(t -> t.isStatistical() && t.isFiring()).findFirst();
  }

  /** The first alert of the conversion rate. */
  Optional<Transition> foundRate() {
    return Optional.ofNullable(firstOfRate);
  }

  /** The rules that alerted, each once. */
  Stream<String> rules() {
    return transitions.stream()
        .filter(t -> t.isFiring() && (t.isStatistical() || t.isSilence()))
        .map(Transition::ruleId)
        .distinct();
  }

  /** The last transition of each alert. */
  Stream<Transition> latest() {
    return latest.values().stream();
  }
}
