package io.campaignpulse.pipeline;

import static io.campaignpulse.testing.TestingJourneys.at;
import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.cancelled;
import static io.campaignpulse.testing.TestingJourneys.click;
import static io.campaignpulse.testing.TestingJourneys.interaction;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.link;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.journey.JourneyOptions;
import io.campaignpulse.testing.TestingCreditReaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole graph on a mini cluster, over the people of the hand-made example set. */
class AttributionPipelineTest {

  /** It outlives each job, so that what the job gave can be fetched. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final List<ClassifiedInteraction> INTERACTIONS =
      List.of(
          click("i03", at("2026-03-02T10:00:00Z"), "v1", null, "spring", "PAID_SEARCH"),
          click("i04", at("2026-03-04T08:00:00Z"), "v2", "c2", "spring", "PAID_SEARCH"),
          interaction(
              "i12",
              at("2026-03-04T08:01:00Z"),
              InteractionType.CLICK,
              "v2",
              null,
              "spring",
              "PAID_SEARCH",
              true,
              true),
          click("i09", at("2026-03-05T09:30:00Z"), "v3", null, "dealer", "DISPLAY"),
          click("i06", at("2026-03-06T12:00:00Z"), "v5", null, "dealer", "DISPLAY"),
          click("i07", at("2026-03-13T12:00:00Z"), null, "c5", "spring", "EMAIL"));

  private static final List<PricedOrder> ORDERS =
      List.of(
          returned("o9-returned", "O9", at("2026-03-10T15:00:00Z")),
          returned("o2-returned", "O2", at("2026-03-10T15:00:00Z"), back("B", 1)),
          placed("O1", at("2026-03-03T11:00:00Z"), null, "c1", line("A", 2, 100, 10, 40L)),
          placed("O2", at("2026-03-04T20:00:00Z"), "v2", null, line("B", 4, 100, 0, 40L)),
          placed("O3", at("2026-03-07T10:00:00Z"), null, "c4", line("A", 1, 60, 0, 20L)),
          placed("O4", at("2026-03-14T12:00:00Z"), null, "c5", line("A", 3, 150, 30, 60L)),
          placed("O6", at("2026-03-08T09:00:00Z"), null, "c2", line("A", 1, 50, 0, 20L)),
          cancelled("o6-cancelled", "O6", at("2026-03-09T09:00:00Z")));

  private static final List<LeadEvent> LEADS =
      List.of(
          lead(
              "l1",
              at("2026-03-05T10:00:00Z"),
              "L1",
              LeadStage.CREATED,
              "v3",
              null,
              null,
              null,
              9L),
          lead("l2", at("2026-03-09T09:00:00Z"), "L1", LeadStage.WON, "v3", null, null, null, 9L),
          lead(
              "l3",
              at("2026-03-09T10:00:00Z"),
              "L1",
              LeadStage.QUALIFIED,
              "v3",
              null,
              null,
              null,
              1L));

  private static final List<IdentityEvent> IDENTITIES =
      List.of(
          link("v1", "c1", at("2026-03-03T10:00:00Z")),
          link("v5", "c5", at("2026-03-14T11:00:00Z")));

  /** All that came out. */
  private record Result(
      List<Credit> credits,
      List<ConversionBooking> bookings,
      List<ModelShare> shares,
      List<Rejection> rejected,
      List<LedgerChange> ledger) {}

  private static Result run(Emission emission, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    AttributionPipeline.Outputs outputs =
        AttributionPipeline.build(
            new AttributionPipeline.Inputs(
                env.fromData(INTERACTIONS, TypeInformation.of(ClassifiedInteraction.class))
                    .uid("interactions"),
                env.fromData(ORDERS, TypeInformation.of(PricedOrder.class)).uid("orders"),
                env.fromData(LEADS, TypeInformation.of(LeadEvent.class)).uid("leads"),
                env.fromData(IDENTITIES, TypeInformation.of(IdentityEvent.class))
                    .uid("identities")),
            AttributionOptions.defaults(emission));
    CloseableIterator<Credit> credits = collect(outputs.credits());
    CloseableIterator<ConversionBooking> bookings = collect(outputs.bookings());
    CloseableIterator<ModelShare> shares =
        collect(
            ModelSharesPipeline.build(
                outputs.journeys(), new JourneyOptions(emission, at("2027-01-01T00:00:00Z"), 100)));
    CloseableIterator<Rejection> rejected = collect(outputs.rejected());
    CloseableIterator<LedgerChange> ledger = collect(outputs.ledger());
    env.executeAsync();
    return new Result(
        drain(credits), drain(bookings), drain(shares), drain(rejected), drain(ledger));
  }

  private static <T> CloseableIterator<T> collect(DataStream<T> stream) {
    return stream.collectAsync();
  }

  private static <T> List<T> drain(CloseableIterator<T> iterator) throws Exception {
    try (iterator) {
      List<T> values = new ArrayList<>();
      iterator.forEachRemaining(values::add);
      return values;
    }
  }

