package io.campaignpulse.alert.target;

import io.campaignpulse.alert.feed.SourceSilence;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import org.jspecify.annotations.Nullable;

/** Update of what the evaluation of series rests on. Exactly one of its parts is not null. */
public record RuleUpdate(
    @Nullable AlertRule rule,
    @Nullable Campaign campaign,
    @Nullable Portfolio portfolio,
    @Nullable SourceSilence silence,
    @Nullable CalendarEvent calendarEvent,
    @Nullable ChannelLags channelLags,
    @Nullable FxRate rate) {

  /** Returns the update by a row of the rules catalogue. */
  public static RuleUpdate of(AlertRule rule) {
    return new RuleUpdate(rule, null, null, null, null, null, null);
  }

  /** Returns the update by a row of the campaigns catalogue. */
  public static RuleUpdate of(Campaign campaign) {
    return new RuleUpdate(null, campaign, null, null, null, null, null);
  }

  /** Returns the update by what was learned of all series. */
  public static RuleUpdate of(Portfolio portfolio) {
    return new RuleUpdate(null, null, portfolio, null, null, null, null);
  }

  /** Returns the update by the silence of a source. */
  public static RuleUpdate of(SourceSilence silence) {
    return new RuleUpdate(null, null, null, silence, null, null, null);
  }

  /** Returns the update by a row of the calendar. */
  public static RuleUpdate of(CalendarEvent event) {
    return new RuleUpdate(null, null, null, null, event, null, null);
  }

  /** Returns the update by an exchange rate. */
  public static RuleUpdate of(FxRate rate) {
    return new RuleUpdate(null, null, null, null, null, null, rate);
  }

  /** Returns the update by a row of the known lags. */
  public static RuleUpdate of(ChannelLags lags) {
    return new RuleUpdate(null, null, null, null, null, lags, null);
  }
}
