package io.campaignpulse.alert.conservation;

import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.WindowSize;

/**
 * Message of a finding that attribution totals don't reconcile: window, measure and both totals.
 *
 * @param shown the measure it names
 * @param otherWindows the number of other windows that differ
 * @param currency ISO 4217 code of money
 */
record ConservationMessage(
    OpenDifference difference, Imbalance shown, int otherWindows, String currency) {

  static final AlertMessage RECONCILED = AlertMessage.of("conservation.reconciled");
  static final AlertMessage ACTION = AlertMessage.of("action.attribution");

  AlertMessage sentence() {
    WindowSize window = difference.window();
    long start = difference.windowStart();
    return AlertMessage.of(
        "conservation." + window,
        MessagePart.term("measure", MetricUnit.termOf(shown.measure().label())),
        window == WindowSize.P1D
            ? MessagePart.date("start", start)
            : MessagePart.instant("start", start),
        amount("ledger", shown.ledger()),
        amount("credited", shown.credited()),
        amount("difference", shown.difference()),
        MessagePart.term("model", "model." + shown.model()),
        MessagePart.term("basis", "basis." + shown.basis()),
        otherWindows == 0 ? null : MessagePart.count("others", otherWindows));
  }

  private MessagePart amount(String name, long amount) {
    return shown.measure().unit() == AttributedMeasure.Unit.MICROS
        ? MessagePart.money(name, amount, currency)
        : MessagePart.count(name, shown.measure().exact(amount));
  }
}
