package io.campaignpulse.alert.finding;

import io.campaignpulse.event.LabelMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels a rule's {@code match} is compared with, of something that need not have all of them.
 *
 * @param campaign id of the campaign; null where there is none
 * @param channel canonical code; null where there is none
 * @param department that owns the campaign; null where it is unknown
 * @param promotion id of the promotion; null where there is none
 */
public record SubjectLabels(
    @Nullable String campaign,
    @Nullable String channel,
    @Nullable String department,
    @Nullable String promotion) {

  private static final String CAMPAIGN = "campaign";
  private static final String CHANNEL = "channel";
  private static final String PROMOTION = "promotion";

  /** Returns whether every required label has an accepted value. */
  public boolean carry(List<LabelMatch> match) {
    for (LabelMatch wanted : match) {
      String value =
          switch (wanted.label()) {
            case CAMPAIGN -> campaign;
            case CHANNEL -> channel;
            case PROMOTION -> promotion;
            default -> department;
          };
      if (!wanted.accepted().isEmpty() && (value == null || !wanted.accepted().contains(value))) {
        return false;
      }
    }
    return true;
  }
}
