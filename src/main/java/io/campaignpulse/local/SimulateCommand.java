package io.campaignpulse.local;

import io.campaignpulse.simulation.Delivery;
import io.campaignpulse.simulation.EventPublisher;
import io.campaignpulse.simulation.FilePublisher;
import io.campaignpulse.simulation.Market;
import io.campaignpulse.simulation.MarketCatalogue;
import io.campaignpulse.simulation.MarketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a stretch of the simulated market as the input of a replay. */
@Command(
    name = "jobs/simulate",
    mixinStandardHelpOptions = true,
    description = "Writes a stretch of the simulated market to files, as input of jobs/replay.")
public final class SimulateCommand implements Callable<Integer> {

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where to.")
  private Path directory = Path.of(".");

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      defaultValue = "2026-03-10T08:00:00Z",
      description = "The first instant (default ${DEFAULT-VALUE}).")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "PT2H30M",
      description = "How long (default ${DEFAULT-VALUE}).")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--incidents",
      paramLabel = "WHICH",
      defaultValue = IncidentChoice.USUAL,
      converter = IncidentChoice.Converter.class,
      description =
          "What befalls the market: all, none, or names with commas between them, each with"
              + " @MINUTES if not at its usual time, counted from two hours after the first instant"
              + " (default ${DEFAULT-VALUE}). There are ${COMPLETION-CANDIDATES}.",
      completionCandidates = IncidentChoice.Names.class)
  private IncidentChoice incidents = IncidentChoice.NONE;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed (1).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Events a second (default ${DEFAULT-VALUE}).")
  private double eventsPerSecond;

  @Option(
      names = "--lag-speed",
      paramLabel = "X",
      defaultValue = "240",
      description = "How many times faster than in life buyers decide (default ${DEFAULT-VALUE}).")
  private double lagSpeed;

  /** Runs the command and leaves the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulateCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    long begin = from.toEpochMilli();
    MarketOptions options =
        new MarketOptions(seed, eventsPerSecond, lagSpeed, incidents.at(begin + Market.MEMORY));
    try (EventPublisher files = new FilePublisher(directory)) {
      MarketCatalogue catalogue = new MarketCatalogue(begin, options);
      for (Delivery row : catalogue.rows()) {
        files.publish(row);
      }
      for (Delivery count : catalogue.openingStock()) {
        files.publish(count);
      }
      new Market(options, begin)
          .advanceTo(begin + length.toMillis(), delivery -> write(files, delivery));
    }
    return 0;
  }

  private static void write(EventPublisher files, Delivery delivery) {
    try {
      files.publish(delivery);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
