package io.campaignpulse.testing;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.Origin;
import org.jspecify.annotations.Nullable;

/** An event of a lead being written down; times are minutes of {@link TestingMinuteRows}. */
public final class TestingLeads {

  private final String leadId;
  private final LeadStage stage;
  private final int minute;
  private @Nullable String owner;
  private @Nullable String campaign;
  private @Nullable String channel;
  private @Nullable Long valueMicros;
  private @Nullable String currency;
  private @Nullable Long contacted;
  private @Nullable String dealerCampaign;

  private TestingLeads(String leadId, LeadStage stage, int minute) {
    this.leadId = leadId;
    this.stage = stage;
    this.minute = minute;
  }

  /** A lead enters a stage. */
  public static TestingLeads lead(String leadId, LeadStage stage, int minute) {
    return new TestingLeads(leadId, stage, minute);
  }

  /** Whose it is. */
  public TestingLeads of(String name) {
    owner = name;
    return this;
  }

  /** Where it says it comes from. */
  public TestingLeads from(String campaignId, String code) {
    campaign = campaignId;
    channel = code;
    return this;
  }

  /** The campaign that owns its dealer. */
  public TestingLeads dealerOf(String campaignId) {
    dealerCampaign = campaignId;
    return this;
  }

  /** What it is expected to bring, in whole units. */
  public TestingLeads worth(long value, @Nullable String code) {
    valueMicros = value * 1_000_000;
    currency = code;
    return this;
  }

  /** When sales first contacted it. */
  public TestingLeads contacted(int atMinute) {
    contacted = TestingMinuteRows.at(atMinute);
    return this;
  }

  /** The event. */
  public LeadEvent event() {
    return new LeadEvent(
        leadId + stage + minute,
        TestingMinuteRows.at(minute),
        leadId,
        stage,
        "v",
        null,
        campaign,
        channel,
        valueMicros,
        currency,
        owner,
        null,
        contacted,
        dealerCampaign,
        new Origin(0, 0, null, TestingMinuteRows.at(minute)));
  }
}
