package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.CampaignOutlook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Run of a company through the alerts pipeline in this process: the next minute begins when the
 * last one has passed through the whole graph. Operators of the graph find it by its id.
 */
public final class RefereeRun implements AutoCloseable {

  private static final Map<Long, RefereeRun> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Company company;
  private final Map<String, CampaignRecord> records;
  private long passed = Long.MIN_VALUE;
  private final BudgetTrial trial;
  private final List<String> silences = new ArrayList<>();
  private final Map<String, GroupAlert> groups = new LinkedHashMap<>();
  private long tick;

  private RefereeRun(Company company, BudgetTrial trial) {
    this.company = company;
    this.trial = trial;
    this.records =
        company.campaigns().stream()
            .filter(MeasuredCampaign::isMeasured)
            .collect(Collectors.toMap(MeasuredCampaign::id, CampaignRecord::new));
  }

  /** A run to be found until it is closed. */
  static RefereeRun begin(Company company, BudgetTrial trial) {
    RefereeRun run = new RefereeRun(company, trial);
    RUNNING.put(run.id, run);
    return run;
  }

  /**
   * The run of an id.
   *
   * @throws IllegalStateException if it isn't running in this process
   */
  public static RefereeRun of(long id) {
    RefereeRun run = RUNNING.get(id);
    if (run == null) {
      throw new IllegalStateException("no run of the referee has the id " + id);
    }
    return run;
  }

  long id() {
    return id;
  }

  Company company() {
    return company;
  }

  /** How many minutes there are. */
  int size() {
    return company.end() - company.start();
  }

  /** Waits until the minute before one has passed through the graph. */
  synchronized void await(long index) throws InterruptedException {
    while (index > 0 && passed < tick(index - 1)) {
      wait();
    }
  }

  /** Hands out what happens in a minute and returns the tick that ends it, epoch milliseconds. */
  public long minute(long index, Consumer<MarketFact> out) {
    begin(tick(index));
    company.minute(
        company.start() + (int) index,
        fact -> {
          trial.add(fact);
          out.accept(fact);
        });
    return tick(index);
  }

  private synchronized void begin(long next) {
    tick = next;
  }

  private long tick(long index) {
    return SeriesRows.time(company.start() + (int) index + 1);
  }

  /** Time has passed through the whole graph. */
  public synchronized void passed(long time) {
    trial.passed(time);
    passed = time;
    notifyAll();
  }

  /** An alert was published. */
  public synchronized void published(Alert alert) {
    trial.add(alert, tick);
    Transition transition = Transition.of(alert);
    String campaignId = alert.campaignId();
    if (!alert.members().isEmpty()) {
      if (transition.isFiring() && transition.minute() > 0) {
        groups.merge(transition.alertId(), GroupAlert.of(alert), GroupAlert::larger);
      }
      // One alert about many is about each of them.
      alert
          .members()
          .forEach(member -> withRecord(member.campaignId(), each -> each.add(transition)));
    } else if (campaignId != null) {
      withRecord(campaignId, campaign -> campaign.add(transition));
    } else if (transition.isSilence() && transition.isFiring() && transition.minute() > 0) {
      silences.add(String.valueOf(transition.cause()));
    }
  }

  /** An outlook was published. */
  synchronized void published(CampaignOutlook outlook) {
    trial.add(outlook);
    withRecord(
        outlook.campaignId(),
        campaign -> campaign.add(outlook, company.outcome(outlook.campaignId())));
  }

  /** A heartbeat was published. */
  synchronized void published(AlertHeartbeat heartbeat) {
    trial.add(heartbeat);
  }

  private void withRecord(String campaignId, Consumer<CampaignRecord> action) {
    CampaignRecord campaign = records.get(campaignId);
    if (campaign != null) {
      action.accept(campaign);
    }
  }

  /** What was published of each measured campaign. */
  synchronized List<CampaignRecord> records() {
    return company.campaigns().stream()
        .filter(MeasuredCampaign::isMeasured)
        .map(campaign -> records.get(campaign.id()))
        .toList();
  }

  /** Causes of the silences of a source of the whole company, of the measured time. */
  synchronized List<String> silences() {
    return List.copyOf(silences);
  }

  /** The alerts about many series that were published in the measured time. */
  synchronized List<GroupAlert> groups() {
    return List.copyOf(groups.values());
  }

  /** The trial of budgets, once all has passed. */
  synchronized BudgetTrial trial() {
    return trial;
  }

  @Override
  public void close() {
    RUNNING.remove(id);
  }
}
