package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.MINUTE;
import static io.campaignpulse.testing.TestingMinuteRows.at;
import static io.campaignpulse.testing.TestingMinuteRows.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.alert.feed.WatchedSource;
import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Heartbeats of each minute, whatever arrives. */
class PublishHeartbeatsFunctionTest {

  @Test
  void eachMinuteHasAHeartbeatThoughNothingArrives() throws Exception {
    try (Operator live = new Operator(null)) {
      live.tick(10);
      assertThat(live.heartbeats()).as("before the first event").isEmpty();
      live.arrive(10, WatchedSource.CLICKS, 5);
      for (int minute = 11; minute <= 18; minute++) {
        live.tick(minute);
      }
      assertThat(live.heartbeats())
          .filteredOn(heartbeat -> heartbeat.source().equals(AlertHeartbeat.ALL))
          .extracting(AlertHeartbeat::asOf, AlertHeartbeat::state, AlertHeartbeat::evaluatedUntil)
          .containsExactly(
              tuple(at(11), HeartbeatState.LIVE, at(11)),
              tuple(at(12), HeartbeatState.LIVE, at(11)),
              tuple(at(13), HeartbeatState.LIVE, at(11)),
              tuple(at(14), HeartbeatState.LIVE, at(11)),
              tuple(at(15), HeartbeatState.LIVE, at(11)),
              // 5 seconds after the tick it is more than the bound.
              tuple(at(16), HeartbeatState.CATCHING_UP, at(11)),
              tuple(at(17), HeartbeatState.CATCHING_UP, at(11)),
              tuple(at(18), HeartbeatState.CATCHING_UP, at(11)));
    }
  }

  @Test
  void aHeartbeatSaysWhenItWasPublishedAndIsReplacedByTheNext() throws Exception {
    try (Operator live = new Operator(null)) {
      live.arrive(10, WatchedSource.CLICKS, 5);
      live.tick(11);
      assertThat(live.heartbeats())
          .containsExactly(
              heartbeat("clicks", HeartbeatState.LIVE, 11, 11),
              heartbeat("all", HeartbeatState.LIVE, 11, 11));
    }
  }

  @Test
  void anEvaluationThatIsBehindTheClockIsntLive() throws Exception {
    try (Operator live = new Operator(null)) {
      live.arrive(10, WatchedSource.CLICKS, 5);
      live.clock(at(16) + 1);
      live.watermark(at(11));
      assertThat(live.heartbeats())
          .extracting(AlertHeartbeat::state)
          .containsOnly(HeartbeatState.CATCHING_UP);
    }
  }

  @Test
  void aBacklogIsReadUpBeforeItIsLive() throws Exception {
    try (Operator live = new Operator(null)) {
      for (int minute = 100; minute < 104; minute++) {
        int reached = 40 * (minute - 99);
        live.arrive(Math.min(reached, minute), WatchedSource.CLICKS, 5);
        live.arrive(Math.min(reached, minute), WatchedSource.ORDERS, 1);
        live.tick(minute + 1);
      }
      assertThat(live.heartbeats())
          .filteredOn(heartbeat -> heartbeat.source().equals(AlertHeartbeat.ALL))
          .extracting(AlertHeartbeat::state, AlertHeartbeat::evaluatedUntil)
          .containsExactly(
              tuple(HeartbeatState.CATCHING_UP, at(41)),
              tuple(HeartbeatState.CATCHING_UP, at(81)),
              tuple(HeartbeatState.LIVE, at(103)),
              tuple(HeartbeatState.LIVE, at(104)));
    }
  }

  @Test
  void anOrderThatMovesToAnotherCampaignIsNoBacklog() throws Exception {
    try (Operator live = new Operator(null)) {
      live.arrive(99, WatchedSource.CLICKS, 5);
      live.arrive(20, WatchedSource.ORDERS, -1);
      live.arrive(20, WatchedSource.ORDERS, 1);
      live.tick(100);
      assertThat(live.heartbeats())
          .extracting(AlertHeartbeat::source, AlertHeartbeat::state)
          .containsExactly(tuple("clicks", HeartbeatState.LIVE), tuple("all", HeartbeatState.LIVE));
    }
  }

