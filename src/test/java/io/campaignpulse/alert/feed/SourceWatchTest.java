package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.feed.WatchedSource.ORDERS;
import static io.campaignpulse.alert.series.Minutes.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.evidence.WeekHours;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From when on a source that says nothing is silent by more than chance. */
class SourceWatchTest {

  /** A Monday. */
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private static final WeekHours UTC = new WeekHours(ZoneOffset.UTC);
  private static final int DAY = 1440;
  private static final double ALPHA = .01;

  @Test
  void aSteadySourceIsSilentOnceAsMuchIsMissingAsChanceNeverLeavesOut() {
    Feed feed = new Feed();
    feed.run(0, 2 * DAY, minute -> 1);
    assertThat(feed.silence().isProven(ALPHA)).isFalse();
    int silent = feed.runUntilSilent(2 * DAY, minute -> 0);
    // ln(10,080 minutes of a week ÷ .01) events, and the newest minute isn't counted.
    assertThat(silent - 2 * DAY).isEqualTo(15);
    assertThat(Math.log(10_080 / ALPHA)).isBetween(13.0, 14.0);
    Silence silence = feed.silence();
    assertThat(silence.since()).isEqualTo(at(2 * DAY));
    assertThat(silence.expected()).isEqualTo(14, within(1e-9));
    assertThat(silence.perWeek()).isEqualTo(10_080);

    feed.run(silent, silent + 1, minute -> 1);
    assertThat(feed.silence().isProven(ALPHA)).as("one event ends it").isFalse();
  }

  @Test
  void theNewestMinuteIsNoEvidenceHoweverMuchUsuallyComes() {
    Feed feed = new Feed();
    feed.run(0, DAY, minute -> 10_000);
    feed.run(DAY, DAY + 1, minute -> 0);
    assertThat(feed.silence().expected()).isZero();
    feed.run(DAY + 1, DAY + 2, minute -> 0);
    assertThat(feed.silence().isProven(ALPHA)).isTrue();
  }

  @Test
  void aBusySourceThatStopsIsFoundAtOnceHoweverItsDemandDrifts() {
    double[] factors = new Market(.5, 0, 1, 1).minutes(14 * DAY, new SplittableRandom(20260302));
    Feed feed = new Feed();
    feed.run(0, 14 * DAY, minute -> 1_000 * factors[minute]);
    assertThat(feed.watch.rate().phi()).isGreaterThan(100);
    assertThat(feed.runUntilSilent(14 * DAY, minute -> 0) - 14 * DAY).isEqualTo(2);
  }

  @Test
  void missingEventsAreProvenAtTheTickForeseenIfNoMoreCome() {
    Feed feed = new Feed();
    feed.run(0, 5 * DAY, minute -> 2);
    feed.run(5 * DAY, 5 * DAY + 7, minute -> minute == 5 * DAY + 6 ? 1 : 0);
    long foreseen = feed.provenAt(5 * DAY + 60);
    int lost = feed.runUntilSilent(5 * DAY + 7, minute -> 0);
    assertThat(foreseen).isEqualTo(at(lost));
    assertThat(feed.silence().came()).isEqualTo(1);
    assertThat(feed.provenAt(5 * DAY + 60)).as("proven already").isEqualTo(at(5 * DAY + 60));
  }

  @Test
  void nothingIsMissedBeforeHalfAnHourAnd50EventsAreKnown() {
    Feed few = new Feed();
    few.run(0, 100, minute -> minute % 3 == 0 ? 1 : 0);
    assertThat(few.maybe()).isNull();
    Feed fresh = new Feed();
    fresh.run(0, 39, minute -> 5);
    assertThat(fresh.maybe()).as("a minute teaches when it is ten minutes old").isNull();
    fresh.run(39, 42, minute -> 5);
    assertThat(fresh.maybe()).isNotNull();
    assertThat(new Feed().maybe()).isNull();
  }

