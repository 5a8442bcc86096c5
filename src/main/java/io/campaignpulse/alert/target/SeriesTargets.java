package io.campaignpulse.alert.target;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.ingest.FxRates;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The targets of campaigns in the reporting currency. */
public final class SeriesTargets {

  /** Share of gross revenue that may come back where nobody says another. */
  private static final double USUAL_REFUND_RATE = 0.15;

  private final FxRates rates;

  /** Converts money at these rates. */
  public SeriesTargets(FxRates rates) {
    this.rates = rates;
  }

  /**
   * The target of a rule for a campaign, in the metric's own unit; of a rule that compares with
   * what is usual 1.
   *
   * @param campaign null where the catalogue doesn't know it
   * @param tick which rate holds, epoch milliseconds
   * @return null where there is none, or none that can be reached
   */
  @Nullable Double of(EvidenceRule rule, @Nullable Campaign campaign, long tick) {
    if (rule.target() != null) {
      return rule.target() > 0 ? rule.target() : null;
    }
    if (rule.metric().isUsual()) {
      return 1.0;
    }
    String told = campaign == null ? null : campaign.targets().get(rule.metric().label());
    if (campaign == null || told == null) {
      return rule.metric().isReturns() ? (Double) USUAL_REFUND_RATE : null;
    }
    BigDecimal target = new BigDecimal(told);
    if (rule.metric().isCost() && campaign.currency() != null) {
      BigDecimal rate = rates.latestAtOrBefore(campaign.currency(), tick);
      if (rate == null) {
        return null;
      }
      target = target.multiply(rate);
    }
    return target.signum() > 0 ? (Double) target.doubleValue() : null;
  }
}
