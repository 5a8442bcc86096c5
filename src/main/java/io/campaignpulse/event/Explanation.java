package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journey and the credit behind one conversion, as last decided.
 *
 * @param conversionTime epoch milliseconds
 * @param eligibleUntil the instant up to which touches earn credit, epoch milliseconds
 * @param personId c:&lt;customerId&gt; or v:&lt;visitorId&gt;; null where nobody knows the person
 * @param leadId the lead that a stage is of, or that an order came from
 * @param valueMicros worth to date in the reporting currency
 * @param newCustomer whether it is the person's first valid order
 * @param voided cancelled, fully returned or disqualified
 * @param source what the credit follows from
 * @param campaignId the campaign where the source is not touches, else null
 * @param channel the channel where the source is not touches, else null
 * @param touches of the person, or for LEAD_TOUCHES of the lead's, in their order
 * @param corrections the latest ones, oldest first
 * @param correctionCount how many there were
 * @param revision a higher one replaces a lower one of the same conversion
 */
public record Explanation(
    String conversionId,
    ConversionType conversionType,
    long conversionTime,
    long eligibleUntil,
    @Nullable String personId,
    @Nullable String leadId,
    long valueMicros,
    boolean newCustomer,
    boolean voided,
    CreditSource source,
    @Nullable String campaignId,
    @Nullable String channel,
    List<JourneyTouch> touches,
    List<Correction> corrections,
    long correctionCount,
    long revision) {

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(conversionId);
  }
}