  @Test
  void aNightIsNoSilenceOnceADayIsKnown() {
    IntToDoubleFunction byDay = minute -> minute % DAY < DAY / 2 ? 5 : 0;
    Feed feed = new Feed();
    feed.run(0, DAY, byDay);
    assertThat(feed.silence().isProven(ALPHA)).as("nobody knows the first night").isTrue();
    for (int day = 1; day < 3; day++) {
      feed.run(day * DAY, (day + 1) * DAY, byDay);
      assertThat(feed.silence().isProven(ALPHA)).isFalse();
    }
    int silent = feed.runUntilSilent(3 * DAY, minute -> 0);
    assertThat(silent - 3 * DAY).as("the next morning it is").isBetween(2, 30);
  }

  @Test
  void aSlowDayLowersWhatIsExpected() {
    Feed usual = new Feed();
    usual.run(0, 3 * DAY, minute -> 4);
    Feed slow = new Feed();
    slow.run(0, 3 * DAY - 480, minute -> 4);
    slow.run(3 * DAY - 480, 3 * DAY, minute -> 1);
    int usually = usual.runUntilSilent(3 * DAY, minute -> 0) - 3 * DAY;
    int slowly = slow.runUntilSilent(3 * DAY, minute -> 0) - 3 * DAY;
    assertThat(slowly).isGreaterThanOrEqualTo(2 * usually);
  }

  @Test
  void aSilenceTeachesOnlyWhenItIsOver() {
    Feed feed = new Feed();
    feed.run(0, 2 * DAY, minute -> 1);
    double before = feed.watch.rate().ofWeek();
    feed.run(2 * DAY, 4 * DAY, minute -> 0);
    assertThat(feed.watch.rate().ofWeek()).isEqualTo(before);
    assertThat(feed.silence().isProven(ALPHA)).isTrue();
    feed.run(4 * DAY, 4 * DAY + 30, minute -> 1);
    assertThat(feed.watch.rate().ofWeek()).isEqualTo(before / 2, within(before * .01));
  }

  @Test
  void aSourceThatLosesMostOfItsEventsIsFoundAndNotLearned() {
    Feed feed = new Feed();
    feed.run(0, 3 * DAY, minute -> 2);
    double before = feed.watch.rate().ofWeek();
    int lost = feed.runUntilSilent(3 * DAY, minute -> minute % 12 == 0 ? 1 : 0);
    assertThat(lost - 3 * DAY).isBetween(8, 15);
    feed.run(lost, 4 * DAY, minute -> minute % 12 == 0 ? 1 : 0);
    Silence silence = feed.silence();
    assertThat(silence.isProven(ALPHA)).isTrue();
    assertThat(silence.share()).isEqualTo(1 / 24.0, within(.005));
    assertThat(silence.since()).isBetween(at(3 * DAY - 1), at(3 * DAY + 2));
    assertThat(feed.watch.rate().ofWeek()).isEqualTo(before, within(before * .01));
  }

  @Test
  void aLossIsOverOnceEventsComeAsUsualForAWhile() {
    Feed feed = new Feed();
    feed.run(0, 3 * DAY, minute -> 2);
    int lost = feed.runUntilSilent(3 * DAY, minute -> minute % 12 == 0 ? 1 : 0);
    feed.run(lost, lost + 1, minute -> 2);
    assertThat(feed.silence().lasts()).as("after one minute").isTrue();
    feed.run(lost + 1, lost + 15, minute -> 2);
    assertThat(feed.silence().lasts()).isFalse();
    assertThat(feed.silence().isProven(ALPHA)).isFalse();
  }

  @Test
  void aDemandThatFallsByHalfIsNoLoss() {
    Feed feed = new Feed();
    feed.run(0, 3 * DAY, minute -> 2);
    for (int minute = 3 * DAY; minute < 5 * DAY; minute++) {
      feed.run(minute, minute + 1, m -> 1);
      assertThat(feed.silence().isProven(ALPHA)).isFalse();
    }
    assertThat(feed.watch.rate().ofWeek()).as("it is learned").isLessThan(1.7 * 10_080);
  }

