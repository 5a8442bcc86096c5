package io.campaignpulse.lag;

import java.time.Duration;
import java.util.Arrays;

/**
 * The ages of a click at which lag curves are learned: log-spaced from a minute to the horizon of
 * 30 days. Bucket b holds the lags after its first edge, up to and with its second one.
 */
public final class LagGrid {

  /** Age at which a click has brought all it will bring, milliseconds. */
  public static final long HORIZON = Duration.ofDays(30).toMillis();

  /** Age from which on a click tells of long lags, too. */
  public static final long MATURE = Duration.ofDays(7).toMillis();

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final long[] EDGES = {
    0,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    16 * HOUR,
    DAY,
    2 * DAY,
    3 * DAY,
    4 * DAY,
    7 * DAY,
    14 * DAY,
    HORIZON
  };

  /** Number of buckets; they have one edge more. */
  public static final int BUCKETS = EDGES.length - 1;

  private LagGrid() {}

  /**
   * The age at an edge, milliseconds.
   *
   * @param index from 0, the age 0, to {@link #BUCKETS}, the horizon
   */
  public static long edge(int index) {
    return EDGES[index];
  }

  /**
   * The bucket of a lag: that of the shortest lags for what came before its click, as clocks
   * differ; {@link #BUCKETS} beyond the horizon.
   */
  public static int bucket(long lagMillis) {
    if (lagMillis <= 0) {
      return 0;
    }
    int found = Arrays.binarySearch(EDGES, lagMillis);
    return found >= 0 ? found - 1 : Math.min(-found - 2, BUCKETS);
  }
}
