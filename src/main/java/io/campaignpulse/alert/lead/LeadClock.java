package io.campaignpulse.alert.lead;

import io.campaignpulse.event.LeadEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one lead's wait for a first contact, whatever the order in which its events
 * arrive. Times are epoch milliseconds.
 *
 * @param firstQualified when it was first qualified
 * @param lastQualified when it was last
 * @param lastClosed when it was last won, lost, disqualified or reopened below QUALIFIED
 * @param firstContact when sales first contacted it
 * @param toldAt the latest event
 */
public record LeadClock(
    @Nullable Long firstQualified,
    @Nullable Long lastQualified,
    @Nullable Long lastClosed,
    @Nullable Long firstContact,
    @Nullable Latest owner,
    @Nullable Latest campaign,
    @Nullable Latest channel,
    @Nullable Worth worth,
    long toldAt) {

  private static final LeadClock NEW =
      new LeadClock(null, null, null, null, null, null, null, null, Long.MIN_VALUE);

  /**
   * What an event said of a lead.
   *
   * @param at when; the last word counts
   */
  public record Latest(String what, long at) {

    static @Nullable Latest last(@Nullable Latest before, @Nullable String what, long at) {
      if (what == null || (before != null && at < before.at)) {
        return before;
      }
      // Of two words at one instant neither is later.
      boolean other = before != null && at == before.at && before.what.compareTo(what) >= 0;
      return other ? before : new Latest(what, at);
    }

    static @Nullable String textOf(@Nullable Latest latest) {
      return latest == null ? null : latest.what;
    }
  }

  /**
   * What it is expected to bring, as an event said.
   *
   * @param micros of the currency
   * @param currency ISO 4217 code; null means the reporting currency
   */
  public record Worth(long micros, @Nullable String currency, long at) {

    static @Nullable Worth last(@Nullable Worth before, LeadEvent event) {
      Long micros = event.valueMicros();
      long at = event.eventTime();
      if (micros == null || (before != null && at < before.at)) {
        return before;
      }
      boolean other = before != null && at == before.at && before.micros >= micros;
      return other ? before : new Worth(micros, event.currency(), at);
    }
  }

  /**
   * What is known after an event.
   *
   * @param before null where nothing is known
   */
  public static LeadClock after(@Nullable LeadClock before, LeadEvent event) {
    LeadClock known = before == null ? NEW : before;
    long time = event.eventTime();
    String campaign = event.campaignId() == null ? event.dealerCampaign() : event.campaignId();
    Long qualified = null;
    Long closed = null;
    switch (event.stage()) {
      case QUALIFIED -> qualified = time;
      case WON, LOST, DISQUALIFIED -> closed = time;
      case CREATED -> closed = event.reopened() ? (Long) time : null;
      default -> {}
    }
    return new LeadClock(
        earlier(known.firstQualified, qualified),
        later(known.lastQualified, qualified),
        later(known.lastClosed, closed),
        earlier(known.firstContact, event.contactedTime()),
        Latest.last(known.owner, event.owner(), time),
        Latest.last(known.campaign, campaign, time),
        Latest.last(known.channel, event.channel(), time),
        Worth.last(known.worth, event),
        Math.max(time, known.toldAt));
  }

  private static @Nullable Long earlier(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? (a == null ? b : a) : (Long) Math.min(a, b);
  }

  private static @Nullable Long later(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? (a == null ? b : a) : (Long) Math.max(a, b);
  }

  /** Its wait; null where it never waited. One that was closed and qualified again waits anew. */
  public @Nullable LeadWait waiting(String leadId) {
    if (firstQualified == null || lastQualified == null) {
      return null;
    }
    boolean reopened = lastClosed != null && lastQualified > lastClosed;
    long since = reopened ? lastQualified : firstQualified;
    Long until = earlier(firstContact, reopened ? null : lastClosed);
    return until != null && until <= since
        ? null
        : new LeadWait(
            leadId,
            owner == null ? LeadWait.NOBODY : owner.what(),
            Latest.textOf(campaign),
            Latest.textOf(channel),
            worth == null ? null : (Long) worth.micros(),
            worth == null ? null : worth.currency(),
            since,
            until,
            false);
  }

  /** What owners have to know after it was this, so that no lead waits for two of them. */
  public static List<LeadWait> changes(@Nullable LeadWait before, @Nullable LeadWait after) {
    List<LeadWait> changes = new ArrayList<>();
    if (before != null && (after == null || !after.owner().equals(before.owner()))) {
      changes.add(before.left());
    }
    if (after != null && !after.equals(before)) {
      changes.add(after);
    }
    return changes;
  }
}
