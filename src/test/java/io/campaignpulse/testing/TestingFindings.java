package io.campaignpulse.testing;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * An operator that judges rules, on one subtask, and what it finds.
 *
 * @param <I> what it judges
 */
public final class TestingFindings<I> implements AutoCloseable {

  private static final long MINUTE = 60_000;

  private final KeyedTwoInputStreamOperatorTestHarness<String, I, RuleUpdate, Finding> flink;

  /**
   * Opens the operator.
   *
   * @param state what it is restored from; null = nothing
   */
  public TestingFindings(
      KeyedBroadcastProcessFunction<String, I, RuleUpdate, Finding> function,
      List<MapStateDescriptor<?, ?>> broadcast,
      KeySelector<I, String> key,
      @Nullable OperatorSubtaskState state)
      throws Exception {
    flink =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, broadcast), key, null, Types.STRING);
    if (state != null) {
      flink.initializeState(state);
    }
    flink.open();
  }

  /** A record to judge. */
  public void take(I record) throws Exception {
    flink.processElement1(new StreamRecord<>(record));
  }

  /** A row of the rules catalogue. */
  public void rule(AlertRule rule) throws Exception {
    flink.processElement2(new StreamRecord<>(RuleUpdate.of(rule)));
  }

  /** A row of the campaigns catalogue. */
  public void campaign(Campaign row) throws Exception {
    flink.processElement2(new StreamRecord<>(RuleUpdate.of(row)));
  }

  /** An instant has been reached. */
  public void tick(long instant) throws Exception {
    flink.processBothWatermarks(new Watermark(instant));
  }

  /** All minutes from one to another pass, both included. */
  public void ticks(long first, long last) throws Exception {
    for (long tick = first; tick <= last; tick += MINUTE) {
      tick(tick);
    }
  }

  /** Nothing follows. */
  public void end() throws Exception {
    flink.processBothWatermarks(Watermark.MAX_WATERMARK);
  }

  /** What was found since this was last asked. */
  public List<Finding> news() {
    List<Finding> news = new ArrayList<>(flink.extractOutputValues());
    flink.getOutput().clear();
    news.forEach(TestingSentences::assertWritten);
    return news;
  }

  /** What the operator keeps. */
  public OperatorSubtaskState snapshot() throws Exception {
    return flink.snapshot(1, 1);
  }

  /** How much keyed state there is. */
  public int keyedState() {
    return flink.numKeyedStateEntries();
  }

  /** How many timers wait. */
  public int timers() {
    return flink.numEventTimeTimers();
  }

  @Override
  public void close() {
    try {
      flink.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A rule of some kind with everything else at its default. */
  public static AlertRule rule(String id, RuleKind kind) {
    return rule(id, kind, null, Duration.ZERO, List.of(), true, 0);
  }

  /** A rule of some kind. */
  public static AlertRule rule(
      String id,
      RuleKind kind,
      @Nullable Double value,
      Duration held,
      List<LabelMatch> match,
      boolean enabled,
      long revision) {
    return new AlertRule(
        id,
        kind,
        null,
        null,
        value,
        null,
        0,
        held.toMillis(),
        match,
        null,
        null,
        null,
        null,
        Severity.WARNING,
        null,
        null,
        List.of(),
        enabled,
        null,
        null,
        revision,
        "",
        new Origin(0, 0, null, 0));
  }

  /** The same options with another last instant to judge. */
  public static AlertOptions until(AlertOptions options, long asOf) {
    return new AlertOptions(
        options.emission(),
        options.reportingModel(),
        options.reportingBasis(),
        options.reportingCurrency(),
        options.timeZone(),
        options.dailyVariation(),
        options.liveBoundMillis(),
        asOf,
        options.known());
  }
}
