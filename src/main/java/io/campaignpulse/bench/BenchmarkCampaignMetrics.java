package io.campaignpulse.bench;

import io.campaignpulse.bench.BenchmarkTopics.Publisher;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.wire.EventEncoders;
import io.campaignpulse.wire.Results;
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
 * Drains clicks from an embedded broker through the campaign-metrics job, with deduplication, all
 * four windows, checkpoints and results written back to Kafka, and compares that with a plain
 * consumer's drain of the same topic in the same run.
 *
 * <p>A smaller round goes before, with a broker and a cluster of its own: a job runs for weeks, so
 * what counts is the rate of compiled code, and the plain consumer is measured warm too.
 *
 * <p>The broker runs in the same process, so processor time includes its work on both sides of the
 * comparison.
 */
@Command(
    name = "benchmark-campaign-metrics",
    description = "Measures the campaign-metrics job against a plain consumer.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCampaignMetrics implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final long REPEAT_EVERY = 1000;

  @Spec private CommandSpec spec;

  @Option(names = "--events", defaultValue = "30000000", description = "Clicks to drain.")
  private long events;

  @Option(
      names = "--warm-up",
      defaultValue = "5000000",
      description = "Clicks of the round before, in which code is compiled; 0 = none.")
  private long warmUp;

  @Option(
      names = "--per-key",
      defaultValue = "100",
      description = "Clicks of one campaign and channel within a minute.")
  private int perKey;

  @Mixin private FlinkConfOption flinkConf = new FlinkConfOption();

  @Option(names = "--checkpoint-seconds", defaultValue = "10", description = "0 = none.")
  private long checkpointSeconds;

  /** Runs the benchmark; ends with 1 if a total isn't exact. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkCampaignMetrics()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    return report().warmAndMeasure(warmUp, events, this::round);
  }

  private int round(long clicks) throws Exception {
    try (BenchmarkBroker broker = new BenchmarkBroker()) {
      BenchmarkTopics topics = new BenchmarkTopics(broker.connection());
      topics.create(EnumSet.of(Topic.INTERACTIONS), PARTITIONS);
      SyntheticClicks made = new SyntheticClicks(perKey);
      long bytes = topics.fill(publisher -> publish(made, clicks, publisher));
      long records = clicks + (clicks + REPEAT_EVERY - 1) / REPEAT_EVERY;
      report()
          .say(
              "%,d records of %.0f bytes on average, %d partitions",
              records, (double) bytes / records, PARTITIONS);

      List<String> read = List.of(Topic.INTERACTIONS.label());
      Effort raw = topics.drainWarm(read, PARALLELISM);
      Effort job =
          new BenchmarkFlink(
                  flinkConf.folder(), Map.of(), broker.directory(), checkpointSeconds, PARALLELISM)
              .drain(broker.connection(), Map.of(), LiveJob::campaignMetrics);
      report().compare("campaign-metrics", job, raw, records);
      return check(topics, clicks);
    }
  }

  private static void publish(SyntheticClicks made, long clicks, Publisher publisher) {
    for (long i = 0; i < clicks; i++) {
      for (int copy = 0; copy < (i % REPEAT_EVERY == 0 ? 2 : 1); copy++) {
        publisher.send(EventEncoders.INTERACTIONS, made.click(i));
      }
    }
  }

  private int check(BenchmarkTopics topics, long clicks) throws Exception {
    ResultDecoder<CampaignMetrics> decoder = Results.campaignMetricsDecoder();
    PublishedClicks published = new PublishedClicks();
    topics.drain(
        List.of("campaign-metrics"), 1, record -> published.add(decoder.decode(record.value())));
    boolean exact = true;
    for (WindowSize size : WindowSize.values()) {
      exact &= published.clicks(size) == clicks;
      report().say("clicks in %s rows: %,d", size, published.clicks(size));
    }
    report().say("%,d rows published; totals %s", published.rows(), exact ? "exact" : "WRONG");
    return exact ? 0 : 1;
  }

  private BenchmarkReport report() {
    return new BenchmarkReport(spec.commandLine().getOut());
  }
}
