package io.campaignpulse.testing;

import static io.campaignpulse.testing.TestingMinuteRows.at;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.operator.EvaluateSeriesFunction;
import io.campaignpulse.alert.operator.RunAlertsFunction;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.alert.series.SeriesFact;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** evaluate-series and run-alerts behind it, each on one subtask. */
public final class TestingAlertOperators implements AutoCloseable {

  private final KeyedTwoInputStreamOperatorTestHarness<String, SeriesFact, RuleUpdate, FindingEvent>
      evaluator;
  private final KeyedOneInputStreamOperatorTestHarness<Boolean, FindingEvent, Alert> lifecycle;
  private int passedOn;

  /** What both remember. */
  public record Snapshot(OperatorSubtaskState evaluator, OperatorSubtaskState lifecycle) {}

  /** Fresh ones. */
  public TestingAlertOperators(AlertOptions options) throws Exception {
    this(options, null);
  }

  /** Ones that go on. */
  public TestingAlertOperators(AlertOptions options, @Nullable Snapshot from) throws Exception {
    evaluator =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new EvaluateSeriesFunction(options), EvaluateSeriesFunction.BROADCAST),
            SeriesFact::key,
            null,
            Types.STRING);
    lifecycle =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new RunAlertsFunction(options)),
            news -> true,
            Types.BOOLEAN);
    if (from != null) {
      evaluator.initializeState(from.evaluator());
      lifecycle.initializeState(from.lifecycle());
    }
    evaluator.open();
    lifecycle.open();
  }

  /** A row of a minute comes. */
  public void row(CampaignMetrics row) throws Exception {
    evaluator.processElement1(new StreamRecord<>(SeriesFact.of(row)));
  }

  /** A change of conversions comes. */
  public void change(String campaignId, String channel, CreditChange change) throws Exception {
    evaluator.processElement1(new StreamRecord<>(SeriesFact.of(campaignId, channel, change)));
  }

  /** A rule comes. */
  public void rule(AlertRule rule) throws Exception {
    news(RuleUpdate.of(rule));
  }

  /** Anything else everyone has to know comes. */
  public void news(RuleUpdate news) throws Exception {
    evaluator.processElement2(new StreamRecord<>(news));
  }

  /** The end of a minute of {@link TestingMinuteRows} is told. */
  public void tick(int minute) throws Exception {
    time(at(minute));
  }

  /** A tick is told. */
  public void time(long tick) throws Exception {
    evaluator.processBothWatermarks(new Watermark(tick));
    List<FindingEvent> all = evaluator.extractOutputValues();
    for (; passedOn < all.size(); passedOn++) {
      Finding finding = all.get(passedOn).finding();
      if (finding != null) {
        TestingSentences.assertWritten(finding);
      }
      lifecycle.processElement(new StreamRecord<>(all.get(passedOn)));
    }
    lifecycle.processWatermark(new Watermark(tick));
  }

  /** The input ends. */
  public void end() throws Exception {
    time(Watermark.MAX_WATERMARK.getTimestamp());
  }

  /** Outlooks by now. */
  public List<CampaignOutlook> outlooks() {
    ConcurrentLinkedQueue<StreamRecord<CampaignOutlook>> all =
        evaluator.getSideOutput(EvaluateSeriesFunction.OUTLOOKS);
    return all == null ? List.of() : all.stream().map(StreamRecord::getValue).toList();
  }

  /** What has been told by now. */
  public List<Alert> alerts() {
    return lifecycle.extractOutputValues().stream()
        .sorted(
            Comparator.comparingLong(Alert::updatedAt)
                .thenComparing(Alert::ruleId)
                .thenComparing(a -> String.valueOf(a.campaignId()))
                .thenComparingLong(Alert::targetVersion)
                .thenComparingLong(Alert::revision))
        .toList();
  }

  /** What both remember. */
  public Snapshot snapshot() throws Exception {
    return new Snapshot(evaluator.snapshot(1, 1), lifecycle.snapshot(1, 1));
  }

  /** Entries of keyed state of both. */
  public int stateEntries() {
    return evaluator.numKeyedStateEntries() + lifecycle.numKeyedStateEntries();
  }

  /** Timers of both. */
  public int timers() {
    return evaluator.numEventTimeTimers() + lifecycle.numEventTimeTimers();
  }

  @Override
  public void close() {
    try {
      evaluator.close();
      lifecycle.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
