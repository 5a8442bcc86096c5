package io.campaignpulse.alert;

import io.campaignpulse.event.LabelMatch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels a rule's {@code match} is compared with, of something that need not have all of them.
 *
 * @param campaign id of the campaign; null where there is none
 * @param channel canonical code; null where there is none
 * @param department that owns the campaign; null where nobody told it
 */
record SubjectLabels(
    @Nullable String campaign, @Nullable String channel, @Nullable String department) {

  private static final String CAMPAIGN = "campaign";
  private static final String CHANNEL = "channel";
  private static final Set<String> KNOWN = Set.of(CAMPAIGN, CHANNEL, "department");

  /** Whether every label that is asked for is there with an accepted value. */
  boolean carry(List<LabelMatch> match) {
    for (LabelMatch wanted : match) {
      String value =
          switch (wanted.label()) {
            case CAMPAIGN -> campaign;
            case CHANNEL -> channel;
            default -> department;
          };
      if (!wanted.accepted().isEmpty() && (value == null || !wanted.accepted().contains(value))) {
        return false;
      }
    }
    return true;
  }

  /** What is asked for that nothing could ever carry; null if nothing is. */
  static @Nullable String problem(List<LabelMatch> match) {
    for (LabelMatch wanted : match) {
      if (!KNOWN.contains(wanted.label())) {
        return "match: expected campaign, channel or department, got " + wanted.label();
      }
    }
    return null;
  }
}
