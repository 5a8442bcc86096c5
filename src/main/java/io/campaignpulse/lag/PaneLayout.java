package io.campaignpulse.lag;

/**
 * How panes are laid out at a minute: the same for all series, so that they can share what is
 * worked out of it.
 *
 * @param quarters first minute that has a pane of its own; before it panes are 15 minutes wide
 * @param hours first minute that has a pane of 15 minutes or less; before it they take an hour
 * @param sixHours first minute that has a pane of an hour or less; before it they take six
 * @param dropped first minute that has a pane
 */
record PaneLayout(long quarters, long hours, long sixHours, long dropped) {

  private static final int QUARTER = 15;
  private static final int HOUR = 60;
  private static final int SIX_HOURS = 360;

  private static final long MINUTE_PANES = 30;
  private static final long QUARTER_PANES = 8 * HOUR;
  private static final long HOUR_PANES = 3 * 24 * HOUR;

  /** The layout at a minute, counted from the epoch. */
  static PaneLayout at(long minute) {
    return new PaneLayout(
        floor(minute - MINUTE_PANES, QUARTER),
        floor(minute - QUARTER_PANES, HOUR),
        floor(minute - HOUR_PANES, SIX_HOURS),
        floor(minute - LagGrid.HORIZON / AgedPanes.MINUTE, SIX_HOURS));
  }

  /** The pane of a minute that isn't dropped: its first minute. */
  long start(long minute) {
    return floor(minute, width(minute));
  }

  /** The width of the pane of a minute, in minutes. */
  int width(long minute) {
    if (minute >= quarters) {
      return 1;
    }
    if (minute >= hours) {
      return QUARTER;
    }
    return minute >= sixHours ? HOUR : SIX_HOURS;
  }

  /** Panes from the first one that isn't dropped to that of a minute, without it. */
  int index(long minute) {
    if (minute < sixHours) {
      return (int) ((minute - dropped) / SIX_HOURS);
    }
    int wide = (int) ((sixHours - dropped) / SIX_HOURS);
    if (minute < hours) {
      return wide + (int) ((minute - sixHours) / HOUR);
    }
    wide += (int) ((hours - sixHours) / HOUR);
    if (minute < quarters) {
      return wide + (int) ((minute - hours) / QUARTER);
    }
    return wide + (int) ((quarters - hours) / QUARTER) + (int) (minute - quarters);
  }

  private static long floor(long minute, int width) {
    return Math.floorDiv(minute, width) * width;
  }
}
