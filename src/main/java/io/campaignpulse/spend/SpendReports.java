package io.campaignpulse.spend;

import io.campaignpulse.event.SpendReport;
import org.jspecify.annotations.Nullable;

/**
 * The rule of restatements: of the reports of one key the highest revision stands, in whatever
 * order they arrive (metrics.md, row "spend").
 */
public final class SpendReports {

  private SpendReports() {}

  /** Whether the report takes the place of what is known of its key; null = nothing yet. */
  public static boolean replaces(@Nullable SpendReport known, SpendReport arrived) {
    return known == null || arrived.revision() > known.revision();
  }
}
