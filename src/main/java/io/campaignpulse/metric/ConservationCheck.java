package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The check of the books of one window (metrics.md, ground rule 7): the credit of all campaigns and
 * channels, (unattributed) included, against the ledger of conversions, in every configured model.
 * The two are summed by different ways, so that what is lost or doubled on one shows.
 *
 * <p>A conversion counts one order (or one lead of a stage) in the ledger, hence its weights sum to
 * 1 exactly when the credited count does. By INTERACTION_TIME only LIFE is checked: its total must
 * be the same, while a touch lies in another window than what it earned.
 */
public final class ConservationCheck {

  /** What credit has to conserve; who is a new customer is known to credit only. */
  private static final Set<AttributedMeasure> CONSERVED =
      EnumSet.complementOf(EnumSet.of(AttributedMeasure.NEW_CUSTOMERS));

  private static final Set<TimeBasis> BOTH = Set.of(TimeBasis.values());
  private static final Set<TimeBasis> BY_CONVERSION = Set.of(TimeBasis.CONVERSION_TIME);

  private final AttributionModel reportingModel;
  private final List<AttributionModel> models;

  /** A check of these models, the reporting one first. */
  public ConservationCheck(MetricOptions options) {
    this.reportingModel = options.reportingModel();
    this.models = new ArrayList<>(options.models());
    if (models.remove(reportingModel)) {
      models.add(0, reportingModel);
    }
  }

  /** The time bases checked in windows of a size. */
  public static Set<TimeBasis> bases(WindowSize size) {
    return size == WindowSize.LIFE ? BOTH : BY_CONVERSION;
  }

  /** Whether the sums of all campaigns in a window of that size tie out. */
  public Conservation of(WindowSize size, Totals sums) {
    long[] booked = sums.booked();
    List<Imbalance> unbalanced = new ArrayList<>();
    for (AttributionModel model : models) {
      for (TimeBasis basis : TimeBasis.values()) {
        if (bases(size).contains(basis)) {
          addUnbalanced(unbalanced, model, basis, booked, credited(sums, model, basis));
        }
      }
    }
    int net = AttributedMeasure.NET_REVENUE.ordinal();
    return new Conservation(
        booked[net], credited(sums, reportingModel, TimeBasis.CONVERSION_TIME)[net], unbalanced);
  }

  private static long[] credited(Totals sums, AttributionModel model, TimeBasis basis) {
    long[] amounts = sums.amounts(model, basis);
    return amounts.length == 0 ? Ratios.nothingAttributed() : amounts;
  }

  private static void addUnbalanced(
      List<Imbalance> unbalanced,
      AttributionModel model,
      TimeBasis basis,
      long[] booked,
      long[] credited) {
    if (Arrays.equals(booked, credited)) {
      return;
    }
    for (AttributedMeasure measure : CONSERVED) {
      int m = measure.ordinal();
      if (booked[m] != credited[m]) {
        unbalanced.add(new Imbalance(model, basis, measure, booked[m], credited[m]));
      }
    }
  }
}
