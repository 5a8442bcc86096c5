package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The share of one conversion that one touch earned under one model.
 *
 * @param touchEventId the touch; {@code -} where no touch was eligible
 * @param touchTime epoch milliseconds; null for {@code -}
 * @param weightNanos share in billionths; the shares of a conversion and model sum to 10⁹; 0 means
 *     the credit was withdrawn
 * @param valueMicros share of the conversion's net value to date
 * @param bookings the signed changes this record makes; summing readers add them exactly once
 * @param dealerId the dealer of the conversion, whatever gave the credit: of an order its own, else
 *     its lead's; of a lead's stage that of the lead; null if none is named
 * @param previousWeightNanos weight of the record this one replaces; null for the first
 * @param previousValueMicros value of the record this one replaces; null for the first
 * @param newCustomer whether the conversion is the person's first valid order
 * @param voided cancelled, fully returned or disqualified: the weight stays, the value is 0
 * @param revision a higher one replaces a lower one of the same key
 */
public record Credit(
    AttributionModel model,
    String conversionId,
    ConversionType conversionType,
    long conversionTime,
    @Nullable String personId,
    String campaignId,
    String channel,
    String touchEventId,
    @Nullable Long touchTime,
    long weightNanos,
    long valueMicros,
    List<Booking> bookings,
    @Nullable String dealerId,
    @Nullable Long previousWeightNanos,
    @Nullable Long previousValueMicros,
    boolean newCustomer,
    boolean voided,
    long revision) {

  /** Stands for the touch of a conversion that no touch explains. */
  public static final String NO_TOUCH = "-";

  /** The campaign of a conversion that nothing explains. */
  public static final String UNATTRIBUTED = "(unattributed)";

  /** The channel of a conversion that nothing explains. */
  public static final String DIRECT = "DIRECT";

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(model.name(), conversionId, touchEventId);
  }
}
