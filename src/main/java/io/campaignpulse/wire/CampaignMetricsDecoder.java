package io.campaignpulse.wire;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reading of campaign-metrics by hand; entries that are all zero are left out. */
final class CampaignMetricsDecoder {

  private CampaignMetricsDecoder() {}

  static CampaignMetrics read(GenericRecord row) {
    return new CampaignMetrics(
        WindowSize.valueOf(text(row, "window")),
        number(row, "windowStart"),
        optionalNumber(row, "windowEnd"),
        text(row, "campaignId"),
        text(row, "channel"),
        base(row),
        number(row, "reach"),
        attributed((List<?>) value(row, "attributed")),
        optionalNumber(row, "spendReportedUntil"),
        (Boolean) value(row, "complete"),
        number(row, "revision"),
        number(row, "updatedAt"));
  }

  private static long[] base(GenericRecord row) {
    int first = row.getSchema().getField("impressions").pos();
    long[] base = new long[BaseMeasure.COUNT];
    for (BaseMeasure measure : BaseMeasure.values()) {
      Object datum = row.get(first + measure.ordinal());
      base[measure.ordinal()] = measure.isMoney() ? Kind.unscaled(datum) : (Long) datum;
    }
    return base;
  }

  private static List<AttributedTotals> attributed(List<?> entries) {
    List<AttributedTotals> attributed = new ArrayList<>();
    for (Object each : entries) {
      GenericRecord entry = (GenericRecord) each;
      long[] amounts = amounts(entry);
      if (Arrays.stream(amounts).anyMatch(amount -> amount != 0)) {
        attributed.add(
            new AttributedTotals(
                AttributionModel.valueOf(text(entry, "model")),
                TimeBasis.valueOf(text(entry, "basis")),
                amounts));
      }
    }
    return attributed;
  }

  private static long[] amounts(GenericRecord entry) {
    int first = entry.getSchema().getField(AttributedMeasure.LEADS.label()).pos();
    long[] amounts = new long[AttributedMeasure.COUNT];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = Kind.unscaled(entry.get(first + i));
    }
    return amounts;
  }

  private static String text(GenericRecord row, String field) {
    return value(row, field).toString();
  }

  private static long number(GenericRecord row, String field) {
    return (Long) value(row, field);
  }

  private static @Nullable Long optionalNumber(GenericRecord row, String field) {
    return (Long) row.get(field);
  }

  private static Object value(GenericRecord row, String field) {
    return Objects.requireNonNull(row.get(field), field);
  }
}
