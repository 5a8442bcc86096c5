package io.campaignpulse.event;

import java.util.List;

/**
 * Known lags from click to conversion of a channel and conversion type.
 *
 * @param conversionType ORDER, LEAD or QUALIFIED_LEAD
 * @param shares at least one, ages rising, shares not falling
 */
public record ChannelLags(
    String channel,
    ConversionType conversionType,
    List<LagShare> shares,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return channel + "|" + conversionType;
  }
}
