package io.campaignpulse.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How far a market has been published, kept in a file so that it goes on after a restart.
 *
 * @param begin the first second ever published, epoch milliseconds
 * @param publishedUntil everything that arrived before this has been acknowledged
 */
public record MarketRun(MarketOptions options, long begin, long publishedUntil) {

  /** The same run, further on. */
  MarketRun until(long time) {
    return new MarketRun(options, begin, time);
  }

  /** The run a file tells of; empty if there is no such file. */
  public static Optional<MarketRun> load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties p = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      p.load(in);
    }
    try {
      return Optional.of(
          new MarketRun(
              new MarketOptions(
                  Long.parseLong(p.getProperty("seed")),
                  Double.parseDouble(p.getProperty("eventsPerSecond")),
                  Double.parseDouble(p.getProperty("lagSpeed")),
                  PlannedIncidents.parse(p.getProperty("incidents"))),
              Long.parseLong(p.getProperty("begin")),
              Long.parseLong(p.getProperty("publishedUntil"))));
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new IOException("not a market run: " + file, e);
    }
  }

  /** Replaces the file; a reader sees the old or the new one, never half of it. */
  public void store(Path file) throws IOException {
    Properties p = new Properties();
    p.setProperty("seed", Long.toString(options.seed()));
    p.setProperty("eventsPerSecond", Double.toString(options.eventsPerSecond()));
    p.setProperty("lagSpeed", Double.toString(options.lagSpeed()));
    p.setProperty("incidents", options.incidents().text());
    p.setProperty("begin", Long.toString(begin));
    p.setProperty("publishedUntil", Long.toString(publishedUntil));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      p.store(out, null);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
