package io.campaignpulse.spend;

import io.campaignpulse.event.SpendReport;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A spend report and the part of its period in which it counts: a coarser level replaces it
 * elsewhere. It is published again when that part changes.
 *
 * @param stretches start and end of each stretch in turn, epoch milliseconds
 */
public record CountedSpend(SpendReport report, long[] stretches) {

  /** A report that counts over its whole period. */
  public static CountedSpend whole(SpendReport report) {
    return new CountedSpend(report, new long[] {report.periodStart(), report.periodEnd()});
  }

  /** Whether it takes the place of an earlier state of its key; null = there is none. */
  public boolean replaces(@Nullable CountedSpend earlier) {
    return earlier == null || report.revision() >= earlier.report.revision();
  }

  /** The part of an amount of the report that counts inside [from, to). */
  long share(@Nullable Long amount, long from, long to) {
    if (amount == null) {
      return 0;
    }
    Spreading spreading = new Spreading(amount, report.periodStart(), report.periodEnd());
    long sum = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      sum += spreading.share(Math.max(from, stretches[i]), Math.min(to, stretches[i + 1]));
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CountedSpend counted
        && report.equals(counted.report)
        && Arrays.equals(stretches, counted.stretches);
  }

  @Override
  public int hashCode() {
    return Objects.hash(report, Arrays.hashCode(stretches));
  }
}
