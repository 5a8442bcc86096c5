package io.campaignpulse.metric;

import static io.campaignpulse.testing.TestingMetrics.LONG;
import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.options;
import static io.campaignpulse.testing.TestingMetrics.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.SpendChange;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SpendSpreadTest {

  private static final long DAY = 86_400_000;

  /** Worked example 7 of metrics.md: the parts make the whole, also where clocks change. */
  @Property(tries = 100)
  void minutesHoursAndDaysAllSumToLife(
      @ForAll @LongRange(min = 0, max = 40 * DAY) long offset,
      @ForAll @LongRange(min = 1, max = 9 * DAY) long length,
      @ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long before,
      @ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long after)
      throws Exception {
    long start = at("2017-02-20T00:00:00Z") + offset;
    CountedSpend first = CountedSpend.whole(spend("a", start, start + length, before, 1));
    CountedSpend second = CountedSpend.whole(spend("a", start, start + length, after, 2));
    Windows windows = new Windows(ZoneId.of("America/New_York"));
    SpendSpread spread =
        new SpendSpread(options(Emission.AT_END, "America/New_York", LONG), windows);
    Map<Long, Totals> totals = new HashMap<>();
    for (WindowSize size : WindowSize.values()) {
      for (SpendChange change :
          new SpendChange[] {new SpendChange(null, first), new SpendChange(first, second)}) {
        spread.add(
            change,
            size,
            start,
            start + length,
            (s, instant) ->
                totals.computeIfAbsent(
                    WindowCode.of(s, windows.start(s, instant)), w -> new Totals()));
      }
    }
    for (WindowSize size : WindowSize.values()) {
      long sum =
          totals.entrySet().stream()
              .filter(e -> WindowCode.size(e.getKey()) == size)
              .mapToLong(e -> e.getValue().base()[BaseMeasure.SPEND.ordinal()])
              .sum();
      assertThat(sum).as(size.name()).isEqualTo(after);
    }
    // Every hour is the sum of its minutes, every day that of its hours.
    totals.forEach(
        (code, total) -> {
          WindowSize size = WindowCode.size(code);
          if (size == WindowSize.PT1H || size == WindowSize.P1D) {
            WindowSize finer = size == WindowSize.PT1H ? WindowSize.PT1M : WindowSize.PT1H;
            long end = windows.end(size, WindowCode.start(code));
            long sum = 0;
            for (long at = WindowCode.start(code); at < end; at = windows.end(finer, at)) {
              Totals part = totals.get(WindowCode.of(finer, at));
              sum += part == null ? 0 : part.base()[BaseMeasure.SPEND.ordinal()];
            }
            assertThat(sum).isEqualTo(total.base()[BaseMeasure.SPEND.ordinal()]);
          }
        });
  }
}
