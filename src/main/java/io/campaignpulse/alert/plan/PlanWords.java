package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages on a plan, and its amounts and money at risk as their parts and as figures. */
final class PlanWords {

  private final PlanProgress row;
  private final MetricUnit unit;
  private final String currency;

  PlanWords(PlanProgress row, String currency) {
    this.row = row;
    this.unit = MetricUnit.of(Objects.requireNonNull(Metric.named(row.measure())));
    this.currency = currency;
  }

  /** The event time the plan was evaluated at, epoch milliseconds. */
  long evaluatedUntil() {
    Long tick = row.evaluatedAt();
    return tick == null ? row.updatedAt() : tick;
  }

  /** Returns a message on the plan: its name, goal and end, and more parts that are not null. */
  AlertMessage sentence(String key, @Nullable MessagePart... more) {
    List<@Nullable MessagePart> parts = new ArrayList<>();
    parts.add(MessagePart.term("planKind", "planKind." + row.kind()));
    parts.add(MessagePart.text("plan", row.name()));
    // Budgets of all days of a campaign have one name.
    if (row.kind() == PlanKind.DAILY_BUDGET) {
      parts.add(MessagePart.date("day", row.startTime()));
    }
    parts.add(MessagePart.term("measure", MetricUnit.termOf(row.measure())));
    parts.add(amount("goal", row.goalMicros()));
    // What ends at midnight ends on the day before.
    parts.add(MessagePart.instant("end", row.endTime() - 1));
    parts.addAll(Arrays.asList(more));
    return AlertMessage.of(key, parts.toArray(new @Nullable MessagePart[0]));
  }

  /** Returns the message that the plan can no longer be evaluated. */
  AlertMessage notEvaluable() {
    PlanProblem problem = row.problem();
    return sentence(
        "plan.notEvaluable",
        problem == null ? null : MessagePart.term("problem", "problem." + problem));
  }

  /** Returns an amount of the plan's measure. */
  MessagePart amount(String name, long micros) {
    return unit == MetricUnit.MONEY
        ? money(name, micros)
        : unit.part(name, BigDecimal.valueOf(micros, 6).doubleValue(), currency);
  }

  MessagePart money(String name, long micros) {
    return MessagePart.money(name, micros, currency);
  }

  @Nullable MessagePart atRisk(@Nullable Long micros) {
    return MessagePart.atRisk(micros, currency);
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
        evaluatedUntil());
  }
}
