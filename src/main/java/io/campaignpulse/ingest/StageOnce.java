package io.campaignpulse.ingest;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A lead enters each stage once, by (eventTime, eventId): a stage at or below the one it has
 * entered is a duplicate. DISQUALIFIED takes back QUALIFIED and everything after it, which can then
 * be entered again; WON takes back LOST.
 *
 * @param retentionMillis how long after its last event a lead is remembered live
 */
public record StageOnce(long retentionMillis) implements Judgement<LeadEvent> {

  /**
   * How far a lead has come, packed into a number.
   *
   * @param entered stages of CREATED … WON entered, counted from the first; 0 is none
   */
  private record Progress(int entered, boolean lost, boolean disqualified) {
    private static final long LOST = 1 << 8;
    private static final long DISQUALIFIED = 1 << 9;
    private static final int CREATED_ONLY = LeadStage.CREATED.ordinal() + 1;

    static Progress of(@Nullable Long known) {
      long bits = known == null ? 0 : known;
      return new Progress((int) (bits & 0xFF), (bits & LOST) != 0, (bits & DISQUALIFIED) != 0);
    }

    long packed() {
      return entered | (lost ? LOST : 0) | (disqualified ? DISQUALIFIED : 0);
    }

    /** Where the lead stands after a stage; the same as before if it doesn't enter it. */
    Progress after(LeadStage stage) {
      return switch (stage) {
        case CREATED, QUALIFIED, ACCEPTED, OPPORTUNITY, WON ->
            stage.ordinal() < entered
                ? this
                : new Progress(stage.ordinal() + 1, lost && stage != LeadStage.WON, false);
        case LOST -> new Progress(entered, true, disqualified);
        case DISQUALIFIED -> new Progress(Math.min(entered, CREATED_ONLY), lost, true);
      };
    }
  }

  @Override
  public String keyOf(LeadEvent event) {
    return event.leadId();
  }

  @Override
  public Comparator<LeadEvent> order() {
    return Comparator.comparingLong(LeadEvent::eventTime)
        .thenComparing(LeadEvent::eventId, Utf8Order::compare);
  }

  @Override
  public Verdict judge(@Nullable Long known, LeadEvent event) {
    Progress before = Progress.of(known);
    Progress after = before.after(event.stage());
    return after.equals(before) ? Verdict.of(Decision.DUPLICATE) : Verdict.counted(after.packed());
  }

  @Override
  public long keepUntil(LeadEvent event) {
    return event.eventTime() + retentionMillis;
  }
}
