package io.campaignpulse.channel.operator;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.lead;
import static io.campaignpulse.testing.TestingIngestEvents.owner;
import static io.campaignpulse.testing.TestingJourneys.dealtWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.channel.CampaignOwners;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.Topic;
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
        List.of(dealers("known", 3, "north")), CampaignOwners::new, CampaignOwners::own);
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
