package io.campaignpulse.ingest;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.Origin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads campaigns of the catalogue. */
public final class CampaignReader extends TopicReader<Campaign> {

  /** A reader without state. */
  public CampaignReader() {
    super(
        "campaignId",
        "name",
        "department",
        "channels",
        "startTime",
        "endTime",
        "currency",
        "dailyBudget",
        "totalBudget",
        "targets",
        "couponCodes",
        "dealerIds",
        "aliases",
        "revision",
        "arrivalTime");
  }

  @Override
  Campaign interpret(Reading in, Origin origin) {
    in.require("campaignId", "name");
    String campaignId = in.id("campaignId");
    String name = in.id("name");
    String department = in.optionalId("department");
    List<String> channels = in.ids("channels").stream().map(ChannelCode::canonical).toList();
    Long startTime = in.optionalTime("startTime");
    Long endTime = in.optionalTime("endTime");
    if (startTime != null && endTime != null) {
      in.requireForward("startTime", startTime, "endTime", endTime);
    }
    String currency = in.optionalId("currency");
    Long dailyBudget = budget(in, "dailyBudget");
    Long totalBudget = budget(in, "totalBudget");
    Map<String, String> targets = targets(in);
    List<String> couponCodes = in.ids("couponCodes");
    List<String> dealerIds = in.ids("dealerIds");
    List<String> aliases = in.ids("aliases");
    long revision = in.revision(0);
    return CanonicalJson.stamped(
        json ->
            new Campaign(
                campaignId,
                name,
                department,
                channels,
                startTime,
                endTime,
                currency,
                dailyBudget,
                totalBudget,
                targets,
                couponCodes,
                dealerIds,
                aliases,
                List.of(),
                revision,
                json,
                origin));
  }

  private static @Nullable Long budget(Reading in, String name) {
    Long micros = in.optionalMicros(name);
    if (micros != null && micros < 0) {
      throw in.invalid(name, "below 0");
    }
    return micros;
  }

  /** Targets in plain notation without trailing zeros, so that 25 and 25.00 are the same row. */
  private static Map<String, String> targets(Reading in) {
    Map<String, String> targets = new TreeMap<>();
    in.map("targets")
        .forEach(
            (metric, text) -> {
              String field = "targets." + metric;
              long micros = Decimals.micros(field, Decimals.parse(field, text));
              targets.put(
                  TextRules.id("targets", metric),
                  BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString());
            });
    return targets;
  }
}
