package io.campaignpulse.event;

/**
 * What a miss is made of: natural logarithms that add up to that of observed ÷ expected, so a
 * negative part explains a shortfall.
 *
 * @param traffic of the number of clicks
 * @param conversion of conversions per click
 * @param orderValue of money per conversion
 * @param availability of the time in which there was something to sell
 */
public record Decomposition(
    double traffic, double conversion, double orderValue, double availability) {}
