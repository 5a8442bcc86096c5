package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingCreditReaders;
import io.campaignpulse.testing.TestingJourneys;
import io.campaignpulse.testing.TestingPaths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What holds for every history and every order of arrival. */
class AttributionLawsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long START = 1_700_000_000_000L;

  @Property
  void parts_sum_to_the_whole_and_are_less_than_one_off(
      @ForAll @LongRange(min = -1_000_000_000_000_000_000L, max = 1_000_000_000_000_000_000L)
          long total,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 100_000_000) Integer> given) {
    long[] parts = given.stream().mapToLong(Integer::longValue).toArray();
    parts[0]++;
    long[] shares = LargestRemainder.split(total, parts);
    assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
    double sum = Arrays.stream(parts).sum();
    for (int i = 0; i < parts.length; i++) {
      assertThat(Math.abs(shares[i])).isLessThanOrEqualTo(Math.abs(total));
      if (Math.abs(total) < 1_000_000_000_000L) {
        assertThat(Math.abs(shares[i] - total * (parts[i] / sum))).isLessThan(1.001);
      }
    }
  }

  @Property
  void weights_sum_to_exactly_one_under_every_model(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 3000) Integer> hours,
      @ForAll @IntRange(min = 1, max = 1000) int halfLifeHours) {
    List<Touch> path =
        hours.stream()
            .map(h -> new Touch("e" + h, h * HOUR, InteractionType.CLICK, "c", "EMAIL"))
            .distinct()
            .sorted()
            .toList();
    for (AttributionModel model : AttributionModel.values()) {
      long[] weights = CreditModels.weights(model, path, halfLifeHours * HOUR);
      assertThat(Arrays.stream(weights).sum()).as("%s", model).isEqualTo(NANOS);
      assertThat(Arrays.stream(weights).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    }
  }

  @Property
  void any_order_of_arrival_gives_live_what_the_replay_gives(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    AttributionOptions replay = options(random);
    List<Credit> replayed = TestingAttribution.credits(replay, history);
    assertThat(replayed).allMatch(c -> c.revision() == 1 && c.previousWeightNanos() == null);
    Collections.shuffle(history, random);
    List<Credit> published = TestingAttribution.credits(live(replay), history);
    assertThat(TestingCreditReaders.upserted(published))
        .isEqualTo(TestingCreditReaders.upserted(replayed));
    assertThat(TestingCreditReaders.summed(published))
        .isEqualTo(TestingCreditReaders.summed(replayed));
  }

  @Property
  void in_any_order_of_arrival_explanations_show_the_credit_that_stands(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    AttributionOptions replay = options(random);
    for (AttributionOptions options : List.of(replay, live(replay))) {
      Collections.shuffle(history, random);
      TestingAttribution attribution = new TestingAttribution(options);
      history.forEach(attribution::accept);
      Map<String, Long> standing = new TreeMap<>();
      // Each key's later records come later.
      for (Credit credit : attribution.finish()) {
        if (credit.weightNanos() > 0 && credit.touchTime() != null) {
          standing.put(credit.key(), credit.weightNanos());
        } else {
          standing.remove(credit.key());
        }
      }
      assertThat(explained(attribution.explanations())).isEqualTo(standing);
    }
  }

  private static Map<String, Long> explained(List<Explanation> explanations) {
    Map<String, Long> weights = new TreeMap<>();
    for (Explanation explanation : explanations) {
      for (JourneyTouch touch : explanation.touches()) {
        for (AttributionModel model : AttributionModel.values()) {
          long weight = touch.weights()[model.ordinal()];
          if (weight > 0) {
            String key = ResultKey.of(model.name(), explanation.conversionId(), touch.eventId());
            weights.put(key, weight);
          }
        }
      }
    }
    return weights;
  }

  @Property
  void in_any_order_of_arrival_credit_is_what_the_ledger_books(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    AttributionOptions replay = options(random);
    for (AttributionOptions options : List.of(replay, live(replay))) {
      TestingAttribution attribution = new TestingAttribution(options);
      history.forEach(attribution::accept);
      List<Credit> credits = attribution.finish();
      for (AttributionModel model : AttributionModel.values()) {
        assertThat(TestingCreditReaders.byTime(credits, model))
            .as("%s", model)
            .isEqualTo(TestingCreditReaders.byTime(attribution.ledger()));
      }
      Collections.shuffle(history, random);
    }
  }

  @Property
  void any_order_of_arrival_and_of_time_tells_live_the_paths_of_the_replay(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    AttributionOptions options = options(random);
    long end = START + random.nextInt(150) * HOUR;
    TestingAttribution replay = new TestingAttribution(options);
    history.forEach(replay::accept);
    replay.finish();
    Collections.shuffle(history, random);
    TestingAttribution live = new TestingAttribution(live(options));
    for (Event event : history) {
      live.accept(event);
      if (random.nextInt(4) == 0) {
        live.passTime(Math.min(end, START + random.nextInt(150) * HOUR));
      }
    }
    live.passTime(end);
    assertThat(TestingPaths.counts(live.journeys()))
        .isEqualTo(
            TestingPaths.counts(
                replay.journeys().stream()
                    .filter(path -> path.converted() || path.endedAt() < end)
                    .toList()));
  }

  @Property
  void credit_ties_out_with_the_orders(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    List<Credit> credits = TestingAttribution.credits(options(random), history);
    Map<String, Long> weights =
        credits.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.model() + "|" + c.conversionId(),
                    Collectors.summingLong(Credit::weightNanos)));
    assertThat(weights.values()).allMatch(sum -> sum == NANOS);
    for (AttributionModel model : AttributionModel.values()) {
      for (AttributedMeasure measure : AttributedMeasure.values()) {
        assertThat(TestingCreditReaders.total(credits, model, measure))
            .as("%s %s", model, measure)
            .isEqualTo(TestingCreditReaders.total(credits, AttributionModel.FIRST_TOUCH, measure));
      }
      for (Credit credit : credits) {
        if (credit.conversionId().startsWith("o")) {
          assertThat(total(credit, AttributedMeasure.NET_REVENUE)).isEqualTo(credit.valueMicros());
          assertThat(
                  total(credit, AttributedMeasure.GROSS_REVENUE)
                      - total(credit, AttributedMeasure.DISCOUNTS)
                      - total(credit, AttributedMeasure.REFUNDS))
              .isEqualTo(credit.valueMicros());
        }
      }
    }
  }

  private static long total(Credit credit, AttributedMeasure measure) {
    long sum = 0;
    for (Booking booking : credit.bookings()) {
      sum += booking.amounts()[measure.ordinal()];
    }
    return sum;
  }

  private static AttributionOptions live(AttributionOptions replay) {
    return new AttributionOptions(
        Emission.ON_CHANGE,
        replay.models(),
        replay.clickLookBack(),
        replay.impressionLookBack(),
        replay.visitLookBack(),
        replay.touchTypes(),
        replay.collapse(),
        replay.halfLife(),
        replay.redecisionHorizon(),
        replay.ordersRetention(),
        replay.leadsRetention(),
        replay.maxTouches());
  }

  private static AttributionOptions options(Random random) {
    AttributionOptions defaults = AttributionOptions.defaults(Emission.AT_END);
    return new AttributionOptions(
        Emission.AT_END,
        defaults.models(),
        (1 + random.nextInt(50)) * HOUR,
        (1 + random.nextInt(10)) * HOUR,
        (1 + random.nextInt(50)) * HOUR,
        random.nextBoolean() ? List.of(InteractionType.CLICK) : List.of(InteractionType.values()),
        Collapse.values()[random.nextInt(2)],
        20 * HOUR,
        defaults.redecisionHorizon(),
        defaults.ordersRetention(),
        defaults.leadsRetention(),
        defaults.maxTouches());
  }

  /** Few people and hours, so that everything meets: ties, shared devices, late links. */
  private static List<Event> history(Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      events.add(interaction("i" + i, random));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      String visitor = "v" + random.nextInt(3);
      String customer = "c" + random.nextInt(3);
      long time = time(random);
      events.add(
          random.nextInt(3) == 0
              ? TestingJourneys.unlink(visitor, customer, time)
              : TestingJourneys.link(visitor, customer, time));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      addOrder("o" + i, random, events);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      addLead("l" + i, random, events);
    }
    return events;
  }

  private static ClassifiedInteraction interaction(String id, Random random) {
    int who = random.nextInt(3);
    return TestingJourneys.interaction(
        id,
        time(random),
        InteractionType.values()[random.nextInt(3)],
        who == 0 ? null : "v" + random.nextInt(3),
        who == 1 ? null : "c" + random.nextInt(3),
        "camp" + random.nextInt(2),
        random.nextBoolean() ? "DIRECT" : "EMAIL",
        random.nextInt(4) > 0,
        random.nextInt(5) == 0);
  }

  private static void addOrder(String id, Random random, List<Event> events) {
    PricedOrder placed =
        TestingJourneys.order(
            OrderStatus.PLACED,
            id + "-placed",
            time(random),
            id,
            random.nextBoolean() ? null : "v" + random.nextInt(3),
            random.nextBoolean() ? null : "c" + random.nextInt(3),
            random.nextBoolean() ? null : "l" + (1 + random.nextInt(2)),
            randomLine("a", random),
            randomLine("b", random),
            randomLine("a", random));
    events.add(placed.ownedBy(owner(random), owner(random)));
    addChanges(placed, random, events);
    for (int i = random.nextInt(3); i > 0; i--) {
      events.add(
          random.nextInt(4) == 0
              ? TestingJourneys.cancelled(id + "-x" + i, id, time(random))
              : TestingJourneys.returned(
                  id + "-r" + i,
                  id,
                  time(random),
                  TestingJourneys.back(random.nextInt(5) == 0 ? "zz" : "a", 1 + random.nextInt(3)),
                  TestingJourneys.back("b", 1)));
    }
  }

  /**
   * Live, an order that turns out to have been placed earlier keeps its links: that is left out.
   */
  private static void addChanges(PricedOrder placed, Random random, List<Event> events) {
    String id = placed.orderId();
    if (random.nextInt(3) == 0) {
      events.add(
          TestingJourneys.refunded(id + "-m", id, time(random), random.nextInt(1_000_000_000)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Long revision = random.nextBoolean() ? null : (Long) random.nextLong(3);
      OrderLine one = TestingJourneys.unpriced("a", 1 + random.nextInt(3), random.nextInt(300));
      OrderLine two = TestingJourneys.unpriced("zz", 1 + random.nextInt(3), random.nextInt(300));
      events.add(
          placed.leadId() != null || random.nextBoolean()
              ? TestingJourneys.updated(id + "-u" + i, id, time(random), revision, one, two)
              : TestingJourneys.placedAgain(
                  id + "-p" + i,
                  id,
                  Math.max(placed.eventTime() + 1, time(random)),
                  revision,
                  one));
    }
  }

  private static PricedLine randomLine(String sku, Random random) {
    long gross = random.nextInt(1_000_000_000);
    return new PricedLine(
        sku,
        (1 + random.nextInt(3)) * MICROS,
        gross,
        random.nextInt(3) == 0 ? gross / 7 : 0,
        random.nextInt(4) == 0 ? null : gross / 3,
        null);
  }

  private static void addLead(String id, Random random, List<Event> events) {
    boolean declaring = random.nextBoolean();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      LeadEvent lead =
          TestingJourneys.lead(
              id + "-" + i,
              time(random),
              id,
              LeadStage.values()[random.nextInt(7)],
              random.nextBoolean() ? null : "v" + random.nextInt(3),
              random.nextInt(3) > 0 ? null : "c" + random.nextInt(3),
              declaring && random.nextBoolean() ? "declared" : null,
              declaring && random.nextBoolean() ? "REFERRAL" : null,
              (long) random.nextInt(1000));
      LeadEvent moved = random.nextInt(4) == 0 ? TestingJourneys.reopened(lead) : lead;
      events.add(
          random.nextBoolean() ? moved : TestingJourneys.dealtWith(moved, "d", owner(random)));
    }
  }

  private static @Nullable String owner(Random random) {
    return random.nextBoolean() ? null : "owner" + random.nextInt(2);
  }

  private static long time(Random random) {
    return START + random.nextInt(60) * HOUR;
  }
}
