package io.campaignpulse.ingest;

import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.util.function.Consumer;

/** Outcomes of one topic, counted where they happen and handed on as few ledger changes. */
public final class Tally {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Topic topic;
  private final long[] counts = new long[OUTCOMES.length];

  /** An empty tally. */
  public Tally(Topic topic) {
    this.topic = topic;
  }

  /** Counts one more record. */
  public void add(Outcome outcome) {
    counts[outcome.ordinal()]++;
  }

  /** Hands on what was counted since the last time and starts again from 0. */
  public void drainTo(Consumer<LedgerChange> ledger) {
    for (Outcome outcome : OUTCOMES) {
      long count = counts[outcome.ordinal()];
      if (count != 0) {
        counts[outcome.ordinal()] = 0;
        ledger.accept(new LedgerChange(topic, outcome, count));
      }
    }
  }
}
