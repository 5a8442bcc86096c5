package io.campaignpulse.bench;

import io.campaignpulse.bench.BenchmarkTopics.Publisher;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Topic;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.wire.EventEncoders;
import io.campaignpulse.wire.Results;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Drains the touches and orders of many persons from an embedded broker through the attribution
 * job, with all six models, checkpoints and credits written back exactly once, and compares that
 * with a plain consumer's drain of the same topics in the same run.
 *
 * <p>Warm-up and the place of the broker are those of {@link BenchmarkCampaignMetrics}.
 */
@Command(
    name = "benchmark-attribution",
    description = "Measures the attribution job against a plain consumer.",
    mixinStandardHelpOptions = true)
public final class BenchmarkAttribution implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--persons", defaultValue = "1000000", description = "Persons.")
  private long persons;

  @Option(
      names = "--warm-up",
      defaultValue = "300000",
      description = "Persons of the round before, in which code is compiled; 0 = none.")
  private long warmUp;

  @Option(names = "--touches-per-person", defaultValue = "5", description = "On average.")
  private int touchesPerPerson;

  @Option(names = "--touches-per-order", defaultValue = "10", description = "On average.")
  private int touchesPerOrder;

  @Option(
      names = "--known",
      description = "Orders name a customer: the touches of the visitor become the customer's.")
  private boolean known;

  @Option(names = "--span", defaultValue = "P1D", description = "Event time of it all.")
  private Duration span;

  @Mixin private FlinkConfOption flinkConf = new FlinkConfOption();

  @Option(names = "-D", description = "A setting of Flink, such as state.backend.type=rocksdb.")
  private Map<String, String> flink = Map.of();

  @Option(names = "--checkpoint-seconds", defaultValue = "10", description = "0 = none.")
  private long checkpointSeconds;

  /** Runs the benchmark; ends with 1 if an order isn't credited exactly once by each model. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkAttribution()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    return report().warmAndMeasure(warmUp, persons, this::round);
  }

  private int round(long visitors) throws Exception {
    SyntheticJourneys journeys =
        new SyntheticJourneys(
            visitors, visitors * touchesPerPerson, touchesPerOrder, span, known, 1);
    try (BenchmarkBroker broker = new BenchmarkBroker()) {
      BenchmarkTopics topics = new BenchmarkTopics(broker.connection());
      topics.create(EnumSet.of(Topic.INTERACTIONS, Topic.ORDERS), PARTITIONS);
      long bytes = topics.fill(publisher -> publish(journeys, publisher));
      long records = journeys.touches() + journeys.orders();
      report()
          .say(
              "%,d touches and %,d orders of %,d persons, %.0f bytes on average, %d partitions",
              journeys.touches(),
              journeys.orders(),
              visitors,
              (double) bytes / records,
              PARTITIONS);

      List<String> read = List.of(Topic.INTERACTIONS.label(), Topic.ORDERS.label());
      Effort raw = topics.drainWarm(read, PARALLELISM);
      Effort job =
          new BenchmarkFlink(
                  flinkConf.folder(), flink, broker.directory(), checkpointSeconds, PARALLELISM)
              .drain(broker.connection(), Map.of(), LiveJob::attribution);
      report().compare("attribution", job, raw, records);
      return check(topics, journeys.orders());
    }
  }

  private static void publish(SyntheticJourneys journeys, Publisher publisher) {
    long turn = 0;
    for (long i = 0; i < journeys.touches(); i++) {
      publisher.send(EventEncoders.INTERACTIONS, journeys.touch(i));
      if ((i + 1) % journeys.touchesPerOrder() == 0) {
        publisher.send(EventEncoders.ORDERS, journeys.order(turn++));
      }
    }
  }

  /** Sums what the credits book: whatever was decided again, each order is one in the end. */
  private int check(BenchmarkTopics topics, long orders) throws Exception {
    ResultDecoder<Credit> decoder = Results.CREDITS.decoder();
    Map<AttributionModel, Long> credited = new EnumMap<>(AttributionModel.class);
    AtomicLong records = new AtomicLong();
    topics.drain(
        List.of("credits"),
        1,
        record -> {
          Credit credit = decoder.decode(record.value());
          records.incrementAndGet();
          for (Booking booking : credit.bookings()) {
            credited.merge(
                credit.model(), booking.amounts()[AttributedMeasure.ORDERS.ordinal()], Long::sum);
          }
        });
    boolean exact = true;
    for (AttributionModel model : AttributionModel.values()) {
      exact &= credited.getOrDefault(model, 0L) == orders * 1_000_000_000L;
    }
    report()
        .say(
            "%,d credits published; orders of each model %s",
            records.get(), exact ? "exact" : "WRONG: " + credited);
    return exact ? 0 : 1;
  }

  private BenchmarkReport report() {
    return new BenchmarkReport(spec.commandLine().getOut());
  }
}
