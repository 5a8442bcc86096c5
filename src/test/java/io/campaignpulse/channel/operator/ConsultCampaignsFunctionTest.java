package io.campaignpulse.channel.operator;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.campaign;
import static io.campaignpulse.testing.TestingIngestEvents.lead;
import static io.campaignpulse.testing.TestingIngestEvents.owner;
import static io.campaignpulse.testing.TestingJourneys.dealtWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.channel.CampaignNames;
import io.campaignpulse.channel.CampaignOwners;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.DeletedRow;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harnesses' close() says it may throw anything.
class ConsultCampaignsFunctionTest {

  private static ConsultCampaignsFunction<LeadEvent, CampaignOwners> function() {
    return new ConsultCampaignsFunction<>(
        Topic.LEADS,
        List.of(dealers("known", 3, "north")),
        CampaignOwners::new,
        CampaignOwners::own);
  }

  private static Campaign dealers(String id, long revision, String... dealerIds) {
    return owner(id, id, revision, null, null, List.of(), List.of(dealerIds));
  }

  private static LeadEvent of(String dealer) {
    return dealtWith(lead("e", START, "L", LeadStage.CREATED), dealer, null);
  }

  private static List<String> owners(
      BroadcastOperatorTestHarness<LeadEvent, Campaign, LeadEvent> harness) {
    return harness.extractOutputValues().stream()
        .map(lead -> lead.dealerId() + "=" + lead.dealerCampaign())
        .toList();
  }

  @Test
  void laterRowsApplyToWhatArrivesAfterThemAndOnlyHigherRevisionsStand() throws Exception {
    try (var harness =
        ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
            function(), ConsultCampaignsFunction.LATER_CAMPAIGNS)) {
      harness.processElement(of("south"), START);
      harness.processBroadcastElement(dealers("later", 0, "south"), START);
      harness.processElement(of("south"), START);
      harness.processBroadcastElement(dealers("known", 2, "south"), START);
      harness.processElement(of("north"), START);
      harness.processElement(of("south"), START);
      harness.processBroadcastElement(dealers("known", 4, "south"), START);
      harness.processElement(of("north"), START);
      harness.processElement(of("south"), START);
      assertThat(owners(harness))
          .containsExactly(
              "south=null",
              "south=later",
              "north=known",
              "south=later",
              "north=null",
              "south=known");
    }
  }

  @Test
  void aDeletedCampaignOwnsNothingUntilItComesBack() throws Exception {
    try (var harness =
        ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
            function(), ConsultCampaignsFunction.LATER_CAMPAIGNS)) {
      Campaign known = dealers("known", 3, "north");
      harness.processElement(of("north"), START);
      harness.processBroadcastElement(
          (Campaign) DeletedRow.of(Topic.CAMPAIGNS, "known", known.origin()), START);
      harness.processElement(of("north"), START);
      harness.processBroadcastElement(dealers("known", 1, "north"), START);
      harness.processElement(of("north"), START);
      assertThat(owners(harness)).containsExactly("north=known", "north=null", "north=known");
    }
  }

  @Test
  void aRenamedCampaignIsFoundByBothNamesAndANameOfTwoIsAConflict() throws Exception {
    try (var harness =
        ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
            new ConsultCampaignsFunction<String, CampaignNames>(
                Topic.INTERACTIONS,
                List.of(campaign("a", "Alpha", 1)),
                CampaignNames::new,
                new ByName()),
            ConsultCampaignsFunction.LATER_CAMPAIGNS)) {
      harness.processBroadcastElement(campaign("a", "Beta", 2), START);
      harness.processElement("alpha", START);
      harness.processElement("beta", START);
      assertThat(harness.getSideOutput(ConsultCampaignsFunction.LEDGER)).isNull();
      harness.processBroadcastElement(campaign("b", "Beta", 1), START);
      harness.processElement("beta", START);
      assertThat(harness.extractOutputValues()).containsExactly("a", "a", "a");
      assertThat(harness.getSideOutput(ConsultCampaignsFunction.LEDGER))
          .extracting(record -> record.getValue())
          .containsExactly(new LedgerChange(Topic.INTERACTIONS, Outcome.CONFLICT, 1));
    }
  }

  /** Resolves texts. */
  private static final class ByName
      implements ConsultCampaignsFunction.Completion<String, CampaignNames> {
    private static final long serialVersionUID = 1L;

    @Override
    public String complete(CampaignNames names, String text) {
      return names.resolve(text);
    }

    @Override
    public boolean isAmbiguous(CampaignNames names, String text) {
      return names.isAmbiguous(text);
    }
  }

  @Test
  void laterRowsSurviveARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness =
        ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
            function(), ConsultCampaignsFunction.LATER_CAMPAIGNS)) {
      harness.processBroadcastElement(dealers("later", 0, "south"), START);
      state = harness.snapshot(1, 1);
    }
    try (var harness =
        new BroadcastOperatorTestHarness<>(
            new org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator<>(
                function(), List.of(ConsultCampaignsFunction.LATER_CAMPAIGNS)),
            1,
            1,
            0)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(of("south"), START);
      assertThat(owners(harness)).containsExactly("south=later");
    }
  }
}
