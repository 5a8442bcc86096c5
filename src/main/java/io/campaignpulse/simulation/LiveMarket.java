package io.campaignpulse.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A market that keeps step with a clock in a thread of its own. What could not be published is
 * published again: every id is a function of seed and time, so nothing is counted twice.
 */
public final class LiveMarket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMarket.class);

  /** Gaps longer than this (the process was off) are not filled. */
  private static final long LONGEST_GAP = Market.MEMORY;

  private static final long LONGEST_STEP = Duration.ofMinutes(2).toMillis();
  private static final long PACE = 250;

  private final InstantSource clock;
  private final EventPublisher publisher;
  private final Path file;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::keepStep, "market-simulation");

  private volatile MarketRun run;

  /**
   * A market that has not started.
   *
   * @param run where it goes on
   * @param publisher is closed with the market
   * @param file where it remembers how far it is
   */
  public LiveMarket(MarketRun run, InstantSource clock, EventPublisher publisher, Path file) {
    this.run = run;
    this.clock = clock;
    this.publisher = publisher;
    this.file = file;
  }

  /** Begins to publish, first of all what is missing until now. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Everything that arrived before this has been acknowledged, epoch milliseconds. */
  public long publishedUntil() {
    return run.publishedUntil();
  }

  /** Stops after the step that is under way. */
  @Override
  public void close() throws IOException {
    stop.countDown();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void keepStep() {
    while (isOpen()) {
      try {
        publishFrom(Math.max(publishedUntil(), clock.millis() - LONGEST_GAP));
      } catch (IOException | UncheckedIOException e) {
        LOG.warn("The market could not be published and tries again", e);
        pause(PACE * 4);
      }
    }
  }

  private void publishFrom(long time) throws IOException {
    Market market = new Market(run.options(), Math.max(run.begin(), time - Market.MEMORY));
    market.advanceTo(time, delivery -> {});
    while (isOpen()) {
      market.advanceTo(Math.min(clock.millis(), market.now() + LONGEST_STEP), this::publish);
      publisher.flush();
      MarketRun further = run.until(market.now());
      further.store(file);
      run = further;
      if (clock.millis() - market.now() < LONGEST_STEP) {
        pause(PACE);
      }
    }
  }

  private void publish(Delivery delivery) {
    try {
      publisher.publish(delivery);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOpen() {
    return stop.getCount() > 0;
  }

  private void pause(long millis) {
    try {
      stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }
}
