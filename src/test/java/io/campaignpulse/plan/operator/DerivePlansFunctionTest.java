package io.campaignpulse.plan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CampaignReader;
import io.campaignpulse.ingest.DeletedRow;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.FxRateReader;
import io.campaignpulse.ingest.PlanReader;
import io.campaignpulse.ingest.PromotionReader;
import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanRow;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.testing.TestingPlanRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of each catalogue that change or are deleted, and the plans that follow. */
class DerivePlansFunctionTest {

  private static final long NOW = 1_773_000_000_000L;
  private static final Origin ORIGIN = new Origin(0, 0, null, 0);
  private static final String PERIOD =
      "'startTime':'2026-03-01T00:00:00Z','endTime':'2026-04-01T00:00:00Z'";

  private final KeyedOneInputStreamOperatorTestHarness<Boolean, PlanRow, PlanChanges> flink =
      harness();
  private long clock = NOW;
  private int seen;

  private static KeyedOneInputStreamOperatorTestHarness<Boolean, PlanRow, PlanChanges> harness() {
    try {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          new KeyedProcessOperator<>(new DerivePlansFunction(TestingPlanRows.live("UTC"))),
          row -> true,
          Types.BOOLEAN);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() throws Exception {
    flink.open();
    flink.setProcessingTime(NOW);
    flink.processWatermark(new Watermark(NOW));
  }

  @AfterEach
  void close() throws Exception {
    flink.close();
  }

  private static <R> R read(FieldsReader<R> reader, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return reader.read(JsonRecords.parse(bytes), ORIGIN);
  }

  private static CatalogueRow deletion(Topic catalogue, CatalogueRow row) {
    return DeletedRow.of(catalogue, row.id(), ORIGIN);
  }

  private List<Plan> after(PlanRow row) throws Exception {
    flink.processElement(new StreamRecord<>(row));
    clock += 1000;
    flink.setProcessingTime(clock);
    List<PlanChanges> all = flink.extractOutputValues();
    List<Plan> plans = new ArrayList<>();
    all.subList(seen, all.size()).forEach(changes -> plans.addAll(changes.plans()));
    seen = all.size();
    return plans;
  }

  @Test
  void aPlanThatIsDeletedIsWithdrawn() throws Exception {
    PlanDefinition plan =
        read(
            new PlanReader(),
            "{'planId':'p','name':'P','measure':'orders','goal':5," + PERIOD + "}");
    assertThat(after(PlanRow.of(plan))).extracting(Plan::planId).containsExactly("p");

    List<Plan> gone = after(PlanRow.of((PlanDefinition) deletion(Topic.PLANS, plan)));

    assertThat(gone).extracting(Plan::planId).containsExactly("p");
    assertThat(gone.get(0).withdrawn()).isTrue();
  }

  @Test
  void theClearanceOfAPromotionThatIsDeletedIsWithdrawn() throws Exception {
    Promotion promotion =
        read(
            new PromotionReader(),
            "{'promotionId':'s','name':'S','items':[{'sku':'A','targetUnits':5}]," + PERIOD + "}");
    assertThat(after(PlanRow.of(promotion))).isNotEmpty();

    List<Plan> gone = after(PlanRow.of((Promotion) deletion(Topic.PROMOTIONS, promotion)));

    assertThat(gone).isNotEmpty().allMatch(Plan::withdrawn);
  }

  @Test
  void theBudgetOfACampaignThatIsDeletedIsWithdrawnAndComesBackWithIt() throws Exception {
    Campaign campaign =
        read(new CampaignReader(), "{'campaignId':'c','name':'C','totalBudget':5," + PERIOD + "}");
    assertThat(after(PlanRow.of(campaign))).extracting(Plan::planId).containsExactly("budget:c");

    List<Plan> gone = after(PlanRow.of((Campaign) deletion(Topic.CAMPAIGNS, campaign)));

    assertThat(gone).hasSize(1).allMatch(Plan::withdrawn);
    assertThat(after(PlanRow.of(campaign))).hasSize(1).noneMatch(Plan::withdrawn);
  }

  @Test
  void aBudgetIsConvertedAtTheRateThatStandsNow() throws Exception {
    after(PlanRow.of(rate("2", 0)));
    Campaign campaign =
        read(
            new CampaignReader(),
            "{'campaignId':'c','name':'C','totalBudget':5,'currency':'GBP'," + PERIOD + "}");
    assertThat(after(PlanRow.of(campaign)))
        .extracting(Plan::goalMicros)
        .containsExactly(10_000_000L);
    assertThat(after(PlanRow.of(rate("3", 1))))
        .extracting(Plan::goalMicros)
        .containsExactly(15_000_000L);

    assertThat(after(PlanRow.of((FxRate) deletion(Topic.FX_RATES, rate("3", 1)))))
        .as("without a rate its budget is unknown")
        .hasSize(1)
        .noneMatch(
            plan ->
                plan.goalMicros() == 15_000_000L && plan.problem() == null && !plan.withdrawn());
  }

  private static FxRate rate(String rate, int revision) {
    return read(
        new FxRateReader(),
        "{'currency':'GBP','validFrom':'2026-01-01T00:00:00Z','rate':"
            + rate
            + ",'revision':"
            + revision
            + "}");
  }
}
