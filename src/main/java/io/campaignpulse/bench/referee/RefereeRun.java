package io.campaignpulse.bench.referee;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.CampaignOutlook;
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
  private int silences;

  private RefereeRun(Company company) {
    this.company = company;
    this.records =
        company.campaigns().stream()
            .filter(MeasuredCampaign::isMeasured)
            .collect(Collectors.toMap(MeasuredCampaign::id, CampaignRecord::new));
  }

  /** A run to be found until it is closed. */
  static RefereeRun begin(Company company) {
    RefereeRun run = new RefereeRun(company);
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
    company.minute(company.start() + (int) index, out);
    return tick(index);
  }

  private long tick(long index) {
    return SeriesRows.time(company.start() + (int) index + 1);
  }

  /** Time has passed through the whole graph. */
  public synchronized void passed(long time) {
    passed = time;
    notifyAll();
  }

  /** An alert was published. */
  public synchronized void published(Alert alert) {
    Transition transition = Transition.of(alert);
    String campaignId = alert.campaignId();
    if (!alert.members().isEmpty()) {
      // One alert about many is about each of them.
      alert
          .members()
          .forEach(member -> withRecord(member.campaignId(), each -> each.add(transition)));
    } else if (campaignId != null) {
      withRecord(campaignId, campaign -> campaign.add(transition));
    } else if (transition.isSilence() && transition.isFiring() && transition.minute() > 0) {
      silences++;
    }
  }

  /** An outlook was published. */
  synchronized void published(CampaignOutlook outlook) {
    withRecord(
        outlook.campaignId(),
        campaign -> campaign.add(outlook, company.outcome(outlook.campaignId())));
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

  /** How many silences of a source of the whole company were published in the measured time. */
  synchronized int silences() {
    return silences;
  }

  @Override
  public void close() {
    RUNNING.remove(id);
  }
}
