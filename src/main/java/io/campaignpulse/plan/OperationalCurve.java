package io.campaignpulse.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A curve that grows evenly over operational hours, so that nights and weekends don't look like
 * failure: those of the hour-of-week profile, in the first 24 hours times the first-day peak. The
 * period is cut where the zone's offset or the peak changes; inside a piece local time runs like
 * the clock.
 */
final class OperationalCurve implements PlanCurve {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WEEK = 7 * DAY;

  /** From the Monday before to 1970-01-01, a Thursday. */
  private static final long SINCE_MONDAY = 3 * DAY;

  private final long start;
  private final long end;
  private final HourOfWeekProfile profile;
  private final List<Piece> pieces;
  private final double total;

  /**
   * A part of the period.
   *
   * @param from its first instant
   * @param shift from epoch milliseconds to local time since the Monday of the start
   * @param factor what an operational hour counts
   * @param before operational hours of the period before it
   * @param atFrom what the profile's clock shows at {@code from}
   */
  private record Piece(long from, long shift, double factor, double before, double atFrom) {}

  OperationalCurve(
      long start, long end, HourOfWeekProfile profile, ZoneId zone, double firstDayPeak) {
    this.start = start;
    this.end = end;
    this.profile = profile;
    this.pieces = new ArrayList<>();
    ZoneRules rules = zone.getRules();
    // Counted from a Monday nearby, hours are precise enough for a period of a minute.
    long monday = Math.floorDiv(start + SINCE_MONDAY, WEEK) * WEEK;
    double before = 0;
    for (long from : cuts(rules)) {
      if (!pieces.isEmpty()) {
        before = hours(pieces.get(pieces.size() - 1), from);
      }
      long offset = 1000L * rules.getOffset(Instant.ofEpochMilli(from)).getTotalSeconds();
      long shift = SINCE_MONDAY - monday + offset;
      double factor = from < start + DAY ? firstDayPeak : 1;
      pieces.add(new Piece(from, shift, factor, before, profile.hours(from + shift)));
    }
    this.total = hours(pieces.get(pieces.size() - 1), end);
  }

  private Iterable<Long> cuts(ZoneRules rules) {
    TreeSet<Long> cuts = new TreeSet<>();
    cuts.add(start);
    cuts.add(start + DAY);
    for (ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(start));
        next != null && next.toEpochSecond() * 1000 < end;
        next = rules.nextTransition(next.getInstant())) {
      cuts.add(next.toEpochSecond() * 1000);
    }
    return cuts.headSet(end);
  }

  private double hours(Piece piece, long instant) {
    double passed = profile.hours(instant + piece.shift) - piece.atFrom;
    return piece.before + piece.factor * passed;
  }

  @Override
  public double share(long instant) {
    if (instant <= start) {
      return 0;
    }
    if (instant >= end) {
      return 1;
    }
    int last = pieces.size() - 1;
    while (pieces.get(last).from > instant) {
      last--;
    }
    // Only if the whole period lies in hours without any business is there no total.
    return total > 0
        ? Math.min(1, Math.max(0, hours(pieces.get(last), instant) / total))
        : (double) (instant - start) / (end - start);
  }

  @Override
  public long instant(double share) {
    if (share <= 0) {
      return start;
    }
    if (share >= 1) {
      return end;
    }
    if (!(total > 0)) {
      return start + (long) Math.ceil(share * (end - start));
    }
    double hours = share * total;
    int last = pieces.size() - 1;
    while (last > 0 && pieces.get(last).before >= hours) {
      last--;
    }
    Piece piece = pieces.get(last);
    long instant =
        profile.millis(piece.atFrom + (hours - piece.before) / piece.factor) - piece.shift;
    long limit = last + 1 < pieces.size() ? pieces.get(last + 1).from : end;
    return Math.min(limit, Math.max(piece.from, instant));
  }
}
