package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.DAY;
import static io.campaignpulse.bench.referee.TargetMarket.HOUR;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.budget.BudgetSignal;
import io.campaignpulse.budget.BudgetSignals;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignOutlook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Trial of budgets in a company: the reference consumer behind the alerts, oracles that know the
 * truth, and rivals that evaluate a dashboard. Budgets don't act on the traffic of the company:
 * each contender sees the campaigns as they run at their own budgets, and its steps are accounted
 * against that. Steps are made from the beginning of the measured time on.
 */
final class BudgetTrial {

  /** The reference consumer behind the alerts. */
  static final String OURS = "alerts and jobs/budgets";

  /** The same, in small steps. */
  static final String CAREFUL = "alerts, reduceBy 0.2";

  private static final int ORACLE_PERIOD = 15;

  /** A campaign that breaks even makes no loss by a rounding error. */
  private static final double ROUNDING = 1e-9;

  /** More than any loss of a minute, in micros. */
  private static final long WORST = 900_000_000_000L;

  /** Oracle at a margin, with its episodes by campaign and day. */
  private record Oracle(
      Contender contender, double margin, Map<String, Map<Integer, String>> episodes) {}

  private final List<MeasuredCampaign> campaigns;
  private final BudgetPolicy policy;
  private final long outOfOrderness;
  private final Map<String, CampaignTruth> truths = new LinkedHashMap<>();
  private final Map<String, Double> costs = new HashMap<>();
  private final DashboardFigures figures = new DashboardFigures();
  private final BudgetChecks checks;
  private final Contender ours;
  private final Contender careful;
  private final List<Oracle> oracles = new ArrayList<>();
  private final Map<Rival, Contender> rivals = new LinkedHashMap<>();
  private final List<Contender> all = new ArrayList<>();
  private final Set<String> outlooks = new HashSet<>();

  /**
   * A trial that has not begun.
   *
   * @param outOfOrderness how far the clock is ahead of event time, milliseconds
   */
  BudgetTrial(Company company, BudgetPolicy policy, long outOfOrderness) {
    this.campaigns = company.campaigns();
    this.policy = policy;
    this.outOfOrderness = outOfOrderness;
    this.checks = new BudgetChecks(campaigns);
    for (MeasuredCampaign campaign : campaigns) {
      truths.put(campaign.id(), new CampaignTruth(campaign, company.course()));
    }
    ours = contender(OURS, policy, company);
    careful = contender(CAREFUL, withReduction(0.2, policy), company);
    for (int i = 0; i < BudgetWeek.MARGINS.size(); i++) {
      double margin = BudgetWeek.MARGINS.get(i);
      oracles.add(new Oracle(contender(oracle(i), policy, company), margin, new HashMap<>()));
    }
    for (Rival rival : Rival.values()) {
      rivals.put(rival, contender(rival.label(), policy, company));
    }
  }

  /** Name of the oracle that reduces to the floor, of a margin by its index. */
  static String oracle(int margin) {
    return "oracle " + (margin + 1);
  }

  private static BudgetPolicy withReduction(double reduceBy, BudgetPolicy policy) {
    return new BudgetPolicy(
        policy.consumer(),
        reduceBy,
        policy.increaseBy(),
        policy.floor(),
        policy.ceiling(),
        policy.stepCap(),
        policy.campaignDayCap(),
        policy.installationDayCap(),
        policy.cooldown(),
        policy.minimumGrade(),
        policy.zone());
  }

  private Contender contender(String name, BudgetPolicy limits, Company company) {
    Contender contender = new Contender(name, limits, company.rows());
    all.add(contender);
    return contender;
  }

  /** Adds an input of the alerts job. */
  void add(MarketFact fact) {
    figures.add(fact);
  }

  /**
   * Adds an alert.
   *
   * @param tick the minute in which it is published
   */
  void add(Alert alert, long tick) {
    checks.add(alert, tick + outOfOrderness);
    accept(BudgetSignals.of(alert));
  }

  /** Adds an outlook. One that never advised anything that day changes nothing. */
  void add(CampaignOutlook outlook) {
    checks.add(outlook);
    BudgetSignal signal = BudgetSignals.of(outlook, policy.zone());
    if (signal.state() == AlertState.FIRING || outlooks.contains(signal.episode())) {
      outlooks.add(signal.episode());
      accept(signal);
    }
  }

