package io.campaignpulse.ingest;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.Topic;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows that stand for deletions: an id and {@link CatalogueRow#DELETED}, all else is empty. */
public final class DeletedRow {
  private static final String DELETED = CatalogueRow.DELETED;

  private DeletedRow() {}

  /**
   * The deletion of the row of a catalogue with this key.
   *
   * @throws RejectedException INVALID_VALUE if no row of the catalogue has such a key
   */
  public static CatalogueRow of(Topic catalogue, String key, Origin origin) {
    try {
      return switch (catalogue) {
        case CAMPAIGNS -> campaign(key, origin);
        case PROMOTIONS -> new Promotion(key, null, key, 0, 0, List.of(), null, 0, DELETED, origin);
        case PLANS -> plan(key, origin);
        case FX_RATES -> {
          String[] parts = parts(key);
          long validFrom = Instant.parse(parts[1]).toEpochMilli();
          yield new FxRate(parts[0], validFrom, BigDecimal.ONE, 0, DELETED, origin);
        }
        case RULES -> rule(key, origin);
        case CALENDAR ->
            new CalendarEvent(
                key, key, 0, 0, List.of(), List.of(), List.of(), null, null, false, 0, DELETED,
                origin);
        case CHANNEL_LAGS -> {
          String[] parts = parts(key);
          ConversionType type = ConversionType.valueOf(parts[1]);
          yield new ChannelLags(parts[0], type, List.of(), 0, DELETED, origin);
        }
        default -> throw new IllegalArgumentException(catalogue.label() + " is no catalogue");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new RejectedException(
          RejectionReason.INVALID_VALUE, "deletes no row of " + catalogue.label() + ": " + key);
    }
  }

  /** The part before the last bar and the one after it. */
  private static String[] parts(String key) {
    int bar = key.lastIndexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException(key);
    }
    return new String[] {key.substring(0, bar), key.substring(bar + 1)};
  }

  private static Campaign campaign(String id, Origin origin) {
    return new Campaign(
        id, id, null, List.of(), null, null, null, null, null, Map.of(), List.of(), List.of(), 0,
        DELETED, origin);
  }

  private static PlanDefinition plan(String id, Origin origin) {
    return new PlanDefinition(
        id, id, null, "", 0, 0, 0, null, null, null, null, null, null, 0, DELETED, origin);
  }

  private static AlertRule rule(String id, Origin origin) {
    return new AlertRule(
        id,
        RuleKind.THRESHOLD,
        null,
        null,
        null,
        null,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        null,
        Severity.INFO,
        null,
        null,
        List.of(),
        false,
        null,
        null,
        0,
        DELETED,
        origin);
  }
}
