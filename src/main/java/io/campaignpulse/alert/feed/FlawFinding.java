package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.evidence.TargetState;
import org.jspecify.annotations.Nullable;

/** Finding that the share of orders with a flaw has jumped. */
public record FlawFinding(OrderFlaw flaw, FlawWatch watch) {

  /**
   * Evaluates it at a tick. It lasts until nothing is suspected any more.
   *
   * @param before what was found before and still holds; null if there is nothing
   * @return null where nothing holds and nothing did
   */
  public @Nullable OpenFinding evaluate(SourceRule rule, @Nullable OpenFinding before, long tick) {
    boolean holds = watch.hasJumped(rule.alpha()) || (before != null && watch.isSuspected());
    TargetState evidence = watch.test();
    if (!holds && before == null) {
      return null;
    }
    return new OpenFinding(
        new Finding(
            rule.ruleId(),
            rule.targetVersion(),
            RuleKind.DATA_SILENCE,
            new AlertSubject(null, null, null, null, flaw.subject()),
            tick,
            holds ? rule.severity() : null,
            true,
            rule.forMillis(),
            flaw.cause(),
            null,
            false,
            null,
            false,
            figures(holds ? evidence : null, tick),
            holds && evidence != null ? found(evidence) : ended(),
            holds ? action() : null),
        null);
  }

  private Finding.Figures figures(@Nullable TargetState evidence, long tick) {
    Double came = evidence == null ? null : (Double) evidence.countSince();
    Double usual = evidence == null ? null : (Double) evidence.expectedSince();
    return Finding.Figures.unproven(
        flaw.subject(), came, usual, null, null, null, tick - Minutes.MINUTE);
  }

  private AlertMessage found(TargetState evidence) {
    MessagePart since = MessagePart.instant("since", evidence.since());
    return switch (flaw) {
      case WITHOUT_TOUCH ->
          AlertMessage.of(
              "touches.lost",
              since,
              MessagePart.percent(
                  "share", Math.min(1, evidence.countSince() / Math.max(1, watch.allSince()))),
              MessagePart.percent("usual", watch.share()));
      case DOUBLED ->
          AlertMessage.of(
              "orders.doubled",
              since,
              MessagePart.count("count", Math.round(evidence.countSince())),
              MessagePart.estimate("expected", evidence.expectedSince()));
    };
  }

  private AlertMessage ended() {
    return AlertMessage.of(
        switch (flaw) {
          case WITHOUT_TOUCH -> "touches.restored";
          case DOUBLED -> "orders.single";
        });
  }

  private AlertMessage action() {
    return AlertMessage.of(
        switch (flaw) {
          case WITHOUT_TOUCH -> "action.touches";
          case DOUBLED -> "action.doubled";
        });
  }
}
