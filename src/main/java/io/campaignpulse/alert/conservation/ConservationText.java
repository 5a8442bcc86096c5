package io.campaignpulse.alert.conservation;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Imbalance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * The plain sentences of an alert on the books: which window and measure, what stands on each side.
 *
 * @param shown the measure they name
 * @param otherWindows how many more windows are out
 * @param currency ISO 4217 code of money
 */
record ConservationText(
    OpenDifference difference, Imbalance shown, int otherWindows, String currency) {

  static final String RECOMMENDED_ACTION =
      "Trust no figure on credit until the cause is found: compare credits with a replay.";
  static final String BALANCED =
      "Credits and the order ledger agree again in every window that is watched.";
  static final String BALANCED_ZH = "在所监视的各窗口中，归因与订单账目已重新一致。";

  String english() {
    String others = others();
    return "Credits and the order ledger disagree: %s %s the ledger has %s and credits have %s (%s, by %s), a difference of %s%s."
        .formatted(
            window(),
            words(shown.measure()),
            amount(shown.ledger()),
            amount(shown.credited()),
            shown.model(),
            basis(),
            amount(shown.difference()),
            others);
  }

  String chinese() {
    String others = otherWindows == 0 ? "" : "，另有 %d 个窗口不一致".formatted(otherWindows);
    return "归因与订单账目不一致：%s 的 %s，账目为 %s，归因为 %s（%s，%s），相差 %s%s。"
        .formatted(
            windowName(),
            shown.measure().label(),
            amount(shown.ledger()),
            amount(shown.credited()),
            shown.model(),
            shown.basis(),
            amount(shown.difference()),
            others);
  }

  private String others() {
    return switch (otherWindows) {
      case 0 -> "";
      case 1 -> "; one more window is out";
      default -> "; %d more windows are out".formatted(otherWindows);
    };
  }

  private String window() {
    return switch (difference.window()) {
      case LIFE -> "to date, of";
      case P1D -> "in the day from %s, of".formatted(start());
      case PT1H -> "in the hour from %s, of".formatted(start());
      case PT1M -> "in the minute from %s, of".formatted(start());
    };
  }

  private String windowName() {
    return difference.windowEnd() == null
        ? difference.window().name()
        : difference.window() + " " + start();
  }

  private Instant start() {
    return Instant.ofEpochMilli(difference.windowStart());
  }

  private String basis() {
    return shown.basis().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String words(AttributedMeasure measure) {
    return measure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Exact: a difference may be a micro. */
  private String amount(long amount) {
    BigDecimal exact = shown.measure().exact(amount);
    String number = exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    return shown.measure().unit() == AttributedMeasure.Unit.MICROS
        ? number + " " + currency
        : number;
  }
}
