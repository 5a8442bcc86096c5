package io.campaignpulse.testing;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.ingest.CampaignReader;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.FxRateReader;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.PlanReader;
import io.campaignpulse.ingest.PromotionReader;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanCatalogue;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.source.json.JsonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Catalogues of plans, written as JSON with single quotes, and the plans that follow from them. */
public final class TestingPlanRows {

  private static final Origin ORIGIN = new Origin(0, 0, null, 0);

  private TestingPlanRows() {}

  /** An instant, epoch milliseconds. */
  public static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  /** How plans are followed live, in a zone. */
  public static PlanOptions live(String zone) {
    return options(Emission.ON_CHANGE, zone, null);
  }

  /** How plans are followed in a replay as of an instant. */
  public static PlanOptions replay(String zone, String asOf) {
    return options(Emission.AT_END, zone, at(asOf));
  }

  private static PlanOptions options(Emission emission, String zone, @Nullable Long asOf) {
    return new PlanOptions(
        emission,
        zone,
        "EUR",
        AttributionModel.LAST_TOUCH,
        TimeBasis.CONVERSION_TIME,
        Duration.ofDays(400).toMillis(),
        Duration.ofDays(400).toMillis(),
        Duration.ofDays(90).toMillis(),
        1000,
        asOf);
  }

  /** A campaign. */
  public static Campaign campaign(String json) {
    return row(new CampaignReader(), json);
  }

  /** A promotion. */
  public static Promotion promotion(String json) {
    return row(new PromotionReader(), json);
  }

  /** A plan of the catalogue. */
  public static PlanDefinition plan(String json) {
    return row(new PlanReader(), json);
  }

  /** A rate of exchange. */
  public static FxRate rate(String json) {
    return row(new FxRateReader(), json);
  }

  private static <R> R row(FieldsReader<R> reader, String json) {
    return reader.read(
        JsonRecords.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), ORIGIN);
  }

  /** The plans of some rows, by id, as of an instant. */
  public static Map<String, Plan> plans(PlanOptions options, String now, CatalogueRow... rows) {
    return new PlanCatalogue(
            of(Campaign.class, rows),
            of(Promotion.class, rows),
            of(PlanDefinition.class, rows),
            new FxRates(options.currency(), of(FxRate.class, rows)),
            options)
        .plansAt(at(now)).stream()
            .collect(
                Collectors.toMap(Plan::planId, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private static <R> List<R> of(Class<R> type, CatalogueRow... rows) {
    return Arrays.stream(rows).filter(type::isInstance).map(type::cast).toList();
  }
}
