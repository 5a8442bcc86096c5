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
 * orders its clicks will have brought at each of some ages. Each is graded at its age by what has
 * come by then, whatever the lag curve says: a curve that is too short is found out. A value.
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

  /** After the end of the day; the last is the greatest at which all panes of the day are kept. */
  private static final List<Duration> AGES = List.of(Duration.ofDays(7), Duration.ofDays(29));

  /** How much later than due a projection can be graded: then the first pane is gone. */
  private static final long LATEST = Duration.ofHours(6).toMillis();

  /** Fewer clicks say too little. */
  private static final double ENOUGH_CLICKS = 20;

  /**
   * One projection.
   *
   * @param end end of the day of the clicks, epoch milliseconds
   * @param age how long after that it is graded, milliseconds
   */
  public record Kept(long end, long age, double projected, double low, double high) {

    long due() {
      return end + age;
    }
  }

  /** What a tick says. */
  public record Said(CohortProjections after, List<ProjectionScore> scores) {}

  /**
   * One tick.
   *
   * @param overdispersion φ of the orders of a day around the day's own rate, at least 1
   */
  public Said tick(
      Series series,
      AgedPanes panes,
      LagCurve curve,
      double overdispersion,
      long tick,
      long updatedAt) {
    List<ProjectionScore> scores = new ArrayList<>();
    List<Kept> waiting = new ArrayList<>();
    for (Kept each : kept) {
      if (tick < each.due()) {
        waiting.add(each);
      } else if (tick < each.due() + LATEST) {
        double realised = count(panes, PaneColumn.ORDERS, each.end());
        scores.add(score(series, each, realised, updatedAt));
      }
    }
    long end = Math.floorDiv(tick, DAY) * DAY;
    if (end > day && day != 0) {
      double clicks = count(panes, PaneColumn.CLICKS, end);
      if (clicks >= ENOUGH_CLICKS) {
        double came = count(panes, PaneColumn.ORDERS, end);
        double matured = matured(panes, curve, end, tick);
        for (Duration age : AGES) {
          long due = end + age.toMillis();
          MaturingCount count =
              MaturingCount.of(
                  came,
                  matured,
                  Math.max(matured, matured(panes, curve, end, due)),
                  overdispersion,
                  MaturingCount.Prior.JEFFREYS);
          waiting.add(new Kept(end, age.toMillis(), count.projected(), count.low(), count.high()));
        }
      }
    }
    return new Said(new CohortProjections(Math.max(end, day), List.copyOf(waiting)), scores);
  }

  private static double count(AgedPanes panes, PaneColumn column, long end) {
    return panes.total(column.ordinal(), end) - panes.total(column.ordinal(), end - DAY);
  }

  /** The clicks of a day, each as the share of its orders that has come at an instant. */
  private static double matured(AgedPanes panes, LagCurve curve, long end, long at) {
    int column = PaneColumn.CLICKS.ordinal();
    return panes.matured(curve, column, at, end) - panes.matured(curve, column, at, end - DAY);
  }

  private static ProjectionScore score(Series series, Kept kept, double realised, long updatedAt) {
    String id =
        ResultKey.of(
            series.campaignId(),
            series.channel(),
            ConversionType.ORDER.name(),
            Instant.ofEpochMilli(kept.end() - DAY).toString());
    return new ProjectionScore(
        KIND,
        id,
        kept.age(),
        kept.projected(),
        kept.low(),
        kept.high(),
        realised,
        realised >= kept.low() && realised <= kept.high(),
        1,
        updatedAt);
  }
}
