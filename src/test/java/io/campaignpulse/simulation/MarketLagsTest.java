package io.campaignpulse.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketLagsTest {

  private static final long BEGIN = Instant.parse("2026-03-10T06:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final double SPEED = 240;

  private static final Map<String, Interaction> CLICKS = new HashMap<>();
  private static final Map<ConversionType, Map<String, Long>> CONVERSIONS =
      new EnumMap<>(ConversionType.class);

  @ParameterizedTest
  @CsvSource({
    "brand-search, PAID_SEARCH, ORDER",
    "partners, AFFILIATE, ORDER",
    "test-drive, PAID_SEARCH, LEAD",
    "test-drive, PAID_SEARCH, QUALIFIED_LEAD"
  })
  void shares_are_those_that_come_of_old_clicks(
      String campaign, String channel, ConversionType type) {
    List<Long> lags = lags(campaign, type);
    assertThat(lags).hasSizeGreaterThan(100);
    for (LagShare share : row(SPEED, channel, type).shares()) {
      if (share.age() <= HOUR) {
        double came = (double) lags.stream().filter(lag -> lag <= share.age()).count();
        assertThat(came / lags.size())
            .as("by %s", Duration.ofMillis(share.age()))
            .isCloseTo(share.share(), within(4 * 0.5 / Math.sqrt(lags.size())));
      }
    }
  }

  @Test
  void every_channel_has_a_curve_of_each_type_whatever_the_lag_speed() {
    for (double speed : new double[] {1, SPEED, 1e6}) {
      assertThat(rows(speed))
          .hasSize(3 * 8)
          .allSatisfy(
              row ->
                  assertThat(row.shares())
                      .extracting(LagShare::share)
                      .isSorted()
                      .allMatch(share -> share > 0 && share <= 1));
    }
  }

  private static ChannelLags row(double speed, String channel, ConversionType type) {
    return rows(speed).stream()
        .filter(row -> row.id().equals(channel + "|" + type))
        .findAny()
        .orElseThrow();
  }

  private static List<ChannelLags> rows(double speed) {
    return new MarketLags(speed).rows(new Origin(0, 0, null, BEGIN));
  }

  /** Lags of what the first hour's clicks of a campaign brought by the end. */
  private static List<Long> lags(String campaign, ConversionType type) {
    List<Long> lags = new ArrayList<>();
    CLICKS.forEach(
        (serial, click) -> {
          Long conversion = CONVERSIONS.getOrDefault(type, Map.of()).get(serial);
          boolean isOf = String.valueOf(click.pageUrl()).contains("/c/" + campaign + "?");
          if (conversion != null && isOf && click.eventTime() < BEGIN + HOUR) {
            lags.add(conversion - click.eventTime());
          }
        });
    return lags;
  }

  @BeforeAll
  static void runAMarket() {
    new Market(new MarketOptions(7, 400, SPEED, PlannedIncidents.NONE), BEGIN)
        .advanceTo(BEGIN + 5 * HOUR / 2, MarketLagsTest::keep);
  }

  private static void keep(Delivery delivery) {
    if (!(delivery.payload() instanceof Payload.Typed typed)) {
      return;
    }
    if (typed.event() instanceof Interaction i
        && i.type() == InteractionType.CLICK
        && i.eventId().startsWith("k-")) {
      CLICKS.put(i.eventId().substring(2), i);
    } else if (typed.event() instanceof OrderEvent o) {
      keep(ConversionType.ORDER, o.orderId(), o.eventTime());
    } else if (typed.event() instanceof LeadEvent l) {
      keep(stage(l.stage()), l.leadId(), l.eventTime());
    }
  }

  private static void keep(ConversionType type, String id, long time) {
    CONVERSIONS.computeIfAbsent(type, t -> new HashMap<>()).put(id.substring(2), time);
  }

  private static ConversionType stage(LeadStage stage) {
    return stage == LeadStage.CREATED
        ? ConversionType.LEAD
        : stage == LeadStage.QUALIFIED ? ConversionType.QUALIFIED_LEAD : ConversionType.WON_LEAD;
  }
}
