package io.campaignpulse.alert.target;

import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import org.jspecify.annotations.Nullable;

/** What everyone who judges series has to know. Exactly one of its parts is there. */
public record AlertNews(
    @Nullable AlertRule rule,
    @Nullable Campaign campaign,
    @Nullable Portfolio portfolio,
    @Nullable SourceSilence silence,
    @Nullable CalendarEvent calendarEvent,
    @Nullable ChannelLags channelLags) {

  /** A row of the rules catalogue. */
  public static AlertNews of(AlertRule rule) {
    return new AlertNews(rule, null, null, null, null, null);
  }

  /** A row of the campaigns catalogue. */
  public static AlertNews of(Campaign campaign) {
    return new AlertNews(null, campaign, null, null, null, null);
  }

  /** What was learned of all series. */
  public static AlertNews of(Portfolio portfolio) {
    return new AlertNews(null, null, portfolio, null, null, null);
  }

  /** Whether conversions of the whole business come in. */
  public static AlertNews of(SourceSilence silence) {
    return new AlertNews(null, null, null, silence, null, null);
  }

  /** A row of the calendar. */
  public static AlertNews of(CalendarEvent event) {
    return new AlertNews(null, null, null, null, event, null);
  }

  /** A row of the known lags. */
  public static AlertNews of(ChannelLags lags) {
    return new AlertNews(null, null, null, null, null, lags);
  }
}