  @Test
  void aShopClosedAtNightAndOnSundaysIsExpectedToBe() {
    WeekHours shanghai = new WeekHours(ZoneId.of("Asia/Shanghai"));
    IntToDoubleFunction open =
        minute -> {
          int hour = shanghai.of(at(minute));
          return hour / 24 < 6 && hour % 24 >= 8 && hour % 24 < 20 && minute % 20 == 0 ? 1 : 0;
        };
    Feed feed = new Feed(shanghai);
    feed.run(0, 14 * DAY, open);
    for (int minute = 14 * DAY; minute < 28 * DAY; minute++) {
      feed.run(minute, minute + 1, open);
      assertThat(feed.silence().isProven(ALPHA)).as("minute %s", minute).isFalse();
    }
    // Tuesday, 10:00 in Shanghai.
    int morning = 29 * DAY + 2 * 60;
    feed.run(28 * DAY, morning, open);
    assertThat(feed.runUntilSilent(morning, minute -> 0) - morning).isBetween(120, 360);
  }

  @Test
  void soundSourcesAreHardlyEverBlamedHoweverTheyDrift() {
    assertThat(blamedWeeks(10, new Market(.5, 0, 1, 1))).as("hourly drift").isLessThanOrEqualTo(2);
    assertThat(blamedWeeks(10, new Market(0, .25, 1, 1))).as("by day").isLessThanOrEqualTo(1);
    assertThat(blamedWeeks(10, new Market(0, 0, .5, .7))).as("nights").isLessThanOrEqualTo(1);
  }

  /**
   * Demand of a simulated source.
   *
   * @param hourly deviation of its level from hour to hour, correlated by .9
   * @param daily from day to day
   * @param night factor from 0 to 8 o'clock
   * @param weekend factor on Saturdays and Sundays
   */
  private record Market(double hourly, double daily, double night, double weekend) {

    double[] minutes(int count, SplittableRandom random) {
      double[] factors = new double[count];
      double drift = random.nextGaussian();
      double day = 1;
      for (int minute = 0; minute < count; minute++) {
        if (minute % 60 == 0) {
          drift = .9 * drift + Math.sqrt(1 - .81) * random.nextGaussian();
        }
        if (minute % DAY == 0) {
          day = Math.exp(daily * random.nextGaussian() - daily * daily / 2);
        }
        factors[minute] =
            Math.exp(hourly * drift - hourly * hourly / 2)
                * day
                * (minute % DAY < 8 * 60 ? night : 1)
                * (minute / DAY % 7 >= 5 ? weekend : 1);
      }
      return factors;
    }
  }

  /** Of four sources in ten weeks each after three to learn by, how many weeks have an alarm. */
  private static int blamedWeeks(double perHour, Market market) {
    SplittableRandom random = new SplittableRandom(20260302);
    Set<Integer> blamed = new HashSet<>();
    for (int source = 0; source < 4; source++) {
      double[] factors = market.minutes(13 * 7 * DAY, random);
      Feed feed = new Feed();
      for (int minute = 0; minute < factors.length; minute++) {
        double count = poisson(factors[minute] * perHour / 60, random);
        feed.run(minute, minute + 1, m -> count);
        if (minute >= 21 * DAY && feed.silence().isProven(ALPHA)) {
          blamed.add(100 * source + minute / (7 * DAY));
        }
      }
    }
    return blamed.size();
  }

  @Test
  void whatComesLateEndsTheSilenceOnlyIfItIsNews() {
    Feed feed = new Feed();
    feed.run(0, 2 * DAY, minute -> 1);
    feed.run(2 * DAY, 2 * DAY + 60, minute -> 0);
    feed.put(2 * DAY + 10, 1);
    feed.look(2 * DAY + 61);
    assertThat(feed.silence().since()).isEqualTo(at(2 * DAY + 11));
    assertThat(feed.silence().isProven(ALPHA)).as("it is 50 minutes late").isTrue();
    feed.put(2 * DAY + 55, 1);
    feed.look(2 * DAY + 62);
    assertThat(feed.silence().share()).as("two of an hour").isBetween(.02, .05);
  }

