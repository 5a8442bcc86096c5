package io.campaignpulse.alert.series;

import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import java.util.Arrays;
import java.util.List;

/**
 * The totals of one minute of one series, as last published.
 *
 * @param revision a row with a lower one is older news
 * @param base by ordinal of {@link BaseMeasure}
 * @param attributed only models and bases under which something was credited: a rule may ask for
 *     any of them tomorrow
 */
public record MinuteTotals(long revision, long[] base, List<AttributedTotals> attributed) {

  /** What a row of campaign-metrics says of its minute. */
  public static MinuteTotals of(CampaignMetrics row) {
    return new MinuteTotals(row.revision(), row.base(), row.attributed());
  }

  /** Whether nothing happened in the minute, after all. */
  public boolean isZero() {
    return Arrays.stream(base).allMatch(amount -> amount == 0) && attributed.isEmpty();
  }

  public void addTo(
      long[] baseSums, AttributionModel model, TimeBasis basis, long[] attributedSums) {
    add(base, baseSums);
    for (AttributedTotals totals : attributed) {
      if (totals.model() == model && totals.basis() == basis) {
        add(totals.amounts(), attributedSums);
      }
    }
  }

  private static void add(long[] amounts, long[] sums) {
    // Restored minutes may have been written when there were fewer measures.
    for (int i = 0; i < Math.min(sums.length, amounts.length); i++) {
      sums[i] = Math.addExact(sums[i], amounts[i]);
    }
  }
}
