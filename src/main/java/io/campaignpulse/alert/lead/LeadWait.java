package io.campaignpulse.alert.lead;

import io.campaignpulse.alert.rule.RuleCheck;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a qualified lead waits for a first contact.
 *
 * @param owner who has to make it, {@link #NOBODY} where none is named
 * @param campaignId as the lead declares, else the one that owns its dealer
 * @param channel as the lead declares, canonical code
 * @param valueMicros expected deal value in micros of {@code currency}
 * @param currency ISO 4217 code; null means the reporting currency
 * @param since when it was qualified, epoch milliseconds
 * @param until when it was contacted, won, lost or disqualified; null while it isn't
 * @param gone it is somebody else's now, or never waited
 */
public record LeadWait(
    String leadId,
    String owner,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable Long valueMicros,
    @Nullable String currency,
    long since,
    @Nullable Long until,
    boolean gone) {

  /** Placeholder for the owner of leads that have none. */
  public static final String NOBODY = "(nobody)";

  /** Longest wait for a lead. */
  public static final long LONGEST = RuleCheck.LONGEST_LEAD_WAIT;

  /** The same for whom it is no business any more. */
  LeadWait left() {
    return new LeadWait(
        leadId, owner, campaignId, channel, valueMicros, currency, since, until, true);
  }

  /** Whether it is over at an instant, by what is known. */
  public boolean isOverAt(long instant) {
    return instant >= since + LONGEST || (until != null && instant >= until);
  }

  /** Whether it has lasted for some time at an instant and isn't over. */
  boolean hasLasted(long millis, long instant) {
    return instant >= since + millis && !isOverAt(instant);
  }
}
