package io.campaignpulse.bench.referee;

import static io.campaignpulse.bench.referee.TargetMarket.HOUR;

import io.campaignpulse.bench.referee.DashboardFigures.Totals;

/** Rule that reduces budgets by what a dashboard shows, without regard to lags and chance. */
enum Rival {
  /** Cost per order of today, each hour. */
  COST_LIMIT("CPA of today > 1.3 × target after 50 clicks", HOUR) {
    @Override
    boolean isMissed(DashboardFigures figures, String campaignId, int hour) {
      Totals today = figures.between(campaignId, midnight(hour), hour + 1);
      return today.clicks() >= CLICKS && today.cost() > LIMIT * today.orders() * CPA;
    }
  },
  /** Conversion rate of today against that of yesterday, each hour. */
  YESTERDAY("z-score of today's cvr over yesterday's < −2", HOUR) {
    @Override
    boolean isMissed(DashboardFigures figures, String campaignId, int hour) {
      int midnight = midnight(hour);
      Totals today = figures.between(campaignId, midnight, hour + 1);
      Totals yesterday = figures.between(campaignId, midnight - 24, midnight);
      if (today.clicks() < CLICKS || yesterday.clicks() < CLICKS) {
        return false;
      }
      double rate = (today.orders() + yesterday.orders()) / (today.clicks() + yesterday.clicks());
      double deviation =
          StrictMath.sqrt(rate * (1 - rate) * (1 / today.clicks() + 1 / yesterday.clicks()));
      double difference = today.orders() / today.clicks() - yesterday.orders() / yesterday.clicks();
      return deviation > 0 && difference < -2 * deviation;
    }
  },
  /** Cost per order and return on cost of the last 7 days, each 30 minutes. */
  PLATFORM("platform trigger: CPA or ROAS of 7 days missed by 1.3, each 30 min", HOUR / 2) {
    @Override
    boolean isMissed(DashboardFigures figures, String campaignId, int hour) {
      Totals week = figures.between(campaignId, hour + 1 - 7 * 24, hour + 1);
      boolean dear = week.cost() > LIMIT * week.orders() * CPA;
      boolean poor = week.revenue() * LIMIT < week.cost() * ROAS;
      return week.cost() >= LEAST_ORDERS * CPA && (dear || poor);
    }
  };

  private static final double LIMIT = 1.3;
  private static final int CLICKS = 50;
  private static final double ROAS = CampaignSeries.TARGET * CampaignSeries.ORDER_VALUE;
  private static final double CPA = 1 / CampaignSeries.TARGET;

  /** Platforms want to have seen that many target costs. */
  private static final int LEAST_ORDERS = 3;

  private final String label;
  private final int period;

  Rival(String label, int period) {
    this.label = label;
    this.period = period;
  }

  String label() {
    return label;
  }

  /** How many minutes lie between two evaluations. */
  int period() {
    return period;
  }

  /**
   * Whether it reduces the budget of a campaign.
   *
   * @param hour the one that runs
   */
  abstract boolean isMissed(DashboardFigures figures, String campaignId, int hour);

  private static int midnight(int hour) {
    return hour - Math.floorMod(hour, 24);
  }
}
