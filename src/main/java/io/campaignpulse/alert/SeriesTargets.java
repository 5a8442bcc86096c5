package io.campaignpulse.alert;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.ingest.FxRates;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The targets of campaigns in the reporting currency. */
public final class SeriesTargets {

  private final FxRates rates;

  /** Money is converted at the rates that were known when the job was wired. */
  public SeriesTargets(FxRates rates) {
    this.rates = rates;
  }

  /**
   * The target of a rule for a campaign, in the metric's own unit.
   *
   * @param campaign null where the catalogue doesn't know it
   * @param tick which rate holds, epoch milliseconds
   * @return null where there is none, or none that can be reached
   */
  @Nullable Double of(EvidenceRule rule, @Nullable Campaign campaign, long tick) {
    if (rule.target() != null) {
      return rule.target() > 0 ? rule.target() : null;
    }
    String told = campaign == null ? null : campaign.targets().get(rule.metric().metric().label());
    if (campaign == null || told == null) {
      return null;
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
