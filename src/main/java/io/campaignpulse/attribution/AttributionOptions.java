package io.campaignpulse.attribution;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How credit is divided and for how long it may be divided anew. All durations in milliseconds.
 *
 * @param emission when credits are published
 * @param models the models computed, each for every conversion
 * @param clickLookBack how long before a conversion a click may lie, the boundary included
 * @param impressionLookBack the same for impressions
 * @param visitLookBack the same for visits
 * @param touchTypes which interactions are touches
 * @param collapse whether repeated touches count once
 * @param halfLife after how long a touch is worth half (TIME_DECAY)
 * @param redecisionHorizon live: how long after a conversion what arrives late still changes its
 *     credit
 * @param ordersRetention live: how long after an order its returns are known; at least {@code
 *     redecisionHorizon}
 * @param leadsRetention live: how long after a lead's latest change its further stages are known;
 *     at least {@code redecisionHorizon}
 * @param maxTouches live: how many touches are kept of one person and of one visitor; the oldest go
 */
public record AttributionOptions(
    Emission emission,
    List<AttributionModel> models,
    long clickLookBack,
    long impressionLookBack,
    long visitLookBack,
    List<InteractionType> touchTypes,
    Collapse collapse,
    long halfLife,
    long redecisionHorizon,
    long ordersRetention,
    long leadsRetention,
    int maxTouches)
    implements Serializable {

  /**
   * What may still be re-decided is still known: credit that was forgotten would be given a second
   * time.
   */
  public AttributionOptions {
    ordersRetention = Math.max(ordersRetention, redecisionHorizon);
    leadsRetention = Math.max(leadsRetention, redecisionHorizon);
  }

  /** The defaults of the contract. */
  public static AttributionOptions defaults(Emission emission) {
    return new AttributionOptions(
        emission,
        List.of(AttributionModel.values()),
        Duration.ofDays(30).toMillis(),
        Duration.ofDays(1).toMillis(),
        Duration.ofDays(30).toMillis(),
        List.of(InteractionType.CLICK),
        Collapse.NONE,
        Duration.ofDays(7).toMillis(),
        Duration.ofDays(90).toMillis(),
        Duration.ofDays(400).toMillis(),
        Duration.ofDays(400).toMillis(),
        1000);
  }

  /** How long before a conversion a touch of a type may lie, the boundary included. */
  public long lookBack(InteractionType type) {
    return switch (type) {
      case CLICK -> clickLookBack;
      case IMPRESSION -> impressionLookBack;
      case VISIT -> visitLookBack;
    };
  }

  /** How long after a touch the credit it earns may still change. */
  public long touchRetention() {
    long longest = Math.max(clickLookBack, Math.max(impressionLookBack, visitLookBack));
    return longest + redecisionHorizon;
  }

  /** Whether a touch of a type and time may earn credit for what happened at an instant. */
  public boolean isEligible(InteractionType type, long touched, long at) {
    return touched <= at && at - touched <= lookBack(type);
  }

  /**
   * Whether a touch can only have led to conversions whose credit is settled.
   *
   * @param settledBefore conversions before it are, epoch milliseconds
   */
  boolean isLate(PackedTouch touch, long settledBefore) {
    return settledBefore != Long.MIN_VALUE && touch.time() < settledBefore - lookBack(touch.type());
  }

  /** The touch an interaction is; null if it is none. */
  public @Nullable PackedTouch touchOf(ClassifiedInteraction interaction) {
    boolean unseen = interaction.type() == InteractionType.IMPRESSION && !interaction.viewable();
    if (interaction.invalidTraffic()
        || interaction.ignoredReferrer()
        || unseen
        || !touchTypes.contains(interaction.type())) {
      return null;
    }
    return PackedTouch.of(
        new Touch(
            interaction.eventId(),
            interaction.eventTime(),
            interaction.type(),
            interaction.campaignId(),
            interaction.channel()));
  }
}
