package io.campaignpulse.alert.series;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.MaturingCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The projections of a series that are kept to be graded: at the end of each UTC day how many
 * orders its clicks will have brought once all have come. Graded when nearly all have come. A
 * value.
 *
 * @param day the last day that was looked at, epoch milliseconds of its end; 0 before any
 * @param kept those that are not graded yet
 */
public record CohortProjections(long day, List<Kept> kept) {

  /** None. */
  public static final CohortProjections NONE = new CohortProjections(0, List.of());

  /** The kind of its scores. */
  public static final String KIND = "CONVERSIONS";

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final double MATURE = 0.99;

  /** Fewer clicks tell nothing worth keeping. */
  private static final double ENOUGH_CLICKS = 20;

  /**
   * One projection.
   *
   * @param end end of the day of the clicks, epoch milliseconds
   */
  public record Kept(long end, double projected, double low, double high) {}

  /** What a tick says. */
  public record Said(CohortProjections after, List<ProjectionScore> scores) {}

  /** One tick. */
  public Said tick(Series series, AgedPanes panes, LagCurve curve, long tick, long updatedAt) {
    List<ProjectionScore> scores = new ArrayList<>();
    List<Kept> waiting = new ArrayList<>();
    for (Kept each : kept) {
      if (curve.share(tick - each.end()) >= MATURE) {
        double realised = count(panes, PaneColumn.ORDERS, each.end());
        scores.add(score(series, each, realised, tick, updatedAt));
      } else {
        waiting.add(each);
      }
    }
    long end = Math.floorDiv(tick, DAY) * DAY;
    if (end > day && day != 0) {
      double clicks = count(panes, PaneColumn.CLICKS, end);
      if (clicks >= ENOUGH_CLICKS) {
        int column = PaneColumn.CLICKS.ordinal();
        double matured =
            panes.matured(curve, column, tick, end) - panes.matured(curve, column, tick, end - DAY);
        MaturingCount count =
            MaturingCount.of(count(panes, PaneColumn.ORDERS, end), matured, clicks);
        waiting.add(new Kept(end, count.projected(), count.low(), count.high()));
      }
    }
    return new Said(new CohortProjections(Math.max(end, day), List.copyOf(waiting)), scores);
  }

  private static double count(AgedPanes panes, PaneColumn column, long end) {
    return panes.total(column.ordinal(), end) - panes.total(column.ordinal(), end - DAY);
  }

  private static ProjectionScore score(
      Series series, Kept kept, double realised, long tick, long updatedAt) {
    String id =
        ResultKey.of(
            series.campaignId(),
            series.channel(),
            ConversionType.ORDER.name(),
            Instant.ofEpochMilli(kept.end() - DAY).toString());
    return new ProjectionScore(
        KIND,
        id,
        tick - kept.end(),
        kept.projected(),
        kept.low(),
        kept.high(),
        realised,
        realised >= kept.low() && realised <= kept.high(),
        1,
        updatedAt);
  }
}
