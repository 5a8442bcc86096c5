package io.campaignpulse.plan;

import org.jspecify.annotations.Nullable;

/**
 * Something that teaches how business is spread over time: an amount in an hour of the week, or how
 * a promotion sold that has ended.
 *
 * @param family of what it is
 * @param time when it happened, epoch milliseconds
 * @param amountMicros how much, in millionths; may take back
 * @param planId the clearance that has ended, or runs again; null for an amount
 * @param ended how it sold; null for an amount, and where it runs again
 */
public record ProfileFact(
    ProfileFamily family,
    long time,
    long amountMicros,
    @Nullable String planId,
    @Nullable EndedPromotion ended) {

  /** An amount. */
  public static ProfileFact amount(ProfileFamily family, long time, long amountMicros) {
    return new ProfileFact(family, time, amountMicros, null, null);
  }

  /** How a promotion sold, or null for one that runs. */
  public static ProfileFact promotion(String planId, @Nullable EndedPromotion ended) {
    return new ProfileFact(ProfileFamily.SALES, 0, 0, planId, ended);
  }
}
