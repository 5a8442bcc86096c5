package io.campaignpulse.lag;

/** Factor on what clicks of a time bring, relative to the usual. */
@FunctionalInterface
public interface ClickFactor {

  /** The mean factor between two instants, epoch milliseconds. */
  double mean(long from, long end);
}
