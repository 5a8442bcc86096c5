package io.campaignpulse.alert.series;

import io.campaignpulse.event.AlertReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of what the clicks of a minute amount to, as it became known.
 *
 * @param minute start of the minute of the clicks, epoch milliseconds
 * @param amount in the column's unit, signed
 * @param happened when it happened, epoch milliseconds
 * @param correction why it changes what could have been known before; null where it is simply news
 */
public record PaneChange(
    long minute,
    PaneColumn column,
    double amount,
    long happened,
    @Nullable AlertReason correction) {

  private static final Comparator<PaneChange> ORDER =
      Comparator.comparingLong(PaneChange::minute)
          .thenComparing(PaneChange::column)
          .thenComparingLong(PaneChange::happened)
          .thenComparingDouble(PaneChange::amount);

  /** Changes in one order, so that sums don't depend on that of their arrival. */
  public static List<PaneChange> inOrder(List<PaneChange> changes) {
    List<PaneChange> sorted = new ArrayList<>(changes);
    sorted.sort(ORDER);
    return sorted;
  }
}
