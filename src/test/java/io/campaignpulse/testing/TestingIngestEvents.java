package io.campaignpulse.testing;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SpendReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small events for tests of ingest; what a test doesn't say is absent. */
public final class TestingIngestEvents {
  /** Some instant to count from, epoch milliseconds. */
  public static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  private TestingIngestEvents() {}

  /** An origin in a partition. */
  public static Origin from(int partition) {
    return new Origin(partition, 0, null, START);
  }

  /** A click that names its campaign and channel. */
  public static Interaction click(String eventId, long eventTime, int partition) {
    return click(eventId, eventTime, partition, "spring", "EMAIL", null);
  }

  /** A click of a campaign, channel and user agent. */
  public static Interaction click(
      String eventId,
      long eventTime,
      int partition,
      @Nullable String campaignId,
      @Nullable String channel,
      @Nullable String userAgent) {
    return interaction(
        eventId,
        eventTime,
        partition,
        campaignId,
        channel,
        null,
        null,
        null,
        null,
        null,
        userAgent);
  }

  /** A click that only its address, referrer and source fields explain. */
  public static Interaction cameFrom(
      @Nullable String pageUrl,
      @Nullable String referrer,
      @Nullable String source,
      @Nullable String medium,
      @Nullable String campaignName) {
    return interaction(
        "e", START, 0, null, null, pageUrl, referrer, source, medium, campaignName, null);
  }

  /** A click with what tells its campaign and channel. */
  public static Interaction interaction(
      String eventId,
      long eventTime,
      int partition,
      @Nullable String campaignId,
      @Nullable String channel,
      @Nullable String pageUrl,
      @Nullable String referrer,
      @Nullable String source,
      @Nullable String medium,
      @Nullable String campaignName,
      @Nullable String userAgent) {
    return new Interaction(
        eventId,
        eventTime,
        InteractionType.CLICK,
        "v1",
        null,
        campaignId,
        channel,
        pageUrl,
        referrer,
        source,
        medium,
        campaignName,
        null,
        null,
        null,
        null,
        null,
        userAgent,
        true,
        from(partition));
  }

  /** An order event with two of an article at 10.00. */
  public static OrderEvent order(
      String eventId, long eventTime, String orderId, OrderStatus status, String currency) {
    return new OrderEvent(
        eventId,
        eventTime,
        orderId,
        status,
        "c1",
        null,
        null,
        currency,
        List.of(new OrderLine("sku", 2_000_000, 10_000_000, 1_000_000, 4_000_000L, null)),
        null,
        null,
        null,
        from(0));
  }

  /** A lead entering a stage. */
  public static LeadEvent lead(String eventId, long eventTime, String leadId, LeadStage stage) {
    return new LeadEvent(
        eventId, eventTime, leadId, stage, "v1", null, null, null, null, null, null, null, null,
        null, from(0));
  }

  /** A spend report over one day from START. */
  public static SpendReport spend(long reported, String currency, long costMicros, long revision) {
    return spend(reported, currency, costMicros, revision, 0);
  }

  /** The same from a line of a file. */
  public static SpendReport spend(
      long reported, String currency, long costMicros, long revision, long line) {
    return new SpendReport(
        reported,
        "spring",
        "EMAIL",
        START,
        START + 86_400_000,
        currency,
        costMicros,
        revision,
        null,
        null,
        null,
        null,
        null,
        new Origin(0, line, null, START));
  }

  /** A link of a visitor and a customer. */
  public static IdentityEvent link(long eventTime, String visitorId, String customerId) {
    return new IdentityEvent(eventTime, visitorId, customerId, true, from(0));
  }

  /** A rate from an instant on. */
  public static FxRate rate(String currency, long validFrom, String rate, long revision) {
    String json = "{\"currency\":\"" + currency + "\",\"rate\":\"" + rate + "\"}";
    return new FxRate(currency, validFrom, new BigDecimal(rate), revision, json, from(0));
  }

  /** A campaign with a name. */
  public static Campaign campaign(String id, String name, long revision) {
    return owner(id, name, revision, null, null, List.of(), List.of());
  }

  /** A campaign over a period that owns coupon codes and dealers. */
  public static Campaign owner(
      String id,
      String name,
      long revision,
      @Nullable Long startTime,
      @Nullable Long endTime,
      List<String> couponCodes,
      List<String> dealerIds) {
    String json = "{\"campaignId\":\"" + id + "\",\"name\":\"" + name + "\"}";
    return new Campaign(
        id,
        name,
        null,
        List.of(),
        startTime,
        endTime,
        null,
        null,
        null,
        Map.of(),
        couponCodes,
        dealerIds,
        revision,
        json,
        from(0));
  }
}
