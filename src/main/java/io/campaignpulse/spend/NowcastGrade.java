package io.campaignpulse.spend;

import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.ResultKey;

/**
 * A nowcast that a report has replaced, beside what the report says. It follows what further
 * reports say of the same time.
 *
 * @param horizonMillis how long it had stood, as one of {@link #horizon}
 * @param stretches the time it was about: start and end of each in turn, epoch milliseconds
 * @param clicks how many clicks it counted
 * @param support see {@link ClickCostEstimate}
 * @param projectedMicros what they were expected to cost
 * @param lowMicros lower end of the 80 % interval
 * @param highMicros upper end of the 80 % interval
 * @param realisedMicros what reports say that time cost
 * @param revision the one it was last published with; 0 if it never was
 */
public record NowcastGrade(
    long horizonMillis,
    long[] stretches,
    long clicks,
    double support,
    long projectedMicros,
    long lowMicros,
    long highMicros,
    long realisedMicros,
    long revision) {

  /** What kind of projection it is, in its score. */
  public static final String KIND = "SPEND_NOWCAST";

  private static final double TENTH_FROM_MEAN = 1.2815515655446004;
  private static final double WORST = 10;
  private static final double MICROS = 1e6;
  private static final long HOUR = CostHistory.HOUR;
  private static final long[] HORIZONS = {
    HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, SpendNowcast.HORIZON_MILLIS
  };

  /** A grade of a nowcast at an estimated cost of a click, with how far such were off. */
  static NowcastGrade of(
      long horizon,
      long[] stretches,
      long clicks,
      ClickCostEstimate stood,
      double deviation,
      long realisedMicros) {
    long projected = SpendNowcast.micros(clicks, stood.cpcMicros());
    double factor = StrictMath.exp(TENTH_FROM_MEAN * deviation);
    return new NowcastGrade(
        horizon,
        stretches,
        clicks,
        stood.support(),
        projected,
        Math.round(projected / factor),
        Math.round(projected * factor),
        realisedMicros,
        0);
  }

  /** The shortest of a few horizons that an age, in milliseconds, fits into; 0 if none is. */
  static long horizon(long age) {
    for (long horizon : HORIZONS) {
      if (age <= horizon) {
        return horizon;
      }
    }
    return 0;
  }

  /** The grade after that much was added to what its time cost, micros. */
  NowcastGrade changedBy(long micros) {
    return new NowcastGrade(
        horizonMillis,
        stretches,
        clicks,
        support,
        projectedMicros,
        lowMicros,
        highMicros,
        Math.addExact(realisedMicros, micros),
        revision);
  }

  /** The grade as it is published. */
  public NowcastGrade published(long asRevision) {
    return new NowcastGrade(
        horizonMillis,
        stretches,
        clicks,
        support,
        projectedMicros,
        lowMicros,
        highMicros,
        realisedMicros,
        asRevision);
  }

  /** ln(realised ÷ projected), at most a factor of ten either way. */
  double logError() {
    double ratio = (double) realisedMicros / projectedMicros;
    return StrictMath.log(Math.max(1 / WORST, Math.min(ratio, WORST)));
  }

  /** Whether the 80 % interval held what came true. */
  public boolean covered() {
    return lowMicros <= realisedMicros && realisedMicros <= highMicros;
  }

  /** The score of a campaign and channel, in units of the reporting currency. */
  public ProjectionScore score(String campaignId, String channel, long updatedAt) {
    return new ProjectionScore(
        KIND,
        ResultKey.of(campaignId, channel),
        horizonMillis,
        projectedMicros / MICROS,
        lowMicros / MICROS,
        highMicros / MICROS,
        realisedMicros / MICROS,
        covered(),
        revision,
        updatedAt);
  }
}
