package io.campaignpulse.alert.feed;

import io.campaignpulse.alert.feed.SourceWatch.Silence;
import io.campaignpulse.alert.finding.AlertCause;
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

  /** Returns the message of a silence. */
  AlertMessage silent() {
    long since = silence == null ? tick : silence.since();
    String key =
        cause == AlertCause.TRACKING_BROKEN
            ? "feed.trackingBroken"
            : othersGoOn ? "feed.stalled" : "feed.allStalled";
    return AlertMessage.of(
        key,
        term(),
        MessagePart.duration("silent", tick - since),
        MessagePart.instant("since", since),
        MessagePart.estimate("expected", silence == null ? 0 : silence.expected()));
  }

  /** Returns the message of its end. */
  AlertMessage restored() {
    return AlertMessage.of("feed.restored", term());
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
