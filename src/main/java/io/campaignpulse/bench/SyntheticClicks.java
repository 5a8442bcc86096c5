package io.campaignpulse.bench;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A made-up click stream, the same at each run: event {@code i} is a function of {@code i}. All
 * campaigns and channels are clicked equally often in each minute, event time grows with {@code i}
 * but for some seconds of disorder, and one event in ten carries a browser's user agent.
 *
 * @param clicksPerKeyAndMinute clicks of one campaign and channel within a minute
 */
record SyntheticClicks(int clicksPerKeyAndMinute) {

  static final int CAMPAIGNS = 25;
  static final int CHANNELS = 4;
  static final int SERIES = CAMPAIGNS * CHANNELS;
  static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  static final Origin ANYWHERE = new Origin(0, 0, null, 0);

  private static final long MINUTE = 60_000;
  private static final String[] CHANNEL = {"PAID_SEARCH", "PAID_SOCIAL", "DISPLAY", "EMAIL"};
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari";

  Interaction click(long i) {
    long mixed = mix(i);
    return click(
        "click-" + hex(mixed) + hex(i),
        time(i),
        1_000_000_000L + (mixed >>> 8) % 1_000_000,
        (int) (i % SERIES),
        i % 10 == 3 ? AGENT + "/" + (500 + mixed % 37) : null);
  }

  /**
   * A click with its campaign and channel given.
   *
   * @param series which of the {@value #SERIES} campaigns and channels, from 0
   */
  static Interaction click(
      String eventId, long time, long visitor, int series, @Nullable String userAgent) {
    return new Interaction(
        eventId,
        time,
        InteractionType.CLICK,
        visitor(visitor),
        null,
        "campaign-2026-" + (10 + series / CHANNELS),
        CHANNEL[series % CHANNELS],
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        userAgent,
        true,
        ANYWHERE);
  }

  static String visitor(long number) {
    return "visitor-" + number;
  }

  long time(long i) {
    long perMinute = (long) SERIES * clicksPerKeyAndMinute;
    long minute = i / perMinute;
    long within = i % perMinute * MINUTE / perMinute;
    return START + minute * MINUTE + within;
  }

  static long mix(long i) {
    long z = (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z ^ z >>> 31) >>> 1;
  }

  private static String hex(long value) {
    return String.format("%016x", value);
  }
}
