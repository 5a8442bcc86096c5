package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.MessagePart;
import org.jspecify.annotations.Nullable;

/**
 * Message of a finding on a feed of the whole business.
 *
 * @param silence null where too little is known of its rate
 * @param othersGoOn whether any other source isn't silent
 */
record FeedMessage(
    WatchedSource source,
    @Nullable Silence silence,
    boolean othersGoOn,
    AlertCause cause,
    long tick) {

  /** Returns the message of events that are missing. */
  AlertMessage missing() {
    return silence != null && silence.came() > 0 ? partial(silence) : silent();
  }

  private AlertMessage partial(Silence loss) {
    return AlertMessage.of(
        key("feed.partialTracking", "feed.partial", "feed.allPartial"),
        term(),
        MessagePart.percent("share", loss.share()),
        MessagePart.instant("since", loss.since()),
        MessagePart.estimate("came", loss.came()),
        MessagePart.estimate("expected", loss.expected()));
  }

  private AlertMessage silent() {
    return AlertMessage.of(
        key("feed.trackingBroken", "feed.stalled", "feed.allStalled"),
        term(),
        MessagePart.instant("since", silence == null ? tick : silence.since()),
        silence == null ? null : MessagePart.estimate("expected", silence.expected()));
  }

  private String key(String tracking, String feed, String allFeeds) {
    return cause == AlertCause.TRACKING_BROKEN ? tracking : othersGoOn ? feed : allFeeds;
  }

  /**
   * Returns the message of the end of a finding.
   *
   * @param observed events that came while it held; null or 0 where none did
   */
  AlertMessage restored(@Nullable Double observed) {
    return AlertMessage.of(
        observed != null && observed > 0 ? "feed.partialRestored" : "feed.restored", term());
  }

  AlertMessage action() {
    return cause == AlertCause.TRACKING_BROKEN
        ? AlertMessage.of("action.feedTracking", term())
        : AlertMessage.of("action.feed");
  }

  private MessagePart term() {
    return MessagePart.term("source", "source." + source.label());
  }
}
