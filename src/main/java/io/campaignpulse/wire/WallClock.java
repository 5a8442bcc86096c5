package io.campaignpulse.wire;

import java.io.Serializable;

/** What time it is, for records that say when they were written. */
@FunctionalInterface
public interface WallClock extends Serializable {

  /** Epoch milliseconds. */
  long millis();
}
