package io.campaignpulse.testing;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock that goes faster than others, from the moment it is made. */
public final class TestingFastClock extends Clock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long begin = System.nanoTime();
  private final long origin = System.currentTimeMillis();
  private final int speed;

  /** A clock of so many seconds a second. */
  public TestingFastClock(int speed) {
    this.speed = speed;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("its zone is UTC");
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(
        origin + speed * Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** What it showed when the wall clock showed these epoch milliseconds. */
  public Instant whenTheWallShowed(long wall) {
    return Instant.ofEpochMilli(origin + speed * (wall - origin));
  }
}
