package io.campaignpulse.simulation;

import org.jspecify.annotations.Nullable;

/**
 * The truth about a campaign on one channel, which an analysis should find again.
 *
 * @param share its part of all impressions, 0 … 1
 * @param ctr true clicks per impression
 * @param cvr true orders per click
 * @param leadRate true leads per click
 * @param cpc median cost per click, in units of {@code currency}
 * @param cpm cost per 1,000 impressions, in units of {@code currency}
 * @param orderValue median unit price of what is bought, in units of {@code currency}
 * @param leadValue expected value of a deal, in units of {@code currency}
 * @param source utm_source of its links
 * @param medium utm_medium of its links
 * @param clickId name of the click id the platform adds to its links
 * @param failing whether its conversion collapses when the failure strikes
 */
record CampaignProfile(
    String campaignId,
    String channel,
    double share,
    double ctr,
    double cvr,
    double leadRate,
    double cpc,
    double cpm,
    String currency,
    double orderValue,
    double leadValue,
    String source,
    String medium,
    @Nullable String clickId,
    @Nullable String promotionId,
    boolean failing) {}