  @Test
  void minutesMissedAreLearnedAtTheNextTick() {
    Feed steady = new Feed();
    Feed jumping = new Feed();
    steady.run(0, 2 * DAY, minute -> 1 + minute % 2);
    for (int minute = 0; minute < 2 * DAY; minute++) {
      jumping.put(minute, 1 + minute % 2);
    }
    jumping.look(2 * DAY);
    assertThat(jumping.watch.rate().ofWeek()).isEqualTo(steady.watch.rate().ofWeek());
    assertThat(jumping.watch.last()).isEqualTo(steady.watch.last());
    assertThat(jumping.watch.next()).isEqualTo(steady.watch.next());
  }

  @Test
  void byChanceHardlyAnySourceIsCalledSilent() {
    SplittableRandom random = new SplittableRandom(20260302);
    int silences = 0;
    for (int source = 0; source < 10; source++) {
      double mean = .1 * Math.pow(10, random.nextDouble());
      Feed feed = new Feed();
      boolean was = false;
      for (int minute = 0; minute < 14 * DAY; minute++) {
        double rate = mean * (1 + .8 * Math.sin(2 * Math.PI * minute / DAY));
        double count = poisson(rate, random);
        feed.run(minute, minute + 1, m -> count);
        Silence silence = feed.maybe();
        boolean is = silence != null && silence.isProven(ALPHA);
        silences += is && !was ? 1 : 0;
        was = is;
      }
    }
    // 20 weeks of chance alone give 0.2; 80 weeks gave 2.
    assertThat(silences).isLessThanOrEqualTo(1);
  }

  private static double poisson(double mean, SplittableRandom random) {
    int count = 0;
    for (double gone = -Math.log(1 - random.nextDouble());
        gone < mean;
        gone -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }

  private static long at(int minute) {
    return START + minute * MINUTE;
  }

  /** A source, minute by minute, and what is known of it. */
  private static final class Feed {

    private final TreeMap<Long, long[]> minutes = new TreeMap<>();
    private final WeekHours zone;
    private SourceWatch watch = SourceWatch.unknown();
    private long tick;

    Feed() {
      this(UTC);
    }

    Feed(WeekHours zone) {
      this.zone = zone;
    }

    void put(int minute, double count) {
      long[] nanos = new long[WatchedSource.COUNT];
      nanos[ORDERS.ordinal()] = Math.round(count * 1e9);
      minutes.put(at(minute), nanos);
    }

    void look(int atMinute) {
      tick = at(atMinute);
      watch = watch.at(tick, minutes, ORDERS, zone);
      minutes.headMap(tick - SourceWatch.LEARNED_AFTER).clear();
    }

    /** Each minute's events, and the tick at its end. */
    void run(int from, int to, IntToDoubleFunction events) {
      for (int minute = from; minute < to; minute++) {
        double count = events.applyAsDouble(minute);
        if (count > 0) {
          put(minute, count);
        }
        look(minute + 1);
      }
    }

    /** The tick, in minutes from the start, at which it is silent. */
    int runUntilSilent(int from, IntToDoubleFunction events) {
      int minute = from;
      while (!silence().isProven(ALPHA)) {
        run(minute, minute + 1, events);
        minute++;
      }
      return minute;
    }

    long provenAt(int latest) {
      return watch.provenAt(tick, minutes, ORDERS, zone, ALPHA, at(latest));
    }

    Silence silence() {
      return Objects.requireNonNull(maybe());
    }

    /** Null where too little is known. */
    @Nullable Silence maybe() {
      return watch.silence(tick, minutes, ORDERS, zone);
    }
  }
}