  @ParameterizedTest
  @CsvSource({"AT_END,1", "AT_END,4", "ON_CHANGE,1", "ON_CHANGE,4"})
  void the_final_credits_are_those_of_the_example(Emission emission, int parallelism)
      throws Exception {
    Result result = run(emission, parallelism);
    Map<String, Long> values = new TreeMap<>();
    TestingCreditReaders.upserted(result.credits())
        .forEach((key, shown) -> values.put(key, (Long) shown.get(7)));
    assertThat(values)
        .containsEntry("LAST_TOUCH|O1|i03", 90_000_000L)
        .containsEntry("LAST_TOUCH|O2|i04", 75_000_000L)
        .containsEntry("LAST_TOUCH|O3|-", 60_000_000L)
        .containsEntry("FIRST_TOUCH|O4|i06", 120_000_000L)
        .containsEntry("LAST_TOUCH|O4|i07", 120_000_000L)
        .containsEntry("LINEAR|O4|i06", 60_000_000L)
        .containsEntry("LINEAR|O4|i07", 60_000_000L)
        .containsEntry("TIME_DECAY|O4|i06", 40_000_000L)
        .containsEntry("TIME_DECAY|O4|i07", 80_000_000L)
        .containsEntry("LAST_TOUCH|O6|i04", 0L)
        .containsEntry("LAST_TOUCH|L1:CREATED|i09", 9_000_000L)
        .containsEntry("LAST_TOUCH|L1:OPPORTUNITY|i09", 9_000_000L)
        .hasSize(6 * 10 + 3);
    assertThat(result.rejected())
        .extracting(Rejection::topic, Rejection::reason)
        .containsExactly(tuple(Topic.ORDERS, RejectionReason.ORDER_UNKNOWN));
    Map<String, Long> ledger = new TreeMap<>();
    result.ledger().forEach(c -> ledger.merge(c.topic() + " " + c.outcome(), c.count(), Long::sum));
    assertThat(ledger)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Topic.ORDERS + " " + Outcome.COUNTED,
                -1L,
                Topic.ORDERS + " " + Outcome.REJECTED,
                1L,
                Topic.LEADS + " " + Outcome.COUNTED,
                -1L,
                Topic.LEADS + " " + Outcome.DUPLICATE,
                1L));
  }

  @ParameterizedTest
  @CsvSource({"AT_END,1", "AT_END,4", "ON_CHANGE,1", "ON_CHANGE,4"})
  void the_ledger_of_conversions_is_what_every_model_credits(Emission emission, int parallelism)
      throws Exception {
    Result result = run(emission, parallelism);
    assertThat(result.bookings())
        .extracting(ConversionBooking::conversionId)
        .contains("O1", "L1:WON");
    for (AttributionModel model : AttributionModel.values()) {
      assertThat(TestingCreditReaders.byTime(result.credits(), model))
          .as("%s", model)
          .isEqualTo(TestingCreditReaders.byTime(result.bookings()));
    }
  }

  @ParameterizedTest
  @CsvSource({"AT_END,1", "AT_END,4", "ON_CHANGE,1", "ON_CHANGE,4"})
  void the_shares_of_orders_are_those_of_their_paths(Emission emission, int parallelism)
      throws Exception {
    // O1 after i03, O2 after i04, O4 after i06 and i07; O3 without a touch, O6 cancelled.
    Map<String, Double> shares = new TreeMap<>();
    for (ModelShare share : run(emission, parallelism).shares()) {
      if (share.conversionType() == ConversionType.ORDER) {
        assertThat(share.conversionsWithTouch()).isEqualTo(3);
        assertThat(share.conversionsWithoutTouch()).isEqualTo(1);
        shares.put(share.key(), share.share());
      }
    }
    // Of three orders the chain loses two without PAID_SEARCH, and one without either of the
    // others.
    assertThat(shares)
        .containsEntry("SHAPLEY|ORDER|spring|PAID_SEARCH", 2 / 3.0)
        .containsEntry("SHAPLEY|ORDER|dealer|DISPLAY", 0.5 / 3)
        .containsEntry("SHAPLEY|ORDER|spring|EMAIL", 0.5 / 3)
        .containsEntry("MARKOV|ORDER|spring|PAID_SEARCH", 0.5)
        .containsEntry("MARKOV|ORDER|dealer|DISPLAY", 0.25)
        .containsEntry("MARKOV|ORDER|spring|EMAIL", 0.25)
        .hasSize(6);
  }

  @Test
  void replay_and_live_tell_both_kinds_of_readers_the_same() throws Exception {
    List<Credit> replayed = run(Emission.AT_END, 4).credits();
    List<Credit> published = run(Emission.ON_CHANGE, 4).credits();
    assertThat(replayed).allMatch(c -> c.revision() == 1 && c.previousWeightNanos() == null);
    assertThat(replayed).extracting(Credit::model).contains(AttributionModel.values());
    assertThat(TestingCreditReaders.upserted(published))
        .isEqualTo(TestingCreditReaders.upserted(replayed));
    assertThat(TestingCreditReaders.summed(published))
        .isEqualTo(TestingCreditReaders.summed(replayed));
  }
}
