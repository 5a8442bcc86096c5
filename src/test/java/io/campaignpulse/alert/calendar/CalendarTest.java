package io.campaignpulse.alert.calendar;

import static io.campaignpulse.testing.TestingCalendar.event;
import static io.campaignpulse.testing.TestingCalendar.revised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.CalendarEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final CalendarEvent SALE = event("sale", 100, 200, 2.0, 1.5);
  private static final CalendarEvent HOLIDAY = event("holiday", 150, 300, 0.5, null);

  @Test
  void an_ordinary_time_has_factors_of_1_and_no_event() {
    for (Calendar calendar : List.of(Calendar.EMPTY, Calendar.of(List.of(SALE)))) {
      for (long instant : new long[] {Long.MIN_VALUE, 99, 200, Long.MAX_VALUE}) {
        assertThat(calendar.conversionFactor("c", "EMAIL", null, instant)).isEqualTo(1);
        assertThat(calendar.trafficFactor("c", "EMAIL", null, instant)).isEqualTo(1);
        assertThat(calendar.paused("c", "EMAIL", null, instant)).isNull();
        assertThat(calendar.isSpecial("c", "EMAIL", null, instant)).isFalse();
      }
    }
  }

  @Test
  void events_in_force_multiply_their_factors_and_one_without_pauses() {
    Calendar calendar = Calendar.of(List.of(HOLIDAY, SALE));

    assertThat(calendar.conversionFactor("c", "EMAIL", null, 100)).isEqualTo(1.5);
    assertThat(calendar.trafficFactor("c", "EMAIL", null, 100)).isEqualTo(2);
    assertThat(calendar.paused("c", "EMAIL", null, 149)).isNull();
    assertThat(calendar.conversionFactor("c", "EMAIL", null, 150)).isEqualTo(1.5);
    assertThat(calendar.trafficFactor("c", "EMAIL", null, 150)).isEqualTo(1);
    assertThat(calendar.paused("c", "EMAIL", null, 199)).isEqualTo(HOLIDAY);
    assertThat(calendar.trafficFactor("c", "EMAIL", null, 299)).isEqualTo(0.5);
    assertThat(calendar.isSpecial("c", "EMAIL", null, 299)).isTrue();
    assertThat(calendar.isSpecial("c", "EMAIL", null, 300)).isFalse();
  }

  @Test
  void of_two_events_that_pause_the_earlier_one_is_named() {
    CalendarEvent later = event("a", 151, 400, null, null);
    assertThat(Calendar.of(List.of(later, HOLIDAY)).paused("c", "EMAIL", null, 160))
        .isEqualTo(HOLIDAY);
  }

  @Test
  void every_list_of_a_scope_must_hold_the_series() {
    CalendarEvent scoped =
        event("e", 0, 10, List.of("c", "d"), List.of("EMAIL"), List.of("growth"), null, 2.0);
    Calendar calendar = Calendar.of(List.of(scoped));

    assertThat(calendar.conversionFactor("d", "EMAIL", "growth", 5)).isEqualTo(2);
    assertThat(calendar.isSpecial("x", "EMAIL", "growth", 5)).isFalse();
    assertThat(calendar.isSpecial("c", "DISPLAY", "growth", 5)).isFalse();
    assertThat(calendar.isSpecial("c", "EMAIL", "brand", 5)).isFalse();
    assertThat(calendar.isSpecial("c", "EMAIL", null, 5)).isFalse();
  }

  @Test
  void a_disabled_event_does_not_count() {
    Calendar calendar = Calendar.of(List.of(revised(HOLIDAY, 1, false)));
    assertThat(calendar.isSpecial("c", "EMAIL", null, 160)).isFalse();
  }

  @Property
  void the_index_answers_as_a_search_through_all_events_does(
      @ForAll("events") List<CalendarEvent> events,
      @ForAll @LongRange(min = -1, max = 31) long instant,
      @ForAll long seed) {
    List<CalendarEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    Calendar calendar = Calendar.of(shuffled);
    List<CalendarEvent> inForce =
        events.stream()
            .filter(e -> e.startTime() <= instant && instant < e.endTime())
            .filter(e -> e.channels().isEmpty() || e.channels().contains("EMAIL"))
            .toList();

    assertThat(calendar.isSpecial("c", "EMAIL", null, instant)).isEqualTo(!inForce.isEmpty());
    assertThat(calendar.conversionFactor("c", "EMAIL", null, instant))
        .isCloseTo(
            inForce.stream()
                .map(CalendarEvent::conversionFactor)
                .mapToDouble(factor -> factor == null ? 1 : factor)
                .reduce(1, (a, b) -> a * b),
            within(1e-9))
        .isEqualTo(Calendar.of(events).conversionFactor("c", "EMAIL", null, instant));
    CalendarEvent pausing = calendar.paused("c", "EMAIL", null, instant);
    assertThat(pausing != null)
        .isEqualTo(inForce.stream().anyMatch(e -> e.conversionFactor() == null));
    if (pausing != null) {
      assertThat(inForce).contains(pausing);
    }
  }

  @Provide
  Arbitrary<List<CalendarEvent>> events() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 29),
            Arbitraries.longs().between(1, 10),
            Arbitraries.of("EMAIL", "DISPLAY").list().ofMaxSize(2),
            Arbitraries.doubles().between(0.1, 4).injectNull(0.3))
        .as(
            (start, length, channels, factor) ->
                event("", start, start + length, List.of(), channels, List.of(), null, factor))
        .list()
        .ofMaxSize(8)
        .map(CalendarTest::withIds);
  }

  private static List<CalendarEvent> withIds(List<CalendarEvent> events) {
    List<CalendarEvent> named = new ArrayList<>();
    for (CalendarEvent e : events) {
      named.add(
          event(
              "e" + named.size(),
              e.startTime(),
              e.endTime(),
              e.campaignIds(),
              e.channels(),
              e.departments(),
              e.trafficFactor(),
              e.conversionFactor()));
    }
    return named;
  }
}
