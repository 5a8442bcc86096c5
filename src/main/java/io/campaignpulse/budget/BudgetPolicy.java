package io.campaignpulse.budget;

import io.campaignpulse.event.EvidenceGrade;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Limits within which budgets are changed. Shares are of the daily budget in the catalogue, unless
 * they say otherwise.
 *
 * @param consumer name of this consumer in its actions
 * @param reduceBy share of the current budget that REDUCE takes away
 * @param increaseBy share of the current budget that INCREASE_CANDIDATE adds
 * @param floor least budget
 * @param ceiling greatest budget, at least 1
 * @param stepCap most that one change moves
 * @param campaignDayCap most that the changes of a campaign move in a day
 * @param installationDayCap most that all changes move in a day, as a share of the sum of the daily
 *     budgets in the same currency
 * @param cooldown least time between two changes of a campaign
 * @param minimumGrade least grade of evidence for a change
 * @param zone zone of the days
 */
public record BudgetPolicy(
    String consumer,
    double reduceBy,
    double increaseBy,
    double floor,
    double ceiling,
    double stepCap,
    double campaignDayCap,
    double installationDayCap,
    Duration cooldown,
    EvidenceGrade minimumGrade,
    ZoneId zone) {

  /** Policy without a file. */
  public static final BudgetPolicy DEFAULT =
      new BudgetPolicy(
          "campaign-pulse",
          0.8,
          0.1,
          0.2,
          1.5,
          0.8,
          0.8,
          0.1,
          Duration.ofHours(24),
          EvidenceGrade.SOUND,
          ZoneOffset.UTC);

  /**
   * Validates the limits.
   *
   * @throws IllegalArgumentException naming the field
   */
  public BudgetPolicy {
    if (consumer.isBlank()) {
      throw new IllegalArgumentException("consumer: a name is expected");
    }
    share("reduceBy", reduceBy);
    share("increaseBy", increaseBy);
    share("floor", floor);
    share("stepCap", stepCap);
    share("campaignDayCap", campaignDayCap);
    share("installationDayCap", installationDayCap);
    if (!(ceiling >= 1 && ceiling <= 10)) {
      throw new IllegalArgumentException("ceiling: a number from 1 to 10 is expected");
    }
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown: must not be negative");
    }
    if (minimumGrade == EvidenceGrade.LEARNING) {
      throw new IllegalArgumentException("minimumGrade: WEAK, SOUND or STRONG is expected");
    }
  }

  private static void share(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(field + ": a share from 0 to 1 is expected");
    }
  }
}
