package io.campaignpulse.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth about a campaign on one channel, which an analysis should find again while no incident
 * befalls it.
 *
 * @param share its impressions as a part of all events, 0 … 1
 * @param ctr true clicks per impression
 * @param cvr true orders per click
 * @param leadRate true leads per click
 * @param cpc median cost per click, in units of {@code currency}
 * @param cpm cost per 1,000 impressions, in units of {@code currency}
 * @param orderValue median unit price of what is bought, in units of {@code currency}
 * @param leadValue expected value of a deal, in units of {@code currency}
 * @param source utm_source of its links
 * @param medium utm_medium of its links
 * @param clickId name of the click id the platform adds to its links
 * @param promotionId the promotion it is for
 * @param articles what is on promotion, one that sells twice as often twice
 * @param audience whom it reaches: people of one number are reached by no campaign of another, so
 *     no order can be taken for that of another audience's campaign
 * @param considered whether its buyers take longer to decide than others
 */
record CampaignProfile(
    String campaignId,
    String channel,
    double share,
    double ctr,
    double cvr,
    double leadRate,
    double cpc,
    double cpm,
    String currency,
    double orderValue,
    double leadValue,
    String source,
    String medium,
    @Nullable String clickId,
    @Nullable String promotionId,
    List<String> articles,
    int audience,
    boolean considered) {

  /** Spread of the logarithm of a click's cost and of a unit's price. */
  static final double SPREAD = 0.5;

  /** Orders of two lines, and lines of two units. */
  static final double SECOND_LINE = 0.25;

  static final double SECOND_UNIT = 0.15;

  /** Lines with a discount, and by how much a unit's price is divided to get it. */
  static final double DISCOUNTED = 0.3;

  static final long DISCOUNT_DIVISOR = 10;

  private static final double MEAN_OF_MEDIAN = StrictMath.exp(SPREAD * SPREAD / 2);

  boolean befalls(Incident incident) {
    return campaignId.equals(incident.campaignId());
  }

  /** Expected clicks a second of average traffic. */
  double clicks(double eventsPerSecond) {
    return eventsPerSecond * share * ctr;
  }

  /** Expected orders a second of average traffic. */
  double orders(double eventsPerSecond) {
    return clicks(eventsPerSecond) * cvr;
  }

  /** Expected cost a second of average traffic, in units of {@code currency}. */
  double cost(double eventsPerSecond) {
    return clicks(eventsPerSecond) * costOfClick();
  }

  /** Expected units a second of one of its articles, in average traffic. */
  double units(String article, double eventsPerSecond) {
    long part = articles.stream().filter(article::equals).count();
    return part == 0 ? 0 : orders(eventsPerSecond) * part / articles.size() * (1 + SECOND_UNIT);
  }

  /** Expected cost of a click, impressions included, in units of {@code currency}. */
  double costOfClick() {
    return cpc * MEAN_OF_MEDIAN + cpm / 1000 / ctr;
  }

  /** Expected net revenue of an order, in units of {@code currency}. */
  double revenueOfOrder() {
    double ofUnit = orderValue * MEAN_OF_MEDIAN;
    double ofLine = ofUnit * (1 + SECOND_UNIT - DISCOUNTED / DISCOUNT_DIVISOR);
    return (1 + SECOND_LINE) * ofLine;
  }
}
