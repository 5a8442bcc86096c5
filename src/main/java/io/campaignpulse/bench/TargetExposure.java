package io.campaignpulse.bench;

import io.campaignpulse.simulation.TargetMarket;
import io.campaignpulse.simulation.TargetMarket.Campaign;

/** What a rule about a target counts, and what it expects that of. */
enum TargetExposure {
  /** Conversions, of clicks. */
  CONVERSION_RATE("conversion rate", 1),
  /** Conversions, of cost. */
  COST_PER("cost per", 1),
  /** Order values in effective orders, of cost. */
  ROAS("ROAS", 1.2 * TargetMarket.valuePerEffectiveOrder());

  private final String label;
  private final double unit;

  TargetExposure(String label, double unit) {
    this.label = label;
    this.unit = unit;
  }

  String label() {
    return label;
  }

  boolean isMoney() {
    return this != CONVERSION_RATE;
  }

  /** What a minute's clicks are worth in exposure. */
  double exposure(Campaign campaign, int minute) {
    return isMoney() ? campaign.cost()[minute] : campaign.clicks()[minute];
  }

  /** Effective events that arrive in a minute. */
  double arrived(Campaign campaign, int minute) {
    return (this == ROAS ? campaign.value()[minute] : campaign.arrived()[minute]) / unit;
  }

  /** Effective events expected at target of one unit of exposure. */
  double target() {
    return TargetMarket.TARGET / unit;
  }
}
