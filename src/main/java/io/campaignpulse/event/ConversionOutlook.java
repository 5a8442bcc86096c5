package io.campaignpulse.event;

/**
 * Conversions that the clicks of the last 30 days have brought and will have brought.
 *
 * @param clicks valid clicks of the last 30 days
 * @param conversions gross conversions of these clicks to date
 * @param maturity share of their conversions that can be expected to have arrived, in [0, 1]
 * @param projected conversions expected once all have arrived
 * @param low lower end of the 80 % interval
 * @param high upper end of the 80 % interval
 */
public record ConversionOutlook(
    ConversionType type,
    double clicks,
    double conversions,
    double maturity,
    double projected,
    double low,
    double high) {}
