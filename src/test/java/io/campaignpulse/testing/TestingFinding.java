package io.campaignpulse.testing;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/** A finding, part by part. */
public final class TestingFinding {

  private final RuleKind kind;
  private final AlertSubject subject;
  private @Nullable Severity severity;
  private boolean evaluable = true;
  private long forMillis;
  private @Nullable AlertCause cause;
  private @Nullable AlertReason correction;
  private boolean retractsEnded;
  private @Nullable AlertReason paused;
  private boolean ended;
  private @Nullable Double ratioHigh;
  private @Nullable Double logEvidence;

  public TestingFinding(RuleKind kind, AlertSubject subject) {
    this.kind = kind;
    this.subject = subject;
  }

  public TestingFinding holds(Severity level) {
    severity = level;
    return this;
  }

  public TestingFinding notEvaluable() {
    evaluable = false;
    return this;
  }

  public TestingFinding held(long millis) {
    forMillis = millis;
    return this;
  }

  public TestingFinding cause(AlertCause why) {
    cause = why;
    return this;
  }

  public TestingFinding corrected(AlertReason why) {
    correction = why;
    return this;
  }

  public TestingFinding retractsEnded() {
    retractsEnded = true;
    return this;
  }

  public TestingFinding paused(AlertReason why) {
    paused = why;
    return this;
  }

  public TestingFinding ended() {
    ended = true;
    return this;
  }

  /** Evidence so strong that only what is shown could speak against it. */
  public TestingFinding proven(double ratioUpTo) {
    ratioHigh = ratioUpTo;
    logEvidence = 50.0;
    return this;
  }

  /** The finding of a tick. */
  public Finding at(long tick) {
    return new Finding(
        "rule-" + kind,
        1,
        kind,
        subject,
        tick,
        severity,
        evaluable,
        forMillis,
        cause,
        correction,
        retractsEnded,
        paused,
        ended,
        new Finding.Figures(
            null,
            null,
            null,
            null,
            null,
            null,
            ratioHigh,
            null,
            logEvidence,
            null,
            null,
            null,
            null,
            tick),
        AlertMessage.of("tracking.restored", MessagePart.text("campaign", "summer")),
        null);
  }
}
