package io.campaignpulse.alert.target;

import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import org.jspecify.annotations.Nullable;

/** What everyone who judges series has to know. Exactly one of its parts is there. */
public record AlertNews(
    @Nullable AlertRule rule,
    @Nullable Campaign campaign,
    @Nullable Portfolio portfolio,
    @Nullable SourceSilence silence) {

  /** A row of the rules catalogue. */
  public static AlertNews of(AlertRule rule) {
    return new AlertNews(rule, null, null, null);
  }

  /** A row of the campaigns catalogue. */
  public static AlertNews of(Campaign campaign) {
    return new AlertNews(null, campaign, null, null);
  }

  /** What was learned of all series. */
  public static AlertNews of(Portfolio portfolio) {
    return new AlertNews(null, null, portfolio, null);
  }

  /** Whether conversions of the whole business come in. */
  public static AlertNews of(SourceSilence silence) {
    return new AlertNews(null, null, null, silence);
  }
}
