package io.campaignpulse.plan;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.metric.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a campaign's budgets: one over the flight for the total budget, and one for each day
 * of the reporting zone for the daily budget. A total budget needs a flight with two ends. Without
 * a start the days of the last {@link #DAYS_KEPT} have a plan. Amounts are converted at the rate of
 * the plan's start.
 */
final class CampaignBudgets {
  /** How long daily budgets are followed live, and without a start: a month and some days. */
  static final Duration DAYS_KEPT = Duration.ofDays(35);

  private final FxRates rates;
  private final PlanOptions options;
  private final ZoneId zone;
  private final Windows windows;

  CampaignBudgets(FxRates rates, PlanOptions options) {
    this.rates = rates;
    this.options = options;
    zone = ZoneId.of(options.timeZone());
    windows = new Windows(zone);
  }

  List<Plan> of(Campaign campaign, long now) {
    List<Plan> plans = new ArrayList<>();
    Long total = campaign.totalBudgetMicros();
    if (total != null && campaign.startTime() != null && campaign.endTime() != null) {
      plans.add(
          plan(
              campaign,
              "budget:" + campaign.campaignId(),
              PlanKind.BUDGET,
              total,
              campaign.startTime(),
              campaign.endTime()));
    }
    Long daily = campaign.dailyBudgetMicros();
    if (daily != null) {
      addDays(campaign, daily, now, plans);
    }
    return plans;
  }

  private void addDays(Campaign campaign, long daily, long now, List<Plan> plans) {
    long flightStart = campaign.startTime() == null ? Long.MIN_VALUE : campaign.startTime();
    long flightEnd = campaign.endTime() == null ? Long.MAX_VALUE : campaign.endTime();
    boolean all = !options.isLive() && campaign.startTime() != null;
    long from = all ? flightStart : Math.max(flightStart, now - DAYS_KEPT.toMillis());
    long until = Math.min(flightEnd, now);
    long dayEnd;
    for (long day = windows.start(WindowSize.P1D, from); day < until; day = dayEnd) {
      dayEnd = windows.end(WindowSize.P1D, day);
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(day), zone);
      plans.add(
          plan(
              campaign,
              "budget:" + campaign.campaignId() + ":" + date,
              PlanKind.DAILY_BUDGET,
              daily,
              Math.max(day, flightStart),
              Math.min(dayEnd, flightEnd)));
    }
  }

  private Plan plan(
      Campaign campaign, String planId, PlanKind kind, long budget, long start, long end) {
    String currency = campaign.currency() == null ? options.currency() : campaign.currency();
    @Nullable BigDecimal rate = rates.latestAtOrBefore(currency, start);
    Plan plan =
        new Plan(
            planId,
            campaign.name(),
            null,
            kind,
            PlanMeasure.SPEND,
            rate == null ? 0 : Amounts.times(budget, rate),
            start,
            end,
            "LEARNED",
            PlanScope.ofCampaign(campaign.campaignId()),
            kind == PlanKind.DAILY_BUDGET ? monthStart(start) : start,
            List.of(),
            null,
            null,
            true,
            false,
            null,
            0);
    return rate != null
        ? plan
        : plan.with(
            PlanProblem.FX_RATE_MISSING,
            "No rate is known for " + currency + " at the start of the budget.");
  }

  private long monthStart(long instant) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
    return date.withDayOfMonth(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
