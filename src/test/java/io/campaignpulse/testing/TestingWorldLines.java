package io.campaignpulse.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a generated world under way, with its dice. Times are drawn from a coarse grid, so
 * that things often happen at one instant or exactly a look-back apart.
 */
final class TestingWorldLines {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();

  private final SplittableRandom random;
  private final String prefix;
  private final Instant start;
  private final Map<Topic, List<ObjectNode>> lines = new EnumMap<>(Topic.class);
  private final List<Instant> used = new ArrayList<>();
  private final long grid;
  private int serial;

  TestingWorldLines(long seed, String prefix, Instant start) {
    this.random = new SplittableRandom(seed);
    this.prefix = prefix;
    this.start = start;
    this.grid = oneOf(1, 4, 12) * HALF_HOUR;
  }

  Map<Topic, List<ObjectNode>> lines() {
    return lines;
  }

  List<ObjectNode> of(Topic topic) {
    return lines.computeIfAbsent(topic, t -> new ArrayList<>());
  }

  Instant start() {
    return start;
  }

  SplittableRandom random() {
    return random;
  }

  /** True once in so many times. */
  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A name of this world. */
  String own(String name) {
    return prefix + name;
  }

  /** A new id of this world, whose order says nothing about time. */
  String newId(String kind) {
    serial++;
    return prefix + kind + Integer.toString(random.nextInt(36 * 36), 36) + "-" + serial;
  }

  /** Some time within so many days; every third is one at which something else happens. */
  Instant time(int days) {
    if (once(3) && !used.isEmpty()) {
      return used.get(random.nextInt(used.size()));
    }
    Instant onGrid =
        start.plusMillis(random.nextLong(Duration.ofDays(days).toMillis() / grid) * grid);
    Instant time =
        switch (random.nextInt(12)) {
          case 0 -> onGrid.plusMillis(random.nextLong(HALF_HOUR));
          case 1 -> onGrid.plusMillis(1);
          default -> onGrid;
        };
    used.add(time);
    return time;
  }

  /** A time at most so many hours after another, on the grid of that one. */
  Instant after(Instant time, int hours) {
    return time.plusMillis(random.nextLong(hours * 2L + 1) * HALF_HOUR);
  }

  /** Adds a record of field names and values; those of null are left out. */
  ObjectNode add(Topic topic, @Nullable Object... fields) {
    ObjectNode line = object(fields);
    of(topic).add(line);
    return line;
  }

  /** An object of field names and values; those of null are left out. */
  ObjectNode object(@Nullable Object... fields) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < fields.length; i += 2) {
      Object value = fields[i + 1];
      if (value != null) {
        object.set(String.valueOf(fields[i]), JSON.valueToTree(written(value)));
      }
    }
    return object;
  }

  /** Times as text in UTC or another offset, or as milliseconds. */
  private Object written(Object value) {
    if (!(value instanceof Instant instant)) {
      return value;
    }
    return switch (random.nextInt(8)) {
      case 0 -> instant.toEpochMilli();
      case 1 -> instant.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString();
      default -> instant.toString();
    };
  }

  /** When the event of a line happened, epoch milliseconds. */
  static long eventTime(String line) {
    try {
      JsonNode time = JSON.readTree(line).get("eventTime");
      return time.isNumber()
          ? time.asLong()
          : OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
