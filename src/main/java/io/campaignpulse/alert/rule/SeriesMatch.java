package io.campaignpulse.alert.rule;

import io.campaignpulse.event.LabelMatch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which series a rule is about.
 *
 * @param wanted by label; all must be met, an empty list is met by everything
 */
public record SeriesMatch(List<LabelMatch> wanted) {

  static final String CAMPAIGN = "campaign";
  static final String CHANNEL = "channel";
  static final String DEPARTMENT = "department";

  /** The labels of a series. */
  static final Set<String> LABELS = Set.of(CAMPAIGN, CHANNEL, DEPARTMENT);

  /** Returns whether the rule is about a series; the department is null where it is unknown. */
  public boolean matches(String campaignId, String channel, @Nullable String department) {
    for (LabelMatch label : wanted) {
      String value =
          switch (label.label()) {
            case CAMPAIGN -> campaignId;
            case CHANNEL -> channel;
            default -> department;
          };
      if (!label.accepted().isEmpty() && (value == null || !label.accepted().contains(value))) {
        return false;
      }
    }
    return true;
  }
}
