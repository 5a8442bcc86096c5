package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MetricWords;
import io.campaignpulse.alert.text.VisibleName;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a plan, its amounts and its money at risk are told in a sentence and in figures. */
final class PlanWords {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private final PlanProgress row;
  private final MetricWords measure;
  private final String currency;

  PlanWords(PlanProgress row, String currency) {
    this.row = row;
    this.measure = MetricWords.of(Objects.requireNonNull(Metric.named(row.measure())));
    this.currency = currency;
  }

  /** The event time the plan was evaluated at, epoch milliseconds. */
  long judgedUntil() {
    Long tick = row.evaluatedAt();
    return tick == null ? row.updatedAt() : tick;
  }

  /** What it is and what it is called, to begin a sentence with. */
  String title() {
    String what =
        switch (row.kind()) {
          case BUDGET -> "Budget";
          case DAILY_BUDGET -> "Daily budget";
          case CLEARANCE -> "Clearance";
          case TARGET -> "Plan";
        };
    return "%s \"%s\"%s".formatted(what, VisibleName.of(row.name()), day());
  }

  String titleZh() {
    String what =
        switch (row.kind()) {
          case BUDGET -> "预算";
          case DAILY_BUDGET -> "日预算";
          case CLEARANCE -> "清仓";
          case TARGET -> "计划";
        };
    return "%s“%s”%s".formatted(what, VisibleName.of(row.name()), day());
  }

  /** Budgets of all days of a campaign have one name. */
  private String day() {
    return row.kind() == PlanKind.DAILY_BUDGET ? " (" + time(row.startTime()) + ")" : "";
  }

  /** The end of the period. */
  String end() {
    return time(row.endTime());
  }

  static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }

  /** An amount of the plan's measure, with its unit if that is money. */
  String amount(long micros) {
    return measure.form() == MetricWords.Form.MONEY
        ? money(micros)
        : measure.write(BigDecimal.valueOf(micros, 6).doubleValue(), currency);
  }

  /** The same with the name of the measure, unless it is money. */
  String goal() {
    boolean money = measure.form() == MetricWords.Form.MONEY;
    return money
        ? amount(row.goalMicros()) + " of " + measure.english().toLowerCase(Locale.ROOT)
        : amount(row.goalMicros()) + " " + measure.english().toLowerCase(Locale.ROOT);
  }

  String goalZh() {
    return measure.chinese() + " " + amount(row.goalMicros());
  }

  String money(long micros) {
    return MetricWords.money(BigDecimal.valueOf(micros, 6), currency);
  }

  static String percent(double share) {
    BigDecimal exact = BigDecimal.valueOf(share).movePointRight(2).round(THREE_DIGITS);
    return (exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString()) + " %";
  }

  /** ", which puts … at risk"; empty where nobody knows. */
  String atRisk(@Nullable Long micros) {
    return micros == null || micros <= 0 ? "" : ", which puts %s at risk".formatted(money(micros));
  }

  String atRiskZh(@Nullable Long micros) {
    return micros == null || micros <= 0 ? "" : "，涉及金额 %s".formatted(money(micros));
  }

  /** Why it cannot be judged; empty where nothing is wrong with the plan itself. */
  String problem(PlanProgress of) {
    return of.problemDetail() == null ? "" : ": " + withoutPeriod(of.problemDetail());
  }

  private static String withoutPeriod(String sentence) {
    String seen = VisibleName.of(sentence);
    return seen.endsWith(".") ? seen.substring(0, seen.length() - 1) : seen;
  }

  /** What units of a clearance bring, at the promotion's price or else the usual one; micros. */
  @Nullable Long worth(double unitsMicros) {
    PlanStock stock = row.stock();
    if (stock == null) {
      return null;
    }
    Long price =
        stock.promoPriceMicros() == null ? stock.listPriceMicros() : stock.promoPriceMicros();
    return price == null ? null : (Long) Math.round(Math.max(0, unitsMicros) / 1e6 * price);
  }

  /** Figures of the plan, amounts in micros. */
  Finding.Figures figures(String metric, @Nullable Long observed, @Nullable Long moneyAtRisk) {
    double goal = row.goalMicros() / 1e6;
    Double share = row.plannedShare();
    Double seen = observed == null ? null : (Double) (observed / 1e6);
    return Finding.Figures.unproven(
        metric,
        seen,
        share == null ? null : (Double) (share * goal),
        goal,
        seen == null || goal == 0 ? null : (Double) (seen / goal),
        moneyAtRisk,
        judgedUntil());
  }
}
