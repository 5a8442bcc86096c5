package io.campaignpulse.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile while it is being described; parameters as in {@link CampaignProfile}. */
final class ProfileDraft {

  private final String campaignId;
  private final String channel;
  private final double share;
  private final double ctr;
  private final double cvr;
  private final int audience;
  private String currency = "USD";
  private double cpc;
  private double cpm;
  private double orderValue;
  private double leadRate;
  private double leadValue;
  private @Nullable String promotionId;
  private List<String> articles = List.of();
  private boolean considered;

  ProfileDraft(
      String campaignId, String channel, double share, double ctr, double cvr, int audience) {
    this.campaignId = campaignId;
    this.channel = channel;
    this.share = share;
    this.ctr = ctr;
    this.cvr = cvr;
    this.audience = audience;
  }

  ProfileDraft costs(String inCurrency, double ofClick, double ofThousandImpressions) {
    currency = inCurrency;
    cpc = ofClick;
    cpm = ofThousandImpressions;
    return this;
  }

  ProfileDraft sells(double atPrice) {
    orderValue = atPrice;
    return this;
  }

  ProfileDraft promotes(String promotion, double atPrice, String... skus) {
    promotionId = promotion;
    articles = List.of(skus);
    return sells(atPrice);
  }

  ProfileDraft leads(double rate, double value) {
    leadRate = rate;
    leadValue = value;
    return this;
  }

  ProfileDraft considered() {
    considered = true;
    return this;
  }

  CampaignProfile from(String source, String medium) {
    return from(source, medium, null);
  }

  CampaignProfile from(String source, String medium, @Nullable String clickId) {
    return new CampaignProfile(
        campaignId,
        channel,
        share,
        ctr,
        cvr,
        leadRate,
        cpc,
        cpm,
        currency,
        orderValue,
        leadValue,
        source,
        medium,
        clickId,
        promotionId,
        articles,
        audience,
        considered);
  }
}
