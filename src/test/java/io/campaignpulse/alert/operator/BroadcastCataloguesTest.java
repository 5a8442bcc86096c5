package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingCalendar.event;
import static io.campaignpulse.testing.TestingCalendar.revised;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.calendar.Calendar;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.portfolio.PortfolioFact;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.SeriesFact;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.DeletedRow;
import io.campaignpulse.testing.TestingIngestEvents;
import io.campaignpulse.testing.TestingWireValues;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Known events and lags in the broadcast state of the operators that go by them. */
class BroadcastCataloguesTest {

  private static final CalendarEvent SALE = event("sale", 100, 200, null, 1.5);
  private static final CalendarEvent HOLIDAY = event("holiday", 300, 400, null, null);
  private static final ChannelLags LAGS = TestingWireValues.channelLags();

  @Test
  void judge_alerts_has_the_bootstrap_snapshot_and_what_arrives_later() throws Exception {
    OperatorSubtaskState snapshot;
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> operator =
        operator(List.of(SALE), List.of(LAGS), null)) {
      assertThat(broadcast().calendar(operator.reading()).conversionFactor("c", "EMAIL", null, 150))
          .isEqualTo(1.5);
      operator.broadcast(RuleUpdate.of(HOLIDAY));
      operator.broadcast(RuleUpdate.of(revised(SALE, 2, false)));
      operator.broadcast(RuleUpdate.of(SALE));
      snapshot = operator.snapshot();
    }
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> restored =
        operator(List.of(), List.of(), snapshot)) {
      Calendar calendar = broadcast().calendar(restored.reading());
      assertThat(calendar.conversionFactor("c", "EMAIL", null, 150)).isEqualTo(1);
      assertThat(calendar.paused("c", "EMAIL", null, 350)).isEqualTo(HOLIDAY);
      assertThat(broadcast().priorLags(restored.reading()).curve("EMAIL", "QUALIFIED_LEAD"))
          .isNotNull();
    }
  }

  @Test
  void a_calendar_that_was_read_is_made_anew_after_a_row() throws Exception {
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> operator =
        operator(List.of(), List.of(), null)) {
      BroadcastRuleState broadcast = broadcast();
      BroadcastRuleState.Reading reading = operator.reading();
      assertThat(broadcast.calendar(reading).isSpecial("c", "EMAIL", null, 150)).isFalse();
      assertThat(broadcast.priorLags(reading).curves()).isEmpty();

      broadcast.accept(RuleUpdate.of(SALE), operator.writing());
      broadcast.accept(RuleUpdate.of(LAGS), operator.writing());

      assertThat(broadcast.calendar(reading).isSpecial("c", "EMAIL", null, 150)).isTrue();
      assertThat(broadcast.calendar(reading)).isSameAs(broadcast.calendar(reading));
      assertThat(broadcast.priorLags(reading).curves()).hasSize(1);
    }
  }

  @Test
  void rows_that_change_or_are_deleted_reach_the_evaluation_of_series() throws Exception {
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> operator =
        operator(List.of(), List.of(), null)) {
      BroadcastRuleState broadcast = broadcast();
      BroadcastRuleState.Reading reading = operator.reading();
      BroadcastRuleState.Writing writing = operator.writing();
      Campaign campaign = TestingIngestEvents.campaign("c", "Old", 1);
      FxRate rate = TestingWireValues.fxRate();
      AlertRule rule = TestingWireValues.rule();
      broadcast.accept(RuleUpdate.of(campaign), writing);
      assertThat(broadcast.labels(reading).name("c")).isEqualTo("Old");
      broadcast.accept(RuleUpdate.of(TestingIngestEvents.campaign("c", "New", 2)), writing);
      assertThat(broadcast.labels(reading).name("c")).isEqualTo("New");
      broadcast.accept(RuleUpdate.of(SALE), writing);
      broadcast.accept(RuleUpdate.of(LAGS), writing);
      broadcast.accept(RuleUpdate.of(rate), writing);
      broadcast.accept(RuleUpdate.of(rule), writing);
      assertThat(operator.state(BroadcastRuleState.FX_RATES).contains(rate.id())).isTrue();
      assertThat(operator.state(BroadcastRuleState.RULES).contains(rule.id())).isTrue();

      Campaign noCampaign = (Campaign) deletion(Topic.CAMPAIGNS, campaign);
      broadcast.accept(RuleUpdate.of(noCampaign), writing);
      broadcast.accept(RuleUpdate.of((CalendarEvent) deletion(Topic.CALENDAR, SALE)), writing);
      broadcast.accept(RuleUpdate.of((ChannelLags) deletion(Topic.CHANNEL_LAGS, LAGS)), writing);
      broadcast.accept(RuleUpdate.of((FxRate) deletion(Topic.FX_RATES, rate)), writing);
      broadcast.accept(RuleUpdate.of((AlertRule) deletion(Topic.RULES, rule)), writing);

      assertThat(broadcast.labels(reading).name("c")).isEqualTo("c");
      assertThat(broadcast.calendar(reading).isSpecial("c", "EMAIL", null, 150)).isFalse();
      assertThat(broadcast.priorLags(reading).curves()).isEmpty();
      assertThat(operator.state(BroadcastRuleState.FX_RATES).get(rate.id()))
          .matches(CatalogueRow::isDeletion);
      assertThat(operator.state(BroadcastRuleState.RULES).get(rule.id()).rule())
          .matches(CatalogueRow::isDeletion);
    }
  }

  @Test
  void what_was_deleted_stays_deleted_when_the_bootstrap_snapshot_comes_again() throws Exception {
    OperatorSubtaskState snapshot;
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> operator =
        operator(List.of(SALE), List.of(), null)) {
      operator.broadcast(RuleUpdate.of((CalendarEvent) deletion(Topic.CALENDAR, SALE)));
      snapshot = operator.snapshot();
    }
    try (Subtask<String, SeriesFact, RuleUpdate, FindingEvent> restored =
        operator(List.of(SALE), List.of(), snapshot)) {
      assertThat(broadcast().calendar(restored.reading()).isSpecial("c", "EMAIL", null, 150))
          .isFalse();
    }
  }

  private static CatalogueRow deletion(Topic catalogue, CatalogueRow row) {
    Origin origin = row.origin();
    return DeletedRow.of(
        catalogue, row.id(), new Origin(origin.partition(), origin.position() + 1, null, 0));
  }

  @Test
  void learn_portfolio_has_the_bootstrap_calendar_and_what_arrives_later() throws Exception {
    try (Subtask<Boolean, PortfolioFact, CalendarEvent, Portfolio> learner =
        new Subtask<>(
            new LearnPortfolioFunction(options(List.of(SALE), List.of())),
            List.of(LearnPortfolioFunction.CALENDAR),
            fact -> true,
            Types.BOOLEAN,
            null)) {
      learner.broadcast(HOLIDAY);
      learner.broadcast(revised(SALE, 1, false));

      BroadcastState<String, CalendarEvent> rows = learner.state(LearnPortfolioFunction.CALENDAR);
      assertThat(rows.get("holiday")).isEqualTo(HOLIDAY);
      assertThat(rows.get("sale")).isEqualTo(revised(SALE, 1, false));

      learner.broadcast((CalendarEvent) deletion(Topic.CALENDAR, HOLIDAY));
      assertThat(rows.get("holiday")).matches(CatalogueRow::isDeletion);
    }
  }

  private static Subtask<String, SeriesFact, RuleUpdate, FindingEvent> operator(
      List<CalendarEvent> calendar, List<ChannelLags> lags, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return new Subtask<>(
        new EvaluateSeriesFunction(options(calendar, lags)),
        EvaluateSeriesFunction.BROADCAST,
        SeriesFact::key,
        Types.STRING,
        snapshot);
  }

  private static BroadcastRuleState broadcast() {
    return new BroadcastRuleState(options(List.of(), List.of()));
  }

  private static AlertOptions options(List<CalendarEvent> calendar, List<ChannelLags> lags) {
    return new AlertOptions(
        Emission.ON_CHANGE,
        AttributionModel.LAST_TOUCH,
        TimeBasis.CONVERSION_TIME,
        "USD",
        "UTC",
        0.15,
        300_000,
        null,
        new CatalogueSnapshot(
            List.of(), List.of(), List.of(), List.of(), List.of(), calendar, lags));
  }

  /** An operator on one subtask, with its broadcast state. */
  private static final class Subtask<K, I, N, O> implements AutoCloseable {

    private final KeyedTwoInputStreamOperatorTestHarness<K, I, N, O> harness;

    Subtask(
        KeyedBroadcastProcessFunction<K, I, N, O> function,
        List<MapStateDescriptor<?, ?>> broadcast,
        KeySelector<I, K> key,
        TypeInformation<K> keyType,
        @Nullable OperatorSubtaskState snapshot)
        throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new CoBroadcastWithKeyedOperator<>(function, broadcast), key, null, keyType);
      if (snapshot != null) {
        harness.initializeState(snapshot);
      }
      harness.open();
    }

    void broadcast(N row) throws Exception {
      harness.processElement2(new StreamRecord<>(row));
    }

    <S, V> BroadcastState<S, V> state(MapStateDescriptor<S, V> descriptor) throws Exception {
      return ((AbstractStreamOperator<?>) harness.getOperator())
          .getOperatorStateBackend()
          .getBroadcastState(descriptor);
    }

    BroadcastRuleState.Reading reading() {
      return new BroadcastRuleState.Reading() {
        @Override
        public <S, V> ReadOnlyBroadcastState<S, V> of(MapStateDescriptor<S, V> descriptor)
            throws Exception {
          return state(descriptor);
        }
      };
    }

    BroadcastRuleState.Writing writing() {
      return new BroadcastRuleState.Writing() {
        @Override
        public <S, V> BroadcastState<S, V> of(MapStateDescriptor<S, V> descriptor)
            throws Exception {
          return state(descriptor);
        }
      };
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