  private void accept(BudgetSignal signal) {
    ours.accept(signal);
    careful.accept(signal);
  }

  /** Adds a heartbeat. */
  void add(AlertHeartbeat heartbeat) {
    checks.add(heartbeat);
    ours.accept(heartbeat);
    careful.accept(heartbeat);
  }

  /** A minute has passed through the pipeline: what follows is done, and the minute accounted. */
  void passed(long tick) {
    int minute = SeriesRows.minute(tick);
    if (minute < 0) {
      return;
    }
    long now = tick + outOfOrderness;
    ours.evaluate(now).forEach(checks::add);
    careful.evaluate(now);
    if (minute % ORACLE_PERIOD == 0) {
      oracles.forEach(oracle -> advise(oracle, minute, now));
    }
    rivals.forEach((rival, contender) -> advise(rival, contender, minute, now));
    for (MeasuredCampaign campaign : campaigns) {
      if (minute > campaign.from() && minute <= campaign.until()) {
        CampaignTruth truth = truth(campaign);
        double cost = truth.cost(minute - 1);
        double revenue = truth.revenue(minute - 1);
        costs.merge(campaign.id(), cost, Double::sum);
        all.forEach(contender -> contender.account(campaign, cost, revenue));
      }
    }
  }

  private void advise(Oracle oracle, int minute, long now) {
    for (MeasuredCampaign campaign : campaigns) {
      if (minute >= campaign.from() && minute < campaign.until()) {
        advise(oracle, campaign, minute, now);
      }
    }
    oracle.contender.beat(now);
    oracle.contender.evaluate(now);
  }

  private void advise(Oracle oracle, MeasuredCampaign campaign, int minute, long now) {
    CampaignTruth truth = truth(campaign);
    double loss = truth.cost(minute) - oracle.margin * truth.revenue(minute);
    Map<Integer, String> episodes =
        oracle.episodes.computeIfAbsent(campaign.id(), id -> new HashMap<>());
    if (loss > ROUNDING * truth.cost(minute)) {
      String episode =
          episodes.computeIfAbsent(
              (minute - campaign.from()) / DAY, day -> episode(loss, campaign, day));
      oracle.contender.advise(
          episode, campaign.id(), AlertState.FIRING, Advice.PAUSE_CANDIDATE, now);
    } else {
      for (String episode : episodes.values()) {
        oracle.contender.advise(episode, campaign.id(), AlertState.RETRACTED, Advice.NONE, now);
      }
      episodes.clear();
    }
  }

  /**
   * Signals are evaluated in the order of their episodes: the worst first, as caps may be short.
   */
  private static String episode(double loss, MeasuredCampaign campaign, int day) {
    return String.format(
        Locale.ROOT, "%012d %s %d", WORST - Math.round(loss * 1e6), campaign.id(), day);
  }

  private void advise(Rival rival, Contender contender, int minute, long now) {
    if (minute % rival.period() != 0) {
      return;
    }
    for (MeasuredCampaign campaign : campaigns) {
      if (campaign.start() < minute
          && rival.isMissed(figures, campaign.id(), Math.floorDiv(minute - 1, HOUR))) {
        contender.advise(
            campaign.id() + " " + minute / DAY,
            campaign.id(),
            AlertState.FIRING,
            Advice.REDUCE,
            now);
      }
    }
    contender.beat(now);
    contender.evaluate(now);
  }

  private CampaignTruth truth(MeasuredCampaign campaign) {
    return Objects.requireNonNull(truths.get(campaign.id()));
  }

  /** What became of the measured campaigns under each contender. */
  List<BudgetWeek> weeks() {
    return all.stream()
        .flatMap(
            contender ->
                campaigns.stream()
                    .filter(MeasuredCampaign::isMeasured)
                    .map(
                        campaign ->
                            contender.week(campaign, costs.getOrDefault(campaign.id(), 0.0))))
        .toList();
  }

  /** Checks of the reference consumer. */
  BudgetChecks.Counts checks() {
    return checks.counts();
  }
}
