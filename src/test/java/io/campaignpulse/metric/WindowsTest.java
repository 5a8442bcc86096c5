package io.campaignpulse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

  private static final String[] ZONES = {
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Pacific/Apia"
  };

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2017-03-12T12:00:00Z, 2017-03-12T05:00:00Z, 23",
    "America/New_York, 2017-11-05T12:00:00Z, 2017-11-05T04:00:00Z, 25",
    "UTC, 2017-03-12T23:59:59.999Z, 2017-03-12T00:00:00Z, 24",
    "America/Sao_Paulo, 2017-10-15T12:00:00Z, 2017-10-15T03:00:00Z, 23"
  })
  void aDayFollowsTheReportingZone(String zone, Instant at, Instant start, int hours) {
    Windows windows = new Windows(ZoneId.of(zone));
    assertThat(windows.start(WindowSize.P1D, at.toEpochMilli())).isEqualTo(start.toEpochMilli());
    assertThat(windows.end(WindowSize.P1D, at.toEpochMilli()))
        .isEqualTo(start.plus(Duration.ofHours(hours)).toEpochMilli());
  }

  @Test
  void anHourIsALocalHour() {
    Windows windows = new Windows(ZoneId.of("Asia/Kolkata"));
    long at = Instant.parse("2026-03-02T10:15:00Z").toEpochMilli();
    assertThat(windows.start(WindowSize.PT1H, at))
        .isEqualTo(Instant.parse("2026-03-02T09:30:00Z").toEpochMilli());
  }

  @Test
  void lifeHasNoEnd() {
    Windows windows = new Windows(ZoneId.of("UTC"));
    assertThat(windows.start(WindowSize.LIFE, 77)).isZero();
    assertThat(windows.shownEnd(WindowSize.LIFE, 0)).isNull();
    assertThat(windows.shownEnd(WindowSize.PT1M, 60_000)).isEqualTo(120_000);
  }

  @Property
  void windowsDivideTimeAndNest(
      @ForAll @LongRange(min = 946_684_800_000L, max = 2_000_000_000_000L) long at) {
    for (String zone : ZONES) {
      Windows windows = new Windows(ZoneId.of(zone));
      long outerStart = Long.MIN_VALUE;
      long outerEnd = Long.MAX_VALUE;
      for (WindowSize size : new WindowSize[] {WindowSize.P1D, WindowSize.PT1H, WindowSize.PT1M}) {
        long start = windows.start(size, at);
        long end = windows.end(size, at);
        assertThat(at).as("%s %s", zone, size).isBetween(start, end - 1);
        assertThat(start).as("%s %s", zone, size).isGreaterThanOrEqualTo(outerStart);
        assertThat(end).as("%s %s", zone, size).isLessThanOrEqualTo(outerEnd);
        assertThat(windows.end(size, start - 1)).as("%s %s", zone, size).isEqualTo(start);
        assertThat(windows.start(size, end)).as("%s %s", zone, size).isEqualTo(end);
        assertThat(windows.start(size, start)).as("%s %s", zone, size).isEqualTo(start);
        outerStart = start;
        outerEnd = end;
      }
    }
  }

  @Property
  void aWindowIsRecoveredFromItsCode(
      @ForAll WindowSize size, @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long start) {
    long code = WindowCode.of(size, start);
    assertThat(WindowCode.size(code)).isEqualTo(size);
    assertThat(WindowCode.start(code)).isEqualTo(start);
  }
}