  @Test
  void aSourceIsPausedWhileAnyRuleHoldsItToBeSilent() throws Exception {
    try (Operator live = new Operator(null)) {
      live.arrive(10, WatchedSource.CLICKS, 5);
      live.arrive(10, WatchedSource.ORDERS, 1);
      live.silence("a", "orders", 11, true);
      live.silence("b", "orders", 11, true);
      live.tick(11);
      live.silence("a", "orders", 12, false);
      live.tick(12);
      assertThat(live.heartbeats())
          .extracting(AlertHeartbeat::source, AlertHeartbeat::state)
          .containsExactly(
              tuple("clicks", HeartbeatState.LIVE),
              tuple("orders", HeartbeatState.PAUSED),
              tuple("all", HeartbeatState.PAUSED),
              tuple("clicks", HeartbeatState.LIVE),
              tuple("orders", HeartbeatState.PAUSED),
              tuple("all", HeartbeatState.PAUSED));
      live.silence("b", "orders", 13, false);
      live.tick(13);
      assertThat(live.heartbeats())
          .extracting(AlertHeartbeat::state)
          .containsOnly(HeartbeatState.LIVE);
    }
  }

  @Test
  void aRestartGoesOnAtThePresentAndCatchesUp() throws Exception {
    OperatorSubtaskState state;
    try (Operator live = new Operator(null)) {
      live.arrive(10, WatchedSource.CLICKS, 5);
      live.silence("a", "clicks", 11, true);
      live.tick(11);
      state = live.snapshot();
    }
    try (Operator live = new Operator(state)) {
      live.tick(300);
      assertThat(live.heartbeats())
          .containsExactly(
              heartbeat("clicks", HeartbeatState.PAUSED, 11, 300),
              heartbeat("all", HeartbeatState.PAUSED, 11, 300));
      live.silence("a", "clicks", 301, false);
      live.arrive(200, WatchedSource.CLICKS, 5);
      live.tick(301);
      assertThat(live.heartbeats())
          .containsExactly(
              heartbeat("clicks", HeartbeatState.CATCHING_UP, 201, 301),
              heartbeat("all", HeartbeatState.CATCHING_UP, 201, 301));
    }
  }

  @Test
  void theEndOfTimeHasNoHeartbeat() throws Exception {
    try (Operator live = new Operator(null)) {
      live.arrive(10, WatchedSource.CLICKS, 5);
      live.watermark(Long.MAX_VALUE);
      assertThat(live.heartbeats()).isEmpty();
    }
  }

  private static AlertHeartbeat heartbeat(
      String source, HeartbeatState state, int until, int minute) {
    return new AlertHeartbeat(
        source, state, at(until), at(minute), at(minute), at(minute) + Operator.OUT_OF_ORDERNESS);
  }

  /** The operator on one subtask, whose clock is as far ahead of ticks as live. */
  private static final class Operator implements AutoCloseable {

    static final long OUT_OF_ORDERNESS = 5_000;

    private final KeyedTwoInputStreamOperatorTestHarness<
            String, SourceMinute, Finding, AlertHeartbeat>
        harness;

    Operator(@Nullable OperatorSubtaskState from) throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new KeyedCoProcessOperator<>(
                  new PublishHeartbeatsFunction(options(Emission.ON_CHANGE))),
              minute -> "business",
              finding -> "business",
              Types.STRING);
      if (from != null) {
        harness.initializeState(from);
      }
      harness.open();
    }

    void arrive(int minute, WatchedSource source, long count) throws Exception {
      long[] nanos = new long[WatchedSource.COUNT];
      nanos[source.ordinal()] = count * 1_000_000_000;
      harness.processElement1(new StreamRecord<>(new SourceMinute(at(minute), nanos)));
    }

    void silence(String ruleId, String source, int minute, boolean holds) throws Exception {
      harness.processElement2(
          new StreamRecord<>(
              new Finding(
                  ruleId,
                  1,
                  RuleKind.DATA_SILENCE,
                  new AlertSubject(null, null, null, null, source),
                  at(minute),
                  holds ? Severity.CRITICAL : null,
                  true,
                  2 * MINUTE,
                  null,
                  null,
                  false,
                  null,
                  false,
                  Finding.Figures.unproven(source, null, null, null, null, null, at(minute)),
                  AlertMessage.of("feed.restored"),
                  null)));
    }

    void tick(int minute) throws Exception {
      clock(at(minute) + OUT_OF_ORDERNESS);
      watermark(at(minute));
    }

    void clock(long millis) throws Exception {
      harness.setProcessingTime(millis);
    }

    void watermark(long time) throws Exception {
      harness.processBothWatermarks(new Watermark(time));
    }

    /** Those since the last call. */
    List<AlertHeartbeat> heartbeats() {
      List<AlertHeartbeat> all = List.copyOf(harness.extractOutputValues());
      harness.getOutput().clear();
      return all;
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
