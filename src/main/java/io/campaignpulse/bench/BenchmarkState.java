package io.campaignpulse.bench;

import io.campaignpulse.bench.BenchmarkTopics.Publisher;
import io.campaignpulse.config.PipelineOptions;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.wire.EventEncoders;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Feeds the attribution job visitors that come and go, over much more event time than anything but
 * what is named may be remembered, and takes a checkpoint whenever the job has come to the next
 * step of event time. After the first things have expired, state must not grow but by links and
 * first orders; when all has expired, nothing else may be left.
 */
@Command(
    name = "benchmark-state",
    description = "Measures the state of the attribution job while event time goes on.",
    mixinStandardHelpOptions = true)
public final class BenchmarkState implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final int LATECOMERS = 8 * PARTITIONS;
  private static final Duration LONGEST = Duration.ofDays(3);
  private static final Duration MUCH_LATER = LONGEST.multipliedBy(3);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "attribution.lookback.click", "P1D",
          "attribution.lookback.impression", "P1D",
          "attribution.lookback.visit", "P1D",
          "attribution.redecisionHorizon", "P1D",
          "orders.retention", LONGEST.toString(),
          "leads.retention", LONGEST.toString(),
          "dedupe.horizon", "PT6H");

  /** Event time goes on within it while events come. */
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Event time goes on without a topic that was silent for it. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final List<String> READ =
      List.of(Topic.INTERACTIONS.label(), Topic.ORDERS.label());

  @Spec private CommandSpec spec;

  @Option(names = "--touches", defaultValue = "2000000", description = "Clicks.")
  private long touches;

  @Option(names = "--persons", defaultValue = "300000", description = "Persons.")
  private long persons;

  @Option(names = "--days", defaultValue = "60", description = "Event time of it all.")
  private int days;

  @Option(names = "--step", defaultValue = "3", description = "Days from checkpoint to checkpoint.")
  private int step;

  @Mixin private FlinkConfOption flinkConf = new FlinkConfOption();

  /** Runs the benchmark; ends with 1 if state grows beyond what is named. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkState()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    // A visitor is around for a day.
    SyntheticJourneys journeys =
        new SyntheticJourneys(persons, touches, 10, Duration.ofDays(days), true, days);
    BenchmarkReport report = new BenchmarkReport(spec.commandLine().getOut());
    report.say(
        "%,d touches and %,d orders of %,d persons in %d days; look-back 1 day, horizon 1 day,"
            + " orders kept 3 days",
        journeys.touches(), journeys.orders(), persons, days);
    try (BenchmarkBroker broker = new BenchmarkBroker()) {
      BenchmarkTopics topics = new BenchmarkTopics(broker.connection());
      topics.create(EnumSet.of(Topic.INTERACTIONS, Topic.ORDERS), PARTITIONS);
      // Checkpoints are asked for: none comes by itself in an hour.
      BenchmarkFlink flink =
          new BenchmarkFlink(flinkConf.folder(), Map.of(), broker.directory(), 3600, PARALLELISM);
      try (BenchmarkJob job = flink.start(broker.connection(), SETTINGS, LiveJob::attribution)) {
        StateReport states =
            new StateReport(report, LONGEST, settled(job, topics, STEP), LATECOMERS);
        Feed feed = new Feed(journeys);
        for (int day = step; day <= days; day += step) {
          long until = touches * day / days;
          topics.fill(publisher -> feed.until(until, publisher));
          states.add(Duration.ofDays(day), settled(job, topics, STEP), feed.named());
        }
        topics.fill(feed::muchLater);
        states.end(settled(job, topics, SILENCE), feed.named());
        return states.isBounded() ? 0 : 1;
      }
    }
  }

  /** The state when the job has read everything, and what that made expire has gone. */
  private static Map<String, Long> settled(BenchmarkJob job, BenchmarkTopics topics, Duration pause)
      throws Exception {
    Map<String, Long> bytes = job.checkpoint();
    while (!topics.isRead(READ, "attribution")) {
      Thread.sleep(200);
      bytes = job.checkpoint();
    }
    Map<String, Long> before;
    do {
      before = bytes;
      Thread.sleep(pause.toMillis());
      bytes = job.checkpoint();
    } while (!bytes.equals(before));
    return bytes;
  }

  /** The events so far. */
  private static final class Feed {

    private final SyntheticJourneys journeys;
    private final Remembered remembered =
        new Remembered(PipelineOptions.live(Settings.of(SETTINGS)).attribution());
    private final BitSet customers = new BitSet();
    private long fed;
    private long links;
    private long firstOrders;

    Feed(SyntheticJourneys journeys) {
      this.journeys = journeys;
    }

    void until(long touch, Publisher publisher) {
      for (; fed < touch; fed++) {
        publisher.send(EventEncoders.INTERACTIONS, journeys.touch(fed));
        if ((fed + 1) % journeys.touchesPerOrder() == 0) {
          OrderEvent order = journeys.order(fed / journeys.touchesPerOrder());
          publisher.send(EventEncoders.ORDERS, order);
          remember(order, journeys.person(fed));
        }
      }
    }

    private void remember(OrderEvent order, long number) {
      int person = Math.toIntExact(number);
      if (!customers.get(person)) {
        customers.set(person);
        links += remembered.link(order);
        firstOrders += remembered.firstOrder(order);
      }
    }

    /** On each partition events that come when everything before has expired. */
    void muchLater(Publisher publisher) {
      for (int i = 0; i < LATECOMERS; i++) {
        publisher.send(EventEncoders.INTERACTIONS, journeys.touchAfter(i, MUCH_LATER));
        OrderEvent order = journeys.orderAfter(i, MUCH_LATER);
        publisher.send(EventEncoders.ORDERS, order);
        remember(order, journeys.visitors() + i);
      }
    }

    StateReport.Named named() {
      return new StateReport.Named(customers.cardinality(), links, firstOrders);
    }
  }
}
