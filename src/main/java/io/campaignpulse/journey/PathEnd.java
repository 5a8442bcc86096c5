package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;

/**
 * A conversion, not voided, as the end of a path.
 *
 * @param at the instant up to which touches earn credit for it, epoch milliseconds
 * @param settled whether its path is past changing: it only says where later paths begin
 */
public record PathEnd(ConversionType type, long at, boolean settled) {}
